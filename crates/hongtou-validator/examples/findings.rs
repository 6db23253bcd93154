//! Prints the findings of notices, one line each: `cargo run --example findings -- FILE…`.

#![allow(clippy::print_stdout)]

use hongtou_model::{Lang, Severity};
use hongtou_validator::{Options, check};

fn main() {
    let mut least = Severity::Info;
    let mut lang = Lang::Zh;
    for path in std::env::args().skip(1) {
        match path.as_str() {
            "--warning" => least = Severity::Warning,
            "--error" => least = Severity::Error,
            "--en" => lang = Lang::En,
            _ => print(&path, least, lang),
        }
    }
}

fn print(path: &str, least: Severity, lang: Lang) {
    let Ok(bytes) = std::fs::read(path) else {
        println!("{path}: cannot be read");
        return;
    };
    let document = match hongtou_reader::read(path, &bytes, &hongtou_reader::Options::default()) {
        Ok(document) => document,
        Err(error) => {
            println!("{path}: {error:?}");
            return;
        }
    };
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    let options = Options { lang, document: path.to_owned(), ..Options::default() };
    let report = check(&notice, &document.sources, &options);
    println!("{path}: {:?} {:?}", report.summary(), report.agreements);
    for finding in report.findings.iter().filter(|finding| finding.severity >= least) {
        let line = finding.at.span.first().and_then(|f| f.line).unwrap_or_default();
        println!(
            "  {:?} {} {} {}:{line} {}",
            finding.severity,
            finding.code,
            finding.rule,
            finding.at.id.as_deref().unwrap_or("-"),
            finding.message
        );
    }
}
