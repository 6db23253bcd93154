//! Many inputs: work spread over threads, results taken in input order.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use clap::ArgMatches;
use hongtou_emitter::xlsx;
use hongtou_model::Lang;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use crate::inputs::{From, Input};
use crate::pipeline::{Reading, Unreadable, too_large};
use crate::{Exit, defect, term};

/// How many inputs each thread takes before their results are handed on: enough to keep the
/// threads busy, few enough that memory does not grow with the batch.
const PER_THREAD: usize = 16;

/// Set when the user asks to stop: what is at hand is finished, nothing new is begun.
static STOP: AtomicBool = AtomicBool::new(false);

/// How a batch is run.
#[derive(Clone, Debug)]
pub(crate) struct Batch {
    /// Threads; 0 for all cores.
    jobs: usize,
    /// No progress and no summary.
    pub(crate) quiet: bool,
    /// Language of messages.
    pub(crate) lang: Lang,
}

impl Batch {
    /// What the options say.
    pub(crate) fn of(matches: &ArgMatches, lang: Lang) -> Batch {
        let jobs = matches.get_one::<u16>("jobs").copied().unwrap_or(0);
        Batch { jobs: jobs.into(), quiet: matches.get_flag("quiet"), lang }
    }

    /// Works on every item and takes the results in the order of the items; an item whose work panics is
    /// `refused`.
    ///
    /// Returns whether all was done; false when the user stopped it.
    pub(crate) fn run<T: Sync, R: Send>(
        &self,
        items: &[T],
        work: impl Fn(&T) -> R + Sync,
        refused: impl Fn(Unreadable) -> R + Sync,
        take: impl FnMut(&T, R),
    ) -> bool {
        let work = |item: &T| defect::watched(|| work(item)).unwrap_or_else(&refused);
        self.spread(items, work, take)
    }

    fn spread<T: Sync, R: Send>(
        &self,
        items: &[T],
        work: impl Fn(&T) -> R + Sync,
        mut take: impl FnMut(&T, R),
    ) -> bool {
        if items.len() < 2 || self.jobs == 1 {
            // No threads are started for one notice: that would cost more than the notice.
            let progress = Progress::new(self, items.len());
            for item in items {
                if stopped() {
                    return false;
                }
                take(item, work(item));
                progress.step(1);
            }
            return true;
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.jobs).build();
        let Ok(pool) = pool else {
            return Batch { jobs: 1, ..self.clone() }.spread(items, work, take);
        };
        let progress = Progress::new(self, items.len());
        for chunk in items.chunks(pool.current_num_threads() * PER_THREAD) {
            let results: Vec<Option<R>> = pool.install(|| {
                chunk.par_iter().map(|item| (!stopped()).then(|| work(item))).collect()
            });
            for (item, result) in chunk.iter().zip(results) {
                let Some(result) = result else { return false };
                take(item, result);
            }
            progress.step(chunk.len() as u64);
        }
        true
    }
}

/// Lets the user stop a run between two inputs, so that no file is left half written.
pub(crate) fn stop_gently() {
    // A handler that cannot be set leaves the default: the process ends at once, and only a
    // temporary file can remain.
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(crate::Exit::Interrupted as i32);
        }
    });
}

fn stopped() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// A bar on a terminal; nothing elsewhere, where nobody waits for it, nor when quiet or for a few files.
struct Progress {
    bar: Option<ProgressBar>,
}

impl Progress {
    fn new(batch: &Batch, total: usize) -> Progress {
        let many = total >= 20 && !batch.quiet;
        let bar = (many && term::err_is_terminal()).then(|| {
            let bar =
                ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}") {
                bar.set_style(style);
            }
            bar
        });
        Progress { bar }
    }

    fn step(&self, by: u64) {
        if let Some(bar) = &self.bar {
            bar.inc(by);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// How notices are read, by the options.
pub(crate) fn reading(matches: &ArgMatches, lang: Lang) -> Reading {
    let mut reading = Reading::new(lang);
    for (name, limit) in [
        ("max-input-bytes", &mut reading.limits.max_input_bytes),
        ("max-unpacked-bytes", &mut reading.limits.max_unpacked_bytes),
        ("max-zip-ratio", &mut reading.limits.max_zip_ratio),
        ("max-zip-entries", &mut reading.limits.max_zip_entries),
        ("max-nesting", &mut reading.limits.max_nesting),
        ("max-table-cells", &mut reading.limits.max_table_cells),
        ("max-steps", &mut reading.limits.max_steps),
    ] {
        if let Some(&given) = matches.get_one::<u64>(name) {
            *limit = given;
        }
    }
    // Offsets are 32 bits wide.
    reading.limits.max_input_bytes = reading.limits.max_input_bytes.min(u64::from(u32::MAX) - 1);
    reading
}

/// The bytes of an input; one beyond the limit is refused without reading it whole.
pub(crate) fn load(input: &Input, reading: &Reading) -> Result<Vec<u8>, Unreadable> {
    let mut bytes = Vec::new();
    let limit = reading.limits.max_input_bytes;
    match &input.from {
        From::Stdin => {
            let read = io::stdin().lock().take(limit + 1).read_to_end(&mut bytes);
            read.map_err(|error| refused(&error))?;
        }
        From::File(path) => {
            let wrong = |error: io::Error| refused(&error);
            let metadata = fs::metadata(path).map_err(wrong)?;
            if metadata.is_dir() {
                return Err(Unreadable::new(|lang| lang.pick("是文件夹", "is a folder")));
            }
            if metadata.len() > limit {
                return Err(too_large(reading));
            }
            let file = fs::File::open(path).map_err(wrong)?;
            bytes.reserve_exact(metadata.len() as usize);
            file.take(limit + 1).read_to_end(&mut bytes).map_err(wrong)?;
        }
    }
    if bytes.len() as u64 > limit {
        return Err(too_large(reading));
    }
    Ok(bytes)
}

/// What a Unix system calls the limit on open files of a process (`EMFILE`).
#[cfg(unix)]
const TOO_MANY_OPEN: i32 = 24;

/// An input or output that the system refuses.
pub(crate) fn refused(error: &io::Error) -> Unreadable {
    Unreadable::new(|lang| io_reason(error, lang))
}

/// What the system says, in the user's language where it is one of the usual reasons.
pub(crate) fn io_reason(error: &io::Error, lang: Lang) -> String {
    use io::ErrorKind as Kind;
    let known = match error.kind() {
        Kind::NotFound => lang.pick("没有这个文件；请核对路径", "no such file; check the path"),
        Kind::PermissionDenied => lang.pick("没有权限", "permission denied"),
        Kind::IsADirectory => lang.pick(
            "同名的文件夹挡在那里；请移开，或换一个 -o",
            "a folder of that name is in the way; move it, or give another -o",
        ),
        Kind::NotADirectory | Kind::AlreadyExists => lang.pick(
            "同名的文件挡在那里；请移开，或换一个 -o",
            "a file of that name is in the way; move it, or give another -o",
        ),
        Kind::StorageFull | Kind::QuotaExceeded => lang.pick("磁盘满了", "the disk is full"),
        Kind::FileTooLarge => {
            lang.pick("文件大小超出系统的限制", "the system allows no file of this size")
        }
        Kind::ReadOnlyFilesystem => lang.pick("磁盘只读", "the disk is read-only"),
        _ if error.get_ref().is_some_and(|inner| inner.is::<xlsx::TooManyRows>()) => lang.pick(
            "一张工作表最多 1048576 行，放不下；改用 --to csv",
            "a sheet holds no more than 1048576 rows: use --to csv",
        ),
        #[cfg(unix)]
        _ if error.raw_os_error() == Some(TOO_MANY_OPEN) => lang.pick(
            "打开的文件太多；用 ulimit -n 放宽限制",
            "too many open files; raise the limit with ulimit -n",
        ),
        _ => return error.to_string(),
    };
    known.to_owned()
}

/// What the system says of a file that the program reads by itself: a configuration, a list.
pub(crate) fn read_reason(error: &io::Error, lang: Lang) -> String {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::IsADirectory => lang.pick("是文件夹", "is a folder").to_owned(),
        Kind::InvalidData => lang.pick("不是 UTF-8 文本", "is no text in UTF-8").to_owned(),
        _ => io_reason(error, lang),
    }
}

/// Says that an input could not be read: which, why, what to do.
pub(crate) fn complain(name: &str, problem: &Unreadable, lang: Lang) {
    let head = lang.pick("错误：", "error: ");
    term::say(&format!("{head}{name}{}{}", lang.pick("：", ": "), problem.message(lang)));
    if let Some(help) = problem.help(lang) {
        term::say(&format!("  {}{help}", lang.pick("建议：", "help: ")));
    }
}

/// Writes a result to standard output; `exit` where that goes well, else says why and ends with 3.
pub(crate) fn deliver(text: &str, exit: Exit, lang: Lang) -> Exit {
    match term::out(text.as_bytes()) {
        Ok(()) => exit,
        Err(error) => {
            let output = lang.pick("标准输出", "standard output");
            complain(output, &refused(&error), lang);
            Exit::Unreadable
        }
    }
}

/// Makes a folder and those above it.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(folder)
}
