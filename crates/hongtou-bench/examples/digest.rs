//! A fingerprint of all that is written of each notice, to tell whether a change of code changes
//! any byte of it.
//!
//! `cargo run --profile bench -p hongtou-bench --example digest -- NOTICE… > before`

#![expect(clippy::print_stdout, reason = "it is what this program does")]

use hongtou_emitter::batch;
use hongtou_emitter::csv::CsvOptions;
use hongtou_emitter::tables::Tables;
use hongtou_source::{LineIndex, fingerprint};

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let Ok(document) = hongtou_reader::read(&path, &bytes, &hongtou_reader::Options::default())
        else {
            println!("{path} -");
            continue;
        };
        let notice = hongtou_bench::stage::parse(&document);
        let json = hongtou_bench::stage::json(&notice);
        let lines: Vec<LineIndex> =
            document.sources.iter().map(|source| LineIndex::new(&source.text)).collect();
        let mut csv = Vec::new();
        let tables = Tables::new("notice.md", &notice, &lines);
        batch::tables_of_one(&tables, CsvOptions::PLAIN, |_, pour| pour(&mut csv))
            .expect("a Vec takes all bytes");
        let report = hongtou_bench::stage::check(&notice, &document.sources);
        let findings = serde_json::to_vec(&report.findings).expect("findings have string keys");
        let [json, csv, findings] =
            [json, csv, findings].map(|bytes| fingerprint(&[String::from_utf8_lossy(&bytes)]));
        println!("{path} {json} {csv} {findings}");
    }
}
