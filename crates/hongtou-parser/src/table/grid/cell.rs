//! One place of a printed table: its words, and what they look like.

use std::cell::OnceCell;
use std::rc::Rc;

use hongtou_model::{Role, UnitKind};
use hongtou_source::chars;

use super::super::profile::{BodyHints, Packed, Profile, may_be_offices};
use crate::flow::Flow;
use crate::marker::marker;
use crate::quantity::opens_with_action;
use crate::responsibility::{self, UnitList};
use crate::sentence;
use crate::wordlist::{Words, words};

/// One place of the rectangle.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell<'s> {
    /// The words, of the merged cell where one covers the place.
    pub(crate) flow: Flow<'s>,
    /// Whether the cell begins here, rather than covering the place from above or from the left.
    pub(crate) own: bool,
    /// Whether a cell above covers the place.
    pub(crate) from_above: bool,
    /// Where the container breaks the line, in bytes of the words.
    pub(crate) breaks: Vec<usize>,
    /// Columns that the cell covers.
    pub(crate) colspan: u32,
    /// Whether it reaches over rows below.
    pub(crate) reaches_down: bool,
    /// Whether it may be the title of rows below it: beside what is merged over those, and no wide cell
    /// like it follows.
    pub(crate) heads_below: bool,
    /// Whether the words are parts of a body, in a table whose header says that such answer.
    pub(super) office: bool,
    /// What the words look like, once somebody asked.
    pub(super) profile: OnceCell<Packed>,
    /// The units that the words list, once somebody asked; none where they cannot be a list.
    pub(super) units: OnceCell<Option<Rc<UnitList>>>,
}

impl<'s> Cell<'s> {
    /// What the words look like; `hints` are the same for all cells of a notice.
    pub(crate) fn profile(&self, hints: &BodyHints) -> Profile {
        // Offices are no bodies by their names; several and nothing else answer all the same.
        let units = |several: bool| {
            let may = several && may_be_offices(self.flow.text());
            if may && self.names_offices() { 1.0 } else { self.unit_score() }
        };
        let read = || Profile::of(self.flow.text(), hints, units);
        self.profile.get_or_init(|| read().packed()).unpacked()
    }

    /// Takes over the profile of a cell of the same words, and the units in them.
    pub(in crate::table) fn looks_like(&self, known: &Cell<'_>) {
        if let Some(profile) = known.profile.get() {
            self.profile.get_or_init(|| *profile);
        }
        if let Some(Some(list)) = known.units.get()
            && let Some(list) = list.again(&known.flow, &self.flow)
        {
            self.units.get_or_init(|| Some(Rc::new(list)));
        }
    }

    /// Whether the words are nothing but names of units or of offices; they are read for their list as well.
    fn names_offices(&self) -> bool {
        let (alone, list) = responsibility::names_alone_and_list(&self.flow);
        self.units.get_or_init(|| list.map(Rc::new));
        alone
    }

    /// How much the words read like a list of units, 0 to 1.
    pub(crate) fn unit_score(&self) -> f32 {
        if self.office {
            return 1.0;
        }
        self.units().map_or(0.0, |list| list.score)
    }

    /// Whether the words say what is to be done, and no more: 编制公开目录, not 规划科 or 宣传科牵头.
    pub(super) fn says_work(&self) -> bool {
        // 重点围绕…发布权威信息 opens with another word, and is no name for its length.
        const NAME: usize = 14;
        const SHORTEST: usize = 4;
        let text = chars::trim(self.flow.text());
        let text = marker(text).map_or(text, |m| chars::trim(&text[m.end..]));
        text.chars().nth(SHORTEST - 1).is_some()
            && (opens_with_action(text)
                || text.chars().nth(NAME).is_some()
                || sentence::is_sentence(text))
            && !responsibility::names_alone(&self.flow)
            && !responsibility::may_tell(text)
    }

    /// Whether the words tell how far the work is, by an adverb that no name holds: 已开工, 正在招标, 尚未启动.
    pub(in crate::table) fn tells_state(&self) -> bool {
        static ADVERBS: Words = words!(&["尚未", "已", "暂未", "正在", "目前", "还未", "预计"]);
        let text = chars::trim(self.flow.text());
        // 民生专班（已组建）
        let (words, _) = text.split_once(['（', '(']).unwrap_or((text, ""));
        let told = words.starts_with("完成") || ADVERBS.is_in(words);
        // 县水利局已…, 目前由县水利局代管
        let named = || {
            let list = responsibility::unit_list(&self.flow, &[], Role::Responsible);
            words.split("由于").any(|part| part.contains('由'))
                || responsibility::opens_with_name(words)
                || list.units.iter().any(|unit| unit.kind != Some(UnitKind::Other))
        };
        // 已移交县水利局
        let ends_in_name = words.ends_with(['局', '委', '厅', '镇', '乡'])
            || ["街道", "政府", "中心", "办公室"].iter().any(|name| words.ends_with(name));
        told && !ends_in_name && !named()
    }

    /// Whether the words tell of what is still to come, whatever state they name: 完成2座，力争年底前蓄水.
    pub(super) fn lies_ahead(&self) -> bool {
        let text = self.flow.text();
        !text.contains('已')
            && ["力争", "确保", "底前", "月前"].iter().any(|word| text.contains(word))
    }

    /// The units of the words, where they may be a list; line breaks in them are not heeded.
    pub(super) fn units(&self) -> Option<&Rc<UnitList>> {
        let read = || responsibility::likely_list(&self.flow).map(Rc::new);
        self.units.get_or_init(read).as_ref()
    }

    /// The units of the words, line breaks heeded, where they were read so.
    pub(in crate::table) fn known_units(&self) -> Option<Rc<UnitList>> {
        self.units.get().filter(|_| self.breaks.is_empty())?.clone()
    }

    /// Words that are a cell by themselves: a row of a flattened table, a line above a grid.
    pub(crate) fn across(flow: Flow<'s>) -> Cell<'s> {
        Cell { flow, own: true, colspan: 1, ..Cell::default() }
    }

    /// The cell with the first of its words alone, or blank.
    pub(in crate::table) fn cut_to(&self, end: usize) -> Cell<'s> {
        if end == 0 {
            return Cell::default();
        }
        let breaks = self.breaks.iter().copied().filter(|&at| at < end).collect();
        let known = Cell { profile: OnceCell::new(), units: OnceCell::new(), ..self.clone() };
        Cell { flow: self.flow.slice(0..end), breaks, ..known }
    }

    /// The words that are printed here.
    pub(crate) fn words(&self) -> Option<&str> {
        (self.own && !self.flow.is_empty()).then(|| self.flow.text())
    }
}
