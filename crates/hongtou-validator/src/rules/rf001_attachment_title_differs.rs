use hongtou_model::Severity;

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink, replace};
use crate::words::plain;

rule! {
    /// The attachment is titled otherwise than the notice names it.
    ///
    /// ## What it checks
    /// The title in the list of attachments against the title over the attachment itself.
    ///
    /// ## Why it matters
    /// The standard asks for the same title, and readers look for the one that the list promises.
    ///
    /// ## Example
    /// `附件：全市重点工作推进表`, attached `全市重点任务推进表`. After: one title.
    ///
    /// ## What to do
    /// Use one title in both places.
    ///
    /// ## Stays silent
    /// For widths, spaces, title marks and other punctuation. Where one of the two only puts the place in
    /// front (`云溪县重点工作表`, `重点工作表`) it is for information.
    ///
    /// ## Authority
    /// GB/T 9704-2012, 7.3.7: number and title of the attachment agree with the list of attachments.
    zh "
附件标题与附件说明不一致。

## 检查什么
附件说明中的名称与附件本身的标题比较。

## 为什么重要
标准要求两者一致，读者按附件说明去找。

## 示例
`附件：全市重点工作推进表`，附件标题为 `全市重点任务推进表`。改后：标题一致。

## 怎么办
两处用同一标题。

## 何时不报
只有全半角、空格、书名号和其他标点不同的，不报。一处只是多了前面的地名的（`云溪县重点工作表`、`重点工作表`），作为提示。

## 依据
GB/T 9704-2012 第7.3.7条：附件顺序号和附件标题应当与附件说明的表述一致。
"
    RF001 "attachment-title-differs" Error "GB/T 9704-2012, 7.3.7" Unsafe check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for (at, attachment) in context.notice.header.attachments.iter().enumerate() {
        let Some(title) = &attachment.attached_title else { continue };
        let (listed, own) = (plain(&attachment.title), plain(title));
        if listed == own || own.is_empty() {
            continue;
        }
        let id = format!("header.attachments.{}", at + 1);
        let message = lang.pick(
            format!("附件说明写“{}”，附件标题是“{title}”", attachment.title),
            format!("the notice names it {}, the attachment is titled {title}", attachment.title),
        );
        // Two titles with all words but the year in common are DT004's; what else differs is not.
        let undated = |title: &str| title.replace(|c: char| c.is_ascii_digit(), "");
        let year = undated(&listed) == undated(&own);
        let tables = context.tables.iter().filter(|_| year);
        let same = tables.filter(|at| at.table.title.as_deref().map(plain).as_ref() == Some(&own));
        let most = if placed(&listed, &own) { Severity::Info } else { Severity::Error };
        let draft = same.fold(
            Draft::new(Place::new(&id, &attachment.attached_span, title), message),
            |draft, at| draft.about(&format!("{}.title", at.table.id)),
        );
        sink.report(
            draft
                .at_most(most)
                .stands(!year)
                .quote(&attachment.title)
                .quote(title)
                .related(
                    Place::new(&id, &attachment.span, &attachment.title),
                    lang.pick("附件说明", "the list of attachments").to_owned(),
                )
                .help(lang.pick("两处用同一标题", "use one title in both places"))
                .fix(false, replace(&attachment.attached_span, &attachment.title)),
        );
    }
}

/// Whether one title is the other with a place before it.
fn placed(listed: &str, own: &str) -> bool {
    const LEVELS: [char; 9] = ['省', '市', '县', '区', '州', '旗', '盟', '乡', '镇'];
    const LONGEST: usize = 12;
    // 老旧小区, 各乡镇, 城镇 say of what the table is.
    const KINDS: [&str; 9] =
        ["小区", "社区", "园区", "灾区", "景区", "校区", "乡镇", "城镇", "城市"];
    let is_place = |place: &str| {
        (2..=LONGEST).contains(&place.chars().count())
            && place.ends_with(LEVELS)
            && !place.starts_with(['各', '全'])
            && !KINDS.iter().any(|kind| place.ends_with(kind))
    };
    own.strip_suffix(listed).or_else(|| listed.strip_suffix(own)).is_some_and(is_place)
}
