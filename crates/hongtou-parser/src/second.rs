//! A second notice in the file of another, which is not read.
//!
//! Files pasted together have one letterhead below the tasks of another: its mark, its number, a title and whom
//! it is for. None of that is a task of the first notice. What stands from there on in that file is left as it is.
//! A letterhead is also where a notice attaches what it passes on: so above it nothing may be attached that is
//! still open, and nothing names the notice below or hands it on.

use hongtou_model::{Confidence, DocumentNumber, ProseRole, RepairKind, Span};
use hongtou_source::{Source, TextRange, chars};

use crate::as_one::text_of;
use crate::flow::Flow;
use crate::header;
use crate::layout;
use crate::lines::{Element, Line};
use crate::marker::marker;
use crate::record::{Record, head};
use crate::table::GridRef;

/// So many lines a title may have, and those whom the notice is for behind it.
const LONGEST_TITLE: usize = 4;
const LONGEST_ADDRESS: usize = 4;
/// So many lines at the top say whether the notice passes another on.
const TOP: usize = 12;

/// Drops what stands from a second letterhead on: its first line is in nothing that is read, and the rest a note.
pub(crate) fn cut_off<'s>(
    mut elements: Vec<Element<'s>>,
    sources: &'s [Source],
    record: &mut Record,
) -> Vec<Element<'s>> {
    let Some(at) = second(&elements) else { return elements };
    let mut rest = elements.split_off(at);
    let index = rest.first().and_then(source_of);
    // What another file attaches is the notice's own.
    let end =
        rest.iter().position(|element| source_of(element).is_some_and(|of| Some(of) != index));
    elements.extend(end.map(|end| rest.split_off(end)).into_iter().flatten());
    let Some((Element::Line(first), rest)) = rest.split_first() else { return elements };
    tell(first, record);
    let index = first.flow.source();
    let mut pieces: Vec<TextRange> = Vec::new();
    for element in rest {
        match element {
            Element::Line(line) => {
                pieces.extend(line.flow.source_ranges(0..line.text().len()));
            }
            Element::Table(table) => {
                tell_table(table, record);
                let cells = table.grid.rows.iter().flat_map(|row| &row.cells);
                pieces.extend(cells.flat_map(|cell| cell.pieces.iter().copied()));
            }
            _ => {}
        }
    }
    record.prose(ProseRole::Note, &Flow::new(text_of(sources, index), index, &pieces));
    elements
}

/// Where the second letterhead begins.
fn second(elements: &[Element<'_>]) -> Option<usize> {
    let numbers = elements.iter().enumerate().filter(|(_, element)| is_number(element));
    let mut numbers = numbers.map(|(at, _)| at).peekable();
    // Nearly all notices have one number, above everything else.
    let first = *numbers.peek()?;
    let tasks = elements.iter().position(|element| line(element).is_some_and(is_ordinal))?;
    let (number, title) = numbers
        .filter(|&at| at > tasks)
        .find_map(|at| title_of_letter(elements, at).map(|title| (at, title)))?;
    let index = |at: usize| source_of(&elements[at]);
    if index(first) != index(number) || passes_on(elements) {
        return None;
    }
    let of = |at: usize| line(&elements[at]).and_then(|line| header::whole_number(line.text()));
    let ((_, own), (_, other)) = (of(first)?, of(number)?);
    let mark =
        |at: usize| line(&elements[at]).is_some_and(|line| header::is_issuer_mark(line.text()));
    let start = (tasks + 1..number).rev().take_while(|&at| mark(at)).last().unwrap_or(number);
    let above = &elements[..start];
    let title = crate::words::squeeze(&title).into_owned();
    let below = Below { title, number: &other, of_other: own.agency != other.agency };
    has_ended(above, index(number), &below).then_some(start)
}

/// Whether the letter says that it passes another notice on, which then has a letterhead of its own.
fn passes_on(elements: &[Element<'_>]) -> bool {
    let mut top = elements.iter().filter_map(line).take(TOP);
    let mut titled = true;
    top.any(|line| {
        titled &= !header::is_salutation(line);
        let has = |verbs: &[&str]| verbs.iter().any(|verb| line.text().contains(verb));
        has(&["转发", "批转", "转印", "翻印"]) || titled && has(&["贯彻", "落实", "精神"])
    })
}

/// The notice below a letterhead, as the one above it may name it.
struct Below<'n> {
    /// Its title without white space.
    title: String,
    number: &'n DocumentNumber,
    /// Whether another body numbers it.
    of_other: bool,
}

impl Below<'_> {
    /// Whether a line says that this notice is passed on: by its full title, by its number before 印发, or
    /// by who issued it and what it is about or of what kind it is. To cite it is not to pass it on.
    fn is_named(&self, line: &Line<'_>) -> bool {
        let whole = line.text();
        // Most lines say nothing of the kind.
        let hands = ["印发", "印给"].into_iter().find(|verb| whole.contains(verb));
        if hands.is_none() && !whole.contains("关于") {
            return false;
        }
        let text = crate::words::squeeze(whole);
        let mut places = text.match_indices(&*self.title);
        if text != self.title && places.any(|(at, _)| !cites(&text[..at])) {
            return true;
        }
        let Some(verb) = hands else { return false };
        let handed = text.rsplit_once(verb).map(|(paper, _)| handed_on(paper));
        // Words of the sentence may stand before the number: 现将云政发〔2031〕4号…; without 将 the number is all.
        let numbered = handed.is_some_and(|(paper, whole)| {
            crate::reference::document_number(paper).is_some_and(|(at, found)| {
                found.agency.ends_with(&*self.number.agency)
                    && (found.year, found.serial) == (self.number.year, self.number.serial)
                    && !cites(&paper[..at.start])
                    && (!whole || is_all(&paper[at.end..]))
            })
        });
        numbered
            || self.of_other
                && (self.is_about(&text) || handed.is_some_and(|(paper, _)| self.is_kind(paper)))
    }

    /// Whether words name who issued the notice and what it is about: 《省教育厅关于招生工作的意见》.
    fn is_about(&self, text: &str) -> bool {
        let Some(at) = self.title.find("关于") else { return false };
        text.match_indices(&self.title[at..]).any(|(at, _)| {
            let before = text[..at].trim_end_matches('《');
            let quoted = before.rsplit_once('《').map_or(before, |(before, _)| before);
            let issuer = before.rsplit(['《', '将', '发']).next().unwrap_or(before);
            !cites(quoted) && self.is_issuer(issuer)
        })
    }

    /// Whether words are who issued the notice and of what kind it is: 省政府的意见.
    fn is_kind(&self, paper: &str) -> bool {
        let kind = self.title.char_indices().rev().nth(1).map_or("", |(at, _)| &self.title[at..]);
        paper.strip_suffix(kind).is_some_and(|body| self.is_issuer(body.trim_end_matches('的')))
    }

    fn is_issuer(&self, body: &str) -> bool {
        let issuer = self.title.split("关于").next().unwrap_or_default();
        let short = |name: &str| name.replace("人民政府", "政府");
        !body.is_empty() && short(issuer).ends_with(&short(body))
    }
}

/// Whether the words before a title or a number say in the same clause that the notice goes by it: 根据《…, 按照省厅《….
fn cites(before: &str) -> bool {
    const BY: [&str; 9] = ["根据", "按照", "依据", "依照", "遵照", "对照", "结合", "贯彻", "落实"];
    let clause = before.rsplit(['，', ',', '。', '；', '将', '把']).next().unwrap_or(before);
    BY.iter().any(|by| clause.contains(by))
}

/// Whether words behind the number of a paper say nothing but what it is, where it stands, how it is handed on and
/// what is beside it: 文件现, 通知, （附后）, 文件、任务表一并.
fn is_all(words: &str) -> bool {
    const SAYS: [&str; 9] = ["文件", "文", "通知", "现", "予以", "一并", "随", "全", "原"];
    let mut rest = words;
    while let Some(next) = SAYS
        .iter()
        .find_map(|said| rest.strip_prefix(said))
        .or_else(|| rest.strip_prefix(['（', '('])?.split_once(['）', ')']).map(|(_, next)| next))
    {
        rest = next;
    }
    rest.is_empty() || rest.strip_prefix(['、', '及', '和']).is_some_and(is_paper)
}

/// Whether words are the name of a paper, and how it is handed on: 任务表一并, and neither 会议精神 nor …制定的要点.
fn is_paper(words: &str) -> bool {
    const PAPERS: [&str; 9] =
        ["表", "清单", "文件", "方案", "意见", "通知", "办法", "细则", "说明"];
    let handed = ["现", "予以", "一并", "随文", "一同"];
    let bare = handed.iter().fold(words, |words, said| words.trim_end_matches(said));
    PAPERS.iter().any(|paper| bare.ends_with(paper))
        && !["的", "制定", "精神"].iter().any(|of| bare.contains(of))
}

/// The words of a sentence, up to 印发, that say what is handed on: behind 现将 or 把, or those of its last clause,
/// and whether they are the latter.
fn handed_on(before: &str) -> (&str, bool) {
    let behind = ["现将", "现把", "将", "把"].iter().find_map(|word| before.split_once(word));
    behind.map_or_else(
        || (before.rsplit(['，', ',', '。', '；']).next().unwrap_or(before), true),
        |(_, paper)| (paper, false),
    )
}

/// Whether a notice has come to its end where a letterhead with a title stands below it: behind what it attaches
/// it says who printed it, and until then it does not pass the notice below on.
fn has_ended(above: &[Element<'_>], index: Option<u16>, below: &Below<'_>) -> bool {
    let mut open = false;
    let mut named = false;
    // Several attachments may lack a line above each.
    let mut several = false;
    for element in above.iter().filter(|element| source_of(element) == index) {
        let Some(line) = line(element) else {
            // The table that is attached stands there.
            open &= several || !matches!(element, Element::Table(_));
            continue;
        };
        let text = chars::trim(line.text());
        if attaches(line) {
            open = true;
            several |= counts_attachments(line);
        } else if header::is_imprint(text) {
            open = false;
            named = false;
        }
        named |= below.is_named(line);
    }
    !open && !named
}

/// Whether a line numbers an attachment, so that there may be several: 附件2, 附件：1.….
fn counts_attachments(line: &Line<'_>) -> bool {
    let listed = || line.text().split(['：', ':']).nth(1).map(chars::trim).and_then(marker);
    match layout::mention(line) {
        Some(layout::Mention::Head { number, .. }) => number.is_some(),
        Some(layout::Mention::List { .. }) => listed().is_some(),
        None => true,
    }
}

/// Whether a line lists attachments or stands above one, also in a bracket: （附件1）.
fn attaches(line: &Line<'_>) -> bool {
    let text = chars::trim(line.text());
    // A blank may be all that stands for the colon.
    let listed = |words: &str| words.starts_with(chars::is_space);
    layout::mention(line).is_some()
        || text.strip_prefix("附件").is_some_and(listed)
        || text
            .strip_prefix(['（', '(', '【'])
            .is_some_and(|words| words.starts_with("附件") && words.chars().count() <= 6)
}

fn source_of(element: &Element<'_>) -> Option<u16> {
    match element {
        Element::Line(line) => Some(line.flow.source()),
        Element::Table(table) => Some(table.index),
        _ => None,
    }
}

fn line<'e, 's>(element: &'e Element<'s>) -> Option<&'e Line<'s>> {
    match element {
        Element::Line(line) => Some(line),
        _ => None,
    }
}

fn is_ordinal(line: &Line<'_>) -> bool {
    line.marker.as_ref().is_some_and(|marker| !marker.doubtful)
}

/// Whether a line is the number of a notice and nothing else.
fn is_number(element: &Element<'_>) -> bool {
    line(element).is_some_and(|line| {
        chars::trim_end(line.text()).ends_with('号') && header::whole_number(line.text()).is_some()
    })
}

/// The title below the number of a notice, above whom it is for.
fn title_of_letter(elements: &[Element<'_>], number: usize) -> Option<String> {
    let below: Vec<&Line<'_>> = elements[number + 1..]
        .iter()
        .map_while(line)
        .take(LONGEST_TITLE + LONGEST_ADDRESS)
        .collect();
    let addressed = below.iter().position(|line| header::is_salutation(line))?;
    let mut title = String::new();
    let whole = below[..addressed].iter().take(LONGEST_TITLE).any(|line| {
        title.push_str(chars::trim(line.text()));
        title.contains("关于") && header::complete_title(&title)
    });
    whole.then_some(title)
}

/// Records that a table of the second notice is not read.
fn tell_table(table: &GridRef<'_>, record: &mut Record) {
    let [head, rows @ ..] = &table.grid.rows[..] else { return };
    let mut at = Span::default();
    let pieces = head.cells.iter().flat_map(|cell| &cell.pieces);
    pieces.for_each(|&piece| at.push(table.index, piece));
    if at.is_empty() {
        return;
    }
    let rows = rows.len();
    record.repair(
        RepairKind::SecondNotice,
        at,
        Confidence::Likely,
        || format!("另一份通知的表格（{rows}行），未读取"),
        || format!("a table of the second notice ({rows} rows) is not read"),
    );
}

fn tell(line: &Line<'_>, record: &mut Record) {
    let at: Span = line.flow.whole();
    let words = head(chars::trim(line.text()), 20);
    record.repair(
        RepairKind::SecondNotice,
        at,
        Confidence::Likely,
        || format!("从“{words}”起是另一份通知，未读取；请分成两个文件"),
        || format!("a second notice begins at “{words}” and is not read; part the file in two"),
    );
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use hongtou_source::{Cell, Format, Grid, GridForm, GridRow};

    use super::*;

    const FIRST: &str = "青教发〔2031〕3号\n青禾县教育局关于印发校园安全要点的通知\n各学校：\n\
        现将要点印发给你们。\n一、加强管理\n1.开展排查。（安全科负责）\n2.加强培训。（人事科负责）";
    const SECOND: &str = "青禾县教育局文件\n青教发〔2031〕4号\n青禾县教育局关于印发\n招生工作要点的通知\n\
        各学校：\n一、加强管理\n1.开展招生。（招生科负责）";

    /// The lines that are left, and the kinds of repairs.
    fn left(text: &str) -> (usize, Vec<RepairKind>) {
        let sources = [Source::from_text("n", Format::Text, text)];
        let mut at = 0;
        let lines = text.split('\n').map(|line| {
            let start = at;
            at += line.len() + 1;
            let flow = Flow::new(&sources[0], 0, &[TextRange::at(start, start + line.len())]);
            Element::Line(Line::new(flow, true))
        });
        let mut record = Record::default();
        let left = cut_off(lines.collect(), &sources, &mut record).len();
        (left, record.repairs.iter().map(|repair| repair.kind).collect())
    }

    #[test]
    fn a_second_letterhead_ends_the_notice() {
        let both = format!("{FIRST}\n{SECOND}");
        assert_eq!(left(&both), (7, vec![RepairKind::SecondNotice]));
        assert_eq!(left(&format!("{FIRST}\n{FIRST}")), (7, vec![RepairKind::SecondNotice]));
        assert_eq!(left(FIRST), (7, Vec::new()));
        // Who printed the first one stands below what it attaches.
        let printed = format!("{FIRST}\n附件\n校园安全任务表\n青禾县教育局办公室 2031年3月1日印发");
        assert_eq!(left(&format!("{printed}\n{SECOND}")), (10, vec![RepairKind::SecondNotice]));
    }

    #[test]
    fn a_table_of_the_second_notice_is_told() {
        let text = format!("{FIRST}\n附件：校园安全任务表\n附件\n校园安全任务表\n|\n{SECOND}\n|");
        let kinds = |text: &str| {
            let sources = [Source::from_text("n", Format::Text, text)];
            let mut at = 0;
            let elements = text.split('\n').map(|line| {
                let range = TextRange::at(at, at + line.len());
                at += line.len() + 1;
                if line != "|" {
                    return Element::Line(Line::new(Flow::new(&sources[0], 0, &[range]), true));
                }
                let cell = Cell { pieces: [range].into_iter().collect(), ..Cell::default() };
                let rows = vec![GridRow { cells: vec![cell], ..GridRow::default() }; 2];
                let grid = Cow::Owned(Grid { rows, form: GridForm::Pipes });
                Element::Table(GridRef { grid, index: 0, source: &sources[0], sheet: None })
            });
            let mut record = Record::default();
            cut_off(elements.collect(), &sources, &mut record);
            record.repairs.iter().map(|repair| repair.kind).collect::<Vec<_>>()
        };
        assert_eq!(kinds(&text), [RepairKind::SecondNotice; 2]);
        // The second of two attachments is a notice that is passed on.
        assert_eq!(kinds(&text.replace("附件：校园", "附件：1.校园")), []);
        assert_eq!(kinds(&text.replace("附件\n", "附件1\n")), []);
    }

    #[test]
    fn another_file_is_none_of_the_second_notice() {
        let text = format!("{FIRST}\n{SECOND}");
        let sources = [
            Source::from_text("n", Format::Text, &text),
            Source::from_text("m", Format::Text, "附件\n青禾县校园安全任务表"),
        ];
        let mut elements = Vec::new();
        for (index, source) in (0..).zip(&sources) {
            let mut at = 0;
            for line in source.text.split('\n') {
                let flow = Flow::new(source, index, &[TextRange::at(at, at + line.len())]);
                elements.push(Element::Line(Line::new(flow, true)));
                at += line.len() + 1;
            }
        }
        let left = cut_off(elements, &sources, &mut Record::default());
        let words: Vec<&str> = left.iter().filter_map(line).map(Line::text).collect();
        assert_eq!(words.len(), 9);
        assert_eq!(words[7..], ["附件", "青禾县校园安全任务表"]);
    }

    #[test]
    fn letterheads_of_what_is_attached_cited_or_passed_on() {
        let whole = |text: &str| assert_eq!(left(text), (text.split('\n').count(), Vec::new()));
        whole(&format!("{FIRST}\n附件1\n{SECOND}"));
        whole(&format!("{}\n{SECOND}", FIRST.replace("印发", "转发")));
        // What the letter attaches, with a title of its own, in a bracket, or told in the list alone.
        whole(&format!("{FIRST}\n附件1\n有关文件\n{SECOND}"));
        whole(&format!("{FIRST}\n（附件1）\n{SECOND}"));
        whole(&format!("{FIRST}\n附件：1.招生工作要点的通知\n2031年3月1日\n{SECOND}"));
        let heeds = FIRST.replace("印发校园安全要点", "贯彻落实上级通知精神");
        whole(&format!("{heeds}\n{SECOND}"));
        let named = "现将《青禾县教育局关于印发招生工作要点的通知》印发给你们。";
        let names = FIRST.replace("现将要点印发给你们。", named);
        whole(&format!("{names}\n{}", SECOND.replace("印发\n招生", "印发招生")));
        // By its number, by what it is about, as a paper of its kind from another body, or behind a blank.
        let other = |text: &str| {
            text.replace("青教发", "云教发").replace(
                "青禾县教育局关于印发\n招生工作要点的通知",
                "云岭省教育厅关于招生工作的意见",
            )
        };
        for said in [
            "现将云教发〔2031〕4号文印发给你们。",
            "现将《省教育厅 关于招生工作的意见》印发给你们。",
            "现将省教育厅的意见印发你们。",
            "现翻印给你们。",
            "为将部署落到实处，现将省教育厅的意见印发你们。",
            "现将省教育厅《关于招生工作的意见》印发给你们。",
            "现把云教发〔2031〕4号文件印发给你们。",
            "云教发〔2031〕4号文件印发给你们。",
            "云教发〔2031〕4号通知印发给你们。",
            "云教发〔2031〕4号文件（附后）现印发给你们。",
            "云教发〔2031〕4号文件（见附件）一并全文印发给你们。",
            "云教发〔2031〕4号文件、任务表随文予以印发。",
            "根据《云岭省教育厅关于招生工作的意见》及要求，现将《云岭省教育厅关于招生工作的意见》印发给你们。",
        ] {
            whole(&format!("{}\n{}", FIRST.replace("现将要点印发给你们。", said), other(SECOND)));
        }
        whole(&format!("{FIRST}\n附件 招生意见\n{}", other(SECOND)));
        let own = FIRST.replace("现将要点", "现将要点的意见");
        assert_eq!(left(&format!("{own}\n{SECOND}")), (7, vec![RepairKind::SecondNotice]));
        // To cite is not to pass on, nor is a paper of its own of that kind or on that subject.
        for said in [
            "根据云教发〔2031〕4号文，现将要点印发给你们。",
            "根据《云岭省教育厅关于招生工作的意见》，现将要点印发给你们。",
            "现将《青禾县招生意见》印发给你们。",
            "现将《青禾县教育局关于招生工作的意见》印发给你们。",
            "根据《青禾县教育局关于招生工作的意见》，现将要点印发给你们。",
            "根据云教发〔2031〕4号文件印发本要点。",
            "我局根据云教发〔2031〕4号制定的要点印发给你们。",
            "云教发〔2031〕4号文件的要点随文印发给你们。",
            "根据会议安排，云教发〔2031〕4号文件和全县会议精神制定的要点印发给你们。",
            "经研究，云教发〔2031〕4号（以下简称意见）和青教发〔2030〕9号的实施细则印发给你们。",
            "云教发〔2031〕4号文件已于1月印发，请遵照执行。",
            "为贯彻落实《云岭省教育厅关于招生工作的意见》，现将要点印发给你们。",
            "按照省教育厅《关于招生工作的意见》要求，现将要点印发给你们。",
        ] {
            let both =
                format!("{}\n{}", FIRST.replace("现将要点印发给你们。", said), other(SECOND));
            assert_eq!(left(&both), (7, vec![RepairKind::SecondNotice]), "{said}");
        }
        let alike = SECOND.replace("印发\n招生工作", "印发校园安全").replace("青", "云");
        assert_eq!(left(&format!("{FIRST}\n{alike}")), (7, vec![RepairKind::SecondNotice]));
        // A list of notices is none.
        whole(&format!(
            "{FIRST}\n青教发〔2030〕9号\n青禾县教育局关于印发招生要点的通知\n2.发放教材。"
        ));
        // Above all tasks stands the notice's own.
        whole(&format!("青政发〔2031〕1号\n{FIRST}"));
    }
}
