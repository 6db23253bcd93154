//! One fault, one finding: which rule is silent where another one explains the same fault.

/// What two findings must share to be about one fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Same {
    /// The part of the model itself: `t1.r3.Q2`.
    Part,
    /// Every part that the silent one names: the second row and the first, where the second has the number
    /// of the first and is the first again. It may have more weight: nothing is left of it but the cause.
    Both,
    /// The clause or the row: `t1.r3.Q2` and `t1.r3.units` share `t1.r3`.
    Task,
    /// What makes both, by a name that the two rules agree on: the bracket that a clause lacks.
    Cause,
}

/// The clause or row of an id, without the part of it.
pub(crate) fn task(id: &str) -> &str {
    match id.rfind('.') {
        // `t1.r3.Q2`, `i1.c2.responsibility`: the last part names no clause and no row.
        Some(dot) => {
            let last = id.get(dot + 1..).unwrap_or_default();
            let mut chars = last.chars();
            let numbered = matches!(chars.next(), Some('c' | 'r' | 'i' | 'g'))
                && chars.next().is_some()
                && last.get(1..).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
            if numbered { id } else { id.get(..dot).unwrap_or(id) }
        }
        None => id,
    }
}

/// One line of the order.
#[derive(Clone, Copy, Debug)]
pub struct Silenced {
    /// The rule that is silent.
    pub rule: &'static str,
    /// Where this one speaks.
    pub by: &'static str,
    /// And both are about the same.
    pub same: Same,
}

const fn line(rule: &'static str, by: &'static str, same: Same) -> Silenced {
    Silenced { rule, by, same }
}

/// The whole order. Differences of words that a figure, a date or a name explains are told apart
/// where the words are compared (AL003); this is about whole findings.
///
/// No finding silences one of more weight: a mere info that a table has its tasks in another order does
/// not take away the gap in its numbers, which says that a row was lost. A number that another finding
/// explains at each of its places is taken away by any that is more than an info, but for one that would be
/// wrong without the cause, too. A finding that is silenced itself silences none.
pub const SILENCED: &[Silenced] = &[
    line("AL003", "AL010", Same::Task),
    line("AL004", "AL008", Same::Task),
    line("AL004", "AL009", Same::Part),
    line("AL004", "AL010", Same::Task),
    line("AL006", "AL005", Same::Task),
    line("AL007", "TY002", Same::Task),
    line("AL009", "AL002", Same::Task),
    line("NU002", "NU001", Same::Task),
    line("NU002", "AL002", Same::Task),
    line("NU004", "NU001", Same::Task),
    line("NU005", "UN001", Same::Task),
    line("QT002", "QT001", Same::Task),
    line("QT004", "QT006", Same::Task),
    line("QT006", "QT007", Same::Part),
    line("DT002", "DT001", Same::Task),
    line("DT001", "DT005", Same::Part),
    line("DT002", "DT004", Same::Part),
    line("DT002", "DT004", Same::Cause),
    line("QT005", "DT002", Same::Task),
    line("RF001", "DT004", Same::Part),
    line("RF004", "AL003", Same::Part),
    line("RF006", "DT004", Same::Part),
    line("UN005", "UN001", Same::Task),
    line("UN005", "UN002", Same::Task),
    line("ST002", "AL002", Same::Task),
    line("ST003", "AL001", Same::Task),
    line("TY003", "TY004", Same::Part),
    line("UN006", "UN001", Same::Task),
    line("UN006", "UN002", Same::Task),
    line("UN006", "RF005", Same::Part),
    line("AL007", "TY006", Same::Task),
    line("ST002", "AL010", Same::Both),
    line("ST003", "AL009", Same::Both),
    line("ST001", "AL010", Same::Both),
    line("ST004", "AL009", Same::Both),
    line("ST004", "AL010", Same::Both),
    line("ST003", "AL004", Same::Both),
    line("ST002", "AL004", Same::Both),
    line("ST001", "AL004", Same::Both),
    line("TY007", "AL003", Same::Task),
    line("NU002", "AL003", Same::Part),
    line("AL003", "RF005", Same::Cause),
    line("DT001", "DT004", Same::Cause),
    line("DT003", "DT004", Same::Part),
    line("QT005", "DT004", Same::Part),
    line("QT001", "NU001", Same::Part),
    line("QT002", "NU004", Same::Part),
    line("QT003", "QT001", Same::Part),
    line("QT004", "QT001", Same::Part),
    line("QT004", "AL009", Same::Task),
    line("UN002", "UN001", Same::Part),
    line("ST002", "AL008", Same::Both),
    line("ST003", "AL008", Same::Both),
    line("AL004", "UN001", Same::Both),
    line("AL006", "UN001", Same::Both),
    line("AL008", "UN001", Same::Both),
    line("DT001", "UN001", Same::Both),
    line("NU002", "UN001", Same::Both),
    line("AL004", "AL006", Same::Both),
    line("ST004", "AL001", Same::Both),
    line("ST004", "AL002", Same::Both),
    line("ST004", "AL008", Same::Both),
    line("UN004", "UN001", Same::Cause),
    line("AL008", "AL006", Same::Both),
    line("AL008", "AL001", Same::Cause),
    line("DT001", "AL006", Same::Both),
    line("DT001", "AL008", Same::Both),
    line("AL004", "DT001", Same::Both),
    line("AL003", "NU001", Same::Cause),
    line("AL004", "AL008", Same::Both),
    line("NU002", "NU003", Same::Part),
    line("DT002", "DT005", Same::Part),
    line("QT005", "DT005", Same::Part),
    line("AL011", "ST002", Same::Task),
    line("UN005", "UN006", Same::Task),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_names_rules_and_has_no_circle() {
        for order in SILENCED {
            for code in [order.rule, order.by] {
                assert!(crate::rule(code).is_some(), "{code} is no rule");
            }
            let mut at = vec![order.by];
            for _ in 0..SILENCED.len() {
                at = SILENCED.iter().filter(|o| at.contains(&o.rule)).map(|o| o.by).collect();
                assert!(!at.contains(&order.rule), "{} is silenced by itself", order.rule);
            }
        }
    }

    #[test]
    fn parts_of_one_row_are_one_task() {
        assert_eq!(task("t1.r3.Q2"), task("t1.r3.units"));
        assert_eq!(task("i1.c2.responsibility"), "i1.c2");
        assert_eq!(task("t1.r3"), "t1.r3");
    }
}
