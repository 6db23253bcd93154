//! Links the program at a fixed address where the C library is glibc.
//!
//! Otherwise the loader rewrites 19,000 addresses in ninety pages at each start, a quarter of what a
//! start takes.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| {
        std::env::var(name).is_ok_and(|values| values.split(',').any(|found| found == value))
    };
    let glibc = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    // A program that brings its C library along is linked by other rules.
    if glibc && !is("CARGO_CFG_TARGET_FEATURE", "crt-static") {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}
