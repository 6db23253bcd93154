//! Prints the blocks that a file is read into: `cargo run --example blocks -- FILE…`.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use hongtou_reader::{Options, read};
use hongtou_source::Lang;

fn main() -> std::io::Result<()> {
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        match read(&path, &bytes, &Options::default()) {
            Ok(document) => {
                for source in &document.sources {
                    println!("== {} {} {}", source.name, source.format.name(), source.encoding);
                }
                print!("{}", document.dump());
                for wrong in document.audit() {
                    println!("!! {wrong}");
                }
            }
            Err(error) => eprintln!("{path}: {}", error.message(Lang::En)),
        }
    }
    Ok(())
}
