use hongtou_model::ProseRole;

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::{plain, sub_span};

rule! {
    /// The covering letter names the plan otherwise than its own title.
    ///
    /// ## What it checks
    /// The 《…》 of the covering letter that the notice issues (现印发给你们) against the title over the
    /// plan.
    ///
    /// ## Why it matters
    /// What is approved is what the letter names.
    ///
    /// ## Example
    /// `《2021年重点工作安排》…现印发给你们`, over the plan `2021年重点工作要点`. After: one title.
    ///
    /// ## What to do
    /// Use one title in both places.
    ///
    /// ## Stays silent
    /// For widths, spaces and marks, for a note behind the title (（试行）, （以下简称…）), where one is
    /// the other with the issuer's name before it, and where the year is the difference (DT004).
    ///
    /// ## Authority
    /// practice
    zh "
通知所引方案名称与方案标题不一致。

## 检查什么
通知中“现印发给你们”的《…》与方案本身的标题比较。

## 为什么重要
审定印发的是通知点名的那份文件。

## 示例
`《2021年重点工作安排》…现印发给你们`，方案标题 `2021年重点工作要点`。改后：名称一致。

## 怎么办
两处用同一名称。

## 何时不报
只有全半角、空格、标点不同的，标题后带（试行）之类说明的，一处多写发文机关名称的，只差年份的（DT004），不报。

## 依据
practice
"
    RF006 "issued-title-differs" Warning "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let notice = context.notice;
    if notice.plans.len() > 1 {
        return;
    }
    let Some((plan, title)) = notice.plan.as_ref().and_then(|p| Some((p, p.title.as_ref()?)))
    else {
        return;
    };
    let lang = sink.lang();
    for prose in notice.prose.iter().filter(|prose| prose.role == ProseRole::Cover) {
        // One title that is issued; a letter that cites others has them before or after.
        let Some(issued) = prose.text.find("印发给你们").or_else(|| prose.text.find("印发你们"))
        else {
            continue;
        };
        let head = &prose.text[..issued];
        let (Some(open), Some(close)) = (head.rfind('《'), head.rfind('》')) else { continue };
        let start = open + '《'.len_utf8();
        if start >= close || head.matches('《').count() != 1 {
            continue;
        }
        let cited = &prose.text[start..close];
        let (a, b) = (bare(cited), bare(title));
        if a == b || a.ends_with(&b) || b.ends_with(&a) || !alike(&a, &b) {
            continue;
        }
        let message = lang.pick(
            format!("通知写的是“{cited}”，方案标题是“{title}”"),
            format!("the letter names {cited}, the plan is titled {title}"),
        );
        sink.report(
            Draft::new(Place::new("plan.title", &plan.spans.title, title), message)
                .quote(cited)
                .quote(title)
                .about(&prose.id)
                .about("header.title")
                .related(
                    Place::new(&prose.id, &sub_span(&prose.span, start..close), cited),
                    lang.pick("通知正文", "the covering letter").to_owned(),
                )
                .help(lang.pick("两处用同一名称", "use one title in both places")),
        );
        return;
    }
}

/// Whether two titles have most of their characters in common; else one of them is no title of it.
fn alike(a: &str, b: &str) -> bool {
    let shared = a.chars().filter(|&c| b.contains(c)).count();
    shared * 2 >= a.chars().count()
}

/// A title without notes in brackets at its end, folded.
fn bare(title: &str) -> String {
    let title = title.trim_end();
    let end = match (title.ends_with(['）', ')']), title.rfind(['（', '('])) {
        (true, Some(open)) => open,
        _ => title.len(),
    };
    plain(title.get(..end).unwrap_or(title))
}
