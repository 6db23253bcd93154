//! One notice converted in memory, again and again: something for a profiler to look at.
//!
//! `cargo run --profile bench -p hongtou-bench --example convert -- NOTICE [TIMES]`

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_default();
    let times = arguments.next().and_then(|times| times.parse().ok()).unwrap_or(1);
    let Ok(bytes) = std::fs::read(&path) else { return ExitCode::from(3) };
    for _ in 0..times {
        if hongtou_bench::stage::convert(&path, &bytes).is_err() {
            return ExitCode::from(3);
        }
    }
    ExitCode::SUCCESS
}
