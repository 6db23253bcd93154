//! Times of the year that are no dates: feasts, seasons, weather, and what is done in them.
//!
//! Wider than what the parser makes a deadline of: beside such words a date may differ, and nothing is told.

use hongtou_source::chars;

use crate::diff::is_digit;

/// Whether words tell a time of the year that is no date: 汛前清理, 春节后开工, 暑假期间, 夏季清理; and not 汛期易涝点,
/// 课后服务, 落后产能.
pub(crate) fn says_when(words: &str) -> bool {
    words.contains("期间")
        || SEASONS.iter().any(|season| {
            let mut places = words.match_indices(season);
            places.any(|(at, _)| {
                let before = &words[..at];
                (*season != FEAST || opens_part(before))
                    && is_when(before, &words[at + season.len()..])
            })
        })
}

/// What comes in a year at about the same time: feasts, seasons, weather, and what is done in them.
const SEASONS: [&str; 60] = [
    "汛",
    "梅雨",
    "雨季",
    "旱季",
    "枯水",
    "丰水",
    "台风",
    "春节",
    "元旦",
    "元宵",
    "清明",
    "端午",
    "中秋",
    "国庆",
    "重阳",
    "五一",
    "七一",
    "八一",
    "十一",
    "两节",
    "双节",
    "开学",
    "学期",
    "暑假",
    "寒假",
    "暑期",
    "假期",
    "放假",
    "高考",
    "中考",
    "麦收",
    "夏收",
    "秋收",
    "春耕",
    "春播",
    "秋播",
    "三夏",
    "三秋",
    "三伏",
    "农闲",
    "农忙",
    "封冻",
    "上冻",
    "解冻",
    "入春",
    "入夏",
    "入秋",
    "入冬",
    "入梅",
    "开渔",
    "休渔",
    "供暖",
    "采暖",
    "供热",
    "春季",
    "夏季",
    "秋季",
    "冬季",
    "旅游旺季",
    FEAST,
];

/// Any feast, where nothing stands before it: 节前慰问, not 环节前置.
const FEAST: &str = "节";

/// Whether what follows words begins its clause, behind a year at most: 在, 2025年, 每年.
fn opens_part(before: &str) -> bool {
    let year = |c| matches!(c, '在' | '于' | '到' | '每' | '今' | '年') || is_digit(c);
    before.trim_end_matches(year).chars().next_back().is_none_or(|c| !chars::is_word(c))
}

/// Whether a season's words between others are when something is done: up to an edge of it (汛前, 开学时), at the beginning
/// of a clause, or before what is done then to the noun before them.
fn is_when(before: &str, behind: &str) -> bool {
    const MORE: [&str; 9] = ["来临", "到来", "结束", "开始", "时节", "期", "节", "季", "天"];
    const EDGES: [&str; 10] =
        ["之前", "之后", "之际", "以前", "以后", "前", "后", "末", "内", "时"];
    // 汛后勤, 开学时间 and 防汛: the characters of other words.
    const OTHERS: [&str; 6] = ["后勤", "前线", "前台", "前沿", "内部", "时间"];
    const DONE: [&str; 7] = ["完成", "开工", "启动", "建成", "全面", "全部", "集中"];
    if before.ends_with(['防', '抗']) {
        return false;
    }
    let mut rest = behind;
    while let Some(past) = MORE.iter().find_map(|more| rest.strip_prefix(more)) {
        rest = past;
    }
    let begins = |words: &[&str]| words.iter().any(|word| rest.starts_with(word));
    opens_part(before) || begins(&EDGES) && !begins(&OTHERS) || begins(&DONE)
}
