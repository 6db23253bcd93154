//! Earlier versions of a file, from git.

use std::path::Path;
use std::process::Command;

use hongtou_model::Lang;

/// The bytes of a file in a revision; none where the revision has no such file.
pub(crate) fn show(revision: &str, path: &Path, lang: Lang) -> Result<Option<Vec<u8>>, String> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // `--verify` refuses what is no revision, and a dash at the start can be no option.
    let known = git(
        folder,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &format!("{revision}^{{commit}}"),
        ],
    );
    match known {
        Err(error) => {
            return Err(match lang {
                Lang::Zh => format!("运行 git 失败：{error}"),
                Lang::En => format!("cannot run git: {error}"),
            });
        }
        Ok(output) if !output.status.success() => {
            return Err(match lang {
                Lang::Zh => format!("这里没有 git 版本 {revision}"),
                Lang::En => format!("no git revision {revision} here"),
            });
        }
        Ok(_) => {}
    }
    let output = git(folder, &["show", "--end-of-options", &format!("{revision}:./{name}")])
        .map_err(|error| error.to_string())?;
    Ok(output.status.success().then_some(output.stdout))
}

fn git(folder: &Path, arguments: &[&str]) -> std::io::Result<std::process::Output> {
    Command::new("git").arg("-C").arg(folder).args(arguments).output()
}
