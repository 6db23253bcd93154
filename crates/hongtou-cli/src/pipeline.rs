//! The stages in order: bytes, document, model, findings.
//!
//! The only module that calls reader, parser and validator, so that a change
//! of theirs is a change here.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::io;

use hongtou_emitter::batch::{BatchFormat, Pour, Rendered, tables_of_one};
use hongtou_emitter::csv::CsvOptions;
use hongtou_emitter::datapackage::{self, PackageInfo};
use hongtou_emitter::json::ModelError;
use hongtou_emitter::tables::{TableName, TableSet, Tables};
use hongtou_emitter::xlsx;
use hongtou_model::{
    Agreements, Clause, Finding, Lang, Notice, Role, Section, Severity, TableKind,
};
use hongtou_reader::{ReadError, Unsupported};
use hongtou_source::{Block, Document, Format, LineIndex, Source, chars};
use hongtou_validator::{Fixable, RULES};

use crate::config::{Config, LeadConvention};

/// How notices are read.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Language of the notes on repairs.
    pub lang: Lang,
    /// Limits of the reader.
    pub limits: hongtou_reader::Options,
    /// Whether the first unit of a list leads where the notice says nothing about who does.
    pub first_leads: bool,
}

impl Reading {
    /// The limits that stand when no option changes them.
    pub fn new(lang: Lang) -> Reading {
        Reading { lang, ..Reading::default() }
    }

    /// Takes over what a configuration file says about reading.
    pub(crate) fn follow(&mut self, config: &Config) {
        self.first_leads = config.lead == Some(LeadConvention::FirstListed);
    }
}

/// A notice that was read.
#[derive(Debug)]
pub struct Read {
    /// The model.
    pub notice: Notice,
    /// The texts its offsets count in; empty where the input was a model already.
    pub sources: Vec<Source>,
}

impl Read {
    /// Whether nothing in the input looks like a notice: no task, no table, no formal part.
    pub fn is_no_notice(&self) -> bool {
        let notice = &self.notice;
        let header = &notice.header;
        notice.sections.is_empty()
            && notice.tables.is_empty()
            && header.document_number.is_none()
            && header.title.is_none()
            && header.issuer_mark.is_none()
            && !self.is_letter()
    }

    /// A letter that covers something attached, whose title a site left out: whom it is for and
    /// what comes with it.
    fn is_letter(&self) -> bool {
        let header = &self.notice.header;
        !header.addressees.is_empty() && !header.attachments.is_empty()
    }

    /// Whether something in it is peculiar to notices: a formal part, a unit that answers, a task
    /// table, or the title of a paper that orders work over numbered items. Minutes, a shopping list or a
    /// read-me with headings have none. What talks about notices has all of it, but is written otherwise.
    fn has_a_sign(&self) -> bool {
        if self.sources.iter().any(is_about_programs) {
            return false;
        }
        let notice = &self.notice;
        let header = &notice.header;
        let formal = header.document_number.is_some()
            || header.issuer_mark.is_some()
            || header.issued_on.is_some()
            || header.disclosure.is_some()
            || !header.addressees.is_empty()
            || !header.signatories.is_empty();
        let items = notice.sections.iter().any(|section| !section.items.is_empty());
        formal
            || !notice.units.is_empty()
            || notice.tables.iter().any(|table| table.kind != TableKind::Other)
            || (items && self.is_titled())
    }

    /// Whether a title says that the paper orders work.
    fn is_titled(&self) -> bool {
        // The kinds of official papers that do (《党政机关公文处理工作条例》, article 8, and what they issue).
        const KINDS: [&str; 17] = [
            "通知", "意见", "决定", "方案", "措施", "办法", "要点", "安排", "计划", "规划", "细则",
            "规定", "举措", "行动", "分工", "政策", "通报",
        ];
        const WORK: [&str; 4] = ["任务", "责任", "目标", "推进"];
        let plan = self.notice.plan.as_ref().and_then(|plan| plan.title.as_deref());
        let mut titles = self.notice.header.title.as_deref().into_iter().chain(plan);
        titles.any(|title| {
            let bare = title.split(['（', '(']).next().unwrap_or(title);
            let bare = bare.trim_end_matches(|c: char| !chars::is_han(c));
            KINDS.iter().any(|kind| bare.ends_with(kind))
                || WORK.iter().any(|work| title.contains(work))
        })
    }
}

/// Whether a text is one of those that lie beside notices and talk about them or about programs, and no notice: it
/// shows code, or has more Latin letters than Chinese characters outside of markup.
///
/// In the notices of the corpus and the fixtures there are three Chinese characters or more for each Latin letter.
fn is_about_programs(source: &Source) -> bool {
    // Tools that read scans fence what they give in these.
    const FENCED: [&str; 5] = ["", "markdown", "md", "html", "text"];
    let text = &*source.text;
    let code = |line: &str| {
        let info = line.trim_start().strip_prefix("```")?;
        let name = info.trim().to_ascii_lowercase();
        (!FENCED.contains(&&*name) && name.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(())
    };
    if source.format == Format::Markdown && text.lines().any(|line| code(line).is_some()) {
        return true;
    }
    let (mut han, mut latin, mut markup) = (0usize, 0usize, 0usize);
    let mut in_markup = false;
    for c in text.chars() {
        match c {
            '<' => (in_markup, markup) = (true, 0),
            '>' => in_markup = false,
            _ if chars::is_han(c) => {
                // A sign for less than, and no tag.
                latin += std::mem::take(&mut markup);
                (in_markup, han) = (false, han + 1);
            }
            _ if !c.is_ascii_alphabetic() => {}
            _ if in_markup => markup += 1,
            _ => latin += 1,
        }
    }
    latin > han
}

/// Why an input could not be read, for people: one line, and what to do where that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong, and where; Chinese and English.
    message: [String; 2],
    /// What to do about it.
    help: Option<[String; 2]>,
    /// Whether it is data of some other program: nothing that a notice could be in.
    pub(crate) foreign: bool,
    /// Whether nothing is in it at all.
    pub(crate) empty: bool,
    /// Whether it is a picture.
    pub(crate) picture: bool,
}

impl Unreadable {
    /// Said in both languages: the screen speaks the user's, machine formats that of the run.
    pub(crate) fn new<S: Into<String>>(message: impl Fn(Lang) -> S) -> Unreadable {
        Unreadable {
            message: both(message),
            help: None,
            foreign: false,
            empty: false,
            picture: false,
        }
    }

    pub(crate) fn with_help<S: Into<String>>(self, help: impl Fn(Lang) -> S) -> Unreadable {
        Unreadable { help: Some(both(help)), ..self }
    }

    /// What is wrong, and where.
    pub fn message(&self, lang: Lang) -> &str {
        let [zh, en] = &self.message;
        lang.pick(zh, en)
    }

    /// What to do about it.
    pub fn help(&self, lang: Lang) -> Option<&str> {
        self.help.as_ref().map(|[zh, en]| lang.pick(zh.as_str(), en.as_str()))
    }
}

fn both<S: Into<String>>(text: impl Fn(Lang) -> S) -> [String; 2] {
    [Lang::Zh, Lang::En].map(|lang| text(lang).into())
}

/// Reads one notice from one file, or from several that belong together.
///
/// # Errors
/// When an input is of a kind that cannot be read, or goes beyond a limit. What the text says is
/// never an error.
///
/// Notes in the model are in the language of `reading`. Files that are given away
/// are given back as soon as their text is made.
pub fn read<'f>(
    files: impl Into<Cow<'f, [(String, Vec<u8>)]>>,
    reading: &Reading,
) -> Result<Read, Unreadable> {
    let files = files.into();
    if let [(_, bytes)] = &files[..] {
        if is_model(bytes) {
            return read_model(bytes);
        }
        if is_package(bytes) {
            return Err(a_package());
        }
    }
    let document = match files {
        Cow::Borrowed(files) => document(files.iter().map(|(name, bytes)| (name, bytes)), reading),
        Cow::Owned(files) => document(files.into_iter(), reading),
    }?;
    let options = hongtou_parser::Options { lang: reading.lang };
    let mut notice = hongtou_parser::parse_blocks(&document.sources, document.blocks, &options);
    if reading.first_leads && notice.conventions.is_empty() {
        first_leads(&mut notice);
    }
    Ok(Read { notice, sources: document.sources })
}

/// The texts and blocks of files that belong together.
fn document(
    files: impl Iterator<Item = (impl AsRef<str>, impl AsRef<[u8]>)>,
    reading: &Reading,
) -> Result<Document, Unreadable> {
    let mut document = Document::default();
    for (name, bytes) in files {
        let one = hongtou_reader::read(name.as_ref(), bytes.as_ref(), &reading.limits);
        let one = one.map_err(|error| Unreadable {
            foreign: matches!(error, ReadError::Unsupported(Unsupported::Json)),
            empty: matches!(error, ReadError::Empty),
            picture: matches!(error, ReadError::Unsupported(Unsupported::Image)),
            ..Unreadable::new(|lang| error.message(lang))
        })?;
        let first = u16::try_from(document.sources.len()).map_err(|_| {
            Unreadable::new(|lang| lang.pick("一份通知的文件太多", "too many files for one notice"))
        })?;
        let moved = |block: Block| Block { source: block.source + first, ..block };
        document.sources.extend(one.sources);
        document.blocks.extend(one.blocks.into_iter().map(moved));
    }
    Ok(document)
}

/// Reads what a command line names. What was only found in a folder and is no notice is `None`;
/// what was named itself must be one.
pub(crate) fn read_input<'f>(
    files: impl Into<Cow<'f, [(String, Vec<u8>)]>>,
    found: bool,
    reading: &Reading,
) -> Result<Option<Read>, Unreadable> {
    match read(files, reading) {
        Err(problem) if found && problem.foreign => Ok(None),
        Err(problem) => Err(problem),
        Ok(read) if found && !read.has_a_sign() => Ok(None),
        Ok(read) if read.is_no_notice() => Err(no_notice()),
        Ok(read) => Ok(Some(read)),
    }
}

/// What to say of a text that is no notice.
fn no_notice() -> Unreadable {
    Unreadable::new(|lang| {
        lang.pick(
            "不像通知：没有标题、文号，没有编号的条目，也没有表格",
            "does not look like a notice: no title, no document number, no numbered task, no table",
        )
    })
    .with_help(|lang| {
        lang.pick(
            "请核对是不是这个文件；扫描件要先用 OCR 工具转成文本",
            "check that it is the right file; a scan needs an OCR tool first",
        )
    })
}

/// Makes the first of several units lead, in responsibilities that name no lead.
fn first_leads(notice: &mut Notice) {
    let items = notice.sections.iter_mut().flat_map(|section| &mut section.items);
    let clauses = items.flat_map(|item| &mut item.clauses).map(|clause| &mut clause.units);
    let rows = notice.tables.iter_mut().flat_map(|table| &mut table.rows).map(|row| &mut row.units);
    for units in clauses.chain(rows) {
        let several = units.iter().filter(|unit| unit.role == Role::Responsible).count() > 1;
        if several && units.iter().all(|unit| unit.role != Role::Lead) {
            let first = units.iter_mut().find(|unit| unit.role == Role::Responsible);
            first.expect("several are responsible").role = Role::Lead;
        }
    }
}

/// An input larger than the limit, refused before it is read.
pub(crate) fn too_large(reading: &Reading) -> Unreadable {
    let error = hongtou_reader::ReadError::Limit {
        limit: hongtou_reader::Limit::InputBytes,
        allowed: reading.limits.max_input_bytes,
        part: String::new(),
    };
    Unreadable::new(|lang| error.message(lang))
}

/// Whether the bytes are our own JSON: an object whose first key is `schema_version`.
pub fn is_model(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let Some(rest) = bytes.trim_ascii_start().strip_prefix(b"{") else { return false };
    rest.trim_ascii_start().starts_with(b"\"schema_version\"")
}

/// Whether the bytes, or those that follow, describe our tables.
pub(crate) fn is_package(bytes: &[u8]) -> bool {
    datapackage::is_ours(bytes)
}

fn a_package() -> Unreadable {
    Unreadable::new(|lang| {
        lang.pick(
            "这是 hongtou 所写各表的说明，不是通知",
            "this describes the tables that hongtou wrote, and is no notice",
        )
    })
    .with_help(|lang| {
        lang.pick("请给出通知，或它的 JSON 模型", "give the notice, or its model as JSON")
    })
}

/// Several models, a line each: what a line of another's says where one is wanted.
fn several(lines: usize) -> Unreadable {
    Unreadable::new(|lang| match lang {
        Lang::Zh => format!("一行一份的 JSON，共 {lines} 份通知；这里一个文件读一份"),
        Lang::En => format!("JSON Lines of {lines} notices; a file is read as one here"),
    })
    .with_help(|lang| {
        lang.pick(
            "先拆成一行一个文件：split -l 1 --additional-suffix=.json 文件 前缀",
            "split it into a file a line first: split -l 1 --additional-suffix=.json FILE PREFIX",
        )
    })
}

/// What is wrong with JSON, and where, in Chinese where it is broken off or no JSON.
fn said_of_json(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let (line, column) = (error.line(), error.column());
    match error.classify() {
        Category::Eof => {
            format!("不是有效的通知模型：JSON 不完整，在第 {line} 行第 {column} 列中断")
        }
        Category::Syntax => {
            format!("不是有效的通知模型：第 {line} 行第 {column} 列不合 JSON 的写法")
        }
        Category::Data | Category::Io => format!("不是有效的通知模型：{error}"),
    }
}

fn read_model(bytes: &[u8]) -> Result<Read, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let error = match hongtou_emitter::json::from_slice(bytes) {
        Ok(notice) => return Ok(Read { notice, sources: Vec::new() }),
        Err(error) => error,
    };
    let lines = bytes.split(|&byte| byte == b'\n').filter(|line| is_model(line)).count();
    if lines > 1 {
        return Err(several(lines));
    }
    let message = |lang| match (&error, lang) {
        (ModelError::NotTheModel(error), Lang::Zh) => said_of_json(error),
        (ModelError::Flawed(flaw), lang) => match lang {
            Lang::Zh => format!("不是有效的通知模型：{}", flaw.message(lang)),
            Lang::En => format!("not a valid notice model: {}", flaw.message(lang)),
        },
        (ModelError::NotTheModel(error), Lang::En) => format!("not a valid notice model: {error}"),
        (ModelError::OtherVersion(version), Lang::Zh) => {
            format!("模型的版本是 {version}，本程序读 {}", hongtou_model::SCHEMA_VERSION)
        }
        (ModelError::OtherVersion(_), Lang::En) => error.to_string(),
    };
    Err(Unreadable::new(message).with_help(|lang| {
        lang.pick(
            "这里要的是 hongtou convert --to json 的结果",
            "what is expected here is the output of hongtou convert --to json",
        )
    }))
}

/// What the rules found in a notice.
#[derive(Debug, Default)]
pub struct Checked {
    /// By place, then code.
    pub findings: Vec<Finding>,
    /// What was compared and agrees.
    pub agreements: Agreements,
    /// How much of each section the tables break down.
    pub coverage: Vec<Covered>,
}

/// A section of the body, and how many of its tasks have a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Covered {
    /// Its ordinal and its title.
    pub section: String,
    /// The tasks: clauses that somebody answers for, or all where the notice names nobody.
    pub tasks: u32,
    /// Those that a row carries out.
    pub linked: u32,
}

/// What the tables break down, section by section; nothing where no row carries out a clause.
fn coverage(notice: &Notice) -> Vec<Covered> {
    let tables = notice.tables.iter().filter(|table| table.kind == TableKind::Task);
    let rows = tables.flat_map(|table| &table.rows);
    let linked: HashSet<&str> =
        rows.flat_map(|row| row.clause.iter().chain(&row.also)).map(|id| id.as_str()).collect();
    if linked.is_empty() {
        return Vec::new();
    }
    let named = clauses(&notice.sections).any(|clause| !clause.units.is_empty());
    let covered = |section: &Section| {
        let tasks = || {
            clauses(std::slice::from_ref(section))
                .filter(|clause| !clause.text.is_empty() && (!named || !clause.units.is_empty()))
        };
        let name = section.ordinal.map(|ordinal| ordinal.to_string()).into_iter();
        Covered {
            section: name.chain(section.title.clone()).collect::<Vec<_>>().join(" "),
            tasks: tasks().count() as u32,
            linked: tasks().filter(|clause| linked.contains(clause.id.as_str())).count() as u32,
        }
    };
    notice.sections.iter().map(covered).filter(|covered| covered.tasks > 0).collect()
}

/// All clauses of some sections.
fn clauses(sections: &[Section]) -> impl Iterator<Item = &Clause> {
    sections.iter().flat_map(|section| &section.items).flat_map(|item| &item.clauses)
}

/// How notices are checked.
#[derive(Clone, Debug, Default)]
pub struct Checking {
    /// Language of messages.
    pub lang: Lang,
    /// Severities that differ from the rules' own, by code.
    pub severities: BTreeMap<String, Severity>,
    /// Rules that are off, by code.
    pub off: Vec<String>,
    /// Names that mean one unit, group by group.
    pub aliases: Vec<Vec<String>>,
}

/// Holds the body against the tables.
pub fn check(read: &Read, document: &str, checking: &Checking) -> Checked {
    let options = hongtou_validator::Options {
        lang: checking.lang,
        document: document.to_owned(),
        severities: checking.severities.clone(),
        ignore: checking.off.clone(),
        aliases: checking.aliases.clone(),
        ..hongtou_validator::Options::default()
    };
    let report = hongtou_validator::check(&read.notice, &read.sources, &options);
    Checked {
        findings: report.findings,
        agreements: report.agreements,
        coverage: coverage(&read.notice),
    }
}

/// A rule, as the registry describes it.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// Its code: `AL001`.
    pub code: &'static str,
    /// Its name: `clause-missing-from-table`.
    pub name: &'static str,
    /// The severity it has by default.
    pub severity: Severity,
    /// The clause of a standard that it rests on, or practice, or heuristic.
    pub authority: &'static str,
    /// Whether it offers mends: `no`, `safe` or `unsafe`.
    pub fix: &'static str,
    /// What it checks, in one line, Chinese and English.
    pub summary: [&'static str; 2],
    /// The whole explanation, in both languages.
    pub explanation: [&'static str; 2],
}

/// All rules, in code order.
pub fn rules() -> Vec<RuleInfo> {
    let info = |rule: &hongtou_validator::Rule| RuleInfo {
        code: rule.code,
        name: rule.name,
        severity: rule.severity,
        authority: rule.authority,
        fix: match rule.fixable {
            Fixable::No => "no",
            Fixable::Safe => "safe",
            Fixable::Unsafe => "unsafe",
        },
        summary: [rule.summary(Lang::Zh), rule.summary(Lang::En)],
        explanation: [rule.explanation(Lang::Zh), rule.explanation(Lang::En)],
    };
    RULES.iter().map(info).collect()
}

/// JSON Schema of the notice model.
pub fn notice_schema() -> serde_json::Value {
    hongtou_emitter::schema::notice()
}

/// JSON Schema of findings.
pub fn findings_schema() -> serde_json::Value {
    hongtou_emitter::schema::findings()
}

/// JSON Schema of what `diff --format json` prints.
pub fn changes_schema() -> serde_json::Value {
    hongtou_emitter::schema::of::<hongtou_diff::Changes>("urn:hongtou:schema:changes-1")
}

/// The model as compact JSON, with a newline.
pub fn json(notice: &Notice) -> Vec<u8> {
    hongtou_emitter::json::to_vec(notice)
}

/// A file of tables: its name and its bytes.
pub(crate) type TableFile = (String, Vec<u8>);

fn csv_options(excel: bool) -> CsvOptions {
    if excel { CsvOptions::EXCEL } else { CsvOptions::PLAIN }
}

/// Where the lines of its texts begin.
pub(crate) fn lines(read: &Read) -> Vec<LineIndex> {
    read.sources.iter().map(|source| LineIndex::new(&source.text)).collect()
}

/// The tables of one notice as CSV, the data package that describes them last.
///
/// `put` gets each by its file name, with the means to write it piece by piece.
pub(crate) fn csv_tables(
    read: &Read,
    document: &str,
    excel: bool,
    mut put: impl FnMut(&str, &mut Pour<'_>) -> io::Result<()>,
) -> io::Result<()> {
    let (lines, options) = (lines(read), csv_options(excel));
    let tables = Tables::new(document, &read.notice, &lines);
    tables_of_one(&tables, options, |table, pour| put(&format!("{}.csv", table.name()), pour))?;
    let title = read.notice.header.title.as_deref();
    let info = PackageInfo { name: document, title, one_notice: true };
    let (name, bytes) = package(&info, &TableSet::of(&read.notice), options)?;
    put(&name, &mut |out| out.write_all(&bytes))
}

/// The model as JSON, with a newline, into a buffered writer.
pub(crate) fn write_json(notice: &Notice, pretty: bool, out: impl io::Write) -> io::Result<()> {
    hongtou_emitter::json::write(notice, out, pretty)
}

fn package(info: &PackageInfo<'_>, set: &TableSet, options: CsvOptions) -> io::Result<TableFile> {
    let mut bytes = Vec::new();
    datapackage::write(info, set, options, &mut bytes)?;
    Ok(("datapackage.json".to_owned(), bytes))
}

/// The rows of one notice for the tables of a batch.
pub(crate) fn csv_rows(read: &Read, document: &str, excel: bool) -> io::Result<Rendered> {
    let lines = lines(read);
    let tables = Tables::new(document, &read.notice, &lines);
    BatchFormat::new(csv_options(excel)).render(&tables)
}

/// How the tables of a batch are written.
pub(crate) fn batch_format(excel: bool) -> BatchFormat {
    BatchFormat::new(csv_options(excel))
}

/// The data package that describes the tables of a batch.
pub(crate) fn batch_package(excel: bool) -> io::Result<TableFile> {
    let info = PackageInfo { name: "hongtou-batch", title: None, one_notice: false };
    package(&info, &TableSet::fixed(), csv_options(excel))
}

/// The ledger of one notice as CSV.
pub(crate) fn ledger(
    read: &Read,
    document: &str,
    excel: bool,
    out: impl io::Write,
) -> io::Result<()> {
    let lines = lines(read);
    let tables = Tables::new(document, &read.notice, &lines);
    let set = TableSet::of(&read.notice);
    let options = csv_options(excel);
    hongtou_emitter::csv::write_table(&tables, &set, TableName::Ledger, options, out)
}

/// What one notice adds to the workbook of a batch, with what the rules found in it.
pub(crate) fn workbook_rows(read: &Read, document: &str) -> xlsx::Rows {
    let lines = lines(read);
    let checked = check(read, document, &Checking::default());
    xlsx::Rows::of(&Tables::new(document, &read.notice, &lines), placed(checked.findings, &lines))
}

/// The findings with the lines that the sheet of findings names.
fn placed(mut findings: Vec<Finding>, lines: &[LineIndex]) -> Vec<Finding> {
    for fragment in findings.iter_mut().filter_map(|finding| finding.at.span.first_mut()) {
        let index = lines.get(usize::from(fragment.source.unwrap_or(0)));
        fragment.line = fragment.line.or(index.map(|lines| lines.line(fragment.start)));
    }
    findings
}

/// The workbook of one notice, with what the rules found in it.
pub(crate) fn workbook(read: &Read, document: &str) -> io::Result<Vec<u8>> {
    let lines = lines(read);
    let checked = check(read, document, &Checking::default());
    let tables = [Tables::new(document, &read.notice, &lines)];
    let mut out = Vec::new();
    xlsx::write(&tables, Some(&placed(checked.findings, &lines)), &mut out)?;
    Ok(out)
}
