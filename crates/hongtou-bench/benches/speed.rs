//! Each stage in µs and MB/s on three notices, and how it stands to the floors of the same run.

#![expect(clippy::print_stdout, reason = "the table is what this is run for")]

use std::path::PathBuf;
use std::time::Duration;

use criterion::{BatchSize, Criterion};
use hongtou_bench::{input, stage};

/// The rows of the table: stages, what they make together, and the floors.
const ROWS: [(&str, &str); 10] = [
    ("read", "bytes into text: encoding, format, SHA-256"),
    ("blocks", "text into paragraphs and grids"),
    ("parse", "blocks into the model, linking included"),
    ("check", "the model held against itself"),
    ("json", "the model as JSON"),
    ("csv", "all tables as CSV"),
    ("convert", "source bytes into JSON and CSV bytes"),
    ("floor-utf8", "UTF-8 validation"),
    ("floor-pulldown-cmark", "pulldown-cmark alone"),
    ("floor-serde_json", "serde_json of the finished model"),
];

fn main() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("speed");
    let mut criterion = Criterion::default()
        .output_directory(&folder)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(2))
        .sample_size(20)
        .without_plots()
        .configure_from_args();
    let inputs = input::all();
    for input in &inputs {
        measure(&mut criterion, input);
    }
    criterion.final_summary();
    for input in &inputs {
        print_table(input, &folder);
    }
}

fn measure(criterion: &mut Criterion, input: &input::Input) {
    let mut group = criterion.benchmark_group(input.label);
    let (name, bytes) = (input.name, &input.bytes[..]);
    let source = stage::read(name, bytes).expect("a notice");
    let document = stage::blocks(source.clone()).expect("within the limits");
    let notice = stage::parse(&document);
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    group.bench_function("read", |b| b.iter(|| stage::read(name, bytes)));
    group.bench_function("blocks", |b| {
        b.iter_batched(|| source.clone(), stage::blocks, BatchSize::LargeInput);
    });
    group.bench_function("parse", |b| b.iter(|| stage::parse(&document)));
    group.bench_function("check", |b| b.iter(|| stage::check(&notice, &document.sources)));
    group.bench_function("json", |b| b.iter(|| stage::json(&notice)));
    group.bench_function("csv", |b| b.iter(|| stage::csv(&notice, &document.sources)));
    group.bench_function("convert", |b| b.iter(|| stage::convert(name, bytes)));
    group.bench_function("floor-utf8", |b| {
        b.iter(|| simdutf8::basic::from_utf8(std::hint::black_box(bytes)).is_ok());
    });
    group.bench_function("floor-pulldown-cmark", |b| b.iter(|| stage::marks(text)));
    group.bench_function("floor-serde_json", |b| {
        b.iter(|| serde_json::to_vec(&notice).map(|json| json.len()));
    });
    group.finish();
}

/// The median of a measurement in nanoseconds, as criterion wrote it down.
fn median(folder: &std::path::Path, label: &str, row: &str) -> Option<f64> {
    let path = folder.join(label).join(row).join("new/estimates.json");
    let estimates: serde_json::Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    estimates["median"]["point_estimate"].as_f64()
}

fn print_table(input: &input::Input, folder: &std::path::Path) {
    let bytes = input.bytes.len();
    let document = stage::blocks(stage::read(input.name, &input.bytes).expect("a notice"))
        .expect("within the limits");
    let notice = stage::parse(&document);
    let items = notice.sections.iter().flat_map(|section| &section.items);
    let clauses: usize = items.map(|item| item.clauses.len()).sum();
    let rows: usize = notice.tables.iter().map(|table| table.rows.len()).sum();
    let linked = notice.tables.iter().flat_map(|table| &table.rows);
    let linked = linked.filter(|row| row.clause.is_some()).count();
    println!();
    println!(
        "{}: {bytes} bytes, {clauses} clauses, {rows} rows ({linked} linked), JSON {} bytes, CSV {} bytes",
        input.label,
        stage::json(&notice).len(),
        stage::csv(&notice, &document.sources).unwrap_or_default(),
    );
    println!();
    println!("| stage | µs | MB/s | × UTF-8 | × pulldown-cmark | × serde_json | what it does |");
    println!("|---|--:|--:|--:|--:|--:|---|");
    let floor = |row: &str| median(folder, input.label, row);
    let floors = [floor("floor-utf8"), floor("floor-pulldown-cmark"), floor("floor-serde_json")];
    for (row, what) in ROWS {
        let Some(time) = median(folder, input.label, row) else { continue };
        let [utf8, marks, json] = floors.map(|floor| {
            floor.map_or_else(|| "–".to_owned(), |floor| format!("{:.2}", time / floor))
        });
        println!(
            "| {row} | {:.1} | {:.1} | {utf8} | {marks} | {json} | {what} |",
            time / 1e3,
            bytes as f64 / time * 1e3,
        );
    }
    let total = ["convert", "check"].map(|row| median(folder, input.label, row));
    if let [Some(convert), Some(check)] = total {
        println!();
        println!("check adds {:.0} % to convert", check / convert * 100.0);
    }
}
