//! `hongtou check`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use std::io::IsTerminal as _;

use clap::ArgMatches;
use clap::parser::ValueSource;
use hongtou_model::{Agreements, Finding, Lang, Unread};
use hongtou_source::counted;
use hongtou_validator::baseline::{Accepted, Baseline};

use crate::baseline::{self, Bound, absolute};
use crate::batch::{self, Batch, complain, deliver, load};
use crate::config::{self, Config, FailLevel};
use crate::fix::{self, Mended};
use crate::inputs::{self, From, Input};
use crate::pipeline::{self, Checking, Covered, Reading, RuleInfo, Unreadable};
use crate::place::{Places, Reported};
use crate::render::{self, Results, Style};
use crate::select::{self, Selection};
use crate::since;
use crate::{Exit, Languages, git, term};

/// Checks notices and reports findings.
pub(crate) fn run(matches: &ArgMatches, languages: Languages) -> Exit {
    checked(matches, languages).unwrap_or_else(|problem| wrong_use(&problem, languages.text))
}

/// What came of the check, or what is wrong with its use.
fn checked(matches: &ArgMatches, languages: Languages) -> Result<Exit, String> {
    let format = matches.get_one::<String>("format").map_or("text", String::as_str);
    let results_lang = if format == "text" { languages.text } else { languages.machine };
    let rules = pipeline::rules();
    let setup = Setup::of(matches, languages.text, results_lang, &rules)?;
    let list = setup.list(matches)?;
    let baseline = match &list {
        None => Baseline::default(),
        Some(path) => baseline::load(path, false, languages.text)?,
    };
    let diff = matches.get_flag("diff");
    let work = Work {
        known: Bound::new(
            &baseline,
            list.as_deref().unwrap_or(Path::new("")),
            baseline::today(),
            setup.inputs(),
        ),
        fix: matches.get_flag("fix") && !diff,
        diff,
        unsafe_too: matches.get_flag("unsafe-fixes"),
        since: matches.get_one::<String>("since").map(String::as_str),
    };
    setup.has_revision(work.since)?;
    if work.unsafe_too && !work.fix && !work.diff && !setup.batch.quiet {
        term::say(languages.text.pick(
            "--unsafe-fixes 要与 --fix 或 --diff 同用，这次没有改动文件",
            "--unsafe-fixes goes with --fix or --diff: nothing is mended",
        ));
    }
    let fail_level = matches.get_one::<String>("fail-level").map(|level| match level.as_str() {
        "error" => FailLevel::Error,
        "info" => FailLevel::Info,
        "never" => FailLevel::Never,
        _ => FailLevel::Warning,
    });
    let mut report = Report::default();
    let mut passed: Vec<String> = Vec::new();
    let all = setup.run(&work, |job, outcome| match outcome {
        Ok(Some(checked)) => {
            let level = fail_level.or(job.selection.config.fail_level);
            report.take(checked, level.unwrap_or(FailLevel::Warning));
        }
        Ok(None) => {
            setup.pass_over(job);
            if !job.passed_over {
                passed.push(job.name().to_owned());
            }
        }
        Err(problem) => {
            complain(&job.path(), &problem, languages.text);
            report.unread(job.name(), job.path(), problem.message(results_lang));
        }
    });
    for (name, reason) in &setup.missing {
        report.unread(name, name.clone(), reason.message(results_lang));
    }
    if !all {
        return Ok(Exit::Interrupted);
    }
    setup.tell_own();
    if !passed.is_empty() && !setup.batch.quiet {
        term::say(&inputs::no_notices(&passed, languages.text));
    }
    report.settle(diff);
    if report.mended > 0 && !setup.batch.quiet {
        term::say(&match languages.text {
            Lang::Zh => format!("已改正 {} 处", report.mended),
            Lang::En => format!("{} mended", counted(report.mended, "finding", "findings")),
        });
    }
    if diff {
        // `patch` wants the notice's own bytes; a terminal would obey some of them.
        let diffs = report.diffs;
        let text = if std::io::stdout().is_terminal() { term::clean(&diffs) } else { diffs };
        return Ok(deliver(&text, report.exit, languages.text));
    }
    let style = Style {
        lang: results_lang,
        colour: format == "text" && colour(matches),
        infos_in_full: report.infos_in_full,
        apart: !matches.get_flag("as-one"),
        rules: rules.as_slice(),
    };
    let text = render::render(format, &report.results, style);
    let exit = deliver(&text, report.exit, languages.text);
    if format == "text" && !setup.batch.quiet {
        render::sums(&report.results, style).iter().for_each(|line| term::say(line));
    }
    Ok(exit)
}

/// What came of all notices.
struct Report {
    results: Results,
    exit: Exit,
    diffs: String,
    mended: usize,
    /// Whether infos count for some notice, and are drawn with their lines.
    infos_in_full: bool,
    /// Entries of the list of known findings: those that held, are out of date, met nothing.
    used: BTreeSet<usize>,
    expired: BTreeSet<usize>,
    unused: BTreeSet<usize>,
}

impl Default for Report {
    fn default() -> Report {
        let [used, expired, unused] = [const { BTreeSet::new() }; 3];
        Report {
            results: Results::default(),
            exit: Exit::Clean,
            diffs: String::new(),
            mended: 0,
            infos_in_full: false,
            used,
            expired,
            unused,
        }
    }
}

impl Report {
    /// Takes what came of one notice, which fails from `level` on.
    fn take(&mut self, checked: Outcome, level: FailLevel) {
        self.infos_in_full |= level == FailLevel::Info;
        let fails = checked.findings.iter().any(|reported| {
            reported.accepted.is_none() && select::fails(reported.finding.severity, level)
        });
        if fails {
            self.exit = self.exit.and(Exit::Found);
        }
        self.results.read += 1;
        let Agreements { clauses, rows, .. } = checked.agreements;
        self.results.without_tasks += usize::from(clauses == 0 && rows == 0);
        self.used.extend(checked.accepted.by.into_iter().flatten());
        self.expired.extend(checked.accepted.expired);
        self.unused.extend(checked.accepted.unused);
        add(&mut self.results.agreements, &checked.agreements);
        self.results.coverage.extend(checked.coverage);
        self.results.findings.extend(checked.findings);
        self.diffs.push_str(&checked.diff);
        self.mended += checked.mended;
    }

    /// Takes an input that could not be read.
    fn unread(&mut self, document: &str, path: String, message: &str) {
        let (document, message) = (document.to_owned(), message.to_owned());
        self.results.unread.push(Unread { document, path, message });
    }

    /// Settles what all notices together say; `diff` says that what would change is the result.
    fn settle(&mut self, diff: bool) {
        // One entry of a list of old may be about several notices.
        let expired = &self.expired - &self.used;
        self.results.stale = (&(&self.unused - &self.used) - &expired).len();
        self.results.expired = expired.len();
        if diff {
            // Whether anything would change is the exit code.
            self.exit = if self.diffs.is_empty() { Exit::Clean } else { Exit::Found };
        }
        if !self.results.unread.is_empty() {
            self.exit = Exit::Unreadable;
        }
    }
}

fn colour(matches: &ArgMatches) -> bool {
    match matches.get_one::<String>("color").map(String::as_str) {
        Some("always") => true,
        Some("never") => false,
        _ => term::out_is_terminal(),
    }
}

fn add(sum: &mut Agreements, more: &Agreements) {
    sum.clauses += more.clauses;
    sum.rows += more.rows;
    sum.linked += more.linked;
    sum.texts_equal += more.texts_equal;
    sum.units_equal += more.units_equal;
    sum.leads_equal += more.leads_equal;
    sum.quantities_equal += more.quantities_equal;
    sum.deadlines_equal += more.deadlines_equal;
    sum.goals_reached += more.goals_reached;
}

/// Says that the command line or a file it names is wrong.
pub(crate) fn wrong_use(problem: &str, lang: Lang) -> Exit {
    term::say(&format!("{}{problem}", lang.pick("错误：", "error: ")));
    Exit::Usage
}

/// Everything that is settled before the first notice is read.
pub(crate) struct Setup {
    pub(crate) batch: Batch,
    /// Inputs that are not there: name and reason, already reported.
    pub(crate) missing: Vec<(String, Unreadable)>,
    reading: Reading,
    jobs: Vec<Job>,
    /// Outputs of this program that were met in folders.
    own: usize,
    /// Links to files that are read under another name.
    twice: Vec<PathBuf>,
}

/// One notice, and how it is checked.
pub(crate) struct Job {
    // Never empty.
    inputs: Vec<Input>,
    /// Whether it was named on the command line and is passed over where it is no notice.
    passed_over: bool,
    /// Whether what is no notice is passed over, an empty file too.
    ignore_unknown: bool,
    pub(crate) selection: Selection,
    checking: Checking,
}

impl Job {
    /// How the notice is named.
    pub(crate) fn name(&self) -> &str {
        &self.first().name
    }

    /// Where its file is, for people and tools.
    pub(crate) fn path(&self) -> String {
        self.first().path()
    }

    /// The input that the notice is named by.
    pub(crate) fn first(&self) -> &Input {
        self.inputs.first().expect("a job has at least one input")
    }
}

/// What to do with each notice.
pub(crate) struct Work<'w> {
    pub(crate) known: Bound<'w>,
    pub(crate) fix: bool,
    pub(crate) diff: bool,
    pub(crate) unsafe_too: bool,
    pub(crate) since: Option<&'w str>,
}

/// What came of one notice.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) findings: Vec<Reported>,
    agreements: Agreements,
    coverage: Vec<Covered>,
    accepted: Accepted,
    diff: String,
    mended: usize,
}

impl Setup {
    /// What findings are told of, in order: the first input of each notice.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &Input> {
        self.jobs.iter().map(Job::first)
    }

    fn reads_standard_input(&self) -> bool {
        self.jobs.iter().flat_map(|job| &job.inputs).any(|input| input.from == From::Stdin)
    }

    /// The list of known findings: the one that is named on the command line, else in the configuration of
    /// the inputs.
    pub(crate) fn list(&self, matches: &ArgMatches) -> Result<Option<PathBuf>, String> {
        if matches.value_source("baseline") == Some(ValueSource::CommandLine) {
            return Ok(matches.get_one::<PathBuf>("baseline").cloned());
        }
        // Two configurations may name one list in their own ways.
        let mut lists: BTreeMap<PathBuf, &PathBuf> = BTreeMap::new();
        for list in self.jobs.iter().filter_map(|job| job.selection.config.baseline.as_ref()) {
            lists.entry(absolute(list)).or_insert(list);
        }
        let shown: Vec<String> = lists.values().map(|list| list.display().to_string()).collect();
        match lists.len() {
            0 | 1 => Ok(lists.into_values().next().cloned()),
            _ => Err(match self.batch.lang {
                Lang::Zh => format!(
                    "这些输入的配置各指一份清单（{}）：用 --baseline 指定一份，或分开检查",
                    shown.join("、")
                ),
                Lang::En => format!(
                    "the configurations of these inputs name several baselines ({}): name one with --baseline, or check them apart",
                    shown.join(", ")
                ),
            }),
        }
    }

    /// Whether the configurations of all inputs name a list of known findings.
    pub(crate) fn configures(&self, list: &Path) -> bool {
        let own = |job: &Job| job.selection.config.baseline.as_deref().map(absolute);
        let list = Some(absolute(list));
        self.jobs.iter().all(|job| own(job) == list)
    }

    /// Says that an input which was named is passed over, being no notice.
    pub(crate) fn pass_over(&self, job: &Job) {
        if job.passed_over && !self.batch.quiet {
            let said = self.batch.lang.pick("：不是通知，跳过", ": no notice, passed over");
            term::say(&format!("{}{said}", job.path()));
        }
    }

    /// Says how many outputs of this program the folders hold, and which files were passed over as links to others.
    pub(crate) fn tell_own(&self) {
        if self.own > 0 && !self.batch.quiet {
            term::say(&inputs::own_passed_over(self.own, self.batch.lang));
        }
        for link in self.twice.iter().filter(|_| !self.batch.quiet) {
            term::say(&inputs::linked_passed_over(link, self.batch.lang));
        }
    }

    /// Finds inputs and configuration. `results` is the language of findings.
    pub(crate) fn of(
        matches: &ArgMatches,
        lang: Lang,
        results: Lang,
        rules: &[RuleInfo],
    ) -> Result<Setup, String> {
        let list = |name| matches.get_many::<String>(name).into_iter().flatten().cloned().collect();
        let (select, ignore): (Vec<String>, Vec<String>) = (list("select"), list("ignore"));
        for key in select.iter().chain(&ignore) {
            if !select::names_any(key, rules) {
                return Err(select::unknown(key, rules, lang));
            }
        }
        let arguments: Vec<OsString> =
            matches.get_many::<OsString>("INPUT").into_iter().flatten().cloned().collect();
        let found = inputs::find(&arguments, None);
        for (name, reason) in &found.missing {
            complain(name, reason, lang);
        }
        let mut configs = Configs::of(matches, rules, lang)?;
        let ignore_unknown = matches.get_flag("ignore-unknown");
        let groups: Vec<Vec<Input>> = if matches.get_flag("as-one") && !found.inputs.is_empty() {
            vec![found.inputs]
        } else {
            found.inputs.into_iter().map(|input| vec![input]).collect()
        };
        let mut jobs = Vec::with_capacity(groups.len());
        for mut inputs in groups {
            let passed_over = ignore_unknown && inputs.iter().all(|input| !input.found);
            // As if it had been found in a folder.
            inputs.iter_mut().for_each(|input| input.found |= ignore_unknown);
            let config = inputs.first().map(|input| configs.config(input)).transpose()?;
            let selection = Selection {
                config: config.unwrap_or_default(),
                select: select.clone(),
                ignore: ignore.clone(),
            };
            let checking = selection.checking(rules, results);
            jobs.push(Job { inputs, passed_over, ignore_unknown, selection, checking });
        }
        Ok(Setup {
            batch: Batch::of(matches, lang),
            missing: found.missing,
            reading: batch::reading(matches, results),
            jobs,
            own: found.own.len(),
            twice: found.twice,
        })
    }

    /// Whether the first notice has the revision that `--since` names, where it names one.
    ///
    /// A revision that is not there is a slip on the command line, not a fault of each notice.
    ///
    /// # Errors
    ///
    /// What to tell the user who named one for standard input, or one that is not there.
    fn has_revision(&self, since: Option<&str>) -> Result<(), String> {
        let Some(revision) = since else { return Ok(()) };
        let lang = self.batch.lang;
        if self.reads_standard_input() {
            return Err(lang
                .pick(
                    "--since 要与文件的 git 版本比较，标准输入（-）没有版本：请给出文件",
                    "--since compares with a git revision of a file, and standard input (-) has none: name the file",
                )
                .to_owned());
        }
        match self.jobs.first().map(|job| &job.first().from) {
            Some(From::File(path)) => {
                git::known(revision, path).map_err(|problem| problem.message(lang).to_owned())
            }
            _ => Ok(()),
        }
    }

    /// Checks every notice and takes the outcomes in input order; `Ok(None)` for what was found
    /// in a folder and is no notice. Returns whether all was done.
    pub(crate) fn run(
        &self,
        work: &Work<'_>,
        take: impl FnMut(&Job, Result<Option<Outcome>, Unreadable>),
    ) -> bool {
        if work.fix {
            batch::stop_gently();
        }
        self.batch.run(&self.jobs, |job| self.one(job, work), Err, take)
    }

    fn one(&self, job: &Job, work: &Work<'_>) -> Result<Option<Outcome>, Unreadable> {
        let mut files = Vec::new();
        for input in &job.inputs {
            files.push((input.file_name(), load(input, &self.reading)?));
        }
        let Some(first) = self.check(job, &files)? else { return Ok(None) };
        let mut outcome = self.outcome(job, work, &files, &first);
        if work.fix || work.diff {
            let open = first.findings.iter().zip(&outcome.findings);
            let open: Vec<&Finding> = open
                .filter(|(_, reported)| reported.accepted.is_none())
                .map(|(finding, _)| finding)
                .collect();
            if let Some(mended) = self.mend(job, work, &files, &first, &open)? {
                if work.diff {
                    outcome.diff = fix::diff(&job.path(), &files[0].1, &mended.0);
                } else {
                    // What is reported is what is left.
                    files[0].1 = mended.0;
                    if let Some(second) = self.check(job, &files)? {
                        outcome = self.outcome(job, work, &files, &second);
                    }
                    outcome.mended = mended.1;
                }
            }
        }
        if let Some(revision) = work.since {
            self.keep_since(job, revision, &files, &mut outcome)?;
        }
        Ok(Some(outcome))
    }

    fn check(&self, job: &Job, files: &[(String, Vec<u8>)]) -> Result<Option<Checked>, Unreadable> {
        let mut reading = self.reading.clone();
        reading.follow(&job.selection.config);
        let found = job.inputs.first().is_some_and(|input| input.found);
        let read = match pipeline::read_input(files, found, &reading) {
            Err(problem) if job.ignore_unknown && (problem.empty || problem.picture) => None,
            read => read?,
        };
        let Some(read) = read else { return Ok(None) };
        let pipeline::Checked { findings, agreements, coverage } =
            pipeline::check(&read, job.name(), &job.checking);
        Ok(Some(Checked { read, findings, agreements, coverage }))
    }

    fn outcome(
        &self,
        job: &Job,
        work: &Work<'_>,
        files: &[(String, Vec<u8>)],
        checked: &Checked,
    ) -> Outcome {
        let marked = |(_, bytes): &(String, Vec<u8>)| bytes.starts_with(b"\xef\xbb\xbf");
        let paths: Vec<(String, bool)> =
            job.inputs.iter().map(Input::path).zip(files.iter().map(marked)).collect();
        let places = Places::new(&checked.read.sources, &paths);
        let accepted = work.known.accept(job.first(), &checked.findings);
        // Edits count in the first text. Where that is not the file, nobody could apply them.
        let applies = (checked.read.sources.first().zip(files.first()))
            .is_some_and(|(source, (_, bytes))| fix::is_in_reach(source, bytes));
        let writable = matches!(job.inputs.as_slice(), [Input { from: From::File(_), .. }]);
        let in_reach = applies && writable;
        let report = |(finding, entry): (&Finding, &Option<usize>)| {
            let fix = finding.fix.clone().filter(|_| applies);
            let mut reported = places.report(Finding { fix, ..finding.clone() });
            reported.in_reach = in_reach;
            reported.accepted = entry.map(|at| work.known.entry(at).reason.clone());
            reported
        };
        Outcome {
            findings: checked.findings.iter().zip(&accepted.by).map(report).collect(),
            agreements: checked.agreements.clone(),
            coverage: checked.coverage.clone(),
            accepted,
            ..Outcome::default()
        }
    }

    /// The mended bytes of a notice and how many findings they mend; written back where asked.
    fn mend(
        &self,
        job: &Job,
        work: &Work<'_>,
        files: &[(String, Vec<u8>)],
        checked: &Checked,
        open: &[&Finding],
    ) -> Result<Option<(Vec<u8>, usize)>, Unreadable> {
        let lang = self.batch.lang;
        let by_hand = |note: &str| {
            term::say(&format!("{}{}{note}", job.path(), lang.pick("：", ": ")));
            Ok(None)
        };
        let ([input], [(_, bytes)], [source]) =
            (job.inputs.as_slice(), files, checked.read.sources.as_slice())
        else {
            let mendable = |finding: &&&Finding| {
                finding.fix.as_ref().is_some_and(|fix| fix.safe || work.unsafe_too)
            };
            return match open.iter().find(mendable) {
                None => Ok(None),
                Some(_) if job.inputs.len() > 1 => by_hand(lang.pick(
                    "--fix 不改合读的几个文件，请分开检查，或照报告手工改正",
                    "--fix mends no files that are read as one: check each by itself, or mend this by hand",
                )),
                Some(_) => by_hand(self.not_text()),
            };
        };
        let (bytes_after, count) = match fix::mend(source, bytes, open, work.unsafe_too) {
            Mended::Yes { bytes, count } => (bytes, count),
            Mended::Nothing => return Ok(None),
            Mended::NotText => return by_hand(self.not_text()),
        };
        let path = match &input.from {
            _ if !work.fix => return Ok(work.diff.then_some((bytes_after, count))),
            From::File(path) => path,
            From::Stdin => {
                return by_hand(lang.pick(
                    "标准输入无处写回：给出文件，或用 --diff 显示改动",
                    "--fix cannot write to standard input: name the file, or see the change with --diff",
                ));
            }
        };
        match fix::write_back(path, bytes, &bytes_after) {
            Ok(true) => Ok(Some((bytes_after, count))),
            Ok(false) => Err(Unreadable::new(|lang| {
                lang.pick(
                    "检查期间文件被改动，未写回；请再运行一次",
                    "the file changed meanwhile and was left alone; run it again",
                )
            })),
            Err(error) => Err(batch::refused(&error)),
        }
    }

    /// Why `--fix` leaves a file alone that is not its own text.
    fn not_text(&self) -> &'static str {
        self.batch.lang.pick(
            "--fix 只改 UTF-8 的纯文本和 Markdown，请照报告手工改正",
            "--fix mends plain text and Markdown in UTF-8 alone: mend this by hand",
        )
    }

    /// Keeps the findings that the change since a revision brought in or touched.
    fn keep_since(
        &self,
        job: &Job,
        revision: &str,
        files: &[(String, Vec<u8>)],
        outcome: &mut Outcome,
    ) -> Result<(), Unreadable> {
        let mut old = Vec::new();
        for (input, (name, _)) in job.inputs.iter().zip(files) {
            let From::File(path) = &input.from else { return Ok(()) };
            let bytes = git::show(revision, path)?;
            // A notice that was not there has nothing but new findings.
            let Some(bytes) = bytes else { return Ok(()) };
            old.push((name.clone(), bytes));
        }
        let before = self.check(job, &old).ok().flatten();
        let known = before.map(|checked| checked.findings).unwrap_or_default();
        let changed: Vec<since::Changed> = old
            .iter()
            .zip(files)
            .map(|((_, old), (_, new))| since::Changed::between(old, new))
            .collect();
        since::keep(&mut outcome.findings, &known, &changed);
        Ok(())
    }
}

/// A notice and its findings.
struct Checked {
    read: pipeline::Read,
    findings: Vec<Finding>,
    agreements: Agreements,
    coverage: Vec<Covered>,
}

/// The configuration of each input: the file named, or the nearest one upwards.
struct Configs<'r> {
    named: Option<Config>,
    look: bool,
    found: HashMap<PathBuf, Config>,
    rules: &'r [RuleInfo],
    lang: Lang,
}

impl<'r> Configs<'r> {
    fn of(matches: &ArgMatches, rules: &'r [RuleInfo], lang: Lang) -> Result<Configs<'r>, String> {
        let named = matches.get_one::<PathBuf>("config");
        let named = named.map(|path| Config::load(path, rules, lang)).transpose();
        let look = !matches.get_flag("no-config");
        Ok(Configs {
            named: named.map_err(|error| error.0)?,
            look,
            found: HashMap::new(),
            rules,
            lang,
        })
    }

    fn config(&mut self, input: &Input) -> Result<Config, String> {
        if let Some(named) = &self.named {
            return Ok(named.clone());
        }
        if !self.look {
            return Ok(Config::default());
        }
        let folder = match &input.from {
            From::File(path) => match path.parent() {
                Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
                _ => PathBuf::from("."),
            },
            From::Stdin => PathBuf::from("."),
        };
        if let Some(config) = self.found.get(&folder) {
            return Ok(config.clone());
        }
        let config = match config::find(Path::new(&folder)) {
            Some(path) => Config::load(&path, self.rules, self.lang).map_err(|error| error.0)?,
            None => Config::default(),
        };
        self.found.insert(folder, config.clone());
        Ok(config)
    }
}
