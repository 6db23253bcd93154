//! Work grows with the text, also where the text is the worst that a stage can get.
//!
//! Work is counted as allocations and as bytes allocated, not in seconds: the counts are the same
//! on every machine. What is done without allocating is not seen here; the `growth` bench times it.

use std::alloc::System;
use std::fmt::Write as _;
use std::hint::black_box;

use hongtou_bench::stage;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The larger size is four times the smaller.
const TIMES: usize = 4;
/// What grows with the text is near 4, what grows with its square near 16.
const MOST: f64 = 5.0;

/// What a stage was made to do.
#[derive(Clone, Copy)]
struct Work {
    stage: &'static str,
    allocations: usize,
    bytes: usize,
}

fn count<T>(stage: &'static str, works: &mut Vec<Work>, run: impl FnOnce() -> T) -> T {
    let region = Region::new(ALLOCATOR);
    let made = black_box(run());
    let change = region.change();
    let allocations = change.allocations + change.reallocations;
    works.push(Work { stage, allocations, bytes: change.bytes_allocated });
    made
}

/// Every stage from bytes to bytes.
fn stages(text: &str) -> Vec<Work> {
    let mut works = Vec::with_capacity(8);
    let works_of = &mut works;
    let source =
        count("read", works_of, || stage::read("notice.md", text.as_bytes())).expect("a text");
    let document = count("blocks", works_of, || stage::blocks(source)).expect("within the limits");
    let notice = count("parse", works_of, || stage::parse(&document));
    count("check", works_of, || stage::check(&notice, &document.sources));
    count("json", works_of, || stage::json(&notice));
    count("csv", works_of, || stage::csv(&notice, &document.sources)).expect("nothing is full");
    works
}

const HEAD: &str = "# 青禾市2031年河道整治工作任务\n\n## 一、河道整治\n\n";

fn many(one: impl Fn(usize) -> String, n: usize) -> String {
    (0..n).fold(String::new(), |mut text, at| {
        let _ = write!(text, "{}", one(at));
        text
    })
}

fn table(rows: usize, row: impl Fn(usize) -> String) -> String {
    let head = "| 序号 | 工作任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n";
    format!("{head}{}", many(row, rows))
}

const CLAUSE: &str = "加强河道管理，完成河道清淤10公里。（责任单位：市水务局）";

/// What makes a case of a size.
type Make = fn(usize) -> String;

const CASES: &[(&str, usize, Make)] = &[
    ("many short lines", 400, |n| format!("{HEAD}{}", many(|_| "治水\n".into(), n))),
    ("one long line", 500, |n| format!("{HEAD}1. {}\n", "加强河道管理，完成清淤".repeat(n))),
    ("many parentheses", 300, |n| format!("{HEAD}1. 加强管理{}。\n", "（市水务局）".repeat(n))),
    ("open parentheses", 300, |n| format!("{HEAD}1. 加强管理{}。\n", "（责任单位：".repeat(n))),
    ("nested brackets", 300, |n| {
        format!("{HEAD}1. 加强管理{}市水务局{}。\n", "（".repeat(n), "）".repeat(n))
    }),
    ("one table", 100, |n| {
        let row = |at| format!("| {at} | 完成第{at}段河道清淤 | 市水务局 | 2031年6月底 |\n");
        format!("{HEAD}{}", table(n, row))
    }),
    ("many tables", 50, |n| {
        let row = |at| format!("| {at} | 完成第{at}段河道清淤 | 市水务局 | 2031年6月底 |\n");
        let one = |at| format!("{}\n附表{at}\n\n", table(1, row));
        format!("{HEAD}{}", many(one, n))
    }),
    ("equal clauses and rows", 60, |n| {
        let clauses = many(|at| format!("{}. {CLAUSE}\n\n", at + 1), n);
        let row = |at| {
            let task = "加强河道管理，完成河道清淤10公里";
            format!("| {} | {task} | 市水务局 | 2031年6月底 |\n", at + 1)
        };
        format!("{HEAD}{clauses}\n附件\n\n{}", table(n, row))
    }),
    ("many units", 200, |n| {
        let letters: Vec<char> = "东西南北中上下新古长山桥塘湾坪溪岭港云竹".chars().collect();
        let unit = |at: usize| {
            let letter = |by: usize| letters[at / by % letters.len()];
            format!("、{}{}{}镇", letter(1), letter(20), letter(400))
        };
        format!("{HEAD}1. 加强河道管理。\n\n责任单位：市水务局{}\n", many(unit, n))
    }),
    ("many salutations above the title", 400, |n| {
        format!("{}青禾市关于河道整治的通知\n\n1. {CLAUSE}\n", "各县区人民政府：\n\n".repeat(n))
    }),
    ("who answers for all above", 200, |n| {
        let one = |at| format!("{0}. 加强第{0}段管理。\n\n第1—{0}项由市水务局负责。\n\n", at + 1);
        format!("{HEAD}{}", many(one, n))
    }),
    ("who answers for as many above", 200, |n| {
        let one = |at| format!("{0}. 加强第{0}段管理。\n\n以上{0}项由市水务局负责。\n\n", at + 1);
        format!("{HEAD}{}", many(one, n))
    }),
    ("many figures in one clause", 200, |n| {
        let figures = many(|at| format!("、完成{at}万元投资"), n);
        format!("{HEAD}1. 加强河道管理{figures}。（责任单位：市水务局）\n")
    }),
    ("many citations in one clause", 100, |n| {
        let one = |at| format!("，按《第{at}号办法》（青政发〔2030〕{at}号）执行，6月1日前完成");
        format!("{HEAD}1. 加强河道管理{}。（责任单位：市水务局）\n", many(one, n))
    }),
    ("many clauses without a table", 100, |n| {
        let one = |at| format!("{}. 完成第{at}段清淤{at}公里。（责任单位：市水务局）\n\n", at + 1);
        format!("{HEAD}{}", many(one, n))
    }),
];

#[test]
fn work_grows_with_the_text() {
    // What is made once for all notices is not counted.
    stages(&format!(
        "{HEAD}1. {CLAUSE}\n\n{}",
        table(1, |_| "| 1 | 清淤 | 市水务局 | 6月底 |\n".into())
    ));
    let mut said = String::new();
    for (name, n, make) in CASES {
        let small = stages(&make(*n));
        let large = stages(&make(n * TIMES));
        for (small, large) in small.iter().zip(&large) {
            let ratio = |small: usize, large: usize| large as f64 / small.max(1) as f64;
            let allocations = ratio(small.allocations, large.allocations);
            let bytes = ratio(small.bytes, large.bytes);
            if allocations > MOST || bytes > MOST {
                let _ = writeln!(
                    said,
                    "{name}: {}: {allocations:.1} times the allocations, {bytes:.1} times the bytes",
                    small.stage
                );
            }
        }
    }
    assert!(
        said.is_empty(),
        "{TIMES} times the text makes more than {MOST} times the work:\n{said}"
    );
}
