//! Radicals in the place of ideographs.
//!
//! The fonts of many PDF files give 月 and the radical ⽉ one glyph, and programs that take the text out
//! of such a file write the radical. They look the same and no word is spelt with them, so the text is
//! read with the ideographs. A radical has as many bytes as its ideograph: offsets stay.

/// What the Kangxi radicals from U+2F00 on are as ideographs: their compatibility decompositions
/// (Unicode Standard, chapter 18), but for 户 and 青, which simplified texts write otherwise.
const KANGXI: &str = "\
一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀\
寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋\
比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸\
缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛\
辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// Of the CJK radicals supplement (U+2E80 to U+2EFF) those that are whole characters, as
/// EquivalentUnifiedIdeograph.txt of the Unicode Character Database has them.
const SUPPLEMENT: [(char, char); 40] = [
    ('⺁', '厂'),
    ('⺊', '卜'),
    ('⺒', '巳'),
    ('⺓', '幺'),
    ('⺝', '月'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺬', '示'),
    ('⺽', '臼'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻐', '钅'),
    ('⻑', '长'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻡', '首'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻪', '黾'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];

/// Puts ideographs in the place of radicals; gives the byte offsets of those.
pub(crate) fn replace(text: &mut String) -> Vec<u32> {
    let bytes = text.as_bytes();
    // U+2E80 to U+2FDF begin with these two bytes; quotation marks and dashes with the first.
    let may_be = |&at: &usize| matches!(bytes.get(at + 1), Some(0xba..=0xbf));
    let mut found = memchr::memchr_iter(0xe2, bytes).filter(may_be).peekable();
    if found.peek().is_none() {
        return Vec::new();
    }
    let (mut out, mut kept, mut places) = (String::with_capacity(text.len()), 0, Vec::new());
    for at in found {
        let Some(ideograph) = text[at..].chars().next().and_then(ideograph) else { continue };
        out.push_str(&text[kept..at]);
        out.push(ideograph);
        kept = at + ideograph.len_utf8();
        places.push(at as u32);
    }
    out.push_str(&text[kept..]);
    *text = out;
    places
}

fn ideograph(radical: char) -> Option<char> {
    let nth = (radical as usize).checked_sub(0x2f00).map(|nth| nth * '一'.len_utf8());
    match nth {
        Some(at) => KANGXI.get(at..)?.chars().next(),
        None => {
            let at = SUPPLEMENT.binary_search_by_key(&radical, |&(radical, _)| radical).ok()?;
            Some(SUPPLEMENT[at].1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_counts_from_the_first_radical_to_the_last() {
        assert_eq!(KANGXI.chars().count(), 214);
        assert!(KANGXI.chars().all(|c| c.len_utf8() == 3));
        assert!(SUPPLEMENT.is_sorted());
        let found = ['⼀', '⽉', '⼾', '⿕', '⺠', '⻓', '⺡', '\u{2fd6}'].map(ideograph);
        let expected = ["一", "月", "户", "龠", "民", "长", "", ""].map(|text| text.chars().next());
        assert_eq!(found, expected);
    }

    #[test]
    fn radicals_are_read_as_ideographs_where_they_stand() {
        let mut text = "“2024年3⽉”⺠政局⺡".to_owned();
        let places = replace(&mut text);
        assert_eq!((&*text, places), ("“2024年3月”民政局⺡", vec![11, 17]));
        let mut plain = "“建站”——6个■".to_owned();
        assert!(replace(&mut plain).is_empty());
    }
}
