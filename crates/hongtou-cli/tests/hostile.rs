//! Files and machines that mean no good: each gives a model or a clear error, and nothing half.

mod common;

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use common::{NOTICE, Run, Scratch, hongtou, seed};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a package").into_inner()
}

fn document(inner: &str) -> Vec<u8> {
    format!("<w:document xmlns:w=\"w\"><w:body>{inner}</w:body></w:document>").into_bytes()
}

/// Whether a text is one language's own: messages are not half in the other.
fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// Refused with 3 in both languages, naming the input and what is wanted in the message.
fn refused(scratch: &Scratch, name: &str, bytes: &[u8], wanted: [&str; 2]) {
    scratch.write(name, bytes);
    for (lang, wanted) in ["zh", "en"].into_iter().zip(wanted) {
        for command in ["convert", "check"] {
            let path = scratch.path(name);
            let mut arguments = vec![command, &path, "--lang", lang];
            if command == "convert" {
                arguments.extend(["--to", "json", "-o", "-"]);
            }
            let run = hongtou(&arguments);
            assert_eq!(run.code, 3, "{name}: {}", run.err);
            assert!(command == "check" || run.bytes.is_empty(), "{name}");
            assert!(run.err.contains(name), "{name}: {}", run.err);
            assert!(run.err.contains(wanted), "{name}: {wanted}: {}", run.err);
            assert_eq!(is_chinese(&run.err), lang == "zh", "{name}: {}", run.err);
        }
    }
}

fn model(run: &Run) -> serde_json::Value {
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    serde_json::from_slice(&run.bytes).expect("a model")
}

#[test]
fn headings_of_columns_beyond_the_end_of_an_attachment_are_read() {
    let scratch = Scratch::new("headings");
    scratch.write("notice.md", "4.建\n附：\n表\n附件\n序号 时限".as_bytes());
    model(&hongtou(&["convert", &scratch.path("notice.md"), "--to", "json", "-o", "-"]));
}

#[test]
fn packages_that_are_bombs_or_lack_their_part_are_refused() {
    let scratch = Scratch::new("packages");
    let types: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");
    let zeros = vec![b' '; 40 << 20];
    refused(
        &scratch,
        "bomb.docx",
        &package(&[types, ("word/document.xml", &zeros)]),
        ["--max-zip-ratio", "--max-zip-ratio"],
    );
    refused(
        &scratch,
        "bomb.xlsx",
        &package(&[types, ("xl/workbook.xml", b"<workbook/>"), ("xl/sheet.xml", &zeros)]),
        ["--max-zip-ratio", "--max-zip-ratio"],
    );
    refused(
        &scratch,
        "nothing.docx",
        &package(&[types, ("word/styles.xml", b"<w/>")]),
        ["缺少 word/document.xml", "lacks word/document.xml"],
    );
    let entities = b"<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    refused(
        &scratch,
        "entities.docx",
        &package(&[types, ("word/document.xml", entities)]),
        ["为安全起见不读取", "refused for safety"],
    );
    let deep = document(&"<w:p>".repeat(100_000));
    refused(
        &scratch,
        "deep.docx",
        &package(&[types, ("word/document.xml", &deep)]),
        ["--max-nesting", "--max-nesting"],
    );
    let many: Vec<(String, Vec<u8>)> =
        (0..10_001).map(|n| (format!("word/{n}.xml"), Vec::new())).collect();
    let mut parts = vec![types, ("word/document.xml", b"<w/>".as_slice())];
    parts.extend(many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())));
    let wanted = ["--max-zip-entries", "--max-zip-entries"];
    refused(&scratch, "many.docx", &package(&parts), wanted);
    let whole = package(&[types, ("word/document.xml", &document("<w:p/>"))]);
    refused(&scratch, "cut.docx", &whole[..whole.len() / 2], ["", ""]);
}

#[test]
fn pages_that_nest_or_span_without_end_are_bounded() {
    let scratch = Scratch::new("pages");
    for (name, tag) in
        [("deep.html", "<div>"), ("cells.html", "<table><tr><td>"), ("bold.html", "<b>")]
    {
        let page = format!("<html><body>{}通知", tag.repeat(100_000));
        let wanted = ["--max-nesting", "--max-nesting"];
        refused(&scratch, name, page.as_bytes(), wanted);
    }
    for (name, page) in [
        (
            "span.html",
            "<html><body><table><tr><td rowspan=\"1000000000\" colspan=\"1000000000\">组</td><td>甲</td></tr><tr><td>乙</td></tr></table></body></html>",
        ),
        (
            "span.md",
            "# 关于工作的通知\n\n<table><tr><td rowspan=\"1000000000\">组</td><td>甲</td></tr><tr><td>乙</td></tr></table>\n",
        ),
    ] {
        scratch.write(name, page.as_bytes());
        let run = hongtou(&["convert", &scratch.path(name), "--to", "json", "-o", "-"]);
        assert!(run.bytes.len() < 100_000, "{name}");
        model(&run);
    }
    // Ordinary text that opens tags of a Markdown table without end.
    let run = {
        let text = format!("# 关于工作的通知\n\n{}甲\n", "<table><tr><td>".repeat(20_000));
        scratch.write("nested.md", text.as_bytes());
        hongtou(&["convert", &scratch.path("nested.md"), "--to", "json", "-o", "-"])
    };
    assert!(matches!(run.code, 0 | 3), "{}", run.err);
    assert!(run.code == 0 || run.err.contains("--max-"), "{}", run.err);
    // A page of megabytes: what takes time is the words, not their number.
    let page = format!(
        "<html><body><h1>关于推进改造工作的通知</h1>{}</body></html>",
        "<p>全面推进老旧小区改造。</p>\n".repeat(20_000)
    );
    scratch.write("large.html", page.as_bytes());
    let run = hongtou(&["convert", &scratch.path("large.html"), "--to", "text", "-o", "-"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let run = hongtou(&[
        "convert",
        &scratch.path("large.html"),
        "-o",
        "-",
        "--max-input-bytes",
        "500000",
    ]);
    assert!(run.code == 3 && run.err.contains("--max-input-bytes (500000)"), "{}", run.err);
}

#[test]
fn nothing_readable_is_refused_in_both_languages() {
    let scratch = Scratch::new("nothing");
    refused(&scratch, "empty.md", b"", ["文件是空的", "the file is empty"]);
    refused(
        &scratch,
        "blank.md",
        " \u{3000}\n\u{feff}\n".as_bytes(),
        ["文件是空的", "the file is empty"],
    );
    refused(&scratch, "binary.md", b"\x7fELF\x02\x01\x00\x00\x00\xff", ["二进制", "binary"]);
    refused(
        &scratch,
        "prose.md",
        "今天天气很好。\n".as_bytes(),
        ["不像通知", "does not look like a notice"],
    );
    // A letter to somebody is no notice; one that covers an attachment is the frame of one.
    let mail = "各位同事：\n明天上午开会，请准时参加。\n张三\n2024年1月2日\n";
    refused(&scratch, "mail.txt", mail.as_bytes(), ["不像通知", "does not look like a notice"]);
    let letter = "各区人民政府，市各有关单位：\n现将任务分解表印发给你们。\n附件：任务分解表\n云溪市人民政府\n2024年1月2日\n";
    scratch.write("letter.txt", letter.as_bytes());
    let read = hongtou(&["convert", &scratch.path("letter.txt"), "--to", "json", "-o", "-"]);
    assert!(model(&read)["header"]["title"].is_null());
    refused(&scratch, "other.json", b"{\"a\": [1, 2]}", ["JSON", "JSON"]);
    refused(&scratch, "deep.json", "[".repeat(100_000).as_bytes(), ["", ""]);
    refused(&scratch, "model.json", b"{\"schema_version\": \"9.0\"}", ["模型", "model"]);
    refused(&scratch, "scan.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ["OCR", "OCR"]);
    for (lang, word) in [("zh", "没有这个文件"), ("en", "no such file")] {
        let run = hongtou(&["check", &scratch.path("nowhere.md"), "--lang", lang]);
        assert!(run.code == 3 && run.err.contains(word), "{}", run.err);
    }
    fs::create_dir(scratch.path("folder.md")).expect("a folder");
    let (folder, out) = (scratch.path("folder.md"), scratch.path("out"));
    for (lang, word) in [("zh", "没有能读的文件"), ("en", "no file that can be read")] {
        for arguments in [&["convert", &folder, "-o", &out][..], &["check", &folder]] {
            let run = hongtou(&[arguments, &["--lang", lang]].concat());
            assert!(run.code == 3 && run.err.contains(word), "{} {}", run.code, run.err);
        }
    }
    let run = hongtou(&["diff", &folder, &seed(), "--lang", "zh"]);
    assert_eq!(run.code, 3, "{}", run.err);
}

#[test]
fn a_notice_with_something_odd_in_it_keeps_every_character() {
    let scratch = Scratch::new("odd");
    let cases = [
        ("number.md", NOTICE.replace("1200", &"9".repeat(40)), "9".repeat(40)),
        ("ordinal.md", NOTICE.replace("一、", "一百二十、"), "改善居住条件".to_owned()),
        (
            "hundred.md",
            NOTICE.replace("| 建成12个 |", &format!("|{}", " 甲 |".repeat(100))),
            "甲".to_owned(),
        ),
        (
            "ends.md",
            NOTICE.replacen('\n', "\r\n", 9).replacen("\n\n", "\r\r", 4),
            "市公安局".to_owned(),
        ),
        (
            "marks.md",
            NOTICE.replace("老旧小区", "老\u{202e}旧小\u{1b}[31m区"),
            "小\\u001b[31m".to_owned(),
        ),
    ];
    for (name, text, kept) in cases {
        scratch.write(name, text.as_bytes());
        let run =
            hongtou(&["convert", &scratch.path(name), "--to", "json", "-o", "-", "--lang", "en"]);
        let value = model(&run);
        assert!(run.out().contains(&kept), "{name}");
        assert!(!value["sections"].as_array().expect("sections").is_empty(), "{name}");
    }
}

#[test]
fn bytes_that_are_no_text_in_the_middle_are_named_or_mended() {
    let scratch = Scratch::new("middle");
    let (before, after) = NOTICE.split_at(NOTICE.find("改善").expect("there"));
    scratch
        .write("middle.md", &[before.as_bytes(), b"\xff\xc0\xe7\x9a", after.as_bytes()].concat());
    for lang in ["zh", "en"] {
        let run = hongtou(&[
            "convert",
            &scratch.path("middle.md"),
            "--to",
            "json",
            "-o",
            "-",
            "--lang",
            lang,
        ]);
        match run.code {
            0 => assert!(run.out().contains("replaced-bytes"), "a mend is a repair"),
            3 => assert!(run.err.contains("UTF-8"), "{}", run.err),
            code => panic!("{code}: {}", run.err),
        }
    }
}

#[test]
fn an_output_that_cannot_be_written_is_told_and_the_others_are_done() {
    let scratch = Scratch::new("unwritable");
    scratch.write("in/a.md", NOTICE.as_bytes());
    scratch.write("in/b.md", NOTICE.as_bytes());
    scratch.write("file", b"a file");
    let below = scratch.path("file/out");
    for (lang, wanted) in [("zh", "同名的文件挡在那里"), ("en", "in the way")] {
        let run = hongtou(&["convert", &scratch.path("in"), "-o", &below, "--lang", lang]);
        assert_eq!(run.code, 3, "{}", run.err);
        assert!(run.err.contains(wanted) && run.err.contains("file"), "{}", run.err);
    }
    // One of two outputs is in the way of itself: the other is written.
    scratch.write("out/a.json/keep", b"");
    let run =
        hongtou(&["convert", &scratch.path("in"), "-o", &scratch.path("out"), "--lang", "en"]);
    assert_eq!(run.code, 3, "{}", run.err);
    assert!(run.err.contains("a.json: cannot be written"), "{}", run.err);
    assert!(Path::new(&scratch.path("out/b.json")).is_file() && scratch.no_parts("out"));
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let scratch = Scratch::new("permission");
    scratch.write("in/a.md", NOTICE.as_bytes());
    let out = scratch.path("closed");
    fs::create_dir(&out).expect("a folder");
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).expect("set");
    if fs::write(format!("{out}/probe"), b"").is_ok() {
        return; // The superuser may write everywhere.
    }
    let run = hongtou(&["convert", &scratch.path("in/a.md"), "-o", &out, "--lang", "zh"]);
    assert!(run.code == 3 && run.err.contains("没有权限"), "{}", run.err);
}

/// Runs the binary under a limit on the size of files, which fails as a full disk does.
#[cfg(unix)]
fn limited(blocks: u32, arguments: &[&str]) -> Run {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_hongtou")])
        .args(arguments)
        .output()
        .expect("a shell");
    Run {
        code: output.status.code().expect("an exit code"),
        bytes: output.stdout,
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

#[cfg(unix)]
#[test]
fn where_no_more_can_be_written_no_half_file_stays() {
    let scratch = Scratch::new("full");
    scratch.write("in/small.md", NOTICE.as_bytes());
    let large = NOTICE.replace("全面推进", &"全面推进".repeat(60_000));
    scratch.write("in/large.md", large.as_bytes());
    let (input, out) = (scratch.path("in"), scratch.path("out"));
    for more in [&["--out-layout", "folder"][..], &["--to", "xlsx,text,json"]] {
        let mut arguments = vec!["convert", &input, "-o", &out, "--lang", "zh"];
        arguments.extend(more);
        let run = limited(256, &arguments);
        assert_eq!(run.code, 3, "{}", run.err);
        assert!(run.err.contains("large") && run.err.contains("写不了"), "{}", run.err);
        assert!(scratch.no_parts("out"), "{:?}", scratch.all("out").keys());
        assert!(Path::new(&format!("{out}/small.json")).is_file());
        assert!(!Path::new(&format!("{out}/large.json")).exists());
    }
    // Tables of a whole batch: none of them half.
    let together = scratch.path("together");
    let run = limited(
        64,
        &[
            "convert",
            &input,
            "-o",
            &together,
            "--out-layout",
            "together",
            "--to",
            "csv",
            "--lang",
            "en",
        ],
    );
    assert_eq!(run.code, 3, "{}", run.err);
    let part = |path: &std::path::PathBuf| path.to_string_lossy().contains(".hongtou-part");
    assert!(!scratch.all("together").keys().any(part), "{:?}", scratch.all("together").keys());
    assert!(scratch.all("together").keys().all(|path| path.extension().is_none_or(|e| e != "csv")));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_told() {
    for (lang, wanted) in
        [("zh", "标准输出：磁盘满了"), ("en", "standard output: the disk is full")]
    {
        let seed = seed();
        for arguments in [
            &["convert", &seed, "--to", "json", "-o", "-"][..],
            &["check", &seed, "--format", "sarif"],
            &["schema"],
            &["rules"],
            &["diff", &seed, &seed],
        ] {
            let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("the device");
            let output = Command::new(env!("CARGO_BIN_EXE_hongtou"))
                .args(arguments)
                .args(["--lang", lang])
                .stdout(full)
                .output()
                .expect("the binary runs");
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(3), "{arguments:?}: {said}");
            assert!(said.contains(wanted), "{arguments:?}: {said}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_vanishes_is_told_and_the_others_are_done() {
    let scratch = Scratch::new("vanish");
    scratch.write("in/a.md", NOTICE.as_bytes());
    scratch.write("in/c.md", NOTICE.as_bytes());
    // Listed, and gone when it is read: as what another process removes in between.
    std::os::unix::fs::symlink(scratch.path("gone"), scratch.path("in/b.md")).expect("a link");
    let out = scratch.path("out");
    for (lang, wanted) in [("zh", "没有这个文件"), ("en", "no such file")] {
        let (a, b, c) = (scratch.path("in/a.md"), scratch.path("in/b.md"), scratch.path("in/c.md"));
        let run = hongtou(&["convert", &a, &b, &c, "-o", &out, "--lang", lang]);
        assert_eq!(run.code, 3, "{}", run.err);
        assert!(run.err.contains("b.md") && run.err.contains(wanted), "{}", run.err);
        assert!(Path::new(&format!("{out}/a.json")).is_file());
        assert!(Path::new(&format!("{out}/c.json")).is_file());
    }
}

/// A batch that takes a while, stopped by a signal once it has begun to write.
#[cfg(unix)]
fn stopped(scratch: &Scratch, signal: &str) -> Option<i32> {
    let child = Command::new(env!("CARGO_BIN_EXE_hongtou"))
        .args(["convert", &scratch.path("in"), "-o", &scratch.path("out"), "--jobs", "1"])
        .stderr(Stdio::null())
        .spawn();
    let mut child = child.expect("the binary runs");
    // Files come and go meanwhile: only their names are looked at.
    let written = || {
        let names = fs::read_dir(scratch.path("out")).expect("a folder").filter_map(Result::ok);
        names.filter(|entry| entry.path().extension().is_some_and(|e| e == "json")).count()
    };
    for _ in 0..2000 {
        if written() > 3 {
            break;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let kill = Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(kill.expect("kill runs").success());
    child.wait().expect("it ends").code()
}

#[cfg(unix)]
#[test]
fn a_batch_that_is_stopped_leaves_whole_files_and_goes_on() {
    for (signal, code) in [("-INT", Some(130)), ("-TERM", Some(130)), ("-KILL", None)] {
        let scratch = Scratch::new(&format!("stopped{signal}"));
        let text = fs::read(seed()).expect("the seed");
        for number in 0..40 {
            scratch.write(&format!("in/n{number:02}.md"), &text);
        }
        fs::create_dir(scratch.path("out")).expect("a folder");
        assert_eq!(stopped(&scratch, signal), code, "{signal}");
        for (path, bytes) in scratch.all("out") {
            let name = path.to_string_lossy().into_owned();
            if name.contains(".hongtou-") {
                // Only what could not be tidied up, and never under its own name.
                assert!(
                    signal == "-KILL" || name.starts_with(".hongtou-batch"),
                    "{signal}: {name}"
                );
                continue;
            }
            assert!(bytes.ends_with(b"\n"), "{signal}: {name} is half a file");
            if name.ends_with(".json") {
                let json: Result<serde_json::Value, _> = serde_json::from_slice(&bytes);
                assert!(json.is_ok(), "{signal}: {name}");
            }
        }
        let run =
            hongtou(&["convert", &scratch.path("in"), "-o", &scratch.path("out"), "--resume"]);
        assert_eq!(run.code, 0, "{}", run.err);
        assert!(scratch.no_parts("out"), "{signal}: {:?}", scratch.all("out").keys());
        let json = |path: &&std::path::PathBuf| {
            path.extension().is_some_and(|e| e == "json") && path.components().count() == 1
        };
        assert_eq!(scratch.all("out").keys().filter(json).count(), 40);
    }
}
