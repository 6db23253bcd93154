//! How sheets look: fonts and lines, and how wide and high Chinese text is.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

/// The most characters that one cell holds.
const LONGEST_CELL: usize = 32_767;
/// Height of a line of text, in points.
const LINE: f64 = 14.5;
/// The greatest height of a row, in points.
const HIGHEST: f64 = 409.0;

/// The formats of the workbook.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) heading: Format,
    pub(super) text: Format,
    pub(super) centre: Format,
    pub(super) group: Format,
    pub(super) input: Format,
    pub(super) plain: Format,
    pub(super) label: Format,
    pub(super) day: Format,
    /// What is laid over words that the row above has too.
    pub(super) repeated: Format,
}

impl Styles {
    pub(super) fn new() -> Styles {
        let plain = Format::new()
            .set_font_name("宋体")
            .set_font_size(10)
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        let boxed = plain
            .clone()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0xA6A6A6))
            .set_align(FormatAlign::VerticalCenter);
        let centre = boxed.clone().set_align(FormatAlign::Center);
        Styles {
            title: Format::new()
                .set_font_name("宋体")
                .set_font_size(16)
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap(),
            heading: centre.clone().set_bold().set_background_color(Color::RGB(0xF2DCDB)),
            group: centre.clone(),
            input: boxed.clone().set_background_color(Color::RGB(0xFFFFF0)),
            label: plain.clone().set_bold(),
            day: centre.clone().set_num_format("yyyy-mm-dd"),
            repeated: Format::new().set_font_color(Color::RGB(0xA6A6A6)),
            text: boxed,
            centre,
            plain,
        }
    }
}

/// Text as XML and a cell can hold it.
pub(super) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut left = LONGEST_CELL - 1;
    for c in text.chars() {
        let c = match c {
            '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            '\n' | '\t' => c,
            c if c.is_control() => continue,
            c => c,
        };
        if left < c.len_utf16() {
            out.push('…');
            break;
        }
        left -= c.len_utf16();
        out.push(c);
    }
    out
}

/// How many columns of a typewriter the text takes: a Chinese character takes two.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}

/// How many lines the text takes in a column of that width.
pub(super) fn lines(text: &str, column: f64) -> usize {
    // A cell keeps some room beside its text, and no line breaks inside a character.
    let room = (column - 1.5).max(2.0) as usize;
    text.split('\n').map(|line| width(line).div_ceil(room).max(1)).sum()
}

/// The height of a row of that many lines.
pub(super) fn height(lines: usize) -> f64 {
    (lines.max(1) as f64 * LINE + 6.0).min(HIGHEST)
}

/// One page wide, lying A3 as such tables are printed, with the rows up to `heading` on every page.
pub(super) fn page(sheet: &mut Worksheet, heading: u32) -> Result<(), XlsxError> {
    const A3: u8 = 8;
    sheet.set_landscape().set_paper_size(A3).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&C第 &P 页，共 &N 页");
    sheet.set_repeat_rows(0, heading)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_twice_as_wide() {
        assert_eq!(width("清淤20公里"), 10);
        assert_eq!(lines("清淤20公里", 20.0), 1);
        assert_eq!(lines(&"清".repeat(20), 20.0), 3);
        assert_eq!(lines("一\n二", 20.0), 2);
    }

    #[test]
    fn what_xml_or_a_cell_cannot_hold_is_left_out() {
        assert_eq!(clean("a\u{1}\u{ffff}\r\nb"), "a\u{fffd}\nb");
        let long = clean(&"长".repeat(40_000));
        assert_eq!(long.chars().count(), LONGEST_CELL);
        assert!(long.ends_with('…'));
    }
}
