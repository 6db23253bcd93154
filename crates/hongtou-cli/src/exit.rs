//! The exit codes of the contract.

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done, and nothing to report.
    Clean = 0,
    /// Findings at or above the fail level, or two versions that differ.
    Found = 1,
    /// Wrong use of the command line or of a configuration file.
    Usage = 2,
    /// Some input could not be read or some output not written; everything else was done.
    Unreadable = 3,
    /// Stopped by the user; what is done stays.
    Interrupted = 130,
}

impl Exit {
    /// The worse of two, as the contract orders them: where findings and an unreadable input meet, 3 wins.
    pub fn and(self, other: Exit) -> Exit {
        self.max(other)
    }
}
