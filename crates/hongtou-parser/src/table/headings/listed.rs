//! The words that headings are known by.

use super::Heading;
use crate::tree;
use crate::wordlist::ordered;

/// Words that a heading holds, first match wins; the table is read from top to bottom.
const HEADINGS: &[(&str, Heading)] = &[
    // Numbers of a register that the rows are taken from.
    ("案号", Heading::Aside),
    ("建议号", Heading::Aside),
    ("提案编号", Heading::Aside),
    ("建议编号", Heading::Aside),
    ("序号", Heading::Serial),
    ("编号", Heading::Serial),
    ("项次", Heading::Serial),
    ("次序", Heading::Serial),
    ("任务号", Heading::Serial),
    ("项目编号", Heading::Thing),
    ("建议责任", Heading::Thing),
    ("政策诉求", Heading::Thing),
    ("总投资", Heading::Thing),
    ("投资额", Heading::Thing),
    ("投资", Heading::Aside),
    ("建设规模", Heading::Thing),
    ("建设内容", Heading::ThingDetail),
    ("建设主体", Heading::Thing),
    ("建设单位", Heading::Thing),
    ("建设周期", Heading::Thing),
    ("地点", Heading::Thing),
    ("实施周期", Heading::Thing),
    ("起止年限", Heading::Thing),
    ("项目业主", Heading::Thing),
    ("数据集", Heading::Thing),
    ("企业名称", Heading::Thing),
    ("项目名称", Heading::ThingName),
    ("所在地区", Heading::Thing),
    ("运营时间", Heading::Thing),
    ("应用场景", Heading::Thing),
    ("战略定位", Heading::Thing),
    ("主攻赛道", Heading::Thing),
    ("推广范围", Heading::Aside),
    ("来源", Heading::Aside),
    ("进展", Heading::Aside),
    ("最新进度", Heading::Aside),
    ("目前进度", Heading::Aside),
    ("当前进度", Heading::Aside),
    ("完成情况", Heading::Aside),
    ("属性", Heading::Aside),
    // 指标性质 and 项目性质 say of which kind they are: 约束性, 新建.
    ("性质", Heading::Aside),
    ("处室", Heading::Contact),
    ("科室", Heading::Contact),
    ("股室", Heading::Contact),
    ("部室", Heading::Contact),
    ("处（科）室", Heading::Contact),
    ("处(科)室", Heading::Contact),
    ("科（处）室", Heading::Contact),
    ("科(处)室", Heading::Contact),
    ("联系人", Heading::Contact),
    ("电话", Heading::Contact),
    ("联系方式", Heading::Contact),
    ("备注", Heading::Remark),
    ("说明", Heading::Remark),
    ("对应任务", Heading::Clause),
    ("对应条款", Heading::Clause),
    ("对应章节", Heading::Clause),
    // The words of an article say what is to be done; its number says where they stand.
    ("条款内容", Heading::Detail),
    ("政策条款", Heading::Detail),
    ("条款", Heading::Clause),
    ("领导", Heading::Person),
    ("责任人", Heading::Person),
    ("负责人", Heading::Person),
    ("姓名", Heading::Person),
    ("指标任务", Heading::Goals),
    ("目标任务", Heading::Goals),
    ("任务目标", Heading::Goals),
    ("指标维度", Heading::Section),
    ("指标类", Heading::Section),
    ("指标分类", Heading::Section),
    ("指标", Heading::Indicator),
    ("启动时间", Heading::Aside),
    ("启动日期", Heading::Aside),
    ("开始时间", Heading::Aside),
    ("开始日期", Heading::Aside),
    ("起始时间", Heading::Aside),
    ("起始日期", Heading::Aside),
    ("开工时间", Heading::Aside),
    ("开工日期", Heading::Aside),
    ("完成日期", Heading::Deadline),
    ("时序安排", Heading::Deadline),
    ("时限", Heading::Deadline),
    ("期限", Heading::Deadline),
    ("时段", Heading::Deadline),
    ("时间", Heading::Deadline),
    ("节点", Heading::Deadline),
    // How often is not by when.
    ("频次", Heading::Aside),
    ("工作标准", Heading::Target(None)),
    ("任务标准", Heading::Target(None)),
    ("频率", Heading::Aside),
    ("章节", Heading::Section),
    ("领域", Heading::Section),
    ("类别", Heading::Section),
    ("类型", Heading::Section),
    ("板块", Heading::Section),
    ("方面", Heading::Section),
    ("维度", Heading::Section),
    ("方向", Heading::Section),
    ("模块", Heading::Section),
    ("分类", Heading::Section),
    ("具体内容", Heading::Detail),
    ("工作内容", Heading::Detail),
    ("主要内容", Heading::Detail),
    ("任务内容", Heading::Detail),
    ("细则内容", Heading::Detail),
    ("具体任务", Heading::Detail),
    ("具体工作", Heading::Detail),
    ("具体举措", Heading::Detail),
    ("具体措施", Heading::Detail),
    ("工作措施", Heading::Detail),
    ("解决措施", Heading::Detail),
    ("整改措施", Heading::Detail),
    ("工作举措", Heading::Detail),
    ("主要举措", Heading::Detail),
    ("主要措施", Heading::Detail),
    ("政策措施", Heading::Detail),
    ("实施路径", Heading::Detail),
    ("任务分解", Heading::Detail),
    ("内容", Heading::Detail),
    ("描述", Heading::Detail),
    ("案由", Heading::Detail),
    ("提案题目", Heading::Detail),
    ("提案标题", Heading::Detail),
    ("建议题目", Heading::Detail),
    ("建议标题", Heading::Detail),
    ("措施", Heading::Detail),
    ("职责", Heading::Detail),
    ("考核要点", Heading::Remark),
    ("目标名称", Heading::Name),
    ("目标", Heading::Target(None)),
    ("时序进度", Heading::Target(None)),
    ("进度", Heading::Target(None)),
    ("要求", Heading::Detail),
    ("任务", Heading::Name),
    ("工作", Heading::Name),
    ("工程", Heading::Name),
    ("举措", Heading::Name),
    ("事项", Heading::Name),
    ("行动", Heading::Name),
    ("细则名称", Heading::Name),
    ("问题", Heading::Name),
    ("项目", Heading::Name),
    ("名称", Heading::Name),
];

/// The lines of [`HEADINGS`] by the first character of their word, in order.
static LINES: [(u32, u16); HEADINGS.len()] = {
    let mut firsts = [0; HEADINGS.len()];
    let mut line = 0;
    while line < HEADINGS.len() {
        let Some((c, _)) = tree::first(HEADINGS[line].0.as_bytes()) else {
            panic!("a word is empty")
        };
        firsts[line] = c as u32;
        line += 1;
    }
    ordered(firsts)
};

/// The first line of [`HEADINGS`] whose word a heading holds.
pub(super) fn listed(squeezed: &str) -> Option<Heading> {
    let mut best = HEADINGS.len();
    for (at, c) in squeezed.char_indices() {
        let from = LINES.partition_point(|&(first, _)| first < c as u32);
        for &(_, line) in LINES[from..].iter().take_while(|&&(first, _)| first == c as u32) {
            let line = usize::from(line);
            if line < best && squeezed[at..].starts_with(HEADINGS[line].0) {
                best = line;
            }
        }
    }
    HEADINGS.get(best).map(|&(_, heading)| heading)
}
