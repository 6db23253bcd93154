//! Web pages, small ones of our own.

#![cfg(feature = "html")]

use hongtou_reader::{Limit, Options, ReadError, read};
use hongtou_source::{Document, Format};

fn page(html: &str) -> Document {
    let document = read("n.html", html.as_bytes(), &Options::default()).expect("a page");
    assert_eq!(document.sources[0].format, Format::Html);
    assert_eq!(document.audit(), Vec::<String>::new());
    document
}

const SENTENCE: &str = "现将《示例市工作要点》印发给你们，请结合实际，认真组织实施，按时报送进展。";

#[test]
fn the_article_is_told_from_the_chrome() {
    let document = page(&format!(
        "<!DOCTYPE html><html><head><title>示例市政府关于印发示例市工作要点的通知_示例市</title>\
         <script>var a = '<p>脚本</p>';</script><style>p{{}}</style></head><body>\
         <div class=nav><a href=/>首页</a><a href=/a>政务公开</a></div>\
         <table><tr><td>索引号</td><td>A1</td><td>主题分类</td><td>综合</td></tr>\
         <tr><td>发文机关</td><td>示例市政府</td><td>成文日期</td><td>2023-01-01</td></tr></table>\
         <h1>示例市政府关于印发示例市工作要点的通知</h1>\
         <div class=bar>来源：本站 【打印】</div>\
         <div class=x1><p style='text-align:center'>示政<span>发</span>\n  〔2023〕1号</p>\
         <p>{SENTENCE}</p><!-- 注释 --><p>{SENTENCE}<br>第二行</p><p style='display:none'>隐藏</p>\
         <p><b>一、总则。</b>正文，<i>斜</i>体。</p></div>\
         <div>友情链接 <a href=/b>甲网</a><a href=/c>乙网</a><a href=/d>丙网</a></div></body></html>"
    ));
    let dump = document.dump();
    assert!(!dump.contains("脚本") && !dump.contains("注释"), "{dump}");
    let expected = format!(
        "(Site: 首页政务公开)\n[table Cells]\n   |0 索引号|1 A1|2 主题分类|3 综合\n   |0 发文机关|1 示例市政府|2 成文日期|3 2023-01-01\n\
         ¶ 示例市政府关于印发示例市工作要点的通知 [h1]\n(Site: 来源：本站 【打印】)\n\
         ¶ 示政发〔2023〕1号 [Center]\n¶ {SENTENCE}\n¶ {SENTENCE}\n  第二行\n(Site: 隐藏)\n\
         ¶ 一、总则。正文，斜体。 [bold 一、总则。]\n(Site: 友情链接 甲网乙网丙网)\n"
    );
    assert_eq!(dump, expected);
    let source = &document.sources[0];
    let at = source.text.find("第二行").expect("there");
    let range = hongtou_source::TextRange::at(at, at + 3);
    assert_eq!(source.places.of(range).len(), 1);
}

#[test]
fn a_raised_figure_that_leads_to_a_note_stands_in_brackets() {
    let document = page(
        "<p>修渠46公里<a href=\"#fn1\"><sup>1</sup></a>，面积9m<sup>2</sup>。</p>\
         <table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>修渠<sup><a href='#_ftn2'>2</a></sup></td></tr></table>\
         <p><a href=\"#fnref1\">1</a>含支渠。</p><p><a href=\"#\">2</a></p><p>建站<a href=\"#map\">3</a>座</p>",
    );
    let table = "[table Cells]\n   |0 序号|1 任务\n   |0 1|1 修渠[2]\n";
    let expected = format!("¶ 修渠46公里[1]，面积9m2。\n{table}¶ [1]含支渠。\n¶ 2\n¶ 建站3座\n");
    assert_eq!(document.dump(), expected);
}

#[test]
fn plain_lines_around_the_paragraphs_of_a_text_are_paragraphs() {
    let text = format!(
        "发文机关：示例市政府\n文号：示政发〔2023〕1号\n<p>各县：</p><p>{SENTENCE}</p>\n<p>一、建站。</p>\n附件：清单\n抄送：各县\n"
    );
    let read = |name: &str| read(name, text.as_bytes(), &Options::default()).expect("a text");
    let document = read("n.txt");
    assert_eq!(document.sources[0].format, Format::Html);
    let expected = format!(
        "¶ 发文机关：示例市政府\n  文号：示政发〔2023〕1号\n¶ 各县：\n¶ {SENTENCE}\n¶ 一、建站。\n¶ 附件：清单\n  抄送：各县\n"
    );
    assert_eq!(document.dump(), expected);
    // Markdown prints tags of its own.
    assert_eq!(read("n.md").sources[0].format, Format::Markdown);
}

#[test]
fn an_item_without_words_numbers_its_row() {
    let document = page(
        "<table><tr><td>序号</td><td>任务</td></tr><tr><td><ol><li></li></ol></td><td>建站</td></tr>\
         <tr><td><ol start=2><li><p></p></li></ol></td><td><ol><li>修渠</li><li></li></ol></td></tr></table>",
    );
    let expected = "[table Cells]\n   |0 序号|1 任务\n   |0 1|1 建站\n   |0 2|1 1.修渠\n";
    assert_eq!(document.dump(), expected);
}

#[test]
fn a_title_among_the_words_of_a_page_s_block_is_the_notice_s() {
    let dump = |title: &str| {
        let document = page(&format!(
            "<html><head><title>云溪网络平台</title></head><body><div><h3>信息详情</h3><div>{title}\
             <p>发布人：<span>刘青</span></p></div><div><p>各镇人民政府：现将工作安排通知如下。</p>\
             <p>一、各镇要逐项自查，建立清单，限期整改。（县财政局负责）</p></div></div></body></html>"
        ));
        document.dump()
    };
    let titled = "关于开展民生核查的通知";
    let found = dump(titled);
    let title = format!("¶ {titled}\n(Site: 发布人：刘青)\n¶ 各镇人民政府");
    assert!(found.contains(&title), "{found}");
    // Links to other notices and words of the site are none.
    for other in [&format!("<a href='/1'>{titled}</a>"), "关于我们"] {
        assert!(!dump(other).contains("¶ 关于"), "{}", dump(other));
    }
}

#[test]
fn a_page_s_own_title_is_the_notice_s_whatever_it_is_of() {
    let title = "云溪市档案局归档工作实施细则";
    let dump = |head: &str, heading: &str| {
        let document = page(&format!(
            "<html><head><title>云溪市档案局</title>{head}</head><body><div>当前位置：<a href='/'>首页</a></div>{heading}\
             <div><span>信息来源：本网</span></div><div><p>为落实《云溪市档案局关于完善归档办法的补充通知》要求，现制定本细则，\
             请遵照执行。</p><p>一、各县要按月归档，专人登记，逐件核对。</p></div></body></html>"
        ));
        document.dump()
    };
    let meta = format!("<meta name=\"ArticleTitle\" content=\"{title}\">");
    let found = format!("¶ {title}");
    for (head, heading) in [
        ("", format!("<h3>{title}</h3>")),
        (&meta, format!("<h3>信息详情</h3><div>{title}</div>")),
        (&meta, format!("<h1>云溪市档案局门户</h1><h2>{title}</h2>")),
    ] {
        assert!(dump(head, &heading).contains(&found), "{}", dump(head, &heading));
    }
    // A heading that leads elsewhere, the name of a site, and one of several.
    for heading in [
        format!("<h3><a href='/1'>{title}</a></h3>"),
        "<h1>云溪市档案局门户网站</h1>".to_owned(),
        "<h2>云溪市档案工作专题报道</h2>".to_owned(),
        "<h2>云溪市“十四五”规划专题（2021—2025年）</h2>".to_owned(),
        format!("<h3>云溪市档案工作专栏</h3><h3>{title}</h3>"),
    ] {
        assert!(!dump("", &heading).contains("¶ 云溪"), "{}", dump("", &heading));
    }
    // The article has a title of its own.
    let both = page(&format!(
        "<html><head><title>云溪市档案局</title></head><body><h2>云溪市“十四五”规划</h2><div><p>云溪市归档任务清单</p>\
         <p>{SENTENCE}</p><p>{SENTENCE}</p></div></body></html>"
    ));
    assert!(!both.dump().contains("¶ 云溪市“十四五"), "{}", both.dump());
}

#[test]
fn metadata_before_the_article_keeps_its_cells() {
    let document = page(&format!(
        "<html><body><table><tbody><tr><th>索引号</th><td>A1</td><th>发文机关</th><td>示例市政府</td></tr>\
         <tr><th>关键词</th><td>甲;乙</td><th>成文日期</th><td></td></tr></tbody></table>\
         <h2>示例市政府通知</h2><div id=zoom><div>{SENTENCE}</div><div>{SENTENCE}</div></div></body></html>"
    ));
    let dump = document.dump();
    let cells = "\n  #|0 索引号|1 A1|2 发文机关|3 示例市政府\n  #|0 关键词|1 甲;乙|2 成文日期|3 \n";
    assert!(dump.contains(cells), "{dump}");
}

#[test]
fn data_tables_are_grids_and_layout_tables_are_not() {
    let document = page(&format!(
        "<html><body><table><tr><td><table><tr><td><p>{SENTENCE}</p><p>{SENTENCE}</p>\
         <table border=1><tr><th rowspan=2>序号</th><th colspan=2>任务</th></tr>\
         <tr><td>甲<br>乙</td><td><p>丙</p><p>丁</p></td></tr></table>\
         </td><td></td></tr></table></td></tr></table></body></html>"
    ));
    let dump = document.dump();
    assert!(dump.contains("  #|0(1x2) 序号|1(2x1) 任务\n   |1 甲/乙|2 丙/丁\n"), "{dump}");
    assert_eq!(dump.matches("[table").count(), 1, "{dump}");
}

#[test]
fn a_declared_charset_is_heeded() {
    let html = format!(
        "<html><head><meta charset=\"gb2312\"></head><body><p>{SENTENCE}</p></body></html>"
    );
    // What a browser reads as GB2312 is GB18030; these bytes are.
    let bytes = gb18030(&html);
    let document = read("n.html", &bytes, &Options::default()).expect("a page");
    assert!(document.sources[0].text.contains(SENTENCE));
    assert_eq!(document.sources[0].encoding, "gb18030");
}

fn gb18030(text: &str) -> Vec<u8> {
    let (bytes, _, lossy) = encoding_rs::GB18030.encode(text);
    assert!(!lossy);
    bytes.into_owned()
}

#[test]
fn nesting_beyond_the_limit_is_an_error_that_names_it() {
    let html = format!("<html><body>{}{SENTENCE}", "<div>".repeat(100_000));
    let error = read("n.html", html.as_bytes(), &Options::default()).expect_err("too deep");
    assert!(matches!(error, ReadError::Limit { limit: Limit::Nesting, .. }), "{error}");
    assert!(error.message(hongtou_source::Lang::Zh).contains("--max-nesting"));
}

#[test]
fn huge_spans_and_many_cells_are_bounded() {
    let document = page(&format!(
        "<html><body><p>{SENTENCE}</p><table><tr><td rowspan=1000000000>甲</td><td colspan=1000000000>乙</td></tr>\
         <tr><td>丙</td><td>丁</td></tr></table></body></html>"
    ));
    assert!(document.dump().contains("|0(1x2) 甲|1(1000x1) 乙"), "{}", document.dump());

    let options = Options { max_table_cells: 1000, ..Options::default() };
    let html =
        format!("<html><body><table>{}</table></body></html>", "<tr><td>甲<td>乙".repeat(600));
    let error = read("n.html", html.as_bytes(), &options).expect_err("too many cells");
    assert!(matches!(error, ReadError::Limit { limit: Limit::TableCells, .. }), "{error}");
}

#[test]
fn places_of_merged_cells_are_steps_of_work() {
    let row = "<tr><td>甲<td>乙</tr>";
    let html = format!(
        "<html><body><table><tr><td colspan=1000>甲</td></tr>{}</table></body></html>",
        row.repeat(99)
    );
    let document = read("n.html", html.as_bytes(), &Options::default()).expect("a page");
    assert!((100_000..102_000).contains(&document.steps()), "{}", document.steps());
    let options = Options { max_steps: 99_999, ..Options::default() };
    let error = read("n.html", html.as_bytes(), &options).expect_err("too much work");
    assert!(matches!(error, ReadError::Limit { limit: Limit::Steps, .. }), "{error}");
}

#[test]
fn a_large_page_is_read_in_one_pass() {
    let paragraph = format!("<p><span>{SENTENCE}</span><a href=x>链接</a></p>\n<br></i></td>");
    let html = format!("<html><body>{}</body></html>", paragraph.repeat(20_000));
    let start = std::time::Instant::now();
    let document = read("n.html", html.as_bytes(), &Options::default()).expect("a page");
    assert!(document.blocks.len() >= 20_000);
    assert!(start.elapsed() < std::time::Duration::from_secs(60));
}

#[test]
fn ordinals_that_begin_lines_of_the_source_show_its_paragraphs() {
    let lines =
        |html: &str| page(html).sources[0].text.lines().map(str::to_owned).collect::<Vec<_>>();
    let plain = format!(
        "<div>各县（区）人民政府：\n{SENTENCE}\n<b>一、各地自查</b>\n各县（区）要按照要求，\n逐项自查。（市政府督查室负责）\n\
         <b>二、部门自查</b>\n各部门要梳理问题。（市财政局负责）\n</div>"
    );
    assert_eq!(
        lines(&plain),
        [
            "各县（区）人民政府：",
            SENTENCE,
            "一、各地自查",
            "各县（区）要按照要求，逐项自查。（市政府督查室负责）",
            "二、部门自查",
            "各部门要梳理问题。（市财政局负责）"
        ]
    );
    // A bracket inside a sentence ends no line.
    let inside =
        format!("<p>{SENTENCE}\n1.新建书屋20个（含改造）\n和阅读点3个。\n2.统一培训。</p>");
    assert_eq!(lines(&inside)[1], "1.新建书屋20个（含改造）和阅读点3个。");
    // One ordinal alone, and lines that a tool has broken, show nothing.
    let broken = format!("<p>{SENTENCE}\n一、各地要\n逐项自查。\n各部门要\n梳理问题。</p>");
    assert_eq!(lines(&broken), [format!("{SENTENCE}一、各地要逐项自查。各部门要梳理问题。")]);
}

#[test]
fn items_are_numbered_as_a_browser_numbers_them() {
    let document = page(&format!(
        "<html><body><h1>示例市工作要点</h1><p>{SENTENCE}</p>\
         <ol start=3><li>建站。</li><li>修路。</li></ol>\
         <ol><li>种树。</li><li value=7>通水。</li><li>通电。</li></ol>\
         <ol start=x><li>通气。</li></ol><ol start=4294967295><li>甲。</li><li>乙。</li></ol></body></html>"
    ));
    let dump = document.dump();
    let lines: Vec<&str> = dump.lines().skip(2).collect();
    let numbered = ["3.建站。", "4.修路。", "1.种树。", "7.通水。", "8.通电。", "1.通气。"];
    for (line, numbered) in lines.iter().zip(numbered) {
        assert!(line.replace(' ', "").contains(numbered), "{dump}");
    }
}

#[test]
fn a_list_above_the_title_or_around_the_notice_has_no_numbers() {
    let lines = |above: &str, below: &str| {
        let page = page(&format!(
            "<html><body>{above}<h1><p>示例市关于建站的通知</p></h1><p>{SENTENCE}</p>\
             <ol><li>建站。</li><li>修路。</li></ol>{below}</body></html>"
        ));
        page.dump()
    };
    let own = |dump: &str| dump.contains("1.建站。") && dump.contains("2.修路。");
    for list in [
        "<ol><li>[主题分类] <span>综合</span></li><li>[发文字号] 示政发〔2023〕1号</li><li>[有效性] 是</li></ol>",
        "<nav><ol><li>首页</li><li>政策</li></ol></nav>",
        "<ol><li><a href=/>首页</a></li><li><a href=/z>政策</a></li></ol>",
    ] {
        let dump = lines(list, "");
        assert!(own(&dump) && dump.matches("1.").count() == 1, "{dump}");
    }
    let dump = lines("", "<ol><li>上一篇：通报</li><li>下一篇：公告</li></ol>");
    assert!(own(&dump) && dump.matches("1.").count() == 1, "{dump}");
    // What has to be done stands above a heading, is a link, or in what holds the whole notice; as do attachments.
    for (list, numbered) in [
        ("<ol><li>建桥（市水利局负责）</li><li>植树</li></ol><h2>附件</h2>", "1.建桥"),
        ("<ol><li>下一阶段建桥</li><li>植树</li></ol>", "1.下一阶段建桥"),
        ("<ol><li><a href=x>建桥</a></li><li><a href=y>植树</a></li></ol>", "1.建桥"),
        ("<ol><li>首页开设专栏3个</li><li>更新栏目9次</li></ol>", "1.首页开设专栏3个"),
        ("<ol><li>首页：改版</li><li>更新栏目9次</li></ol>", "1.首页：改版"),
        ("<p>附件：</p><ol><li><a href=x>名单</a></li></ol>", "1.名单"),
    ] {
        let dump = lines("", list);
        assert!(dump.contains(numbered), "{dump}");
    }
    let inside = format!("<body><footer><p>{SENTENCE}</p><ol><li>建桥</li></ol></footer></body>");
    assert!(page(&inside).dump().contains("1.建桥"));
}
