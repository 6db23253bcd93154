//! What a process costs that does nothing: the floor for whole processes.

#![expect(clippy::print_stdout, reason = "it is what this program does")]

fn main() {
    println!("hello");
}
