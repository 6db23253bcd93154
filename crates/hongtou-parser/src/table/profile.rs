//! What cells look like: a number, a date, units, a task, words of the body.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::ops::Range;

use foldhash::fast::FixedState;
use hongtou_model::{ColumnKind, SmolStr};
use hongtou_source::{chars, numeral};

use super::periods::names_stages;
use super::spilled::time_behind_units;
use crate::date;
use crate::flow::Flow;
use crate::marker::{Form, marker};
use crate::responsibility;

use ColumnKind as K;

/// What the cells of one printed column look like; counts of non-empty cells.
#[derive(Clone, Debug, Default)]
pub(crate) struct Profile {
    pub(super) filled: f32,
    pub(super) ordinal: f32,
    /// Of the ordinals, those in brackets: （一）.
    bracketed: f32,
    number: f32,
    units: f32,
    date: f32,
    /// Nothing but a time.
    only_date: f32,
    short: f32,
    long: f32,
    /// Words that say what is done rather than name it.
    pub(super) phrase: f32,
    name: f32,
    phone: f32,
    clause: f32,
    is_section: f32,
    is_heading: f32,
    pub(super) is_clause: f32,
    /// Parts of the body's tasks, word by word.
    pub(super) is_part: f32,
    /// What is to be reached in several periods, one after the other.
    stages: f32,
    /// A figure and nothing before it: 18所.
    pub(super) figure: f32,
    /// A figure and what it counts in, and nothing else: 8950人, 104%.
    amount: f32,
    /// Words with a figure among them.
    measured: f32,
    /// Words with the end of a sentence.
    sentence: f32,
    count: Count,
    /// Of the ordinals.
    ordinals: Count,
}

/// How the numbers of a column follow each other.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// The first number and the last one.
    ends: Option<(u16, u16)>,
    /// How often one stands below another, and how often it is the same, one of the next or 1 again.
    steps: f32,
    next: f32,
    /// How often it is a greater one.
    risen: f32,
    /// Whether one begins with a letter: K1, R2.
    lettered: bool,
}

impl Count {
    /// The most that a number counts; beyond it a [`Packed`] number says that it is lettered.
    const MOST: u16 = 0x7fff;

    fn of(number: Option<u32>, lettered: bool) -> Count {
        let capped =
            |number: u32| u16::try_from(number).map_or(Count::MOST, |n| n.min(Count::MOST));
        let ends = number.map(capped).map(|number| (number, number));
        Count { ends, lettered, ..Count::default() }
    }

    fn add(&mut self, other: Count) {
        let Some((first, last)) = other.ends else { return };
        self.steps += other.steps;
        self.next += other.next;
        self.risen += other.risen;
        self.lettered |= other.lettered;
        self.ends = Some(match self.ends {
            None => (first, last),
            Some((begins, before)) => {
                // A number or two may be glued to the words of their rows.
                let grown = first.checked_sub(before).is_some_and(|by| by <= 3);
                let next = first == 1 || grown;
                self.steps += 1.0;
                self.next += f32::from(u8::from(next));
                self.risen += f32::from(u8::from(first > before));
                (begins, last)
            }
        });
    }

    /// Whether the numbers run as the ordinals of rows do; one alone may.
    fn runs(self) -> bool {
        self.next * 2.0 >= self.steps
    }
}

/// What one cell looks like, in as little room as its many cells leave a large table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Packed {
    units: f32,
    // The other counts of one cell, in the order of [`Profile::each_one`].
    ones: u32,
    // The number that the cell is, where it is one.
    number: u16,
}

impl Packed {
    /// The profile of the cell.
    pub(super) fn unpacked(self) -> Profile {
        let mut profile = Profile { units: self.units, ..Profile::default() };
        // Each bit is asked where it stands, so that four are at once.
        let mut bit = 1;
        profile.each_one(|count| {
            *count = if self.ones & bit == 0 { 0.0 } else { 1.0 };
            bit <<= 1;
        });
        let number = (profile.number > 0.0).then_some((self.number & Count::MOST).into());
        profile.count = Count::of(number, self.number > Count::MOST);
        let ordinal = (profile.ordinal > 0.0).then_some(self.number.into());
        profile.ordinals = Count::of(ordinal, false);
        profile
    }
}

/// What the body says, folded, to know a section's title from an action and a task.
#[derive(Debug, Default)]
pub(crate) struct BodyHints {
    pub(crate) sections: BTreeSet<String>,
    pub(crate) headings: BTreeSet<String>,
    /// Of the headings, those of a level between section and item.
    pub(crate) groups: BTreeSet<String>,
    /// In order, to find the one that begins with given words.
    pub(crate) clauses: BTreeSet<String>,
    /// Names of units, as printed.
    pub(crate) units: BTreeSet<SmolStr>,
    /// Any two names that stand side by side in a list, without what stands between them.
    pub(crate) beside: BTreeSet<String>,
    /// The notice's title, where it has nothing but tables, which are titled by it.
    pub(crate) title: String,
    /// How the sections, headings and clauses begin, once somebody asked.
    openings: OnceCell<[Openings; 3]>,
    /// How the parts that the clauses consist of begin, and their hashes in order, once somebody asked.
    parts: OnceCell<(Openings, Vec<u64>)>,
}

/// By hash, the first characters of some words.
///
/// Most cells begin as nothing in the body does, and need not be folded to be looked for there.
#[derive(Debug)]
struct Openings([u64; 64]);

impl Openings {
    fn of<'w>(words: impl Iterator<Item = &'w str>) -> Openings {
        let mut openings = Openings([0; 64]);
        for slot in words.filter_map(Openings::slot) {
            openings.0[slot / 64] |= 1 << (slot % 64);
        }
        openings
    }

    fn has(&self, slot: usize) -> bool {
        self.0[slot / 64] >> (slot % 64) & 1 == 1
    }

    /// The slot of words, folded or not; none where they begin with other characters than four that
    /// folding leaves as they are.
    fn slot(words: &str) -> Option<usize> {
        let mut chars = words.chars();
        let hash = (0..4).try_fold(0, |hash, _| {
            let c = chars.next().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))?;
            Some(hash * 31 + c as usize)
        });
        Some(hash? % 4096)
    }
}

/// Words that are looked for in the body.
pub(super) struct Sought<'t> {
    /// Without their ordinal.
    words: &'t str,
    slot: Option<usize>,
    key: OnceCell<String>,
}

impl<'t> Sought<'t> {
    pub(super) fn new(words: &'t str) -> Sought<'t> {
        let words = unmarked(words);
        Sought { words, slot: Openings::slot(words), key: OnceCell::new() }
    }

    /// Whether something that opens as one of some words does may be these.
    fn may_open(&self, openings: &Openings) -> bool {
        self.slot.is_none_or(|slot| openings.has(slot))
    }

    fn key(&self) -> &str {
        self.key.get_or_init(|| folded(self.words))
    }
}

impl BodyHints {
    /// How the sections, headings and clauses begin.
    fn openings(&self) -> &[Openings; 3] {
        let lists = [&self.sections, &self.headings, &self.clauses];
        let of = |list: &BTreeSet<String>| Openings::of(list.iter().map(String::as_str));
        self.openings.get_or_init(|| lists.map(of))
    }

    /// Whether words may begin with the title of a section of the body.
    pub(super) fn may_open_section(&self, words: &str) -> bool {
        Sought::new(words).may_open(&self.openings()[0])
    }

    /// Whether the words are a section, a heading and a task of the body.
    fn say(&self, sought: &Sought<'_>) -> [bool; 3] {
        let lists = [&self.sections, &self.headings, &self.clauses];
        let openings = self.openings();
        std::array::from_fn(|list| {
            sought.may_open(&openings[list]) && lists[list].contains(sought.key())
        })
    }

    /// Whether words are one or several parts of the body's tasks, which commas and stops part.
    pub(super) fn say_parts(&self, sought: &Sought<'_>) -> bool {
        let (openings, known) = self.parts.get_or_init(|| {
            let all: Vec<&str> = self.clauses.iter().flat_map(|text| parts(text)).collect();
            let mut hashes: Vec<u64> = all.iter().map(|part| hash_of(part)).collect();
            hashes.sort_unstable();
            (Openings::of(all.into_iter()), hashes)
        });
        if !sought.may_open(openings) {
            return false;
        }
        let mut own = parts(sought.key()).peekable();
        own.peek().is_some() && own.all(|part| known.binary_search(&hash_of(part)).is_ok())
    }

    /// Whether a task of the body begins with the words.
    pub(super) fn begins_task(&self, words: &str) -> bool {
        let from = (std::ops::Bound::Included(words), std::ops::Bound::Unbounded);
        self.clauses.range::<str, _>(from).next().is_some_and(|first| first.starts_with(words))
    }
}

/// The parts of folded words that are the body's by no chance, which commas and stops part.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    /// In bytes.
    const SHORTEST: usize = 6 * 3;
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let ends = move |&(at, c): &(usize, char)| match c {
        ',' | ';' | ':' => true,
        // 3.5 is a figure.
        '.' => !(digit(at.wrapping_sub(1)) && digit(at + 1)),
        _ => false,
    };
    let ends = chars::besides_han(text).filter(ends).map(|(at, _)| at).chain([text.len()]);
    let mut from = 0;
    let parts = ends.map(move |at| {
        let part = &text[from..at];
        from = at + 1;
        part
    });
    parts.filter(|part| part.len() >= SHORTEST)
}

fn hash_of(part: &str) -> u64 {
    FixedState::default().hash_one(part)
}

/// How well a column fits each kind, by the kind's place among them, about -2 to 3, and last what
/// it is worth as [`UNNAMED`].
pub(super) type Fits = [f32; UNNAMED + 1];

/// The place of a column that no heading stands over.
pub(super) const UNNAMED: usize = K::Other as usize + 1;

impl Profile {
    /// What one cell looks like; `units` says how much of it reads as units, where that is asked. It is told
    /// whether 、 is among the words.
    pub(crate) fn of(text: &str, hints: &BodyHints, units: impl FnOnce(bool) -> f32) -> Profile {
        let mut profile = Profile::default();
        profile.look(text, hints, units);
        profile
    }

    /// The profile of one cell, of which all but the units are nought or one.
    pub(super) fn packed(mut self) -> Packed {
        let (mut ones, mut at) = (0, 0);
        self.each_one(|count| {
            ones |= u32::from(*count > 0.0) << at;
            at += 1;
        });
        let lettered = if self.count.lettered { !Count::MOST } else { 0 };
        let number = self.count.ends.or(self.ordinals.ends);
        let number = number.map_or(0, |(number, _)| number | lettered);
        Packed { units: self.units, ones, number }
    }

    /// Shows the counts but the units, one after the other: as it takes each of them in, a caller's loop over
    /// them is none.
    #[inline(always)]
    fn each_one(&mut self, mut show: impl FnMut(&mut f32)) {
        show(&mut self.filled);
        show(&mut self.ordinal);
        show(&mut self.bracketed);
        show(&mut self.number);
        show(&mut self.date);
        show(&mut self.only_date);
        show(&mut self.short);
        show(&mut self.long);
        show(&mut self.phrase);
        show(&mut self.name);
        show(&mut self.phone);
        show(&mut self.clause);
        show(&mut self.is_section);
        show(&mut self.is_heading);
        show(&mut self.is_clause);
        show(&mut self.is_part);
        show(&mut self.stages);
        show(&mut self.figure);
        show(&mut self.amount);
        show(&mut self.measured);
        show(&mut self.sentence);
    }

    /// Whether the column has no words.
    pub(super) fn is_empty(&self) -> bool {
        self.filled == 0.0
    }

    /// Adds another column's cells.
    pub(crate) fn add(&mut self, other: &Profile) {
        self.filled += other.filled;
        self.ordinal += other.ordinal;
        self.bracketed += other.bracketed;
        self.number += other.number;
        self.units += other.units;
        self.date += other.date;
        self.only_date += other.only_date;
        self.short += other.short;
        self.long += other.long;
        self.phrase += other.phrase;
        self.name += other.name;
        self.phone += other.phone;
        self.clause += other.clause;
        self.is_section += other.is_section;
        self.is_heading += other.is_heading;
        self.is_clause += other.is_clause;
        self.is_part += other.is_part;
        self.stages += other.stages;
        self.figure += other.figure;
        self.amount += other.amount;
        self.measured += other.measured;
        self.sentence += other.sentence;
        self.count.add(other.count);
        self.ordinals.add(other.ordinals);
    }

    /// Whether each ordinal is greater than the one above it.
    pub(super) fn ordinals_rise(&self) -> bool {
        self.ordinals.risen >= self.ordinals.steps
    }

    /// Whether the column holds numbers that run as those of rows do, and from 1 where the heading
    /// says nothing.
    pub(super) fn counts(&self, from_one: bool) -> bool {
        let begins = self.count.ends.is_none_or(|(first, _)| first == 1);
        self.count.runs() && (!from_one || begins)
    }

    /// Whether the column holds codes, some with a letter, that do not count its rows one by one: R2, R1, R2.
    pub(super) fn is_of_codes(&self) -> bool {
        let grown = |(first, last): (u16, u16)| f32::from(last) - f32::from(first) + 1.0;
        self.has_letters() && self.count.ends.is_some_and(|ends| grown(ends) != self.number)
    }

    /// Whether numbers in the column begin with a letter.
    pub(super) fn has_letters(&self) -> bool {
        self.count.lettered
    }

    /// Whether all cells are numbers.
    pub(super) fn is_of_numbers(&self) -> bool {
        self.filled > 0.0 && self.number >= self.filled
    }

    /// Whether all cells are ordinals in brackets: （一）.
    pub(super) fn is_of_brackets(&self) -> bool {
        self.filled > 0.0 && self.bracketed >= self.filled
    }

    /// Whether nearly all cells are times and nothing else.
    pub(super) fn is_of_times(&self) -> bool {
        self.only_date * 5.0 >= self.filled * 4.0
    }

    /// Whether most cells are sentences, and few of them say when.
    pub(super) fn says_sentences(&self) -> bool {
        self.sentence * 2.0 > self.filled && self.date * 2.0 < self.filled
    }

    /// Whether all cells are times and nothing else.
    pub(super) fn are_times(&self) -> bool {
        self.filled > 0.0 && self.only_date >= self.filled
    }

    /// Whether all cells are units and nothing else.
    pub(super) fn are_units(&self) -> bool {
        self.filled > 0.0 && self.units >= 0.95 * self.filled
    }

    /// Whether all cells are numbers that count the rows one by one from 1.
    pub(super) fn counts_rows(&self) -> bool {
        let ends = |(first, last): (u16, u16)| first == 1 && f32::from(last) == self.number;
        self.is_of_numbers() && self.count.ends.is_some_and(ends)
    }

    /// Whether all cells say what is done; the name of a person, an office or a shop says nothing.
    pub(super) fn are_phrases(&self) -> bool {
        self.phrase >= self.filled
    }

    /// Whether all of several cells are sentences.
    pub(super) fn are_sentences(&self) -> bool {
        const LEAST: f32 = 3.0;
        self.filled >= LEAST && self.sentence >= self.filled
    }

    /// Whether the cells say what those of another column are to reach: all of them have figures, and few of the
    /// others.
    pub(super) fn measures(&self, task: &Profile) -> bool {
        self.are_phrases() && self.measured >= self.filled && task.measured * 3.0 <= task.filled
    }

    /// Whether no cell is a number, a time or units.
    pub(super) fn are_words(&self) -> bool {
        self.number + self.ordinal + self.only_date == 0.0 && self.units < 0.5
    }

    /// Share of the cells that are words but no name of two to four characters, long ones twice.
    pub(super) fn wordiness(&self) -> f32 {
        (2.0 * self.long + self.short + self.phrase - self.name - self.only_date)
            / self.filled.max(1.0)
    }

    /// Whether one of two columns holds numbers alone and the other words.
    pub(super) fn contradicts(&self, other: &Profile) -> bool {
        let numbers = |profile: &Profile| profile.number * 2.0 > profile.filled;
        self.filled > 0.0 && other.filled > 0.0 && numbers(self) != numbers(other)
    }

    /// The profile as it is where the body is not asked.
    pub(super) fn without_body(self) -> Profile {
        let (is_section, is_heading, is_clause, is_part) = (0.0, 0.0, 0.0, 0.0);
        Profile { is_section, is_heading, is_clause, is_part, ..self }
    }

    fn look(&mut self, text: &str, hints: &BodyHints, units: impl FnOnce(bool) -> f32) {
        let text = chars::trim(text);
        if text.is_empty() || is_none_mark(text) {
            return;
        }
        let one = |told: bool| f32::from(u8::from(told));
        self.filled = 1.0;
        let sought = Sought::new(text);
        [self.is_section, self.is_heading, self.is_clause] = hints.say(&sought).map(one);
        if let Some(number) = row_number(text) {
            let lettered = text.starts_with(|c: char| c.is_ascii_uppercase());
            (self.number, self.count) = (1.0, Count::of(Some(number), lettered));
            return;
        }
        if let Some(number) = is_ordinal(text) {
            (self.ordinal, self.ordinals) = (1.0, Count::of(Some(number), false));
            self.bracketed = one(text.starts_with(['（', '(']));
            return;
        }
        // Of long words nobody asks how many characters they have.
        let count = if text.len() > LONG * 4 { LONG + 1 } else { text.chars().count() };
        let item = || marker(text).is_some_and(|m| !m.doubtful && m.end < text.len());
        let digit = text.starts_with(|c| chars::digit(c).is_some());
        self.figure = one(count <= 12 && digit && !item());
        self.amount = one(count <= 12 && digit && is_amount(text));
        let marked =
            || marker(text).is_some_and(|m| m.end == text.len() || text[m.end..].trim().is_empty());
        self.clause = one(count <= 12 && marked() || count <= 10 && text.starts_with('第'));
        let (mut digits, mut colons) = (0, 0);
        let (mut sentence, mut comma, mut several) = (false, false, false);
        let mut first_digit = None;
        for (at, c) in chars::besides_han(text) {
            if chars::digit(c).is_some() {
                first_digit = first_digit.or(Some(at));
                digits += 1;
            }
            sentence |= matches!(c, '。' | '；');
            comma |= c == '，';
            several |= c == '、';
            colons += u32::from(matches!(c, '：' | ':'));
        }
        self.units = units(several);
        self.date = one(count <= 24 && date::says_when(text));
        // A time that ran into the units before it makes no column of dates of them.
        if self.date > 0.0
            && let Some(digit) = first_digit
            && time_behind_units(text, digit).is_some_and(|(units, _)| names_one(&text[units]))
        {
            (self.date, self.units) = (0.0, 1.0);
        }
        self.only_date = one(self.date > 0.0 && is_only_time(text));
        self.phone = one(digits >= 7);
        // 李某某, 李某某（副市长）
        let bare = text.chars().take_while(|c| !matches!(c, '（' | '(' | ' ' | '\u{3000}'));
        let (len, han) =
            bare.take(5).fold((0, true), |(len, han), c| (len + 1, han && chars::is_han(c)));
        self.name = one((2..=4).contains(&len) && han);
        (self.measured, self.sentence) = (one(digits > 0), one(sentence));
        let long = count > LONG || sentence;
        (self.long, self.short) = (one(long), one(!long));
        self.stages = one(names_stages(text, colons > 1));
        self.phrase = one(long || count > 14 || comma);
        self.is_part = one(self.phrase > 0.0 && (self.is_clause > 0.0 || hints.say_parts(&sought)));
    }

    /// How well the column fits each kind, and none.
    pub(super) fn fits(&self) -> Fits {
        let mut fits = Fits::default();
        fits[UNNAMED] = if self.is_empty() { 0.0 } else { -1.6 };
        let mut fit = |kind: ColumnKind, well: f32| fits[kind as usize] = well;
        if self.is_empty() {
            // An empty column is more often a dropped lead or remark than the task itself.
            fit(K::Content, -1.5);
            for kind in [K::Number, K::Action, K::Section, K::SectionOrdinal] {
                fit(kind, -0.2);
            }
            return fits;
        }
        let share = |count: f32| count / self.filled;
        let (units, date, long, short) =
            (share(self.units), share(self.date), share(self.long), share(self.short));
        let (number, ordinal) = (share(self.number), share(self.ordinal));
        let (clause, name) = (share(self.clause), share(self.name));
        let stages = share(self.stages);
        let (is_section, is_heading, is_clause) =
            (share(self.is_section), share(self.is_heading), share(self.is_clause));
        fit(K::SectionOrdinal, 2.0 * ordinal + 0.3 * number - 2.0 * (short + long));
        fit(K::Number, 2.0 * number - 1.0 * ordinal - 1.5 * (short + long) + 0.8 * clause);
        fit(
            K::Section,
            0.8 * short - 1.0 * long - 2.0 * (number + ordinal) - 0.8 * units + 3.0 * is_section
                - 1.5 * is_heading
                - 2.0 * is_clause,
        );
        fit(
            K::Action,
            0.8 * short - 0.6 * long - 2.0 * (number + ordinal) - 0.8 * units + 3.0 * is_heading
                - 1.5 * is_section
                - 2.0 * is_clause,
        );
        fit(
            K::Content,
            1.5 * long + 0.6 * short - 2.0 * (number + ordinal) - 1.2 * units - 1.0 * date
                + 3.0 * is_clause
                - 1.5 * (is_section + is_heading)
                - stages
                // How much is no task while other words are left.
                - 0.9 * share(self.amount),
        );
        fit(K::Target, 0.9 * long + 0.7 * short - 0.8 * units + 0.1 * number - 0.4 * name + stages);
        fit(K::Deadline, 2.0 * date + 0.1 * short - 1.2 * long - 0.8 * units);
        for kind in [K::Lead, K::Responsible, K::Support, K::Guide] {
            fit(kind, 2.0 * units - 1.2 * (1.0 - units) + 0.3);
        }
        fit(K::Person, 1.5 * name - 0.8 * long + 0.3 * short);
        fit(K::Contact, 1.5 * share(self.phone) + 0.5 * name);
        fit(K::ClauseReference, 1.8 * clause + 1.5 * (number + ordinal) - 0.8 * long);
        fit(K::Remark, 0.2);
        fit(K::Other, 0.2);
        fits
    }
}

/// Cells of more characters are long.
const LONG: usize = 30;

/// Whether a text that says when says nothing else: 2026年6月底前完成, 长期坚持, but not 年内开园.
pub(super) fn is_only_time(text: &str) -> bool {
    const WORDS: &str = "年月日号底末前后中内初上下旬半季度周第一二三四五六七八九十〇零两每全期间\
        持续长常态化坚推进完成按时限至到起止—－-～~.．/、，；：:（）()“”";
    text.chars().all(|c| chars::digit(c).is_some() || chars::is_space(c) || WORDS.contains(c))
}

/// Whether words end as names of units do.
pub(super) fn names_one(words: &str) -> bool {
    words.ends_with([
        '局', '委', '府', '会', '办', '院', '厅', '部', '处', '科', '队', '行', '社', '心', '站',
        '所', '区', '县', '市', '镇', '乡', '道', '联', '位', '门', '司', '团',
    ])
}

/// Whether words may be several names of offices of one body and nothing else, by their ends: 教务处、纪检监察室.
pub(super) fn may_be_offices(text: &str) -> bool {
    const LONGEST: usize = 60;
    let named = |name: &str| {
        let name = chars::trim(name);
        name.chars().nth(2).is_some() && (names_one(name) || name.ends_with('室'))
    };
    text.len() <= LONGEST * 4
        && chars::holds(text, '、')
        && text.chars().nth(LONGEST).is_none()
        && text.split('、').all(named)
}

/// Whether words are several names of offices of one body and nothing else.
pub(super) fn names_offices(words: &Flow<'_>) -> bool {
    may_be_offices(words.text()) && responsibility::names_alone(words)
}

/// Words as sections, headings and tasks are compared: folded, without ordinal and closing stop.
pub(crate) fn key(text: &str) -> String {
    folded(unmarked(text))
}

/// Words without their ordinal.
fn unmarked(text: &str) -> &str {
    let marked = marker(text).filter(|m| !m.doubtful).map(|m| m.end);
    marked.or_else(|| Some(spaced_ordinal(text)?.2)).map_or(text, |end| &text[end..])
}

/// A numeral that nothing but white space sets apart from the words behind it: `一 深入推进…`.
///
/// Its value, its place and the end of the white space.
pub(super) fn spaced_ordinal(text: &str) -> Option<(u32, Range<usize>, usize)> {
    let end = text.find(|c| !numeral::is_to_ten(c)).filter(|&end| end > 0)?;
    let rest = text[end..].trim_start_matches(chars::is_space);
    // Letters set apart are no numeral: 一 次 性.
    let letters = rest.chars().take(4).any(chars::is_space) || rest.chars().count() < 4;
    if rest.len() == text.len() - end || letters {
        return None;
    }
    Some((numeral::ordinal(&text[..end])?, 0..end, text.len() - rest.len()))
}

/// Words folded, without closing stop.
fn folded(words: &str) -> String {
    let mut folded = hongtou_source::fold(words);
    while folded.ends_with(['.', ';', ',', ':']) {
        folded.pop();
    }
    folded
}

/// A number alone: `12`, `12.`, `（12）`.
///
/// Five digits at most: more count nothing, they are postcodes and telephones.
pub(crate) fn is_number(text: &str) -> Option<u32> {
    // Most cells are words.
    if text.starts_with(chars::is_han) {
        return None;
    }
    let bare = text.trim_matches(|c: char| {
        chars::is_space(c) || matches!(c, '.' | '．' | '、' | '（' | '）' | '(' | ')')
    });
    if !bare.starts_with(|c| chars::digit(c).is_some()) || bare.chars().nth(5).is_some() {
        return None;
    }
    bare.chars().try_fold(0u32, |n, c| Some(n * 10 + chars::digit(c)?))
}

/// The number that one character is, as it stands in a circle, in brackets or before a stop: ①, ⑴, ⒈.
fn enclosed(text: &str) -> Option<u32> {
    let mut chars = text.chars();
    let one = matches!(chars.next()?, '①'..='⒛') && chars.next().is_none();
    marker(text).filter(|_| one).map(|found| found.number)
}

/// The number of a row: `12`, or the last part of `1.2`, `3-4`, `A5`, which count on in each section.
pub(crate) fn row_number(text: &str) -> Option<u32> {
    // Most cells are words, which no number begins.
    if text.starts_with(chars::is_han) {
        return None;
    }
    // A long table counts past 999.
    if let Some(number) = is_number(text) {
        return Some(number);
    }
    let parts = text.trim_matches(chars::is_space);
    if parts.starts_with(chars::is_han) {
        return None;
    }
    if let Some(number) = code_number(parts).or_else(|| enclosed(parts)) {
        return Some(number);
    }
    // A1, B-2: the part of the list has a letter.
    let parts = parts.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(parts);
    let mut last = None;
    for part in parts.split(['.', '．', '-', '—', '－']).filter(|part| !part.is_empty()) {
        last = Some(is_number(part).filter(|&n| (1..1000).contains(&n))?);
    }
    last
}

/// The last part of a code that numbers the entries of a register: `2025-Q3-01`, `WT-012`.
fn code_number(code: &str) -> Option<u32> {
    let (before, last) = code.rsplit_once('-')?;
    let letters = |part: &str| part.chars().take_while(char::is_ascii_uppercase).count();
    // Letters before digits, and letters somewhere: 2025-01-15 is a date.
    let part = |part: &str| {
        let letters = letters(part);
        letters <= 4 && part.len() <= 8 && part[letters..].bytes().all(|b| b.is_ascii_digit())
    };
    let coded = before.split('-').all(|p| !p.is_empty() && part(p));
    let digits = (2..=3).contains(&last.len()) && last.bytes().all(|b| b.is_ascii_digit());
    let told = before.split('-').any(|part| letters(part) > 0);
    if coded && digits && told { last.parse().ok() } else { None }
}

/// Whether words that begin with a figure say nothing but how much: 8950人, 1.2万亩, 104%; not 4月 nor
/// 3处公园.
fn is_amount(text: &str) -> bool {
    let number = |c: char| chars::digit(c).is_some() || ".．,，万亿千百多余".contains(c);
    let measure = text.trim_start_matches(number);
    measure.chars().count() <= 2 && !measure.contains(|c| number(c) || "年月日".contains(c))
}

/// The number of a row, in figures or in Chinese.
pub(crate) fn printed_number(text: &str) -> Option<u32> {
    row_number(text).or_else(|| is_ordinal(text))
}

/// A Chinese ordinal alone: `一`, `（二）`, `十三、`.
pub(crate) fn is_ordinal(text: &str) -> Option<u32> {
    // Most cells are words, which no numeral begins.
    if text.starts_with(|c| chars::is_han(c) && !numeral::is_ordinal(c)) {
        return None;
    }
    let bare = text.trim_matches(|c: char| {
        chars::is_space(c) || matches!(c, '、' | '.' | '（' | '）' | '(' | ')')
    });
    if bare.is_empty() || bare.chars().nth(5).is_some() {
        return None;
    }
    numeral::ordinal(bare)
}

/// `/`, `—`, `无`: the place is there and holds nothing; `%` is what figures are counted in.
pub(crate) fn is_none_mark(text: &str) -> bool {
    let mut bare = text.chars().filter(|&c| !chars::is_space(c));
    // Most cells begin with a word or a number, and no mark has more characters than four.
    if text.starts_with(|c| chars::is_word(c) && !matches!(c, '无' | '暂')) {
        return false;
    }
    let mark: [Option<char>; 5] = std::array::from_fn(|_| bare.next());
    match mark {
        [Some('无'), None, ..] | [Some('暂'), Some('无'), None, ..] => true,
        [None, ..] | [.., Some(_)] => false,
        _ => !mark.iter().flatten().any(|&c| c.is_alphanumeric() || "%％‰℃".contains(c)),
    }
}

/// Whether a form can be a row's reference to a clause.
pub(crate) fn clause_forms(text: &str) -> Vec<(Form, u32)> {
    let mut out = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let trimmed = rest.trim_start_matches(|c: char| {
            chars::is_space(c)
                || matches!(c, '、' | '，' | ',' | '；' | '第' | '条' | '项' | '和' | '及')
        });
        rest = trimmed;
        if let Some(found) = marker(rest) {
            out.push((found.form, found.number));
            rest = &rest[found.end..];
            continue;
        }
        let Some(first) = rest.chars().next() else { break };
        let run: usize = rest
            .chars()
            .take_while(|&c| chars::digit(c).is_some() || numeral::is_ordinal(c))
            .map(char::len_utf8)
            .sum();
        if run > 0 {
            if let Some(number) = is_number(&rest[..run]) {
                out.push((Form::Digit, number));
            } else if let Some(number) = is_ordinal(&rest[..run]) {
                out.push((Form::Han, number));
            }
            rest = &rest[run..];
        } else {
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_body_are_known_by_their_key() {
        let mut hints = BodyHints::default();
        hints.clauses.insert(key("1.开展“昆仑”行动。"));
        hints.headings.insert(key("（一）２０２１年安排"));
        hints.sections.insert(key("一、保障措施"));
        for (words, said) in [
            ("开展“昆仑” 行动", [false, false, true]),
            ("开 展“昆仑”行动；", [false, false, true]),
            ("（3）开展「昆仑」行动", [false, false, true]),
            ("开展行动", [false; 3]),
            ("2021 年安排", [false, true, false]),
            ("2022年安排", [false; 3]),
            ("保障措施", [true, false, false]),
            ("二、保障措施", [true, false, false]),
            ("保", [false; 3]),
            ("", [false; 3]),
        ] {
            assert_eq!(hints.say(&Sought::new(words)), said, "{words}");
        }
    }

    #[test]
    fn parts_of_tasks_are_known_word_by_word() {
        let mut hints = BodyHints::default();
        hints.clauses.insert(key("健全收储办法，盘活林地3.5万亩；培训护林员200人。"));
        for (words, said) in [
            ("盘活林地3.5万亩。", true),
            ("培训护林员200人。", true),
            ("（2）培训护林员 200 人，健全收储办法。", true),
            ("培训护林员300人。", false),
            ("盘活林地3.6万亩。", false),
            ("培训护林员200人，另发补贴十万元。", false),
            ("", false),
        ] {
            assert_eq!(hints.say_parts(&Sought::new(words)), said, "{words}");
        }
    }

    #[test]
    fn what_the_body_says_is_known_without_folding_what_it_does_not() {
        for text in crate::fixtures::texts() {
            let mut hints = BodyHints::default();
            for (at, words) in crate::fixtures::pieces(&text).enumerate() {
                match at % 8 {
                    0 => hints.sections.insert(key(words)),
                    1 => hints.headings.insert(key(words)),
                    2 => hints.clauses.insert(key(words)),
                    _ => continue,
                };
            }
            for words in crate::fixtures::pieces(&text) {
                let key = key(words);
                let lists = [&hints.sections, &hints.headings, &hints.clauses];
                assert_eq!(
                    hints.say(&Sought::new(words)),
                    lists.map(|list| list.contains(&key)),
                    "{words}"
                );
            }
        }
    }

    #[test]
    fn row_numbers() {
        for (text, number) in [
            ("12", Some(12)),
            ("12、", Some(12)),
            ("（3）", Some(3)),
            ("1.2", Some(2)),
            ("3-4", Some(4)),
            ("A5", Some(5)),
            ("B-12", Some(12)),
            ("AAA", None),
            ("A5级", None),
            ("01", Some(1)),
            ("1203", Some(1203)),
            ("10203", Some(10_203)),
            ("100080", None),
            ("1.2亿", None),
            ("2024.12", None),
            ("2025-Q3-01", Some(1)),
            ("WT-012", Some(12)),
            ("ZG2024-03", Some(3)),
            ("2025-01-15", None),
            ("COVID-19", None),
            ("-", None),
        ] {
            assert_eq!(row_number(text), number, "{text}");
        }
    }

    #[test]
    fn references_to_clauses() {
        assert_eq!(clause_forms("（三）"), [(Form::HanBracket, 3)]);
        assert_eq!(clause_forms("第3条、第5条"), [(Form::Digit, 3), (Form::Digit, 5)]);
    }
}
