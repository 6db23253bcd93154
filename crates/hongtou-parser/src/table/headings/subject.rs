//! What a table is about, by its headings: tasks, things, figures, scores.

use super::{Heading, heading, is_work, squeeze, without_bracket};

/// Whether a table is about tasks, by its headings alone: more than nought for tasks.
pub(crate) fn task_votes(headings: &[Heading]) -> i32 {
    let mut votes = 0;
    let (mut units, mut work, mut indicator) = (false, false, false);
    // What makes work of a list of contents and measures: somebody, some day, or its name.
    let mut answered = false;
    for heading in headings {
        match heading {
            Heading::Thing | Heading::ThingName | Heading::ThingDetail => votes -= 3,
            Heading::Indicator => indicator = true,
            Heading::Name | Heading::Detail | Heading::Goals => {
                work = true;
                answered |= *heading != Heading::Detail;
                votes += 1;
            }
            Heading::Units(_) => {
                units = true;
                answered = true;
                votes += 1;
            }
            Heading::Deadline | Heading::Target(_) => {
                answered = true;
                votes += 1;
            }
            Heading::Person => answered = true,
            _ => {}
        }
    }
    // 任务名称 | 指标要求 | 牵头部门: beside a task that somebody answers for it is the goal.
    if indicator && !(units && work) {
        votes -= 4;
    }
    // However many periods a list of figures has, it orders no work.
    if !work && indicator {
        return votes.min(1);
    }
    match (units && work, answered) {
        (true, _) => votes + 1,
        (false, true) => votes,
        (false, false) => votes.min(1),
    }
}

/// Whether the columns of a table say how much is given for what, and none who answers or by when:
/// 考核项目 | 分值 | 考核内容 | 评分标准 is for judging, whatever is judged.
pub(crate) fn only_scores<'t>(
    mut words: impl Iterator<Item = &'t str>,
    headings: &[Heading],
) -> bool {
    let answered = |heading: &Heading| {
        use Heading::{Deadline, Office, Person, Target, Units};
        matches!(heading, Units(_) | Office | Deadline | Target(_) | Person)
    };
    !headings.iter().any(answered) && words.any(heads_scores)
}

/// Whether a heading stands over points, or over how they are given: 考核分值（分）.
pub(in crate::table) fn heads_scores(words: &str) -> bool {
    let squeezed = squeeze(words);
    let words = without_bracket(&squeezed);
    SCORES.iter().any(|score| words.ends_with(score))
}

/// What heads the points of something that is judged, and how they are given.
pub(super) const SCORES: [&str; 7] =
    ["分值", "权重", "得分", "评分标准", "评分办法", "计分办法", "扣分标准"];

/// Whether a heading calls the work below it tasks, not projects or matters.
pub(super) fn is_of_tasks(text: &str) -> bool {
    let squeezed = &*squeeze(text);
    (squeezed.contains("任务") || squeezed.contains("举措")) && is_work(heading(squeezed))
}

/// Whether some heading says the work or calls it tasks, rather than matters, projects or posts.
pub(in crate::table) fn say_tasks(headings: &[Heading], words: &[&str]) -> bool {
    headings.iter().zip(words).any(|(heading, text)| match heading {
        Heading::Detail | Heading::Goals => true,
        Heading::Name => is_of_tasks(text) || squeeze(text).contains("工作"),
        _ => false,
    })
}

/// Whether headings say what is measured, and none the work or the things that are worked on.
pub(in crate::table) fn says_measured_only(headings: &[Heading]) -> bool {
    let other = |heading: &Heading| {
        is_work(*heading)
            || matches!(heading, Heading::Thing | Heading::ThingName | Heading::ThingDetail)
    };
    headings.contains(&Heading::Indicator) && !headings.iter().any(other)
}
