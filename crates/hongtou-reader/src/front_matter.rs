//! Keys for a site generator between two lines of dashes at the top of a text: no words of the notice.

/// Where the words begin: behind the front matter, or at the start of a text without any.
///
/// Words of a notice stand between rules too. So each line inside that begins at the left edge must be a
/// key in ASCII letters, an item below one without a value, or a comment above the next; what is indented below
/// one goes on with it. In doubt the words are words.
pub(crate) fn end(text: &str) -> usize {
    if !text.starts_with("---") {
        return 0;
    }
    let mut lines = text.split_inclusive('\n');
    let is_dashes = |line: &str| line.trim_end() == "---";
    let Some(first) = lines.next().filter(|line| is_dashes(line)) else { return 0 };
    let mut end = first.len();
    let mut keys = 0;
    // Whether items may stand here, and whether a comment waits for its key.
    let (mut items, mut comment) = (false, false);
    for line in lines {
        end += line.len();
        if is_dashes(line) {
            // Without anything below it is all that the file says.
            return if keys > 0 && !comment && !text[end..].trim().is_empty() { end } else { 0 };
        }
        if is_key(line) {
            keys += 1;
            (items, comment) = (line.trim_end().ends_with(':'), false);
        } else if keys > 0 && line.starts_with("# ") {
            comment = true;
        } else if items && line.starts_with("- ") {
        } else if !line.trim().is_empty() && (keys == 0 || !line.starts_with([' ', '\t'])) {
            return 0;
        }
    }
    0
}

/// The next keys of a page that olmOCR read, at or behind `from`.
pub(crate) fn of_page(text: &str, from: usize) -> Option<std::ops::Range<usize>> {
    const OPENS: &[u8] = b"\n---\nprimary_language:";
    let start = from + memchr::memmem::find(text.as_bytes().get(from..)?, OPENS)? + 1;
    let len = end(&text[start..]);
    (len > 0).then_some(start..start + len)
}

/// Whether a line is `key:` or `key: value` at the left edge.
fn is_key(line: &str) -> bool {
    let line = line.trim_end();
    let bare = line.strip_suffix(':').filter(|key| !key.contains(' '));
    let Some(key) = bare
        .or_else(|| line.split_once(": ").or_else(|| line.split_once(":\t")).map(|(key, _)| key))
    else {
        return false;
    };
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b':'))
}

#[cfg(test)]
mod tests {
    use super::{end, of_page};

    #[test]
    fn front_matter_is_no_part_of_the_notice() {
        let notice = "# 通知\n\n---\n\n正文\n";
        for head in [
            "---\ntitle: x\ntags:\n  - a\n\n---\n",
            "---\r\ntitle: 关于\r\n---\r\n",
            "---\ntags:\n- 水利\n- 农业\n# 注\nog:title: x\n---\n",
            "---\ndate: 2021-03-02\nsource_url: https://a.b/c\n---\n",
        ] {
            assert_eq!(end(&format!("{head}{notice}")), head.len());
        }
    }

    #[test]
    fn each_page_may_have_its_own() {
        let keys = "---\nprimary_language: zh\nis_table: False\n---\n";
        let text = format!("{keys}一、总则\n{keys}1.清淤。\n");
        let second = text.rfind(keys).expect("there");
        assert_eq!(of_page(&text, end(&text)), Some(second..second + keys.len()));
        assert_eq!(of_page("一\n---\nprimary_language: zh\n一、总则\n---\n二", 0), None);
    }

    #[test]
    fn words_between_rules_are_words() {
        for head in [
            "",
            "---\n# 关于开展清淤的通知\n---\n",
            "---\n- 各县区人民政府：请于6月底前报送。\n---\n",
            "---\n    各县区人民政府：\n---\n",
            "---\ntitle: x\n# 关于开展清淤的通知\n---\n",
            "---\ntitle: x\n- 各县区人民政府：请报送。\n---\n",
            "---\n一、任务：清淤。\n---\n",
            "---\nhttps://a.b/c\n---\n",
            "---\n\n---\n",
            "---\ntitle: x\n",
        ] {
            assert_eq!(end(&format!("{head}正文\n")), 0, "{head}");
        }
        assert_eq!(end("---\ntitle: x\n---\n\n"), 0);
    }
}
