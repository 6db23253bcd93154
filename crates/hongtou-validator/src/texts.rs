//! The printed texts of a notice, for rules that look into all of them.

use hongtou_model::{Notice, Prose, ProseRole, Span};

use crate::context::target_part;
use crate::signs::{Look, Signs};
use crate::sink::Place;

/// A printed text of the notice.
pub(crate) struct TextAt<'a> {
    pub(crate) text: &'a str,
    pub(crate) span: &'a Span,
    pub(crate) kind: TextKind,
    /// What a look at the text told.
    pub(crate) signs: Signs,
    base: &'a str,
    part: &'a str,
    number: usize,
}

/// What a printed text is, for rules that scan texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextKind {
    /// A title, a heading.
    Title,
    /// Words of a clause, a cell, a paragraph.
    Words,
    /// What stands in a responsibility.
    Responsibility,
    /// What nothing else holds.
    Residual,
}

impl TextAt<'_> {
    /// The id of the text in the model.
    pub(crate) fn id(&self) -> String {
        match (self.part, self.number) {
            ("", 0) => self.base.to_owned(),
            ("", n) => format!("{}{n}", self.base),
            (part, 0) => format!("{}.{part}", self.base),
            (part, n) => format!("{}.{part}{n}", self.base),
        }
    }

    pub(crate) fn place(&self) -> Place {
        Place::new(&self.id(), self.span, self.text)
    }

    /// A stretch of the text; all of it where it was not printed. The rest is not copied: a long
    /// text may have a finding in each of its words.
    pub(crate) fn narrowed(&self, span: Span, words: &str) -> Place {
        if span.is_empty() {
            return self.place();
        }
        Place { id: Some(self.id()), span, text: words.to_owned() }
    }
}

/// Every printed text once, each looked at; a merged cell at its first row.
pub(crate) fn texts<'a>(notice: &'a Notice) -> Vec<TextAt<'a>> {
    use TextKind::{Residual, Responsibility, Title, Words};
    let (mut texts, mut look) = (Vec::new(), Look::new());
    let mut text = |base, part, number, text: &'a str, span, kind| {
        if !text.is_empty() {
            texts.push(TextAt { text, span, kind, signs: look.at(text), base, part, number });
        }
    };
    if let Some(title) = &notice.header.title {
        text("header", "title", 0, title, &notice.header.spans.title, Title);
    }
    for (at, attachment) in notice.header.attachments.iter().enumerate() {
        text("header", "attachments.", at + 1, &attachment.title, &attachment.span, Title);
    }
    let plans = if notice.plans.is_empty() { notice.plan.as_slice() } else { &notice.plans };
    for plan in plans {
        if let Some(title) = &plan.title {
            text("plan", "title", 0, title, &plan.spans.title, Title);
        }
        if let Some(preamble) = &plan.preamble {
            text("plan", "preamble", 0, preamble, &plan.spans.preamble, Words);
        }
    }
    // What a site prints above the title is not the notice's.
    let title = notice.header.spans.title.start();
    let of_site = |prose: &Prose| {
        prose.role == ProseRole::Note && title.is_some() && prose.span.start() < title
    };
    for prose in notice.prose.iter().filter(|prose| !of_site(prose)) {
        text(&prose.id, "", 0, &prose.text, &prose.span, Words);
    }
    // What a title says of several clauses is printed once.
    let mut last_duty = None;
    for section in &notice.sections {
        if let Some(title) = &section.title {
            text(&section.id, "title", 0, title, &section.spans.title, Title);
        }
        for item in &section.items {
            if let Some(heading) = &item.heading {
                text(&item.id, "heading", 0, heading, &item.spans.heading, Title);
            }
            for clause in &item.clauses {
                text(&clause.id, "", 0, &clause.text, &clause.span, Words);
                if let Some(r) = &clause.responsibility
                    && last_duty.replace(&r.span) != Some(&r.span)
                {
                    text(&clause.id, "responsibility", 0, &r.text, &r.span, Responsibility);
                }
            }
        }
    }
    for table in &notice.tables {
        if let Some(title) = &table.title {
            text(&table.id, "title", 0, title, &table.spans.title, Title);
        }
        let mut last_action = None;
        for row in &table.rows {
            if let Some(action) = &row.action
                && last_action != row.spans.action.start()
            {
                last_action = row.spans.action.start();
                text(&row.id, "action", 0, action, &row.spans.action, Title);
            }
            if let Some(content) = &row.content {
                text(&row.id, "content", 0, content, &row.spans.content, Words);
            }
            for (at, target) in row.targets.iter().enumerate() {
                let (part, number) = target_part(target, at);
                text(&row.id, part, number, &target.text, &target.span, Words);
            }
            for cell in &row.other {
                let number = cell.column as usize + 1;
                text(&row.id, "cell", number, &cell.text, &cell.span, Words);
            }
        }
    }
    for residual in &notice.residual {
        text("residual", "", 0, &residual.text, &residual.span, Residual);
    }
    texts
}
