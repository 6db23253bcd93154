//! How many allocations a notice takes, stage by stage, and how many bytes.

#![expect(clippy::print_stdout, reason = "the table is what this is run for")]

use std::alloc::System;
use std::hint::black_box;

use hongtou_bench::{input, stage};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    let (seed, large) = (input::seed(), input::generated("500", 500));
    // What is made once for all notices is not counted.
    black_box(stage::convert(seed.name, &seed.bytes)).ok();
    for input in [seed, large] {
        println!();
        println!("{}: {} bytes", input.label, input.bytes.len());
        println!();
        println!("| stage | allocations | of them grown | bytes allocated |");
        println!("|---|--:|--:|--:|");
        let source = count("read", || stage::read(input.name, &input.bytes).expect("a notice"));
        let document = count("blocks", || stage::blocks(source).expect("within the limits"));
        let notice = count("parse", || stage::parse(&document));
        count("check", || stage::check(&notice, &document.sources));
        count("json", || stage::json(&notice));
        count("csv", || stage::csv(&notice, &document.sources).unwrap_or_default());
        count("convert", || stage::convert(input.name, &input.bytes).unwrap_or_default());
    }
}

fn count<T>(stage: &str, work: impl FnOnce() -> T) -> T {
    let region = Region::new(ALLOCATOR);
    let made = black_box(work());
    let change = region.change();
    println!(
        "| {stage} | {} | {} | {} |",
        change.allocations, change.reallocations, change.bytes_allocated
    );
    made
}
