//! Which files a command line names.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use hongtou_model::Lang;
use hongtou_source::counted;

use crate::baseline::absolute;
use crate::batch::refused;
use crate::own;
use crate::pattern;
use crate::pipeline::Unreadable;

/// Endings of files that a folder is searched for. Content decides what a file is; in a folder the
/// ending only says whether it is worth a look.
const ENDINGS: [&str; 18] = [
    "md", "markdown", "txt", "text", "html", "htm", "shtml", "xhtml", "docx", "xlsx", "xls",
    "json", "doc", "wps", "pdf", "ofd", "et", "rtf",
];

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Input {
    /// What to open.
    pub(crate) from: From,
    /// How it is named in messages and findings: as on the command line, or relative to the folder given.
    pub(crate) name: String,
    /// The folder below the output folder that its files go to.
    pub(crate) folder: PathBuf,
    /// Whether it was found in a folder or by a pattern, rather than named.
    pub(crate) found: bool,
    /// The folder that was named, where it was met in one.
    pub(crate) root: Option<Arc<Path>>,
}

/// Where the bytes of an input come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum From {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

impl Input {
    /// The file name without its folder.
    pub(crate) fn file_name(&self) -> String {
        match &self.from {
            From::Stdin => "stdin".to_owned(),
            From::File(path) => path
                .file_name()
                .map_or_else(|| self.name.clone(), |name| name.to_string_lossy().into_owned()),
        }
    }

    /// The key of the notice in tables: its path below the output folder, so that it does not
    /// depend on where the input was named from.
    pub(crate) fn key(&self) -> String {
        self.key_of(&self.file_name())
    }

    /// The key of another file in its place.
    pub(crate) fn key_of(&self, file_name: &str) -> String {
        let path = self.folder.join(file_name);
        path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }

    /// The path as it can be opened from the working folder, for tools that point into files.
    pub(crate) fn path(&self) -> String {
        match &self.from {
            From::Stdin => self.name.clone(),
            From::File(path) => {
                let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
                path.strip_prefix("./").map_or(path.clone(), str::to_owned)
            }
        }
    }
}

/// The inputs of a command line.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    /// What is to be read, in a fixed order.
    pub(crate) inputs: Vec<Input>,
    /// Inputs that are not there or cannot be listed, with the reason.
    pub(crate) missing: Vec<(String, Unreadable)>,
    /// Files of the folders that are nothing to read.
    pub(crate) ignored: u64,
    /// What this program wrote, met in the folders and not read again.
    pub(crate) own: Vec<Passed>,
    /// Second names of a file that is read once: links to it.
    pub(crate) twice: Vec<PathBuf>,
}

/// An output of this program, or a folder of them, that was met and not read.
#[derive(Debug)]
pub(crate) struct Passed {
    /// The folder that was named.
    pub(crate) root: Arc<Path>,
    /// What was passed over.
    pub(crate) path: PathBuf,
}

/// Finds the inputs: names as given, in that order; folders and patterns sorted by name.
pub(crate) fn find(arguments: &[OsString], skip: Option<&Path>) -> Inputs {
    let mut finder = Finder {
        skip: skip.and_then(|path| fs::canonicalize(path).ok()),
        inputs: Inputs::default(),
        links: false,
    };
    for argument in arguments {
        finder.argument(argument);
    }
    let Finder { inputs: mut found, links, .. } = finder;
    if arguments.len() > 1 || links {
        found.twice = each_once(&mut found.inputs, links);
    }
    own::pass_over(&mut found);
    found
}

/// Leaves out what was named before, by itself or with its folder; `links` says that files may be links to others. Gives
/// the other names of files that have several.
fn each_once(inputs: &mut Vec<Input>, links: bool) -> Vec<PathBuf> {
    let path = |input: &Input| match &input.from {
        From::Stdin => None,
        From::File(path) => Some(path.clone()),
    };
    let mut twice = Vec::new();
    let mut seen: HashMap<Option<PathBuf>, usize> = HashMap::with_capacity(inputs.len());
    let mut kept: Vec<Input> = Vec::with_capacity(inputs.len());
    for input in inputs.drain(..) {
        let file = match &input.from {
            From::Stdin => None,
            From::File(path) if links => {
                Some(fs::canonicalize(path).unwrap_or_else(|_| absolute(path)))
            }
            From::File(path) => Some(absolute(path)),
        };
        match seen.get(&file) {
            Some(&at) => {
                let first = &mut kept[at];
                // What was named itself must be a notice, wherever else it was found.
                first.found &= input.found;
                let depth = |input: &Input| input.folder.components().count();
                let (one, other) = (path(first), path(&input));
                if input.root.is_none() {
                    first.root = None;
                } else if first.root.is_some() && depth(&input) < depth(first) {
                    (first.from, first.root) = (input.from, input.root);
                }
                let read = path(first).map(|path| absolute(&path));
                let left = one
                    .into_iter()
                    .chain(other)
                    .filter(|path| links && Some(absolute(path)) != read);
                twice.extend(left);
            }
            None => {
                seen.insert(file, kept.len());
                kept.push(input);
            }
        }
    }
    *inputs = kept;
    twice
}

/// Says which files were passed over, being links to others that are read.
pub(crate) fn linked_passed_over(path: &Path, lang: Lang) -> String {
    let said = lang.pick("：链接到另一输入，跳过", ": a link to another input, passed over");
    format!("{}{said}", path.display())
}

/// Says how many outputs of this program were passed over.
pub(crate) fn own_passed_over(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("跳过本程序自己写出的 {count} 项"),
        Lang::En => {
            format!("{} of this program passed over", counted(count, "output", "outputs"))
        }
    }
}

/// Says which files of folders were passed over as no notices: a table that was taken for something else should be
/// missed at once.
pub(crate) fn no_notices(names: &[String], lang: Lang) -> String {
    const MOST: usize = 5;
    let shown = names[..names.len().min(MOST)].join(lang.pick("、", ", "));
    let more = names.len().saturating_sub(MOST);
    match lang {
        Lang::Zh if more > 0 => format!("不是通知，跳过：{shown} 等 {} 个", names.len()),
        Lang::Zh => format!("不是通知，跳过：{shown}"),
        Lang::En if more > 0 => format!("no notice, passed over: {shown} and {more} more"),
        Lang::En => format!("no notice, passed over: {shown}"),
    }
}

struct Finder {
    // The output folder, when it lies inside an input folder.
    skip: Option<PathBuf>,
    inputs: Inputs,
    // Whether some file is a link: it may be another way to a file that was met.
    links: bool,
}

impl Finder {
    fn argument(&mut self, argument: &OsString) {
        let name = argument.to_string_lossy().into_owned();
        if argument == "-" {
            self.inputs.inputs.push(Input {
                from: From::Stdin,
                name: "-".into(),
                folder: PathBuf::new(),
                found: false,
                root: None,
            });
            return;
        }
        let path = Path::new(argument);
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                let before = self.met();
                self.folder(path, Path::new(""), &Arc::from(path));
                if self.met() == before {
                    let reason = Unreadable::new(|lang| {
                        lang.pick(
                            "文件夹里没有能读的文件；请核对路径",
                            "the folder holds no file that can be read; check the path",
                        )
                    });
                    self.inputs.missing.push((name, reason));
                }
            }
            Ok(_) => self.file(path, name, PathBuf::new(), None, false),
            Err(_) if name.is_empty() => {
                let reason = Unreadable::new(|lang| {
                    lang.pick(
                        "一个输入是空的：多半是脚本里的变量没有值",
                        "an input is empty: most likely a variable of a script without a value",
                    )
                });
                self.inputs.missing.push(("\"\"".to_owned(), reason));
            }
            Err(_) if pattern::is_wild(&name) => self.pattern(&name),
            Err(error) => self.missing(name, &error),
        }
    }

    /// How much there is to say of what was looked for so far.
    fn met(&self) -> usize {
        self.inputs.inputs.len() + self.inputs.missing.len() + self.inputs.own.len()
    }

    fn missing(&mut self, name: String, error: &std::io::Error) {
        let reason = match error.kind() {
            std::io::ErrorKind::PermissionDenied => Unreadable::new(|lang| {
                lang.pick(
                    "没有读取权限；请检查文件权限",
                    "permission denied; check the permissions of the file",
                )
            }),
            _ => refused(error),
        };
        self.inputs.missing.push((name, reason));
    }

    fn file(
        &mut self,
        path: &Path,
        name: String,
        folder: PathBuf,
        root: Option<&Arc<Path>>,
        found: bool,
    ) {
        let (from, root) = (From::File(path.to_owned()), root.cloned());
        self.inputs.inputs.push(Input { from, name, folder, found, root });
    }

    fn folder(&mut self, folder: &Path, below: &Path, root: &Arc<Path>) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.missing(folder.to_string_lossy().into_owned(), &error),
        };
        let mut entries: Vec<fs::DirEntry> = entries.filter_map(Result::ok).collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let (path, file_name) = (entry.path(), entry.file_name());
            let shown = file_name.to_string_lossy();
            if shown.starts_with(['.', '~']) {
                continue;
            }
            // Links to folders are not followed: they can lead in a circle.
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                let ours = self.skip.is_some() && fs::canonicalize(&path).ok() == self.skip;
                if ours {
                    continue;
                }
                if file_name == own::FOLDER {
                    self.inputs.own.push(Passed { root: root.clone(), path });
                } else {
                    self.folder(&path, &below.join(&file_name), root);
                }
            } else if path.is_file() && worth_a_look(&path) {
                self.links |= kind.is_symlink();
                let name = below
                    .join(&file_name)
                    .to_string_lossy()
                    .replace(std::path::MAIN_SEPARATOR, "/");
                self.file(&path, name, below.to_owned(), Some(root), true);
            } else {
                self.inputs.ignored += 1;
            }
        }
    }

    /// For shells that leave patterns alone.
    fn pattern(&mut self, pattern: &str) {
        let before = self.met();
        match pattern::paths(pattern) {
            Err(error) => {
                let reason = Unreadable::new(|lang| {
                    format!("{}{error}", lang.pick("通配符有误：", "not a pattern: "))
                });
                self.inputs.missing.push((pattern.to_owned(), reason));
            }
            Ok(paths) => {
                let fixed = pattern::fixed_part(pattern);
                for path in paths {
                    let name = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
                    if path.is_dir() {
                        self.folder(&path, Path::new(""), &Arc::from(&*path));
                    } else if worth_a_look(&path) {
                        self.links |= path.is_symlink();
                        let below = path.strip_prefix(&fixed).ok().and_then(Path::parent);
                        let below = below.map(Path::to_owned).unwrap_or_default();
                        self.file(&path, name, below, None, true);
                    } else {
                        self.inputs.ignored += 1;
                    }
                }
            }
        }
        if self.met() == before {
            let reason = Unreadable::new(|lang| lang.pick("没有符合的文件", "no file matches"));
            self.inputs.missing.push((pattern.to_owned(), reason));
        }
    }
}

fn worth_a_look(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
