//! `hongtou schema`.

use clap::ArgMatches;
use hongtou_model::Lang;
use schemars::generate::SchemaSettings;

use crate::batch::deliver;
use crate::config::Config;
use crate::{Exit, pipeline};

/// Prints the schema asked for.
pub(crate) fn run(matches: &ArgMatches, lang: Lang) -> Exit {
    let which = matches.get_one::<String>("WHICH").map_or("notice", String::as_str);
    let schema = match which {
        "findings" => pipeline::findings_schema(),
        "changes" => pipeline::changes_schema(),
        "config" => config(),
        _ => pipeline::notice_schema(),
    };
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    deliver(&text, Exit::Clean, lang)
}

/// The schema of `hongtou.toml`: what may be written in it.
fn config() -> serde_json::Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    let mut schema = generator.into_root_schema_for::<Config>();
    schema.insert("$id".to_owned(), "urn:hongtou:schema:config-1".into());
    schema.to_value()
}
