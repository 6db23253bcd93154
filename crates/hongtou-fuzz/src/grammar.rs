//! Small notices written from a grammar: responsibilities, quantities and tables that nobody printed.

use crate::random::Random;

const UNITS: &[&str] = &[
    "市发展改革委",
    "市教育局",
    "市公安局",
    "市住房城乡建设局",
    "市交通运输局",
    "市农业农村局",
    "市市场监管局",
    "省生态环境厅",
    "各县（市、区）人民政府",
    "各县（市）区党委、政府",
    "市委宣传部",
    "市供销社",
    "市城投集团",
    "市疾控中心",
    "各有关部门",
    "有关部门",
    "A区管委会",
    "市工业和信息化局（市国资委）",
    "市人力资源社会保障局",
    "市总工会",
    "共青团市委",
    "市法院",
    "市食安委成员单位",
    "市气象局",
    "各镇（街道）",
    "国家税务总局某市税务局",
    "市财政局",
    "水利局",
];
const JOINTS: &[&str] = &[
    "、", "、", "、", "，", ",", "和", "及", "以及", "；", ";", " ", "\n", "\u{3000}", "会同",
    "与", "。",
];
const VERBS: &[&str] = &[
    "负责",
    "牵头",
    "牵头负责",
    "配合",
    "参与",
    "指导",
    "落实",
    "按职责分工负责",
    "分别负责",
    "分工负责",
    "具体负责",
    "协助",
    "会同",
    "等部门负责",
    "等按职责分工负责",
    "为责任单位",
    "负责落实",
    "",
];
const LABELS: &[&str] = &[
    "责任单位：",
    "责任单位:",
    "牵头单位：",
    "配合单位：",
    "牵头部门：",
    "责任部门：",
    "落实单位：",
    "指导单位：",
    "牵头领导：",
    "责 任 单 位：",
    "【责任单位】",
    "",
    "",
    "",
];
const OPEN: &[(&str, &str)] = &[
    ("（", "）"),
    ("(", ")"),
    ("〔", "〕"),
    ("【", "】"),
    ("（", ")"),
    ("（", ""),
    ("", "）"),
    ("（（", "））"),
    ("\n", ""),
    ("", ""),
    ("[", "]"),
];

/// One responsibility, right or odd.
pub fn responsibility(random: &mut Random) -> String {
    let mut out = String::new();
    let (open, close) = random.pick(OPEN);
    out.push_str(open);
    for tier in 0..random.length(3) {
        if tier > 0 {
            out.push_str(random.pick(&["，", "；", "。", "，由", "\n"]));
        }
        out.push_str(random.pick(LABELS));
        for index in 0..random.length(8) {
            if index > 0 {
                out.push_str(random.pick(JOINTS));
            }
            out.push_str(random.pick(UNITS));
        }
        if random.one_in(8) {
            out.push_str(random.pick(&["等", "等部门", "等单位", "等有关部门", "等8个部门"]));
        }
        out.push_str(random.pick(VERBS));
    }
    out.push_str(close);
    out
}

/// A notice whose clauses have such responsibilities.
pub fn responsibilities(random: &mut Random) -> String {
    let mut out = String::from("关于印发某市重点工作安排的通知\n\n一、重点任务\n\n");
    for number in 1..=random.length(6) {
        let words = responsibility(random);
        out.push_str(&format!("{number}.推进城市更新。全面改造老旧小区{number}个。{words}\n\n"));
    }
    if random.one_in(2) {
        out.push_str("| 序号 | 工作任务 | 责任单位 | 牵头单位 |\n|---|---|---|---|\n");
        for number in 1..=random.length(5) {
            let (a, b) = (responsibility(random), responsibility(random));
            let line = format!("| {number} | 全面改造老旧小区{number}个。 | {a} | {b} |");
            out.push_str(&line.replace('\n', " "));
            out.push('\n');
        }
    }
    out
}

const DIGITS: &[&str] = &[
    "0",
    "1",
    "7",
    "12",
    "365",
    "1200",
    "0.5",
    "97",
    "１２",
    "３．５",
    "1,200",
    "1，200",
    "一",
    "两",
    "十二",
    "一百二十",
    "三千五百",
    "十几",
    "数十",
    "百",
    "半",
    "1.2.3",
    "00",
    "007",
    "99999999999999999999",
    "½",
    "一点五",
    "〇",
    "1/3",
    "-5",
    "+3",
    "1e9",
    "²",
];
const MEASURES: &[&str] = &[
    "个",
    "户",
    "%",
    "％",
    "‰",
    "个百分点",
    "万元",
    "亿元",
    "万批次",
    "批次/千人",
    "批次 / 千人",
    "公里",
    "平方公里",
    "㎡",
    "℃",
    "次",
    "家",
    "万亩",
    "吨标准煤",
    "分",
    "岁",
    "天",
    "日",
    "年",
    "月",
    "号",
    "",
    "",
    "倍",
    "成",
    "名",
    "所",
    "微克/立方米",
    "万",
    "亿",
    "级",
    "类",
];
const BEFORE: &[&str] = &[
    "达到",
    "完成",
    "不低于",
    "不少于",
    "≥",
    ">=",
    "≤",
    "＜",
    ">",
    "超过",
    "不超过",
    "约",
    "控制在",
    "新增",
    "下降",
    "建成",
    "第",
    "前",
    "近",
    "",
    "",
    "每年",
    "由5个增至",
    "不",
    "至少",
];
const AFTER: &[&str] = &[
    "以上",
    "以下",
    "以内",
    "左右",
    "（含）",
    "及以上",
    "",
    "",
    "",
    "。",
    "，",
    "、",
    "—10",
    "~20%",
    "至3",
    "余",
    "多",
    "以上不超过9",
];

/// Figures with all that may stand around them.
pub fn quantities(random: &mut Random) -> String {
    let mut out = String::from("某市人民政府关于2026年工作的通知\n\n一、目标\n\n");
    for number in 1..=random.length(5) {
        out.push_str(&format!("{number}."));
        for _ in 0..random.length(6) {
            out.push_str(random.pick(&[
                "全市检测量",
                "合格率",
                "新建停车泊位",
                "2026年",
                "力争",
                "空气优良天数比例",
                "",
                "GB 2760-2014",
                "增长",
            ]));
            out.push_str(random.pick(BEFORE));
            out.push_str(random.pick(&["", "", " ", "\n", "\u{3000}"]));
            out.push_str(random.pick(DIGITS));
            out.push_str(random.pick(&["", "", "", " ", "\n", "、", "-"]));
            out.push_str(random.pick(MEASURES));
            out.push_str(random.pick(AFTER));
            out.push_str(random.pick(&["，", "、", "。", "；", ""]));
        }
        out.push_str(random.pick(&["（市统计局负责）\n\n", "\n\n", "\n"]));
    }
    out
}

const HEADERS: &[&str] = &[
    "序号",
    "工作任务",
    "重点工作",
    "工作内容",
    "具体措施",
    "责任单位",
    "牵头单位",
    "配合单位",
    "完成时限",
    "时间节点",
    "一季度",
    "二季度目标",
    "三季度",
    "四季度",
    "1月",
    "上半年",
    "2026年目标",
    "备注",
    "责任人",
    "联系电话",
    "类别",
    "项目",
    "指标",
    "单位",
    "",
    "",
    "完成情况",
    "序时进度",
    "目标任务",
    "牵头 单位",
    "年底",
];

fn cell(random: &mut Random) -> String {
    match random.below(12) {
        0 => String::new(),
        1 => random.below(60).to_string(),
        2 => format!("{}、", random.pick(&["一", "二", "三", "十二"])),
        3 => responsibility(random).replace(['\n', '\t', '|'], " "),
        4 => random.pick(UNITS).to_string(),
        5 => random
            .pick(&[
                "2026年8月底前",
                "6月底",
                "长期坚持",
                "第三季度",
                "持续推进",
                "—",
                "/",
                "无",
                "同上",
            ])
            .to_string(),
        6 => format!("{}{}{}", random.pick(BEFORE), random.pick(DIGITS), random.pick(MEASURES)),
        7 => random.pick(HEADERS).to_string(),
        8 => format!("{}全面推进老旧小区改造，完成{}户。", random.below(40), random.below(3000)),
        9 => "开展专项行动，组织检查不少于".to_owned(),
        _ => format!("推进第{}类工程建设，建成{}个。", random.below(9), random.below(99)),
    }
}

/// A table whose columns are anything, in one of the forms that Markdown knows.
pub fn table(random: &mut Random) -> String {
    let width = random.length(12);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let header: Vec<String> = (0..width).map(|_| random.pick(HEADERS).to_string()).collect();
    for index in 0..random.length(30) {
        if index == 0 || random.one_in(9) {
            rows.push(header.clone());
            continue;
        }
        let odd = random.one_in(6);
        let cells = if odd { random.length(width + 3) } else { width };
        rows.push((0..cells).map(|_| cell(random)).collect());
    }
    let mut out = String::new();
    match random.below(3) {
        0 => {
            for (index, row) in rows.iter().enumerate() {
                out.push_str(&format!("| {} |\n", row.join(" | ")));
                if index == 0 {
                    out.push_str(&format!("|{}\n", "---|".repeat(row.len())));
                }
            }
        }
        1 => rows.iter().for_each(|row| out.push_str(&(row.join("\t") + "\n"))),
        _ => {
            out.push_str("<table>");
            for row in &rows {
                out.push_str("<tr>");
                for cell in row {
                    let span = match random.below(14) {
                        0 => format!(" rowspan=\"{}\"", random.below(5)),
                        1 => format!(" colspan=\"{}\"", random.below(5)),
                        _ => String::new(),
                    };
                    out.push_str(&format!("<td{span}>{cell}</td>"));
                }
                out.push_str("</tr>\n");
            }
            out.push_str("</table>\n");
        }
    }
    out
}

/// A notice with such tables, with or without a body.
pub fn columns(random: &mut Random) -> String {
    let mut out = String::from("关于印发工作任务分解表的通知\n\n");
    if random.one_in(2) {
        out.push_str("一、重点任务\n\n1.推进第3类工程建设，建成9个。（市教育局负责）\n\n2.开展专项行动，组织检查不少于30次。（市公安局牵头）\n\n");
    }
    for _ in 0..random.length(2) {
        out.push_str(random.pick(&[
            "附件：任务分解表\n\n",
            "重点任务推进表\n\n",
            "\n",
            "# 附件1\n\n",
        ]));
        out.push_str(&table(random));
        out.push('\n');
    }
    out
}
