//! `hongtou convert`.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{fs, io};

use clap::ArgMatches;
use hongtou_model::Lang;
use hongtou_source::counted;

use crate::batch::{self, Batch, complain, io_reason, load, make_folder, refused};
use crate::config::Config;
use crate::inputs::{self, From, Input};
use crate::layout::{safe_folder, safe_name};
use crate::output::{self, Formats, Together};
use crate::pipeline::{self, Read, Reading, Unreadable};
use crate::resume::{self, Done, Entry, Log, Outcome};
use crate::{Exit, Languages, atomic, columnar, term};

/// Reads notices and writes what was asked for.
pub(crate) fn run(matches: &ArgMatches, languages: Languages) -> Exit {
    let lang = languages.text;
    let batch = Batch::of(matches, lang);
    let mut reading = batch::reading(matches, languages.machine);
    if let Some(path) = matches.get_one::<PathBuf>("config") {
        match Config::load(path, &pipeline::rules(), lang) {
            Ok(config) => reading.follow(&config),
            Err(error) => return wrong_use(&error.0, lang),
        }
    }
    let formats = Formats::of(matches);
    if formats.parquet && !columnar::BUILT_IN {
        let text = lang.pick(
            "这一版程序编译时未包含 parquet 格式；用 cargo install --locked --path crates/hongtou-cli --features parquet 重新编译",
            "this build leaves out the format parquet; build it with cargo install --locked --path crates/hongtou-cli --features parquet",
        );
        return wrong_use(text, lang);
    }
    let output = matches.get_one::<PathBuf>("output").cloned().unwrap_or_default();
    let to_stdout = output.as_os_str() == "-";
    let arguments: Vec<OsString> =
        matches.get_many::<OsString>("INPUT").into_iter().flatten().cloned().collect();
    let found = inputs::find(&arguments, (!to_stdout).then_some(output.as_path()));
    let mut exit = Exit::Clean;
    for (name, reason) in &found.missing {
        complain(name, reason, lang);
        exit = Exit::Unreadable;
    }
    let groups: Vec<Group> = if matches.get_flag("as-one") && !found.inputs.is_empty() {
        vec![Group { inputs: found.inputs.clone() }]
    } else {
        found.inputs.iter().map(|input| Group { inputs: vec![input.clone()] }).collect()
    };
    if to_stdout {
        return exit.and(Printing { formats, batch, reading }.run(&groups, lang));
    }
    let together =
        matches.get_one::<String>("out-layout").is_some_and(|layout| layout == "together");
    let resuming = matches.get_flag("resume");
    if together && resuming {
        let text = lang.pick("--resume 不能与 --out-layout together 同用：合在一起的表要从头写", "--resume cannot go with --out-layout together: tables of a whole batch are written from the start");
        return wrong_use(text, lang);
    }
    // A single notice needs no list of what was done.
    let listed = groups.len() > 1 || resuming || found.inputs.iter().any(|input| input.found);
    let writing = Writing { formats, batch, reading, folder: output, together, resuming, listed };
    exit = exit.and(writing.run(&groups, found.ignored));
    if !found.own.is_empty() && !writing.batch.quiet {
        term::say(&inputs::own_passed_over(found.own.len(), lang));
    }
    for link in found.twice.iter().filter(|_| !writing.batch.quiet) {
        term::say(&inputs::linked_passed_over(link, lang));
    }
    exit
}

fn wrong_use(text: &str, lang: Lang) -> Exit {
    term::say(&format!("{}{text}", lang.pick("错误：", "error: ")));
    Exit::Usage
}

/// The inputs of one notice: mostly one.
struct Group {
    // Never empty.
    inputs: Vec<Input>,
}

impl Group {
    fn first(&self) -> &Input {
        self.inputs.first().expect("a group is made of at least one input")
    }

    fn load(&self, reading: &Reading) -> Result<Vec<(String, Vec<u8>)>, Unreadable> {
        let load = |input: &Input| Ok((input.file_name(), load(input, reading)?));
        self.inputs.iter().map(load).collect()
    }

    /// Reads it; what was found in a folder and is no notice is `None`.
    fn read(
        &self,
        files: Vec<(String, Vec<u8>)>,
        reading: &Reading,
    ) -> Result<Option<Read>, Unreadable> {
        pipeline::read_input(files, self.first().found, reading)
    }
}

/// What goes to standard output when its turn comes.
enum Printed {
    /// One of several notices, as JSON: made by the thread that read it.
    Line(Vec<u8>),
    /// The only notice: written piece by piece, so that its JSON is never held as a whole.
    Notice(Box<Read>),
}

/// Output to standard output.
struct Printing {
    formats: Formats,
    batch: Batch,
    reading: Reading,
}

impl Printing {
    fn run(&self, groups: &[Group], lang: Lang) -> Exit {
        let Some(format) = self.formats.only() else {
            return wrong_use(
                lang.pick(
                    "标准输出只能有一种格式：用 --to 选一种",
                    "standard output takes one format: choose it with --to",
                ),
                lang,
            );
        };
        if matches!(format, "xlsx" | "parquet") {
            return wrong_use(
                lang.pick(
                    "这种格式不能写到标准输出：用 -o 给一个目录",
                    "this format cannot go to standard output: give a folder with -o",
                ),
                lang,
            );
        }
        if groups.len() > 1 && format != "jsonl" {
            return wrong_use(
                lang.pick(
                    "几份通知写到标准输出，只能用 --to jsonl",
                    "several notices to standard output: only with --to jsonl",
                ),
                lang,
            );
        }
        let several = groups.len() > 1;
        let mut exit = Exit::Clean;
        let work = |group: &Group| -> Result<Option<Printed>, Unreadable> {
            let files = group.load(&self.reading)?;
            let read = group.read(files, &self.reading)?;
            let printed = |mut read: Read| match several {
                // Lines of a notice say which it is.
                true => Printed::Line(output::line(&mut read, group.first())),
                false => Printed::Notice(Box::new(read)),
            };
            Ok(read.map(printed))
        };
        let all = self.batch.run(groups, work, Err, |group, result| match result {
            Ok(Some(printed)) => {
                let written = term::stream(|out| match printed {
                    Printed::Line(line) => out.write_all(&line),
                    Printed::Notice(mut read) => {
                        let key = group.first().key();
                        let written = match format {
                            "jsonl" => out.write_all(&output::line(&mut read, group.first())),
                            _ => output::print(&read, &key, format, &self.formats, out),
                        };
                        // The command ends here; to give thousands of small pieces of memory
                        // back one by one first takes longer than to write some formats.
                        std::mem::forget(read);
                        written
                    }
                });
                if let Err(error) = written {
                    let output = lang.pick("标准输出", "standard output");
                    complain(output, &refused(&error), lang);
                    exit = Exit::Unreadable;
                }
            }
            Ok(None) => {}
            Err(problem) => {
                complain(&group.first().path(), &problem, lang);
                exit = Exit::Unreadable;
            }
        });
        if all { exit } else { Exit::Interrupted }
    }
}

/// Output to files.
struct Writing {
    formats: Formats,
    batch: Batch,
    reading: Reading,
    folder: PathBuf,
    together: bool,
    resuming: bool,
    listed: bool,
}

/// Where the files of one notice go.
struct Target<'g> {
    group: &'g Group,
    /// Path below the output folder, without ending; or why there is none.
    base: Result<PathBuf, Unreadable>,
}

/// The files that notices are read from.
struct Sources<'g> {
    groups: &'g [Group],
    // Looked up only where an output is there already.
    files: OnceCell<HashSet<PathBuf>>,
}

impl<'g> Sources<'g> {
    fn of(groups: &'g [Group]) -> Sources<'g> {
        Sources { groups, files: OnceCell::new() }
    }

    /// Whether a file is one of them, by whatever way it is named.
    fn have(&self, file: &Path) -> bool {
        let Ok(file) = fs::canonicalize(file) else { return false };
        let inputs = || self.groups.iter().flat_map(|group| &group.inputs);
        let canonical = |input: &Input| match &input.from {
            From::File(path) => fs::canonicalize(path).ok(),
            From::Stdin => None,
        };
        self.files.get_or_init(|| inputs().filter_map(canonical).collect()).contains(&file)
    }
}

fn over_input(file: &Path) -> Unreadable {
    Unreadable::new(|lang| match lang {
        Lang::Zh => format!("输出会覆盖输入 {}，未写", file.display()),
        Lang::En => format!("the output would overwrite the input {}; not written", file.display()),
    })
    .with_help(|lang| lang.pick("给另一个 -o，或换一种 --to", "give another -o, or another --to"))
}

/// What came of one notice.
enum Done1 {
    Written {
        sha256: String,
        repairs: u64,
        counts: output::Counts,
        together: Option<output::Pieces>,
    },
    Kept(Entry),
    NoNotice {
        sha256: String,
    },
    Refused {
        sha256: String,
        problem: Unreadable,
    },
}

impl Writing {
    fn run(&self, groups: &[Group], ignored: u64) -> Exit {
        // What is said to the user, and what is written down.
        let langs = Languages { text: self.batch.lang, machine: self.reading.lang };
        batch::stop_gently();
        if groups.is_empty() {
            return Exit::Clean;
        }
        let sources = Sources::of(groups);
        if let Some(problem) = self.shared_over_input(&sources) {
            complain(&self.folder.to_string_lossy(), &problem, self.batch.lang);
            return Exit::Unreadable;
        }
        let options = self.formats.describe(&self.reading, self.together);
        let done = if self.resuming { resume::done(&self.folder, &options) } else { Done::new() };
        let before = resume::outputs(&self.folder);
        let prepared = self.prepare(&options);
        let (mut log, mut together) = match prepared {
            Ok(prepared) => prepared,
            Err(error) => {
                self.complain_of_folder(&error);
                return Exit::Unreadable;
            }
        };
        let mut targets = targets(groups);
        for target in &mut targets {
            self.spare(target, &sources);
        }
        self.tell_of_stale(&targets, &before);
        let (mut tally, alone) = (Tally::default(), targets.len() == 1);
        let mut failure: Option<io::Error> = None;
        let all = self.batch.run(
            &targets,
            |target| self.one(target, &done, alone),
            |problem| Done1::Refused { sha256: String::new(), problem },
            |target, result| {
                let entry = tally.count(target, &result, langs);
                if let (Some(together), Done1::Written { together: Some(pieces), .. }) =
                    (together.as_mut(), &result)
                    && failure.is_none()
                {
                    failure = together.append(pieces).err();
                }
                if let Some(log) = log.as_mut()
                    && failure.is_none()
                {
                    failure = log.add(&entry).err();
                }
            },
        );
        if !all {
            self.summary(&tally, ignored, groups.len(), false);
            return Exit::Interrupted;
        }
        let finished = match failure {
            Some(error) => Err(error),
            None => together
                .map_or(Ok(()), Together::finish)
                .and_then(|()| log.map_or(Ok(()), Log::finish)),
        };
        let mut exit = if tally.refused > 0 { Exit::Unreadable } else { Exit::Clean };
        if let Err(error) = finished {
            self.complain_of_folder(&error);
            exit = Exit::Unreadable;
        }
        self.summary(&tally, ignored, groups.len(), true);
        exit
    }

    /// Refuses a notice whose output would be written over an input, be it its own.
    fn spare(&self, target: &mut Target<'_>, sources: &Sources<'_>) {
        let Ok(base) = &target.base else { return };
        let files = self.formats.files(&self.folder.join(base), self.together);
        if let Some(file) = files.iter().find(|file| sources.have(file)) {
            target.base = Err(over_input(file));
        }
    }

    /// Says which outputs of an earlier run stay behind, since their notices are written under another name now:
    /// whoever reads the whole folder would count those twice.
    fn tell_of_stale(&self, targets: &[Target<'_>], before: &HashMap<String, String>) {
        let taken: HashSet<String> = bases(targets).map(shown).collect();
        for target in targets {
            let Ok(base) = &target.base else { continue };
            let Some(old) = before.get(&target.group.first().name) else { continue };
            let path = self.folder.join(old);
            let left = || self.formats.are_any(&path, self.together);
            if *old == shown(base) || taken.contains(old) || !left() {
                continue;
            }
            let (old, new) = (path.display(), self.folder.join(base));
            let new = new.display();
            term::say(&match self.batch.lang {
                Lang::Zh => {
                    format!("{old} 是以前写出的，同一通知现在写到 {new}；请删去旧的，免得重复计算")
                }
                Lang::En => format!(
                    "{old} was written before of a notice that goes to {new} now: delete it, lest it counts twice"
                ),
            });
        }
    }

    /// Why a file that the whole batch shares cannot be written, where it is an input.
    fn shared_over_input(&self, sources: &Sources<'_>) -> Option<Unreadable> {
        let shared = self.formats.shared(&self.folder, self.together);
        shared.iter().find(|file| sources.have(file)).map(|file| over_input(file))
    }

    fn complain_of_folder(&self, error: &io::Error) {
        let problem = Unreadable::new(|lang| {
            let reason = match error.kind() {
                // Not that of an input: a folder above it cannot be made.
                io::ErrorKind::NotFound => {
                    lang.pick("建不了这个文件夹", "the folder cannot be made").into()
                }
                _ => io_reason(error, lang),
            };
            format!("{}{reason}", lang.pick("写不了：", "cannot be written: "))
        });
        complain(&self.folder.to_string_lossy(), &problem, self.batch.lang);
    }

    fn prepare(&self, options: &str) -> io::Result<(Option<Log>, Option<Together>)> {
        make_folder(&self.folder)?;
        if self.resuming {
            // Before any thread begins: what it finds then is nobody's work at hand.
            atomic::sweep(&self.folder)?;
        }
        let together = (self.together || self.formats.jsonl)
            .then(|| Together::begin(&self.folder, &self.formats, self.together))
            .transpose()?;
        let log = self.listed.then(|| Log::begin(&self.folder, options)).transpose()?;
        Ok((log, together))
    }

    /// `alone` says that the command ends behind it.
    fn one(&self, target: &Target<'_>, done: &Done, alone: bool) -> Done1 {
        let files = match target.group.load(&self.reading) {
            Ok(files) => files,
            Err(problem) => return Done1::Refused { sha256: String::new(), problem },
        };
        let sha256 = if self.listed { sha256_of(&files) } else { String::new() };
        let base = match &target.base {
            Ok(base) => base,
            Err(problem) => return Done1::Refused { sha256, problem: problem.clone() },
        };
        let name = &target.group.first().name;
        if let Some(entry) = done.get(name)
            && entry.sha256 == sha256
            && self.is_there(entry, base)
        {
            return Done1::Kept(entry.clone());
        }
        let mut read = match target.group.read(files, &self.reading) {
            Ok(Some(read)) => read,
            Ok(None) => return Done1::NoNotice { sha256 },
            Err(problem) => return Done1::Refused { sha256, problem },
        };
        let repairs = read.notice.repairs.len() as u64;
        let counts = output::Counts::of(&read.notice);
        let document = self.document(&read, target.group.first());
        if let Some(problem) = self.would_lose(&read, base, target.group.first()) {
            return Done1::Refused { sha256, problem };
        }
        match self.write(&read, &document, base) {
            Ok(mut together) => {
                if let Some(pieces) = together.as_mut().filter(|_| self.formats.jsonl) {
                    pieces.line = output::line(&mut read, target.group.first());
                }
                if let Some(pieces) =
                    together.as_mut().filter(|_| self.together && self.formats.parquet)
                {
                    pieces.keep(read, document);
                } else if alone {
                    // As on standard output.
                    std::mem::forget(read);
                }
                Done1::Written { sha256, repairs, counts, together }
            }
            Err((path, error)) => {
                let problem = Unreadable::new(|lang| {
                    let said = lang.pick("：写不了：", ": cannot be written: ");
                    format!("{}{said}{}", path.display(), io_reason(&error, lang))
                });
                Done1::Refused { sha256, problem }
            }
        }
    }

    /// The key of a notice in its tables. That of a model is its notice's own, so that tables made of either join;
    /// where all tables are one, both may stand in it, and each is what it was read from.
    fn document(&self, read: &Read, input: &Input) -> String {
        let made = read.sources.is_empty() && !self.together && !self.formats.jsonl;
        match &*read.notice.source.name {
            name if made && !name.is_empty() => input.key_of(name),
            _ => input.key(),
        }
    }

    /// Why the files of a notice are not to be written over what is there.
    fn would_lose(&self, read: &Read, base: &Path, input: &Input) -> Option<Unreadable> {
        let base = self.folder.join(base);
        if let Some(file) = self.formats.not_ours(&base, self.together) {
            return Some(
                Unreadable::new(|lang| match lang {
                    Lang::Zh => format!("{} 不是本程序写出的，未覆盖", file.display()),
                    Lang::En => {
                        format!("{} was not written by this program; left alone", file.display())
                    }
                })
                .with_help(|lang| {
                    lang.pick("移开它，或给另一个 -o", "move it, or give another -o")
                }),
            );
        }
        // A model knows no lines: tables that were made of the notice itself have them.
        let lined =
            read.sources.is_empty() && self.formats.over_tables_of_text(&base, self.together);
        if !lined {
            return None;
        }
        let place = base.display();
        if !output::is_beside(&input.from, &base) {
            term::say(&match self.batch.lang {
                Lang::Zh => format!("{place} 原有的表有行号，从 JSON 重写的没有"),
                Lang::En => {
                    format!("the tables in {place} had lines; those made of JSON have none")
                }
            });
            return None;
        }
        let problem = Unreadable::new(|lang| match lang {
            Lang::Zh => format!("{place} 的表有行号，从旁边的 JSON 重写会丢掉行号，未写"),
            Lang::En => format!(
                "the tables in {place} have lines, which the JSON beside them does not know; not written over"
            ),
        });
        Some(problem.with_help(|lang| {
            lang.pick(
                "给另一个 -o，或从通知本身重写",
                "give another -o, or convert the notice itself",
            )
        }))
    }

    fn write(
        &self,
        read: &Read,
        document: &str,
        base: &Path,
    ) -> Result<Option<output::Pieces>, (PathBuf, io::Error)> {
        let base = self.folder.join(base);
        let parent = base.parent().unwrap_or(&self.folder).to_owned();
        // Tables of the whole batch alone need no folder of each notice.
        if self.formats.one_by_one(self.together) {
            make_folder(&parent).map_err(|error| (parent.clone(), error))?;
        }
        output::write(read, document, &base, &self.formats, self.together)
    }

    /// Whether what an earlier run says it wrote is still there.
    fn is_there(&self, entry: &Entry, base: &Path) -> bool {
        match entry.outcome {
            Outcome::NoNotice => true,
            Outcome::Refused => false,
            Outcome::Done => {
                entry.output.as_deref() == Some(&*shown(base))
                    && self.formats.are_there(&self.folder.join(base), self.together)
            }
        }
    }

    fn summary(&self, tally: &Tally, ignored: u64, total: usize, complete: bool) {
        if self.batch.quiet {
            return;
        }
        let lang = self.batch.lang;
        if !tally.passed.is_empty() {
            term::say(&inputs::no_notices(&tally.passed, lang));
        }
        if total == 1 && complete {
            if let Some((name, base, counts)) = &tally.last {
                let place = self.folder.join(base);
                term::say(&counts.sentence(name, &place, lang));
            }
            return;
        }
        let Tally { written, repaired, kept, no_notice, refused, .. } = tally;
        let mut line = match lang {
            Lang::Zh => format!("写出 {written} 份（其中 {repaired} 份有修补）"),
            Lang::En => format!("{written} written ({repaired} of them with repairs)"),
        };
        let mut more = |count: u64, zh: &str, [one, many]: [&str; 2]| {
            if count > 0 {
                line.push_str(&match lang {
                    Lang::Zh => format!("，{zh} {count}"),
                    Lang::En => format!(", {}", counted(count, one, many)),
                });
            }
        };
        more(*kept, "已有而跳过", ["already there"; 2]);
        more(*no_notice, "不是通知", ["that is no notice", "that are no notices"]);
        more(ignored, "忽略其他文件", ["other file ignored", "other files ignored"]);
        more(*refused, "读不了或写不了", ["not read or not written"; 2]);
        if !complete {
            line.push_str(
                lang.pick("；中断，用 --resume 接着做", "; interrupted, go on with --resume"),
            );
        }
        line.push_str(&format!("{}{}", lang.pick("：", ": "), self.folder.display()));
        term::say(&line);
    }
}

#[derive(Default)]
struct Tally {
    written: u64,
    repaired: u64,
    kept: u64,
    no_notice: u64,
    refused: u64,
    last: Option<(String, PathBuf, output::Counts)>,
    /// The names of those that are no notices.
    passed: Vec<String>,
}

impl Tally {
    /// Counts a result and makes its line of the list.
    fn count(&mut self, target: &Target<'_>, result: &Done1, langs: Languages) -> Entry {
        let name = target.group.first().name.clone();
        let mut entry = Entry {
            input: name.clone(),
            sha256: String::new(),
            outcome: Outcome::Done,
            repairs: None,
            output: None,
            reason: None,
        };
        match result {
            Done1::Written { sha256, repairs, counts, .. } => {
                self.written += 1;
                self.repaired += u64::from(*repairs > 0);
                entry.sha256.clone_from(sha256);
                entry.repairs = Some(*repairs);
                if let Ok(base) = &target.base {
                    entry.output = Some(shown(base));
                    self.last = Some((name, base.clone(), counts.clone()));
                }
            }
            Done1::Kept(kept) => {
                match kept.outcome {
                    Outcome::NoNotice => {
                        self.no_notice += 1;
                        self.passed.push(name);
                    }
                    Outcome::Done | Outcome::Refused => self.kept += 1,
                }
                return kept.clone();
            }
            Done1::NoNotice { sha256 } => {
                self.no_notice += 1;
                self.passed.push(name);
                entry.outcome = Outcome::NoNotice;
                entry.sha256.clone_from(sha256);
            }
            Done1::Refused { sha256, problem } => {
                self.refused += 1;
                complain(&target.group.first().path(), problem, langs.text);
                entry.outcome = Outcome::Refused;
                entry.sha256.clone_from(sha256);
                entry.reason = Some(problem.message(langs.machine).to_owned());
            }
        }
        entry
    }
}

fn sha256_of(files: &[(String, Vec<u8>)]) -> String {
    let sums: Vec<String> = files.iter().map(|(_, bytes)| resume::sha256(bytes)).collect();
    sums.join("+")
}

/// Where the notices go that have a place.
fn bases<'t>(targets: &'t [Target<'_>]) -> impl Iterator<Item = &'t Path> {
    targets.iter().filter_map(|target| target.base.as_deref().ok())
}

fn shown(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// Gives every notice its place: its name without ending, with it where two would meet that it tells apart.
fn targets<'g>(groups: &'g [Group]) -> Vec<Target<'g>> {
    let place = |group: &Group, whole: bool| -> PathBuf {
        let input = group.first();
        let file_name = input.file_name();
        let stem = Path::new(&file_name)
            .file_stem()
            .map_or_else(|| file_name.clone(), |stem| stem.to_string_lossy().into_owned());
        safe_folder(&input.folder).join(safe_name(if whole { &file_name } else { &stem }))
    };
    // Names that differ in case only are one name on many disks.
    let key = |path: &Path| path.to_string_lossy().to_lowercase();
    let mut stems: HashMap<String, HashSet<String>> = HashMap::new();
    for group in groups {
        stems.entry(key(&place(group, false))).or_default().insert(key(&place(group, true)));
    }
    let mut taken: HashMap<String, String> = HashMap::new();
    let mut targets = Vec::with_capacity(groups.len());
    for group in groups {
        let mut base = place(group, false);
        if stems.get(&key(&base)).is_some_and(|whole| whole.len() > 1) {
            base = place(group, true);
        }
        // The path and not the name: in two folders both may have one name.
        let path = group.first().path();
        let base = match taken.get(&key(&base)) {
            None => {
                taken.insert(key(&base), path);
                Ok(base)
            }
            Some(other) => Err(Unreadable::new(|lang| match lang {
                Lang::Zh => format!("与 {other} 同名，会写到同一处，未写"),
                Lang::En => format!(
                    "has the name of {other} and would be written to the same place; not written"
                ),
            })
            .with_help(|lang| {
                lang.pick(
                    "改名，或给另一个 -o，或把它们上一层的文件夹作为输入",
                    "rename it, give another -o, or give the folder above them as input",
                )
            })),
        };
        targets.push(Target { group, base });
    }
    targets
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(paths: &[&str]) -> Vec<Option<String>> {
        let groups: Vec<Group> = paths
            .iter()
            .map(|path| {
                let from = From::File(PathBuf::from(path));
                let (name, folder) = ((*path).to_owned(), PathBuf::new());
                Group { inputs: vec![Input { from, name, folder, found: false, root: None }] }
            })
            .collect();
        targets(&groups)
            .iter()
            .map(|target| target.base.as_ref().ok().map(|base| shown(base)))
            .collect()
    }

    #[test]
    fn two_inputs_never_share_a_place() {
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(places(&["a.md", "b.md"]), [some("a"), some("b")]);
        assert_eq!(places(&["a.md", "x/a.docx"]), [some("a.md"), some("a.docx")]);
        assert_eq!(places(&["x/a.md", "y/a.md"]), [some("a"), None]);
        assert_eq!(places(&["x/a.md", "a.txt", "y/a.md"]), [some("a.md"), some("a.txt"), None]);
        assert_eq!(places(&["A.md", "a.txt"]), [some("A.md"), some("a.txt")]);
        assert_eq!(
            places(&["x.a.md", "x.a.txt", "x.a"]),
            [some("x.a.md"), some("x.a.txt"), some("x")]
        );
    }
}
