use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Place, Sink};
use crate::words::plain;

rule! {
    /// A row stands under another section than its clause.
    ///
    /// ## What it checks
    /// Ordinal and title of the row's section against the section of the clause that it carries out.
    ///
    /// ## Why it matters
    /// Progress is summed up section by section; the task is counted where it does not belong.
    ///
    /// ## Example
    /// The clause stands in 三、, its row under 四. After: the row under 三.
    ///
    /// ## What to do
    /// Move the row, or put right the section's cell.
    ///
    /// ## Stays silent
    /// For tables without sections or with sections of their own, and where neither ordinal nor
    /// title is another section's of the body.
    ///
    /// ## Authority
    /// practice
    zh "
表中一行所在的部分与正文任务所在的部分不同。

## 检查什么
行的部分序号和标题与对应任务所在部分比较。

## 为什么重要
进度按部分汇总，任务会被算到别的部分里。

## 示例
任务在正文第三部分，行却在表的第四部分。改后：行在第三部分。

## 怎么办
移动这一行，或改正部分一栏。

## 何时不报
表没有部分、另有一套部分，或者序号和标题都不是正文另一部分的，不报。

## 依据
惯例
"
    AL008 "row-in-wrong-section" Error "practice" No check
}

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    let sections = &context.notice.sections;
    let titles: Vec<Option<String>> =
        sections.iter().map(|section| section.title.as_deref().map(plain)).collect();
    for table in &context.tables {
        // Only a table that follows the body's sections can put a row under the wrong one.
        let mut agree = 0usize;
        let mut wrong = Vec::new();
        for row in &table.table.rows {
            let (Some(section), Some(clause)) =
                (&row.section, row.clause.as_deref().and_then(|id| context.clause(id)))
            else {
                continue;
            };
            let own = clause.section;
            let title = section.title.as_deref().map(plain);
            let same_title = title.is_some() && title == titles[clause.section_index];
            let same_ordinal = section.ordinal.is_some() && section.ordinal == own.ordinal;
            if same_title
                || (same_ordinal
                    && !title.as_ref().is_some_and(|t| titles.contains(&Some(t.clone()))))
            {
                agree += 1;
                continue;
            }
            let other = title
                .as_ref()
                .and_then(|title| titles.iter().position(|t| t.as_ref() == Some(title)))
                .or_else(|| {
                    section.ordinal.and_then(|n| sections.iter().position(|s| s.ordinal == Some(n)))
                });
            if let Some(other) = other.filter(|&other| other != clause.section_index) {
                wrong.push((row, section, clause, &sections[other]));
            }
        }
        if wrong.len() * 2 > agree + wrong.len() && wrong.len() > 1 {
            continue;
        }
        for (row, section, clause, other) in wrong {
            let name = |ordinal: Option<u32>, title: &Option<String>| {
                let number = ordinal.map(|n| n.to_string()).unwrap_or_default();
                format!("{number} {}", title.as_deref().unwrap_or_default()).trim().to_owned()
            };
            let own = clause.section;
            let message = lang.pick(
                format!(
                    "行在“{}”部分，对应任务在正文“{}”部分",
                    name(section.ordinal.or(other.ordinal), &section.title),
                    name(own.ordinal, &own.title)
                ),
                format!(
                    "the row stands under section {}, its clause in section {}",
                    name(section.ordinal.or(other.ordinal), &section.title),
                    name(own.ordinal, &own.title)
                ),
            );
            sink.report(
                Draft::new(context.row_place(row), message)
                    .about(&clause.clause.id)
                    .related(
                        context.clause_place(clause.clause),
                        lang.pick("正文的任务在这里", "the clause is here").to_owned(),
                    )
                    .related(
                        Place::new(
                            &format!("{}.title", own.id),
                            &own.spans.title,
                            own.title.as_deref().unwrap_or_default(),
                        ),
                        lang.pick("它所在的部分", "the section it stands in").to_owned(),
                    )
                    .help(lang.pick(
                        "移动这一行，或改正部分一栏",
                        "move the row, or put right its section",
                    )),
            );
        }
    }
}
