//! An invented notice on standard output: `hongtou-notice TASKS`.

use std::io::Write;

fn main() -> std::io::Result<()> {
    let tasks = std::env::args().nth(1).and_then(|tasks| tasks.parse().ok()).unwrap_or(500);
    std::io::stdout().write_all(&hongtou_bench::input::generated("generated", tasks).bytes)
}
