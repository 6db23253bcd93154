//! What once broke an invariant breaks none any more.

use std::fs;
use std::path::Path;

use hongtou_fuzz::{Target, drive};

#[test]
fn what_broke_once_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/hostile");
    let mut ran = 0;
    for entry in fs::read_dir(folder).expect("the folder").filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(name) = name.strip_suffix(".input") else { continue };
        let target = Target::ALL
            .into_iter()
            .find(|target| name.split('-').next().is_some_and(|first| first == target.name()));
        let target = target.unwrap_or_else(|| panic!("{name} names no target"));
        let input = fs::read(entry.path()).expect("readable");
        assert_eq!(drive::once(target, &input, &mut Default::default()), Ok(()), "{name}");
        ran += 1;
    }
    assert!(ran > 0, "the fixtures are found");
}
