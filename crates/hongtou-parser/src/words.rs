//! The words by which the parts of a notice are told apart (GB/T 9704-2012, clause 7), as data.

use std::borrow::Cow;

use hongtou_source::{chars, numeral};

use crate::wordlist::{Chars, Words, words};

/// Words that open a part of the head or foot, or an attachment, however they are spaced.
const PARTS: &[&str] = &[
    "主送",
    "公开属性",
    "公开方式",
    "公开属性",
    "公开类型",
    "印发机关",
    "抄报",
    "抄送",
    "签发人",
    "联系人",
    "联系电话",
    "电话",
    "电子邮箱",
    "邮箱",
    "传真",
    "附件",
    "附表",
];

/// What labels of a task, of its aim and of what is wrong end in.
const OF_TASK: [&str; 7] = ["内容", "任务", "举措", "措施", "要求", "事项", "工作"];
const OF_AIM: [&str; 2] = ["目标", "职责"];
const OF_MATTER: [&str; 3] = ["问题", "表现", "描述"];

/// What stands before that in a label.
const KINDS: [&str; 15] = [
    "工作", "主要", "具体", "重点", "任务", "目标", "推进", "落实", "实施", "整改", "改革", "问题",
    "存在", "突出", "反馈",
];

/// How such labels begin, 【工作内容】 among them.
static LABELS: Chars = Chars::starts(&KINDS)
    .or(Chars::starts(&OF_TASK))
    .or(Chars::starts(&OF_AIM))
    .or(Chars::starts(&OF_MATTER))
    .or(Chars::each(&['【']));

/// The bytes of a label before the task, white space before it included: `工作内容：`, `2.主要任务:`.
pub(crate) fn task_label(text: &str) -> usize {
    label_of(text, &OF_TASK, false)
}

/// The same of a label that says what is aimed at: `工作目标：`, `职责：`. Beside another label it
/// tells two parts of the task apart.
pub(crate) fn aim_label(text: &str) -> usize {
    label_of(text, &OF_AIM, true)
}

/// The same of a label that says what is wrong: `问题表现：`, `存在问题：`.
pub(crate) fn matter_label(text: &str) -> usize {
    label_of(text, &OF_MATTER, false)
}

/// `alone` says that the noun needs no other word before it.
fn label_of<'t>(text: &'t str, nouns: &[&str], alone: bool) -> usize {
    let words = chars::trim_start(text);
    // Most lines begin with another character.
    if !words.starts_with(|c| LABELS.may_be(c)) {
        return 0;
    }
    // 【工作内容】 stands for a label with a colon.
    let framed = words.strip_prefix('【');
    let kind = KINDS.iter().find_map(|kind| framed.unwrap_or(words).strip_prefix(kind));
    let noun = |rest: &'t str| nouns.iter().find_map(|noun| rest.strip_prefix(noun));
    let rest = kind.and_then(noun).or_else(|| noun(framed.unwrap_or(words)).filter(|_| alone));
    let Some(rest) = rest else { return 0 };
    let rest = chars::trim_start(rest);
    let ends = |c: char| {
        if framed.is_some() { c == '】' } else { matches!(c, '：' | ':' | '∶' | '﹕') }
    };
    match rest.chars().next() {
        Some(end) if ends(end) => text.len() - rest.len() + end.len_utf8(),
        _ => 0,
    }
}

/// Whether a line is a month and nothing else: 7月, 十一月份.
pub(crate) fn is_month(line: &str) -> bool {
    let line = chars::trim(line);
    let number = line.strip_suffix("月份").or_else(|| line.strip_suffix('月'));
    let Some(number) = number.map(|number| number.trim_end_matches(chars::is_space)) else {
        return false;
    };
    let figures = || number.chars().try_fold(0, |n, c| Some(n * 10 + chars::digit(c)?));
    let short = number.chars().count() <= 2;
    let month = numeral::ordinal(number).or_else(|| figures().filter(|_| short));
    month.is_some_and(|month| (1..=12).contains(&month))
}

/// What a line of minutes says of who was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attendance {
    /// 出席：…, 列 席：…, as nothing but minutes have it.
    Sat,
    /// 参加：…, 记录人：…, which the plan of an event has as well.
    Took,
}

/// What a line says of who was there.
pub(crate) fn attendance(line: &str) -> Option<Attendance> {
    const SAT: [&str; 6] = ["出席", "列席", "请假", "缺席", "出席会议", "列席会议"];
    const TOOK: [&str; 4] = ["参加", "参会", "主持", "记录"];
    const WHAT: [&str; 5] = ["", "人", "人员", "单位", "领导"];
    let (key, value) = line.split_once(['：', ':'])?;
    if !value.chars().any(chars::is_word) {
        return None;
    }
    let key: String = printed(key).collect();
    let named = |who: &&str| key.strip_prefix(*who).is_some_and(|rest| WHAT.contains(&rest));
    if SAT.iter().any(named) {
        return Some(Attendance::Sat);
    }
    TOOK.iter().any(named).then_some(Attendance::Took)
}

/// Whether a label of metadata says the document number: 文号, 发文字号, 发文序号, 公文编号.
pub(crate) fn names_number(label: &str) -> bool {
    const OF: [&str; 7] = ["发文", "公文", "文件", "发布", "印发", "制发", "原发"];
    let Some(stem) = label.strip_suffix('号') else { return false };
    let of = |head: &str| OF.contains(&head);
    // 编号 and 序号 alone are of the page.
    stem.strip_suffix(['文', '字']).is_some_and(|head| head.is_empty() || of(head))
        || stem.strip_suffix(['序', '编']).is_some_and(of)
        || of(stem)
}

/// Whether words are a label of metadata.
pub(crate) fn is_metadata(label: &str) -> bool {
    METADATA.holds(label) || names_number(label)
}

/// Labels of metadata blocks on issuers' sites and of the disclosure system.
pub(crate) static METADATA: Words = words!(&[
    "主题",
    "主题分类",
    "主题词",
    "产生日期",
    "体裁",
    "体裁分类",
    "信息分类",
    "信息名称",
    "信息时效期",
    "信息有效性",
    "信息来源",
    "信息类别",
    "信息索取号",
    "信息索引号",
    "信息编号",
    "公布日期",
    "公开形式",
    "公开方式",
    "公开日期",
    "公开时限",
    "公开目录",
    "公开程序",
    "公开类别",
    "公开范围",
    "公开责任部门",
    "公文时效",
    "公文种类",
    "关键字",
    "关键词",
    "内容分类",
    "内容概述",
    "分类",
    "制发单位",
    "制发机关",
    "制定机关",
    "原文链接",
    "发布单位",
    "发布文号",
    "发布日期",
    "发布时间",
    "发布机关",
    "发布机构",
    "发布部门",
    "发文单位",
    "发文字号",
    "发文日期",
    "发文时间",
    "发文机关",
    "发文机构",
    "发文部门",
    "发表日期",
    "发表时间",
    "名称",
    "城市",
    "失效日期",
    "失效时间",
    "字号",
    "实施日期",
    "废止日期",
    "废止时间",
    "成文日期",
    "成文时间",
    "所属主题",
    "所属机构",
    "所属栏目",
    "效力状态",
    "效力等级",
    "效力级别",
    "文件分类",
    "文件名称",
    "文件状态",
    "文件编号",
    "文号",
    "文种",
    "施行日期",
    "日期",
    "时效性",
    "时间",
    "是否有效",
    "有效性",
    "有效期",
    "有效状态",
    "服务对象",
    "来源",
    "标题",
    "栏目",
    "法律效力",
    "浏览次数",
    "生成日期",
    "生成时间",
    "生效日期",
    "生效时间",
    "登记号",
    "签发日期",
    "签署日期",
    "类别",
    "索取号",
    "索引号",
    "组配分类",
    "统一登记号",
    "统一登记编号",
    "统一编号",
    "规范性文件编号",
    "责任部门",
    "载体类型",
    "颁发时间",
    "颁布单位",
    "颁布日期",
    "颁布时间",
    "颁布机关",
    "颁布机构",
    "题名",
]);

/// How lines of a flattened web page begin: breadcrumbs, buttons, shares.
pub(crate) static SITE_STARTS: Words = words!(&[
    "Copyright",
    "ICP",
    "Produced By",
    "copyright",
    "上一篇",
    "下一篇",
    "主办单位：",
    "主办：",
    "分享到",
    "友情链接",
    "字体大小",
    "字体：",
    "字号：",
    "当前位置",
    "您当前的位置",
    "您所在的位置",
    "您现在的位置",
    "您的位置",
    "所在位置",
    "打印本页",
    "扫一扫",
    "承办：",
    "政府查号台",
    "文件下载",
    "版权所有",
    "用微信扫",
    "相关链接",
    "相关阅读",
    "相关附件下载",
    "站点地图",
    "网站地图",
    "网站技术支持",
    "网站标识码",
    "责任编辑：",
    "附件下载",
    "首页 >",
    "首页>",
]);

/// What lines of a flattened web page hold somewhere.
pub(crate) static SITE_PARTS: Words = words!(&[
    "ICP备",
    "【打印】",
    "公网安备",
    "关闭本页",
    "关闭窗口",
    "分享好友",
    "浏览:",
    "浏览次数",
    "浏览量",
    "浏览：",
    "点击:",
    "点击上方",
    "点击次数",
    "点击蓝字",
    "点击量",
    "点击：",
    "版权所有",
    "网站标识码",
    "蓝字关注",
    "访客数",
    "访问量",
]);

/// How names of sites end, on a line of their own.
pub(crate) const SITE_ENDS: &[&str] = &["门户网站", "政府网", "政务网", "信息公开网"];

/// What heads the list of other documents that a site prints after the notice.
pub(crate) const RELATED: &[&str] = &[
    "解读",
    "延伸阅读",
    "政策解读",
    "相关报道",
    "相关文件",
    "相关文档",
    "相关新闻",
    "相关解读",
    "相关链接",
    "相关阅读",
];

/// Endings of the names of files that a site offers beside the notice.
pub(crate) const FILE_ENDINGS: &[&str] =
    &[".doc", ".docx", ".ofd", ".pdf", ".rar", ".wps", ".xls", ".xlsx", ".zip"];

/// Lines of a flattened web page that are a button.
pub(crate) const SITE_WHOLE: &[&str] = &[
    "关闭",
    "关闭打印",
    "分享",
    "微信",
    "微博",
    "政务微信",
    "政务微博",
    "QQ空间",
    "打印",
    "打印内容",
    "打印整页",
    "收藏",
    "无障碍",
    "无障碍阅读",
    "关怀版",
    "繁体",
    "返回",
    "返回顶部",
    "返回首页",
    "返回首頁",
    "长者模式",
    "长辈版",
    "登录注册",
    "手机版",
    "取消收藏成功!",
    "相关办事指南",
    "无障碍浏览",
    "首页",
    "正文",
    "文章属性",
];

/// Buttons that a site prints side by side at its foot or head, and that a plan for a site names as well.
pub(crate) const SITE_FOOT: [&str; 8] = [
    "联系我们",
    "关于我们",
    "网站声明",
    "网站导航",
    "法律声明",
    "隐私声明",
    "设为首页",
    "加入收藏",
];

/// What stands before each line of a list that a site prints.
pub(crate) const BULLETS: [char; 6] = ['∙', '•', '·', '●', '▪', '◆'];

/// What a site says of a page beside its metadata: 编辑：…, 点击量：….
pub(crate) const PAGE_LABELS: &[&str] = &[
    "作者",
    "编辑",
    "责编",
    "审核",
    "校对",
    "点击量",
    "浏览量",
    "阅读量",
    "阅读数",
    "点击数",
    "浏览数",
    "阅读次数",
    "点击次数",
    "浏览次数",
    "字体",
];

/// Words that open the paragraph which closes a plan.
pub(crate) const CLOSINGS: &[&str] = &[
    "上级",
    "以上政策",
    "以上措施",
    "各地各部门要",
    "各地要",
    "各级各部门要",
    "本实施意见",
    "本意见自",
    "本意见由",
    "本措施",
    "本文件自",
    "本方案自",
    "本方案由",
    "本计划自",
    "本通知自",
    "此前",
    "此通知",
    "特此通知",
    "自印发之日",
    "自发布之日",
    "国家和省",
    "期间遇",
];

/// What behind 负责 makes a word for whoever answers: 负责人, 负责同志, 负责单位, 负责部门.
pub(crate) const WHO_ANSWERS: [char; 4] = ['人', '同', '单', '部'];

/// Whether words close a plan: by how they open, or by saying of the document from when on it holds and who
/// explains it, 本实施方案自2026年4月1日起施行。.
pub(crate) fn closes_plan(text: &str) -> bool {
    CLOSINGS.iter().any(|start| text.starts_with(start))
        || says_in_force(text)
        || speaks_of_all(text)
}

/// Whether words ask something for all that stands above them, or speak of what is attached: 以上要求，请认真执行。,
/// 以下附件中….
fn speaks_of_all(text: &str) -> bool {
    const ALL: [&str; 8] = ["要求", "事项", "通知", "意见", "工作", "任务", "各项工作", "各项任务"];
    const ASKS: [&str; 3] = ["请", "望", "希"];
    let behind = ["以上", "上述"].iter().find_map(|all| text.strip_prefix(all));
    let asked = behind.and_then(|rest| {
        let rest = ALL.iter().find_map(|noun| rest.strip_prefix(noun))?;
        Some(rest.trim_start_matches(['，', ',']))
    });
    asked.is_some_and(|rest| ASKS.iter().any(|ask| rest.starts_with(ask)))
        || text.starts_with("以下附件")
}

fn says_in_force(text: &str) -> bool {
    /// The longest word for the document, in bytes: 实施方案, 若干措施.
    const LONGEST: usize = 18;
    const KINDS: [&str; 16] = [
        "方案", "意见", "办法", "措施", "规定", "细则", "计划", "要点", "规划", "指引", "预案",
        "规则", "通知", "公告", "通告", "文件",
    ];
    const HOLDS: &str = "有效期";
    let Some(words) = text.strip_prefix('本') else { return false };
    // 有效期内 is a time in which something is done.
    let holds = words.find(HOLDS).filter(|at| !words[at + HOLDS.len()..].starts_with('内'));
    let holds = holds.unwrap_or(words.len());
    let says = words.find(['自', '由']).unwrap_or(words.len());
    let at = holds.min(says);
    if at > LONGEST || at == words.len() || !KINDS.iter().any(|kind| words[..at].ends_with(kind)) {
        return false;
    }
    // 自2024年起实施，三年共造林9万亩: all its parts say how it holds, or it tells what is done.
    let says: &[&str] = match words[at..].chars().next() {
        Some('由') => &["解释"],
        Some('自') => &["起施行", "起实施", "起执行", "起生效", "起正式施行", "起正式实施"],
        // 有效期1年
        _ => &[""],
    };
    let stop = |c: char| matches!(c, '，' | ',' | '。' | '；' | ';');
    let mut parts = words[at..].split(stop).map(|part| part.trim_matches(chars::is_space));
    parts.next().is_some_and(|first| says.iter().any(|said| first.ends_with(said)))
        && parts.all(|part| part.is_empty() || is_term(part))
}

/// Whether a part of a sentence says how long a document holds, what it ends, or who explains it.
fn is_term(part: &str) -> bool {
    const OPENS: [&str; 4] = ["有效期", "试行", "执行期", "实施期"];
    const ENDS: [&str; 8] = ["解释", "废止", "失效", "施行", "为止", "截止", "为准", "从其规定"];
    OPENS.iter().any(|open| part.starts_with(open)) || ENDS.iter().any(|end| part.ends_with(end))
}

/// Whether a text has white space, which no ideograph is.
pub(crate) fn holds_space(text: &str) -> bool {
    chars::besides_han(text).any(|(_, c)| chars::is_space(c))
}

/// The characters of a text that are no white space.
pub(crate) fn printed(text: &str) -> impl DoubleEndedIterator<Item = char> {
    text.chars().filter(|&c| !chars::is_space(c))
}

/// The same as words, which most texts are as they stand.
pub(crate) fn squeeze(text: &str) -> Cow<'_, str> {
    if holds_space(text) { Cow::Owned(printed(text).collect()) } else { Cow::Borrowed(text) }
}

/// The titles that stand in title marks.
pub(crate) fn in_title_marks(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split('《').skip(1).filter_map(|part| part.split_once('》'));
    parts.map(|(title, _)| title)
}

/// Whether a text begins with `word`, white space between its characters passed over.
pub(crate) fn begins(text: &str, word: &str) -> bool {
    let mut printed = printed(text);
    word.chars().all(|c| printed.next() == Some(c))
}

/// Whether a text ends with `word`, white space between its characters passed over.
pub(crate) fn ends(text: &str, word: &str) -> bool {
    let mut printed = printed(text).rev();
    word.chars().rev().all(|c| printed.next() == Some(c))
}

/// Whether a line opens a part of the head or foot, an attachment or a labelled line.
pub(crate) fn starts_part(text: &str) -> bool {
    // 【交通整治】 on a line of its own
    let framed = text.starts_with('【') && text.trim_end().ends_with('】');
    framed
        || text.starts_with("——")
        || text.starts_with("--")
        || PARTS.iter().any(|part| begins(text, part))
        || is_label_line(text)
        || is_aside_line(text)
}

/// A line that is the name of a field of metadata and nothing else: 生效日期. Shorter ones, as 时间, may
/// be the rest of a sentence.
pub(crate) fn is_field_name(text: &str) -> bool {
    let text = text.trim_matches(chars::is_space);
    (9..=24).contains(&text.len()) && is_metadata(text)
}

/// A line that is one bracket with a short remark: （此件公开发布）.
fn is_aside_line(text: &str) -> bool {
    disclosure(text).is_some()
}

/// A line that begins with a short label and a colon: 牵头单位：…, 联系人：….
pub(crate) fn is_label_line(text: &str) -> bool {
    let mut count = 0;
    for c in text.chars() {
        if chars::is_space(c) {
            continue;
        }
        if chars::narrow(c) == ':' {
            return count >= 2;
        }
        if !chars::is_han(c) {
            return false;
        }
        count += 1;
        if count > 8 {
            return false;
        }
    }
    false
}

/// A line of a form above its table: who fills it in, when, in what the figures count.
pub(crate) fn is_form_line(text: &str) -> bool {
    let mut label = text.trim_start_matches(chars::is_space).chars().take(13);
    let named =
        |c: char| chars::is_han(c) || chars::is_space(c) || matches!(c, '（' | '）' | '(' | ')');
    label.find(|&c| !named(c)).is_some_and(|c| chars::narrow(c) == ':')
        && text.chars().take(61).count() <= 60
        && !text.contains(['。', '；'])
}

/// What a disclosure mark says, from its first character on.
const DISCLOSURES: &[&str] = &[
    "本文有删减",
    "公开属性",
    "公开方式",
    "公开选项",
    "信息公开属性",
    "信息公开方式",
    "信息公开选项",
];

/// Labels that tables have as well: a disclosure mark says by them whether anybody may read it.
const DISCLOSURE_KINDS: &[&str] = &["公开形式", "公开类别", "公开性质", "公开类型"];

/// Whether a disclosure mark is labelled as a kind of disclosure: 信息公开形式：主动公开.
fn is_disclosed_by_kind(said: &str) -> bool {
    let said: String = printed(said).take(24).collect();
    let label = said.strip_prefix("信息").unwrap_or(&said);
    let Some(rest) = DISCLOSURE_KINDS.iter().find_map(|kind| label.strip_prefix(kind)) else {
        return false;
    };
    rest.strip_prefix(['：', ':', '∶'])
        .is_some_and(|value| is_disclosure(value.trim_end_matches(AROUND)))
}

/// Whether words say whether anybody may read a document, and nothing else.
pub(crate) fn is_disclosure(words: &str) -> bool {
    matches!(words, "主动公开" | "依申请公开" | "不予公开" | "不公开" | "免予公开")
}

/// Whether words in brackets say of the document by name whether anybody may read it:
/// 本文件公开发布，有效期5年; 本文件公开发布之日起施行 says something else.
fn is_disclosed_by_name(said: &str) -> bool {
    let rest =
        ["本文件", "此文件", "本件", "本通知"].iter().find_map(|name| said.strip_prefix(name));
    rest.is_some_and(|rest| {
        let how = rest.strip_prefix(['可', '予', '以']).unwrap_or(rest);
        let how = how.split(['，', '；', ',', ';']).next().unwrap_or_default();
        matches!(
            how,
            "公开" | "公开发布" | "主动公开" | "依申请公开" | "不予公开" | "不公开" | "删减后公开"
        )
    })
}

/// What stands around a disclosure mark.
const AROUND: [char; 9] = ['（', '）', '(', ')', '。', '【', '】', '[', ']'];

/// The disclosure mark that a line holds, in any of its forms: （公开属性：主动公开）, （此件公开发布）.
///
/// Gives the words that say it: 主动公开, 此件公开发布.
pub(crate) fn disclosure(text: &str) -> Option<std::ops::Range<usize>> {
    let said = text.trim_start_matches(|c| chars::is_space(c) || AROUND.contains(&c));
    let said = said.strip_prefix("政府").filter(|rest| begins(rest, "信息公开")).unwrap_or(said);
    // Nearly all lines begin with another character.
    if !matches!(said.chars().next()?, '此' | '本' | '公' | '信' | '主' | '依' | '不') {
        return None;
    }
    let trimmed = crate::flow::trim(text, 0..text.len());
    let words = &text[trimmed.clone()];
    if words.chars().count() > 24 {
        return None;
    }
    let is = DISCLOSURES.iter().any(|form| begins(said, form)) || is_disclosed_by_kind(said) || {
        let said: String = printed(said).collect();
        let bare = said.trim_end_matches(AROUND);
        // 此件主动公开, 此件可公开发布, 此件删减后公开, 此件发至县团级.
        matches!(bare, "公开" | "主动公开" | "依申请公开" | "不予公开" | "不公开")
            || bare
                .strip_prefix("此件")
                .is_some_and(|rest| ["公开", "删减", "发至"].iter().any(|word| rest.contains(word)))
            || text.trim_start_matches(chars::is_space).starts_with(['（', '('])
                && is_disclosed_by_name(bare)
    };
    if !is {
        return None;
    }
    let mut start = trimmed.start;
    let mut end = trimmed.end;
    if let Some(colon) = words.find([':', '：', '∶']) {
        start += colon + words[colon..].chars().next().map_or(0, char::len_utf8);
    }
    let outer = |c| AROUND.contains(&c) || matches!(c, ' ' | '\u{3000}');
    let inner = text[start..end].trim_start_matches(outer);
    start = end - inner.len();
    end = start + inner.trim_end_matches(outer).len();
    (start < end).then_some(start..end)
}

/// A line that is a date and nothing else: 2021年4月23日, 二〇二一年四月; a scan may take 日 for 曰 or lose it.
pub(crate) fn is_date_line(text: &str) -> bool {
    /// The longest number of a day: 二十三.
    const LONGEST_DAY: u32 = 3;
    let (mut count, mut year, mut last) = (0, false, ' ');
    let mut month = None;
    for c in printed(text) {
        let dated = chars::digit(c).is_some()
            || matches!(
                c,
                '年' | '月'
                    | '日'
                    | '〇'
                    | '○'
                    | '◯'
                    | 'O'
                    | 'o'
                    | 'Ｏ'
                    | 'ｏ'
                    | '零'
                    | '一'
                    | '二'
                    | '三'
                    | '四'
            )
            || matches!(c, '五' | '六' | '七' | '八' | '九' | '十' | 'X' | 'x' | '×' | '曰');
        count += 1;
        if !dated || count > 13 || last == '曰' {
            return false;
        }
        (year, last) = (year || c == '年', c);
        match c {
            '月' => month = Some(count),
            '日' => month = None,
            _ => {}
        }
    }
    let day_begun = || month.is_some_and(|month| count - month <= LONGEST_DAY);
    year && (matches!(last, '日' | '月' | '曰') || last != '年' && day_begun())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_all_of_its_line() {
        assert!(["7月", "12 月", "十一月份", "８月"].iter().all(|line| is_month(line)));
        for line in ["13月", "0月", "7月底", "7月1日", "月", "三个月", "2025年7月"] {
            assert!(!is_month(line), "{line}");
        }
    }

    #[test]
    fn white_space_inside_words_is_passed_over() {
        for (text, spaced) in [("任务类型", false), ("任务 类　型 ", true), ("类\u{200b}型", true)]
        {
            assert!(ends(text, "类型") && begins(text, &squeeze(text)), "{text}");
            assert_eq!(holds_space(text), spaced, "{text}");
        }
        assert!(!ends("型", "类型") && !ends("类型名", "类型") && !ends("", "类型"));
    }

    #[test]
    fn disclosure_marks() {
        for (line, words) in [
            ("（公开属性：主动公开）", "主动公开"),
            ("（此件公开发布）", "此件公开发布"),
            ("公 开", "公 开"),
            ("(此件主动公开)", "此件主动公开"),
            ("（此件可公开发布）", "此件可公开发布"),
            ("（信息公开形式：主动公开）", "主动公开"),
            ("信息公开方式：主动公开", "主动公开"),
            ("（政府信息公开选项：依申请公开）", "依申请公开"),
            ("（本文件公开发布，有效期5年）", "本文件公开发布，有效期5年"),
            ("（信息公开类别: 不予公开）", "不予公开"),
        ] {
            assert_eq!(disclosure(line).map(|range| &line[range]), Some(words));
        }
        assert_eq!(disclosure("公开招聘工作人员"), None);
        assert_eq!(disclosure("此件请速办理"), None);
        assert_eq!(disclosure("（本文件公开发布之日起施行）"), None);
        assert_eq!(disclosure("本文件公开发布，有效期5年"), None);
        assert_eq!(disclosure("公开形式：政府网站"), None);
        assert_eq!(disclosure("公开类别"), None);
        assert_eq!(disclosure("政府信息公开工作要点"), None);
    }

    #[test]
    fn date_lines() {
        assert!(is_date_line("2021年4月23日"));
        assert!(is_date_line("二〇二一年四月二十三日"));
        assert!(is_date_line("二OO七年四月二十四日"));
        assert!(is_date_line("2021 年 4 月 23 日"));
        assert!(is_date_line("2021年4月23") && is_date_line("二〇二一年四月二十三曰"));
        assert!(!is_date_line("2021年4月3日5") && !is_date_line("2021年4"));
        assert!(!is_date_line("2021年4月23日印发"));
        assert!(!is_date_line("2021年重点工作"));
    }
}
