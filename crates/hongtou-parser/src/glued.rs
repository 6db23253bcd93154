//! Short paragraphs of a notice that stand on one line.
//!
//! Converters of printed pages join the short lines that stand close to each other: the mark and the number,
//! whom the notice is for and the letter, who signs and the day and the title below them. Where such a
//! part begins inside a line, the line is cut there; only forms that nothing else has tell it, and a
//! line that is one part stays as it is.

use std::ops::Range;

use hongtou_model::Confidence;
use hongtou_source::chars;

use crate::flow::trim;
use crate::lines::{self, Element, Line};
use crate::marker::Form;
use crate::record::Record;
use crate::{date, header, reference, run_on, sentence, words};

/// The longest line that is looked at, in bytes: a letter of some sentences, its signature and a title.
const LONGEST: usize = 2400;

/// The longest title, in bytes: sixty characters.
const LONGEST_TITLE: usize = 180;

/// The longest name with a date that is read from one line, in characters.
const LONGEST_SIGNED: usize = 60;

/// What heads an attachment and the list of them.
const LABEL: &str = "附件";

/// Cuts the lines that hold several parts.
pub(crate) fn cut<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let mut letter = Letter::Above;
    let mut out = Vec::with_capacity(raw.len());
    for element in raw {
        let Element::Line(line) = element else {
            out.push(element);
            continue;
        };
        let cuts = if line.text().len() > LONGEST {
            Vec::new()
        } else {
            let mut cuts = letter.cuts(&line);
            cuts.extend(contact(line.text()));
            cuts.extend(attachments(line.text()));
            cuts
        };
        letter.pass(&line);
        if cuts.is_empty() {
            out.push(Element::Line(line));
            continue;
        }
        let why = ["几段连在一行", "several paragraphs stand on one line"];
        let mut pieces = lines::cut(line, &cuts, Confidence::Likely, why, record);
        for piece in pieces.iter_mut().skip(1) {
            piece.gap = true;
        }
        out.extend(pieces.into_iter().map(Element::Line));
    }
    out
}

/// How far the letter has been read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letter {
    /// Nobody has been addressed.
    Above,
    /// A sentence has been read.
    Read,
    /// The parts of the plan count.
    Ended,
}

impl Letter {
    /// Where parts of the letter begin inside a line.
    fn cuts(self, line: &Line<'_>) -> Vec<usize> {
        if self == Letter::Ended || line.marker.is_some() {
            return Vec::new();
        }
        let text = line.text();
        let mut cuts = Vec::new();
        let mut from = 0;
        if self == Letter::Above {
            from = number(line, &mut cuts).unwrap_or(0);
            from = addressed(line, from, &mut cuts).unwrap_or(from);
            from = salutation(line, from, &mut cuts).unwrap_or(from);
        }
        cuts.extend(preamble(text));
        if self == Letter::Read || sentence::is_sentence(&text[from..]) {
            signed(text, from, &mut cuts);
            disclosed(text, &mut cuts);
        }
        cuts
    }

    /// Takes a line as read.
    fn pass(&mut self, line: &Line<'_>) {
        if matches!(line.form(), Some(Form::Han | Form::HanBracket | Form::Chapter | Form::Digit)) {
            *self = Letter::Ended;
        } else if *self == Letter::Above && sentence::is_sentence(line.text()) {
            *self = Letter::Read;
        }
    }
}

/// Where the words behind white space begin.
fn skip(text: &str, at: usize) -> usize {
    text.len() - chars::trim_start(&text[at..]).len()
}

/// Cuts between the mark of who issues, the number and whom the notice is for; gives where what stands
/// behind the number begins.
fn number(line: &Line<'_>, cuts: &mut Vec<usize>) -> Option<usize> {
    let text = line.text();
    if !text.contains('号') {
        return None;
    }
    // The words of the mark may be read as those of the number: 云溪市文件云政发〔2024〕3号.
    let mark = text.find("文件").map_or(0, |at| at + "文件".len());
    let mark = if header::is_issuer_mark(&text[..mark]) { mark } else { 0 };
    let at = skip(text, mark);
    let (range, _) =
        reference::document_number(&text[at..]).filter(|(range, _)| range.start == 0)?;
    let end = skip(text, at + range.end);
    let addressed = end < text.len() && calls(line, end).is_some();
    if end < text.len() && !addressed {
        return None;
    }
    cuts.extend([at].into_iter().filter(|&at| at > 0));
    cuts.extend([end].into_iter().filter(|_| addressed));
    Some(end)
}

/// Cuts between the title and whom the notice is for, 关于…的通知 各镇人民政府：; gives where they begin.
fn addressed(line: &Line<'_>, from: usize, cuts: &mut Vec<usize>) -> Option<usize> {
    const KINDS: [&str; 5] = ["的通知", "的意见", "的决定", "的通报", "的函"];
    let text = line.text();
    let of = text[from..].find("关于")?;
    let mut ends = KINDS.iter().flat_map(|kind| {
        text[from + of..].match_indices(kind).map(|(at, kind)| from + of + at + kind.len())
    });
    let end = ends.find(|&end| {
        let title = &text[from..end];
        title.len() <= LONGEST_TITLE
            && !title.contains(['，', '。', '：'])
            && header::complete_title(title)
            && calls(line, skip(text, end)).is_some()
    })?;
    let at = skip(text, end);
    cuts.push(at);
    Some(at)
}

/// Where the sentence begins that says what a plan is made for, behind its title:
/// 护林工作方案 为保护林木，制定本方案。
fn preamble(text: &str) -> Option<usize> {
    const OPENINGS: [&str; 3] = ["为", "根据", "按照"];
    let made = text.find("制定本").or_else(|| text.find("特制定"))?;
    let mut begins =
        OPENINGS.iter().flat_map(|word| text[..made].match_indices(word)).map(|(at, _)| at);
    // 本方案 is named in a sentence.
    begins.find(|&at| is_title(&text[..at]) && !text.starts_with(['本', '该', '此', '《']))
}

/// Where the salutation ends that begins at `from`.
fn calls(line: &Line<'_>, from: usize) -> Option<usize> {
    let text = line.text();
    let (at, colon) = text[from..].char_indices().find(|&(_, c)| header::COLONS.contains(&c))?;
    let end = from + at + colon.len_utf8();
    let own = Line::new(line.flow.slice(from..end), false);
    header::is_sure_salutation(&own).then_some(end)
}

/// Cuts behind those whom the notice is for, where the letter goes on; gives where it does.
fn salutation(line: &Line<'_>, from: usize, cuts: &mut Vec<usize>) -> Option<usize> {
    let text = line.text();
    let letter = ["你们", "如下", "现将", "制定本", "决定"];
    let colon = text[from..].find(header::COLONS)?;
    if !letter.iter().any(|word| text[from + colon..].contains(word)) {
        return None;
    }
    let end = skip(text, calls(line, from)?);
    cuts.push(end);
    Some(end)
}

/// Cuts around who signs and the day, behind the last sentence of the letter and before what follows.
fn signed(text: &str, from: usize, cuts: &mut Vec<usize>) {
    let mut at = from;
    while text[at..].contains('日') {
        let Some((range, _)) = date::full_date(&text[at..]) else { return };
        let day = at + range.start..at + range.end;
        at = day.end;
        let stop = sentence::stops(&text[from..day.start]).last().map(|(_, end)| from + end);
        let start = skip(text, stop.unwrap_or(from));
        let name = trim(text, start.min(day.start)..day.start);
        let behind = skip(text, day.end);
        let mut below = Vec::new();
        let follows = behind < text.len() && parts_below(text, behind, &mut below);
        let glued = stop.is_some() && behind == text.len() || follows;
        let issues = name.is_empty() && stop.is_none()
            || !name.is_empty() && header::is_signed(&text[name.clone()]);
        if !glued || !issues || !text[day.clone()].ends_with('日') {
            continue;
        }
        cuts.extend(stop.map(|_| start));
        if text[name.start..day.end].chars().count() > LONGEST_SIGNED {
            cuts.push(day.start);
        }
        cuts.extend(below);
        return;
    }
}

/// The parts that stand below a signature: marks and whom to ask in brackets, and the title of the plan.
/// Whether there is nothing else.
fn parts_below(text: &str, from: usize, cuts: &mut Vec<usize>) -> bool {
    let mut at = from;
    while let Some(end) = bracket(text, at) {
        cuts.push(at);
        at = skip(text, end);
    }
    if at == text.len() {
        return true;
    }
    let named = is_title(&text[at..]);
    cuts.extend([at].into_iter().filter(|_| named));
    named
}

/// Where the bracket ends that begins at `at` and says who may read the notice or whom to ask.
fn bracket(text: &str, at: usize) -> Option<usize> {
    /// In characters.
    const LONGEST: usize = 90;
    let open = text[at..].chars().next().filter(|&c| matches!(c, '（' | '('))?;
    let (len, close) =
        text[at..].char_indices().take(LONGEST).find(|&(_, c)| chars::closes(open, c))?;
    let end = at + len + close.len_utf8();
    let words = words::squeeze(&text[at..end]);
    (words::disclosure(&words).is_some() || header::is_contact(&words)).then_some(end)
}

/// Whether words can be the title of a plan: no sentence, no name, and not who printed the notice.
fn is_title(words: &str) -> bool {
    let words = words.trim_end_matches(chars::is_space);
    words.len() <= LONGEST_TITLE
        && !words.contains(['。', '；', '：', ':', '，'])
        && (header::complete_title(words) || words.ends_with("任务") || words.ends_with("台账"))
}

/// Cuts behind the mark that a line begins with, where a title follows.
fn disclosed(text: &str, cuts: &mut Vec<usize>) {
    let Some(end) = bracket(text, 0).map(|end| skip(text, end)) else { return };
    if end < text.len() && is_title(&text[end..]) {
        cuts.push(end);
    }
}

/// Where those begin whom to ask, behind the names of who answers: 责任单位：市民政局联系人：….
fn contact(text: &str) -> Option<usize> {
    const LABEL: &str = "联系人：";
    // One character tells of most lines that they name nobody so.
    let at = chars::find(text, '系').and_then(|_| text.find(LABEL)).filter(|&at| at > 0)?;
    // With white space between them both are read as they stand.
    let names = &text[..at];
    let named = names.ends_with(chars::is_han) && !names.contains(['。', '；', '，']);
    let behind = named && run_on::says_who_answers(names) && !names.ends_with('及');
    (behind && header::is_contact(&text[at..])).then_some(at)
}

/// Where the list of attachments begins behind the last task of a line, and what stands below the list.
fn attachments(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let tail = lines::tail(text);
    if !tail.contains(LABEL) {
        return cuts;
    }
    let from = text.len() - tail.len();
    let labels = tail.match_indices(LABEL).map(|(at, _)| from + at);
    let listed = |&at: &usize| {
        let before = text[..at].trim_end_matches(chars::is_space);
        let opens = before.is_empty() || before.ends_with(['。', '）', ')', '】', ']']);
        let label = text[at + LABEL.len()..].trim_start_matches(|c| chars::digit(c).is_some());
        opens && label.starts_with(header::COLONS)
    };
    let Some(at) = labels.clone().find(listed) else { return cuts };
    let Some(colon) = text[at..].find(header::COLONS) else { return cuts };
    let from = at + colon + text[at + colon..].chars().next().map_or(0, char::len_utf8);
    // The sheet that the page below is headed with: 附件：任务分解表 附件.
    let sheet = labels
        .filter(|&sheet| sheet > from && text[..sheet].ends_with(chars::is_space))
        .find(|&sheet| is_sheet(&text[sheet + LABEL.len()..]));
    let title: Range<usize> = trim(text, from..sheet.unwrap_or(text.len()));
    if !is_title(&text[title]) {
        return cuts;
    }
    cuts.extend([at].into_iter().filter(|&at| at > 0));
    if let Some(sheet) = sheet {
        cuts.push(sheet);
        let end = skip(text, sheet + LABEL.len());
        cuts.extend([end].into_iter().filter(|&end| end < text.len()));
    }
    cuts
}

/// Whether nothing or the title of a sheet stands behind the word that heads it.
fn is_sheet(rest: &str) -> bool {
    let title = chars::trim(rest);
    title.is_empty()
        || title.len() < rest.len() && rest.starts_with(chars::is_space) && is_title(title)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;

    /// Holds the lines that lines become: a bar stands where one is cut.
    #[track_caller]
    fn check(marked: &[&str]) {
        fixtures::check_cuts(cut, marked);
    }

    const LETTER: &str = "现将《云溪市护林要点》印发给你们，请认真执行。";

    #[test]
    fn mark_and_number_and_salutation() {
        check(&["云溪市林业局文件 |云林发〔2024〕3号"]);
        check(&["云溪市林业局文件|云林发〔2024〕3号"]);
        check(&["云林发〔2024〕3号 |各镇人民政府，县直各单位："]);
        check(&[&format!("云林发〔2024〕3号|各镇人民政府，县直各单位： |{LETTER}")]);
        check(&[&format!("各镇人民政府，县直各单位：|{LETTER}")]);
        // Nothing is glued, or what is may be anything.
        check(&["云林发〔2024〕3号", "各镇人民政府："]);
        check(&["各单位工作要求：有关事项通知如下。"]);
        check(&["一、任务", "各镇人民政府：报送方案，现将要求说明如下。"]);
        check(&["《云溪市林业局文件》（云林发〔2024〕3号）各单位："]);
    }

    #[test]
    fn titles_and_what_is_below_them() {
        let title = "云溪市林业局关于印发护林要点的通知";
        check(&[&format!("{title} |各镇人民政府，县直各单位：")]);
        check(&[&format!("{title}|各镇人民政府，县直各单位： |{LETTER}")]);
        for blank in [" ", ""] {
            let preamble = "为保护现有林木，根据上级要求，制定本方案。";
            check(&[LETTER, &format!("云溪市护林工作方案{blank}|{preamble}")]);
        }
        // What names a title, or goes on with it, is none.
        check(&["按照云溪市林业局关于护林的通知要求，各镇："]);
        check(&[LETTER, "《护林工作方案》为依据，制定本方案。"]);
        check(&[LETTER, "本方案为保护林木，制定本方案。"]);
    }

    #[test]
    fn signature_and_what_is_below_it() {
        check(&[LETTER, "云溪市林业局 2024年3月6日 |2024年护林要点"]);
        check(&[&format!("{LETTER} |云溪市林业局 2024年3月6日 |2024年护林要点")]);
        check(&[&format!("{LETTER}|云溪市林业局2024年3月6日")]);
        check(&[LETTER, "云溪市林业局", "2024年3月6日 |（公开属性：主动公开）"]);
        check(&[LETTER, "2024年3月6日|（此件公开发布）|云溪市护林工作方案"]);
        check(&[LETTER, "云溪市林业局 2024年3月6日|（联系人：林工，联系电话：1234567）"]);
        check(&[LETTER, "（公开属性：主动公开） |云溪市护林工作方案"]);
        // Who printed it, a day that is spoken of, and what stands above a letter.
        check(&[LETTER, "云溪市林业局办公室 2024年3月6日印发"]);
        check(&[LETTER, "云溪市林业局于2024年3月6日印发了护林工作方案"]);
        check(&[LETTER, "云溪市林业局 2024年3月6日"]);
        check(&["云溪市林业局 2024年3月6日 2024年护林要点"]);
        check(&["一、任务。", "云溪市林业局 2024年3月6日 2024年护林要点"]);
    }

    #[test]
    fn whom_to_ask_behind_who_answers() {
        check(&["责任单位：市林业局、市财政局|联系人：林工，电话：1234567。"]);
        check(&["责任单位及联系人：市林业局林工"]);
        check(&["责任单位：市林业局    联系人：林工"]);
    }

    #[test]
    fn attachments_behind_the_last_task() {
        check(&["2.建站。（市林业局负责）|附件：护林任务分解表"]);
        check(&["2.建站。（市林业局负责） |附件：护林任务分解表 |附件"]);
        check(&["2.建站。 |附件1：护林任务分解表 |附件 |云溪市护林任务分解表"]);
        check(&["附件：护林任务分解表 |附件"]);
        check(&["附件：护林任务分解表"]);
        check(&["2.报送材料（见附件）。报送附件：汇总表"]);
        check(&["2.建站。附件：站点由各镇确定"]);
    }
}
