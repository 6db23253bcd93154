//! How the numbered and the unnumbered lines of small notices become sections and items.

#![allow(clippy::expect_used, missing_docs)]

use hongtou_model::Role;

/// The sections, and below each its items: number, heading, clauses and who answers for them.
fn outline(text: &str) -> Vec<String> {
    let document =
        hongtou_reader::read("n.txt", text.as_bytes(), &hongtou_reader::Options::default())
            .expect("text");
    let notice = hongtou_parser::parse(&document, &hongtou_parser::Options::default());
    let mut out = Vec::new();
    for section in &notice.sections {
        let ordinal = section.ordinal.map_or(String::new(), |number| number.to_string());
        out.push(format!("{ordinal}# {}", section.title.as_deref().unwrap_or_default()));
        for item in &section.items {
            let number = item.number.map_or(String::new(), |number| number.to_string());
            let mut line = format!("{number}. {}", item.heading.as_deref().unwrap_or_default());
            for clause in &item.clauses {
                let of_role = |role| {
                    let units = clause.units.iter().filter(move |unit| unit.role == role);
                    units.map(|unit| unit.name.as_str()).collect::<Vec<_>>().join("、")
                };
                let mark = [(Role::Lead, '*'), (Role::Responsible, '='), (Role::Support, '+')];
                let units = mark.map(|(role, mark)| (mark, of_role(role)));
                let units: String = units
                    .iter()
                    .filter(|(_, names)| !names.is_empty())
                    .map(|(mark, names)| format!(" {mark}{names}"))
                    .collect();
                line += &format!("|{}{units}", clause.text);
            }
            out.push(line);
        }
    }
    out
}

#[test]
fn decimals_are_ordinals_and_the_numbers_above_them_sections() {
    assert_eq!(
        outline(
            "云溪市护林工作预案\n\n1总则\n\n1.1编制目的\n\n为保护林木，制定本预案。\n\n1.2适用范围\n\n本预案适用于全市林区。\n\n2职责\n\n2.1建设瞭望塔3座。（市林业局负责）\n\n2.2县区开辟隔离带。（市水利局负责）"
        ),
        [
            "1# 总则",
            "1. 编制目的|为保护林木，制定本预案。",
            "2. 适用范围|本预案适用于全市林区。",
            "2# 职责",
            "1. |建设瞭望塔3座。 =市林业局",
            "2. |县区开辟隔离带。 =市水利局",
        ]
    );
}
