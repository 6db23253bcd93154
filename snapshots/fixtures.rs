//! Every fixture and the seed, through the whole pipeline.
