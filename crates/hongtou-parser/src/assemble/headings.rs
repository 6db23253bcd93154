//! Whether the sentence that opens an item is its heading: the linked row shows it, else the notice's
//! habit.

use std::collections::BTreeMap;

use hongtou_source::chars;

use super::settle::ClausePlace;
use crate::flow::Flow;
use crate::link::{ClauseKey, Link, RowKey};
use crate::outline::{ItemDraft, SectionDraft, Topic, counts, length};
use crate::table::{TableDraft, key};
use crate::token::{self, TokenKind};

/// The longest sentence that opens items as headings do, in characters.
const SHORT: usize = 24;

/// Tells items' first sentences from their headings.
pub(super) fn settle_headings(
    sections: &mut [SectionDraft<'_>],
    tables: &[TableDraft<'_>],
    keys: (&[ClauseKey], &[RowKey]),
    links: &[Link],
    places: &[ClausePlace],
) {
    let shown = Shown::of(sections, tables, keys, links, places);
    let habits = Habits::of(sections);
    for (s, section) in sections.iter_mut().enumerate() {
        for (i, item) in section.items.iter_mut().enumerate() {
            let Some(topic) = item.topic.take() else { continue };
            let counted = || counted(item, topic.cut, topic.heading.text());
            let is_heading = match shown.items.get(&(s, i)) {
                Some(&heads) => heads,
                None if topic.marked => true,
                None if topic.colon => habits.colon,
                None => {
                    !shown.mostly_tasks()
                        && (habits.head(s, item, topic.heading.text())
                            || habits.headed[s] && counted())
                }
            };
            if is_heading && let Some(clause) = item.clauses.first_mut() {
                let len = clause.text.text().len();
                let rest = clause.text.slice(topic.cut.min(len)..len);
                let range = rest.trim(0..rest.text().len());
                clause.text = rest.slice(range);
                item.heading = Some(topic.heading);
            }
        }
    }
}

/// What rows show of the sentences that open items.
#[derive(Default)]
struct Shown {
    /// By section and item whether the sentence is a heading, or a part of the task.
    items: BTreeMap<(usize, usize), bool>,
    /// How many rows show it as a heading, and as a part of the task.
    headings: usize,
    tasks: usize,
}

impl Shown {
    fn of(
        sections: &[SectionDraft<'_>],
        tables: &[TableDraft<'_>],
        (clause_keys, row_keys): (&[ClauseKey], &[RowKey]),
        links: &[Link],
        places: &[ClausePlace],
    ) -> Shown {
        let mut shown = Shown::default();
        // Items of which a row says the sentence alone, and nothing else.
        let mut alone: Vec<(usize, usize)> = Vec::new();
        let rows = tables.iter().flat_map(|table| &table.rows).zip(row_keys);
        for ((row, RowKey { text: content, action, .. }), link) in rows.zip(links) {
            let Some(clause) = link.clause else { continue };
            let Some(&(s, i, c)) = places.get(clause) else { continue };
            let item = &sections[s].items[i];
            let Some(cut) = item.topic.as_ref().map(|topic| topic.cut) else { continue };
            // No item has a heading and a topic.
            let topic = &clause_keys[clause].topic;
            let as_action = row.action_printed && row.action.is_some() && action == topic;
            // The sentence itself, not a longer one that begins with the same words.
            let in_content = c == 0
                && content
                    .strip_prefix(topic.as_str())
                    .is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
                && !says_again(item, cut);
            // A title of rows has no number and no stop.
            let is_row = || {
                let stops = |task: &Flow<'_>| task.text().trim_end().ends_with('。');
                row.number.is_some() && row.content.as_ref().is_some_and(stops)
            };
            if in_content {
                shown.items.insert((s, i), false);
                shown.tasks += 1;
            } else if c == 0 && !as_action && content == topic && is_row() {
                alone.push((s, i));
            } else if as_action || c == 0 && leaves_out(content, item, cut) {
                shown.items.entry((s, i)).or_insert(true);
                shown.headings += 1;
            }
        }
        // Where another row has what follows the sentence, the clause is parted, and the sentence is its first part.
        for place in alone {
            if let Some(heads) = shown.items.get_mut(&place).filter(|heads| **heads) {
                *heads = false;
                shown.tasks += 1;
            }
        }
        shown
    }

    /// Whether rows have such sentences in their tasks as a rule.
    fn mostly_tasks(&self) -> bool {
        self.tasks > self.headings && self.tasks > 2
    }
}

/// Whether what follows the sentence that opens an item begins with its words: a row that does has them from
/// there.
fn says_again(item: &ItemDraft<'_>, cut: usize) -> bool {
    let (Some(topic), Some(first)) = (&item.topic, item.clauses.first()) else { return false };
    let rest = first.text.text().get(cut..).unwrap_or_default();
    rest.trim_start().starts_with(topic.heading.text())
}

/// How the items of a notice open.
struct Habits {
    /// Most items that have more than one sentence open with a short one.
    short: bool,
    /// Most items open with words before a colon.
    colon: bool,
    /// A sentence that makes a document may be a heading: others are, or all items open with a short one.
    documents: bool,
    /// By section whether items rarely open with a heading: a first sentence is short by chance.
    rare: Vec<bool>,
    /// By section whether each of its items, but one that a sentence opens, has a heading of its own.
    headed: Vec<bool>,
    /// There is one item, and no other shows how they open.
    alone: bool,
}

impl Habits {
    fn of(sections: &[SectionDraft<'_>]) -> Habits {
        let items = || sections.iter().flat_map(|section| &section.items);
        let topic = |item: &ItemDraft<'_>| item.topic.as_ref().is_some_and(Topic::is_short);
        let (mut short, mut all) = (0, 0);
        // Of each section, how many items open with what can be a heading, and of how many.
        let mut own: Vec<(u32, u32)> = Vec::with_capacity(sections.len());
        for section in sections {
            let opening = section.items.iter().filter(|item| may_open(item));
            let (mut heads, mut count) = (0, 0);
            for item in opening {
                count += 1;
                short += u32::from(topic(item));
                heads += u32::from(item.topic.as_ref().is_some_and(Topic::may_head));
            }
            all += count;
            own.push((heads, count));
        }
        let short = short * 2 >= all;
        let least = if short { 4 } else { 3 };
        let rare = own.iter().map(|&(heads, all)| heads * 3 <= all && all >= least).collect();
        let heads = |item: &&ItemDraft<'_>| {
            let document =
                || item.topic.as_ref().is_some_and(|topic| makes_document(topic.heading.text()));
            item.heading.is_some() || topic(item) && !document()
        };
        let opens = |item: &ItemDraft<'_>| item.heading.is_some() || topic(item);
        let count = items().count();
        let documents = items().filter(heads).count() >= 2 || count > 1 && items().all(opens);
        let ends_in_colon =
            |item: &&ItemDraft<'_>| item.topic.as_ref().is_some_and(|topic| topic.colon);
        let colons = items().filter(ends_in_colon).count();
        let colon = colons >= 3 && colons * 4 >= count * 3;
        let headed = sections.iter().map(|section| {
            let opened = section.items.iter().filter(|item| item.heading.is_none()).count();
            opened == 1 && section.items.len() > 2
        });
        let headed = headed.collect();
        Habits { short, colon, documents, rare, headed, alone: count == 1 }
    }

    /// Whether a sentence that opens an item of a section is its heading.
    fn head(&self, section: usize, item: &ItemDraft<'_>, sentence: &str) -> bool {
        let count = length(sentence);
        // Above several parts, each with who answers for it, a few words head the only item.
        let answered = || item.clauses.iter().filter(|clause| clause.duty.is_some()).count();
        let parted = self.alone && !sentence.contains(['，', ',']) && answered() > 1;
        !self.rare[section]
            && !says_how_much(sentence)
            && (self.documents || parted || !makes_document(sentence))
            && (count <= 16 || (self.short || parted) && count <= 28)
    }
}

/// Whether the sentence that opens an item is counted below how it is done, and is one matter.
fn counted(item: &ItemDraft<'_>, cut: usize, sentence: &str) -> bool {
    let first = item.clauses.first().and_then(|clause| clause.text.text().get(cut..));
    first.is_some_and(counts) && !sentence.contains(['，', ',']) && !says_how_much(sentence)
}

/// Whether an item has more than one sentence, and nothing else tells its heading.
fn may_open(item: &ItemDraft<'_>) -> bool {
    let first = item.clauses.first().map_or("", |clause| clause.text.text());
    item.heading.is_none()
        && !item.topic.as_ref().is_some_and(|topic| topic.marked)
        && (item.topic.is_some() || first.matches('。').count() > 1)
}

impl Topic<'_> {
    fn is_short(&self) -> bool {
        length(self.heading.text()) <= SHORT
    }

    /// Whether it can be a heading by its length and its words.
    fn may_head(&self) -> bool {
        let text = self.heading.text();
        let long = || length(text) <= 28 && !text.contains(['，', ',']);
        (self.is_short() || long()) && !says_how_much(text)
    }
}

/// Whether a sentence ends with a figure: 改造标准化池塘1.2万亩 is what to do, and no topic.
fn says_how_much(text: &str) -> bool {
    token::tokens(text).last().is_some_and(|last| {
        matches!(last.kind, TokenKind::Figure(_))
            && last.range.end == text.len()
            && !names_articles(&text[..last.range.start], &text[last.range.start..])
    })
}

/// Whether a sentence says that a document is written or changed: 推进修订《…条例》, 制定…办法.
fn makes_document(text: &str) -> bool {
    const HOW: [&str; 9] = ["研究", "推进", "推动", "加快", "抓紧", "组织", "适时", "及时", "启动"];
    const MADE: [&str; 9] =
        ["制定", "制订", "修订", "修改", "出台", "编制", "起草", "印发", "编写"];
    const DOCUMENTS: [&str; 15] = [
        "》", "办法", "条例", "规定", "指引", "指南", "标准", "规范", "细则", "意见", "目录",
        "规程", "导则", "规划", "清单",
    ];
    let text = text.trim_matches(chars::is_space);
    let done = HOW.iter().find_map(|how| text.strip_prefix(how)).unwrap_or(text);
    MADE.iter().any(|verb| done.starts_with(verb))
        && DOCUMENTS.iter().any(|document| text.ends_with(document))
}

/// Whether a figure counts what is laid down rather than the work: 民生实事10件, 落实优化营商环境30条.
fn names_articles(before: &str, figure: &str) -> bool {
    let laid_down =
        ["实事", "措施", "举措", "政策", "意见", "条例", "规定", "办法", "禁令", "倡议", "”", "》"];
    let carried_out = ["落实", "执行", "贯彻", "兑现", "用好"];
    figure.ends_with(['条', '件', '项']) && laid_down.iter().any(|word| before.ends_with(word))
        || figure.ends_with('条') && carried_out.iter().any(|word| before.contains(word))
}

/// Whether a row's task begins with the words after the item's first sentence, which it leaves out.
fn leaves_out(content: &str, item: &ItemDraft<'_>, cut: usize) -> bool {
    let after = item.clauses.first().and_then(|clause| clause.text.text().get(cut..));
    let after = after.map(key).unwrap_or_default();
    let same = content.chars().zip(after.chars()).take_while(|(a, b)| a == b).count();
    same >= 8 || same > 3 && same + 1 >= after.chars().count()
}

#[cfg(test)]
mod tests {
    use super::says_how_much;
    use crate::fixtures::notice_with_tables;

    #[test]
    fn a_sentence_that_has_a_row_of_its_own_is_the_first_part_of_the_task() {
        let heading = |rows: &str| {
            let text = format!(
                "关于印发造林工作要点的通知\n各镇：\n一、造林护林\n\
                 1.组建护林队伍。招录护林员60名，按月发放补贴。（县林业局负责）\n\
                 2.开发巡山打卡小程序。建立护林员星级评定制度，每年评定一次。（县林业局负责）\n\
                 附件：任务分解表\n序号|工作内容|完成时限|责任单位\n\
                 1|招录护林员60名，按月发放补贴。|3月底前|县林业局\n{rows}"
            );
            let notice = notice_with_tables(&text);
            assert_eq!(notice.sections[0].items.len(), 2);
            notice.sections[0].items[1].heading.clone()
        };
        let second = "建立护林员星级评定制度，每年评定一次。|12月底前|县林业局";
        let first = "2|开发巡山打卡小程序。|9月底前|县林业局";
        assert_eq!(heading(&format!("{first}\n3|{second}")), None);
        // Where no row says the sentence, it heads the task.
        let named = heading(&format!("2|{second}"));
        assert_eq!(named.as_deref(), Some("开发巡山打卡小程序"));
    }

    #[test]
    fn figures_of_the_work_and_names_with_figures() {
        for text in ["改造标准化池塘1.2万亩", "建成幸福河湖12条", "办理代办事项40项"]
        {
            assert!(says_how_much(text), "{text}");
        }
        for text in ["办好民生实事10件", "落实优化营商环境30条", "落实“双减”30条", "推进改革"]
        {
            assert!(!says_how_much(text), "{text}");
        }
    }
}
