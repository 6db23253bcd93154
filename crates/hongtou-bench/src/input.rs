//! The notices that are measured.
