//! Links the program at a fixed address, with its C library inside, where that library is glibc.
//!
//! Otherwise the loader rewrites 19,000 addresses in ninety pages at each start, and then looks for
//! three shared libraries: a quarter of what a start takes each. A program that carries its library
//! along also runs on systems with an older one. `HONGTOU_LINK=shared` at build time leaves the
//! library outside, for those who package it for one system.
//!
//! What a run of the program needs is a quarter of its code, strewn over all of it, and the system
//! fetches whole neighbourhoods: `link/order.txt` names the functions that stand beside each other.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What the standard library asks the linker for by `-l`, each with the archive that holds it.
const LIBRARIES: [(&str, &str); 7] = [
    ("gcc_s", "libgcc_eh.a"),
    ("util", "libutil.a"),
    ("rt", "librt.a"),
    ("pthread", "libpthread.a"),
    ("m", "libm.a"),
    ("dl", "libdl.a"),
    ("c", "libc.a"),
];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=HONGTOU_LINK");
    let is = |name: &str, value: &str| {
        std::env::var(name).is_ok_and(|values| values.split(',').any(|found| found == value))
    };
    let glibc = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    // A program that the compiler is told to link statically is linked by other rules.
    if !glibc || is("CARGO_CFG_TARGET_FEATURE", "crt-static") {
        return;
    }
    println!("cargo:rustc-link-arg-bins=-no-pie");
    if is("PROFILE", "release")
        && let Some(order) = order()
    {
        order.iter().for_each(|option| println!("cargo:rustc-link-arg-bins={option}"));
    }
    let native = std::env::var("HOST").is_ok_and(|host| is("TARGET", &host));
    if native
        && !is("HONGTOU_LINK", "shared")
        && let Some(archives) = archives()
    {
        println!("cargo:rustc-link-arg-bins=-L{}", archives.display());
        println!("cargo:rustc-link-arg-bins=-static");
    }
}

/// A directory in which the linker finds an archive under the name of each shared library.
///
/// `None` where the system has not all of them, or no way to name one file by another.
fn archives() -> Option<PathBuf> {
    let directory = PathBuf::from(std::env::var_os("OUT_DIR")?).join("archives");
    std::fs::create_dir_all(&directory).ok()?;
    for (name, archive) in LIBRARIES {
        let place = directory.join(format!("lib{name}.a"));
        let _ = std::fs::remove_file(&place);
        link(&path_of(archive)?, &place)?;
    }
    Some(directory)
}

/// What tells the linker the order of functions; `None` where a trial shows that it takes no such order.
fn order() -> Option<[String; 2]> {
    println!("cargo:rerun-if-changed=link/order.txt");
    let list = Path::new(&std::env::var_os("CARGO_MANIFEST_DIR")?).join("link/order.txt");
    let options = [
        format!("-Wl,--symbol-ordering-file={}", list.display()),
        "-Wl,--no-warn-symbol-ordering".to_owned(),
    ];
    let directory = PathBuf::from(std::env::var_os("OUT_DIR")?);
    let source = directory.join("trial.rs");
    std::fs::write(&source, "fn main() {}").ok()?;
    let mut compiler = Command::new(std::env::var_os("RUSTC")?);
    compiler
        .arg(source)
        .arg("-o")
        .arg(directory.join("trial"))
        .arg("--target")
        .arg(std::env::var_os("TARGET")?);
    if let Some(linker) = std::env::var_os("RUSTC_LINKER") {
        compiler.arg("-C").arg(format!("linker={}", linker.display()));
    }
    let flags = std::env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    compiler.args(flags.split('\u{1f}').filter(|flag| !flag.is_empty()));
    compiler.args(options.iter().map(|option| format!("-Clink-arg={option}")));
    compiler.output().ok()?.status.success().then_some(options)
}

/// Where the C compiler, which also links, keeps an archive; it answers a bare name when it has none.
fn path_of(archive: &str) -> Option<PathBuf> {
    let compiler = std::env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let question = format!("-print-file-name={archive}");
    let answer = Command::new(compiler).arg(question).output().ok()?;
    let path = PathBuf::from(String::from_utf8(answer.stdout).ok()?.trim_end());
    path.is_absolute().then_some(path)
}

#[cfg(unix)]
fn link(archive: &Path, place: &Path) -> Option<()> {
    std::os::unix::fs::symlink(archive, place).ok()
}

#[cfg(not(unix))]
fn link(_archive: &Path, _place: &Path) -> Option<()> {
    None
}
