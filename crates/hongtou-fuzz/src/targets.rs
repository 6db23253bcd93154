//! What is fuzzed: where its inputs come from, how they change, and what must hold.

use std::path::Path;

use hongtou_model::Lang;

use crate::invariants::{self, Broken, Seen, note};
use crate::random::Random;
use crate::{corpus, grammar, json, mutate, page};

/// A part of the program that reads what others wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Markdown and plain text.
    Text,
    /// Web pages.
    Html,
    /// DOCX packages, their parts and their bytes.
    Docx,
    /// XLSX packages.
    Xlsx,
    /// JSON of OCR tools.
    Ocr,
    /// Our own model, changed by others.
    Model,
    /// `hongtou.toml` and baselines.
    Config,
    /// Responsibilities from a grammar.
    Responsibility,
    /// Quantities from a grammar.
    Quantity,
    /// Tables from a grammar.
    Columns,
    /// Two versions of a notice.
    Diff,
}

impl Target {
    /// All of them.
    pub const ALL: [Target; 11] = [
        Target::Text,
        Target::Html,
        Target::Docx,
        Target::Xlsx,
        Target::Ocr,
        Target::Model,
        Target::Config,
        Target::Responsibility,
        Target::Quantity,
        Target::Columns,
        Target::Diff,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Target::Text => "text",
            Target::Html => "html",
            Target::Docx => "docx",
            Target::Xlsx => "xlsx",
            Target::Ocr => "ocr",
            Target::Model => "model",
            Target::Config => "config",
            Target::Responsibility => "responsibility",
            Target::Quantity => "quantity",
            Target::Columns => "columns",
            Target::Diff => "diff",
        }
    }

    /// Inputs to start from.
    pub fn seeds(self, more: Option<&Path>) -> Vec<Vec<u8>> {
        let texts = || corpus::texts(more);
        let pages = |write: fn(&[page::Part]) -> Vec<u8>| {
            let texts = texts();
            let of = |text: &Vec<u8>| write(&page::of_text(&String::from_utf8_lossy(text)));
            texts.iter().map(of).filter(|bytes| bytes.len() <= 2 * mutate::LARGEST).collect()
        };
        match self {
            Target::Text | Target::Diff => texts(),
            Target::Html => [corpus::pages(more), pages(page::html)].concat(),
            Target::Docx => pages(page::docx),
            Target::Xlsx => pages(page::xlsx),
            Target::Ocr => [pages(page::mineru), pages(page::docling)].concat(),
            Target::Model => texts().iter().filter_map(|text| model(text)).collect(),
            Target::Config => CONFIGS.iter().map(|text| text.as_bytes().to_vec()).collect(),
            Target::Responsibility | Target::Quantity | Target::Columns => vec![Vec::new()],
        }
    }

    /// One more input, made of one of the pool.
    pub fn input(self, pool: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
        let from = random.pick(pool);
        let from = from.as_slice();
        match self {
            Target::Text => mutate::text(from, pool, mutate::WORDS, random),
            Target::Html => {
                let words = if random.one_in(3) { mutate::WORDS } else { mutate::HTML };
                mutate::text(from, pool, words, random)
            }
            Target::Docx | Target::Xlsx => {
                let words = if random.one_in(3) { mutate::WORDS } else { mutate::XML };
                let mut input = mutate::text(from, pool, words, random);
                if random.one_in(20) {
                    let damage = format!("damage {}\n", random.draw());
                    input.splice(0..0, damage.into_bytes());
                }
                input
            }
            Target::Ocr | Target::Model => json::mutate(from, pool, random),
            Target::Config => mutate::text(from, pool, CONFIG_WORDS, random),
            Target::Responsibility => self.grown(grammar::responsibilities(random), pool, random),
            Target::Quantity => self.grown(grammar::quantities(random), pool, random),
            Target::Columns => self.grown(grammar::columns(random), pool, random),
            Target::Diff => {
                let mut input = mutate::text(from, pool, mutate::WORDS, random);
                let other = mutate::text(&input, pool, mutate::WORDS, random);
                input.extend_from_slice(BETWEEN);
                input.extend_from_slice(&other);
                input
            }
        }
    }

    /// What a grammar made, or a mutation of what it made before.
    fn grown(self, new: String, pool: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
        let from = random.pick(pool);
        if from.is_empty() || random.one_in(2) {
            return new.into_bytes();
        }
        mutate::text(&from, pool, mutate::WORDS, random)
    }

    /// Runs one input.
    pub fn run(self, input: &[u8], seen: &mut Seen) -> Result<(), Broken> {
        match self {
            Target::Text => invariants::read("n.md", input, seen).map(drop),
            Target::Html => invariants::read("n.html", input, seen).map(drop),
            Target::Docx => invariants::read("n.docx", &page::pack(input), seen).map(drop),
            Target::Xlsx => invariants::read("n.xlsx", &page::pack(input), seen).map(drop),
            Target::Ocr => invariants::read("n.json", input, seen).map(drop),
            Target::Model => changed_model(input, seen),
            Target::Config => config(input, seen),
            Target::Responsibility | Target::Quantity => {
                invariants::read("n.md", input, seen).map(drop)
            }
            Target::Columns => match invariants::read("n.md", input, seen)? {
                Some(notice) if input.len().is_multiple_of(32) => {
                    invariants::workbook(&notice, &[])
                }
                _ => Ok(()),
            },
            Target::Diff => diff(input, seen),
        }
    }
}

const BETWEEN: &[u8] = b"\n\x1e\n";

const CONFIGS: [&str; 3] = [
    "fail-level = \"error\"\nignore = [\"TY\"]\nselect = [\"AL\", \"units-differ\"]\nlead = \"first-listed\"\n\n[rules]\n\
     deadline-outside-plan-year = \"info\"\nTY004 = \"off\"\n\n[units]\n\"市卫生健康委\" = [\"市卫健委\"]\n",
    "version = 1\n\n[[accepted]]\ndocument = \"n.md\"\nrule = \"AL001\"\nfingerprint = \"0123456789abcdef\"\nmessage = \"…\"\n\
     reason = \"reviewed\"\nowner = \"wang\"\nexpires = \"2026-12-31\"\n",
    "",
];
const CONFIG_WORDS: &[&str] = &[
    "fail-level = \"never\"\n",
    "[rules]\n",
    "[units]\n",
    "[[accepted]]\n",
    "= \"off\"\n",
    "\"",
    "\"\"\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "=",
    "#",
    "\n",
    "\\u0000",
    "\\x",
    "AL",
    "AL001",
    "UN003",
    "市教育局",
    "expires = 2026-12-31\n",
    "expires = \"2026-02-30\"\n",
    "version = 99\n",
    "1e400",
    "inf",
    "0x",
    "a.b.c = 1\n",
    ",",
    "reason = \"\"\n",
    "\u{0}",
    "select = []\n",
];

fn model(text: &[u8]) -> Option<Vec<u8>> {
    let document = hongtou_reader::read("n.md", text, &hongtou_reader::Options::default()).ok()?;
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    Some(hongtou_emitter::json::to_vec(&notice))
}

/// A model that others changed is read or refused, and what is read can be checked, written and compared.
fn changed_model(input: &[u8], seen: &mut Seen) -> Result<(), Broken> {
    let notice = match hongtou_emitter::json::from_slice(input) {
        Ok(notice) => notice,
        Err(error) => {
            note(seen, std::mem::discriminant(&error));
            return Ok(());
        }
    };
    let json = hongtou_emitter::json::to_vec(&notice);
    invariants::again(&json)?;
    if json.len().is_multiple_of(8) {
        invariants::valid(&json)?;
    }
    invariants::checked(&notice, &[], seen)?;
    invariants::tables(&notice, &[])?;
    if json.len().is_multiple_of(64) {
        invariants::workbook(&notice, &[])?;
    }
    if !hongtou_diff::diff(&notice, &notice).changes.is_empty() {
        return Err("diff: a notice differs from itself".to_owned());
    }
    Ok(())
}

/// A configuration is read the same when it is written again, or refused in one line of each language.
fn config(input: &[u8], seen: &mut Seen) -> Result<(), Broken> {
    let text = String::from_utf8_lossy(input);
    for (what, again) in [
        ("configuration", hongtou_cli::config_again as fn(&str, Lang) -> Result<String, String>),
        ("baseline", hongtou_cli::baseline_again),
    ] {
        match again(&text, Lang::Zh) {
            Ok(written) => {
                note(seen, (what, written.lines().count()));
                if again(&written, Lang::En).as_ref() != Ok(&written) {
                    return Err(format!("{what}: written again it is another: {written:?}"));
                }
            }
            Err(message) => {
                note(seen, (what, message.chars().filter(|c| !c.is_ascii()).collect::<String>()));
                let english = again(&text, Lang::En).err().unwrap_or_default();
                if message.is_empty() || english.is_empty() {
                    return Err(format!("{what}: refused without a message"));
                }
            }
        }
    }
    Ok(())
}

/// A notice is the same as itself, and what one direction adds the other drops.
fn diff(input: &[u8], seen: &mut Seen) -> Result<(), Broken> {
    use hongtou_diff::Kind;
    let at = input.windows(BETWEEN.len()).position(|w| w == BETWEEN).unwrap_or(input.len());
    let (old, new) = (&input[..at], input.get(at + BETWEEN.len()..).unwrap_or_default());
    let (Some(old), Some(new)) =
        (invariants::read("n.md", old, seen)?, invariants::read("n.md", new, seen)?)
    else {
        return Ok(());
    };
    if !hongtou_diff::diff(&old, &old).changes.is_empty() {
        return Err("diff: a notice differs from itself".to_owned());
    }
    let (there, back) = (hongtou_diff::diff(&old, &new), hongtou_diff::diff(&new, &old));
    if hongtou_diff::diff(&old, &new) != there {
        return Err("same input, same output: two comparisons differ".to_owned());
    }
    there.changes.iter().for_each(|change| note(seen, ("change", change.kind, change.part)));
    let count = |changes: &hongtou_diff::Changes, kind: Kind| {
        changes.changes.iter().filter(|change| change.kind == kind).count()
    };
    if there.changes.is_empty() != back.changes.is_empty() {
        return Err("diff: one direction sees a difference, the other none".to_owned());
    }
    for (one, other) in [(Kind::Added, Kind::Dropped), (Kind::Dropped, Kind::Added)] {
        if count(&there, one) != count(&back, other) {
            return Err(format!(
                "diff: {one:?} {} there, {other:?} {} back",
                count(&there, one),
                count(&back, other)
            ));
        }
    }
    Ok(())
}
