//! What is wrong in a TOML file, in the user's language as far as its library's words can be told apart.

use hongtou_model::Lang;

/// The line, and what is wrong in it.
pub(crate) fn said(text: &str, error: &toml::de::Error, lang: Lang) -> String {
    let line = error
        .span()
        .map_or(1, |span| text.get(..span.start).unwrap_or_default().matches('\n').count() + 1);
    // Its lines would break ours.
    let message = error.message().replace('\n', ", ");
    match lang {
        Lang::Zh => format!("第 {line} 行：{}", in_chinese(&message)),
        Lang::En => format!("line {line}: {message}"),
    }
}

/// What the library says of a file; what it says otherwise stands as it is, behind what it is.
fn in_chinese(message: &str) -> String {
    let (what, expected) = match message.split_once(", expected ") {
        Some((what, expected)) => (what, Some(names(expected))),
        None => (message, None),
    };
    let behind = |start: &str| what.strip_prefix(start).map(bare);
    let fault = if let Some(value) = behind("unknown variant ") {
        format!("不能是 {value}")
    } else if let Some(key) = behind("unknown field ") {
        format!("没有 {key} 这一项")
    } else if let Some(key) = behind("missing field ") {
        format!("缺少 {key}")
    } else if let Some(value) = behind("invalid type: ") {
        format!("类型不对，是{}", kind(&value))
    } else if let Some(value) = behind("invalid value: ") {
        format!("值不对，是{}", kind(&value))
    } else if let Some((_, open)) = OPEN.iter().find(|(said, _)| what == *said) {
        // What is expected is told where it is one mark, not in the library's other words.
        let mark = expected.filter(|names| !names.contains(|c: char| c.is_ascii_alphabetic()));
        return match mark {
            Some(mark) => format!("TOML 写法有误：{open}；应为 {mark}"),
            None => format!("TOML 写法有误：{open}"),
        };
    } else if what == "wanted string or table" {
        "类型不对；应为字符串".to_owned()
    } else {
        return format!("TOML 写法有误（{message}）");
    };
    expected.map_or(fault.clone(), |names| {
        let gap = if names.starts_with(|c: char| c.is_ascii()) { " " } else { "" };
        format!("{fault}；应为{gap}{names}")
    })
}

/// What the way it is written may lack or have too much, by the library's words.
const OPEN: [(&str, &str); 18] = [
    ("string values must be quoted", "文字要加引号"),
    ("unclosed array table", "表头的方括号没有收尾"),
    ("invalid date", "日期不对"),
    ("missing escaped value", "反斜杠之后的字符不对"),
    ("invalid float", "数字写法不对"),
    ("unquoted keys cannot be empty", "没有名称"),
    ("missing comma between array elements", "数组的两项之间缺逗号"),
    ("invalid boolean", "不是 true 或 false，文字要加引号"),
    ("invalid unquoted key", "名称含其他字符时要加引号"),
    ("invalid multi-line literal string", "多行引号没有收尾"),
    ("invalid multi-line basic string", "多行引号没有收尾"),
    ("duplicate key", "同一项写了两次"),
    ("key with no value", "只有名称，没有值"),
    ("unclosed array", "方括号没有收尾"),
    ("unclosed table", "表头的方括号没有收尾"),
    ("unclosed inline table", "花括号没有收尾"),
    ("invalid basic string", "引号没有收尾"),
    ("invalid literal string", "引号没有收尾"),
];

/// `one of `a`, `b`` as a、b.
fn names(expected: &str) -> String {
    let list = expected.strip_prefix("one of ").unwrap_or(expected);
    let names =
        list.split(", ").flat_map(|part| part.split(" or ")).map(bare).map(|one| kind(&one));
    names.collect::<Vec<_>>().join("、")
}

/// A type of values, before the value where there is one: integer `3`.
fn kind(words: &str) -> String {
    let words = words.trim_start_matches("a ").trim_start_matches("an ");
    for (said, name) in [
        ("path string", "字符串"),
        ("sequence", "数组"),
        ("map", "表"),
        ("string", "字符串"),
        ("integer", "整数"),
        ("floating point", "小数"),
        ("boolean", "布尔值"),
        ("datetime", "日期"),
    ] {
        if let Some(value) = words.strip_prefix(said) {
            return format!("{name}{value}");
        }
    }
    words.to_owned()
}

/// Words without the quotes around them.
fn bare(words: &str) -> String {
    let words = words.trim();
    words.strip_prefix('`').and_then(|words| words.strip_suffix('`')).unwrap_or(words).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "kebab-case", deny_unknown_fields)]
    struct File {
        #[allow(dead_code)]
        level: Option<Level>,
        #[allow(dead_code)]
        names: Option<Vec<String>>,
        #[allow(dead_code)]
        list: Option<std::path::PathBuf>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Level {
        High,
        Low,
    }

    #[test]
    fn the_usual_faults_are_said_in_chinese() {
        for (text, expected) in [
            ("\nlevel = \"mid\"", "第 2 行：不能是 mid；应为 high、low"),
            ("level = [", "第 1 行：TOML 写法有误：方括号没有收尾；应为 ]"),
            ("names = 3", "第 1 行：类型不对，是整数 `3`；应为数组"),
            ("level = \"low\"\nlevel = \"low\"", "第 2 行：TOML 写法有误：同一项写了两次"),
            ("level = low", "第 1 行：TOML 写法有误：文字要加引号"),
            ("level = 3", "第 1 行：类型不对；应为字符串"),
            ("names = [\"a\" \"b\"]", "第 1 行：TOML 写法有误：数组的两项之间缺逗号；应为 ,"),
            ("leval = \"high\"", "第 1 行：没有 leval 这一项；应为 level、names、list"),
            ("list = 3", "第 1 行：类型不对，是整数 `3`；应为字符串"),
        ] {
            let error = toml::from_str::<File>(text).expect_err("wrong");
            assert_eq!(said(text, &error, Lang::Zh), expected);
        }
        let error = toml::from_str::<File>("level = ").expect_err("wrong");
        assert!(said("level = ", &error, Lang::Zh).starts_with("第 1 行："));
    }
}
