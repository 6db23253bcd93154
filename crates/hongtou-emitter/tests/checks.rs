//! What readers made by others say of our output; skipped where they are not installed.
//!
//! `PYTHON` names the interpreter to use; the default is `python3`.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use common::{TEXT, notice};
use hongtou_emitter::batch::{BatchFormat, BatchWriter, tables_of_one};
use hongtou_emitter::csv::CsvOptions;
use hongtou_emitter::datapackage::{self, PackageInfo};
use hongtou_emitter::tables::{TableSet, Tables};
use hongtou_model::Lang;
use hongtou_source::LineIndex;

const INFO: PackageInfo<'_> = PackageInfo { name: "a.md", title: Some("样"), one_notice: true };

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("the test folder can be made");
    folder
}

/// Runs a script of `checks/`; 77 says that what it needs is not installed.
fn run(script: &str, folder: &Path) {
    let python = env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("checks").join(script);
    let Ok(output) = Command::new(python).arg(script).arg(folder).output() else {
        return; // No Python here.
    };
    let said = String::from_utf8_lossy(&output.stdout);
    let failed = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 77)), "{said}\n{failed}");
}

#[test]
fn frictionless_accepts_the_package_of_one_notice() {
    let notice = notice();
    let lines = [LineIndex::new(TEXT)];
    for (name, options) in [
        ("package", CsvOptions::PLAIN),
        ("package-excel", CsvOptions::EXCEL),
        ("package-headings", CsvOptions::EXCEL.with_headings(Lang::Zh)),
    ] {
        let folder = folder(name);
        tables_of_one(&Tables::new("a.md", &notice, &lines), options, |table, pour| {
            pour(&mut fs::File::create(folder.join(format!("{}.csv", table.name())))?)
        })
        .expect("the test folder can be written");
        let file = fs::File::create(folder.join("datapackage.json")).expect("it can be written");
        datapackage::write(&INFO, &TableSet::of(&notice), options, file)
            .expect("it can be written");
        run("package.py", &folder);
    }
}

#[test]
fn frictionless_accepts_the_package_of_a_batch() {
    let notice = notice();
    let folder = folder("package-batch");
    let format = BatchFormat::new(CsvOptions::PLAIN);
    let mut batch = BatchWriter::new(format.clone(), |spec| {
        fs::File::create(folder.join(format!("{}.csv", spec.name)))
    })
    .expect("the test folder can be written");
    for key in ["2025/a.md", "2026/a.md"] {
        batch.append(&Tables::new(key, &notice, &[])).expect("the test folder can be written");
    }
    batch.finish().expect("the test folder can be written");
    let file = fs::File::create(folder.join("datapackage.json")).expect("it can be written");
    let info = PackageInfo { one_notice: false, ..INFO };
    datapackage::write(&info, format.set(), CsvOptions::PLAIN, file).expect("it can be written");
    run("package.py", &folder);
}

#[cfg(feature = "parquet")]
#[test]
fn duckdb_reads_the_same_from_parquet_and_csv() {
    use hongtou_emitter::parquet::ParquetSet;

    let notice = notice();
    let lines = [LineIndex::new(TEXT)];
    let tables = Tables::new("a.md", &notice, &lines);
    let folder = folder("parquet");
    tables_of_one(&tables, CsvOptions::PLAIN, |table, pour| {
        pour(&mut fs::File::create(folder.join(format!("{}.csv", table.name())))?)
    })
    .expect("the test folder can be written");
    let set = TableSet::of(&notice);
    let file = fs::File::create(folder.join("datapackage.json")).expect("it can be written");
    datapackage::write(&INFO, &set, CsvOptions::PLAIN, file).expect("it can be written");
    let mut parquet = ParquetSet::new(set, |spec| {
        fs::File::create(folder.join(format!("{}.parquet", spec.name)))
    })
    .expect("the test folder can be written");
    parquet.append(&tables).expect("the test folder can be written");
    parquet.finish().expect("the test folder can be written");
    run("parquet.py", &folder);
}
