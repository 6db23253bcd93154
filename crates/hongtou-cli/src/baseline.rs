//! The file of known findings, `hongtou-baseline.toml`, which notices its entries are bound to, and the
//! day that they are held to.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use hongtou_model::{Date, Finding, Lang};
use hongtou_validator::baseline::{Accepted, Baseline, Entry, Grouped, VERSION};

use crate::batch::read_reason;
use crate::inputs::{From, Input};
use crate::toml_fault::said;

/// A list and the notices that its entries are about.
///
/// An entry names its notice by the path from the list's folder, so that every spelling of an input on
/// a command line meets it. Lists of old have the path from wherever the command was run or the folder
/// that was given: where that names no file from the list's folder, it is the end of the path of one
/// input, the first of several in their order.
pub(crate) struct Bound<'b> {
    grouped: Grouped<'b>,
    folder: PathBuf,
    /// The names in the list, by the file that they name.
    named: HashMap<PathBuf, Vec<&'b str>>,
    /// Those that name none, for an input that is no file.
    rest: BTreeSet<&'b str>,
}

impl<'b> Bound<'b> {
    /// The entries of the list at a path, held to a day, for the inputs that are to be checked.
    pub(crate) fn new<'i>(
        baseline: &'b Baseline,
        path: &Path,
        today: Date,
        inputs: impl Iterator<Item = &'i Input>,
    ) -> Bound<'b> {
        let folder = absolute(path).parent().map(Path::to_owned).unwrap_or_default();
        let mut names: Vec<&str> = baseline.entries.iter().map(|entry| &*entry.document).collect();
        names.sort_unstable();
        names.dedup();
        let (mut named, mut rest) = (HashMap::new(), BTreeSet::new());
        for name in names {
            let file = absolute(&folder.join(name));
            if file.exists() {
                named.entry(file).or_insert_with(Vec::new).push(name);
            } else {
                rest.insert(name);
            }
        }
        bind_ends(&mut named, &mut rest, inputs);
        Bound { grouped: baseline.grouped(today), folder, named, rest }
    }

    /// Holds the findings of one notice against its entries.
    pub(crate) fn accept(&self, input: &Input, findings: &[Finding]) -> Accepted {
        self.grouped.accept(&self.names(input), findings)
    }

    /// The entry at a place of the list.
    pub(crate) fn entry(&self, at: usize) -> &'b Entry {
        self.grouped.entry(at)
    }

    /// The names that the list has for an input.
    fn names(&self, input: &Input) -> Vec<&'b str> {
        if self.named.is_empty() && self.rest.is_empty() {
            return Vec::new();
        }
        match &input.from {
            From::File(path) => self.named.get(&absolute(path)).cloned().unwrap_or_default(),
            From::Stdin => self.rest.get(&*input.name).copied().into_iter().collect(),
        }
    }

    /// How an entry names an input.
    pub(crate) fn name(&self, input: &Input) -> String {
        match &input.from {
            From::Stdin => input.name.clone(),
            From::File(path) => relative(&self.folder, &absolute(path)),
        }
    }
}

/// Gives each name that is the end of a path to the first input whose path ends so.
fn bind_ends<'b, 'i>(
    named: &mut HashMap<PathBuf, Vec<&'b str>>,
    rest: &mut BTreeSet<&'b str>,
    inputs: impl Iterator<Item = &'i Input>,
) {
    let mut by_last: HashMap<&str, Vec<&'b str>> = HashMap::new();
    for &name in &*rest {
        by_last.entry(name.rsplit('/').next().unwrap_or(name)).or_default().push(name);
    }
    for input in inputs {
        let From::File(path) = &input.from else { continue };
        let last = path.file_name().unwrap_or_default().to_string_lossy();
        let Some(names) = by_last.get_mut(&*last).filter(|names| !names.is_empty()) else {
            continue;
        };
        let path = absolute(path);
        names.retain(|&name| {
            let own = path.ends_with(without_dots(name));
            if own {
                rest.remove(name);
                named.entry(path.clone()).or_default().push(name);
            }
            !own
        });
    }
}

/// A path behind the `./` and `../` that it begins with.
fn without_dots(mut path: &str) -> &str {
    while let Some(rest) = path.strip_prefix("./").or_else(|| path.strip_prefix("../")) {
        path = rest;
    }
    path
}

/// A path with the folders it leads through, links and `..` followed.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    match (fs::canonicalize(folder), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        // A path that ends in `..`, or leads through what is not there.
        _ => fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_default(),
    }
}

/// The way from a folder to a file, with slashes; the whole path where they share no folder.
fn relative(folder: &Path, file: &Path) -> String {
    let shared = folder.components().zip(file.components()).take_while(|(a, b)| a == b).count();
    let root = |part: &Component<'_>| matches!(part, Component::Prefix(_) | Component::RootDir);
    let apart = folder.components().take(shared).all(|part| root(&part));
    let way: PathBuf = if apart && !folder.components().all(|part| root(&part)) {
        file.to_owned()
    } else {
        let up = folder.components().skip(shared).map(|_| Component::ParentDir);
        up.chain(file.components().skip(shared)).collect()
    };
    way.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// Reads a list; one that is not there is empty where that is allowed.
pub(crate) fn load(path: &Path, allow_missing: bool, lang: Lang) -> Result<Baseline, String> {
    let shown = path.display();
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if allow_missing && error.kind() == io::ErrorKind::NotFound => {
            return Ok(Baseline::default());
        }
        Err(error) => {
            let reason = read_reason(&error, lang);
            let how = match error.kind() {
                io::ErrorKind::NotFound => lang.pick(
                    "；还没有清单的，先用 hongtou baseline write 写一份",
                    "; where there is none yet, write one with hongtou baseline write",
                ),
                _ => "",
            };
            return Err(match lang {
                Lang::Zh => format!("读不了清单 {shown}：{reason}{how}"),
                Lang::En => format!("cannot read the baseline {shown}: {reason}{how}"),
            });
        }
    };
    parse(&text, lang).map_err(|problem| match lang {
        Lang::Zh => format!("清单 {shown} 有误：{problem}"),
        Lang::En => format!("the baseline {shown} is not valid: {problem}"),
    })
}

/// Reads the text of a list.
pub(crate) fn parse(text: &str, lang: Lang) -> Result<Baseline, String> {
    let baseline: Baseline = toml::from_str(text).map_err(|error| said(text, &error, lang))?;
    if baseline.version != VERSION {
        return Err(match lang {
            Lang::Zh => format!("版本是 {}，这里读 {VERSION}", baseline.version),
            Lang::En => {
                format!("it has version {}, this program reads {VERSION}", baseline.version)
            }
        });
    }
    Ok(baseline)
}

/// The file's text, entries in a fixed order.
pub(crate) fn text(baseline: &Baseline) -> String {
    let mut sorted = baseline.clone();
    sorted.entries.sort();
    toml::to_string_pretty(&sorted).expect("entries are strings under plain keys")
}

/// The day that expiry counts from: `SOURCE_DATE_EPOCH` where it is set, else the clock's.
pub(crate) fn today() -> Date {
    let set = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|value| value.parse().ok());
    let seconds = set.unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(0, |since| since.as_secs())
    });
    day_of(seconds / 86_400)
}

/// The civil day of a number of days since 1970-01-01.
fn day_of(days: u64) -> Date {
    // Eras of 400 years from 0000-03-01, as in Howard Hinnant's chrono-compatible algorithms.
    let days = days + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let first = Date::new(1970, 1, 1).expect("the first of January is a day");
    Date::new(year as u32, month as u32, day as u32).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use hongtou_validator::baseline::Entry;

    use super::*;

    #[test]
    fn the_file_reads_back() {
        let entry = |fingerprint: &str| Entry {
            document: "a.md".into(),
            rule: "AL001".into(),
            fingerprint: fingerprint.into(),
            message: String::new(),
            reason: "known".into(),
            owner: None,
            expires: None,
        };
        let baseline = Baseline { entries: vec![entry("2"), entry("1")], ..Baseline::default() };
        let written = text(&baseline);
        let again = parse(&written, Lang::En).expect("valid");
        assert_eq!(text(&again), written);
        assert!(written.starts_with("version = 1\n\n[[accepted]]\n"), "{written}");
    }

    #[test]
    fn an_entry_names_the_way_from_its_list() {
        for (folder, file, way) in [
            ("/r", "/r/docs/n.md", "docs/n.md"),
            ("/r/lists", "/r/docs/n.md", "../docs/n.md"),
            ("/", "/n.md", "n.md"),
            ("/home/a", "/tmp/n.md", "/tmp/n.md"),
        ] {
            assert_eq!(relative(Path::new(folder), Path::new(file)), way);
        }
    }

    #[test]
    fn days_are_counted_right() {
        for (days, day) in [(0, "1970-01-01"), (11_016, "2000-02-29"), (20_514, "2026-03-02")] {
            assert_eq!(day_of(days).to_string(), day);
        }
    }
}
