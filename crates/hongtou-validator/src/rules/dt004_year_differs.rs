use hongtou_model::{Date, Lang, ProseRole, Severity, Span, TableKind};
use hongtou_source::chars;

use crate::context::Context;
use crate::figures::common_end;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::texts::TextKind;
use crate::words::{begins_within, plain, sentence_around, sub_span};
use crate::years::{two_years, years};

rule! {
    /// Number, titles and dates of the notice name different years.
    ///
    /// ## What it checks
    /// The years of document number, date of issue and printing date against each other; the years
    /// of title, plan title, the plan named in the covering letter, and the titles of task tables
    /// against each other, also where they name several (2026—2028年); and, for yearly plans of work, the one group against the other. The number
    /// in the site's own data against that of the notice, its year as an info, and the day of issue there. And the
    /// years of documents that are cited by their numbers, which are none after the notice's own.
    ///
    /// ## Why it matters
    /// A notice made from last year's keeps last year's number somewhere.
    ///
    /// ## Example
    /// `〔2020〕1号`, issued 2021年4月23日. After: `〔2021〕1号`.
    ///
    /// ## What to do
    /// Put the odd one right.
    ///
    /// ## Stays silent
    /// Around the turn of the year (a number of the old year in January, a plan for the next year
    /// from September), for titles of several years but for those of the plan itself, for other plans that are only cited (根据《…》), for a later document by which the notice was put right or repealed (根据…〔2026〕3号修改), and for reviews of a past year.
    ///
    /// ## Authority
    /// GB/T 9704-2012, 7.2.5 (the year in the document number); the rest is practice.
    zh "
文号、标题、日期中的年份不一致。

## 检查什么
发文字号、成文日期、印发日期的年份互相比较；标题、所印发方案的标题、正文开头所引方案名称、任务表标题的年份互相比较，标题、正文所引的起止年份（2026—2028年）与所印发方案标题的比较；
年度工作部署的两组年份再相互比较。网页信息栏所载的文号、成文日期与文件自身的比较，文号年份不同的只提示。所引文件文号的年份晚于本文的，也报。

## 为什么重要
套用上一年的稿子，总有一处年份忘了改。

## 示例
`〔2020〕1号`，成文日期 2021年4月23日。改后：`〔2021〕1号`。

## 怎么办
改正不一致的一处。

## 何时不报
跨年前后（1月用上一年文号、9月起印发下一年计划）的，标题含几个年份的（所印发方案自己的起止年份除外），只是引用的其他方案（根据《……》、《……》同时废止），本文后来据以修改、修订或者废止的文件（根据……〔2026〕3号修改），总结上一年度的，不报。

## 依据
GB/T 9704-2012 第7.2.5条（发文字号的年份）；其余为惯例。
"
    DT004 "year-differs" Error "GB/T 9704-2012, 7.2.5; practice" No check
}

/// A year, what names it, and where.
struct Named {
    year: u32,
    zh: &'static str,
    en: &'static str,
    place: Place,
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let header = &context.notice.header;
    let mut formal: Vec<Named> = Vec::new();
    if let Some(number) = &header.document_number
        && let Some(year) = number.year
    {
        let place =
            Place::new("header.document_number", &header.spans.document_number, &number.text);
        formal.push(Named { year, zh: "发文字号", en: "the document number", place });
    }
    for (date, id, span, zh, en) in [
        (
            header.issued_on,
            "header.issued_on",
            &header.spans.issued_on,
            "成文日期",
            "the date of issue",
        ),
        (
            header.printed_on,
            "header.printed_on",
            &header.spans.printed_on,
            "印发日期",
            "the printing date",
        ),
    ] {
        if let Some(date) = date {
            formal.push(Named {
                year: date.year(),
                zh,
                en,
                place: Place::new(id, span, &date.to_string()),
            });
        }
    }
    if let Some(own) = formal.first().filter(|_| header.document_number.is_some()) {
        number_of_the_site(context, own, sink);
    }
    if let Some(latest) = formal.iter().max_by_key(|named| named.year) {
        later_documents(context, latest, sink);
    }
    day_of_the_site(context, sink);
    of_several_years(context, sink);
    let titles = titles(context);
    // Around the turn of the year number and dates may differ by one.
    let turn = header.issued_on.is_some_and(|d| d.month() == 1 || d.month() == 12)
        || header.printed_on.is_some_and(|d| d.month() == 1);
    let near = |a: u32, b: u32| turn && a.abs_diff(b) == 1;
    let said = most(&titles, None);
    let year = most(&formal, said);
    odd_ones(&formal, year, sink, &near);
    odd_ones(&titles, said, sink, &|_, _| false);
    // A yearly plan of work is issued in its year.
    let (Some(year), Some(said)) = (year, said) else { return };
    let plan = titles.iter().any(|named| is_plan(&named.place.text));
    let late = header.issued_on.is_some_and(|d| d.month() >= 9);
    let early = header.issued_on.is_none_or(|d| d.month() <= 2);
    let fine = said == year || (said == year + 1 && late) || (said + 1 == year && early);
    if !plan || fine || formal.len() < 2 {
        return;
    }
    let (Some(title), Some(date)) = (
        titles.iter().find(|named| named.year == said),
        formal.iter().find(|named| named.year == year),
    ) else {
        return;
    };
    report(sink, title, date);
}

/// Tells where the notice's title or its letter gives a plan other years from one to another (2026—2027年) than its own title.
fn of_several_years(context: &Context<'_>, sink: &mut Sink<'_>) {
    let notice = context.notice;
    let Some((plan, title)) = super::issued_plan(notice) else { return };
    let own = stretches(title);
    let [(from, to, at)] = own.as_slice() else { return };
    let lang = sink.lang();
    let (head, tail) = (plain(&title[..at.start]), plain(&title[at.end..]));
    // The notice's title may leave out the place, and names nothing else by so many of its words.
    let least = head.chars().count().min(4);
    let header = notice.header.title.as_deref();
    let heading = header.unwrap_or_default();
    let header = header.map(|text| ("header.title", text, &notice.header.spans.title, true));
    let letter = notice.prose.iter().filter(|prose| prose.role == ProseRole::Cover);
    let letter = letter.map(|prose| (prose.id.as_str(), prose.text.as_str(), &prose.span, false));
    for (id, text, span, is_title) in header.into_iter().chain(letter) {
        let named = stretches(text);
        let mut same = named.iter().filter(|(.., range)| {
            let common = common_end(&plain(&text[..range.start]), &head);
            let whole = if is_title { least } else { head.chars().count() };
            let behind = plain(&text[range.end..]);
            let behind = behind.strip_prefix(tail.as_str());
            let issued = |behind: &str| match is_title {
                true => title_issues(&text[..range.start], behind),
                false => letter_issues(text, (range, behind), &head, heading),
            };
            common >= whole && behind.is_some_and(issued)
        });
        let (Some((first, last, range)), None) = (same.next(), same.next()) else { continue };
        if (first, last) == (from, to) || least + tail.chars().count() < 4 {
            continue;
        }
        let (zh, en) = match is_title {
            true => ("通知标题", "the notice's title"),
            false => ("正文所引方案名称", "the covering letter"),
        };
        let message = lang.pick(
            format!("{zh}是{first}—{last}年，方案标题是{from}—{to}年"),
            format!("{en} says {first} to {last}, the plan's title {from} to {to}"),
        );
        let place = Place::new(id, &sub_span(span, range.clone()), &text[range.clone()]);
        let plans = Place::new("plan.title", &sub_span(&plan.spans.title, at.clone()), title);
        let draft = Draft::new(place, message)
            .quote(&text[range.clone()])
            .quote(&title[at.clone()])
            .related(plans, lang.pick("方案标题", "the plan's title").to_owned())
            .help(lang.pick("改正不一致的一处", "put the odd one right"));
        sink.report(draft);
    }
}

/// Whether a notice's title names what it issues (关于印发《…》的通知, the bare name), and not what it carries out
/// (关于贯彻落实《…》的通知), by what stands before the years and behind the name.
fn title_issues(before: &str, behind: &str) -> bool {
    let issues = ISSUES.iter().any(|word| before.contains(word)) || !before.contains("关于");
    let another = behind.starts_with(AND) && behind.ends_with("的通知");
    issues && (behind.is_empty() || behind.starts_with("的通知") || another)
}

/// Whether a covering letter issues the plan that it names with some years: 现将《…》印发给你们, 《…》已经…同意,
/// 制定了《…》，现印发给你们. What it follows, carries on or repeals are other plans by the same name.
fn letter_issues(
    text: &str,
    (years, behind): (&std::ops::Range<usize>, &str),
    head: &str,
    heading: &str,
) -> bool {
    const SENT: [&str; 3] = ["印发", "予以印发", "下发"];
    const AGREES: [&str; 5] = ["同意", "批准", "审议", "审定", "研究"];
    const NOW: [&str; 3] = ["现印发", "现予", "请"];
    let ends = |c| matches!(c, '，' | ',' | '；' | ';' | '。' | '：' | ':');
    let before = &text[..years.start];
    let open = before.rfind('《').filter(|&open| !before[open..].contains('》'));
    let close = text[years.end..].find('》').map(|at| years.end + at + '》'.len_utf8());
    let (Some(open), Some(close)) = (open, close) else {
        // 现将云溪市水利行动方案（2026—2028年）印发给你们
        let clause = before.rsplit(ends).next().unwrap_or_default();
        return clause.starts_with("现将") && SENT.iter().any(|word| behind.starts_with(word));
    };
    let lead = before[..open].rsplit(ends).next().unwrap_or_default();
    let name = plain(&before[open..]);
    let place = name.strip_suffix(head).unwrap_or(&name);
    // 《江北市…》 in a letter of one of its counties is another's.
    let own = place.is_empty() || plain(heading).starts_with(place);
    // （以下简称《方案》）
    let aside = text[close..].strip_prefix('（').and_then(|aside| aside.split_once('）'));
    let rest = aside.map_or(&text[close..], |(_, rest)| rest);
    let clause = rest.trim_start_matches(ends).split(ends).next().unwrap_or_default();
    let another = clause.starts_with(AND);
    let told = another && ["已", "业"].iter().any(|word| clause.contains(word));
    let agreed = (told || clause.starts_with(['已', '业', '经']))
        && AGREES.iter().any(|word| clause.contains(word));
    if lead.ends_with('将') || lead.contains("现将") {
        return SENT.iter().any(|word| rest.starts_with(word) || another && clause.contains(word));
    }
    let made = MAKES.iter().any(|word| lead.trim_end_matches('了').ends_with(word));
    let now = !rest.starts_with(ends) && clause.starts_with("现印发");
    own && (now
        || agreed && !rest.starts_with(ends)
        || made && (agreed || NOW.iter().any(|word| clause.starts_with(word))))
}

/// What joins to a plan another thing that is issued with it: 《…》及2026年工作清单.
const AND: [char; 3] = ['及', '和', '与'];

/// Verbs of a title that issues something, and of a letter that says who made it.
const ISSUES: [&str; 4] = ["印发", "发布", "公布", "下发"];
const MAKES: [&str; 8] = ["制定", "编制", "起草", "印发", "修订", "形成", "同意", "批准"];

/// The years from one to another that a text names, and where.
fn stretches(text: &str) -> Vec<(u32, u32, std::ops::Range<usize>)> {
    let found = years(text);
    let pairs = found.windows(2).filter_map(|pair| {
        let [(from, at), (to, behind)] = pair else { return None };
        let between = text[at.end..behind.start].trim_start_matches('年').trim();
        let is_to = |c| matches!(c, '-' | '—' | '–' | '－' | '～' | '~' | '至' | '到');
        let whole = from < to && !between.is_empty() && between.chars().all(is_to);
        whole.then_some((*from, *to, at.start..behind.end))
    });
    pairs.collect()
}

/// Tells where the site gives the number of the notice another year than the notice does.
fn number_of_the_site(context: &Context<'_>, own: &Named, sink: &mut Sink<'_>) {
    let numbers = context
        .notice
        .header
        .metadata
        .iter()
        .filter(|entry| entry.label.contains("文号") || entry.label.contains("文字号"));
    for entry in numbers {
        let place = Place::new("header.metadata", &entry.span, &entry.value);
        let Some(year) = number_year(&entry.value) else { continue };
        if year == own.year {
            if is_other_serial(context, &entry.value) {
                sink.report(of_the_site(
                    ("发文字号", "the document number"),
                    place,
                    &own.place,
                    sink.lang(),
                ));
            }
            continue;
        }
        let odd =
            Named {
                year, zh: "网页所载发文字号", en: "the number that the site gives", place
            };
        sink.report(found(&odd, own, sink.lang()).at_most(Severity::Info));
    }
}

/// Whether a number that the site gives is the notice's own but for the serial number.
fn is_other_serial(context: &Context<'_>, value: &str) -> bool {
    const BRACKETS: [char; 10] = ['〔', '〕', '[', ']', '［', '］', '（', '）', '(', ')'];
    let mut parts = value.trim().split(BRACKETS);
    let (Some(agency), Some(_), Some(rest), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let Some(own) = &context.notice.header.document_number else { return false };
    let serial = plain(rest).strip_suffix('号').and_then(|rest| rest.parse::<u32>().ok());
    plain(agency) == plain(&own.agency)
        && own.serial.zip(serial).is_some_and(|(own, serial)| own != serial)
}

/// Tells where the site gives another day of issue than the notice.
fn day_of_the_site(context: &Context<'_>, sink: &mut Sink<'_>) {
    let header = &context.notice.header;
    let Some(own) = header.issued_on else { return };
    for entry in header.metadata.iter().filter(|entry| entry.label == "成文日期") {
        let numbers: Vec<u32> = entry
            .value
            .trim()
            .split(['年', '月', '日', '-', '/', '.'])
            .filter_map(|part| part.trim().parse().ok())
            .collect();
        let [year, month, day] = numbers[..] else { continue };
        // The notice may have no day of its own but this one.
        let same = Date::new(year, month, day).is_none_or(|date| date == own);
        // A year that is wrong is told against the number and the titles.
        let told = header.document_number.is_some() && year != own.year();
        if same || told || begins_within(&header.spans.issued_on, &entry.span) {
            continue;
        }
        let place = Place::new("header.metadata", &entry.span, &entry.value);
        let here = Place::new(
            "header.issued_on",
            &header.spans.issued_on,
            &header.spans.issued_on.words(context.sources),
        );
        sink.report(of_the_site(("成文日期", "the date of issue"), place, &here, sink.lang()));
    }
}

/// What is told of a value that the site gives otherwise than the notice.
fn of_the_site((zh, en): (&str, &str), place: Place, own: &Place, lang: Lang) -> Draft {
    let message = lang.pick(
        format!("网页所载{zh}是“{}”，正文是“{}”", place.text, own.text),
        format!("{en} that the site gives is {}, the notice has {}", place.text, own.text),
    );
    let quotes = (place.text.clone(), own.text.clone());
    Draft::new(place, message)
        .at_most(Severity::Warning)
        .quote(&quotes.0)
        .quote(&quotes.1)
        .related(own.clone(), lang.pick("正文所载", "the notice's own").to_owned())
        .help(lang.pick("改正不一致的一处", "put the odd one right"))
}

/// Tells of documents that are cited by a number of a later year than the notice's own number and dates have.
fn later_documents(context: &Context<'_>, latest: &Named, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for text in context.texts.iter().filter(|text| text.signs.number) {
        if text.kind == TextKind::Residual {
            continue;
        }
        for (open, _) in text.text.match_indices('〔') {
            let number = &text.text[open..];
            let Some(end) = number.find('号').filter(|end| *end < "〔2026〕12345".len() + 1)
            else {
                continue;
            };
            let Some(year) = number_year(number).filter(|&year| year > latest.year) else {
                continue;
            };
            let agency = text.text[..open].chars().rev().take_while(|c| chars::is_han(*c)).take(8);
            let start = open - agency.map(char::len_utf8).sum::<usize>();
            let range = start..open + end + '号'.len_utf8();
            let words = &text.text[range.clone()];
            if is_amended(text.text, &range) {
                continue;
            }
            let message = lang.pick(
                format!("所引文号“{words}”的年份晚于{}（{}年）", latest.zh, latest.year),
                format!(
                    "{words} is cited, of a year after that of {} ({})",
                    latest.en, latest.year
                ),
            );
            let place = text.narrowed(sub_span(text.span, range.clone()), words);
            sink.report(
                Draft::new(place, message)
                    .at_most(Severity::Warning)
                    .quote(&format!("〔{year}〕"))
                    .related(latest.place.clone(), lang.pick(latest.zh, latest.en).to_owned())
                    .help(lang.pick("核对所引文号", "look the cited number up")),
            );
        }
    }
}

/// Whether the sentence of a cited number says that the notice was put right or repealed by it later (根据…〔2026〕3号修改).
fn is_amended(text: &str, cited: &std::ops::Range<usize>) -> bool {
    const AMENDED: [&str; 5] = ["修改", "修订", "修正", "废止", "失效"];
    let sentence = sentence_around(text, cited.clone());
    AMENDED.iter().any(|word| sentence.contains(word))
}

/// The year in a document number: 云政发〔2025〕1号.
fn number_year(number: &str) -> Option<u32> {
    let open = number.find(['〔', '[', '［', '（', '('])?;
    let digits = number[open..].chars().skip(1).map_while(hongtou_source::chars::digit);
    let year = digits.take(4).fold(0, |year, digit| year * 10 + digit);
    (1949..2200).contains(&year).then_some(year)
}

const PLANS: [&str; 7] =
    ["工作安排", "工作要点", "重点工作", "工作计划", "重点任务", "行动计划", "工作任务"];
const REVIEWS: [&str; 7] = ["总结", "考核", "评价", "情况", "通报", "结果", "表彰"];

fn is_plan(title: &str) -> bool {
    PLANS.iter().any(|word| title.contains(word))
        && !REVIEWS.iter().any(|word| title.contains(word))
}

/// The titles that name exactly one year.
fn titles(context: &Context<'_>) -> Vec<Named> {
    let notice = context.notice;
    let mut out = Vec::new();
    let mut push = |id: &str, text: &str, span: &Span, zh, en| {
        let found = years(text);
        if let [(year, range)] = found.as_slice() {
            let place = Place::new(id, &sub_span(span, range.clone()), text);
            out.push(Named { year: *year, zh, en, place });
        }
    };
    if let Some(title) = &notice.header.title {
        push("header.title", title, &notice.header.spans.title, "通知标题", "the notice's title");
    }
    if let Some((plan, title)) = super::issued_plan(notice) {
        push("plan.title", title, &plan.spans.title, "方案标题", "the plan's title");
        let cover = notice.prose.iter().filter(|prose| prose.role == ProseRole::Cover);
        if let [(_, own)] = years(title).as_slice() {
            let (head, tail) = (plain(&title[..own.start]), plain(&title[own.end..]));
            for prose in cover {
                // The letter names the plan by every word but the year.
                for (_, range) in years(&prose.text) {
                    let (before, after) = prose.text.split_at(range.end);
                    let before = before.get(..range.start).unwrap_or_default();
                    if plain(before).ends_with(&head) && plain(after).starts_with(&tail) {
                        let span = sub_span(&prose.span, range.clone());
                        let words = &prose.text[range];
                        push(
                            &prose.id,
                            &format!("{words}年"),
                            &span,
                            "正文所引方案名称",
                            "the covering letter",
                        );
                    }
                }
            }
        }
    }
    for table in notice.tables.iter().filter(|table| table.kind == TableKind::Task) {
        if let Some(title) = &table.title {
            let id = format!("{}.title", table.id);
            push(&id, title, &table.spans.title, "表的标题", "the table's title");
        }
    }
    for (at, attachment) in notice.header.attachments.iter().enumerate() {
        // Several attachments may be of several years; the only one is the plan's own table.
        if notice.header.attachments.len() == 1 {
            let id = format!("header.attachments.{}", at + 1);
            push(&id, &attachment.title, &attachment.span, "附件说明", "the list of attachments");
        }
    }
    out
}

/// The year that most name; on a draw the one that is told besides, else the first of them.
fn most(named: &[Named], told: Option<u32>) -> Option<u32> {
    let count = |year: u32| named.iter().filter(|n| n.year == year).count();
    let top = named.iter().map(|n| count(n.year)).max()?;
    let likely = told.filter(|&year| count(year) == top);
    likely.or_else(|| named.iter().map(|n| n.year).find(|&year| count(year) == top))
}

fn odd_ones(
    named: &[Named],
    usual: Option<u32>,
    sink: &mut Sink<'_>,
    allowed: &dyn Fn(u32, u32) -> bool,
) {
    let Some(year) = usual else { return };
    let Some(usual) = named.iter().find(|n| n.year == year) else { return };
    for odd in named.iter().filter(|n| n.year != year && !allowed(n.year, year)) {
        report(sink, odd, usual);
    }
}

fn report(sink: &mut Sink<'_>, odd: &Named, usual: &Named) {
    let draft = found(odd, usual, sink.lang());
    sink.report(draft);
}

fn found(odd: &Named, usual: &Named, lang: Lang) -> Draft {
    let message = lang.pick(
        format!("{}是{}年，{}是{}年", odd.zh, odd.year, usual.zh, usual.year),
        format!("{} says {}, {} says {}", odd.en, odd.year, usual.en, usual.year),
    );
    let part = odd.place.id.as_deref().unwrap_or_default();
    Draft::new(odd.place.clone(), message)
        .cause(two_years(part, odd.year, usual.year))
        .quote(&odd.year.to_string())
        .quote(&usual.year.to_string())
        .related(usual.place.clone(), lang.pick(usual.zh, usual.en).to_owned())
        .help(lang.pick("改正不一致的一处", "put the odd one right"))
}

#[cfg(test)]
mod tests {
    use super::is_amended;

    #[test]
    fn a_notice_may_be_put_right_by_a_later_document() {
        for (text, amended) in [
            ("（根据云政发〔2026〕3号修改）", true),
            ("据云政发〔2026〕3号废止。按要求落实", true),
            ("按云政发〔2026〕3号落实。修订制度5项", false),
            ("修订制度5项。按云政发〔2026〕3号落实", false),
        ] {
            let start = text.find("云政发").unwrap_or_default();
            let end = text.find('号').unwrap_or_default() + '号'.len_utf8();
            assert_eq!(is_amended(text, &(start..end)), amended, "{text}");
        }
    }
}
