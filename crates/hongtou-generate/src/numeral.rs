//! Numbers in Chinese, as outlines write them.

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// `十二`, `二十`, `一百零五`, for numbers from 1 to 9999.
pub(crate) fn chinese(number: u32) -> String {
    let mut text = String::new();
    let mut rest = number;
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十")] {
        let digit = rest / unit;
        rest %= unit;
        if digit > 0 {
            if gap {
                text.push('零');
            }
            if !(unit == 10 && digit == 1 && text.is_empty()) {
                text.push_str(DIGITS[digit as usize % 10]);
            }
            text.push_str(name);
        }
        gap = !text.is_empty() && digit == 0;
    }
    if rest > 0 {
        if gap {
            text.push('零');
        }
        text.push_str(DIGITS[rest as usize]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::chinese;

    #[test]
    fn numbers_are_written_as_outlines_write_them() {
        for (number, text) in [
            (1, "一"),
            (10, "十"),
            (12, "十二"),
            (20, "二十"),
            (105, "一百零五"),
            (110, "一百一十"),
            (999, "九百九十九"),
        ] {
            assert_eq!(chinese(number), text);
        }
    }
}
