use hongtou_model::Lang;
use hongtou_source::{Format, Source, TextRange};

use super::*;
use crate::flow::Flow;

#[track_caller]
fn parts(text: &str) -> Vec<&str> {
    let mut start = 0;
    let mut parts = Vec::new();
    for end in cuts(text).into_iter().chain([text.len()]) {
        parts.push(&text[start..end]);
        start = end;
    }
    parts
}

#[test]
fn lines_of_an_archive_above_a_notice_on_one_line() {
    let head = "标题: 云溪市关于印发护林方案的通知\n发布时间: 2031-05-20 08:00\n文号: 云政〔2031〕58号\n\
                发布机构: 云溪市人民政府\n栏目: 政务公开\n原文链接: https://www.yunxi.example/1.htm\n\
                ==================== 正文 ====================\n";
    let text = "云政〔2031〕58号 云溪市关于印发护林方案的通知 各县人民政府： 现将《护林方案》印发给你们，请认真贯彻执行。 云溪市人民政府 2031年5月19日 护林方案 一、加强管理 1.严格巡护。（市林业局牵头，市公安局配合） 2.落实责任。（市林业局负责） 二、加强培训 3.组织演练。（市应急局负责） 4.公布电话。（责任单位：市林业局） 云溪市人民政府办公室 2031年5月20日印发 附件下载";
    let notice = crate::fixtures::notice_of_lines(&format!("{head}{text}"), false);
    let items = notice.sections.iter().flat_map(|section| &section.items);
    let clauses: Vec<(Option<u32>, &str, usize)> = items
        .flat_map(|item| item.clauses.iter().map(move |clause| (item.number, clause)))
        .map(|(number, clause)| (number, clause.text.as_str(), clause.units.len()))
        .collect();
    let expected = [
        (Some(1), "严格巡护。", 2),
        (Some(2), "落实责任。", 1),
        (Some(3), "组织演练。", 1),
        (Some(4), "公布电话。", 1),
    ];
    assert_eq!(clauses, expected);
    let title = notice.header.title.as_deref();
    assert_eq!(title, Some("云溪市关于印发护林方案的通知"));
}

#[test]
fn a_number_in_brackets_keeps_them_and_the_last_task_ends_before_the_signature() {
    let text = "云溪市人民政府关于加强养老服务的通知（云政发〔2024〕3号）各县（市、区）人民政府：为加强养老服务，现就有关事项通知如下。一、机构建设1.改造养老机构3家。（责任单位：市民政局，2024年9月30日前完成）2.培训护理员200人。（责任单位：市人力资源社会保障局）云溪市人民政府2024年3月5日（此件公开发布）";
    assert_eq!(
        parts(text),
        [
            "云溪市人民政府关于加强养老服务的通知",
            "（云政发〔2024〕3号）",
            "各县（市、区）人民政府：",
            "为加强养老服务，现就有关事项通知如下。",
            "一、机构建设",
            "1.改造养老机构3家。（责任单位：市民政局，2024年9月30日前完成）",
            "2.培训护理员200人。（责任单位：市人力资源社会保障局）",
            "云溪市人民政府",
            "2024年3月5日",
            "（此件公开发布）",
        ]
    );
    // A day that the task is due by, and one that it speaks of.
    for end in ["市民政局2024年9月30日前完成。", "市民政局2024年9月30日"] {
        let text = format!("一、机构建设1.改造养老机构3家。2.培训护理员{end}二、服务3.送餐。");
        assert!(!parts(&text).contains(&"2024年9月30日"), "{end}");
    }
}

#[test]
fn a_short_notice_on_one_line_is_cut_where_its_tasks_are_said_to_follow() {
    let head = ["各镇人民政府：", "为办好养老服务，提出以下意见："];
    let text = format!("{} {} 一、建设 1.改造机构。（市民政局负责）", head[0], head[1]);
    assert!(text.chars().count() < LONG);
    assert_eq!(lines(&text), [head[0], head[1], "一、建设", "1.改造机构。（市民政局负责）"]);
    // Elsewhere so short a line is a paragraph.
    let text = format!(
        "{}{}",
        "为办好养老服务，市里要求2026年底前全部做到。".repeat(2),
        "1.改造机构。2.新建。"
    );
    assert_eq!(lines(&text), [text.as_str()]);
    // What follows may be anything, and a comma goes on with a sentence.
    for rest in [
        "材料要求如下：一、工作总结。二、统计报表。",
        "人员分组如下：1.市教育局、市公安局负责人；2.各镇镇长。请提前10分钟入场。",
        "有关要求通知如下：1.加强巡查，2.备足物资。",
        "有关事项通知如下：1.停水时间为3月5日。2.请储水备用。（市水务局负责）",
    ] {
        let text = format!("请各单位认真组织，于3月1日前报送市教育局，{rest}");
        assert!(text.chars().count() >= SHORT);
        assert_eq!(lines(&text), [text.as_str()]);
    }
    // Whom a sentence asks in its middle is nobody's addressee.
    let text = "关于改造养老机构的工作，请各有关单位认真组织，提出以下意见：1.改造养老机构3家。（市民政局负责）";
    assert_eq!(lines(text), [text]);
    // What is said of a task behind its labels, one of which says who answers.
    let task = |n: u32| {
        format!(
            "{n}.改造养老机构30家。 牵头领导：赵某 责任单位：市民政局 项目负责人：钱某 完成情况：已完工。"
        )
    };
    let text = format!("云溪市民生实事进展 {} {}", task(1), task(2));
    assert_eq!(lines(&text), ["云溪市民生实事进展", &task(1), &task(2)]);
}

/// The lines that a text of one line becomes.
fn lines(text: &str) -> Vec<String> {
    let source = Source::from_text("n", Format::Text, text);
    let line = Line::new(Flow::new(&source, 0, &[TextRange::at(0, text.len())]), true);
    let found = run_together(vec![Element::Line(line)], &mut Record::new(Lang::Zh));
    lines::texts(&found).into_iter().map(str::to_owned).collect()
}

#[test]
fn whom_a_line_calls_from_its_start_is_called_by_all_their_names() {
    let letter = "《2026年工作分解》已经县政府同意，现印发给你们，请认真执行。";
    let tasks = "一、改造站房。（县林业局负责）二、每周巡查。（县水利局负责）三、每月上报。（县财政局负责）";
    for called in [
        "各镇人民政府（街道办事处）,县政府各部门、直属各单位：",
        "县政府各部门,直属各单位：",
        "各镇人民政府，各有关单位：",
    ] {
        let text = format!("{called}{letter}{tasks}");
        assert_eq!(lines(&text)[..2], [called, letter], "{text}");
    }
    let text = format!("县水利局、各镇人民政府：负责堤防。{tasks}");
    assert_ne!(lines(&text)[0], "县水利局、各镇人民政府：", "{text}");
}

#[test]
fn few_tasks_are_as_good_as_many_where_they_are_said_to_follow() {
    let aim = "为落实市委、市政府关于加强养老服务工作的部署，进一步完善居家社区养老服务体系，方便老年人就近就餐、就医、助浴、助洁、助行，让老年人在家门口享受专业、便捷、可负担的服务，结合我市实际情况";
    for says in ["现提出以下意见：", "现就有关事项通知如下。", "提出如下工作措施:"]
    {
        let cut = ["关于支持养老服务的三条措施", &format!("{aim}，{says}")];
        let text = format!("{}。{}1.改造机构。（市民政局负责）", cut[0], cut[1]);
        assert_eq!(lines(&text), [cut[0], cut[1], "1.改造机构。（市民政局负责）"]);
        let text =
            format!("{}。{}一、机构（一）改造。责任单位：市民政局。（二）新建。", cut[0], cut[1]);
        let tasks = ["一、机构", "（一）改造。责任单位：市民政局。", "（二）新建。"];
        assert_eq!(lines(&text)[2..], tasks);
    }
    // Behind those who answer for the one before.
    for task in ["1.改造机构。责任单位：市民政局。", "1.改造机构。（市民政局负责）"]
    {
        assert_eq!(
            lines(&format!("{aim}。{task}2.新建。")),
            [&*format!("{aim}。"), task, "2.新建。"]
        );
    }
    for rest in [
        "处50万元以下。1.改造机构。",
        "控制在5%以下。其中1.改造机构。2.新建机构。",
        "任务如下：1.5万平方米。",
        "范围如下：一、二、三级医院。",
        "（以下简称“方案”）。1.改造机构。2.新建机构。",
        "意见：1.改造机构。2.新建机构。",
        "任务分解如下：一、二季度完成改造3家，三、四季度完成5家。",
        "联系方式如下：1.市民政局：王小明。",
        "现将第三条修改如下：1.养老机构；2.托老所。",
    ] {
        let text = format!("{aim}，{rest}");
        assert_eq!(lines(&text), [&*text]);
    }
}

#[test]
fn titles_and_numbers_that_are_cited_are_no_landmarks() {
    let text = "各县（区）人民政府：现将《云溪市关于开展自查的通知》（云政发〔2024〕1号）转发给你们，请立即开展自查。一、开展自查。各县（区）报送报告。（市政府督查室负责）二、开展抽查。（市财政局负责）特此通知。";
    assert_eq!(
        parts(text),
        [
            "各县（区）人民政府：",
            "现将《云溪市关于开展自查的通知》（云政发〔2024〕1号）转发给你们，请立即开展自查。",
            "一、开展自查。各县（区）报送报告。（市政府督查室负责）",
            "二、开展抽查。（市财政局负责）",
            "特此通知。",
        ]
    );
}

#[test]
fn joint_signatures_the_printing_office_and_what_the_site_lists() {
    let signed = "青禾市教育局 青禾市公安局青禾市城市管理局青禾市卫生健康委员会青禾市市场监督管理局青禾市消防救援支队";
    let text = format!(
        "关于印发校园周边整治要点的通知青教联〔2024〕3号各县区教育局：现印发给你们，请认真落实。{signed}2024年3月5日（此件公开发布）抄送：市委办公室。青禾市教育局办公室2024年3月6日印发校园周边整治要点为改善秩序，制定本要点。一、清理摊点1.清理无证摊点。（市城市管理局负责）2.划定经营区。（市城市管理局负责）二、加强巡查3.每日巡查。（市公安局负责）解读：1.一图读懂要点"
    );
    assert_eq!(
        parts(&text)[3..],
        [
            "现印发给你们，请认真落实。",
            signed,
            "2024年3月5日",
            "（此件公开发布）",
            "抄送：市委办公室。",
            "青禾市教育局办公室2024年3月6日印发",
            "校园周边整治要点",
            "为改善秩序，制定本要点。",
            "一、清理摊点",
            "1.清理无证摊点。（市城市管理局负责）",
            "2.划定经营区。（市城市管理局负责）",
            "二、加强巡查",
            "3.每日巡查。（市公安局负责）",
            "解读：",
            "1.一图读懂要点",
        ]
    );
}

/// The parts of a line, and the words that are taken out of it.
#[track_caller]
fn parts_of(text: &str) -> Vec<String> {
    let source = Source::from_text("n", Format::Text, text);
    let line = Line::new(Flow::new(&source, 0, &[TextRange::at(0, text.len())]), true);
    let found = run_together(vec![Element::Line(line)], &mut Record::new(Lang::Zh));
    lines::texts(&found).into_iter().map(str::to_owned).collect()
}

const LETTER: &str = "现就有关事项通知如下：";

#[test]
fn who_signs_stands_before_who_prints() {
    let tasks = "各镇林业站：现就有关事项通知如下：一、造林。全年造林三万亩，成活率逐月核查并报送结果。二、护林。每周巡查。";
    let title = "云溪市林业局关于护林的通知";
    let tail = ["云溪市林业局", "2024年3月5日", "云溪市林业局办公室2024年3月6日印发"];
    for between in ["", "账号：1234"] {
        let read = parts_of(&format!("{title}{tasks}{between}{}", tail.concat()));
        assert_eq!(read[read.len() - 3..], tail, "{between}");
        assert!(read[read.len() - 4].ends_with("每周巡查。") || !between.is_empty());
        let read = parts_of(&format!("{title}{tasks}{between}{}{}", tail[0], tail[1]));
        assert_eq!(read[read.len() - 2..], tail[..2], "{between}");
    }
    // A sentence may name the issuer and a day.
    for said in [
        "造林由云溪市林业局2024年5月10日（星期五）统一验收。",
        "结果报云溪市林业局2024年5月10日（含）前完成。",
    ] {
        let read = parts_of(&format!("{title}{tasks}{said}{}{}", tail[0], tail[1]));
        assert_eq!(read[read.len() - 2..], tail[..2], "{said}");
        assert!(read[read.len() - 3].ends_with(said), "{said}");
    }
    // Another body than the issuer's stands behind a stop alone.
    let read = parts_of(&format!("{title}{tasks}账号：1234云溪市财政局2024年3月5日"));
    assert!(read[read.len() - 1].ends_with("账号：1234云溪市财政局2024年3月5日"));
}

#[test]
fn labels_of_metadata_and_their_values_stand_apart() {
    let text = format!(
        "关于护林的通知 发文字号：云林发〔2024〕3 号 来源：林业局 发布日期：2024-03-05 15:40 各镇林业站，县直各单位：{LETTER}一、造林。全年造林三万亩。二、护林。每周巡查。"
    );
    assert_eq!(
        parts_of(&text)[..7],
        [
            "关于护林的通知",
            "发文字号：云林发〔2024〕3 号",
            "来源：林业局",
            "发布日期：2024-03-05 15:40",
            "各镇林业站，县直各单位：",
            LETTER,
            "一、造林。全年造林三万亩。",
        ]
    );
}

#[test]
fn labels_of_a_page_are_no_addressees() {
    let text = format!(
        "云溪市林业局关于护林的通知 时间：2024-03-05 15:00 来源：市林业局 作者：张三 字体：大 中 小 各镇林业站：{LETTER}一、造林。造林三万亩。二、护林。每周巡查。"
    );
    let parts = parts_of(&text);
    assert_eq!(parts[3..5], ["作者：张三", "字体：大 中 小"]);
    assert_eq!(parts[5..7], ["各镇林业站：", LETTER]);
}

#[test]
fn the_head_of_a_telegram_stands_apart() {
    let text = format!(
        "云溪市政府办公室发电签发盖章林某等级特急·明电云政办发明电〔2024〕3号云机发 号云溪市政府办公室关于护林的通知各镇林业站：{LETTER}一、造林。全年造林三万亩。二、护林。每周巡查。"
    );
    assert_eq!(
        parts_of(&text)[..5],
        [
            "云溪市政府办公室发电签发盖章林某等级特急·明电",
            "云政办发明电〔2024〕3号",
            "云机发 号",
            "云溪市政府办公室关于护林的通知",
            "各镇林业站：",
        ]
    );
}

#[test]
fn a_field_before_the_notice_and_the_numbers_of_pages_are_none_of_its_words() {
    let text = format!(
        "护林科,办公室\t云溪市林业局文件云林发〔2024〕3号关于护林的通知各镇林业站：{LETTER}一、造林。每季度造林不少于—2—三万亩，{}二、护林。每周巡—3—查。",
        "逐月核查。".repeat(30)
    );
    let read = parts_of(&text);
    assert_eq!(read[..3], ["护林科,办公室", "云溪市林业局文件", "云林发〔2024〕3号"]);
    assert!(read[6].contains("不少于三万亩，逐月核查。") && read[7].ends_with("每周巡查。"));
    let page = "每周巡查。".repeat(30);
    assert_eq!(page_marks(&format!("造—2—林{page}护—3—林")).len(), 2);
    for dash in ["-", "–", "―"] {
        assert_eq!(
            page_marks(&format!("通知 {dash} 1 {dash} {page} {dash} 2 {dash} 护林。")).len(),
            2
        );
        let scores = format!("优良 {dash} 1 {dash} 一般 {dash} 2 {dash} 计分");
        assert_eq!(page_marks(&scores), []);
        // The last page has who signs alone.
        let signed = |page: &str| {
            format!("通知 {dash} 1 {dash} {page} {dash} 2 {dash} 云溪县水务局 {dash} 3 {dash}")
        };
        assert_eq!(page_marks(&signed(&page)).len(), 3);
        assert_eq!(page_marks(&signed("护林")), []);
    }
    // Names and codes, one alone, numbers that do not count on.
    for text in [
        "2024—3—5",
        "云溪-2-甲号地块、云溪-3-乙号地块",
        "造林 -2- 号地块、 -3- 号地块",
        "造林1—2—3万亩",
        "——3——",
        "造林—3",
        "周—三—日",
        "云溪—2—东山专线",
        "云溪－12－甲号地块及云溪－13－乙号地块",
        &format!("YX—2—A号{page}YX—3—A号"),
        &format!("造—2—林{page}护—5—林"),
    ] {
        assert_eq!(page_marks(text), [], "{text}");
    }
    // A line that is not cut keeps all its words.
    let plain = format!("造—2—林{page}护—3—林");
    assert_eq!(parts_of(&plain), [plain]);
}

#[test]
fn what_a_sentence_lists_is_no_task() {
    let title = "云溪市林业局关于护林的通知各镇林业站：现就有关事项通知如下：";
    let listed =
        "一、筹资。资金从以下渠道筹措：（一）处置收入；（二）市级补助。各镇要设立专户，专款专用。";
    let read = parts_of(&format!("{title}{listed}二、护林。每周巡查。"));
    assert_eq!(read[3..], [listed, "二、护林。每周巡查。"]);
    // Members that are sentences, and those below no outer ordinal, are tasks.
    let tasks = ["一、筹资", "（一）处置收入。", "（二）市级补助。", "二、护林。每周巡查。"];
    assert_eq!(parts_of(&format!("{title}{}", tasks.concat()))[3..], tasks);
    // Members that are answered for.
    let tasks = [
        "一、造林工作。要做好以下工作：",
        "（一）造林（市林业局负责）；",
        "（二）补植（市林业局负责）。",
        "二、护林。每周巡查。",
    ];
    assert_eq!(parts_of(&format!("{title}{}", tasks.concat()))[3..], tasks);
    let tasks = ["（一）处置收入，专户管理；", "（二）市级补助，专款专用，每月报送。"];
    assert_eq!(parts_of(&format!("{title}{}", tasks.concat()))[3..], tasks);
}

#[test]
fn a_text_in_articles_is_cut_at_them_and_at_their_chapters() {
    let letter = ["各镇人民政府：", "现将《护河管理办法》印发给你们，请认真执行。"];
    let signed = ["云溪市水利局", "2024年3月5日", "护河管理办法"];
    let articles = [
        "第三章  巡    查",
        "第九条  巡查包括：（一）渗水;（二）管涌;（三）其他险情。",
        "第十条  每日巡查。第九条规定的除外。",
        "第四章  附    则",
        "第十一条  本办法自印发之日起施行。",
    ];
    let parts = [&letter[..], &signed, &articles].concat();
    assert_eq!(parts_of(&parts.concat()), parts);
}

#[test]
fn white_space_before_each_paragraph_is_left_of_the_line_ends() {
    for gap in ["　　", "　　 ", "    "] {
        let parts = [
            "云林发〔2024〕3 号",
            "各镇林业站：",
            LETTER,
            "一、筹资，造林",
            "全年造林三万亩。每月报送。",
            "二、护林",
            "每周巡查。",
            "云溪市林业局",
            "2024年3月5日",
        ];
        assert_eq!(parts_of(&parts.join(gap)), parts, "{gap:?}");
        let marked = parts.join(gap).replace("二、", "## 二、");
        assert_eq!(parts_of(&marked), parts, "{gap:?}");
    }
    // The head runs together where its lines are centred and have none.
    let head =
        ["云溪市林业局文件", "云林发〔2024〕3号", "云溪市林业局关于护林的通知", "各镇林业站："];
    let body = [LETTER, "一、造林三万亩。", "二、每周巡查。", "三、每月报送。"];
    let text = format!("{}{}", head.concat(), body.join("　　"));
    assert_eq!(parts_of(&text), [head.as_slice(), &body].concat());
    // Cells that stand apart.
    let cells = "1　　造林三万亩并逐月核查成活率　　市林业局　　每季度末报送一次进展　　2　　护林每周巡查两次　　市林业局　　每月";
    assert_eq!(parts_of(cells), [cells]);
}

#[test]
fn a_short_notice_with_its_title_is_one_as_well() {
    let parts = [
        "云溪市林业局关于护林的通知",
        "各镇林业站：",
        LETTER,
        "一、造林。造林三万亩。",
        "二、护林。每周巡查。",
    ];
    assert_eq!(parts_of(&parts.concat()), parts);
    // Titles that sentences cite.
    for opens in ["按照市政府关于护林的意见要求，", "云溪市林业局关于护林的通知印发后，各镇行动，"]
    {
        let text = format!("{opens}主要做法如下：一、造林。造林三万亩。二、护林。每周巡查。");
        assert_eq!(parts_of(&text), [&*text], "{opens}");
    }
}

#[test]
fn many_labels_and_counts_are_read_in_time() {
    let begun = std::time::Instant::now();
    parts_of(&format!("关于护林的通知{}", "来源：林业局 ".repeat(20_000)));
    parts_of(&format!("一、护林。{}", "（一）：（二）；".repeat(20_000)));
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

#[test]
fn counts_go_on_after_titles_without_a_stop_and_before_years() {
    let text = "一、主要任务（一）完善体系新建服务站5个。牵头单位：区教育局（二）提升能力建成专科1个。二、工作要求1.2024年10月底前报送方案。2.每月报送进展。";
    assert_eq!(
        parts(text),
        [
            "一、主要任务",
            "（一）完善体系新建服务站5个。牵头单位：区教育局",
            "（二）提升能力建成专科1个。",
            "二、工作要求",
            "1.2024年10月底前报送方案。",
            "2.每月报送进展。",
        ]
    );
}

#[test]
fn a_notice_on_one_line_is_cut_at_its_landmarks() {
    let text = "云溪市人民政府关于印发护河要点的通知云政发〔2024〕3号各县区人民政府：现将要点印发给你们，请认真落实。云溪市人民政府2024年3月5日护河要点一、清理河道1.清淤10公里。（市水利局负责）2.修复岸线。（市水利局负责）二、加强巡查3.每周巡查。（市公安局负责）";
    assert_eq!(
        parts(text),
        [
            "云溪市人民政府关于印发护河要点的通知",
            "云政发〔2024〕3号",
            "各县区人民政府：",
            "现将要点印发给你们，请认真落实。",
            "云溪市人民政府",
            "2024年3月5日",
            "护河要点",
            "一、清理河道",
            "1.清淤10公里。（市水利局负责）",
            "2.修复岸线。（市水利局负责）",
            "二、加强巡查",
            "3.每周巡查。（市公安局负责）",
        ]
    );
}
