use crate::context::Context;
use crate::rule::rule;
use crate::scan::TYPOS;
use crate::sink::Sink;

rule! {
    /// A word that is certainly mistyped.
    ///
    /// ## What it checks
    /// Words of a data file (`data/typos.txt`) in every printed text: set phrases with a wrong
    /// character. One finding for each place.
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
    /// For every word that is not in the list: it holds only certain ones.
    ///
    /// ## Authority
    /// 现代汉语词典 for set phrases; the source of the list stands in the data file.
    zh "
肯定写错的词语。

## 检查什么
各处文字中出现的数据文件（`data/typos.txt`）所列词语：写错一字的固定词语。每处报一次。

## 为什么重要
公文印成什么样，就会被照样引用。

## 示例
`进行差缺补漏`。改后：`进行查缺补漏`。

## 怎么办
改正；可自动修正（不安全，应有人看过）。

## 何时不报
没有列入的一概不报，只收肯定写错的。

## 依据
固定词语据《现代汉语词典》；来源写在数据文件里。
"
    TY004 "known-typo" Warning "现代汉语词典" Unsafe check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    super::ty003_variant_word::words(context, sink, &TYPOS, false);
}
