//! What is found in the seed, kept in `findings/` in both languages and reviewed by people.

use std::fmt::Write as _;

use hongtou_model::{Finding, Lang, Severity};

use crate::cases::root;

#[test]
fn the_seed_shows_what_it_showed_when_somebody_looked() {
    const NAME: &str = "xuzhou-2021-food-safety.md";
    let bytes = std::fs::read(root().join("seeds").join(NAME)).expect("the seed is there");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("findings");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (lang, name) in [(Lang::Zh, "seed-zh"), (Lang::En, "seed-en")] {
            let limits = hongtou::reader::Options::default();
            let notice =
                hongtou::read_bytes(NAME, &bytes, lang, &limits).expect("the seed is text");
            let report = notice.check();
            let mut text = String::new();
            report.findings.iter().for_each(|finding| write(finding, &mut text));
            let _ = writeln!(text, "{:?}", report.agreements);
            insta::assert_snapshot!(name, text);
        }
    });
}

/// A finding in lines: what, where, the other side, what to do.
fn write(finding: &Finding, out: &mut String) {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let at = |located: &hongtou_model::Located| {
        let id = located.id.as_deref().unwrap_or("-");
        let line = located.span.first().and_then(|fragment| fragment.line).unwrap_or_default();
        format!("{id}:{line} {}", located.text)
    };
    let _ = writeln!(out, "{severity} {} {}", finding.code, finding.message);
    let _ = writeln!(out, "  at {}", at(&finding.at));
    for related in &finding.related {
        let _ = writeln!(out, "  {}: {}", related.note, at(&related.at));
    }
    if let Some(help) = &finding.help {
        let _ = writeln!(out, "  help: {help}");
    }
    if let Some(fix) = &finding.fix {
        let _ = writeln!(out, "  fix: safe {}, edits {}", fix.safe, fix.edits.len());
    }
}
