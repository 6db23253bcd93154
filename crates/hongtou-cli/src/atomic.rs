//! Files written whole or not at all.
//!
//! The bytes go to a temporary file in the same folder, which is then renamed.
//! Temporary files begin with [`PREFIX`]; a run that resumes an interrupted
//! one sweeps them away.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// How the names of temporary files begin.
pub(crate) const PREFIX: &str = ".hongtou-part-";

/// Lets a file that grows beyond the system's limit fail to be written, which is told like a full disk; unasked, the
/// system ends the process without a word.
pub(crate) fn outlive_size_limit() {
    #[cfg(unix)]
    {
        // What is raised is not asked for: the write says it as well. Where the signal cannot be taken, all stays.
        let raised = std::sync::Arc::default();
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, raised);
    }
}

/// A file on its way: visible under its own name only once [`Part::finish`] is called.
#[derive(Debug)]
pub(crate) struct Part {
    file: Option<File>,
    temporary: PathBuf,
    target: PathBuf,
    /// Whether the file is in its place.
    done: bool,
}

impl Part {
    /// Opens a temporary file beside `target`.
    pub(crate) fn create(target: &Path) -> io::Result<Part> {
        static COUNTER: AtomicU64 = AtomicU64::new(0);
        if target.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let folder = target.parent().unwrap_or(Path::new(""));
        let (file, temporary) = loop {
            let number = COUNTER.fetch_add(1, Ordering::Relaxed);
            let temporary = folder.join(format!("{PREFIX}{}-{number}", std::process::id()));
            match OpenOptions::new().write(true).create_new(true).open(&temporary) {
                Ok(file) => break (file, temporary),
                // Left by a run that was killed and had the same process number, as in containers.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        };
        Ok(Part { file: Some(file), temporary, target: target.to_owned(), done: false })
    }

    /// Puts the file in its place.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        let file = self.file.take().expect("finish takes the part, so it runs once");
        drop(file);
        if let Ok(old) = fs::metadata(&self.target) {
            // A replaced file keeps its permissions.
            fs::set_permissions(&self.temporary, old.permissions())?;
        }
        fs::rename(&self.temporary, &self.target)?;
        self.done = true;
        Ok(())
    }
}

impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(0), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), |file| file.flush())
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        // After a failure nothing half may stay.
        if !self.done {
            self.file = None;
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// Writes a file whole or not at all, replacing one that is there.
pub(crate) fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut part = Part::create(target)?;
    part.write_all(bytes)?;
    part.finish()
}

/// Writes a file whole or not at all, piece by piece as `fill` makes it.
pub(crate) fn stream(
    target: &Path,
    fill: impl FnOnce(&mut BufWriter<Part>) -> io::Result<()>,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(128 * 1024, Part::create(target)?);
    fill(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.finish()
}

/// Removes what an interrupted run left in a folder and below it.
pub(crate) fn sweep(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sweep(&entry.path())?;
        } else if entry.file_name().to_string_lossy().starts_with(PREFIX) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_not_finished_leaves_nothing() {
        let folder = std::env::temp_dir().join(format!("hongtou-atomic-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let target = folder.join("红头.json");
        write(&target, b"one").expect("written");
        let mut part = Part::create(&target).expect("opened");
        part.write_all(b"tw").expect("written");
        drop(part);
        assert_eq!(fs::read(&target).expect("there"), b"one");
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 1);
        // What a killed run left is no hindrance, and goes when its work is resumed.
        let deep = folder.join("2026");
        fs::create_dir_all(&deep).expect("a folder");
        for number in 0..64 {
            let name = format!("{PREFIX}{}-{number}", std::process::id());
            fs::write(deep.join(name), b"half").expect("written");
        }
        write(&deep.join("红头.json"), b"one").expect("written beside them");
        sweep(&folder).expect("swept");
        assert_eq!(fs::read_dir(&deep).expect("a folder").count(), 1);
        fs::remove_dir_all(&folder).expect("removed");
    }
}
