//! `hongtou baseline write`, `check` and `prune`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use hongtou_model::{Date, Finding, Lang, Severity};
use hongtou_validator::baseline::{Baseline, Entry};

use crate::baseline;
use crate::batch::{complain, deliver, io_reason};
use crate::check::{Setup, Work, wrong_use};
use crate::pipeline;
use crate::{Exit, Languages, atomic, term};

/// Runs one of the three.
pub(crate) fn run(matches: &ArgMatches, languages: Languages) -> Exit {
    let lang = languages.text;
    let Some((command, matches)) = matches.subcommand() else { return Exit::Usage };
    let path = matches.get_one::<PathBuf>("baseline").cloned().unwrap_or_default();
    let dates = ["expires", "today"].map(|name| date(matches, name, lang));
    let [expires, today] = match dates {
        [Ok(expires), Ok(today)] => [expires, today],
        [Err(problem), _] | [_, Err(problem)] => return wrong_use(&problem, lang),
    };
    let today = today.unwrap_or_else(baseline::today);
    let baseline = match baseline::load(&path, command == "write", lang) {
        Ok(baseline) => baseline,
        Err(problem) => return wrong_use(&problem, lang),
    };
    // Messages in the file are in one language whatever the locale.
    let rules = pipeline::rules();
    let setup = match Setup::of(matches, lang, languages.machine, &rules) {
        Ok(setup) => setup,
        Err(problem) => return wrong_use(&problem, lang),
    };
    let nothing = Baseline::default();
    let work = Work {
        grouped: nothing.grouped(today),
        fix: false,
        diff: false,
        unsafe_too: false,
        since: None,
    };
    let mut documents: Vec<(String, Vec<Finding>)> = Vec::new();
    let mut exit = if setup.missing.is_empty() { Exit::Clean } else { Exit::Unreadable };
    let all = setup.run(&work, |job, outcome| match outcome {
        Ok(Some(outcome)) => {
            let findings = outcome.findings.into_iter().map(|reported| reported.finding);
            documents.push((job.name().to_owned(), findings.collect()));
        }
        Ok(None) => {}
        Err(problem) => {
            complain(job.name(), &problem, lang);
            exit = Exit::Unreadable;
        }
    });
    if !all {
        return Exit::Interrupted;
    }
    let list = List { path: &path, baseline, documents: &documents, today, lang };
    exit.and(match command {
        "write" => list.write(matches, expires),
        "prune" => list.prune(),
        _ => list.check(),
    })
}

fn date(matches: &ArgMatches, name: &str, lang: Lang) -> Result<Option<Date>, String> {
    // Not every subcommand has each of the two.
    let Ok(Some(text)) = matches.try_get_one::<String>(name) else { return Ok(None) };
    text.parse().map(Some).map_err(|_| match lang {
        Lang::Zh => format!("--{name} 要写成 2026-12-31 这样的日期，不能是 {text}"),
        Lang::En => format!("--{name} takes a date such as 2026-12-31, not {text}"),
    })
}

/// The list, and what it is held against.
struct List<'l> {
    path: &'l Path,
    baseline: Baseline,
    documents: &'l [(String, Vec<Finding>)],
    today: Date,
    lang: Lang,
}

impl List<'_> {
    /// Entries that accept nothing any more.
    fn unused(&self) -> BTreeSet<Entry> {
        let grouped = self.baseline.grouped(self.today);
        let unused = |(document, findings): &(String, Vec<Finding>)| {
            grouped.accept(document, findings).unused.into_iter().cloned().collect::<Vec<_>>()
        };
        self.documents.iter().flat_map(unused).collect()
    }

    fn write(mut self, matches: &ArgMatches, expires: Option<Date>) -> Exit {
        let text = |name| matches.get_one::<String>(name).cloned();
        let least = match text("level").as_deref() {
            Some("error") => Severity::Error,
            Some("info") => Severity::Info,
            _ => Severity::Warning,
        };
        let (reason, owner) = (text("reason").unwrap_or_default(), text("owner"));
        let mut new = Vec::new();
        let grouped = self.baseline.grouped(self.today);
        for (document, findings) in self.documents {
            let accepted = grouped.accept(document, findings);
            for (finding, entry) in findings.iter().zip(accepted.by) {
                if entry.is_none() && finding.severity >= least {
                    new.push(Entry {
                        reason: reason.clone(),
                        owner: owner.clone(),
                        expires,
                        ..Entry::of(finding)
                    });
                }
            }
        }
        let count = new.len();
        self.baseline.entries.extend(new);
        let kept = self.baseline.entries.len() - count;
        let exit = self.save();
        if exit == Exit::Clean {
            let path = self.path.display();
            term::say(&match self.lang {
                Lang::Zh => format!("{path}：新记 {count} 条，原有 {kept} 条"),
                Lang::En => format!("{path}: {count} entries added, {kept} were there"),
            });
        }
        exit
    }

    fn prune(mut self) -> Exit {
        let unused = self.unused();
        let before = self.baseline.entries.len();
        self.baseline.entries.retain(|entry| !unused.contains(entry));
        let removed = before - self.baseline.entries.len();
        let exit = self.save();
        if exit == Exit::Clean {
            let path = self.path.display();
            term::say(&match self.lang {
                Lang::Zh => format!("{path}：删去 {removed} 条"),
                Lang::En => format!("{path}: {removed} entries removed"),
            });
        }
        exit
    }

    fn check(&self) -> Exit {
        let unused = self.unused();
        let mut out = String::new();
        let lang = self.lang;
        for entry in &self.baseline.entries {
            let what = if entry.is_expired(self.today) {
                lang.pick("过期", "expired")
            } else if unused.contains(entry) {
                lang.pick("失效", "stale")
            } else if entry.reason.trim().is_empty() {
                lang.pick("没有理由", "no reason")
            } else {
                continue;
            };
            let Entry { document, rule, fingerprint, message, .. } = entry;
            let line =
                format!("{what}\t{document}\t{rule}\t{fingerprint}\t{message}").replace('\n', " ");
            out.push_str(&term::clean(&line));
            out.push('\n');
        }
        let exit = if out.is_empty() { Exit::Clean } else { Exit::Found };
        deliver(&out, exit, self.lang)
    }

    fn save(&self) -> Exit {
        match atomic::write(self.path, baseline::text(&self.baseline).as_bytes()) {
            Ok(()) => Exit::Clean,
            Err(error) => {
                let reason = io_reason(&error, self.lang);
                let problem = crate::pipeline::Unreadable::new(reason);
                complain(&self.path.to_string_lossy(), &problem, self.lang);
                Exit::Unreadable
            }
        }
    }
}
