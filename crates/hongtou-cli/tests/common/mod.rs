//! Running the binary, and a folder to do it in.

// Each test target compiles this module for itself and uses a part of it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A small notice whose body and table agree.
pub(crate) const NOTICE: &str = "\
# 某市人民政府关于推进城市更新工作的通知

某政发〔2026〕3号

各县（市、区）人民政府：

一、改善居住条件

1.改造老旧小区。全面推进老旧小区改造，完成1200户。（市住房城乡建设局负责）

2.增加停车泊位。新建停车泊位800个。（市城管局牵头，市公安局配合）

二、完善公共设施

3.修建社区公园。建成社区公园12个。（市园林局负责）

某市人民政府

2026年3月2日

附件：城市更新工作推进表

城市更新工作推进表

| 序号 | 重点工作 | 工作内容 | 目标 | 责任单位 |
|---|---|---|---|---|
| 1 | 改造老旧小区 | 全面推进老旧小区改造，完成1200户。 | 完成1200户 | 市住房城乡建设局 |
| 2 | 增加停车泊位 | 新建停车泊位800个。 | 新建800个 | 市城管局牵头，市公安局配合 |
| 3 | 修建社区公园 | 建成社区公园12个。 | 建成12个 | 市园林局 |
";

/// What came of a run.
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) bytes: Vec<u8>,
    /// Standard error.
    pub(crate) err: String,
}

impl Run {
    /// Standard output as text.
    pub(crate) fn out(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Runs the binary in a locale of its own.
pub(crate) fn hongtou(arguments: &[&str]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_hongtou"))
        .args(arguments)
        .env_remove("LC_MESSAGES")
        .env("LC_ALL", "C")
        .output()
        .expect("the binary runs");
    Run {
        code: output.status.code().expect("an exit code"),
        bytes: output.stdout,
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The path of the seed.
pub(crate) fn seed() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../seeds/xuzhou-2021-food-safety.md");
    path.to_string_lossy().into_owned()
}

/// A folder that is removed again.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// A new, empty folder.
    pub(crate) fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("hongtou-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder");
        Scratch(path)
    }

    /// A path in it.
    pub(crate) fn path(&self, name: &str) -> String {
        self.0.join(name).to_string_lossy().into_owned()
    }

    /// Writes a file in it, with its folders.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    /// Every file below a folder, by relative path.
    pub(crate) fn all(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let root = self.0.join(folder);
        let (mut files, mut folders) = (BTreeMap::new(), vec![root.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a folder").filter_map(Result::ok) {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let below = path.strip_prefix(&root).expect("below").to_owned();
                    files.insert(below, fs::read(&path).expect("readable"));
                }
            }
        }
        files
    }

    /// Whether no temporary file is left.
    pub(crate) fn no_parts(&self, folder: &str) -> bool {
        self.all(folder).keys().all(|path| !path.to_string_lossy().contains(".hongtou-"))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
