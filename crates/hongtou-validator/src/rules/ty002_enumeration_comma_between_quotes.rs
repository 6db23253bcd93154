use hongtou_model::Edit;

use crate::context::Context;
use crate::rule::rule;
use crate::sink::{Draft, Sink};
use crate::texts::TextKind;
use crate::words::{first_source, sub_span};

rule! {
    /// An enumeration comma between quotes or title marks.
    ///
    /// ## What it checks
    /// `”、“` and `》、《`. One finding for each clause, cell or paragraph.
    ///
    /// ## Why it matters
    /// The marks already part the members; body and table of one notice often differ in it.
    ///
    /// ## Example
    /// `“三无食品”、“劣质食品”`. After: `“三无食品”“劣质食品”`.
    ///
    /// ## What to do
    /// Strike the comma; the fix does it.
    ///
    /// ## Stays silent
    /// Where something stands between mark and comma (《甲》（2021）、《乙》).
    ///
    /// ## Authority
    /// GB/T 15834-2011, 4.5.3.5: 标有引号的并列成分之间、标有书名号的并列成分之间通常不用顿号。
    zh "
引号或书名号之间用了顿号。

## 检查什么
`”、“` 和 `》、《`。每个任务、单元格或段落报一次。

## 为什么重要
引号、书名号已经把并列成分分开；同一通知的正文与表常在这里不一致。

## 示例
`“三无食品”、“劣质食品”`。改后：`“三无食品”“劣质食品”`。

## 怎么办
删去顿号；可自动修正。

## 何时不报
两者之间还有别的成分的（《甲》（2021）、《乙》），不报。

## 依据
GB/T 15834-2011 第4.5.3.5条：标有引号的并列成分之间、标有书名号的并列成分之间通常不用顿号。
"
    TY002 "enumeration-comma-between-quotes" Info "GB/T 15834-2011, 4.5.3.5" Safe check
}

const PAIRS: [&str; 2] = ["”、“", "》、《"];

fn check(context: &Context<'_>, sink: &mut Sink<'_>) {
    let lang = sink.lang();
    for text in context.texts.iter().filter(|text| text.signs.comma_before_quote) {
        if text.kind == TextKind::Residual {
            continue;
        }
        let mut at: Vec<usize> = Vec::new();
        for pair in PAIRS {
            at.extend(text.text.match_indices(pair).map(|(at, _)| at));
        }
        at.sort_unstable();
        let Some(&first) = at.first() else { continue };
        let width = '、'.len_utf8();
        let edits: Vec<Edit> = at
            .iter()
            .filter_map(|&at| {
                let span = sub_span(text.span, at + width..at + 2 * width);
                let [one] = first_source(&span)? else { return None };
                Some(Edit { start: one.start, end: one.end, text: String::new() })
            })
            .collect();
        let from: usize = text.text[..first].chars().rev().take(4).map(char::len_utf8).sum();
        let to: usize = text.text[first..].chars().take(7).map(char::len_utf8).sum();
        let words = &text.text[first - from..first + to];
        let message = lang.pick(
            format!("并列的引号或书名号之间不用顿号，共{}处", at.len()),
            format!("no enumeration comma between quotes or title marks; {} in all", at.len()),
        );
        let span = sub_span(text.span, first - from..first + to);
        let base = text.place();
        // The linked clause or row is the same fault seen from the other side.
        let other = base.id.as_deref().and_then(|id| linked(context, id));
        let mut draft = Draft::new(base.narrowed(span, words), message)
            .quote(words)
            .help(lang.pick("删去顿号", "strike the comma"))
            .fix(true, edits);
        if let Some(other) = other {
            draft = draft.about(&other);
        }
        sink.report(draft);
    }
}

/// The row that carries out a clause, where the id is a clause's.
fn linked(context: &Context<'_>, id: &str) -> Option<String> {
    let clause = context.clause_index(id)?;
    let (_, found) = context.matches().find(|(_, found)| found.clauses.contains(&clause))?;
    found.rows.first().map(|row| row.id.to_string())
}
