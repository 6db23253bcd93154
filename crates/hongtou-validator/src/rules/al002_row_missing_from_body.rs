use crate::context::{Context, rows_beside};
use crate::rule::rule;
use crate::sink::{Draft, Sink};

rule! {
    /// A row of the table that no clause of the body orders.
    ///
    /// ## What it checks
    /// The table says the body's tasks again, and this row says one that the body does not have.
    ///
    /// ## Why it matters
    /// What a notice orders is its body; a task that is only in the attachment was not decided.
    ///
    /// ## Example
    /// Table: a row `开展专项审计。`. Body: no such clause. After: the clause is in the body too.
    ///
    /// ## What to do
    /// Put the task into the body, or strike the row.
    ///
    /// ## Stays silent
    /// Where less than two thirds of the rows say words of their clauses the finding is an info, or a warning
    /// where hardly any of those that have a clause does not, or one row alone has none; so it is, in whatever
    /// words, where one row alone has none, the others (five or more) follow the body one after the other and
    /// no task lacks its row; an info it is
    /// for words that open a section or the plan, and for a row that stands under a task's heading, unless
    /// hardly any other row is in other words than its clause; a row that says a part of its task word for word
    /// carries it out, whatever it says besides. Where the table does not say the body again,
    /// or several rows and more than one of five have no clause, it is a warning. It is one level less in
    /// notices published with cuts (本文有删减); where no row of the table is linked to the body at all,
    /// or a slip is what differs (NU001, AL006), there is none.
    ///
    /// ## Authority
    /// practice: an attachment explains, supplements or documents the body (党政机关公文处理工作条例,
    /// 2012, article 9) and orders nothing new.
    zh "
表中的一行，正文没有相应的任务。

## 检查什么
推进表逐项复述正文任务，而这一行说的事正文没有部署。

## 为什么重要
公文部署的是正文；只写在附件里的任务没有经过部署。

## 示例
表中有一行 `开展专项审计。`，正文没有这一项。改后：正文也写上。

## 怎么办
把任务补进正文，或者删去这一行。

## 何时不报
不到三分之二的行复述任务文字的表，只提示（有对应任务的行几乎都是复述，或者只有一行没有对应任务的，为警告；不论是否复述，只有一行没有对应任务，其他各行（五行以上）都依正文先后有对应任务、各项任务也都有行的，也为警告）；内容见于部分或方案引言的，以及列在某项任务名下而其他行并非逐字复述的，也只提示；逐字写了任务一部分的行，另有自己的话也不报；整张表不算复述正文的，或者有几行（且超过五分之一）都没有对应任务的，为警告；删减后公开的通知降一级；整张表与正文没有任何对应的，以及只差一个数字或名称的（NU001、AL006），不报。

## 依据
惯例：附件是公文正文的说明、补充或者参考资料（《党政机关公文处理工作条例》第九条），不另行部署。
"
    AL002 "row-missing-from-body" Error "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for &(table, row, expected) in &context.unlinked().rows {
        // NU001 or AL006 tells which clause it is, but for a slip.
        if context.lost().iter().any(|lost| std::ptr::eq(lost.row, row)) {
            continue;
        }
        // What it stands under is known, and that its words are not there.
        let under = row.clause.as_deref().and_then(|id| context.clause(id));
        let message = match under {
            Some(_) => lang.pick(
                "表中的这一行列在正文的一项任务名下，但该项没有照这样写".to_owned(),
                "the row stands under a task of the body, which does not say it so".to_owned(),
            ),
            None => lang.pick(
                "表中的这一行，正文没有相应的任务".to_owned(),
                "the body has no task for this row".to_owned(),
            ),
        };
        let mut draft =
            Draft::new(context.row_place(row), message).help(lang.pick(
                "把任务补进正文，或删去这一行",
                "put the task into the body, or strike the row",
            ));
        if let Some(at) = under {
            draft = draft.related(
                context.clause_place(at.clause),
                lang.pick("该项任务", "the task").to_owned(),
            );
        } else if let Some(place) = context.introduced(row) {
            draft =
                draft.related(place, lang.pick("引言提到", "an introduction says so").to_owned());
        }
        for near in items_around(context, table, &row.id) {
            draft = draft.about(near);
        }
        // Its number may be one that the rows around it have: it was written in without counting on.
        let rows = &context.tables[table].table.rows;
        let nth = rows.iter().position(|own| std::ptr::eq(own, row));
        let beside = nth.into_iter().flat_map(|nth| rows_beside(rows, nth));
        let told = (
            lang.pick("这一行的序号与它相同", "this row has the same number"),
            lang.pick(
                "把任务补进正文，或删去这一行；表的序号重新编排",
                "put the task into the body, or strike the row; number the rows again",
            ),
        );
        draft = draft.near(&row.id).beside(
            row.number,
            beside.map(|near| (&*near.id, near.number, &near.spans.number)),
            told,
        );
        sink.report(expected.weigh(draft));
    }
}

/// The items of the clauses that the rows before and after carry out: a number missing between
/// them is that of the missing task.
fn items_around<'a>(context: &Context<'a>, table: usize, id: &str) -> Vec<&'a str> {
    let rows = &context.tables[table].table.rows;
    let Some(at) = rows.iter().position(|row| row.id == id) else { return Vec::new() };
    let item = |row: &'a hongtou_model::Row| {
        Some(context.clause(row.clause.as_deref()?)?.item.id.as_str())
    };
    let before = rows[..at].iter().rev().find_map(item);
    let after = rows[at + 1..].iter().find_map(item);
    before.into_iter().chain(after).collect()
}
