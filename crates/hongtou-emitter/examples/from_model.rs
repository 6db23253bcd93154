//! Writes everything that can be made of a model: `from_model MODEL.json FOLDER`.

use std::error::Error;
use std::io::BufWriter;
use std::path::PathBuf;
use std::{env, fs};

use hongtou_emitter::batch::tables_of_one;
use hongtou_emitter::csv::CsvOptions;
use hongtou_emitter::datapackage::{self, PackageInfo};
use hongtou_emitter::parquet::ParquetSet;
use hongtou_emitter::tables::{TableSet, Tables};
use hongtou_emitter::{json, xlsx};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args_os().skip(1).map(PathBuf::from);
    let (Some(model), Some(folder)) = (arguments.next(), arguments.next()) else {
        return Err("usage: from_model MODEL.json FOLDER".into());
    };
    let notice = json::from_slice(&fs::read(model)?)?;
    let name = notice.source.name.clone();
    fs::create_dir_all(&folder)?;
    let tables = Tables::new(&name, &notice, &[]);
    tables_of_one(&tables, CsvOptions::PLAIN, |table, pour| {
        pour(&mut fs::File::create(folder.join(format!("{}.csv", table.name())))?)
    })?;
    let info = PackageInfo { name: &name, title: notice.header.title.as_deref(), one_notice: true };
    let set = TableSet::of(&notice);
    let file = BufWriter::new(fs::File::create(folder.join("datapackage.json"))?);
    datapackage::write(&info, &set, CsvOptions::PLAIN, file)?;
    let mut parquet = ParquetSet::new(set, |spec| {
        fs::File::create(folder.join(format!("{}.parquet", spec.name)))
    })?;
    parquet.append(&tables)?;
    parquet.finish()?;
    let file = BufWriter::new(fs::File::create(folder.join("ledger.xlsx"))?);
    xlsx::write(&[tables], None, file)?;
    Ok(())
}
