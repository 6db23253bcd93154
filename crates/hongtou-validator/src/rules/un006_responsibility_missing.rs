use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Sink};

rule! {
    /// A row names nobody who answers for it.
    ///
    /// ## What it checks
    /// Rows with empty cells in every column of units, in a table where nearly all the other rows
    /// name somebody.
    ///
    /// ## Why it matters
    /// A task of nobody is not done.
    ///
    /// ## Example
    /// `5 | 完善工作机制。 | | ` in a table of 牵头单位 and 责任单位. After: a unit in one of them.
    ///
    /// ## What to do
    /// Name the unit; the message says whom the clause names.
    ///
    /// ## Stays silent
    /// Where more than a tenth of the rows (and more than one) name nobody: there it is the table's
    /// way, or units are merged over rows in a way that reading did not see.
    ///
    /// ## Authority
    /// practice
    zh "
表中一行没有写任何单位。

## 检查什么
各单位栏全空的行，而同一张表几乎每行都写了单位。

## 为什么重要
没有人负责的任务没有人做。

## 示例
有牵头单位、责任单位两栏的表中：`5 | 完善工作机制。 | | `。改后：写上单位。

## 怎么办
写明单位；提示里给出正文写的单位。

## 何时不报
空着的超过一成（且不止一行）的不报：那是表的写法，或者单位跨行合并而读取时没有看出。

## 依据
惯例
"
    UN006 "responsibility-missing" Warning "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for table in context.tables.iter().filter(|table| table.has_units) {
        let rows = &table.table.rows;
        let empty: Vec<_> = rows
            .iter()
            .filter(|row| row.units.is_empty() && row.content.is_some() && row.number.is_some())
            .collect();
        if empty.is_empty() || (empty.len() > 1 && empty.len() * 10 > rows.len()) || rows.len() < 3
        {
            continue;
        }
        for row in empty {
            let clause = row.clause.as_deref().and_then(|id| context.clause(id));
            let message = lang.pick(
                "这一行没有写责任单位".to_owned(),
                "this row names nobody who answers for it".to_owned(),
            );
            let mut draft = Draft::new(context.row_place(row), message)
                .help(lang.pick("写明责任单位", "name the unit"));
            if let Some(at) = clause.filter(|at| !at.clause.units.is_empty()) {
                draft = draft.related(
                    crate::parties::responsibility_place(at.clause),
                    lang.pick("正文写的是", "the body names").to_owned(),
                );
            }
            sink.report(draft);
        }
    }
}
