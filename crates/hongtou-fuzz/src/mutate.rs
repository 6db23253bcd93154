//! Text broken in the ways that copying, converting and recognising break it, and in worse ones.

use crate::random::Random;

/// Largest input that mutation makes.
pub const LARGEST: usize = 48 * 1024;

/// Words and signs that mean something to the readers or the parser.
pub const WORDS: &[&str] = &[
    "一、",
    "二、",
    "十一、",
    "一百二十、",
    "（一）",
    "（十二）",
    "(三)",
    "1.",
    "19.",
    "1．",
    "2、",
    "（1）",
    "①",
    "⑳",
    "㈠",
    "第一条",
    "第十二章",
    "一是",
    "二是",
    "——",
    "附件：",
    "附件1",
    "附件2：",
    "关于",
    "的通知",
    "各县（市、区）人民政府：",
    "责任单位：",
    "（责任单位：",
    "牵头单位：",
    "（牵头单位：",
    "配合单位：",
    "负责",
    "牵头",
    "配合",
    "落实",
    "指导",
    "按职责分工负责",
    "等部门",
    "等",
    "及",
    "和",
    "、",
    "，",
    "；",
    "。",
    "：",
    "？",
    "！",
    "（",
    "）",
    "(",
    ")",
    "〔2026〕3号",
    "[2026]",
    "【",
    "】",
    "《",
    "》",
    "“",
    "”",
    "市发展改革委",
    "市教育局",
    "各县（市）区党委、政府",
    "省A厅、B厅",
    "完成时限：",
    "2026年8月底前",
    "2026年12月31日前",
    "第一季度",
    "5月份",
    "每周",
    "长期坚持",
    "持续推进",
    "6 批次 / 千人",
    "≥97%",
    "90%以上",
    "20 万批次",
    "100%",
    "不低于",
    "以下",
    "3—5个",
    "1.2亿元",
    "9999999999999999999999999999999999999999",
    "０．５",
    "一千二百",
    "零",
    "〇",
    "百分之九十",
    "|",
    "||",
    "\t",
    "|---|---|",
    "| 序号 | 工作任务 | 责任单位 | 完成时限 |",
    "\n\n",
    "\r\n",
    "\r",
    "\n",
    "# ",
    "## ",
    "**",
    "*",
    "- ",
    "> ",
    "```",
    "---",
    "<br>",
    "&nbsp;",
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<td rowspan=\"3\">",
    "<td colspan=\"2\">",
    "— 3 —",
    "- 12 -",
    "第3页 共9页",
    "（此件公开发布）",
    "抄送：",
    "（下同）",
    "列第一位的为牵头单位，下同",
    "GB 31605-2020",
    "JT/T1234-2019",
    "http://",
    "2021年",
    "２０２６",
    "19.2021年12月1日前",
];

/// Signs that trip tools up: invisible, half a pair, of another width, or of another direction.
pub const SIGNS: &[char] = &[
    ' ',
    '\u{3000}',
    '\u{a0}',
    '\u{200b}',
    '\u{feff}',
    '\u{ad}',
    '\u{202e}',
    '\u{2066}',
    '\u{85}',
    '\u{2028}',
    '\u{b}',
    '\u{c}',
    '\u{1b}',
    '\u{7f}',
    '\u{301}',
    '\u{fe0f}',
    '\u{20000}',
    '😀',
    'ﷺ',
    '\u{fffd}',
    '\\',
    '"',
    '\'',
    '`',
    '<',
    '>',
    '&',
    '%',
    '=',
    '+',
    '@',
    '0',
    '9',
    '．',
    '。',
    '亿',
    '万',
    '十',
    '百',
    '千',
    '号',
    '、',
    '，',
    '（',
    '）',
    '〔',
    '〕',
    '\u{1}',
    '½',
    '²',
    '㎡',
    '℃',
    '‰',
    '－',
    '～',
    '年',
    '月',
    '日',
];

/// Tags and attributes of web pages.
pub const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<table>",
    "</table>",
    "<tbody>",
    "<tr>",
    "</tr>",
    "<td>",
    "<th>",
    "</td>",
    "<br/>",
    "<b>",
    "<strong>",
    "</b>",
    "<ul><li>",
    "</li></ul>",
    "<ol start=\"3\"><li>",
    "<h1>",
    "</h2>",
    "<pre>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "&#x4e00;",
    "&#0;",
    "&amp;",
    "&nbsp;",
    "&#1114112;",
    "<td rowspan=2>",
    "<td rowspan=\"1000000000\">",
    "<td colspan=0>",
    "<td colspan=999999>",
    "<td rowspan=-1>",
    "<input type=hidden>",
    "<meta charset=gbk>",
    "<html>",
    "<body>",
    "</body>",
    "<a href=\"#\">",
    "</a>",
    "<span style=\"display:none\">",
    "</span>",
    "<font>",
    "<template>",
    "<svg>",
    "<title>",
    "<iframe>",
    "<noscript>",
    "<caption>",
    "</caption>",
    "<colgroup>",
    "<thead>",
];

/// Elements and attributes of office packages.
pub const XML: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:tab/>",
    "<w:br/>",
    "<w:br w:type=\"page\"/>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:tcPr><w:vMerge/></w:tcPr>",
    "<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>",
    "<w:tcPr><w:gridSpan w:val=\"4000000000\"/></w:tcPr>",
    "<w:tcPr><w:gridSpan w:val=\"3\"/></w:tcPr>",
    "<w:del>",
    "</w:del>",
    "<w:ins>",
    "</w:ins>",
    "<w:rPr><w:b/></w:rPr>",
    "<w:rPr><w:vanish/></w:rPr>",
    "<w:sectPr>",
    "</w:sectPr>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
    "<w:ilvl w:val=\"99\"/>",
    "<w:gridBefore w:val=\"5\"/>",
    "&amp;",
    "&lt;",
    "&#10;",
    "&#0;",
    "&x;",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE a [<!ENTITY x \"y\">]>",
    "<?pi?>",
    "xml:space=\"preserve\"",
    "<w:fldSimple>",
    "<w:instrText>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<mc:AlternateContent>",
    "<mc:Fallback>",
    "<w:txbxContent>",
    "<row r=\"2\">",
    "</row>",
    "<c r=\"B2\" t=\"inlineStr\">",
    "<c r=\"XFD1048576\">",
    "</c>",
    "<is><t>",
    "</t></is>",
    "<v>0.97</v>",
    "<v>45000</v>",
    "<mergeCell ref=\"A1:XFD1048576\"/>",
    "<mergeCell ref=\"A2:A4\"/>",
    "<mergeCell ref=\"B9:A1\"/>",
    "<f>1/0</f>",
    "<v>#DIV/0!</v>",
];

/// Changes a text a few times over.
pub fn text(input: &[u8], others: &[Vec<u8>], words: &[&str], random: &mut Random) -> Vec<u8> {
    let mut text = String::from_utf8_lossy(input).into_owned();
    for _ in 0..random.length(6) {
        one(&mut text, others, words, random);
    }
    cut(&mut text, LARGEST);
    let mut bytes = text.into_bytes();
    if random.one_in(40) {
        self::bytes(&mut bytes, random);
    }
    bytes
}

/// Changes some bytes, whatever they mean.
pub fn bytes(bytes: &mut Vec<u8>, random: &mut Random) {
    for _ in 0..random.length(4) {
        if bytes.is_empty() {
            return;
        }
        let at = random.below(bytes.len());
        match random.below(5) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = random.draw() as u8,
            2 => drop(bytes.remove(at)),
            3 => bytes.insert(at, random.pick(&[0, 0xff, 0xfe, 0x80, 0xc0, 0xed, b'\n'])),
            _ => bytes.truncate(at),
        }
    }
}

fn cut(text: &mut String, most: usize) {
    if text.len() > most {
        text.truncate(boundary(text, most));
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A place between two characters.
fn place(text: &str, random: &mut Random) -> usize {
    boundary(text, random.below(text.len() + 1))
}

/// A stretch of at most `most` bytes.
fn stretch(text: &str, most: usize, random: &mut Random) -> std::ops::Range<usize> {
    let start = place(text, random);
    let end = boundary(text, (start + random.length(most)).min(text.len()));
    start..end.max(start)
}

/// The line around a place, its end included.
fn line(text: &str, random: &mut Random) -> std::ops::Range<usize> {
    let at = place(text, random);
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end + 1);
    start..end
}

fn one(text: &mut String, others: &[Vec<u8>], words: &[&str], random: &mut Random) {
    match random.below(19) {
        0 => {
            let range = stretch(text, 64, random);
            text.replace_range(range, "");
        }
        1 => {
            let range = line(text, random);
            text.replace_range(range, "");
        }
        2 => {
            let words = text[line(text, random)].to_owned();
            let at = line(text, random).start;
            text.insert_str(at, &words);
        }
        3 => {
            let words = text[stretch(text, 200, random)].to_owned();
            let at = place(text, random);
            text.insert_str(at, &words);
        }
        4..=6 => {
            let at = place(text, random);
            text.insert_str(at, random.pick(words));
        }
        7 => {
            let at = line(text, random).start;
            text.insert_str(at, random.pick(words));
        }
        8 => {
            let range = stretch(text, 12, random);
            text.replace_range(range, random.pick(words));
        }
        9 => {
            let at = place(text, random);
            text.insert(at, random.pick(SIGNS));
        }
        10 => {
            let end = line(text, random).end;
            if end > 0 && text.as_bytes()[end - 1] == b'\n' {
                text.replace_range(end - 1..end, "");
            }
        }
        11 => {
            let at = place(text, random);
            text.insert_str(at, random.pick(&["\n", "\n\n", "\r\n", "\r"]));
        }
        12 => {
            // The same sign in its other widths, all over a stretch.
            let range = stretch(text, 300, random);
            let wide = random.one_in(2);
            let changed: String = text[range.clone()].chars().map(|c| width(c, wide)).collect();
            text.replace_range(range, &changed);
        }
        13 => {
            if let Some(other) = others.get(random.below(others.len())) {
                let other = String::from_utf8_lossy(other);
                let words = other[stretch(&other, 2000, random)].to_owned();
                let at = line(text, random).start;
                text.insert_str(at, &words);
            }
        }
        14 => {
            // One sign many times: what grows with depth or with length shows.
            let sign = random.pick(&[
                "（", "(", "、", "|", "\t", "*", "《", "“", "<td>", "一", "9", " ", ">", "\n",
                "1.", "，", "<b>", "[", "`",
            ]);
            let at = place(text, random);
            text.insert_str(at, &sign.repeat(random.length(400)));
        }
        15 => {
            let at = place(text, random);
            if random.one_in(2) {
                text.truncate(at);
            } else {
                text.replace_range(..at, "");
            }
        }
        16 => {
            // A sign of the text put into another place of it.
            if let Some(sign) = text[place(text, random)..].chars().next() {
                let at = place(text, random);
                text.insert(at, sign);
            }
        }
        17 => {
            // A cell more or less: what parts two of them is there twice or not at all.
            let from = place(text, random);
            let mark = ["|", "\t", "</td>"].into_iter().filter_map(|mark| {
                let at = from + text[from..].find(mark)?;
                Some(at..at + mark.len())
            });
            if let Some(mark) = mark.min_by_key(|mark| mark.start) {
                let twice = random.one_in(2).then(|| text[mark.clone()].repeat(2));
                text.replace_range(mark, &twice.unwrap_or_default());
            }
        }
        _ => {
            // Two lines change places.
            let (a, b) = (line(text, random), line(text, random));
            let (a, b) = if a.start <= b.start { (a, b) } else { (b, a) };
            if a.end <= b.start {
                let (first, second) = (text[a.clone()].to_owned(), text[b.clone()].to_owned());
                text.replace_range(b, &first);
                text.replace_range(a, &second);
            }
        }
    }
    cut(text, 2 * LARGEST);
}

fn width(c: char, wide: bool) -> char {
    let shifted = |c: char, by: i32| char::from_u32((c as i32 + by) as u32).unwrap_or(c);
    match c {
        '!'..='~' if wide => shifted(c, 0xfee0),
        '\u{ff01}'..='\u{ff5e}' if !wide => shifted(c, -0xfee0),
        '。' if !wide => '.',
        '、' if !wide => ',',
        _ => c,
    }
}
