//! Office Open XML text (`.docx`).
//!
//! A thin reader of our own: what matters here is automatic numbering put back into the text,
//! merged cells, tracked changes taken as accepted, and where each paragraph stood. Comments and
//! deleted text give nothing; headers and footers are set aside.

mod body;
mod numbering;

use std::collections::BTreeMap;

use hongtou_source::{Align, Document, Format, Ignored, Place};

use self::body::Body;
use self::numbering::{Level, Numbering, Used};
use crate::package::Package;
use crate::write::{Style, Writer};
use crate::xml::{self, Xml};
use crate::{Options, ReadError};

/// What a paragraph style says, itself or by the style it is based on.
#[derive(Clone, Debug, Default)]
struct Look {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<u32>,
    outline: Option<u8>,
    align: Option<Align>,
    bold: Option<bool>,
}

/// What the parts beside the text say.
#[derive(Debug, Default)]
struct Context {
    looks: BTreeMap<String, Look>,
    default_style: Option<String>,
    numbering: Numbering,
}

/// Reads a document.
pub(crate) fn read(name: &str, bytes: &[u8], options: &Options) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes, Format::Docx, options)?;
    let main = "word/document.xml";
    let Some(body) = package.part(main)? else {
        return Err(ReadError::MissingPart { format: Format::Docx, part: main.to_owned() });
    };
    let mut context = Context::default();
    if let Some(part) = package.part("word/styles.xml")? {
        styles(&part, options, &mut context)?;
    }
    if let Some(part) = package.part("word/numbering.xml")? {
        lists(&part, options, &mut context.numbering)?;
    }
    let mut writer = Writer::new(options);
    let names = package.names();
    let numbered = |kind: &str| -> Vec<(String, String)> {
        let parts = names.iter().filter_map(|part| {
            let file = part.strip_prefix("word/")?.strip_suffix(".xml")?;
            let number = file.strip_prefix(kind)?;
            number
                .bytes()
                .all(|b| b.is_ascii_digit())
                .then(|| (part.clone(), format!("{kind} {number}").trim().to_owned()))
        });
        parts.collect()
    };
    for (part, place) in numbered("header") {
        aside(&mut package, &part, &place, options, &mut context, &mut writer)?;
    }
    let mut walk = Body::new(&mut context, None);
    xml::walk(&body, Format::Docx, main, options, |event| walk.event(event, &mut writer))?;
    for kind in ["footnotes", "endnotes"] {
        let part = format!("word/{kind}.xml");
        if let Some(notes) = package.part(&part)? {
            let place = Place::Part(kind.to_owned());
            let mut walk = Body::new(&mut context, Some(place));
            xml::walk(&notes, Format::Docx, &part, options, |event| {
                walk.event(event, &mut writer)
            })?;
        }
    }
    for (part, place) in numbered("footer") {
        aside(&mut package, &part, &place, options, &mut context, &mut writer)?;
    }
    writer.finish(Format::Docx, name, bytes)
}

/// Sets aside the words of a header or footer.
fn aside(
    package: &mut Package<'_>,
    part: &str,
    place: &str,
    options: &Options,
    context: &mut Context,
    writer: &mut Writer,
) -> Result<(), ReadError> {
    let Some(bytes) = package.part(part)? else { return Ok(()) };
    let place = Place::Part(place.to_owned());
    let mut walk = Body::new(context, Some(place.clone())).collect();
    let mut unused = Writer::new(options);
    xml::walk(&bytes, Format::Docx, part, options, |event| walk.event(event, &mut unused))?;
    for line in walk.collected() {
        writer.ignored(&line, Ignored::RunningHead, place.clone());
    }
    Ok(())
}

fn styles(part: &[u8], options: &Options, context: &mut Context) -> Result<(), ReadError> {
    let mut open: Option<(String, Look)> = None;
    xml::walk(part, Format::Docx, "word/styles.xml", options, |event| {
        match event {
            Xml::Start(element, "style") => {
                let id = xml::attribute(element, "styleId").unwrap_or_default();
                let is_paragraph = xml::attribute(element, "type").as_deref() == Some("paragraph");
                if is_paragraph && xml::attribute(element, "default").as_deref() == Some("1") {
                    context.default_style = Some(id.clone());
                }
                open = Some((id, Look::default()));
            }
            Xml::End("style") => {
                if let Some((id, look)) = open.take() {
                    context.looks.insert(id, look);
                }
            }
            Xml::Start(element, tag) => {
                if let Some((_, look)) = &mut open {
                    match tag {
                        "basedOn" => look.based_on = xml::attribute(element, "val"),
                        "b" => look.bold = Some(xml::is_on(element)),
                        _ => paragraph_property(tag, element, look),
                    }
                }
            }
            Xml::End(_) | Xml::Text(_) => {}
        }
        Ok(())
    })
}

/// Takes in one property of a paragraph or a paragraph style.
fn paragraph_property(tag: &str, element: &quick_xml::events::BytesStart<'_>, look: &mut Look) {
    match tag {
        "numId" => look.list = xml::number(element, "val"),
        "ilvl" => look.level = xml::number(element, "val"),
        "outlineLvl" => {
            look.outline = xml::number(element, "val").and_then(|n| u8::try_from(n).ok())
        }
        "jc" => {
            look.align = Some(match xml::attribute(element, "val").as_deref() {
                Some("center") => Align::Center,
                Some("right" | "end") => Align::End,
                _ => Align::Start,
            });
        }
        _ => {}
    }
}

fn lists(part: &[u8], options: &Options, numbering: &mut Numbering) -> Result<(), ReadError> {
    let mut list: Option<(u32, Vec<Level>)> = None;
    let mut used: Option<(u32, Used)> = None;
    let mut level = 0_usize;
    xml::walk(part, Format::Docx, "word/numbering.xml", options, |event| {
        match event {
            Xml::Start(element, "abstractNum") => {
                let id = xml::number(element, "abstractNumId").unwrap_or(0);
                list = Some((id, vec![Level::default(); 9]));
            }
            Xml::End("abstractNum") => numbering.lists.extend(list.take()),
            Xml::Start(element, "num") => {
                used = Some((xml::number(element, "numId").unwrap_or(0), Used::default()));
            }
            Xml::End("num") => numbering.used.extend(used.take()),
            Xml::Start(element, "lvl" | "lvlOverride") => {
                level = xml::number(element, "ilvl").map_or(0, |n| n.min(8) as usize);
            }
            Xml::Start(element, tag) => match (&mut used, &mut list, tag) {
                (Some((_, used)), _, "abstractNumId") => {
                    used.list = xml::number(element, "val").unwrap_or(0);
                }
                (Some((_, used)), _, "startOverride") => {
                    used.starts[level] = xml::number(element, "val").or(used.starts[level]);
                }
                (None, Some((_, levels)), _) => level_property(tag, element, &mut levels[level]),
                _ => {}
            },
            Xml::End(_) | Xml::Text(_) => {}
        }
        Ok(())
    })
}

fn level_property(tag: &str, element: &quick_xml::events::BytesStart<'_>, level: &mut Level) {
    match tag {
        "start" => level.start = xml::number(element, "val").unwrap_or(1),
        "numFmt" => level.format = xml::attribute(element, "val").unwrap_or_default(),
        "lvlText" => level.text = xml::attribute(element, "val").unwrap_or_default(),
        "suff" => level.tight = xml::attribute(element, "val").as_deref() == Some("nothing"),
        "lvlRestart" => level.restart = xml::number(element, "val"),
        "isLgl" => level.legal = xml::is_on(element),
        _ => {}
    }
}

impl Context {
    /// What holds for a paragraph: its own properties, then its style's and those it is based on.
    fn resolve(&self, own: &Look, style: Option<&str>) -> Look {
        let mut look = own.clone();
        let mut next = style.or(self.default_style.as_deref());
        // Styles may be based on each other in a circle.
        for _ in 0..20 {
            let Some(from) = next.and_then(|id| self.looks.get(id)) else { break };
            look.list = look.list.or(from.list);
            look.level = look.level.or(from.level);
            look.outline = look.outline.or(from.outline);
            look.align = look.align.or(from.align);
            look.bold = look.bold.or(from.bold);
            next = from.based_on.as_deref();
        }
        look
    }
}

impl Look {
    fn style(&self) -> Style {
        Style {
            gap: true,
            level: self.outline.filter(|&level| level < 6).map_or(0, |level| level + 1),
            align: self.align.unwrap_or_default(),
            note: false,
        }
    }
}
