//! Times of the year that are named and not counted: feasts and seasons.
//!
//! The one list of each that a deadline is read by: in running text, in quotes and in headings. Which words besides may
//! say when something is done is asked where a notice is checked.

/// A feast or day of remembrance.
pub(super) struct Feast {
    /// Its name, without 节.
    pub(super) name: &'static str,
    /// Its month and day, where they are the same each year. The new year's day is of one year or the next, and
    /// those of the moon's year are on no day that can be told from the year.
    pub(super) day: Option<(u32, u32)>,
    pub(super) called: Called,
}

/// How a feast is called where 节 does not stand behind its name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    /// By its name: 国庆前.
    Bare,
    /// By its name in quotes: “七一”前.
    Quoted,
    /// Not at all in a sentence, where its name is another word: 春, 劳动.
    AsFeast,
}

/// The holidays of the state council's order on holidays (全国年节及纪念日放假办法), and its days of remembrance that
/// are named by their numbers.
const FEASTS: [Feast; 12] = {
    use Called::{AsFeast, Bare, Quoted};
    const fn feast(name: &'static str, day: Option<(u32, u32)>, called: Called) -> Feast {
        Feast { name, day, called }
    }
    [
        feast("元旦", None, Bare),
        feast("春", None, AsFeast),
        feast("清明", None, AsFeast),
        feast("五一", Some((5, 1)), Bare),
        feast("劳动", Some((5, 1)), AsFeast),
        feast("端午", None, AsFeast),
        feast("六一", Some((6, 1)), Quoted),
        feast("七一", Some((7, 1)), Quoted),
        feast("八一", Some((8, 1)), Quoted),
        feast("中秋", None, Bare),
        feast("国庆", Some((10, 1)), Bare),
        feast("十一", Some((10, 1)), Bare),
    ]
};

/// Times of the year that every place has on days of its own. Those that others end in stand behind them.
pub(super) const SEASONS: [&str; 22] = [
    "主汛期",
    "汛期",
    "汛前",
    "入汛",
    "枯水期",
    "雨季",
    "防火期",
    "入冬",
    "入夏",
    "春季",
    "夏季",
    "秋季",
    "冬季",
    "寒假",
    "暑假",
    "暑期",
    "开学",
    "春运",
    "供暖期",
    "供暖季",
    "采暖期",
    "采暖季",
];

/// Where the feast that words end in starts, and its day: 国庆节, 元旦.
pub(super) fn ends_in_feast(head: &str) -> Option<(usize, Option<(u32, u32)>)> {
    let named = head.strip_suffix('节');
    let name = named.unwrap_or(head);
    let said = |feast: &Feast| match feast.called {
        Called::Bare => true,
        Called::AsFeast => named.is_some(),
        Called::Quoted => false,
    };
    let found = FEASTS.iter().find(|feast| said(feast) && name.ends_with(feast.name))?;
    Some((name.len() - found.name.len(), found.day))
}

/// The feast that words in quotes begin with, and its day.
pub(super) fn quoted_feast(words: &str) -> Option<(&'static str, (u32, u32))> {
    let found = FEASTS.iter().find(|feast| words.starts_with(feast.name))?;
    Some((found.name, found.day?))
}

/// Where the season that words end in starts.
pub(super) fn ends_in_season(head: &str) -> Option<usize> {
    let season = SEASONS.iter().find(|season| head.ends_with(**season))?;
    Some(head.len() - season.len())
}

/// Whether some words end in the name of a time that is on no day of the calendar: 主汛期, 汛, 入冬, 春节.
pub(crate) fn names_a_season(words: &str) -> bool {
    const SHORT: &[char] = &['汛', '节', '季', '旬', '底', '月', '年', '冬', '夏', '春', '秋'];
    words.ends_with(SHORT) || ends_in_season(words).is_some()
}

/// Whether words are the name of a time that each year has, and nothing else: 国庆, “五一”, 主汛期, 年底, 两节.
pub(crate) fn is_named_time(words: &str) -> bool {
    let name = words.trim_matches(['“', '”']);
    let feast = name.strip_suffix('节');
    matches!(name, "汛" | "两节" | "年底" | "月底")
        || SEASONS.contains(&name)
        || FEASTS.iter().any(|known| match feast {
            Some(feast) => feast == known.name,
            // Between other headings no word is meant that is as long.
            None => name == known.name && known.name.len() > '春'.len_utf8(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_each_year_has_is_named_as_a_whole() {
        for words in ["国庆", "“五一”", "中秋节", "端午", "主汛期", "供暖季", "年底", "两节"]
        {
            assert!(is_named_time(words), "{words}");
        }
        for words in ["目", "改造", "春", "艺术节", "建设期", "2026年国庆"] {
            assert!(!is_named_time(words), "{words}");
        }
    }

    #[test]
    fn feasts_end_sentences_by_their_names_and_days_in_quotes_by_their_numbers() {
        assert_eq!(ends_in_feast("力争国庆节"), Some(("力争".len(), Some((10, 1)))));
        assert_eq!(ends_in_feast("力争国庆"), Some(("力争".len(), Some((10, 1)))));
        assert_eq!(ends_in_feast("青春"), None);
        assert_eq!(ends_in_feast("不管三七一"), None);
        assert_eq!(quoted_feast("七一”前"), Some(("七一", (7, 1))));
        assert_eq!(quoted_feast("春节”前"), None);
    }
}
