//! How much is read back: plans drawn, written, damaged, read again and compared.
//!
//! ```sh
//! cargo run --release -p hongtou-generate --example recovery -- --count 200
//! cargo run -p hongtou-generate --example recovery -- --count 20 --show 3 --kind row-cut
//! ```
//!
//! Prints the rate of plans read back wholly right (every section, item, clause, unit, role, row,
//! target, deadline and link), by layout without damage, and by each kind of damage alone and all
//! together over all layouts.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::collections::BTreeMap;

use hongtou_generate::{Damage, Kind, Layout, Random, Truth, plan, render};

#[path = "../tests/compare/mod.rs"]
mod compare;

#[derive(Default)]
struct Rate {
    right: u32,
    all: u32,
    told: u32,
    /// How often each field was wrong.
    fields: BTreeMap<String, u32>,
}

struct Settings {
    count: u64,
    seed: u64,
    show: u32,
    layout: Option<String>,
    kind: Option<String>,
}

fn settings() -> Settings {
    let mut settings = Settings { count: 50, seed: 1, show: 0, layout: None, kind: None };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        let value = args.next().unwrap_or_default();
        match arg.as_str() {
            "--count" => settings.count = value.parse().unwrap_or(50),
            "--seed" => settings.seed = value.parse().unwrap_or(1),
            "--show" => settings.show = value.parse().unwrap_or(1),
            "--layout" => settings.layout = Some(value),
            "--kind" => settings.kind = Some(value),
            other => eprintln!("unknown: {other}"),
        }
    }
    settings
}

fn main() {
    let settings = settings();
    let mut shown = 0;
    let mut layouts: Vec<Layout> = Layout::all();
    if let Some(name) = &settings.layout {
        layouts.retain(|layout| layout.name == name);
    }
    let drawn = settings.layout.as_deref().is_none_or(|name| name == "drawn");
    let mut try_one = |rate: &mut Rate, seed: u64, layout: &Layout, damage: Damage| {
        let mut random = Random::apart(seed, 10);
        let size = random.range(3, 40) as usize;
        let plan = plan(seed, size);
        let text = render(&plan, layout, &damage);
        let truth = Truth::new(&plan, layout);
        let (document, notice) = compare::read(&format!("notice.{}", layout.extension()), &text);
        let mut wrong = compare::differences(&truth, &notice);
        wrong.extend(compare::broken_promises(&document, &notice));
        rate.all += 1;
        if wrong.is_empty() {
            rate.right += 1;
            return;
        }
        let unsure = |repair: &hongtou_model::Repair| {
            repair.confidence != hongtou_model::Confidence::Certain
        };
        rate.told += u32::from(notice.repairs.iter().any(unsure));
        for line in &wrong {
            let what = line.split(": ").next().unwrap_or_default();
            let field = what.split(' ').next_back().unwrap_or_default();
            *rate.fields.entry(field.to_owned()).or_default() += 1;
        }
        if shown < settings.show {
            shown += 1;
            let kinds: Vec<&str> = damage.kinds().map(Kind::name).collect();
            println!("--- {} seed {seed} size {size} {kinds:?}", layout.name);
            for line in wrong.iter().take(6) {
                println!("    {line}");
            }
            if let Ok(path) = std::env::var("HONGTOU_WRITE") {
                let _ = std::fs::write(format!("{path}/{seed}.{}", layout.extension()), &text);
            }
        }
    };
    let print = |name: &str, rate: &Rate| {
        let percent = f64::from(rate.right) * 100.0 / f64::from(rate.all.max(1));
        let mut fields: Vec<_> = rate.fields.iter().collect();
        fields.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let fields: Vec<String> =
            fields.iter().take(5).map(|(field, count)| format!("{field} {count}")).collect();
        println!(
            "| {name} | {} | {percent:.1} | {} | {} |",
            rate.all,
            rate.told,
            fields.join(", ")
        );
    };
    println!(
        "| layout or damage | plans | % right | wrong, with a repair not certain | wrong fields |"
    );
    println!("|---|---:|---:|---:|---|");
    if settings.kind.is_none() {
        for layout in &layouts {
            let mut rate = Rate::default();
            for at in 0..settings.count {
                try_one(&mut rate, settings.seed * 1_000_003 + at, layout, Damage::NONE);
            }
            print(layout.name, &rate);
        }
        if drawn {
            let mut rate = Rate::default();
            for at in 0..settings.count * 4 {
                let seed = settings.seed * 1_000_003 + at;
                try_one(&mut rate, seed, &Layout::draw(seed), Damage::NONE);
            }
            print("drawn from all parts", &rate);
        }
    }
    for kind in Kind::ALL {
        if settings.kind.as_deref().is_some_and(|name| name != kind.name()) {
            continue;
        }
        let mut rate = Rate::default();
        for at in 0..settings.count * 4 {
            let seed = settings.seed * 1_000_003 + 500_000 + at;
            let layout = if settings.layout.is_some() && !layouts.is_empty() {
                layouts[usize::try_from(at).unwrap_or_default() % layouts.len()].clone()
            } else {
                Layout::draw(seed)
            };
            if kind.strikes(&layout) {
                try_one(&mut rate, seed, &layout, Damage::NONE.with(kind));
            }
        }
        print(kind.name(), &rate);
    }
    if settings.kind.as_deref().is_none_or(|name| name == "all") {
        let mut rate = Rate::default();
        for at in 0..settings.count * 4 {
            let seed = settings.seed * 1_000_003 + 700_000 + at;
            let mut random = Random::apart(seed, 11);
            let bits = random.draw() & random.draw();
            let damage = Damage::from_bits(bits as u32);
            try_one(&mut rate, seed, &Layout::draw(seed), damage);
        }
        print("several kinds at once", &rate);
    }
}
