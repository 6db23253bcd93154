//! The command as a user runs it: exit codes, streams, formats, bad input.

mod common;

use std::fs;

use common::{NOTICE, Scratch, hongtou, seed};

#[test]
fn convert_prints_the_model_and_nothing_else() {
    let run = hongtou(&["convert", &seed(), "--to", "json", "-o", "-"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let model: serde_json::Value = serde_json::from_slice(&run.bytes).expect("one JSON document");
    assert_eq!(model["schema_version"], "1.0");
    let again = hongtou(&["convert", &seed(), "--to", "json", "-o", "-"]);
    assert_eq!(run.bytes, again.bytes, "the same bytes in, the same bytes out");
}

#[test]
fn convert_writes_the_model_and_the_tables() {
    let scratch = Scratch::new("convert");
    let out = scratch.path("out");
    let run = hongtou(&["convert", &seed(), "-o", &out]);
    assert_eq!((run.code, run.out().as_str()), (0, ""));
    for file in ["", "/ledger.csv", "/clauses.csv", "/datapackage.json"] {
        let name = format!(
            "{out}/xuzhou-2021-food-safety{}",
            if file.is_empty() { ".json" } else { file }
        );
        assert!(fs::metadata(&name).is_ok(), "{name}");
    }
    assert!(scratch.no_parts("out"));
    let model = format!("{out}/xuzhou-2021-food-safety.json");
    let again = hongtou(&["convert", &model, "--to", "json", "-o", "-"]);
    assert_eq!(again.bytes, fs::read(&model).expect("there"), "our own JSON reads back");
}

#[test]
fn the_tables_do_not_tell_where_the_input_was_named_from() {
    let scratch = Scratch::new("named-from");
    scratch.write("here/a.md", NOTICE.as_bytes());
    scratch.write("there/deep/a.md", NOTICE.as_bytes());
    let ledger = |input: &str, below: &str| {
        let out = scratch.path(&format!("out-{below}"));
        assert_eq!(hongtou(&["convert", &scratch.path(input), "-o", &out]).code, 0);
        fs::read_to_string(format!("{out}/{below}a/ledger.csv")).expect("written")
    };
    let named = ledger("here/a.md", "");
    assert!(named.lines().nth(1).is_some_and(|line| line.starts_with("a.md,")), "{named}");
    let found = ledger("there", "deep/");
    assert!(found.lines().nth(1).is_some_and(|line| line.starts_with("deep/a.md,")), "{found}");
}

#[test]
fn a_folder_keeps_its_paths_and_one_bad_file_stops_nothing() {
    let scratch = Scratch::new("folder");
    scratch.write("in/a/一.md", NOTICE.as_bytes());
    scratch.write("in/b/二.txt", NOTICE.as_bytes());
    scratch.write("in/坏.pdf", b"%PDF-1.7\n\x00\x01");
    scratch.write("in/photo.raw", b"\x00");
    let out = scratch.path("out");
    let run = hongtou(&["convert", &scratch.path("in"), "-o", &out, "--lang", "zh"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(fs::metadata(format!("{out}/a/一.json")).is_ok());
    assert!(fs::metadata(format!("{out}/b/二.json")).is_ok());
    assert!(run.err.contains("坏.pdf") && run.err.contains("PDF"), "{}", run.err);
    assert!(run.err.contains("忽略其他文件 1"), "{}", run.err);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let scratch = Scratch::new("jobs");
    for number in 0..40 {
        let text = NOTICE.replace("1200", &(1200 + number).to_string());
        scratch.write(&format!("in/{number:02}.md"), text.as_bytes());
    }
    let input = scratch.path("in");
    for layout in ["folder", "together"] {
        let mut seen = Vec::new();
        for jobs in ["1", "2"] {
            let out = scratch.path(&format!("out-{layout}-{jobs}"));
            let run =
                hongtou(&["convert", &input, "-o", &out, "--jobs", jobs, "--out-layout", layout]);
            assert_eq!(run.code, 0, "{}", run.err);
            seen.push(scratch.all(&format!("out-{layout}-{jobs}")));
        }
        assert!(seen[0].len() > 40 && seen[0] == seen[1], "{layout}");
    }
    let lines =
        |jobs| hongtou(&["convert", &input, "--to", "jsonl", "-o", "-", "--jobs", jobs]).bytes;
    assert_eq!(lines("1"), lines("2"));
}

#[test]
fn resuming_does_what_is_missing_and_ends_with_the_same_bytes() {
    let scratch = Scratch::new("resume");
    for number in 0..4 {
        scratch.write(&format!("in/{number}.md"), NOTICE.as_bytes());
    }
    let (input, out) = (scratch.path("in"), scratch.path("out"));
    assert_eq!(hongtou(&["convert", &input, "-o", &out, "--lang", "en"]).code, 0);
    let whole = scratch.all("out");
    fs::remove_file(format!("{out}/2.json")).expect("it was written");
    scratch.write("out/.hongtou-part-1-1", b"half");
    let run = hongtou(&["convert", &input, "-o", &out, "--resume", "--lang", "en"]);
    assert!(run.err.contains("1 written") && run.err.contains("3 already there"), "{}", run.err);
    assert_eq!(scratch.all("out"), whole);
    // What is no notice is not there.
    scratch.write("in/README.md", "# Notices\n\nOne folder a year.\n".as_bytes());
    for _ in 0..2 {
        let run = hongtou(&["convert", &input, "-o", &out, "--resume", "--lang", "en"]);
        assert!(run.err.contains("4 already there, 1 that is no notice"), "{}", run.err);
    }
}

#[test]
fn resuming_threads_leave_one_another_alone() {
    let scratch = Scratch::new("resume-threads");
    for number in 0..120 {
        scratch.write(&format!("in/{number:03}.md"), NOTICE.as_bytes());
    }
    let (input, out) = (scratch.path("in"), scratch.path("out"));
    let run =
        hongtou(&["convert", &input, "-o", &out, "--resume", "--jobs", "4", "--to", "json,text"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(scratch.all("out").len(), 241);
}

#[test]
fn what_is_in_the_way_is_named() {
    let scratch = Scratch::new("way");
    scratch.write("n.md", NOTICE.as_bytes());
    scratch.write("out/n.json/keep", b"");
    let (input, out) = (scratch.path("n.md"), scratch.path("out"));
    let run = hongtou(&["convert", &input, "-o", &out, "--lang", "zh"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("n.json") && run.err.contains("同名的文件夹挡在那里"), "{}", run.err);
    assert!(fs::metadata(format!("{out}/n.json/keep")).is_ok(), "nothing of others is removed");
    let run = hongtou(&["convert", &input, "-o", &input, "--lang", "zh"]);
    assert_eq!(run.code, 3, "{}", run.err);
}

#[test]
fn two_inputs_of_one_name_do_not_overwrite_one_another() {
    let scratch = Scratch::new("names");
    scratch.write("a/n.md", NOTICE.as_bytes());
    scratch.write("b/n.md", NOTICE.as_bytes());
    let (a, b) = (scratch.path("a/n.md"), scratch.path("b/n.md"));
    let run = hongtou(&["convert", &a, &b, "-o", &scratch.path("out"), "--lang", "zh"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("同名") && run.err.contains("a/n.md"), "{}", run.err);
    // Also where both folders are named: the paths tell which is which.
    let (a, b) = (scratch.path("a"), scratch.path("b"));
    let run = hongtou(&["convert", &a, &b, "-o", &scratch.path("out2"), "--lang", "zh"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("a/n.md"), "{}", run.err);
}

#[test]
fn bad_input_gives_a_model_or_a_clear_error() {
    let scratch = Scratch::new("bad");
    let row = format!("# 关于推进工作的通知\n\n{}\n", "| 甲 ".repeat(100));
    let number = NOTICE.replace("1200", &"9".repeat(40));
    let ordinal = NOTICE.replace("一、", "一百二十、");
    let mixed = NOTICE.replacen('\n', "\r\n", 3).replacen('\n', "\r", 1);
    let long = NOTICE.replace("全面推进", &"全面推进".repeat(900_000));
    let broken = [NOTICE.as_bytes(), b"\xe7\x9a\xff\xfe abc\n"].concat();
    let cases: [(&str, &[u8], &[i32]); 12] = [
        ("empty.md", b"", &[3]),
        ("binary.md", b"\x7fELF\x02\x01\x00\x00\x00\xff", &[3]),
        ("prose.md", "今天天气很好。\n".as_bytes(), &[0, 3]),
        ("no-table.md", NOTICE.split("| 序号").next().unwrap_or("").as_bytes(), &[0]),
        (
            "no-body.md",
            "| 序号 | 任务 | 责任单位 |\n|---|---|---|\n| 1 | 修路 | 市交通局 |\n".as_bytes(),
            &[0],
        ),
        ("broken.md", &broken, &[0, 3]),
        ("hundred.md", row.as_bytes(), &[0]),
        ("number.md", number.as_bytes(), &[0]),
        ("ordinal.md", ordinal.as_bytes(), &[0]),
        ("mixed.md", mixed.as_bytes(), &[0]),
        ("long.md", long.as_bytes(), &[0]),
        ("model.json", b"{\"schema_version\": 3}", &[3]),
    ];
    for (name, bytes, codes) in cases {
        scratch.write(name, bytes);
        let run =
            hongtou(&["convert", &scratch.path(name), "--to", "json", "-o", "-", "--lang", "zh"]);
        assert!(codes.contains(&run.code), "{name}: exit {} {}", run.code, run.err);
        if run.code == 0 {
            let model: Result<serde_json::Value, _> = serde_json::from_slice(&run.bytes);
            assert!(model.is_ok() && run.err.is_empty(), "{name}: {}", run.err);
        } else {
            assert!(run.bytes.is_empty() && run.err.starts_with("错误："), "{name}: {}", run.err);
            assert!(run.err.contains(name), "{name}: {}", run.err);
        }
    }
    for missing in [scratch.path("nowhere.md"), scratch.path("*.nothing")] {
        let run = hongtou(&["convert", &missing, "-o", &scratch.path("out"), "--lang", "en"]);
        assert_eq!(run.code, 3, "{}", run.err);
        assert!(run.err.starts_with("error: "), "{}", run.err);
    }
}

#[test]
fn a_limit_names_its_option() {
    let run = hongtou(&["convert", &seed(), "-o", "-", "--max-input-bytes", "100"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("--max-input-bytes"), "{}", run.err);
}

#[test]
fn check_exits_by_its_fail_level() {
    let scratch = Scratch::new("level");
    scratch.write("n.md", NOTICE.as_bytes());
    scratch.write("bad.md", NOTICE.replace("完成1200户。 |", "完成1100户。 |").as_bytes());
    let bad = scratch.path("bad.md");
    assert_eq!(hongtou(&["check", &bad]).code, 1);
    assert_eq!(hongtou(&["check", &bad, "--fail-level", "never"]).code, 0);
    assert_eq!(hongtou(&["check", &bad, &scratch.path("none.md")]).code, 3, "3 wins over 1");
    assert_eq!(hongtou(&["check", &bad, "--select", "XX9"]).code, 2);
    assert_eq!(hongtou(&["check"]).code, 2);
    let clean = hongtou(&["check", &scratch.path("n.md"), "--lang", "zh"]);
    assert_eq!(clean.code, 0, "{}", clean.out());
}

#[test]
fn every_format_goes_to_standard_output() {
    for format in ["json", "sarif", "gitlab", "rdjson"] {
        let run = hongtou(&["check", &seed(), "--format", format]);
        assert_eq!((run.code, run.err.as_str()), (1, ""), "{format}");
        let value: Result<serde_json::Value, _> = serde_json::from_slice(&run.bytes);
        assert!(value.is_ok(), "{format}");
        let again = hongtou(&["check", &seed(), "--format", format]);
        assert_eq!(run.bytes, again.bytes, "{format}");
    }
    let lines = hongtou(&["check", &seed(), "--format", "jsonl"]).out();
    assert!(lines.lines().all(|line| line.starts_with("{\"document\":")));
    let github = hongtou(&["check", &seed(), "--format", "github"]).out();
    assert!(github.lines().all(|line| line.starts_with("::")), "{github}");
    let text = hongtou(&["check", &seed(), "--lang", "en"]).out();
    assert!(text.contains("error[AL001]") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn machine_formats_are_chinese_unless_told() {
    let message = |arguments: &[&str]| {
        let json: serde_json::Value =
            serde_json::from_slice(&hongtou(arguments).bytes).expect("JSON");
        json["findings"][0]["message"].as_str().unwrap_or_default().to_owned()
    };
    let han = |text: &str| text.chars().next().is_some_and(|c| c >= '\u{4e00}');
    let (seed, select) = (seed(), ["--select", "AL001"]);
    let base = ["check", &seed, "--format", "json", select[0], select[1]];
    assert!(han(&message(&base)));
    let english: Vec<&str> = base.iter().copied().chain(["--lang", "en"]).collect();
    assert!(!han(&message(&english)));
}

#[test]
fn a_configuration_is_found_upwards_and_its_faults_are_told() {
    let scratch = Scratch::new("config");
    scratch.write("hongtou.toml", b"[rules]\nAL001 = \"off\"\n");
    scratch.write("docs/n.md", &fs::read(seed()).expect("the seed"));
    let path = scratch.path("docs/n.md");
    assert!(!hongtou(&["check", &path, "--format", "jsonl"]).out().contains("AL001"));
    assert!(hongtou(&["check", &path, "--format", "jsonl", "--no-config"]).out().contains("AL001"));
    scratch.write("hongtou.toml", b"fail_level = \"error\"\n");
    let run = hongtou(&["check", &path, "--lang", "zh"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("fail-level"), "{}", run.err);
    let schema = hongtou(&["schema", "config"]).out();
    assert!(schema.contains("fail-level"), "{schema}");
}

#[test]
fn a_baseline_accepts_what_is_known_and_shows_what_is_new() {
    let scratch = Scratch::new("baseline");
    scratch.write("n.md", &fs::read(seed()).expect("the seed"));
    let (path, list) = (scratch.path("n.md"), scratch.path("known.toml"));
    let base = ["--baseline", list.as_str()];
    let write = ["baseline", "write", &path, base[0], base[1], "--reason", "复核过"];
    assert_eq!(hongtou(&write).code, 0);
    assert_eq!(hongtou(&["check", &path, base[0], base[1]]).code, 0);
    assert_eq!(hongtou(&["baseline", "check", &path, base[0], base[1]]).code, 0);
    let text = fs::read_to_string(&path).expect("there");
    // One old finding mended, one new one made.
    let swapped = text
        .replace("差缺补漏", "查缺补漏")
        .replace("市食安办、市市场监管局", "市食安办、市食安办");
    scratch.write("n.md", swapped.as_bytes());
    assert_eq!(hongtou(&["baseline", "check", &path, base[0], base[1]]).code, 1);
    assert_eq!(hongtou(&["baseline", "prune", &path, base[0], base[1]]).code, 0);
    assert_eq!(hongtou(&["baseline", "check", &path, base[0], base[1]]).code, 0);
}

#[test]
fn fixes_are_shown_and_applied() {
    let scratch = Scratch::new("fix");
    scratch.write("n.md", &fs::read(seed()).expect("the seed"));
    let path = scratch.path("n.md");
    let before = fs::read(&path).expect("there");
    let run = hongtou(&["check", &path, "--diff", "--select", "RF003"]);
    assert_eq!(run.code, 1);
    assert!(run.out().contains("+") && run.out().contains("〔2021〕"), "{}", run.out());
    assert_eq!(fs::read(&path).expect("there"), before);
    let run = hongtou(&["check", &path, "--fix", "--select", "RF003"]);
    assert_eq!(run.code, 0, "{}", run.out());
    assert_eq!(hongtou(&["check", &path, "--diff", "--select", "RF003"]).code, 0);
}

#[test]
fn a_fix_is_offered_only_where_it_can_be_written() {
    let scratch = Scratch::new("fix-offer");
    let text = String::from_utf8(fs::read(seed()).expect("the seed")).expect("UTF-8");
    scratch.write("n.md", text.as_bytes());
    let page: String = text.lines().map(|line| format!("<p>{line}</p>\n")).collect();
    scratch.write("n.html", format!("<html><body>{page}</body></html>").as_bytes());
    let check = |name: &str, more: &[&str]| {
        let path = scratch.path(name);
        let arguments = ["check", &path, "--select", "RF003", "--lang", "en"];
        hongtou(&[&arguments[..], more].concat())
    };
    assert!(check("n.md", &[]).out().contains("--fix"));
    let out = check("n.html", &[]).out();
    assert!(out.contains("RF003") && !out.contains("--fix"), "{out}");
    let run = check("n.html", &["--fix"]);
    assert!(run.err.contains("plain text and Markdown in UTF-8 alone"), "{}", run.err);
    // Nor is a file changed that is read-only.
    let path = scratch.path("n.md");
    let mut permissions = fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("set");
    let run = check("n.md", &["--fix"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("n.md: permission denied"), "{}", run.err);
    assert_eq!(fs::read(&path).expect("there"), text.as_bytes());
}

#[test]
fn a_table_of_a_part_of_the_plan_is_seen_in_the_summary() {
    let scratch = Scratch::new("coverage");
    let text = "# 2025年云溪市重点工作安排\n\n### 一、建设园区\n\n1.新建产业园2个。（市发展改革委负责）\n\n\
                2.拨付资金20万元。（市财政局负责）\n\n### 二、便民利民\n\n3.新增公共泊位300个。（市城管局负责）\n\n\
                ### 三、节水护水\n\n4.开展河道巡查12次。（市水利局负责）\n\n5.改造灌区3处。（市水利局负责）\n\n\
                | 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n| 1 | 新建产业园2个 | 市发展改革委 |\n\
                | 2 | 拨付资金20万元 | 市财政局 |\n| 3 | 开展河道巡查12次 | 市水利局 |\n";
    scratch.write("n.md", text.as_bytes());
    scratch.write("m.md", text.as_bytes());
    let check = |paths: &[&str], lang: &str| {
        let paths: Vec<String> = paths.iter().map(|path| scratch.path(path)).collect();
        let mut arguments = vec!["check", "--lang", lang, "--no-config"];
        arguments.extend(paths.iter().map(String::as_str));
        let said = hongtou(&arguments).err;
        said.lines().filter(|line| line.starts_with("  ")).map(str::to_owned).collect::<Vec<_>>()
    };
    let lines = |lang| {
        let mut lines = check(&["n.md"], lang);
        lines.retain(|line| line.contains("in the table") || line.contains("表中有"));
        lines
    };
    assert_eq!(
        lines("en"),
        ["  2 便民利民: 1 task, 0 in the table", "  3 节水护水: 2 tasks, 1 in the table"]
    );
    assert_eq!(
        lines("zh"),
        ["  2 便民利民：任务 1 条，表中有 0 条", "  3 节水护水：任务 2 条，表中有 1 条"]
    );
    // Sections of several notices would need their names.
    let both = check(&["n.md", "m.md"], "en");
    assert!(both.iter().all(|line| !line.contains("in the table")), "{both:?}");
}

#[test]
fn quiet_leaves_findings_alone() {
    let quiet = hongtou(&["check", &seed(), "-q", "--lang", "en"]);
    assert_eq!((quiet.code, quiet.err.as_str()), (1, ""));
    let out = quiet.out();
    assert!(out.contains("error[AL001]"), "{out}");
    // Nothing but findings is on standard output, and what is said of the run is beside it.
    let loud = hongtou(&["check", &seed(), "--lang", "en"]);
    assert_eq!(loud.out(), out);
    assert!(loud.err.contains("checked: ") && loud.err.contains("1 notice: "), "{}", loud.err);
}

#[test]
fn an_attachment_in_a_file_of_its_own_is_asked_for_by_its_option() {
    let scratch = Scratch::new("apart");
    let (body, table) = NOTICE.split_once("\n城市更新工作推进表\n").expect("an attachment");
    scratch.write("body.md", body.as_bytes());
    scratch.write("table.md", format!("# 城市更新工作推进表\n{table}").as_bytes());
    let (body, table) = (scratch.path("body.md"), scratch.path("table.md"));
    let apart = hongtou(&["check", &body, &table, "--lang", "en"]).err;
    assert!(apart.contains("--as-one"), "{apart}");
    let one = hongtou(&["check", &body, &table, "--as-one", "--lang", "en"]).err;
    assert!(!one.contains("--as-one"), "{one}");
}

#[test]
fn rules_are_listed_and_explained_in_both_languages() {
    let listed: serde_json::Value =
        serde_json::from_slice(&hongtou(&["rules", "--format", "json"]).bytes).expect("JSON");
    let rules = listed.as_array().expect("a list");
    assert!(rules.len() > 30);
    for rule in rules {
        let code = rule["code"].as_str().expect("a code");
        for lang in ["zh", "en"] {
            let run = hongtou(&["explain", code, "--lang", lang]);
            assert_eq!(run.code, 0);
            assert!(run.out().starts_with(code), "{}", run.out());
        }
    }
    let run = hongtou(&["explain", "AL01", "--lang", "zh"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("AL001"), "{}", run.err);
}

#[test]
fn two_versions_are_compared_by_meaning() {
    let scratch = Scratch::new("diff");
    scratch.write("old.md", NOTICE.as_bytes());
    scratch.write("new.md", NOTICE.replace("1200户", "1500户").as_bytes());
    let (old, new) = (scratch.path("old.md"), scratch.path("new.md"));
    assert_eq!(hongtou(&["diff", &old, &old]).code, 0);
    scratch.write("hello.txt", b"hello world\n");
    let run = hongtou(&["diff", &scratch.path("hello.txt"), &old, "--lang", "en"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("hello.txt: does not look like a notice"), "{}", run.err);
    let folder = scratch.path("");
    assert_eq!(hongtou(&["diff", &folder, &old]).code, 2, "a folder is no version");
    let run = hongtou(&["diff", &old, &new, "--format", "json"]);
    assert_eq!(run.code, 1);
    let json: serde_json::Value = serde_json::from_slice(&run.bytes).expect("JSON");
    for change in json["changes"].as_array().expect("a list") {
        assert!(
            ["figure", "target"].contains(&change["kind"].as_str().expect("a kind")),
            "{change}"
        );
    }
    assert!(hongtou(&["diff", &old, &new, "--format", "markdown"]).out().contains("1500"));
}

#[test]
fn help_speaks_both_languages_and_schemas_are_printed() {
    assert!(hongtou(&["--help", "--lang", "zh"]).out().contains("用法："));
    assert!(hongtou(&["check", "--help", "--lang", "en"]).out().contains("Usage: hongtou check"));
    assert_eq!(hongtou(&["--version"]).out(), format!("hongtou {}\n", env!("CARGO_PKG_VERSION")));
    for which in ["notice", "findings", "changes", "config"] {
        let run = hongtou(&["schema", which]);
        assert_eq!(run.code, 0);
        assert!(run.out().contains("2020-12"), "{which}");
    }
}

#[test]
fn a_fix_is_offered_where_it_can_be_applied() {
    let scratch = Scratch::new("fix-reach");
    let text = NOTICE.replace("〔2026〕", "[2026]");
    scratch.write("n.md", text.as_bytes());
    let wide: Vec<u8> =
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    scratch.write("w.md", &wide);
    let fixes = |name: &str| {
        let run = hongtou(&["check", &scratch.path(name), "--format", "json"]);
        let json: serde_json::Value = serde_json::from_slice(&run.bytes).expect("JSON");
        let findings = json["findings"].as_array().expect("findings").clone();
        findings.iter().filter(|finding| !finding["fix"].is_null()).count()
    };
    assert!(fixes("n.md") > 0);
    assert_eq!(fixes("w.md"), 0, "its offsets are not those of the file");
    let run = hongtou(&["check", &scratch.path("n.md"), "--unsafe-fixes", "--lang", "en"]);
    assert!(run.err.contains("--unsafe-fixes goes with --fix"), "{}", run.err);
    let line =
        format!("{} check - --fix < {}", env!("CARGO_BIN_EXE_hongtou"), scratch.path("n.md"));
    let run = std::process::Command::new("sh").args(["-c", &line]).env("LC_ALL", "C").output();
    let err = String::from_utf8_lossy(&run.expect("sh runs").stderr).into_owned();
    assert!(err.contains("--fix cannot write to standard input"), "{err}");
}

#[test]
fn part_of_a_value_says_where_in_the_file_it_stands() {
    let scratch = Scratch::new("part-place");
    let page = "<html><body><h1>云溪市2026年工作安排</h1><p>1.改造老旧小区。。完成1200户。（市住房城乡建设局负责）</p>\
                <p>2.建成公园12个。（市园林局负责）</p></body></html>";
    scratch.write("n.html", page.as_bytes());
    let run = hongtou(&["check", &scratch.path("n.html"), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&run.bytes).expect("JSON");
    let findings = json["findings"].as_array().expect("findings");
    assert!(findings.iter().any(|finding| finding["code"] == "TY006"), "{json:#}");
    for fragment in findings.iter().flat_map(|f| f["at"]["span"].as_array().expect("a span")) {
        assert!(fragment["places"].is_array(), "{json:#}");
    }
    // So it is where nothing but the model is at hand.
    let out = scratch.path("out");
    assert_eq!(hongtou(&["convert", &scratch.path("n.html"), "-o", &out, "-q"]).code, 0);
    let run = hongtou(&["check", &scratch.path("out/n.json"), "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&run.bytes).expect("JSON");
    let mark = json["findings"].as_array().expect("findings").iter().find(|f| f["code"] == "TY006");
    assert!(mark.is_none_or(|f| f["at"]["span"][0]["places"].is_array()), "{json:#}");
}

#[test]
fn that_no_task_was_read_is_said() {
    let scratch = Scratch::new("no-task");
    let list = "# 云溪市项目名单\n\n| 名称 | 地点 |\n|---|---|\n| 甲项 | 城东 |\n| 乙项 | 城西 |\n";
    scratch.write("list.md", list.as_bytes());
    let run = hongtou(&["check", &scratch.path("list.md"), "--lang", "en"]);
    assert!(run.err.contains("no task was read"), "{}", run.err);
    scratch.write("n.md", NOTICE.as_bytes());
    let both = hongtou(&["check", &scratch.path("list.md"), &scratch.path("n.md"), "--lang", "en"]);
    assert!(both.err.contains("no task was read in 1 of them"), "{}", both.err);
    let table = "# 云溪市工作推进表\n\n| 序号 | 工作任务 | 责任单位 |\n|---|---|---|\n\
                 | 1 | 新建公园2个 | 市园林局 |\n| 2 | 改造灌区3处 | 市水利局 |\n";
    scratch.write("t.md", table.as_bytes());
    let run = hongtou(&["check", &scratch.path("t.md"), "--lang", "en"]);
    assert!(run.err.contains("2 table rows, no task of a body to compare with"), "{}", run.err);
}

#[test]
fn an_empty_name_and_one_input_twice_are_told_apart() {
    let run = hongtou(&["convert", "", "--lang", "en"]);
    assert!(run.code == 3 && run.err.contains("an input is empty"), "{}", run.err);
    let run = hongtou(&["diff", "-", "-", "--lang", "en"]);
    assert!(run.code == 2 && run.err.contains("one of the two alone"), "{}", run.err);
}

#[test]
fn marks_are_mended_in_pairs() {
    let scratch = Scratch::new("pairs");
    let text = NOTICE.replace("（市园林局负责）", "(市园林局、各县(市)区人民政府负责)");
    scratch.write("n.md", text.as_bytes());
    let path = scratch.path("n.md");
    hongtou(&["check", &path, "--fix", "-q"]);
    let mended = fs::read_to_string(&path).expect("there");
    assert!(mended.contains("（市园林局、各县（市）区人民政府负责）"), "{mended}");
}

#[test]
fn a_note_above_a_table_is_a_note_in_marks_of_either_width() {
    let scratch = Scratch::new("note");
    let roles = |note: &str| {
        let text = format!(
            "各街道办事处：\n\n现将《任务分解表》印发给你们，请认真落实。\n\n附件：任务分解表\n\n\
             云溪区人民政府办公室\n\n2026年2月15日\n\n附件\n\n{note}\n\n\
             | 序号 | 工作任务 | 责任单位 | 类型 |\n|---|---|---|---|\n| 1 | 改造灌区3处 | 区水利局 | A类 |\n"
        );
        scratch.write("n.md", text.as_bytes());
        let run = hongtou(&["convert", &scratch.path("n.md"), "--to", "json", "-o", "-"]);
        let json: serde_json::Value = serde_json::from_slice(&run.bytes).expect("JSON");
        let notes = json["prose"].as_array().expect("prose").iter().filter(|p| p["role"] == "note");
        (notes.count(), json["plan"].is_null())
    };
    assert_eq!(roles("(注:A类指责任目标;B类指激励目标)"), (1, true));
    assert_eq!(roles("（注：A类指责任目标；B类指激励目标）"), (1, true));
}
