//! What must hold of everything that was read.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use hongtou_model::{Lang, Notice, SpanRole};
use hongtou_source::{Document, LineIndex, Source, chars};

/// What is wrong, in a few words that name the invariant first.
pub type Broken = String;

/// Something that an input showed: two inputs that show the same things need not both be kept.
pub type Seen = BTreeSet<u64>;

/// Notes that something was shown.
pub fn note(seen: &mut Seen, what: impl std::fmt::Debug) {
    let words = format!("{what:?}");
    let hash = words.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    seen.insert(hash);
}

/// Reads bytes and holds all that came of them against the invariants.
pub fn read(name: &str, bytes: &[u8], seen: &mut Seen) -> Result<Option<Notice>, Broken> {
    let limits = hongtou_reader::Options::default();
    let document = match hongtou_reader::read(name, bytes, &limits) {
        Ok(document) => document,
        Err(error) => {
            for lang in [Lang::Zh, Lang::En] {
                let message = error.message(lang);
                if message.is_empty() || message.contains('\n') {
                    return Err(format!("message: not one line: {message:?}"));
                }
            }
            note(seen, std::mem::discriminant(&error));
            return Ok(None);
        }
    };
    if let Some(wrong) = document.audit().first() {
        return Err(format!("blocks: {wrong}"));
    }
    let notice = parsed(&document, seen)?;
    Ok(Some(notice))
}

/// Parses a document and holds the model against the invariants.
fn parsed(document: &Document, seen: &mut Seen) -> Result<Notice, Broken> {
    let options = hongtou_parser::Options::default();
    let mut notice = hongtou_parser::parse(document, &options);
    spans(&mut notice, &document.sources)?;
    covered(&mut notice, &document.sources)?;
    structure(&notice)?;
    let json = hongtou_emitter::json::to_vec(&notice);
    if hongtou_emitter::json::to_vec(&hongtou_parser::parse(document, &options)) != json {
        return Err("same input, same output: two readings differ".to_owned());
    }
    again(&json)?;
    let before = seen.len();
    features(&notice, seen);
    checked(&notice, &document.sources, seen)?;
    // A schema is slow to hold against: where something new shows, and now and then.
    if seen.len() > before || json.len().is_multiple_of(16) {
        valid(&json)?;
    }
    tables(&notice, &document.sources)?;
    Ok(notice)
}

/// The bytes of a span's fragments, joined, are the printed value beside it.
fn spans(notice: &mut Notice, sources: &[Source]) -> Result<(), Broken> {
    let mut wrong = None;
    notice.visit_spans(&mut |role, span| {
        if wrong.is_some() {
            return;
        }
        for fragment in span.fragments() {
            let text = sources.get(usize::from(fragment.source())).map_or("", |s| s.text.as_str());
            if text.get(fragment.start as usize..fragment.end as usize).is_none() {
                wrong = Some(format!("spans: {role:?} stands at {fragment:?}, which is nowhere"));
                return;
            }
        }
        let (SpanRole::Printed(text) | SpanRole::Prose(text) | SpanRole::Residual(text)) = role
        else {
            return;
        };
        let words = span.words(sources);
        if !span.is_empty() && words != text {
            wrong = Some(format!("spans: the value is {text:?}, printed is {words:?}"));
        }
    });
    wrong.map_or(Ok(()), Err)
}

const VALUE: u8 = 1;
const PROSE: u8 = 2;
const FURNITURE: u8 = 4;
const RESIDUAL: u8 = 8;
const TWICE: u8 = 16;

/// Every non-space character is in exactly one of: a value, prose, furniture, residual text.
///
/// A convention is a value that may stand within prose, as a quantity stands within a clause.
fn covered(notice: &mut Notice, sources: &[Source]) -> Result<(), Broken> {
    let mut held: Vec<Vec<u8>> = sources.iter().map(|source| vec![0; source.text.len()]).collect();
    notice.visit_spans(&mut |role, span| {
        let class = match role {
            SpanRole::Printed(_) | SpanRole::Normalised => VALUE,
            SpanRole::Prose(_) => PROSE,
            SpanRole::Furniture => FURNITURE,
            SpanRole::Residual(_) => RESIDUAL,
            SpanRole::Container | SpanRole::Repair => return,
        };
        for fragment in span.fragments() {
            let held = &mut held[usize::from(fragment.source())];
            for byte in &mut held[fragment.start as usize..fragment.end as usize] {
                // A value may stand within another; nothing else may be told twice.
                if class != VALUE && *byte & class != 0 {
                    *byte |= TWICE;
                }
                *byte |= class;
            }
        }
    });
    for convention in &notice.conventions {
        for fragment in convention.span.fragments() {
            let held = &mut held[usize::from(fragment.source())];
            for byte in &mut held[fragment.start as usize..fragment.end as usize] {
                if *byte == PROSE | VALUE {
                    *byte = PROSE;
                }
            }
        }
    }
    for (source, held) in sources.iter().zip(&held) {
        for (at, c) in source.text.char_indices().filter(|&(_, c)| !chars::is_space(c)) {
            let bytes = &held[at..at + c.len_utf8()];
            let around = || {
                let from = source.text[..at].char_indices().rev().nth(8).map_or(0, |(at, _)| at);
                let to = source.text[at..]
                    .char_indices()
                    .nth(9)
                    .map_or(source.text.len(), |(n, _)| at + n);
                &source.text[from..to]
            };
            if bytes.iter().any(|&byte| byte != bytes[0]) {
                return Err(format!("cover: {c:?} at {at} is cut in two: {:?}", around()));
            }
            if bytes[0].count_ones() != 1 {
                let how = match bytes[0] {
                    0 => "nowhere".to_owned(),
                    classes => format!("in several places ({classes:#b})"),
                };
                return Err(format!("cover: {c:?} at {at} is {how}: {:?}", around()));
            }
        }
    }
    Ok(())
}

/// Identifiers are unique, links lead somewhere, clauses share no text.
fn structure(notice: &Notice) -> Result<(), Broken> {
    let mut ids = BTreeSet::new();
    let mut clauses = BTreeSet::new();
    let mut told: Vec<(u16, u32, u32)> = Vec::new();
    let mut once = |id: &str| match ids.insert(id.to_owned()) {
        true => Ok(()),
        false => Err(format!("ids: {id} twice")),
    };
    for prose in &notice.prose {
        once(&prose.id)?;
    }
    for section in &notice.sections {
        once(&section.id)?;
        for item in &section.items {
            once(&item.id)?;
            if item.clauses.is_empty() {
                return Err(format!("structure: {} has no clause", item.id));
            }
            for clause in &item.clauses {
                once(&clause.id)?;
                clauses.insert(clause.id.as_str());
                told.extend(clause.span.fragments().iter().map(|f| (f.source(), f.start, f.end)));
                for quantity in &clause.quantities {
                    decimal(&quantity.value)?;
                    quantity.value_max.as_deref().map_or(Ok(()), decimal)?;
                }
            }
        }
    }
    for table in &notice.tables {
        once(&table.id)?;
        for row in &table.rows {
            once(&row.id)?;
            for clause in row.clause.iter().chain(&row.also) {
                if !clauses.contains(clause.as_str()) {
                    return Err(format!("links: {} goes to {clause}, which is not there", row.id));
                }
            }
        }
    }
    told.sort_unstable();
    if let Some(pair) = told.windows(2).find(|w| w[0].0 == w[1].0 && w[0].2 > w[1].1) {
        return Err(format!("structure: two clauses share text at {:?}", pair[1]));
    }
    Ok(())
}

/// A figure is an exact decimal.
fn decimal(value: &str) -> Result<(), Broken> {
    let digits = value.strip_prefix('-').unwrap_or(value);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if all(whole) && all(part) { Ok(()) } else { Err(format!("figures: {value:?} is no decimal")) }
}

/// Reading our own JSON back gives the same bytes.
pub fn again(json: &[u8]) -> Result<(), Broken> {
    let back = hongtou_emitter::json::from_slice(json)
        .map_err(|error| format!("read back: {error}: {:?}", std::error::Error::source(&error)))?;
    if hongtou_emitter::json::to_vec(&back) == json {
        Ok(())
    } else {
        Err("read back: other bytes".to_owned())
    }
}

static SCHEMAS: LazyLock<[jsonschema::Validator; 2]> = LazyLock::new(|| {
    let of = |text: &str| {
        let schema = serde_json::from_str(text).expect("the committed schema is JSON");
        jsonschema::validator_for(&schema).expect("the committed schema is a schema")
    };
    [
        of(include_str!("../../hongtou-model/schema/notice-1.json")),
        of(include_str!("../../hongtou-model/schema/findings-1.json")),
    ]
});

/// The JSON is valid by the committed schema.
pub fn valid(json: &[u8]) -> Result<(), Broken> {
    let value = serde_json::from_slice(json).map_err(|error| format!("schema: {error}"))?;
    SCHEMAS[0]
        .validate(&value)
        .map_err(|error| format!("schema: {error} at {}", error.instance_path))
}

/// The rules run, twice the same, and point into the text.
pub fn checked(notice: &Notice, sources: &[Source], seen: &mut Seen) -> Result<(), Broken> {
    let options = hongtou_validator::Options { document: "n".to_owned(), ..Default::default() };
    let report = hongtou_validator::check(notice, sources, &options);
    if hongtou_validator::check(notice, sources, &options) != report {
        return Err("same input, same output: two checks differ".to_owned());
    }
    for finding in &report.findings {
        note(seen, (finding.code.as_str(), finding.severity));
        if let Some(fix) = &finding.fix {
            for edit in &fix.edits {
                let Some(source) = sources.first() else { continue };
                if source.text.get(edit.start as usize..edit.end as usize).is_none() {
                    return Err(format!("fixes: {} edits nowhere", finding.code));
                }
            }
        }
    }
    Ok(())
}

/// Tables, ledger, package and workbook are made of it without an error.
pub fn tables(notice: &Notice, sources: &[Source]) -> Result<(), Broken> {
    use hongtou_emitter::csv::CsvOptions;
    let lines: Vec<LineIndex> = sources.iter().map(|s| LineIndex::new(&s.text)).collect();
    let tables = hongtou_emitter::tables::Tables::new("n", notice, &lines);
    for options in [CsvOptions::PLAIN, CsvOptions::EXCEL] {
        let mut wrong = None;
        hongtou_emitter::batch::tables_of_one(&tables, options, |table, pour| {
            let mut bytes = Vec::new();
            pour(&mut bytes)?;
            if wrong.is_none() {
                wrong = csv(&bytes).err().map(|why| format!("csv: {} {why}", table.name()));
            }
            Ok(())
        })
        .map_err(|error| format!("csv: {error}"))?;
        wrong.map_or(Ok(()), Err)?;
    }
    Ok(())
}

/// Workbooks take long: only where a target asks for them.
pub fn workbook(notice: &Notice, sources: &[Source]) -> Result<(), Broken> {
    let lines: Vec<LineIndex> = sources.iter().map(|s| LineIndex::new(&s.text)).collect();
    let tables = [hongtou_emitter::tables::Tables::new("n", notice, &lines)];
    let mut out = Vec::new();
    hongtou_emitter::xlsx::write(&tables, None, &mut out).map_err(|error| format!("xlsx: {error}"))
}

/// Every record has the width of the first.
fn csv(bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let (mut quoted, mut fields, mut width) = (false, 1, None);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields += 1,
            '\n' if !quoted => {
                if *width.get_or_insert(fields) != fields {
                    return Err(format!("has a record of {fields} fields"));
                }
                fields = 1;
            }
            _ => {}
        }
    }
    if quoted { Err("ends in quotes".to_owned()) } else { Ok(()) }
}

fn features(notice: &Notice, seen: &mut Seen) {
    let size = |n: usize| usize::BITS - n.leading_zeros();
    for repair in &notice.repairs {
        note(seen, (repair.kind, repair.confidence));
    }
    notice.furniture.iter().for_each(|furniture| note(seen, furniture.kind));
    notice.conventions.iter().for_each(|convention| note(seen, convention.kind));
    note(seen, ("residual", size(notice.residual.len())));
    note(seen, ("sections", size(notice.sections.len())));
    note(seen, ("prose", size(notice.prose.len())));
    for item in notice.sections.iter().flat_map(|section| &section.items) {
        note(
            seen,
            ("item", item.group.is_some(), item.heading.is_some(), size(item.clauses.len())),
        );
        for clause in &item.clauses {
            let open =
                clause.responsibility.as_ref().map(|r| (r.open, r.of_group, r.scope.is_some()));
            note(seen, ("clause", open, size(clause.units.len())));
            clause.units.iter().for_each(|unit| {
                note(seen, ("unit", unit.role, unit.kind, unit.written.is_some()))
            });
            clause
                .quantities
                .iter()
                .for_each(|q| note(seen, (q.comparator, q.value_max.is_some(), &q.measure)));
            clause.deadlines.iter().for_each(|d| note(seen, d.kind));
        }
    }
    for table in &notice.tables {
        note(seen, (table.kind, table.restates_body, size(table.rows.len())));
        let kinds: Vec<_> = table.columns.iter().map(|column| column.kind).collect();
        kinds.windows(2).for_each(|pair| note(seen, ("columns", pair)));
        for row in &table.rows {
            note(
                seen,
                (
                    "row",
                    row.clause.is_some(),
                    size(row.also.len()),
                    row.number.is_some(),
                    row.action.is_some(),
                    row.deadline.is_some(),
                    size(row.other.len()),
                ),
            );
        }
    }
}
