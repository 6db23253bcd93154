//! Markdown and plain text: what is a word, what is a mark, what is a table.

use hongtou_reader::{Options, ReadError, read};

fn dump(name: &str, text: &str) -> String {
    let document = read(name, text.as_bytes(), &Options::default()).expect("text");
    assert_eq!(document.audit(), Vec::<String>::new(), "{text}");
    document.dump()
}

#[test]
fn words_stay_and_marks_go() {
    let cases = [
        ("## **一、总则**\n", "(Mark: ## **)\n¶ 一、总则 [h2] [bold 一、总则]\n(Mark: **)\n"),
        ("1. 甲  \n2. 乙\\\n丙", "¶ 1. 甲\n  2. 乙\n(Mark: \\)\n  丙\n"),
        ("- 甲\n- 13 -\n", "(Mark: -)\n¶ 甲\n  - 13 -\n"),
        ("**一、总则：**正文。", "(Mark: **)\n¶ 一、总则：·正文。 [bold 一、总则：]\n(Mark: **)\n"),
        ("甲&nbsp;乙<br>丙", "¶ 甲·乙\n(Mark: &nbsp;)\n(Mark: <br>)\n  丙\n"),
        ("苏农办质[2017](5)号", "¶ 苏农办质[2017](5)号\n"),
        ("见[附件](http://a.cn/b)。", "¶ 见·附件·。\n(Mark: [)\n(Mark: ](http://a.cn/b))\n"),
        ("[1]: 见附件\n\n    缩进的行\n", "¶ [1]: 见附件\n¶ 缩进的行\n"),
        ("单位名称\n2023年1月2日\n---\n抄送", "¶ 单位名称\n  2023年1月2日\n----\n¶ 抄送\n"),
        ("各县<市、区>政府，规格3*5*2，<5%", "¶ 各县<市、区>政府，规格3*5*2，<5%\n"),
        (
            "__1\\.修渠。__修渠3条（甲局）",
            "(Mark: __)\n¶ 1·.修渠。·修渠3条（甲局） [bold 1·.修渠。]\n(Mark: \\)\n(Mark: __)\n",
        ),
        ("__月__日，____年__月", "¶ __月__日，____年__月\n"),
        ("##一、总则", "(Mark: ##)\n¶ 一、总则\n"),
        ("```\n甲\n```", "(Mark: ```)\n¶ 甲\n(Mark: ```)\n"),
        ("# 甲 {#乙 .t a=\"b\"}\n", "(Mark: #)\n¶ 甲 [h1]\n(Mark: {#乙 .t a=\"b\"})\n"),
        ("> 引文", "(Mark: >)\n¶ 引文\n"),
    ];
    for (text, expected) in cases {
        assert_eq!(dump("n.md", text), expected, "{text:?}");
    }
}

#[test]
fn plain_text_has_no_marks() {
    assert_eq!(dump("n.txt", "* 甲_乙_\n____\n"), "¶ * 甲_乙_\n----\n");
    // A page may end without the end of its last line.
    assert_eq!(dump("n.txt", "甲\n- 1 -\x0c2.乙\n"), "¶ 甲\n  - 1 -\n  2.乙\n");
    assert_eq!(dump("n.txt", "\u{3000}\u{3000}甲\r\n\u{3000}\r\n乙\r丙"), "¶ 甲\n¶ 乙\n  丙\n");
}

#[test]
fn what_holds_no_text_is_refused() {
    let error = |bytes: &[u8]| read("n.txt", bytes, &Options::default()).err();
    assert_eq!(error(b""), Some(ReadError::Empty));
    assert_eq!(error(" \n\u{3000}".as_bytes()), Some(ReadError::Empty));
    assert!(matches!(error(b"\x7fELF\x02\x01\x01\x00\x00"), Some(ReadError::Binary { .. })));
    let options = Options { max_input_bytes: 2, ..Options::default() };
    let error = read("n.txt", b"abc", &options).expect_err("too large");
    assert!(error.message(hongtou_source::Lang::En).contains("--max-input-bytes (2)"));
}

#[test]
fn text_that_is_not_its_file_says_where_it_came_from() {
    let read = |bytes: &[u8]| read("n.txt", bytes, &Options::default()).expect("text");
    let places = |text: &str| {
        let document = read(text.as_bytes());
        let end = document.sources[0].text.len();
        document.sources[0].places.of(hongtou_source::TextRange::at(0, end))
    };
    assert_eq!(places("3月"), [""; 0]);
    assert_eq!(places("3⽉"), ["bytes 0-4"]);
    assert_eq!(places("\u{feff}3⽉"), ["bytes 3-7"]);
    assert_eq!(places("甲\x0c乙"), [""; 0]);
    assert_eq!(read("3⽉".as_bytes()).sources[0].text, "3月");
}
