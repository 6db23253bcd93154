//! What the columns of the tables are called and mean.
//!
//! Others read these names: add at the end of a table; never rename, never reorder.
//! A line holds name, type, whether every row has it, Chinese heading, and the meaning in both
//! languages.

use std::borrow::Cow;

use super::spec::ColumnType::{self, Day, Decimal, Flag, Number, Text};
use super::spec::{ColumnSpec, ForeignKey, TableSpec};
use super::{LedgerColumn, TableName};

/// Columns, keys and meaning of a table.
pub(super) fn spec(table: TableName, targets: &[LedgerColumn]) -> TableSpec {
    let (zh, en, columns, primary_key, parents): (_, _, _, &'static [_], &'static [_]) = match table
    {
        TableName::Documents => (
            "每件通知一行。",
            "One line for each notice.",
            Cow::Borrowed(DOCUMENTS),
            &["document"],
            &[],
        ),
        TableName::Sections => (
            "正文每个部分（一、）一行。",
            "One line for each section (一、) of the body.",
            Cow::Borrowed(SECTIONS),
            &["document", "section_id"],
            &[DOCUMENTS_KEY],
        ),
        TableName::Items => (
            "正文每个事项一行。",
            "One line for each item of the body.",
            Cow::Borrowed(ITEMS),
            &["document", "item_id"],
            &[DOCUMENTS_KEY, SECTION_KEY],
        ),
        TableName::Clauses => (
            "正文每个条款（一处责任所管的文字）一行。",
            "One line for each clause: the stretch of text that one responsibility governs.",
            Cow::Borrowed(CLAUSES),
            &["document", "clause_id"],
            &[DOCUMENTS_KEY, ITEM_KEY, SECTION_KEY],
        ),
        TableName::Tables => (
            "每个附表一行。",
            "One line for each attached table.",
            Cow::Borrowed(TABLES),
            &["document", "table_id"],
            &[DOCUMENTS_KEY],
        ),
        TableName::Rows => (
            "任务表和指标表每行一行。",
            "One line for each row of a task or indicator table.",
            Cow::Borrowed(ROWS),
            &["document", "row_id"],
            &[DOCUMENTS_KEY, TABLE_KEY, CLAUSE_KEY],
        ),
        TableName::Targets => (
            "每行每个时期的目标一行。",
            "One line for each row and period.",
            Cow::Borrowed(TARGETS),
            &["document", "target_id"],
            &[DOCUMENTS_KEY, ROW_KEY],
        ),
        TableName::Cells => (
            "行中不属任务要素的单元格，及其他表的全部单元格，每格一行。",
            "One line for each cell that is no value of a row (remarks, contacts), and for each cell of other tables.",
            Cow::Borrowed(CELLS),
            &["document", "table_id", "row_position", "column_position"],
            &[DOCUMENTS_KEY, TABLE_KEY],
        ),
        TableName::Units => (
            "每个责任单位一行。",
            "One line for each unit that answers for something.",
            Cow::Borrowed(UNITS),
            &["document", "unit_id"],
            &[DOCUMENTS_KEY],
        ),
        TableName::Responsibilities => (
            "每个条款或表行与其每个单位一行。",
            "One line for each clause or row and each unit that it names.",
            Cow::Borrowed(RESPONSIBILITIES),
            &["document", "owner_id", "position"],
            &[DOCUMENTS_KEY, CLAUSE_KEY, ROW_KEY, UNIT_KEY],
        ),
        TableName::Quantities => (
            "每个数量一行。",
            "One line for each figure.",
            Cow::Borrowed(QUANTITIES),
            &["document", "owner_id", "position"],
            &[DOCUMENTS_KEY, CLAUSE_KEY, ROW_KEY],
        ),
        TableName::Deadlines => (
            "每个时限一行。",
            "One line for each deadline.",
            Cow::Borrowed(DEADLINES),
            &["document", "owner_id", "position"],
            &[DOCUMENTS_KEY, CLAUSE_KEY, ROW_KEY],
        ),
        TableName::References => (
            "每个引用一行。",
            "One line for each citation.",
            Cow::Borrowed(REFERENCES),
            &["document", "owner_id", "position"],
            &[DOCUMENTS_KEY, CLAUSE_KEY, ROW_KEY],
        ),
        TableName::Links => (
            "每个表行与其落实的每个条款一行。",
            "One line for each row and clause that it carries out.",
            Cow::Borrowed(LINKS),
            &["document", "row_id", "clause_id"],
            &[DOCUMENTS_KEY, ROW_KEY, CLAUSE_KEY, TABLE_KEY],
        ),
        TableName::Repairs => (
            "读取时的每处修补一行。",
            "One line for each repair made in reading.",
            Cow::Borrowed(REPAIRS),
            &["document", "position"],
            &[DOCUMENTS_KEY],
        ),
        TableName::Ledger => (
            "任务表每行、及没有表行落实的条款每条一行，供不做连接的人使用。",
            "One wide line for each row of a task table and for each clause that no row carries out.",
            Cow::Owned(ledger(targets)),
            &["document", "id"],
            &[DOCUMENTS_KEY, CLAUSE_KEY],
        ),
    };
    TableSpec { name: table.name(), zh, en, columns, primary_key, foreign_keys: parents }
}
const DOCUMENTS_KEY: ForeignKey = ForeignKey { columns: &["document"], table: "documents" };
const SECTION_KEY: ForeignKey =
    ForeignKey { columns: &["document", "section_id"], table: "sections" };
const ITEM_KEY: ForeignKey = ForeignKey { columns: &["document", "item_id"], table: "items" };
const CLAUSE_KEY: ForeignKey = ForeignKey { columns: &["document", "clause_id"], table: "clauses" };
const ROW_KEY: ForeignKey = ForeignKey { columns: &["document", "row_id"], table: "rows" };
const TABLE_KEY: ForeignKey = ForeignKey { columns: &["document", "table_id"], table: "tables" };
const UNIT_KEY: ForeignKey = ForeignKey { columns: &["document", "unit_id"], table: "units" };

const fn c(
    name: &'static str,
    kind: ColumnType,
    required: bool,
    heading: &'static str,
    zh: &'static str,
    en: &'static str,
) -> ColumnSpec {
    ColumnSpec {
        name: Cow::Borrowed(name),
        kind,
        required,
        heading: Cow::Borrowed(heading),
        zh: Cow::Borrowed(zh),
        en: Cow::Borrowed(en),
    }
}

fn ledger(targets: &[LedgerColumn]) -> Vec<ColumnSpec> {
    let targets = targets.iter().map(|target| {
        let heading = target.heading();
        ColumnSpec {
            name: Cow::Owned(target.name()),
            kind: Text,
            required: false,
            zh: Cow::Owned(format!("{heading}的目标；几项以分号相连。")),
            heading: Cow::Owned(heading),
            en: Cow::Owned(format!(
                "Target of the period {}; several joined by ；.",
                target.name()
            )),
        }
    });
    LEDGER_BEFORE.iter().cloned().chain(targets).chain(LEDGER_AFTER.iter().cloned()).collect()
}

#[rustfmt::skip]
const DOCUMENT: ColumnSpec = c("document", Text, true, "文件", "通知的键：文件名或批次内的路径。", "Key of the notice: its file name, or its path in a batch.");
#[rustfmt::skip]
const LINE: ColumnSpec = c("line", Number, false, "行", "行号，从1起；没有原文时为空。", "Line in the source, from 1; empty where the source text is not at hand.");
#[rustfmt::skip]
const START: ColumnSpec = c("start_byte", Number, false, "起始字节", "首字节的偏移。", "Offset of the first byte.");
#[rustfmt::skip]
const END: ColumnSpec = c("end_byte", Number, false, "结束字节", "末字节之后的偏移。", "Offset one past the last byte.");
#[rustfmt::skip]
const SOURCE: ColumnSpec = c("source", Number, false, "来源序号", "第几个来源文件，从0起。", "Index of the source file, from 0.");
#[rustfmt::skip]
const OWNER_ID: ColumnSpec = c("owner_id", Text, true, "所属编号", "该值所在部分的地址，如 t1.r18.Q1。", "Address of the part that names it, such as t1.r18.Q1.");
#[rustfmt::skip]
const POSITION: ColumnSpec = c("position", Number, true, "序", "在所属部分中的次序，从1起。", "Position within that part, from 1.");
#[rustfmt::skip]
const SIDE: ColumnSpec = c("side", Text, true, "来源部分", "body 为正文，table 为附表。", "body or table.");
#[rustfmt::skip]
const PART: ColumnSpec = c("part", Text, true, "部分", "clause、content、deadline 或 target。", "clause, content, deadline or target.");
#[rustfmt::skip]
const CLAUSE_ID: ColumnSpec = c("clause_id", Text, false, "条款编号", "在正文时所属条款。", "The clause, on the side of the body.");
#[rustfmt::skip]
const ROW_ID: ColumnSpec = c("row_id", Text, false, "行编号", "在附表时所属行。", "The row, on the side of the table.");
#[rustfmt::skip]
const PERIOD: ColumnSpec = c("period", Text, false, "时期", "所属目标的时期，如 Q1、H2、M05、Y2026。", "Period of the target that names it: Q1, H2, M05, Y2026.");
#[rustfmt::skip]
const LEDGER_ID: ColumnSpec = c("ledger_id", Text, false, "台账编号", "台账中列出该值的一行：表行，或没有表行落实的条款；条款的值由表行另行写明时为空，几行取同一条款的值时为第一行。", "Line of the ledger that goes by it: the row, or the clause that no row carries out; empty where the row says it itself, the first where several rows leave it to one clause.");
/// Columns of `documents`: add at the end; never reorder.
#[rustfmt::skip]
const DOCUMENTS: &[ColumnSpec] = &[
    DOCUMENT,
    c("name", Text, false, "文件名", "不含文件夹的文件名。", "File name without folder."),
    c("format", Text, false, "格式", "按内容判定的格式。", "Format, by content."),
    c("encoding", Text, false, "编码", "解码所用编码。", "Encoding it was decoded from."),
    c("bytes", Number, true, "字节数", "文件大小。", "Size of the file."),
    c("sha256", Text, false, "SHA-256", "文件的 SHA-256。", "SHA-256 of the file."),
    c("issuer_mark", Text, false, "发文机关标志", "发文机关标志。", "Issuer mark."),
    c("document_number", Text, false, "发文字号", "发文字号，照录。", "Document number, as printed."),
    c("agency", Text, false, "机关代字", "发文字号中的机关代字。", "Agency's short name in the document number."),
    c("year", Number, false, "年份", "发文字号中的年份。", "Year in the document number."),
    c("serial", Number, false, "顺序号", "发文顺序号。", "Serial number."),
    c("title", Text, false, "标题", "通知标题。", "Title of the notice."),
    c("addressees", Text, false, "主送机关", "主送机关，以顿号相连。", "Addressees, joined by 、."),
    c("signatories", Text, false, "署名", "发文机关署名，以顿号相连。", "Signatories, joined by 、."),
    c("issued_on", Day, false, "成文日期", "成文日期。", "Date of issue."),
    c("disclosure", Text, false, "公开属性", "公开属性。", "Disclosure mark."),
    c("attachments", Text, false, "附件", "附件标题，以分号相连。", "Titles of the attachments, joined by ；."),
    c("copied_to", Text, false, "抄送机关", "抄送机关，以顿号相连。", "Copied to, joined by 、."),
    c("printed_by", Text, false, "印发机关", "印发机关。", "Printed by."),
    c("printed_on", Day, false, "印发日期", "印发日期。", "Printed on."),
    c("marks", Text, false, "状态标注", "标题中的状态标注，如征求意见稿。", "Marks of a draft or a state in the title."),
    c("plan_title", Text, false, "方案标题", "所印发方案的标题，多个以分号相连。", "Title of the plan that it issues; several joined by ；."),
    c("sections", Number, true, "部分数", "正文的部分数。", "Number of sections."),
    c("items", Number, true, "事项数", "正文的事项数。", "Number of items."),
    c("clauses", Number, true, "条款数", "正文的条款数。", "Number of clauses."),
    c("rows", Number, true, "表行数", "任务表和指标表的行数。", "Number of rows of task and indicator tables."),
    c("repairs", Number, true, "修补数", "读取时的修补数。", "Number of repairs made in reading."),
    c("residual", Number, true, "未归字数", "未归入任何部分的字数。", "Number of characters that no part holds."),
    c("files", Number, true, "来源文件数", "合并读取的文件数。", "Number of files read as this notice."),
    c("schema_version", Text, true, "模型版本", "数据模型的版本。", "Version of the model."),
];
/// Columns of `sections`: add at the end; never reorder.
#[rustfmt::skip]
const SECTIONS: &[ColumnSpec] = &[
    DOCUMENT,
    c("section_id", Text, true, "部分编号", "按位置的编号，如 s1。", "Id by position: s1."),
    c("ordinal", Number, false, "序数", "所印序数；只有一级时为空。", "The printed ordinal; empty in a notice of one level."),
    c("title", Text, false, "标题", "不含序数的标题。", "Title without its ordinal."),
    c("plan_title", Text, false, "方案标题", "一件通知印发几个方案时，所属方案。", "The plan it belongs to, where the notice issues several."),
    c("fingerprint", Text, false, "指纹", "标题归一后的散列，不随编号变化。", "Hash of the folded title, which survives renumbering."),
    LINE,
    START,
    END,
    SOURCE,
];
/// Columns of `items`: add at the end; never reorder.
#[rustfmt::skip]
const ITEMS: &[ColumnSpec] = &[
    DOCUMENT,
    c("item_id", Text, true, "事项编号", "按位置的编号，如 i11。", "Id by position: i11."),
    c("section_id", Text, true, "部分编号", "所属部分。", "Section it stands in."),
    c("number", Number, false, "序号", "所印序号。", "The printed number."),
    c("heading", Text, false, "标题句", "开头的标题句。", "Topic sentence that opens the item."),
    c("group_label", Text, false, "组序", "部分与事项之间一级的序数，如（二）。", "Ordinal of the level between section and item: （二）."),
    c("group_title", Text, false, "组标题", "该级的标题。", "Title of that level."),
    LINE,
    START,
    END,
    SOURCE,
];
/// Columns of `clauses`: add at the end; never reorder.
#[rustfmt::skip]
const CLAUSES: &[ColumnSpec] = &[
    DOCUMENT,
    c("clause_id", Text, true, "条款编号", "按位置的编号，如 i11.c2。", "Id by position: i11.c2."),
    c("item_id", Text, true, "事项编号", "所属事项。", "Item it stands in."),
    c("section_id", Text, true, "部分编号", "所属部分。", "Section it stands in."),
    c("text", Text, false, "内容", "条款的文字，不含标题句和责任括注。", "Its words, without heading and responsibility."),
    c("responsibility", Text, false, "责任", "责任括注，照录。", "Who answers for it, as printed."),
    c("open", Flag, false, "名单未尽", "责任名单是否以“等”未尽。", "Whether the list of units is open (等)."),
    c("of_group", Flag, false, "管一组", "责任括注是否管前面一组小项。", "Whether the bracket closes a group of sub-items."),
    c("scope", Text, false, "适用范围", "责任中不是单位的另一项，照录。", "A second key that names no unit, as printed."),
    c("fingerprint", Text, false, "指纹", "文字归一后的散列，不随编号变化。", "Hash of the folded words, which survives renumbering."),
    LINE,
    START,
    END,
    SOURCE,
];
/// Columns of `tables`: add at the end; never reorder.
#[rustfmt::skip]
const TABLES: &[ColumnSpec] = &[
    DOCUMENT,
    c("table_id", Text, true, "表编号", "按位置的编号，如 t1。", "Id by position: t1."),
    c("kind", Text, true, "类别", "task 任务，indicator 指标，other 其他。", "task, indicator or other."),
    c("title", Text, false, "表题", "表上方的标题。", "Title that stands over it."),
    c("restates_body", Flag, true, "复述正文", "多数行是否复述条款文字。", "Whether most rows say a clause's words again."),
    c("columns", Number, true, "列数", "列数。", "Number of columns."),
    c("rows", Number, true, "行数", "行数；其他类的表含表头。", "Number of rows; of an other table header included."),
    LINE,
    START,
    END,
    SOURCE,
];
/// Columns of `rows`: add at the end; never reorder.
#[rustfmt::skip]
const ROWS: &[ColumnSpec] = &[
    DOCUMENT,
    c("row_id", Text, true, "行编号", "按位置的编号，如 t1.r23。", "Id by position: t1.r23."),
    c("table_id", Text, true, "表编号", "所属附表。", "Table it stands in."),
    c("position", Number, true, "序", "在表中的次序，从1起。", "Position in the table, from 1."),
    c("number", Number, false, "序号", "所印序号。", "The printed number."),
    c("section_ordinal", Number, false, "部分序数", "所列部分的序数。", "Ordinal of the section it stands under."),
    c("section_title", Text, false, "部分", "所列部分的标题。", "Title of the section it stands under."),
    c("action", Text, false, "重点工作", "所列重点工作。", "The item heading it stands under."),
    c("content", Text, false, "内容", "任务的文字。", "The task's words."),
    c("deadline", Text, false, "完成时限", "时限列的文字。", "Words of the deadline column."),
    c("deadline_date", Day, false, "时限日期", "时限列的最后一日。", "Last day of the deadline column."),
    c("open", Flag, true, "名单未尽", "单位名单是否以“等”未尽。", "Whether a list of units is open (等)."),
    c("clause_id", Text, false, "条款编号", "该行落实的条款。", "The clause that the row carries out."),
    c("fingerprint", Text, false, "指纹", "文字归一后的散列，不随编号变化。", "Hash of the folded words, which survives renumbering."),
    LINE,
    START,
    END,
    SOURCE,
    c("group_label", Text, false, "组序", "部分与行之间一级的序数，如（二）。", "Ordinal of the level between section and row: （二）."),
    c("group_title", Text, false, "组标题", "该级的标题。", "Title of that level."),
];
/// Columns of `targets`: add at the end; never reorder.
#[rustfmt::skip]
const TARGETS: &[ColumnSpec] = &[
    DOCUMENT,
    c("target_id", Text, true, "目标编号", "地址，如 t1.r18.Q1。", "Address: t1.r18.Q1."),
    c("row_id", Text, true, "行编号", "所属行。", "Row it stands in."),
    c("position", Number, true, "序", "在行中的次序，从1起。", "Position in the row, from 1."),
    c("period", Text, false, "时期", "Q1…Q4、H1、H2、M01…M12、Y2026；列头未写时为空。", "Q1…Q4, H1, H2, M01…M12, Y2026; empty where the column names none."),
    c("text", Text, false, "目标", "目标的文字。", "Its words."),
    LINE,
    START,
    END,
    SOURCE,
];
/// Columns of `cells`: add at the end; never reorder.
#[rustfmt::skip]
const CELLS: &[ColumnSpec] = &[
    DOCUMENT,
    c("table_id", Text, true, "表编号", "所属附表。", "Table it stands in."),
    c("row_position", Number, true, "第几行", "表中第几行，从1起。", "Row of the table, from 1."),
    c("column_position", Number, true, "第几列", "表中第几列，从1起。", "Column of the table, from 1."),
    c("row_id", Text, false, "行编号", "任务表和指标表中所属行。", "The row, in a task or indicator table."),
    c("kind", Text, false, "列类", "列的类别，如 remark、contact。", "Kind of the column: remark, contact."),
    c("header", Text, false, "列头", "所印列头。", "The printed heading of the column."),
    c("text", Text, false, "文字", "单元格的文字。", "Its words."),
    LINE,
    START,
    END,
    SOURCE,
];
/// Columns of `units`: add at the end; never reorder.
#[rustfmt::skip]
const UNITS: &[ColumnSpec] = &[
    DOCUMENT,
    c("unit_id", Text, true, "单位编号", "按首次出现的编号，如 u1。", "Id in order of first mention: u1."),
    c("name", Text, true, "名称", "最常用的名称。", "The name mentioned most often."),
    c("aliases", Text, false, "别称", "通知自身所示的别称，以顿号相连。", "Other names that the notice itself shows, joined by 、."),
    c("kind", Text, true, "类别", "department、government、party、collective、enterprise、institution 或 other。", "department, government, party, collective, enterprise, institution or other."),
    c("mentions", Number, true, "次数", "被列为责任单位的次数。", "How often the notice makes it answer for something."),
];
/// Columns of `responsibilities`: add at the end; never reorder.
#[rustfmt::skip]
const RESPONSIBILITIES: &[ColumnSpec] = &[
    DOCUMENT,
    c("owner_id", Text, true, "所属编号", "条款或表行的编号。", "Id of the clause or row."),
    c("position", Number, true, "序", "在名单中的次序，从1起。", "Position in the list, from 1."),
    SIDE,
    CLAUSE_ID,
    ROW_ID,
    c("unit", Text, true, "单位", "单位名称，省略部分已补全。", "Name, with what the list left out put back."),
    c("unit_id", Text, false, "单位编号", "单位表中的编号。", "Id in the table of units."),
    c("role", Text, true, "角色", "lead 牵头，responsible 负责，support 配合，guide 指导，implement 落实。", "lead, responsible, support, guide or implement."),
    c("kind", Text, false, "单位类别", "单位类别；普通部门为空。", "Kind of unit; empty for a plain department."),
    c("written", Text, false, "原文", "与名称不同时的原文。", "The printed words, where they differ from the name."),
    LINE,
    START,
    END,
    SOURCE,
    LEDGER_ID,
];
/// Columns of `quantities`: add at the end; never reorder.
#[rustfmt::skip]
const QUANTITIES: &[ColumnSpec] = &[
    DOCUMENT,
    OWNER_ID,
    POSITION,
    SIDE,
    PART,
    CLAUSE_ID,
    ROW_ID,
    PERIOD,
    c("text", Text, true, "原文", "所印文字。", "The printed words."),
    c("value", Decimal, true, "数值", "精确十进制数，万、亿已乘入。", "Exact decimal, 万 and 亿 multiplied in."),
    c("value_max", Decimal, false, "上限", "区间的上限。", "Upper end of a range."),
    c("measure", Text, false, "计量单位", "计量单位。", "What is counted in."),
    c("comparator", Text, true, "比较", "exactly、reach、at-least、at-most、more-than、less-than、about 或 between。", "exactly, reach, at-least, at-most, more-than, less-than, about or between."),
    c("metric", Text, false, "指标", "所量之事。", "What is measured."),
    LINE,
    START,
    END,
    SOURCE,
    LEDGER_ID,
];
/// Columns of `deadlines`: add at the end; never reorder.
#[rustfmt::skip]
const DEADLINES: &[ColumnSpec] = &[
    DOCUMENT,
    OWNER_ID,
    POSITION,
    SIDE,
    PART,
    CLAUSE_ID,
    ROW_ID,
    PERIOD,
    c("text", Text, true, "原文", "所印文字。", "The printed words."),
    c("date", Day, false, "日期", "最后一日；长期或不明时为空。", "Last day that fulfils it; empty where it names none."),
    c("kind", Text, true, "类别", "by、on、within、from 或 standing（长期）。", "by, on, within, from or standing."),
    LINE,
    START,
    END,
    SOURCE,
    LEDGER_ID,
];
/// Columns of `references`: add at the end; never reorder.
#[rustfmt::skip]
const REFERENCES: &[ColumnSpec] = &[
    DOCUMENT,
    OWNER_ID,
    POSITION,
    SIDE,
    PART,
    CLAUSE_ID,
    ROW_ID,
    PERIOD,
    c("text", Text, true, "原文", "所印文字。", "The printed words."),
    c("title", Text, false, "文件标题", "不含书名号的标题。", "Title without its marks."),
    c("document_number", Text, false, "文号", "随附的发文字号。", "Document number that stands with it."),
    c("standard", Text, false, "标准号", "标准号。", "Number of a standard."),
    LINE,
    START,
    END,
    SOURCE,
    LEDGER_ID,
];
/// Columns of `links`: add at the end; never reorder.
#[rustfmt::skip]
const LINKS: &[ColumnSpec] = &[
    DOCUMENT,
    c("row_id", Text, true, "行编号", "附表的行。", "The row."),
    c("clause_id", Text, true, "条款编号", "正文的条款。", "The clause."),
    c("relation", Text, true, "关系", "main 为主，also 为另及。", "main, or also for further ones."),
    c("table_id", Text, true, "表编号", "行所属附表。", "Table of the row."),
    c("item_id", Text, false, "事项编号", "条款所属事项。", "Item of the clause."),
];
/// Columns of `repairs`: add at the end; never reorder.
#[rustfmt::skip]
const REPAIRS: &[ColumnSpec] = &[
    DOCUMENT,
    c("position", Number, true, "序", "次序，从1起。", "Position, from 1."),
    c("kind", Text, true, "类别", "所做之事。", "What was done."),
    c("part_id", Text, false, "部分编号", "所在部分的编号或地址。", "Id or address of the part that holds the result."),
    c("note", Text, false, "说明", "做了什么、为何。", "What was done and why."),
    c("confidence", Text, true, "把握", "certain、likely 或 unsure。", "certain, likely or unsure."),
    LINE,
    START,
    END,
    SOURCE,
];
/// Columns of `ledger` before the targets: add none here.
#[rustfmt::skip]
const LEDGER_BEFORE: &[ColumnSpec] = &[
    DOCUMENT,
    c("id", Text, true, "编号", "表行或条款的编号。", "Id of the row or clause."),
    c("side", Text, true, "来源部分", "table 为任务表的行，body 为没有表行落实的条款。", "table for a row of a task table, body for a clause that no row carries out."),
    c("section_ordinal", Number, false, "部分序数", "部分的序数。", "Ordinal of the section."),
    c("section", Text, false, "部分", "部分的标题；表行未列时取自所落实的条款。", "Title of the section; the clause's, where the row names none."),
    c("group_title", Text, false, "组", "部分与事项之间一级。", "The level between section and item."),
    c("item_number", Number, false, "事项序号", "所落实条款的事项序号。", "Number of the item of the clause."),
    c("action", Text, false, "重点工作", "重点工作；表行未列时取事项的标题句。", "Heading; the item's, where the row names none."),
    c("number", Number, false, "序号", "表行的序号。", "Number of the row."),
    c("content", Text, false, "内容", "任务的文字。", "The task's words."),
];
/// Columns of `ledger` after the targets: add at the end; never reorder.
#[rustfmt::skip]
const LEDGER_AFTER: &[ColumnSpec] = &[
    c("deadline", Text, false, "完成时限", "时限列的文字；没有时取内容或条款中的时限，以顿号相连。", "Words of the deadline column; else the deadlines that content or clause names, joined by 、."),
    c("lead", Text, false, "牵头单位", "牵头单位，以顿号相连；表行不列单位时取所落实的条款。", "Units that lead, joined by 、; the clause's, where the row names nobody."),
    c("responsible", Text, false, "责任单位", "责任单位，以顿号相连。", "Units that answer, joined by 、."),
    c("support", Text, false, "配合单位", "配合单位，以顿号相连。", "Units that help, joined by 、."),
    c("guide", Text, false, "指导单位", "指导单位，以顿号相连。", "Units that guide, joined by 、."),
    c("implement", Text, false, "落实单位", "落实单位，以顿号相连。", "Units that carry it out, joined by 、."),
    c("clause_id", Text, false, "条款编号", "所落实的条款。", "The clause that the row carries out."),
    c("clause", Text, false, "条款", "该条款的文字。", "Words of that clause."),
    LINE,
    c("source", Text, false, "来源文件", "所在文件的文件名。", "Name of the file it stands in."),
    c("other", Text, false, "其他", "备注等其余列，写作“列头：文字”，以分号相连。", "Remarks and other columns as heading：words, joined by ；."),
    c("due", Day, false, "到期日", "deadline 一列所列时限的最后一日；长期或年份不明时为空。", "Last day of what the column deadline says; empty where it names none."),
];
