//! Text whose lines all break at one width, as it comes out of a PDF or a typewriter.
//!
//! There a full line goes on in the next one, and a short line ends its paragraph. Notices that print
//! one paragraph a line have no such width, and nothing is done to them.

use hongtou_model::Confidence;
use hongtou_source::{Align, chars};

use crate::header;
use crate::layout::{self, Mention};
use crate::lines::{self, Element, Line, open_bracket};
use crate::record::Record;
use crate::{responsibility, sentence, words};

/// Lines of at least this many cells (a Chinese character has two) tell the width.
const LONG: u32 = 40;
/// How many of them there must be.
const ENOUGH: usize = 4;
/// How far a full line may stay below the width: what does not fit goes to the next line.
const RAGGED: u32 = 3;
/// The indent of a paragraph, where a copy has lost it: its first line is so much shorter.
const INDENT: u32 = 4;
/// How far closing marks may hang behind the width.
const HANGING: u32 = 4;

/// So many characters at its end tell how a paragraph ends.
const TAIL: usize = 40;

/// Joins full lines with what follows them, and marks short ones as the end of their paragraph.
///
/// An attachment has a width of its own: the lines of a table that no program could keep are longer.
pub(crate) fn unwrap<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let opens =
        |element: &Element<'_>| matches!(element, Element::Line(line) if opens_attachment(line));
    let (mut out, mut part) = (Vec::with_capacity(raw.len()), Vec::new());
    for element in raw {
        if opens(&element) {
            out.extend(unwrap_part(std::mem::take(&mut part), record));
        }
        part.push(element);
    }
    out.extend(unwrap_part(part, record));
    out
}

/// Whether a line is 附件1 and no more.
fn opens_attachment(line: &Line<'_>) -> bool {
    matches!(layout::mention(line), Some(Mention::Head { title: None, .. }))
}

fn unwrap_part<'s>(raw: Vec<Element<'s>>, record: &mut Record) -> Vec<Element<'s>> {
    let indented = raw.iter().filter(|element| is_indented(element)).count();
    // Who signs and when is set to the right in a copy that has lost the indents of its paragraphs.
    let lost = indented * 10 < raw.len() && !raw.iter().any(|e| is_indented(e) && is_numbered(e));
    let found = width(&raw, false).or_else(|| if lost { width(&raw, true) } else { None });
    let Some(width) = found else { return raw };
    // Where every line is indented, the indent tells nothing.
    let indents_tell = indented * 3 < raw.len() * 2;
    let mut out: Vec<Element<'s>> = Vec::with_capacity(raw.len());
    // Whether the title and the salutation may still come, once each and above all that is numbered.
    let mut salutation = true;
    for element in raw {
        let Element::Line(mut line) = element else {
            out.push(element);
            continue;
        };
        if salutation && let Some(Element::Line(before)) = out.last_mut() {
            let is = header::is_salutation(before);
            // A关于…的通知 may go on: 的通知.
            let titled = header::is_whole_title(before) && !line.text().starts_with('的');
            let whole = is || titled;
            before.full &= !whole;
            before.ended |= whole;
            salutation = !is && before.marker.is_none();
        }
        // A salutation that fills its line ends there, and what begins below it may be indented.
        let begins = match out.last() {
            Some(Element::Line(before)) => line.marker.is_some() || !before.full,
            _ => true,
        };
        let indent = if lost && begins { INDENT } else { 0 };
        let full = line.cells + indent + RAGGED >= width;
        let cells = line.cells;
        if let Some(Element::Line(before)) = out.last_mut()
            && goes_on(before, &line, full, indents_tell)
        {
            record.joined(before, &line, Confidence::Likely);
            before.bold_ranges.append(&mut line.bold_ranges);
            before.flow.append(&line.flow);
            (before.full, before.ended, before.cells) = (full, !full, cells);
            continue;
        }
        (line.full, line.ended) = (full, !full);
        out.push(Element::Line(line));
    }
    out
}

fn is_indented(element: &Element<'_>) -> bool {
    matches!(element, Element::Line(line) if line.indented)
}

fn is_numbered(element: &Element<'_>) -> bool {
    matches!(element, Element::Line(line) if line.marker.is_some())
}

/// Whether blanks part the words of a line: cells that stand side by side; who printed a notice and when,
/// which are set to the edges of the page and wider than it. Programs that read pictures part all words.
fn is_parted(line: &Line<'_>) -> bool {
    const MOST: usize = 5;
    let text = line.text();
    if !chars::holds(text, ' ') {
        return false;
    }
    let parts = text.match_indices(' ').filter(|&(at, _)| {
        let behind = &text[at + 1..];
        behind.starts_with("  ")
            || text[..at].ends_with(chars::is_han) && behind.starts_with(chars::is_han)
    });
    (1..=MOST).contains(&parts.take(MOST + 1).count())
}

/// The width at which lines break, where so many end there that it is no chance. `lost` says that
/// paragraphs have lost their indents.
fn width(raw: &[Element<'_>], lost: bool) -> Option<u32> {
    let all = raw.iter().filter_map(|element| match element {
        Element::Line(line) if line.cells >= LONG => Some(line),
        _ => None,
    });
    let (parted, lines): (Vec<&Line<'_>>, Vec<&Line<'_>>) = all.partition(|line| is_parted(line));
    // Cells that stand side by side are a table's, whose lines are no text's.
    if lines.len() < parted.len() * 3 || lines.len() < ENOUGH {
        return None;
    }
    let wide =
        |line: &Line<'_>| line.cells + if lost && line.marker.is_some() { INDENT } else { 0 };
    let mut long: Vec<u32> = lines.iter().map(|line| wide(line)).collect();
    long.sort_unstable();
    // The width that most lines come near to; marks may hang behind it.
    let near = |width: u32| {
        let below = long.partition_point(|&cells| cells <= width);
        below - long.partition_point(|&cells| cells + RAGGED < width)
    };
    let width = long.iter().copied().max_by_key(|&cells| (near(cells), cells))?;
    let wider = long.len() - long.partition_point(|&cells| cells <= width + HANGING);
    if near(width) < ENOUGH || near(width) * 5 < long.len() * 2 || wider * 50 > long.len() {
        return None;
    }
    // What a width breaks is cut inside sentences; paragraphs of like length end theirs.
    let full = || lines.iter().filter(|line| (width - RAGGED..=width).contains(&wide(line)));
    let cut = full().filter(|line| !lines::ends_closed(line.text())).count();
    (cut * 2 >= full().count()).then_some(width)
}

/// Whether a full line goes on in the next.
fn goes_on(before: &Line<'_>, next: &Line<'_>, full: bool, indents_tell: bool) -> bool {
    if !before.full
        || before.flow.source() != next.flow.source()
        || next.align != Align::Start
        || next.level > 0
        || next.bullet
        || words::is_date_line(next.text())
        // The date of a letter may be set at the right, so that its line is full.
        || words::is_date_line(before.text())
        || header::is_imprint(before.text())
        || header::is_imprint(next.text())
        || header::whole_number(next.text()).is_some()
        // 附件1 on a line of its own opens the attachment.
        || opens_attachment(next)
    {
        return false;
    }
    // 1 …， 2 …: rows of a table that lost its cells, each of which says who answers at its end.
    if row_number(next.text())
        .is_some_and(|next| row_number(before.text()).is_some_and(|own| own + 1 == next))
    {
        return false;
    }
    let open = open_bracket(lines::tail(before.text())).is_some();
    if next.indented && indents_tell && !open {
        return false;
    }
    let words = before.text().trim_end_matches(chars::is_space);
    let bracket = words.ends_with(['）', ')', '】', ']']);
    let closed = bracket
        || words.ends_with(chars::ends_sentence)
        || words.ends_with('.') && ends_sentence(words);
    // 4.12 behind a whole sentence numbers the next task, which is due on 12月15日; 3.6万平方米 goes on.
    let due = |from: usize| {
        let time = next.text()[from..].trim_start_matches(|c| chars::digit(c).is_some());
        time.starts_with(['月', '年'])
    };
    if next.marker.as_ref().is_some_and(|m| !m.doubtful || closed && due(m.end)) {
        return false;
    }
    // Whoever answers for a task is named at its end.
    if bracket
        && next.text().starts_with(chars::is_word)
        && responsibility::ends_in_a_duty(lines::tail(words))
    {
        return false;
    }
    // A short line that ends no sentence is the name of who signs.
    let signed = !full && header::is_name(next.text());
    open || !closed || !words::starts_part(next.text()) && !signed
}

/// The number that a line begins with, parted from its words by a blank and no mark.
fn row_number(text: &str) -> Option<u32> {
    const DIGITS: usize = 3;
    let digits = text.bytes().take_while(u8::is_ascii_digit).take(DIGITS + 1).count();
    let rest = &text[digits..];
    (digits <= DIGITS && rest.starts_with(chars::is_space)).then(|| text[..digits].parse().ok())?
}

/// Whether the last character of some words ends a sentence: a paragraph is joined line by line, and
/// only its end is looked at.
fn ends_sentence(words: &str) -> bool {
    let tail = words.char_indices().rev().nth(TAIL).map_or(0, |(at, _)| at);
    sentence::ends(&words[tail..]).last() == Some(words.len() - tail)
}

#[cfg(test)]
mod tests {
    use hongtou_model::Lang;
    use hongtou_source::{Format, Source, TextRange};

    use super::*;
    use crate::flow::Flow;

    /// The paragraphs that lines become, each line as wide as it is printed.
    fn paragraphs(lines: &[&str]) -> Vec<String> {
        let text = lines.join("\n");
        let source = Source::from_text("n", Format::Text, &text);
        let mut raw = Vec::new();
        let mut at = 0;
        for line in lines {
            let words = line.trim_start();
            let start = at + line.len() - words.len();
            let range = TextRange::at(start, at + line.len());
            let mut made = Line::new(Flow::new(&source, 0, &[range]), false);
            made.cells = line.chars().map(|c| 1 + u32::from(!c.is_ascii())).sum();
            made.indented = start > at;
            raw.push(Element::Line(made));
            at += line.len() + 1;
        }
        let mut record = Record::new(Lang::Zh);
        unwrap(raw, &mut record)
            .iter()
            .filter_map(|element| match element {
                Element::Line(line) => Some(line.text().to_owned()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn who_signs_below_a_full_last_line_is_no_part_of_it() {
        for stop in ["。", "."] {
            let last = format!("制在百分之一以内，配齐专任教师、实验设备，请抓好落实{stop}");
            let lines = [
                "各县区人民政府教育行政部门，市直各学校，各有关单位和企业：",
                "新建改扩建学校十八所，新增学位一万六千个，大班额的比例控",
                &last,
                "松陵市教育局",
                "2024年3月5日",
                "一、改善办学条件，新建改扩建学校十八所，新增学位一万六千",
                "个，大班额的比例控制在百分之一以内。",
            ];
            assert!(paragraphs(&lines).contains(&"松陵市教育局".to_owned()), "{stop}");
        }
    }

    #[test]
    fn who_signs_and_prints_at_the_edges_of_the_page_tells_no_width_and_no_indent() {
        let lines = [
            "为规范服务，经县政府同意，现将康复服务的具体意见印发给",
            "你们，请认真执行。",
            "                     石川县残疾人联合会",
            "石川县残疾人联合会办公室                2026年3月5日印发",
            "一、服务对象",
            "1.持有残疾人证、有康复需求的城乡居民，由其所在乡镇",
            "街道登记造册，每季度核对一次，名单报送县残联备案；未持",
            "证的儿童凭诊断证明登记，",
            "2.因病致残、尚未办理残疾人证的，由本人或者其监护人",
            "提出申请，县级医院出具评定意见后纳入服务范围，所需费用",
            "按规定报销。",
            "附件",
        ];
        let found = paragraphs(&lines);
        assert_eq!(found.len(), 7, "{found:?}");
        assert!(found[2].ends_with("印发") && found[4].ends_with("诊断证明登记，"));
        assert!(found[5].ends_with("报销。") && found[6] == "附件");
    }

    #[test]
    fn rows_that_lost_their_cells_are_no_lines_of_one_paragraph() {
        let lines = [
            "序号 工作任务 牵头负责部门",
            "1 修缮12处老旧体育馆，每处配备应急救护设备与饮水机。 市体育局",
            "2 12处体育馆全部免费开放，周末延长服务时间至晚上。 市体育局",
            "3 举办社区运动会90场。 市体育局",
            "4 培训社会体育指导员800人，实现街道社区全部覆盖。 市人社局",
            "5 更新南关、北桥等48处健身路径，拆除超期服役器材。 市城管局",
            "6 发放健身消费券600万元，带动体育消费2000万元以上。 市体育局",
        ];
        assert_eq!(paragraphs(&lines), lines);
        // A figure at the head of a line goes on with the text.
        let lines = [
            "按照统一部署，市体育局会同财政部门修缮老旧的体育馆，配备",
            "12 处应急救护设备与饮水机，周末延长服务的时间直到晚上，并",
            "13 次开展义务指导，培训社会体育指导员，由各个街道和社区负",
            "责落实，更新健身路径，并拆除全部超期服役的器材，由城管局",
            "牵头实施，于年内完成。",
        ];
        assert_eq!(paragraphs(&lines).len(), 1);
    }

    #[test]
    fn the_lines_of_an_attachment_do_not_hide_the_width_of_the_plan() {
        let lines = [
            "现将工作要点印发给你们，请认真执行。",
            "一、健全服务网络",
            "1.新建社区康复站十二个，组建首批七个服务团队，承",
            "担上门服务不少于三百人次。（县残联牵头，县财政局、县卫",
            "健局参与）",
            "2.推进家庭医生签约，把残疾人纳入重点人群，技术合",
            "作机构达到五家，复诊随访每季度不少于一次，对行动不便的",
            "上门办理。（县卫健局负责）",
            "附件",
            "1 新建社区康复站十二个，组建首批七个服务团队，承担上门服务 县残联 县财政局",
            "不少于三百人次 县卫健局 十二月底前",
        ];
        let found = paragraphs(&lines);
        assert_eq!(found.len(), 7, "{found:?}");
        assert!(found[2].ends_with("参与）") && found[3].ends_with("负责）"));
    }

    #[test]
    fn full_lines_go_on_and_short_ones_end() {
        let lines = [
            "一、改善办学条件",
            "1.新建改扩建学校十八所，新增学位一万六千个，大班额比例控",
            "制在百分之一以内，配齐专任教师、实验设备和图书。（牵头单",
            "位：市教育局；责任单位：市发展改革委、市自然资源局、市财",
            "政局）",
            "2.推进紧密型教育集团建设，覆盖率达到百分之六十以上，建立",
            "集团内教师交流制度。（责任单位：市教育局）",
        ];
        let found = paragraphs(&lines);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(
            found[1].ends_with(
                "（牵头单位：市教育局；责任单位：市发展改革委、市自然资源局、市财政局）"
            )
        );
        assert!(found[2].starts_with("2.") && found[2].ends_with("（责任单位：市教育局）"));
    }

    #[test]
    fn first_lines_that_lost_their_indent_are_full_as_well() {
        let lines = [
            "一、提高基层治理水平，加强对社区各项工作的全面",
            "领导",
            "1.完善街道对社区治理工作的领导体制机制，优化议",
            "事决策程序，涉及基层治理的重大事项、重点工作由街道",
            "讨论决定，全面提升抓治理、抓服务的领导能力，还要建",
            "立例会制度，每季度听取一次社区工作汇报并通报进展，",
            "结果向社会公开。",
            "2.以社区为重点，构建上下贯通、多方联动的工作体",
            "系，基层党组织覆盖广泛、组织有力，形成治理的合力，",
            "每年评估一次。",
            "协办单位：市民政局、市委编办、市司法局、园区党工",
            "委、各街道党工委",
        ];
        let found = paragraphs(&lines);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[0].ends_with("全面领导") && found[3].ends_with("园区党工委、各街道党工委"));
    }

    #[test]
    fn a_title_and_a_salutation_that_fill_their_lines_end_there() {
        let lines = [
            "石川县人民政府关于印发石川县残疾人服务提升行动方案的通知",
            "各乡镇人民政府，县残工委各成员单位，机关各股室、直属中心：",
            "现将二〇二六年工作方案印发给你们，请结合实际，认真抓好落实",
            "，并于每季度末报送进展。",
            "一、为有需求的持证残疾人提供康复服务，并把下列服务纳入清单",
            "，各部门、各单位要在下一年度继续做好的是县内各乡镇卫生院：",
            "康复训练、辅助器具适配，由县残联会同县卫生健康局组织实施。",
        ];
        let found = paragraphs(&lines);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[0].ends_with("的通知") && found[1].ends_with("中心："));
        assert!(found[2].ends_with("报送进展。"));
    }

    #[test]
    fn what_begins_below_a_salutation_may_have_lost_its_indent() {
        let lines = [
            "石川县人民政府关于印发石川县残疾人服务提升行动方案的通知",
            "各乡镇人民政府，县残工委各成员单位，机关各股室、直属中心：",
            "现将石川县残疾人服务提升行动方案印发给你们，请结合实",
            "际认真抓好落实。",
            "一、为有需求的持证残疾人提供康复服务，并把下列服务纳",
            "入清单，各部门、各单位要在下一年度继续做好的是康复训练、辅",
            "助器具适配和居家照护，由县残联会同县卫生健康局组织实施，按",
            "季度通报进展，并把服务安全放在各项工作的第一位，逐项抓好落",
            "实。",
        ];
        let found = paragraphs(&lines);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[2].ends_with("请结合实际认真抓好落实。"));
    }

    #[test]
    fn paragraphs_of_one_length_that_end_in_whole_sentences_have_no_width() {
        let lines = [
            "1.新建改扩建学校十八所，新增学位一万六千个。（市教育局）",
            "2.推进紧密型教育集团建设，建立教师交流制度。（市教育局）",
            "3.补充教师一千二百名，骨干教师交流二百余名。（市教育局）",
            "4.开展教师数字素养培训，全员参加教育部培训。（市教育局）",
            "石川县新建改扩建学校任务分解一览表",
        ];
        assert_eq!(paragraphs(&lines), lines);
    }

    #[test]
    fn nothing_goes_on_behind_those_who_answer_for_a_task() {
        let lines = [
            "一、改善办学条件",
            "1.新建改扩建学校十八所，新增学位一万六千个，大班额比例控",
            "制在百分之一以内，配齐专任教师、实验设备和图书，力争年底",
            "前全部投用，按月通报进展，并把学校安全放在各项工作的第一",
            "位，逐校逐项抓好落实，不留死角和盲区。（市教育局牵头落实）",
            "石川县改善办学条件任务分解一览表",
            "2.推进紧密型教育集团建设，覆盖率达到百分之六十以上，建立",
            "集团内教师交流制度，每学期评估一次，评估结果向社会公开。",
            "3.12月底前全部完成。（市教育局牵头）",
        ];
        let found = paragraphs(&lines);
        assert_eq!(found.len(), 5, "{found:?}");
        assert_eq!(found[2], lines[5]);
        assert_eq!(found[4], lines[8]);
    }

    #[test]
    fn paragraphs_of_any_length_have_no_width() {
        let lines = [
            "1.新建改扩建学校十八所，新增学位一万六千个，大班额比例控制在百分之一以内。",
            "牵头单位：市教育局",
            "2.推进紧密型教育集团建设，覆盖率达到百分之六十以上，建立交流制度。",
            "3.补充教师一千二百名，其中乡村学校不少于五百名，骨干教师交流比例不低于百分之二十。",
            "4.开展教师数字素养培训，参训率达到百分之百，建立培训台账和学分银行。",
        ];
        assert_eq!(paragraphs(&lines), lines);
    }
}
