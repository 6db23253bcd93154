use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};

rule! {
    /// The notice was printed before it was issued.
    ///
    /// ## What it checks
    /// The printing date (印发日期) against the date of issue (成文日期).
    ///
    /// ## Why it matters
    /// The date of issue is the date of the notice in law.
    ///
    /// ## Example
    /// Issued 2021年4月23日, printed 2021年4月13日. After: printed on or after the 23rd.
    ///
    /// ## What to do
    /// Put the wrong one right.
    ///
    /// ## Stays silent
    /// Where one of the two is missing.
    ///
    /// ## Authority
    /// 党政机关公文处理工作条例 (2012), article 9: the date of issue is that of signing, the printing date
    /// that of sending to print; both are elements of GB/T 9704-2012 (7.3.5, 7.4.3).
    zh "
印发日期早于成文日期。

## 检查什么
印发日期与成文日期比较。

## 为什么重要
成文日期是公文生效的日期。

## 示例
成文 2021年4月23日，印发 2021年4月13日。改后：印发不早于 23 日。

## 怎么办
改正写错的一个。

## 何时不报
缺一个日期的，不报。

## 依据
《党政机关公文处理工作条例》（2012年）第九条：成文日期为签发日期，印发日期为送印日期；两项要素见 GB/T 9704-2012 第7.3.5、7.4.3条。
"
    DT003 "date-order" Error "党政机关公文处理工作条例 (2012), article 9; GB/T 9704-2012, 7.3.5, 7.4.3" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let header = &context.notice.header;
    let (Some(issued), Some(printed)) = (header.issued_on, header.printed_on) else { return };
    if printed >= issued {
        return;
    }
    let lang = sink.lang();
    let (a, b) = (issued.to_string(), printed.to_string());
    let message = lang.pick(
        format!("印发日期{}早于成文日期{}", printed.in_chinese(), issued.in_chinese()),
        format!("printed on {b}, before it was issued on {a}"),
    );
    sink.report(
        Draft::new(Place::new("header.printed_on", &header.spans.printed_on, &b), message)
            .quote(&a)
            .quote(&b)
            .related(
                Place::new("header.issued_on", &header.spans.issued_on, &a),
                lang.pick("成文日期", "the date of issue").to_owned(),
            )
            .help(lang.pick("改正写错的一个", "put the wrong one right")),
    );
}
