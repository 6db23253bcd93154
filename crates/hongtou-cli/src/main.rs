//! The `hongtou` command.

fn main() -> std::process::ExitCode {
    hongtou_cli::main()
}
