//! What is told of tables whose rows are parts of their clauses, and what is not.

#![allow(clippy::expect_used, missing_docs)]

use hongtou_validator::{Options, check};

/// What is found in a plan of some lines with a table of some others.
fn findings(body: &str, table: &str) -> Vec<hongtou_model::Finding> {
    let text = format!(
        "关于印发《云溪县工作方案》的通知\n\n云政发〔2025〕1号\n\n各乡镇人民政府：\n\n现印发给你们。\n\n\
         云溪县人民政府\n2025年1月2日\n\n云溪县工作方案\n\n{body}\n\n附件：云溪县任务分解表\n\n附件\n\
         云溪县任务分解表\n{table}\n"
    );
    let document =
        hongtou_reader::read("n.txt", text.as_bytes(), &hongtou_reader::Options::default())
            .expect("text");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    check(&notice, &document.sources, &Options::default()).findings
}

/// The same: code, severity and place.
fn found(body: &str, table: &str) -> Vec<String> {
    let found = findings(body, table);
    let told = found.iter().map(|finding| {
        let at = finding.at.id.as_deref().unwrap_or_default();
        let severity = format!("{:?}", finding.severity).to_lowercase();
        format!("{} {severity} {at}", finding.code)
    });
    told.collect()
}

/// The messages of one rule.
fn messages(body: &str, table: &str, code: &str) -> Vec<String> {
    let found = findings(body, table).into_iter().filter(|finding| finding.code == code);
    found.map(|finding| finding.message).collect()
}

/// The findings of some rules alone.
fn told(body: &str, table: &str, codes: &[&str]) -> Vec<String> {
    let mut found = found(body, table);
    found.retain(|finding| codes.iter().any(|code| finding.starts_with(code)));
    found
}

#[test]
fn a_row_under_a_heading_whose_clause_does_not_say_it_is_no_error() {
    let body = "一、畅通水路\n1.修复码头。修复客运码头4座，新增泊位9个。（县交通局负责）\n\
                2.疏浚航道。疏浚支线航道12公里。（县水利局负责）";
    let table = "序号\t重点任务\t工作举措\t责任单位\n\
                 1\t修复码头\t修复客运码头4座。\t县交通局\n\
                 2\t修复码头\t组织船员到邻县培训16场。\t县交通局\n\
                 3\t疏浚航道\t疏浚支线航道12公里。\t县水利局";
    assert_eq!(told(body, table, &["AL002"]), ["AL002 info t1.r2"]);
}

#[test]
fn a_dropped_row_does_not_make_errors_of_the_others() {
    let body = "一、绿化\n1.管护古树。组织林场开展古树体检。（县林业局负责）\n\
                2.建设苗圃。推进乡镇苗圃建设，到2027年育苗面积达到850亩。（县农业局负责）\n\
                3.营造林带。到2027年完成造林3万亩。（县林业局负责）\n\
                4.恢复草地。恢复退化草地4800亩。（县林业局负责）";
    let rows = "序号\t重点工程\t工作内容\t2026年目标\t2027年目标\t牵头单位\n\
                1\t管护古树\t开展古树体检。\t体检200棵\t体检400棵\t县林业局\n\
                2\t建设苗圃\t推进乡镇苗圃建设。\t育苗面积达到620亩\t育苗面积达到850亩\t县农业局\n\
                3\t建设苗圃\t机关庭院可绿化面积占比。\t35%\t50%\t县机关事务局\n\
                4\t营造林带\t完成造林。\t1.5万亩\t累计3万亩\t县林业局\n";
    let whole = format!("{rows}5\t恢复草地\t恢复退化草地。\t2000亩\t累计4800亩\t县林业局");
    for table in [whole.as_str(), rows.trim_end()] {
        let mut found = found(body, table);
        found.retain(|finding| !finding.contains("info"));
        let missing = ["AL001 error i4.c1"];
        assert_eq!(found, if table == whole { &[][..] } else { &missing[..] });
    }
}

#[test]
fn a_column_of_leads_alone_is_held_against_leads() {
    let body = "一、帮扶\n1.核对信息。核对困难家庭信息。（县民政局、县财政局、县残联负责；列第一位的为牵头单位，下同）\n\
                2.资助参保。资助困难群众参保缴费，参保率稳定在99%以上。（县医保局、县财政局负责）\n\
                3.上门服务。在12个乡镇开展服务试点，为2800户困难家庭上门理发。（县民政局、团县委、县妇联负责）";
    let table = "序号\t具体任务\t牵头部门\n\
                 1\t核对困难家庭信息。\t县民政局\n\
                 2\t资助困难群众参保缴费，参保率稳定在99%以上。\t县医保局\n\
                 3\t在12个乡镇开展服务试点。\t县民政局\n\
                 4\t为2800户困难家庭上门理发。\t";
    let units = ["UN001", "UN002"];
    assert_eq!(told(body, &format!("{table}县民政局"), &units), [""; 0]);
    // One of those who share the task leads a part of it.
    assert_eq!(told(body, &format!("{table}团县委"), &units), ["UN002 info t1.r4.units"]);
    // Another lead is one.
    let other = format!("{table}县民政局").replace("\t县医保局", "\t县教育局");
    assert_eq!(told(body, &other, &units), ["UN001 error t1.r2.units"]);
}

#[test]
fn a_column_of_a_higher_level_is_no_unit_of_the_body() {
    let body = "一、争取支持\n1.申报港口。报送港口建设方案，吞吐能力达到30万标箱。（省发展改革委、省交通运输厅负责）\n\
                2.设立库区。完成保税库区申报材料编制。（省商务厅负责）";
    let table = "序号\t主要内容\t国家部委\t省级部门\n\
                 1\t报送港口建设方案，吞吐能力达到30万标箱。\t国铁集团、国家发展改革委\t省发展改革委、省交通运输厅\n\
                 2\t完成保税库区申报材料编制。\t海关总署\t省商务厅";
    assert_eq!(told(body, table, &["UN001"]), [""; 0]);
    let fewer = table.replace("省发展改革委、省交通运输厅", "省发展改革委");
    assert_eq!(told(body, &fewer, &["UN001"]), ["UN001 error t1.r1.units"]);
    // What stands in the column of the plan's own level is its own.
    let more = table.replace("省交通运输厅", "省交通运输厅、城投集团");
    assert_eq!(told(body, &more, &["UN001"]), ["UN001 error t1.r1.units"]);
    let first = table.replace("\t省商务厅", "\t城投集团、省商务厅");
    assert_eq!(told(body, &first, &["UN001"]), ["UN001 error t1.r2.units"]);
    // 责任单位 names no level: they are the body's.
    let body = body
        .replace('省', "县")
        .replace("县交通运输厅", "县交通局")
        .replace("县商务厅", "县商务局");
    let table = table.replace("国家部委", "省级对口部门").replace("省级部门", "责任单位");
    let table = table.replace("省发展改革委、省交通运输厅", "县发展改革委、县交通局");
    let table =
        table.replace("省商务厅", "县商务局").replace("国铁集团、国家发展改革委", "省发展改革委");
    let table = table.replace("海关总署", "省商务厅");
    assert_eq!(told(&body, &table, &["UN001"]), [""; 0]);
}

#[test]
fn the_help_that_a_part_of_a_task_has_besides_is_no_error() {
    let body = "一、供水\n1.推进供水一体化。新建水厂2座，延伸管网210公里。（县水利局牵头，县乡村振兴局配合）\n\
                2.加强水源地。完成7个水源地隔离防护。（县生态局负责）";
    let table = "序号\t任务名称\t任务内容\t牵头单位\t配合单位\n\
                 1\t推进供水一体化\t新建水厂2座。\t县水利局\t县乡村振兴局\n\
                 2\t推进供水一体化\t延伸管网210公里。\t县水利局\t各乡镇人民政府\n\
                 3\t加强水源地\t完成7个水源地隔离防护。\t县生态局\t";
    let units = ["UN001", "UN002"];
    assert_eq!(told(body, table, &units), ["UN001 info t1.r2.units"]);
    // A department rather stands in the place of the one that another row names.
    let department = table.replace("各乡镇人民政府", "县审计局");
    assert_eq!(told(body, &department, &units), ["UN001 warning t1.r2.units"]);
    // So does a lead that the body's own helps.
    let turned =
        table.replace("210公里。\t县水利局\t各乡镇人民政府", "210公里。\t县乡村振兴局\t县水利局");
    assert_eq!(told(body, &turned, &units), ["UN002 warning t1.r2.units"]);
    // Another unit in the place of one is none besides.
    let other = table.replace("县乡村振兴局", "县商务局");
    let both = ["UN001 error t1.r1.units"];
    assert_eq!(told(body, &other, &units), both);
    // Where one row is the whole task, they are units that nobody told.
    let one =
        "1\t推进供水一体化\t新建水厂2座，延伸管网210公里。\t县水利局\t县乡村振兴局、各乡镇人民政府";
    let table = format!(
        "序号\t任务名称\t任务内容\t牵头单位\t配合单位\n{one}\n2\t加强水源地\t完成7个水源地隔离防护。\t县生态局\t"
    );
    assert_eq!(told(body, &table, &units), ["UN001 error t1.r1.units"]);
}

#[test]
fn what_an_introduction_orders_is_no_row_without_a_task() {
    let body = "一、振兴老街\n制订老街保护修缮实施方案。重点任务是：\n\
                （一）整修店铺。整修沿街木板店铺。（县住建局、县文旅局负责）\n\
                （二）恢复老字号。征集老字号故事，编印老街图册。（县文旅局、县商务局负责）";
    let table = "序号\t工作任务\t负责部门\t时间进度\n\
                 1\t整修沿街木板店铺\t县住建局、县文旅局\t10月底前\n\
                 2\t制订老街保护修缮实施方案\t县住建局、县财政局\t9月底前\n\
                 3\t征集老字号故事\t县文旅局、县商务局\t持续实施";
    // The opening words of a clause are a part of it.
    let words = ["AL002", "AL003"];
    assert_eq!(told(body, table, &words), ["AL002 info t1.r2", "AL003 info t1.r3"]);
    let unsaid = body.replace("制订老街保护修缮实施方案。", "");
    assert_eq!(told(&unsaid, table, &words), ["AL002 error t1.r2", "AL003 info t1.r3"]);
}

#[test]
fn a_smaller_figure_of_one_of_several_rows_is_a_part() {
    let body = "一、丰富活动\n1.办好文艺汇演。举办村晚、民歌大赛等文艺汇演6场。（县文旅局负责）\n\
                2.铺设步道。铺设滨河步道32公里，安装路灯210盏。（县住建局负责）";
    let table = "序号\t工作任务\t具体措施\t责任单位\n\
                 1\t办好文艺汇演\t举办村晚。\t县文旅局\n\
                 2\t办好文艺汇演\t举办民歌大赛等文艺汇演5场。\t县文旅局\n\
                 3\t铺设步道\t完成上游段18公里步道铺设。\t县住建局\n\
                 4\t铺设步道\t完成下游段14公里步道铺设。\t县住建局\n\
                 5\t铺设步道\t安装路灯210盏。\t县住建局";
    assert_eq!(told(body, table, &["NU001"]), [""; 0]);
    // What says the clause's own words is no part of it.
    let other = table.replace("210盏", "120盏");
    assert_eq!(told(body, &other, &["NU001"]), ["NU001 error t1.r5.content"]);
    // Nor is what no other row has the rest of, and a rate has no parts.
    let alone = table.replace("办好文艺汇演\t举办村晚。", "办好文艺汇演\t培训队伍。");
    assert_eq!(told(body, &alone, &["NU001"]), ["NU001 error t1.r2.content"]);
    let rate = body.replace("安装路灯210盏", "路灯完好率达到98%");
    let other = table.replace("安装路灯210盏", "沿线各处路灯完好率达到95%");
    assert_eq!(told(&rate, &other, &["NU001"]), ["NU001 error t1.r5.content"]);
    let more = table.replace("文艺汇演5场", "文艺汇演7场");
    assert_eq!(told(body, &more, &["NU001"]), ["NU001 error t1.r2.content"]);
    // Parts of which each row has one are the whole, no more and no less.
    let sum = table.replace("14公里", "17公里");
    assert_eq!(told(body, &sum, &["NU001"]), ["NU001 warning t1.r4.content"]);
    let less = table.replace("14公里", "11公里");
    assert_eq!(told(body, &less, &["NU001"]), ["NU001 warning t1.r4.content"]);
}

#[test]
fn a_figure_may_stand_before_what_it_counts() {
    let body = "一、补齐短板\n1.巡查老屋。督促148栋老旧房屋落实“房长制”。（县住建局负责）\n\
                2.补齐水源。新建市政取水井260口，维修取水井95口。（县水利局负责）";
    let table = "序号\t工作任务\t具体措施\t责任单位\n\
                 1\t巡查老屋\t148栋老旧房屋全部公示房长信息。\t县住建局\n\
                 2\t补齐水源\t完成260口市政取水井选址、通水。\t县水利局\n\
                 3\t补齐水源\t修复损坏取水井95口。\t县水利局";
    assert_eq!(told(body, table, &["NU"]), [""; 0]);
    for (from, to, row) in [("148", "184", 1), ("260", "360", 2)] {
        let other = table.replace(from, to);
        assert_eq!(told(body, &other, &["NU"]), [format!("NU001 warning t1.r{row}.content")]);
    }
    // Some of the wells.
    assert_eq!(told(body, &table.replace("260", "160"), &["NU"]), [""; 0]);
}

#[test]
fn a_row_that_a_wrong_figure_cut_off_is_told_by_its_figure() {
    let body = "一、隐患\n1.实施护栏工程，改造急弯陡坡路段75处，设置波形护栏140公里。（县交通局负责）\n\
                2.开展工业区整治，园区全部达到一类标准，封闭化管理率达到100%。（县应急局负责）";
    let table = "序号\t工作措施\t牵头单位\n\
                 1\t改造急弯陡坡路段75处。\t县交通局\n\
                 2\t设置波形护栏140公里。\t县交通局\n\
                 3\t封闭化管理率达到100%。\t县应急局";
    let codes = ["NU001", "AL001", "AL002"];
    assert_eq!(told(body, table, &codes), [""; 0]);
    let other = table.replace("75处", "57处");
    assert_eq!(told(body, &other, &codes), ["NU001 error t1.r1.content"]);
}

/// The findings of a task with quarters: the body's words, the row's, and its targets.
fn quarters(task: &str, content: &str, targets: &str) -> Vec<String> {
    let body = format!(
        "一、产业\n1.推进工作。{task}（县农业农村局负责）\n2.召开会议。召开会议并印发纪要。（县政府办负责）"
    );
    let table = format!(
        "序号\t任务\t一季度\t二季度\t三季度\t四季度\t责任单位\n1\t{content}\t{targets}\t县农业农村局\n\
         2\t召开会议并印发纪要。\t启动\t推进\t推进\t完成\t县政府办"
    );
    told(&body, &table, &["QT"])
}

#[test]
fn totals_may_begin_with_what_is_done() {
    let quarters = |targets: &str| quarters("引进连锁店60家。", "引进连锁店60家。", targets);
    assert_eq!(quarters("引进12家\t累计28家\t累计45家\t累计60家"), [""; 0]);
    assert_eq!(quarters("引进12家\t累计28家\t累计45家\t累计50家"), ["QT001 error t1.r1.Q4"]);
    assert_eq!(quarters("完成12家\t累计8家\t累计45家\t累计60家"), ["QT002 error t1.r1.Q2"]);
}

#[test]
fn figures_alone_count_beside_cells_of_words() {
    let quarters = |targets: &str| quarters("改造院落120处。", "改造院落120处。", targets);
    assert_eq!(quarters("制定方案\t60处\t90处\t120处"), [""; 0]);
    assert_eq!(quarters("制定方案\t60处\t90处\t110处"), ["QT001 warning t1.r1.Q4"]);
    assert_eq!(quarters("制定方案\t60处\t50处\t120处"), ["QT002 warning t1.r1.Q3"]);
    assert_eq!(quarters("60处\t推进改造\t90处\t110处"), ["QT001 warning t1.r1.Q4"]);
    assert_eq!(quarters("制定方案\t60处\t90处\t全面完工"), [""; 0]);
    assert_eq!(quarters("制定方案\t40处\t45处\t35处"), [""; 0]);
    // What a word is said of is counted behind it, too.
    assert_eq!(quarters("摸底100处\t60处\t50处\t120处"), [""; 0]);
    assert_eq!(quarters("改造30处\t60处\t90处\t110处"), ["QT001 error t1.r1.Q4"]);
}

#[test]
fn what_rises_to_more_than_the_goal_as_parts_is_a_total() {
    let of = |task: &str, targets: &str| quarters(task, task, targets);
    let short = ["QT001 error t1.r1.Q4"];
    assert_eq!(of("投放贷款320亿元。", "80亿元\t160亿元\t240亿元\t32亿元"), short);
    assert_eq!(of("产粮42万吨以上。", "10万吨\t20万吨\t30万吨\t42吨"), short);
    assert_eq!(of("改造院落120处。", "改造40处\t改造60处\t改造90处\t改造20处"), short);
    // Parts may come to a little more, and what is told for each time adds up.
    assert_eq!(of("改造院落120处。", "30处\t40处\t55处\t10处"), [""; 0]);
    assert_eq!(of("每季度检查店铺30家。", "20家\t25家\t28家\t10家"), [""; 0]);
    // A floor is planned with something in reserve.
    assert_eq!(of("改造院落不少于120处。", "40处\t50处\t60处\t10处"), [""; 0]);
    assert_eq!(of("引进项目50个以上。", "18个\t22个\t26个\t8个"), [""; 0]);
}

#[test]
fn figures_alone_may_be_about_the_goal_or_of_several() {
    let of = |task: &str, targets: &str| quarters(task, task, targets);
    let about = |targets: &str| of("减免税费3.2亿元左右。", targets);
    assert_eq!(about("0.8亿元\t1.6亿元\t2.4亿元\t3.1亿元"), [""; 0]);
    assert_eq!(about("0.8亿元\t1.6亿元\t2.4亿元\t2.2亿元"), ["QT001 warning t1.r1.Q4"]);
    assert_eq!(about("1.8亿元\t1.6亿元\t2.4亿元\t3.2亿元"), ["QT002 warning t1.r1.Q2"]);
    assert_eq!(about("1亿元\t0.7亿元\t0.8亿元\t0.6亿元"), [""; 0]);
    let two = |third: &str| {
        let targets = format!("300人、10场\t600人、20场\t{third}\t1200人、40场");
        of("招工1200人，举办招聘会40场。", &targets)
    };
    assert_eq!(two("900人、30场"), [""; 0]);
    assert_eq!(two("500人、30场"), ["QT002 error t1.r1.Q3"]);
    assert_eq!(two("900人、15场"), ["QT002 error t1.r1.Q3"]);
}

#[test]
fn shares_alone_are_of_the_share_that_the_task_reaches() {
    let of = |task: &str, targets: &str| quarters(task, task, targets);
    let treated = |targets: &str| of("污水治理率达到55%。", targets);
    assert_eq!(treated("46%\t48%\t52%\t55%"), [""; 0]);
    assert_eq!(treated("46%\t48%\t52%\t54%"), ["QT001 warning t1.r1.Q4"]);
    assert_eq!(treated("46%\t52%\t50%\t55%"), ["QT002 warning t1.r1.Q3"]);
    // How much of the work is done, or what goes up and down.
    assert_eq!(treated("20%\t50%\t80%\t100%"), [""; 0]);
    assert_eq!(treated("62%\t58%\t50%\t54%"), [""; 0]);
    // What reaches the goal before the year ends is what there is at each time, and so is what is kept.
    assert_eq!(treated("55%\t55%\t50%\t54%"), [""; 0]);
    assert_eq!(of("优良率稳定在55%。", "54%\t53%\t54%\t54%"), [""; 0]);
    assert_eq!(of("死亡人数减少到12人以内。", "20人\t14人\t15人\t13人"), [""; 0]);
    let other = "新建处理站3座，污水治理率达到95%。";
    assert_eq!(of(other, "20%\t40%\t60%\t80%"), [""; 0]);
    // Without a goal that is a share, in the end all is done.
    assert_eq!(of("新建充电桩200个。", "20%\t50%\t80%\t100%"), [""; 0]);
    assert_eq!(of("新建充电桩200个。", "20%\t50%\t40%\t100%"), ["QT002 warning t1.r1.Q3"]);
    // What sinks to its goal is no less in the end.
    let cost = |targets: &str| of("吨水能耗压减到3千瓦以内。", targets);
    assert_eq!(cost("9千瓦\t7千瓦\t5千瓦\t3千瓦"), [""; 0]);
    assert_eq!(cost("9千瓦\t7千瓦\t5千瓦\t4千瓦"), ["QT001 warning t1.r1.Q4"]);
    assert_eq!(cost("9千瓦\t5千瓦\t7千瓦\t3千瓦"), ["QT002 warning t1.r1.Q3"]);
}

#[test]
fn an_earlier_stage_takes_no_goal_from_what_is_finished() {
    let of = |targets: &str| quarters("新建冷库150座。", "新建冷库150座。", targets);
    assert_eq!(of("完成选址\t开工80座\t建成120座\t建成150座"), [""; 0]);
    assert_eq!(of("完成选址\t开工80座\t建成160座\t建成150座"), ["QT002 error t1.r1.Q4"]);
    assert_eq!(of("完成选址\t开工80座\t建成100座\t建成140座"), ["QT001 warning t1.r1.Q4"]);
    // All is begun in the year, and a part of it finished; or it is open how much is.
    assert_eq!(of("完成选址\t开工150座\t建成60座\t建成100座"), [""; 0]);
    assert_eq!(of("完成选址\t开工120座\t建成60座\t建成100座"), [""; 0]);
}

#[test]
fn stages_of_the_work_are_no_one_total() {
    let quarters = |targets: &str| quarters("改造庭院58个。", "改造庭院58个。", targets);
    for targets in [
        "确定庭院58个\t开工庭院40个\t改造庭院50个\t累计改造庭院58个",
        "征集庭院80个\t确定庭院58个\t改造庭院30个\t改造庭院58个",
        "完成庭院58个方案编制\t完成庭院20个\t完成庭院40个\t完成庭院58个",
        "全部58个庭院完成设计\t开工庭院40个\t改造庭院50个\t改造庭院58个",
    ] {
        assert_eq!(quarters(targets), [""; 0], "{targets}");
    }
    let quarters_of = |body: &str, targets: &str| self::quarters(body, body, targets);
    let chosen = "报名教师1000名\t笔试教师600名\t面试教师300名\t招聘教师100名";
    assert_eq!(quarters_of("招聘教师100名。", chosen), [""; 0]);
    let chosen = "推选典型20个\t考评典型12个\t拟定典型8个\t选树典型6个";
    assert_eq!(quarters_of("选树典型6个。", chosen), [""; 0]);
    // A thing may have the name of a stage.
    let board = "设置10个\t设置20个\t设置30个\t累计完成38个";
    assert_eq!(quarters_of("设置公示栏40个。", board), ["QT001 warning t1.r1.Q4"]);
    let falls = "开工庭院20个\t累计开工庭院50个\t累计开工庭院40个\t累计开工庭院58个";
    assert_eq!(quarters(falls), ["QT002 error t1.r1.Q3"]);
    let falls = "确定庭院58个\t改造庭院50个\t累计改造庭院30个\t累计改造庭院58个";
    assert_eq!(quarters(falls), ["QT002 error t1.r1.Q3"]);
}

/// What is said of targets below given periods, of four rows that end alike but for the first.
fn periods(header: &str, targets: &str) -> Vec<String> {
    let task = |nth: usize| format!("{nth}.建成泵站{nth}1座。（市水利局负责）\n\n");
    let body: String = (1..=4).map(task).collect();
    let steps = header.split('\t').count();
    let other = |nth: usize| {
        let words = "印发方案\t".repeat(steps - 1);
        format!("\n{nth}\t建成泵站{nth}1座。\t{words}建成泵站{nth}1座\t市水利局")
    };
    let others: String = (2..=4).map(other).collect();
    let row = format!("1\t建成泵站11座。\t{targets}\t市水利局{others}");
    told(&body, &format!("序号\t工作任务\t{header}\t责任单位\n{row}"), &["QT001"])
}

#[test]
fn the_last_of_periods_of_several_kinds_ends_the_year() {
    let short = "印发方案\t建成泵站5座\t累计建成泵站8座";
    let full = "印发方案\t建成泵站5座\t累计建成泵站11座";
    for (header, id) in [("上半年\t10月\t12月", "M12"), ("上半年\t三季度\t四季度", "Q4")]
    {
        assert_eq!(periods(header, short), [format!("QT001 error t1.r1.{id}")]);
        assert_eq!(periods(header, full), [""; 0]);
    }
    // One that begins within the one before it may count again what that does.
    assert_eq!(periods("一季度\t上半年\t12月", short), [""; 0]);
}

#[test]
fn where_all_other_rows_are_done_the_work_ends() {
    let short = "印发方案\t建成泵站5座\t累计建成泵站8座";
    assert_eq!(periods("4月\t6月\t9月", short), ["QT001 warning t1.r1.M09"]);
    assert_eq!(periods("4月\t6月\t9月", "印发方案\t建成泵站5座\t累计建成泵站11座"), [""; 0]);
    // So it does in the first half of a year that nothing names.
    assert_eq!(periods("4月\t5月\t6月", short), ["QT001 warning t1.r1.M06"]);
}

#[test]
fn one_fall_in_bare_figures_does_not_make_steps_of_them() {
    let quarters = |targets: &str| quarters("新增果园150亩。", "新增果园150亩。", targets);
    assert_eq!(quarters("40亩\t90亩\t130亩\t150亩"), [""; 0]);
    assert_eq!(quarters("40亩\t90亩\t130亩\t120亩"), ["QT001 error t1.r1.Q4"]);
    // Steps that add up to it, or go a little beyond.
    assert_eq!(quarters("40亩\t50亩\t40亩\t20亩"), [""; 0]);
    assert_eq!(quarters("40亩\t60亩\t50亩\t30亩"), [""; 0]);
}

#[test]
fn even_shares_of_the_work_end_with_all_of_it() {
    let quarters = |targets: &str| quarters("新增示范店600家。", "新增示范店600家。", targets);
    assert_eq!(quarters("完成25%\t完成50%\t完成75%\t完成100%"), [""; 0]);
    assert_eq!(quarters("完成25%\t完成50%\t完成75%\t完成90%"), ["QT001 warning t1.r1.Q4"]);
    assert_eq!(quarters("完成20%\t完成40%\t完成70%\t完成90%"), [""; 0]);
    // What is built may go on for more than a year, and some say so.
    let works = |task: &str| self::quarters(task, task, "完成25%\t完成50%\t完成75%\t完成90%");
    assert_eq!(works("新建示范店600家。"), ["QT001 info t1.r1.Q4"]);
    assert_eq!(works("新建示范店600家，计划2026年完工。"), [""; 0]);
}

#[test]
fn the_noun_of_a_target_may_stand_in_the_content() {
    let body = "一、优化结构\n1.建设站点。到2027年建成换电站60座。（县交通局负责）\n\
                2.召开会议。召开会议并印发纪要。（县政府办负责）";
    let table = "序号\t重点工程\t工作内容\t2026年目标\t2027年目标\t牵头单位\n\
                 1\t建设站点\t建设换电站。\t建成35座\t建成60座\t县交通局\n\
                 2\t召开会议\t召开会议并印发纪要。\t启动\t完成\t县政府办";
    assert_eq!(told(body, table, &["QT", "NU"]), [""; 0]);
    let other = table.replace("建成60座", "建成50座");
    assert_eq!(told(body, &other, &["QT", "NU"]), ["QT001 error t1.r1.Y2027"]);
    // Another thing than the clause counts.
    for thing in ["停车场", "换电站配套停车场"] {
        let other = other.replace("建设换电站。", &format!("建设{thing}。"));
        assert_eq!(told(body, &other, &["QT"]), [""; 0]);
    }
}

#[test]
fn a_row_that_a_changed_heading_cut_off_is_told_by_its_heading() {
    let body = "一、补齐短板\n1.补齐水源短板。新建取水井260口。（县应急局负责）\n\
                2.整治经营性自建房。逐栋排查自建房，9月底前整改销号。（县应急局负责）\n\
                3.整治沿街老旧店铺。维修更换失效设施。（县消防大队负责）";
    let table = "序号\t重点任务\t具体工作\t责任单位\n\
                 1\t补齐水源短板\t完成260口取水井施工。\t县应急局\n\
                 2\t整治经营性自建房\t逐栋排查，建立问题清单。\t县应急局\n\
                 3\t整治沿街老旧店铺\t更换失效设施。\t县消防大队";
    let codes = ["AL001", "AL002", "AL006"];
    assert_eq!(told(body, table, &codes), [""; 0]);
    let other = table.replace("2\t整治经营性自建房", "2\t整治经营性用房");
    assert_eq!(told(body, &other, &codes), ["AL006 warning t1.r2.action"]);
    // Another unit, another place, another name.
    let unit = other.replace("县应急局", "县教育局");
    let place = "序号\t重点任务\t具体工作\t责任单位\n\
                 1\t整治经营性用房\t建立问题清单。\t县应急局\n\
                 2\t补齐水源短板\t完成260口取水井施工。\t县应急局\n\
                 3\t整治沿街老旧店铺\t更换失效设施。\t县消防大队";
    let name = other.replace("整治经营性用房", "开展年度评比");
    // Another task may have nearly the same heading.
    let task = other.replace("逐栋排查，建立问题清单", "发放装修补贴");
    for text in [&unit, place, &name, &task] {
        let told = told(body, text, &codes);
        assert!(!told.iter().any(|finding| finding.starts_with("AL006")), "{told:?}");
    }
}

#[test]
fn a_deadline_among_the_words_of_a_row_is_held_against_the_clause() {
    let body = "一、申报\n1.完成综合库区申报材料编制，3月底前报送省商务厅，规划面积1.86平方公里。（县商务局负责）\n\
                2.加快码头可行性研究，9月底前完成用地预审。（县资源局负责）";
    let table = "序号\t主要内容\t责任部门\n\
                 1\t完成申报材料编制，3月底前报送省商务厅。\t县商务局\n\
                 2\t9月底前完成用地预审和选址意见书办理。\t县资源局";
    assert_eq!(told(body, table, &["DT"]), [""; 0]);
    let other = table.replace("3月底", "5月底").replace("9月底", "11月底");
    let both = ["DT001 warning t1.r1.content", "DT001 warning t1.r2.content"];
    assert_eq!(told(body, &other, &["DT"]), both);
    // A part of the step, or what comes before it, may have an earlier one.
    for part in ["完成用地预审的一半以上", "完成用地预审准备工作"] {
        let part = table.replace("9月底前完成用地预审和选址意见书办理", &format!("7月底前{part}"));
        assert!(!told(body, &part, &["DT"]).contains(&"DT001 warning t1.r2.content".to_owned()));
    }
    // Another step has its own day.
    let step = table.replace("9月底前完成用地预审和选址意见书办理", "11月底前开工建设");
    assert_eq!(told(body, &step, &["DT"]), [""; 0]);
}

#[test]
fn a_row_of_one_step_is_held_against_the_date_of_that_step() {
    let body = "一、整治\n1.整治自建房。3月底前建立问题清单，9月底前整改销号。（县应急局负责）\n\
                2.整治店铺。维修更换失效设施。（县消防大队负责）";
    let table = "序号\t重点任务\t具体工作\t责任单位\t完成时限\n\
                 1\t整治自建房\t逐栋排查，建立问题清单、责任清单。\t县应急局\t3月底前\n\
                 2\t整治自建房\t整改全部销号。\t县应急局\t9月底前\n\
                 3\t整治店铺\t更换失效设施。\t县消防大队\t长期坚持";
    assert_eq!(told(body, table, &["DT"]), [""; 0]);
    let other = table.replace("3月底前", "5月底前");
    let text = other.as_str();
    assert_eq!(told(body, text, &["DT"]), ["DT001 info t1.r1.deadline"]);
    assert_eq!(messages(body, text, "DT001"), ["期限不一致：正文3月底前，表中5月底前"]);
    // The day of the other step.
    let other = table.replace("3月底前", "9月底前");
    assert_eq!(told(body, &other, &["DT"]), ["DT001 info t1.r1.deadline"]);
    // Of several rows that say the same day of two steps one may have another.
    let body = "一、普查\n1.开展普查。6月底前完成入户登记，6月底前完成数据审核。（县统计局负责）";
    let table = "序号\t重点任务\t具体工作\t责任单位\n\
                 1\t开展普查\t抽调人员，6月底前完成入户登记。\t县统计局\n\
                 2\t开展普查\t分片核对，6月底前完成数据审核。\t县统计局";
    assert_eq!(told(body, table, &["DT"]), [""; 0]);
    let other = table.replace("6月底前完成数据审核", "8月底前完成数据审核");
    let told = told(body, &other, &["DT"]);
    assert!(told.len() == 1 && told[0].ends_with("t1.r2.content"), "{told:?}");
}

#[test]
fn another_figure_of_the_clause_is_no_rest_of_one() {
    let body = "一、文旅\n1.建设公园。新建城市公园6个，改造社区公园14个。（县城管局负责）\n\
                2.建设泵站。新建泵站15座，改造泵站5座。（县水利局负责）";
    let table = "序号\t工作任务\t具体措施\t责任单位\n\
                 1\t建设公园\t年内新建城市公园6个。\t县城管局\n\
                 2\t建设公园\t分批改造社区公园14个。\t县城管局\n\
                 3\t建设泵站\t新建泵站15座。\t县水利局\n\
                 4\t建设泵站\t改造泵站5座。\t县水利局";
    assert_eq!(told(body, table, &["NU"]), [""; 0]);
    // 5座 is not in 15座.
    for (from, to, row) in [("14个", "4个", 2), ("公园6个", "公园3个", 1), ("站5座", "站3座", 4)]
    {
        let other = table.replace(from, to);
        assert_eq!(told(body, &other, &["NU"]), [format!("NU001 error t1.r{row}.content")]);
    }
    let both = table.replace("14个", "4个").replace("公园6个", "公园3个");
    let both = told(body, &both, &["NU"]);
    assert_eq!(both, ["NU001 error t1.r1.content", "NU001 error t1.r2.content"]);
}

#[test]
fn a_part_is_no_more_than_the_whole() {
    let body = "一、城建\n1.建设步道。建设环湖步道32公里。（县住建局负责）\n\
                2.评选民宿。评选精品民宿10家。（县文旅局负责）";
    let table = "序号\t工作任务\t具体措施\t责任单位\n\
                 1\t建设步道\t建设东岸环湖步道20公里。\t县住建局\n\
                 2\t建设步道\t建设西岸环湖步道12公里。\t县住建局\n\
                 3\t评选民宿\t评选精品民宿10家。\t县文旅局";
    assert_eq!(told(body, table, &["NU001"]), [""; 0]);
    let more = table.replace("12公里", "120公里");
    assert_eq!(told(body, &more, &["NU001"]), ["NU001 warning t1.r2.content"]);
    // Which the clause's figure is held against already.
    let more = table.replace("20公里", "40公里");
    assert_eq!(told(body, &more, &["NU001"]), ["NU001 error t1.r1.content"]);
}

#[test]
fn steps_of_the_same_thing_do_not_add_up() {
    let body = "一、教育\n1.建设学校。新建学校5所。（县教育局负责）\n\
                2.造林绿化。完成造林3万亩。（县林业局负责）";
    let table = "序号\t重点任务\t主要措施\t责任单位\n\
                 1\t建设学校\t6月底前开工学校4所。\t县教育局\n\
                 2\t建设学校\t12月底前主体完工学校3所。\t县教育局\n\
                 3\t造林绿化\t北山完成造林1.55万亩。\t县林业局\n\
                 4\t造林绿化\t南山完成造林1.6万亩。\t县林业局";
    let sums = ["造林各行合计3.15万亩，超出正文3万亩"];
    assert_eq!(messages(body, table, "NU001"), sums);
}

#[test]
fn the_more_tasks_are_struck_the_more_is_told() {
    let tasks = [
        "修缮老街骑楼立面",
        "疏通山洪排水沟渠",
        "回收废旧农膜地膜",
        "培训乡村致富带头人",
        "抽查餐饮后厨卫生",
        "补种公路沿线行道树",
        "核定水电站生态流量",
        "编印方言童谣读本",
    ];
    let line = |(at, task): (usize, &&str)| format!("{}.{task}。（县住建局负责）\n", at + 1);
    let row = |(at, task): (usize, &&str)| format!("\n{}\t{task}。\t县住建局", at + 1);
    let table = "序号\t工作任务\t责任单位".to_owned()
        + &tasks.iter().enumerate().map(row).collect::<String>();
    for kept in [8, 7, 6, 5] {
        let body: String = tasks[..kept].iter().enumerate().map(line).collect();
        let body = format!("一、任务\n{}", body.trim_end());
        let severity = if kept == 7 { "error" } else { "warning" };
        let rows: Vec<String> =
            (kept..8).map(|at| format!("AL002 {severity} t1.r{}", at + 1)).collect();
        assert_eq!(told(&body, &table, &["AL002"]), rows);
    }
}

#[test]
fn the_lost_end_of_a_clause_is_told_though_another_row_differs() {
    let tasks = [
        "修缮图书馆屋面及外墙，配齐消防设施",
        "更换供热管道9公里，建成供热平台",
        "组织技能培训班，推荐就业",
        "核查低保对象信息，按月发放补助金",
        "扩建县医院传染病区，引进医师20名",
        "治理黑臭水体5处，建立巡河制度",
    ];
    let line = |(at, task): (usize, &&str)| format!("{}.{task}。（县住建局负责）\n", at + 1);
    let body: String = tasks.iter().enumerate().map(line).collect();
    let body = format!("一、任务\n{}", body.trim_end());
    let row = |(at, task): (usize, &&str)| format!("\n{}\t{task}。\t县住建局", at + 1);
    let rows: String = tasks.iter().enumerate().map(row).collect();
    let table = format!("序号\t工作任务\t责任单位{rows}");
    let other = table.replace("组织技能", "举办技能");
    let own = "AL003 warning t1.r3";
    for (lost, row) in [("，引进医师20名", 5), ("，按月发放补助金", 4)] {
        let mut both = [own.to_owned(), format!("AL003 warning t1.r{row}")];
        both.sort();
        assert_eq!(told(&body, &other.replace(lost, ""), &["AL003"]), both);
    }
}

#[test]
fn a_row_that_a_heading_links_is_held_against_the_clause() {
    let body = "一、普查\n1.开展普查。6月20日前完成入户登记，8月15日前完成数据审核，10月中旬发布普查公报。（县统计局负责）\n\
                2.消防整治。增设消火栓260具，更换灭火器1200具。（县消防大队负责）\n\
                3.推进供水。新建水厂2座，延伸管网210公里，改造泵站6座。（县水利局负责）";
    let table = "序号\t重点任务\t工作举措\t责任单位\n\
                 1\t开展普查\t抽调普查员分组培训，6月20日前完成入户登记。\t县统计局\n\
                 2\t开展普查\t8月15日前完成数据审核。\t县统计局\n\
                 3\t消防整治\t完成260具消火栓选址并全部通水。\t县消防大队\n\
                 4\t消防整治\t更换灭火器1200具。\t县消防大队\n\
                 5\t推进供水\t新建水厂2座。\t县水利局\n\
                 6\t推进供水\t延伸管网210公里。\t县水利局\n\
                 7\t推进供水\t改造泵站6座。\t县水利局";
    let codes = ["DT001", "NU001"];
    assert_eq!(told(body, table, &codes), [""; 0]);
    for (from, to, finding) in [
        ("6月20日", "6月30日", "DT001 warning t1.r1.content"),
        ("260具", "620具", "NU001 warning t1.r3.content"),
        ("210公里", "120公里", "NU001 error t1.r6.content"),
    ] {
        assert_eq!(told(body, &table.replace(from, to), &codes), [finding]);
    }
}

/// A plan some of whose tasks have several rows.
const STEPS: &str = "一、畅通水路\n1.新建泵站12座，11月底前完成清淤沟渠40公里。（县水利局负责）\n\
                     2.补贴船员培训，新增泊位9个。（县交通局负责）\n\
                     3.疏浚支线航道12公里。（县水利局负责）\n\
                     4.引进船长30名，年货运量达到160万吨。（县交通局负责）\n\
                     5.聚焦老旧船舶，更新渡船80艘，年客运量达到12万人次。（县文旅局负责）";

/// Its table.
const STEP_ROWS: &str = "序号\t工作内容\t责任单位\t完成时限\n\
                         1\t新建泵站12座。\t县水利局\t9月底\n\
                         2\t抢抓枯水期，11月底前完成清淤沟渠40公里。\t县水利局\t11月底\n\
                         3\t修订补贴办法，补贴船员培训，新增泊位9个。\t县交通局\t12月底\n\
                         4\t疏浚支线航道12公里。\t县水利局\t12月底\n\
                         5\t引进船长30名。\t县交通局\t12月底\n\
                         6\t举办招聘会5场，年货运量达到160万吨。\t县交通局\t12月底\n\
                         7\t更新渡船80艘，年客运量达到12万人次。\t县文旅局\t12月底";

#[test]
fn a_step_of_its_own_before_the_words_of_its_clause_is_no_other_wording() {
    let info = ["AL003 info t1.r2", "AL003 info t1.r3", "AL003 info t1.r6", "AL003 info t1.r7"];
    let codes = ["AL", "DT", "NU001"];
    assert_eq!(told(STEPS, STEP_ROWS, &codes), info);
    let nothing = messages(STEPS, STEP_ROWS, "AL003");
    assert_eq!(nothing[1], "文字不一致：正文没有，表中“修订补贴办法”");
    assert_eq!(nothing[3], "文字不一致：正文“聚焦老旧船舶”，表中没有");
    // Another word of the clause is told first.
    let other = STEP_ROWS.replace("新增泊位9个", "改建泊位9个");
    let other = &messages(STEPS, &other, "AL003")[1];
    assert_eq!(other, "文字不一致：正文“新增泊位”，表中“改建泊位”，另有 1 处");
}

#[test]
fn a_day_of_one_part_is_held_against_the_row_of_that_part() {
    let body = STEPS.replace("11月底前", "10月底前");
    let dates = told(&body, STEP_ROWS, &["DT"]);
    assert_eq!(dates, ["DT001 error t1.r2.content"]);
    // The row of the other part has a day of its own.
    assert_eq!(told(STEPS, &STEP_ROWS.replace("9月底", "12月底"), &["DT"]), [""; 0]);
}

#[test]
fn a_measure_that_alone_differs_is_told() {
    let body = "一、水运\n1.疏浚支线航道12公里。（县水利局负责）\n2.评估航线8条，运价不低于同级航线标准的90%。（县交通局负责）\n\
                3.更新渡船80艘。（县文旅局负责）";
    let rows = "序号\t工作内容\t责任单位\n1\t疏浚支线航道12公里。\t县水利局\n\
                2\t评估航线8条，运价不低于同级航线标准的90%。\t县交通局\n3\t更新渡船80艘。\t县文旅局";
    assert_eq!(told(body, rows, &["NU", "AL"]), [""; 0]);
    for other in ["90元", "90"] {
        let told = told(body, &rows.replace("90%", other), &["NU", "AL"]);
        assert_eq!(told, ["NU003 warning t1.r2.content"], "{other}");
    }
    let symbol = told(&body.replace("12公里", "12km"), rows, &["NU003"]);
    assert_eq!(symbol, [""; 0]);
}

#[test]
fn a_goal_in_another_measure_than_the_others_is_told() {
    let of = |third: &str| {
        let table = format!(
            "序号\t任务\t一季度\t二季度\t三季度\t四季度\t责任单位\n\
             1\t查处案件80件。\t查处案件20件\t查处案件40件\t查处案件60{third}\t查处案件80件\t县公安局\n\
             2\t召开会议并印发纪要。\t启动\t推进\t推进\t完成\t县政府办"
        );
        let body = "一、治安\n1.严打。查处案件80件。（县公安局负责）\n\
                    2.召开会议。召开会议并印发纪要。（县政府办负责）";
        told(body, &table, &["NU"])
    };
    assert_eq!(of("件"), [""; 0]);
    assert_eq!(of("起"), ["NU003 warning t1.r1.Q3"]);
    // Another thing is counted, or another thing of another name.
    for other in ["批", "名", "起案卷"] {
        assert!(!of(other).iter().any(|told| told.starts_with("NU003")), "{other}");
    }
}

#[test]
fn a_state_department_is_none_of_the_body_s_level() {
    let body = "一、争取支持\n1.创建园区。建成平台14个。（省市场监管局、省发展改革委负责）\n\
                2.申报试点。设立基金50亿元。（省金融局、人民银行省分行负责）";
    let table = "序号\t主要内容\t国家部委\t省级部门\n\
                 1\t建成平台14个。\t市场监管总局\t省市场监管局、省发展改革委\n\
                 2\t设立基金50亿元。\t人民银行、金融监管总局\t省金融局、人民银行省分行";
    assert_eq!(told(body, table, &["UN"]), [""; 0]);
    let lost = table.replace("、省发展改革委", "");
    assert_eq!(told(body, &lost, &["UN"]), ["UN001 error t1.r1.units"]);
}

#[test]
fn another_of_the_units_as_the_only_lead_is_another_lead() {
    let body = "一、建设\n1.设立基金10亿元。（县财政局牵头，县国资委配合）\n\
                2.建设平台5家。（县科技局牵头，县发改委配合）\n\
                3.建设公寓300套。（县住建局牵头，县财政局配合）";
    let table = "序号\t具体任务\t牵头部门\n1\t设立基金10亿元。\t县财政局\n\
                 2\t建设平台5家。\t县发改委\n3\t建设公寓300套。\t县住建局";
    assert_eq!(told(body, table, &["UN"]), ["UN002 error t1.r2.units"]);
}

#[test]
fn help_that_one_of_several_rows_alone_has_is_told_where_the_others_agree() {
    let told = |body: &str| {
        let table = STEP_ROWS.replace(
            "1\t新建泵站12座。\t县水利局",
            "1\t新建泵站12座。\t县水利局牵头，县财政局配合",
        );
        told(body, &table, &["UN001"])
    };
    let both = STEPS.replace("40公里。（县水利局负责）", "40公里。（县水利局牵头，县财政局配合）");
    assert_eq!(told(&both), [""; 0]);
    assert_eq!(told(STEPS), ["UN001 warning t1.r1.units"]);
}

#[test]
fn a_last_target_that_lost_its_figure_is_told() {
    let goals = |last: &str| {
        let goals = format!("查处案件20件\t查处案件40件\t查处案件60件\t{last}");
        quarters("查处案件80件。", "查处案件80件。", &goals)
    };
    assert_eq!(goals("查处案件80件"), [""; 0]);
    assert_eq!(goals("查处案件。"), ["QT001 error t1.r1.Q4"]);
    assert_eq!(goals("完成全部任务。"), [""; 0]);
    // What an earlier period reaches needs no figure any more.
    let reached = "查处案件20件\t查处案件40件\t查处案件80件\t查处案件。";
    assert_eq!(quarters("查处案件80件。", "查处案件80件。", reached), [""; 0]);
    // Nor does what steps add up to, or what is more than a floor.
    let added = "查处案件20件\t查处案件30件\t查处案件30件\t查处案件。";
    assert_eq!(quarters("查处案件80件。", "查处案件80件。", added), ["QT004 info t1.r1.Q3"]);
    let beyond = "查处案件20件\t查处案件30件\t查处案件90件\t查处案件。";
    assert_eq!(quarters("查处案件不少于80件。", "查处案件不少于80件。", beyond), [""; 0]);
}

#[test]
fn a_target_of_the_name_of_one_goal_is_no_step_to_a_longer_name() {
    let goals = |last: &str| {
        let goals = format!("制定方案\t制定办法\t开展检查\t{last}");
        let task = "公厕达标率达到90%，农村公厕达标率达到95%。";
        quarters(task, task, &goals)
    };
    assert_eq!(goals("公厕达标率达到90%"), [""; 0]);
    assert_eq!(goals("公厕达标率达到90%，农村公厕达标率达到95%"), [""; 0]);
    assert_eq!(goals("公厕达标率达到85%"), ["QT001 error t1.r1.Q4"]);
    assert_eq!(goals("农村公厕达标率达到90%"), ["QT001 error t1.r1.Q4"]);
}

/// Three tasks word for word below one that is put before them.
fn with_three(task: &str, rows: &[&str], header: &str) -> (String, String) {
    let body = format!(
        "一、建设\n1.{task}（县交通局负责）\n2.疏浚支线航道12公里，设置航标。（县水利局负责）\n\
         3.改造老旧小区28个，惠及居民3000户。（县住建局负责）\n4.修缮历史建筑16栋，设立标志牌。（县文旅局负责）"
    );
    let mut table = header.to_owned();
    let day = if header.ends_with("完成时限") { "\t12月底前" } else { "" };
    for row in rows {
        table.push_str(&format!("\n{row}"));
    }
    for row in [
        "疏浚支线航道12公里，设置航标。\t县水利局",
        "改造老旧小区28个，惠及居民3000户。\t县住建局",
        "修缮历史建筑16栋，设立标志牌。\t县文旅局",
    ] {
        table.push_str(&format!("\n{row}{day}"));
    }
    (body, table)
}

#[test]
fn rows_that_divide_a_figure_by_places_are_parts_of_the_task() {
    let header = "工作内容\t责任单位";
    let rows = ["城东镇新建公交场站5座。\t县交通局", "城西镇新建公交场站7座。\t县交通局"];
    let (body, table) = with_three("新建公交场站12座。", &rows, header);
    assert_eq!(found(&body, &table), ["AL003 info t1.r1"]);
    // They do not add up.
    let (body, table) = with_three("新建公交场站15座。", &rows, header);
    assert!(found(&body, &table).iter().any(|found| !found.contains("info")));
}

#[test]
fn a_row_for_the_sentence_that_opens_a_task_says_it() {
    for task in [
        "完成公交场站选址和报批。建成公交场站2座。",
        "3月底前完成公交场站选址和报批。12月底前建成公交场站2座。",
    ] {
        let rows = [
            "完成公交场站选址和报批。\t县交通局\t3月底前",
            "建成公交场站2座。\t县交通局\t12月底前",
        ];
        let (body, table) = with_three(task, &rows, "工作内容\t责任单位\t完成时限");
        assert_eq!(found(&body, &table), [""; 0], "{task}");
        let other = table.replace("选址和报批", "环评和用地审批手续办理");
        assert_ne!(found(&body, &other), [""; 0], "{task}");
    }
}

#[test]
fn the_stop_of_each_row_of_a_task_is_no_other_mark() {
    let rows = ["完成公交场站选址。\t县交通局", "建成公交场站2座。\t县交通局"];
    let header = "工作内容\t责任单位";
    let (body, table) = with_three("完成公交场站选址，建成公交场站2座。", &rows, header);
    assert_eq!(found(&body, &table), [""; 0]);
    let (body, table) = with_three("完成公交、场站选址，建成公交场站2座。", &rows, header);
    assert_eq!(found(&body, &table), ["AL007 info t1.r1"]);
}

#[test]
fn names_of_units_are_told_as_they_are_printed() {
    let body = "一、建设\n1.新建公厕60座。（县城市管理和综合执法局牵头，县财政局配合）\n\
                2.整治背街小巷40条。（县综合执法局牵头，县财政局配合）\n\
                3.改造老旧小区28个。（县住建局牵头，县财政局配合）";
    let table = "工作内容\t牵头单位\t配合单位\n新建公厕60座。\t县城管执法局\t县财政局\n\
                 整治背街小巷40条。\t县综合执法局\t县财政局\n改造老旧小区28个。\t县住建局\t县财政局";
    assert_eq!(
        messages(body, table, "UN001"),
        ["单位名称不同，可能是同一单位：正文作县城市管理和综合执法局，表中作县城管执法局"]
    );
}
