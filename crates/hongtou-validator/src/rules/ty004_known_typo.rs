use std::ops::Range;

use hongtou_source::chars;

use crate::context::Context;
use crate::rule::rule;
use crate::scan::TYPOS;
use crate::sink::{Draft, Sink, replace};
use crate::texts::TextKind;
use crate::words::sub_span;

rule! {
    /// A word that is certainly mistyped.
    ///
    /// ## What it checks
    /// Words of a data file (`data/typos.txt`) in every printed text: set phrases with a wrong
    /// character; and the letter O for a nought in a number (50OO份). One finding for each place.
    ///
    /// ## Why it matters
    /// A notice is quoted as it is printed.
    ///
    /// ## Example
    /// `进行差缺补漏`. After: `进行查缺补漏`.
    ///
    /// ## What to do
    /// Put it right; the fix (not safe: somebody should look) does it.
    ///
    /// ## Stays silent
    /// For every word that is not in the list: it holds only certain ones. For names in letters (H2O, O2O模式).
    ///
    /// ## Authority
    /// 现代汉语词典 for set phrases; the source of the list stands in the data file.
    zh "
肯定写错的词语。

## 检查什么
各处文字中出现的数据文件（`data/typos.txt`）所列词语：写错一字的固定词语；数字里用字母O代替0的（50OO份）。每处报一次。

## 为什么重要
公文印成什么样，就会被照样引用。

## 示例
`进行差缺补漏`。改后：`进行查缺补漏`。

## 怎么办
改正；可自动修正（不安全，应有人看过）。

## 何时不报
没有列入的一概不报，只收肯定写错的；字母组成的名称（H2O、O2O模式）不报。

## 依据
固定词语据《现代汉语词典》；来源写在数据文件里。
"
    TY004 "known-typo" Warning "现代汉语词典" Unsafe check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    super::ty003_variant_word::words(context, sink, &TYPOS, false);
    let lang = sink.lang();
    for text in context.texts.iter().filter(|text| text.kind != TextKind::Residual) {
        for range in letters_for_noughts(text.text) {
            let word = &text.text[range.clone()];
            let meant = word.replace(['O', 'Ｏ'], "0");
            let message = lang.pick(
                format!("“{word}”中的字母O应为数字0"),
                format!("the letter O in {word} should be the digit 0"),
            );
            let span = sub_span(text.span, range.clone());
            let edits = replace(&span, &meant);
            sink.report(
                Draft::new(text.narrowed(span, word), message)
                    .quote(word)
                    .help(&lang.pick(format!("改为“{meant}”"), format!("write {meant}")))
                    .fix(false, edits),
            );
        }
    }
}

/// Numbers that end in the letter O for a nought, before a word: 50OO份. H2O, O2O and CO2 are none.
fn letters_for_noughts(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let part = |c: char| chars::digit(c).is_some() || matches!(c, 'O' | 'Ｏ');
    let letters = text.match_indices(['O', 'Ｏ']).map(|(at, _)| at);
    letters.filter_map(move |at| {
        let (before, behind) = text.split_at(at);
        // The first letter of a number stands for all of it.
        let start = before.trim_end_matches(|c| chars::digit(c).is_some()).len();
        let other = |c: char| c.is_ascii_alphanumeric() || part(c);
        if start == at || text[..start].ends_with(other) {
            return None;
        }
        let end = text.len() - behind.trim_start_matches(part).len();
        text[end..].starts_with(chars::is_han).then_some(start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_for_a_nought_is_found_in_numbers_alone() {
        let found = |text: &str| -> Vec<String> {
            letters_for_noughts(text).map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(found("发放手册50OO份，培训1O0人、2Ｏ人"), ["50OO", "1O0", "2Ｏ"]);
        for text in
            ["检测H2O含量", "推广O2O模式", "控制CO2排放", "型号B50O", "5G和50 OA系统", "二OO七年"]
        {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
