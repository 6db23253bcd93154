//! `hongtou baseline write`, `check` and `prune`.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use hongtou_model::{Date, Finding, Lang, Severity};
use hongtou_source::counted;
use hongtou_validator::baseline::{Baseline, Entry};

use crate::baseline::{self, Bound};
use crate::batch::{complain, deliver, refused};
use crate::check::{Setup, Work, wrong_use};
use crate::config::FILE_NAME;
use crate::inputs::Input;
use crate::pipeline::{self, Unreadable};
use crate::{Exit, Languages, atomic, term};

/// Runs one of the three.
pub(crate) fn run(matches: &ArgMatches, languages: Languages) -> Exit {
    let lang = languages.text;
    let Some((command, matches)) = matches.subcommand() else { return Exit::Usage };
    let dates = ["expires", "today"].map(|name| date(matches, name, lang));
    let [expires, today] = match dates {
        [Ok(expires), Ok(today)] => [expires, today],
        [Err(problem), _] | [_, Err(problem)] => return wrong_use(&problem, lang),
    };
    let today = today.unwrap_or_else(baseline::today);
    if let Some(past) = expires.filter(|&expires| expires < today) {
        let problem = match lang {
            Lang::Zh => format!("--expires {past} 已经过去"),
            Lang::En => format!("--expires {past} is past"),
        };
        return wrong_use(&problem, lang);
    }
    // Messages in the file are in one language whatever the locale.
    let rules = pipeline::rules();
    let setup = match Setup::of(matches, lang, languages.machine, &rules) {
        Ok(setup) => setup,
        Err(problem) => return wrong_use(&problem, lang),
    };
    let named = match setup.list(matches) {
        Ok(named) => named,
        Err(problem) => return wrong_use(&problem, lang),
    };
    let path =
        named.or_else(|| matches.get_one::<PathBuf>("baseline").cloned()).unwrap_or_default();
    let baseline = match baseline::load(&path, command == "write", lang) {
        Ok(baseline) => baseline,
        Err(problem) => return wrong_use(&problem, lang),
    };
    let nothing = Baseline::default();
    let work = Work {
        known: Bound::new(&nothing, &path, today, setup.inputs()),
        fix: false,
        diff: false,
        unsafe_too: false,
        since: None,
    };
    let mut documents: Vec<(Input, Vec<Finding>)> = Vec::new();
    let mut exit = if setup.missing.is_empty() { Exit::Clean } else { Exit::Unreadable };
    let all = setup.run(&work, |job, outcome| match outcome {
        Ok(Some(outcome)) => {
            let findings = outcome.findings.into_iter().map(|reported| reported.finding);
            documents.push((job.first().clone(), findings.collect()));
        }
        Ok(None) => setup.pass_over(job),
        Err(problem) => {
            complain(&job.path(), &problem, lang);
            exit = Exit::Unreadable;
        }
    });
    if !all {
        return Exit::Interrupted;
    }
    setup.tell_own();
    let by_configuration = setup.configures(&path);
    let list = List { path: &path, baseline, documents: &documents, today, by_configuration, lang };
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
    documents: &'l [(Input, Vec<Finding>)],
    today: Date,
    /// Whether the configuration of the inputs names it, so that a check needs no option.
    by_configuration: bool,
    lang: Lang,
}

impl List<'_> {
    fn inputs(&self) -> impl Iterator<Item = &Input> {
        self.documents.iter().map(|(input, _)| input)
    }

    /// Places of the entries that no finding answers to any more.
    fn unused(&self) -> BTreeSet<usize> {
        let bound = Bound::new(&self.baseline, self.path, self.today, self.inputs());
        let mut unused = BTreeSet::new();
        let mut met = BTreeSet::new();
        for (input, findings) in self.documents {
            let accepted = bound.accept(input, findings);
            unused.extend(accepted.unused);
            met.extend(accepted.by.into_iter().flatten().chain(accepted.expired));
        }
        &unused - &met
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
        let bound = Bound::new(&self.baseline, self.path, self.today, self.inputs());
        for (input, findings) in self.documents {
            let accepted = bound.accept(input, findings);
            for (finding, entry) in findings.iter().zip(accepted.by) {
                if entry.is_none() && finding.severity >= least {
                    new.push(Entry {
                        document: bound.name(input),
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
                Lang::En => {
                    let added = counted(count, "entry", "entries");
                    format!("{path}: {added} added, {kept} there before")
                }
            });
            if !self.by_configuration {
                term::say(&match self.lang {
                    Lang::Zh => format!(
                        "检查时用 --baseline {path}，或在 {FILE_NAME} 里写 baseline = \"…\"，清单才起作用"
                    ),
                    Lang::En => format!(
                        "check takes it into account with --baseline {path}, or with baseline = \"…\" in {FILE_NAME}"
                    ),
                });
            }
        }
        exit
    }

    fn prune(mut self) -> Exit {
        let unused = self.unused();
        let before = self.baseline.entries.len();
        let mut at = 0..;
        self.baseline.entries.retain(|_| at.next().is_some_and(|at| !unused.contains(&at)));
        let removed = before - self.baseline.entries.len();
        let exit = self.save();
        if exit == Exit::Clean {
            let path = self.path.display();
            term::say(&match self.lang {
                Lang::Zh => format!("{path}：删去 {removed} 条"),
                Lang::En => format!("{path}: {} removed", counted(removed, "entry", "entries")),
            });
        }
        exit
    }

    fn check(&self) -> Exit {
        let unused = self.unused();
        let mut out = String::new();
        let lang = self.lang;
        for (at, entry) in self.baseline.entries.iter().enumerate() {
            let what = if entry.is_expired(self.today) {
                lang.pick("过期", "expired")
            } else if unused.contains(&at) {
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
                let problem = match error.kind() {
                    // Not of the list itself, which is written anew.
                    ErrorKind::NotFound => Unreadable::new(|lang| {
                        lang.pick(
                            "没有这个文件夹；请先建好",
                            "its folder is not there; make it first",
                        )
                    }),
                    _ => refused(&error),
                };
                complain(&self.path.to_string_lossy(), &problem, self.lang);
                Exit::Unreadable
            }
        }
    }
}
