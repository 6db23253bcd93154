//! How time grows with size: linking alone, and whole notices; and whether linking by an index
//! finds what comparing all pairs finds.

#![expect(clippy::print_stdout, reason = "the tables are what this is run for")]

use std::hint::black_box;
use std::time::Instant;

use hongtou_bench::tasks::{self, Character, Tasks};
use hongtou_bench::{input, stage};
use hongtou_parser::link::{self, Link};

fn main() {
    // `cargo test --benches` calls with this: everything once, small.
    let quick = std::env::args().any(|argument| argument == "--test");
    linking(if quick { &[50] } else { &[500, 5_000, 50_000] });
    agreement(if quick { 50 } else { 1_000 });
    text(if quick { &[50] } else { &[500, 5_000, 50_000] });
    clause(if quick { &[50] } else { &[2_000, 8_000, 32_000] });
}

/// The median time of some runs in milliseconds: many of a short one, three of a long one.
fn median(work: impl Fn()) -> f64 {
    let mut times: Vec<f64> = Vec::new();
    let begun = Instant::now();
    while times.len() < 3 || times.len() < 21 && begun.elapsed().as_millis() < 1_500 {
        let start = Instant::now();
        work();
        times.push(start.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn linking(sizes: &[usize]) {
    println!();
    println!("linking alone, n clauses with n rows that say them in slightly other words");
    println!();
    println!("| tasks | n | ms | growth | rightly linked |");
    println!("|---|--:|--:|--:|--:|");
    for character in Character::ALL {
        let mut before: Option<f64> = None;
        for &size in sizes {
            let tasks = tasks::draw(character, size);
            let time = median(|| {
                black_box(link::link(&tasks.clauses, &tasks.rows));
            });
            let growth = before.map_or_else(String::new, |before| format!("{:.1}", time / before));
            before = Some(time);
            println!(
                "| {} | {size} | {time:.2} | {growth} | {:.2} % |",
                character.name(),
                right(&tasks, &link::link(&tasks.clauses, &tasks.rows))
            );
        }
    }
}

/// The share of rows linked to the clause that they were made of, in percent.
fn right(tasks: &Tasks, links: &[Link]) -> f64 {
    let right = links.iter().zip(&tasks.truth).filter(|(link, truth)| link.clause == Some(**truth));
    right.count() as f64 * 100.0 / tasks.truth.len() as f64
}

fn agreement(size: usize) {
    println!();
    println!("linking by index against comparing all pairs, n = {size}");
    println!();
    println!("| tasks | agree | all pairs, times as long |");
    println!("|---|--:|--:|");
    for character in Character::ALL {
        let tasks = tasks::draw(character, size);
        let start = Instant::now();
        let all = link::link_all_pairs(&tasks.clauses, &tasks.rows);
        let slow = start.elapsed().as_secs_f64() * 1e3;
        let fast = median(|| {
            black_box(link::link(&tasks.clauses, &tasks.rows));
        });
        let links = link::link(&tasks.clauses, &tasks.rows);
        let same = links.iter().zip(&all).filter(|(a, b)| a.clause == b.clause).count();
        println!(
            "| {} | {:.2} % | {:.0} |",
            character.name(),
            same as f64 * 100.0 / size as f64,
            slow / fast
        );
    }
}

fn text(sizes: &[usize]) {
    println!();
    println!("whole notices, source bytes into JSON and CSV bytes");
    println!();
    println!("| tasks | MB | ms | growth of text | growth of time | × pulldown-cmark |");
    println!("|--:|--:|--:|--:|--:|--:|");
    let mut before: Option<(usize, f64)> = None;
    for &size in sizes {
        let input = input::generated("generated", size);
        let time = median(|| {
            black_box(stage::convert(input.name, &input.bytes)).ok();
        });
        let text = std::str::from_utf8(&input.bytes).expect("UTF-8");
        let marks = median(|| {
            black_box(stage::marks(text));
        });
        let growth = before.map_or_else(
            || " | ".to_owned(),
            |(len, known)| {
                format!("{:.1} | {:.1}", input.bytes.len() as f64 / len as f64, time / known)
            },
        );
        before = Some((input.bytes.len(), time));
        println!(
            "| {size} | {:.2} | {time:.1} | {growth} | {:.1} |",
            input.bytes.len() as f64 / 1e6,
            time / marks
        );
    }
}

/// What one clause holds many of, and how one of them is written.
type Part = (&'static str, fn(usize) -> String);

const PARTS: [Part; 3] = [
    ("units", |at| format!("、市第{at}局")),
    ("figures", |at| format!("、完成{at}万元投资")),
    ("citations", |at| format!("、按《第{at}号办法》（青政发〔2030〕{at}号）执行")),
];

fn clause(sizes: &[usize]) {
    println!();
    println!("one clause with many parts, source bytes into the model");
    println!();
    println!("| parts | n | ms | growth |");
    println!("|---|--:|--:|--:|");
    for (name, part) in PARTS {
        let mut before: Option<f64> = None;
        for &size in sizes {
            let parts: String = (0..size).map(part).collect();
            let clause = match name {
                "units" => format!("加强河道管理。（市水务局{parts}负责）"),
                _ => format!("加强河道管理{parts}。（市水务局负责）"),
            };
            let text = format!("# 青禾市2031年工作要点\n\n## 一、河道整治\n\n1.{clause}\n");
            let time = median(|| {
                black_box(stage::convert("notice.md", text.as_bytes())).ok();
            });
            let growth = before.map_or_else(String::new, |before| format!("{:.1}", time / before));
            before = Some(time);
            println!("| {name} | {size} | {time:.1} | {growth} |");
        }
    }
}
