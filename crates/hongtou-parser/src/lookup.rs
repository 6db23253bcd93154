//! Tables that are looked into, and never gone through: their order means nothing.

use std::collections::HashMap;

use foldhash::fast::FixedState;

/// A table that takes a time that does not grow with it, and the same on every machine.
///
/// A large notice has tens of thousands of tasks, and comparing each of them with those in the middle of an
/// ordered table takes longer than hashing it.
pub(crate) type Lookup<K, V> = HashMap<K, V, FixedState>;
