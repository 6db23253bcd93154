//! Headers that a page prints again with damage.
//!
//! A scan loses the words of a heading, misreads a character of them, or cuts the last heading off. Where the other
//! headings are those of another page at the same places, the header is that one: what each column is, its place
//! tells.

use super::headings::{Heading, heading, role_of_part, squeeze};
use hongtou_source::chars;

/// Whether folded words over columns are those of a whole header, but for fewer that are blank, misread or, at the
/// end, cut off; a page may leave the first columns out, which are those of groups. `is_blank` says of a column without
/// words that it has a cell of its own.
pub(super) fn is_damaged(
    own: &[String],
    full: &[String],
    is_blank: impl Fn(usize) -> bool,
) -> bool {
    const GROUPS: usize = 2;
    // A row may end with a blank cell that stands below no heading.
    let blank = own.iter().skip(full.len()).all(String::is_empty);
    let own = if blank { &own[..own.len().min(full.len())] } else { own };
    let left_out = 0..=full.len().saturating_sub(own.len()).min(GROUPS);
    left_out.into_iter().any(|from| is_damaged_at(own, &full[from..], &is_blank))
}

/// The same where both begin with the same column.
fn is_damaged_at(own: &[String], full: &[String], is_blank: impl Fn(usize) -> bool) -> bool {
    // One heading may be cut off, for which the rows below have a cell.
    const CUT: usize = 1;
    let Some(mut damaged) = full.len().checked_sub(own.len()).filter(|&cut| cut <= CUT) else {
        return false;
    };
    let mut same = 0;
    for (at, (own, full)) in own.iter().zip(full).enumerate() {
        if own == full {
            same += usize::from(!own.is_empty());
            continue;
        }
        damaged += 1;
        if full.is_empty() || !(own.is_empty() && is_blank(at) || is_misread(own, full)) {
            return false;
        }
    }
    damaged > 0 && damaged < same
}

/// Whether words that name no column are those of a heading but for a character or so: 牵头单仗, 配台单位.
pub(super) fn is_misread(own: &str, full: &str) -> bool {
    let count = |words: &str| words.chars().count();
    let (own_count, full_count) = (count(own), count(full));
    if own.is_empty() || full_count < 2 || own_count.abs_diff(full_count) > 1 {
        return false;
    }
    let alike = |(a, b): &(char, char)| a == b;
    let most = (full_count / 3).max(1);
    let near = match own_count == full_count {
        true => own.chars().zip(full.chars()).filter(|two| !alike(two)).count() <= most,
        false => {
            let before = own.chars().zip(full.chars()).take_while(alike).count();
            let after = own.chars().rev().zip(full.chars().rev()).take_while(alike).count();
            before + after >= own_count.min(full_count)
        }
    };
    // 2026年目标 is not 2027年目标, nor 主办单位 协办单位.
    let figure = |c: char| chars::digit(c).is_some();
    near && own.chars().filter(|&c| figure(c)).eq(full.chars().filter(|&c| figure(c)))
        && match heading(own) {
            Heading::Unknown => true,
            Heading::Units(_) => role_of_part(&squeeze(own)).is_none(),
            other => other == heading(full),
        }
}

#[cfg(test)]
mod tests {
    use hongtou_model::{Notice, Role};

    use super::is_damaged;
    use crate::fixtures::notice_with_tables;

    /// What a table says on whose second page another header stands: the name and role of each unit there.
    fn second_page(first: &str, header: &str, rows: [&str; 3]) -> String {
        let [one, two, three] = rows;
        let text = format!("云溪县校车整治责任清单\n{first}\n{one}\n{header}\n{two}\n{three}");
        let notice: Notice = notice_with_tables(&text);
        assert_eq!(notice.tables.len(), 1, "{header}");
        let rows = notice.tables[0].rows.iter().skip(1);
        let role = |role| match role {
            Role::Lead => "牵头",
            Role::Support => "配合",
            _ => "其他",
        };
        let units = rows.flat_map(|row| &row.units);
        units.map(|unit| format!("{}{}", unit.name, role(unit.role))).collect::<Vec<_>>().join(" ")
    }

    fn damaged(own: &str, full: &str) -> bool {
        let words = |row: &str| row.split('|').map(str::to_owned).collect::<Vec<_>>();
        is_damaged(&words(own), &words(full), |_| true)
    }

    #[test]
    fn headings_blank_misread_or_cut_off() {
        let full = "序号|工作内容|完成时限|牵头单位|配合单位";
        for own in [
            "序号|工作内容|完成时限|牵头单位|",
            "序号|工作内容|完成时限||",
            "序号|工作内容|完成时限|牵头单仗|配合单位",
            "序号|工作内容|完成时限|牵头单位|配台单位",
            "序号|工作内容|完成时限|牵头单位|配单位",
            "序号|工作内容|完成时限|牵头单位",
            "序号|工作内容|完成时限|牵头单仗|配合单位|",
        ] {
            assert!(damaged(own, full), "{own}");
            assert!(!damaged(full, own), "{own}");
        }
        assert!(damaged("类别||主要内容|牵头单位", "类别||主要内容|牵头单位|配合单位"));
        let grouped = format!("重点任务|{full}");
        assert!(damaged("序号|工作内容|完成时限|牵头单仗|配合单仗", &grouped));
        assert!(!damaged(full, &grouped));
    }

    #[test]
    fn what_a_damaged_header_stands_over_its_place_tells() {
        let rows = [
            "1|报废旧车71辆，换发号牌。|3月底前|县教育局|县财政局",
            "2|查处黑车150起，公布名单。|6月底前|县公安局|县交通局",
            "3|勘验线路188条，设置标牌。|9月底前|县交通局|县公安局",
        ];
        let full = "序号|任务内容|完成时限|牵头单位|配合单位";
        let whole = second_page(full, full, rows);
        assert_eq!(whole, "县公安局牵头 县交通局配合 县交通局牵头 县公安局配合");
        for header in [
            "序号|任务内容|完成时限|牵头单位|",
            "序号|任务内容|完成时限||",
            "序号|任务内容|完成时限|牵头单仗|配合单位",
            "序号|任务内容|完成时限|牵头单位|配台单位",
            "序号|任务内容|完成时限|牵头单位",
        ] {
            assert_eq!(second_page(full, header, rows), whole, "{header}");
        }
        // The first page may be the damaged one.
        assert_eq!(second_page("序号|任务内容|完成时限|牵头单仗|配合单位", full, rows), whole);
    }

    #[test]
    fn a_header_cut_short_beside_a_column_without_a_heading() {
        let rows = [
            "车辆治理|淘汰旧车|1|报废旧车71辆，换发号牌。|报废40辆。|报废71辆。|县教育局|县财政局",
            "线路治理|严查黑车|2|查处黑车150起，公布名单。|查处60起。|查处150起。|县公安局|县交通局",
            "|优化线路|3|勘验线路188条，设置标牌。|勘验90条。|勘验188条。|县交通局|县公安局",
        ];
        let full = "类别|重点任务||主要内容|上半年目标|下半年目标|牵头单位|配合单位";
        let whole = second_page(full, full, rows);
        let short = full.trim_end_matches("|配合单位");
        assert_eq!(second_page(full, short, rows), whole);
    }

    #[test]
    fn other_headings_are_others() {
        for (own, full) in [
            ("序号|任务|2027年目标|责任单位", "序号|任务|2026年目标|责任单位"),
            ("序号|任务|主办单位|责任单位", "序号|任务|协办单位|责任单位"),
            ("序号|任务|责任单位|备注", "序号|任务|责任单位|完成时限"),
            ("序号|任务|责任单位|甲乙丙丁", "序号|任务|责任单位|完成时限"),
            ("序号|任务", "序号|任务|责任单位|备注"),
            ("序号|任务", "序号|任务|责任单位|备注|来源"),
            ("序号||", "序号|任务|责任单位"),
            ("序号|任务|责任单位", "序号|任务|责任单位"),
        ] {
            assert!(!damaged(own, full), "{own}");
        }
    }
}
