//! A file read by pulldown-cmark alone: the floor for whole processes that read Markdown.

#![expect(clippy::print_stdout, reason = "it is what this program does")]

fn main() -> std::io::Result<()> {
    let path = std::env::args_os().nth(1).unwrap_or_default();
    let text = std::fs::read_to_string(path)?;
    println!("{}", hongtou_bench::stage::marks(&text));
    Ok(())
}
