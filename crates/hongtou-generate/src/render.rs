//! A plan written out: header, body and attachment, with damage.

use crate::damage::{Damage, Kind};
use crate::grid;
use crate::layout::{Container, DutyForm, Layout, Outline};
use crate::numeral;
use crate::plan::Plan;
use crate::random::Random;
use crate::truth::{Truth, TruthClause, TruthItem, TruthSection, marked};

/// Stands where a page ends inside a paragraph, until the paragraph is written.
const CUT: char = '\u{E000}';

/// Writes a plan in a layout, with damage.
pub fn render(plan: &Plan, layout: &Layout, damage: &Damage) -> String {
    let truth = Truth::new(plan, layout);
    let mut pen = Pen::new(plan, layout, *damage);
    if layout.container == Container::Html {
        pen.text.push_str("<!DOCTYPE html>\n<html>\n<body>\n<div>\n");
    }
    pen.head(&truth);
    for section in &truth.sections {
        pen.section(section);
    }
    if let Some((title, rows)) = &truth.table {
        pen.line(&format!("附件：{title}"));
        pen.line("附件");
        pen.heading(1, title);
        let text = grid::write(plan, rows, layout, *damage, &mut pen.random, &mut pen.page);
        pen.text.push_str(&text);
        pen.text.push('\n');
    }
    if plan.printed_on.is_some() {
        pen.line(&format!("{}　{}印发", plan.issuer, date(plan.printed_on.unwrap_or_default())));
    }
    if layout.container == Container::Html {
        pen.text.push_str("</div>\n</body>\n</html>\n");
    }
    pen.text
}

fn date((year, month, day): (u32, u32, u32)) -> String {
    format!("{year}年{month}月{day}日")
}

/// Writes a page number as one of the usual lines.
pub(crate) fn page_line(style: u32, page: u32) -> String {
    match style {
        0 => format!("— {page} —"),
        1 => format!("- {page} -"),
        _ => format!("－{page}－"),
    }
}

/// Writes a paragraph as the container has it.
pub(crate) fn paragraph(text: &mut String, words: &str, container: Container) {
    match container {
        Container::Markdown | Container::Text => text.push_str(&format!("{words}\n\n")),
        Container::Lines => text.push_str(&format!("{words}\n")),
        Container::Html => text.push_str(&format!("<p>{words}</p>\n")),
    }
}

struct Pen<'p> {
    plan: &'p Plan,
    layout: &'p Layout,
    damage: Damage,
    random: Random,
    text: String,
    page: u32,
    /// Habits of this notice.
    space_after_number: bool,
    stop_after_brackets: bool,
}

impl<'p> Pen<'p> {
    fn new(plan: &'p Plan, layout: &'p Layout, damage: Damage) -> Pen<'p> {
        let mut random = Random::apart(plan.seed, 4);
        let space_after_number = random.chance(50);
        let stop_after_brackets = random.chance(20) && layout.duty != DutyForm::OwnLines;
        let text = String::new();
        let page = 1;
        Pen { plan, layout, damage, random, text, page, space_after_number, stop_after_brackets }
    }

    /// A paragraph as it is.
    fn line(&mut self, words: &str) {
        paragraph(&mut self.text, words, self.layout.container);
    }

    fn heading(&mut self, level: usize, words: &str) {
        if self.layout.container == Container::Markdown {
            let marks = "#".repeat(level);
            self.line(&format!("{marks} {words}"));
        } else {
            self.line(words);
        }
    }

    fn head(&mut self, truth: &Truth) {
        let plan = self.plan;
        if self.random.chance(50) {
            self.heading(1, &format!("{}文件", plan.issuer));
        }
        self.line(&truth.document_number);
        self.heading(1, &truth.title);
        self.line(&plan.addressees);
        let mut cover = format!("现将《{}》印发给你们，请认真贯彻执行。", truth.plan_title);
        let rule = match self.layout.duty {
            DutyForm::FirstLeads => "列第一位的为牵头单位，下同",
            DutyForm::CommaLeads => "责任单位中，逗号前面的为牵头单位，下同",
            _ => "",
        };
        let in_cover = self.random.chance(40);
        let covered = in_cover && self.layout.duty == DutyForm::FirstLeads;
        if covered {
            cover.push_str("任务分工中，列第一位的为牵头单位，其他单位按职责分工做好相关工作。");
        }
        self.line(&cover);
        self.line(&plan.issuer);
        self.line(&date(plan.issued_on));
        if self.random.chance(30) {
            self.line("（此件公开发布）");
        }
        self.heading(1, &truth.plan_title);
        let place = format!("{}{}", plan.place.name, plan.place.level);
        let mut preamble =
            format!("为推动{}年各项目标任务落地见效，结合{place}实际，制定本方案。", plan.year);
        if !covered && !rule.is_empty() {
            preamble.push_str(&format!("（{rule}）"));
        }
        self.line(&preamble);
    }

    fn section(&mut self, section: &TruthSection) {
        if let (Some(ordinal), Some(title)) = (section.ordinal, &section.title) {
            self.heading(2, &marked(ordinal, title));
        }
        for item in &section.items {
            self.item(item);
        }
    }

    fn item(&mut self, item: &TruthItem) {
        self.between();
        if let (true, Some((label, title))) = (item.begins_group, &item.group) {
            self.heading(3, &format!("（{}）{title}", numeral::chinese(*label)));
        }
        let mut text = self.mark(item.number);
        if let Some(heading) = &item.heading {
            text.push_str(heading);
            if self.layout.heading_line {
                self.heading(3, &text);
                text.clear();
            } else {
                text.push('。');
            }
        }
        let mut cut = false;
        for clause in &item.clauses {
            self.clause(clause, &mut text, &mut cut);
        }
        self.paragraph(&text);
        if self.layout.duty == DutyForm::OwnLines {
            for part in item.clauses.iter().flat_map(|clause| &clause.printed) {
                self.paragraph(part);
            }
        }
    }

    fn mark(&self, number: u32) -> String {
        let space = if self.space_after_number { " " } else { "" };
        let chinese = numeral::chinese(number);
        match self.layout.outline {
            Outline::Running | Outline::Restarting | Outline::Groups => {
                format!("{number}.{space}")
            }
            Outline::WideDot => format!("{number}．"),
            Outline::Dun => format!("{number}、"),
            Outline::Parenthesised | Outline::ParenthesisedRunning | Outline::ParenthesisedOnly => {
                format!("（{chinese}）")
            }
            Outline::Articles => format!("第{chinese}条　"),
            Outline::OneLevel => format!("{chinese}、"),
        }
    }

    /// Adds a clause and its responsibility; at most one page ends in an item.
    fn clause(&mut self, clause: &TruthClause, text: &mut String, cut: &mut bool) {
        let mut words = clause.text.clone();
        if self.layout.duty == DutyForm::OwnLines {
            text.push_str(&self.cut(Kind::SentenceCut, &words, 15, cut));
            return;
        }
        let (open, close) = self.layout.brackets.pair();
        let stop = if self.stop_after_brackets {
            words.pop();
            "。"
        } else {
            ""
        };
        text.push_str(&self.cut(Kind::SentenceCut, &words, 15, cut));
        text.push(open);
        let duty = clause.printed.concat();
        text.push_str(&self.cut(Kind::ParenthesisCut, &duty, 25, cut));
        text.push(close);
        text.push_str(stop);
    }

    /// The words with a page's end in them, where this kind of damage strikes.
    fn cut(&mut self, kind: Kind, words: &str, percent: u32, cut: &mut bool) -> String {
        if *cut || !self.damage.has(kind) || !self.random.chance(percent) {
            return words.to_owned();
        }
        // Without a table to say the words whole, a line cut before its first comma reads like a
        // heading on a line of its own (among such headings any first line does): nothing but the
        // sense of the words would tell.
        let mark = if self.layout.heading_line { '。' } else { '，' };
        let plain = self.layout.table.is_none() && kind == Kind::SentenceCut;
        let from = if plain { words.find(mark).unwrap_or_default() } else { 0 };
        let Some(at) = place_to_cut(&words[from..], &mut self.random) else {
            return words.to_owned();
        };
        let at = from + at;
        *cut = true;
        format!("{}{CUT}{}", &words[..at], &words[at..])
    }

    /// Writes a paragraph with what befalls its letters, then its pages.
    fn paragraph(&mut self, words: &str) {
        let words = letters(words, self.damage, &mut self.random);
        let mut pieces = words.split(CUT);
        if let Some(first) = pieces.next() {
            self.line(first);
        }
        for piece in pieces {
            self.page_end();
            self.line(piece);
        }
    }

    /// What stands between two paragraphs where a page may end.
    fn between(&mut self) {
        if self.random.chance(12) {
            self.page_end();
        }
    }

    fn page_end(&mut self) {
        if self.damage.has(Kind::PageNumbers) {
            self.line(&page_line((self.plan.seed % 3) as u32, self.page));
            self.page += 1;
        }
        if self.damage.has(Kind::RunningHead) {
            self.line(&self.plan.plan_title.clone());
        }
    }
}

/// Whether a character is a Chinese word sign.
fn is_word(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

/// A place inside a sentence where a page may end, so that a reader sees that it goes on: between
/// two word signs, the next being no sign of a number or a mark.
pub(crate) fn place_to_cut(words: &str, random: &mut Random) -> Option<usize> {
    let chars: Vec<(usize, char)> = words.char_indices().collect();
    let places: Vec<usize> = (3..chars.len().saturating_sub(2))
        .filter(|&at| is_word(chars[at - 1].1) && is_word(chars[at].1))
        .filter(|&at| !"一二三四五六七八九十第附各".contains(chars[at].1))
        .map(|at| chars[at].0)
        .collect();
    (!places.is_empty()).then(|| *random.pick(&places))
}

/// What befalls the letters of a paragraph or a cell.
pub(crate) fn letters(words: &str, damage: Damage, random: &mut Random) -> String {
    let mut words = words.to_owned();
    if damage.has(Kind::HalfWidth) && random.chance(40) {
        let narrow = |c| match c {
            '，' => ',',
            '；' => ';',
            '：' => ':',
            '（' => '(',
            '）' => ')',
            other => other,
        };
        words = words.chars().map(narrow).collect();
    }
    if damage.has(Kind::OcrSpaces) && random.chance(30) {
        let chars: Vec<char> = words.chars().collect();
        words.clear();
        for (at, &c) in chars.iter().enumerate() {
            let inside = at > 4 && is_word(chars[at - 1]) && is_word(c);
            if inside && random.chance(5) {
                words.push(' ');
            }
            words.push(c);
        }
    }
    words
}
