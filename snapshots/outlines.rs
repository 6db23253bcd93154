//! What every notice is read as, kept in `outlines/` and reviewed by people.

use std::collections::BTreeSet;

use hongtou::Notice;

use crate::cases::{cases, root};
use crate::outline::outline;

const FOLDER: &str = "outlines";
/// The notice whose whole model is kept as well: small, with a body, a table and two roles.
const WHOLE: &str = "t73-path-deadline-support-clean";

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(FOLDER);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

fn json(notice: &Notice) -> String {
    let value: serde_json::Value = serde_json::from_slice(&notice.to_json()).expect("JSON");
    serde_json::to_string_pretty(&value).expect("JSON again")
}

#[test]
fn every_notice_is_read_as_it_was_when_somebody_looked() {
    settings().bind(|| {
        // All differences in one run, not the first alone.
        let changed: Vec<&str> = cases()
            .iter()
            .filter(|case| {
                let outline = outline(case.notice.model());
                let held = || insta::assert_snapshot!(case.name.as_str(), outline);
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(held)).is_err()
            })
            .map(|case| case.name.as_str())
            .collect();
        assert!(changed.is_empty(), "read otherwise than before: {changed:#?}");
    });
}

#[test]
fn the_model_is_written_as_it_was_when_somebody_looked() {
    let case = cases().iter().find(|case| case.name == WHOLE).expect("a fixture of that name");
    settings().bind(|| {
        insta::assert_snapshot!(format!("{WHOLE}.json"), json(&case.notice));
    });
}

#[test]
fn every_outline_has_its_notice() {
    let mut notices: BTreeSet<&str> = cases().iter().map(|case| case.name.as_str()).collect();
    let whole = format!("{WHOLE}.json");
    notices.insert(&whole);
    let folder = std::fs::read_dir(root().join("snapshots").join(FOLDER)).expect("outlines/");
    for entry in folder {
        let file = entry.expect("it can be listed").file_name();
        let file = file.to_string_lossy();
        let name = file.strip_suffix(".snap");
        let name = name.unwrap_or_else(|| panic!("{file} waits for review"));
        assert!(notices.contains(name), "{file} has no notice any more: delete it");
    }
}
