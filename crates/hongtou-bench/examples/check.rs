//! One notice read and checked in memory, again and again: something for a profiler to look at.
//!
//! `cargo run --profile bench -p hongtou-bench --example check -- NOTICE [TIMES]`

use std::process::ExitCode;

use hongtou_bench::stage;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_default();
    let times = arguments.next().and_then(|times| times.parse().ok()).unwrap_or(1);
    let Ok(bytes) = std::fs::read(&path) else { return ExitCode::from(3) };
    for _ in 0..times {
        let Ok(source) = stage::read(&path, &bytes) else { return ExitCode::from(3) };
        let Ok(document) = stage::blocks(source) else { return ExitCode::from(3) };
        let notice = stage::parse(&document);
        std::hint::black_box(stage::check(&notice, &document.sources));
    }
    ExitCode::SUCCESS
}
