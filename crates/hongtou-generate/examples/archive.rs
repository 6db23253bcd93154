//! Writes invented notices into a folder.
//!
//! ```sh
//! cargo run -p hongtou-generate --example archive -- --count 2000 --seed 1 DIR
//! cargo run -p hongtou-generate --example archive -- --count 1 --tasks 5000 DIR
//! cargo run -p hongtou-generate --example archive -- --gold --damage --count 200 DIR
//! ```
//!
//! Notices are `DIR/notice-00001.md` (or `.txt`); with `--gold` each has a folder of its own,
//! `DIR/00001/notice.md`, with what it means in `gold.json` beside it. `--tasks` is the number of tasks of
//! each (else 4 to 60), `--layout NAME` one layout for all (else they go round), `--damage` adds
//! damage by chance.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use hongtou_generate::{Damage, Layout, Random, Truth, gold, plan, render};

struct Wanted {
    count: u64,
    seed: u64,
    tasks: Option<usize>,
    layout: Option<String>,
    damage: bool,
    gold: bool,
    folder: PathBuf,
}

fn wanted() -> Option<Wanted> {
    let mut wanted = Wanted {
        count: 1,
        seed: 1,
        tasks: None,
        layout: None,
        damage: false,
        gold: false,
        folder: PathBuf::new(),
    };
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--count" => wanted.count = args.next()?.parse().ok()?,
            "--seed" => wanted.seed = args.next()?.parse().ok()?,
            "--tasks" => wanted.tasks = Some(args.next()?.parse().ok()?),
            "--layout" => wanted.layout = Some(args.next()?),
            "--damage" => wanted.damage = true,
            "--gold" => wanted.gold = true,
            folder if !folder.starts_with('-') => wanted.folder = PathBuf::from(folder),
            _ => return None,
        }
    }
    (!wanted.folder.as_os_str().is_empty()).then_some(wanted)
}

fn write(wanted: &Wanted) -> Result<(), Box<dyn std::error::Error>> {
    let mut layouts = Layout::all();
    if let Some(name) = &wanted.layout {
        layouts.retain(|layout| layout.name == name);
    }
    if layouts.is_empty() {
        return Err("no layout of that name".into());
    }
    for at in 0..wanted.count {
        let seed = wanted.seed.wrapping_mul(1_000_003).wrapping_add(at);
        let mut random = Random::apart(seed, 9);
        let size = wanted.tasks.unwrap_or_else(|| random.range(4, 60) as usize);
        let layout = &layouts[usize::try_from(at)? % layouts.len()];
        let bits = u16::try_from(random.draw() & 0xFFFF)? & u16::try_from(random.draw() & 0xFFFF)?;
        let damage = if wanted.damage { Damage::from_bits(bits.into()) } else { Damage::NONE };
        let plan = plan(seed, size);
        let text = render(&plan, layout, &damage);
        let number = at + 1;
        if wanted.gold {
            let folder = wanted.folder.join(format!("{number:05}"));
            fs::create_dir_all(&folder)?;
            fs::write(folder.join(format!("notice.{}", layout.extension())), text)?;
            fs::write(folder.join("gold.json"), gold(&Truth::new(&plan, layout)))?;
        } else {
            fs::create_dir_all(&wanted.folder)?;
            let name = format!("notice-{number:05}.{}", layout.extension());
            fs::write(wanted.folder.join(name), text)?;
        }
    }
    Ok(())
}

#[allow(clippy::print_stderr)]
fn main() -> ExitCode {
    let Some(wanted) = wanted() else {
        eprintln!(
            "archive [--count N] [--seed N] [--tasks N] [--layout NAME] [--damage] [--gold] DIR"
        );
        return ExitCode::from(2);
    };
    match write(&wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
