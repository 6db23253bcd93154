//! Earlier versions of a file, from git.

use std::path::Path;
use std::process::Command;

use hongtou_model::Lang;

use crate::batch::read_reason;
use crate::pipeline::Unreadable;

/// The bytes of a file in a revision; none where the revision has no such file.
pub(crate) fn show(revision: &str, path: &Path) -> Result<Option<Vec<u8>>, Unreadable> {
    known(revision, path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let output = git(folder(path), &["show", "--end-of-options", &format!("{revision}:./{name}")])
        .map_err(|error| not_run(&error))?;
    Ok(output.status.success().then_some(output.stdout))
}

/// Whether the repository that a file is in has a revision.
///
/// # Errors
/// When it has not, or there is no repository, or no git; said for people.
pub(crate) fn known(revision: &str, path: &Path) -> Result<(), Unreadable> {
    // `--verify` refuses what is no revision, and a dash at the start can be no option.
    let known = git(
        folder(path),
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &format!("{revision}^{{commit}}"),
        ],
    );
    match known {
        Err(error) => Err(not_run(&error)),
        Ok(output) if !output.status.success() => Err(Unreadable::new(|lang| match lang {
            Lang::Zh => format!("这里没有 git 版本 {revision}"),
            Lang::En => format!("no git revision {revision} here"),
        })),
        Ok(_) => Ok(()),
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn not_run(error: &std::io::Error) -> Unreadable {
    Unreadable::new(|lang| {
        let reason = match error.kind() {
            // Said of the program, not of a file.
            std::io::ErrorKind::NotFound => lang.pick("没有安装", "not installed").to_owned(),
            _ => read_reason(error, lang),
        };
        format!("{}{reason}", lang.pick("运行 git 失败：", "cannot run git: "))
    })
}

fn git(folder: &Path, arguments: &[&str]) -> std::io::Result<std::process::Output> {
    Command::new("git").arg("-C").arg(folder).args(arguments).output()
}
