//! Clauses and rows for measuring the linker alone.
