//! What every notice is read as, kept in `outlines/` and reviewed by people.

use std::collections::BTreeSet;

use crate::cases::{cases, root};
use crate::outline::outline;

const FOLDER: &str = "outlines";

#[test]
fn every_notice_is_read_as_it_was_when_somebody_looked() {
    if !root().join("snapshots").join(FOLDER).is_dir() {
        return;
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(FOLDER);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
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
fn every_outline_has_its_notice() {
    let notices: BTreeSet<&str> = cases().iter().map(|case| case.name.as_str()).collect();
    let Ok(folder) = std::fs::read_dir(root().join("snapshots").join(FOLDER)) else { return };
    for entry in folder {
        let file = entry.expect("it can be listed").file_name();
        let file = file.to_string_lossy();
        let name = file.strip_suffix(".snap");
        let name = name.unwrap_or_else(|| panic!("{file} waits for review"));
        assert!(notices.contains(name), "{file} has no notice any more: delete it");
    }
}
