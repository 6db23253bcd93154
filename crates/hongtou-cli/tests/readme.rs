//! What the READMEs say holds.

use std::fs;
use std::path::Path;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

const TEST: &str = "cargo test --workspace --locked";
const SHOW: &str =
    "cargo run --release --locked -p hongtou-cli -- convert seeds/xuzhou-2021-food-safety.md";

#[test]
fn the_two_commands_stand_at_the_top_and_ci_runs_the_tests() {
    for name in ["README.md", "README.zh.md"] {
        let top: String = read(name).lines().take(40).collect::<Vec<_>>().join("\n");
        assert!(top.contains(TEST), "{name} has no test command at its top");
        assert!(top.contains(SHOW), "{name} has no command to try at its top");
    }
    assert!(read(".ci/run").contains(TEST));
}

#[test]
fn both_readmes_show_the_same_commands() {
    let commands = |name: &str| {
        let text = read(name);
        let lines = text.lines().map(str::trim).filter(|line| line.starts_with("hongtou "));
        lines
            .map(|line| line.split(" #").next().unwrap_or(line).trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(commands("README.md"), commands("README.zh.md"));
}
