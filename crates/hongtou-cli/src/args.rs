//! The command line, in both languages.
//!
//! Every text stands here twice, side by side, so that neither language can be forgotten.

use std::ffi::OsString;

use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command, value_parser};
use hongtou_model::Lang;

/// Names of the findings' output formats.
pub(crate) const FINDING_FORMATS: [&str; 7] =
    ["text", "json", "jsonl", "sarif", "github", "gitlab", "rdjson"];

/// Names of the model's output formats.
pub(crate) const MODEL_FORMATS: [&str; 6] = ["json", "csv", "text", "jsonl", "xlsx", "parquet"];

struct Texts {
    lang: Lang,
}

/// The command line as far as it takes to read `arguments`, the program's name first: where they
/// begin with a command, that one alone.
pub(crate) fn command_for(lang: Lang, arguments: &[OsString]) -> Command {
    let asked = arguments.get(1).and_then(|argument| argument.to_str());
    let asked = COMMANDS.iter().find(|(name, _)| Some(*name) == asked);
    with(lang, asked.map_or(&COMMANDS, std::slice::from_ref))
}

/// The whole command line.
#[cfg(test)]
pub(crate) fn command(lang: Lang) -> Command {
    with(lang, &COMMANDS)
}

/// A command's name, and what it is made by.
type Named = (&'static str, fn(&Texts) -> Command);

const COMMANDS: [Named; 7] = [
    ("convert", Texts::convert),
    ("check", Texts::check),
    ("explain", Texts::explain),
    ("rules", Texts::rules),
    ("diff", Texts::diff),
    ("baseline", Texts::baseline),
    ("schema", Texts::schema),
];

fn with(lang: Lang, commands: &[Named]) -> Command {
    let t = Texts { lang };
    t.base(Command::new("hongtou"), "红头文件读成数据：把带任务清单和推进表的通知读成类型明确的模型，并核对正文与表格", "Reads Chinese government notices with numbered tasks and a 推进表 into a typed model, and holds the body against the table")
        .version(env!("CARGO_PKG_VERSION"))
        .arg(t.flag("version", "显示版本", "Print the version").short('V').action(ArgAction::Version))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(t.pick("命令", "Commands"))
        .subcommand_value_name(t.pick("命令", "COMMAND"))
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .after_help(t.pick(
            "退出码：0 完成，1 有问题（check、diff），2 用法错误，3 有输入读不了（其余照常完成）\n\n示例：\n  hongtou convert 通知.md\n  hongtou check 通知.md\n  hongtou explain AL001",
            "Exit codes: 0 done, 1 findings (check, diff), 2 wrong use, 3 some input could not be read (the others are done)\n\nExamples:\n  hongtou convert notice.md\n  hongtou check notice.md\n  hongtou explain AL001",
        ))
        .subcommands(commands.iter().map(|(_, made)| made(&t)))
}

impl Texts {
    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        self.lang.pick(zh, en)
    }

    /// What every command has: headings, `--lang`, `--help`.
    fn base(&self, command: Command, zh: &'static str, en: &'static str) -> Command {
        let usage = self.pick("用法：", "Usage: ");
        command
            .about(self.pick(zh, en))
            .help_template(format!("{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}"))
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .next_line_help(true)
            .arg(
                self.option("lang", "LANG", "语言，zh 或 en；默认按环境（LC_ALL、LC_MESSAGES、LANG），机器格式默认 zh", "Language, zh or en; else the locale (LC_ALL, LC_MESSAGES, LANG), for machine formats zh")
                    .value_parser(PossibleValuesParser::new(["zh", "en"]))
                    .global(true),
            )
            .arg(self.flag("help", "显示帮助", "Print help").short('h').action(ArgAction::Help))
    }

    fn flag(&self, name: &'static str, zh: &'static str, en: &'static str) -> Arg {
        Arg::new(name)
            .long(name)
            .action(ArgAction::SetTrue)
            .help(self.pick(zh, en))
            .help_heading(self.pick("选项", "Options"))
    }

    fn option(
        &self,
        name: &'static str,
        value: &'static str,
        zh: &'static str,
        en: &'static str,
    ) -> Arg {
        self.flag(name, zh, en)
            .action(ArgAction::Set)
            .value_name(value)
            .hide_possible_values(true)
            .hide_default_value(true)
    }

    fn positional(&self, name: &'static str, zh: &'static str, en: &'static str) -> Arg {
        Arg::new(name)
            .value_name(name)
            .help(self.pick(zh, en))
            .help_heading(self.pick("参数", "Arguments"))
            .hide_possible_values(true)
            .hide_default_value(true)
    }

    fn inputs(&self) -> Arg {
        self.positional(
            "INPUT",
            "通知文件、文件夹（逐层读取）、通配符，- 为标准输入",
            "Notices, folders (read recursively), patterns; - is standard input",
        )
        .required(true)
        .num_args(1..)
        .value_parser(ValueParser::os_string())
    }

    fn path(
        &self,
        name: &'static str,
        value: &'static str,
        zh: &'static str,
        en: &'static str,
    ) -> Arg {
        self.option(name, value, zh, en).value_parser(ValueParser::path_buf())
    }

    /// Options that bound the work, alike for every command that reads notices.
    fn reading(&self, command: Command) -> Command {
        let limit = |name, zh, en| {
            self.option(name, "N", zh, en)
                .value_parser(value_parser!(u64).range(1..))
                .help_heading(self.pick("读取上限", "Limits of reading"))
        };
        command
            .arg(self.flag(
                "as-one",
                "把所有输入当作一份通知来读（如正文与表格分成两个文件）",
                "Read all inputs as one notice (body and table in two files)",
            ))
            .arg(
                self.option(
                    "jobs",
                    "N",
                    "并行的线程数；默认为处理器核数",
                    "Number of threads; default: all cores",
                )
                .short('j')
                .value_parser(value_parser!(u16).range(1..)),
            )
            .arg(
                self.flag(
                    "quiet",
                    "不显示进度和小结，只显示问题和错误",
                    "No progress and no summary, only findings and errors",
                )
                .short('q'),
            )
            .arg(limit(
                "max-input-bytes",
                "一个输入的最大字节数，默认 268435456（256 MiB）",
                "Most bytes of one input, default 268435456 (256 MiB)",
            ))
            .arg(limit(
                "max-unpacked-bytes",
                "DOCX、XLSX 解压后的最大字节数，默认 536870912（512 MiB）",
                "Most bytes that a DOCX or XLSX may unpack to, default 536870912 (512 MiB)",
            ))
            .arg(limit(
                "max-zip-ratio",
                "DOCX、XLSX 每个压缩字节最多解出的字节数，默认 200",
                "Most bytes that one packed byte may unpack to, default 200",
            ))
            .arg(limit(
                "max-zip-entries",
                "DOCX、XLSX 中的最大文件数，默认 10000",
                "Most parts in a DOCX or XLSX, default 10000",
            ))
            .arg(limit(
                "max-nesting",
                "标签或元素的最大嵌套层数，默认 2000",
                "Deepest nesting of tags or elements, default 2000",
            ))
            .arg(limit(
                "max-table-cells",
                "一个输入的最大表格单元格数，默认 1000000",
                "Most table cells of one input, default 1000000",
            ))
            .arg(limit(
                "max-steps",
                "一个输入的最大工作量（文字字节、段落和表格位置之和），默认 1000000000",
                "Most steps of work for one input (bytes of text, paragraphs and places of tables), default 1000000000",
            ))
    }

    fn convert(&self) -> Command {
        let command = self.base(
            Command::new("convert"),
            "把通知读成模型（JSON）和表格（CSV）",
            "Reads notices and writes the model (JSON) and the tables (CSV)",
        );
        self.reading(command)
            .arg(self.inputs())
            .arg(self.path("output", "DIR", "输出目录，默认 hongtou-out；- 为标准输出（一种格式）", "Output folder, default hongtou-out; - is standard output (one format)").short('o').default_value("hongtou-out"))
            .arg(
                self.option("to", "FORMAT", "格式，可用逗号列出几种：json 模型，csv 表格，text 偏移所指的文本，jsonl 每行一份通知，xlsx 台账工作簿，parquet 表格；默认 json,csv", "Formats, several with commas: json the model, csv the tables, text what offsets count in, jsonl one notice a line, xlsx the ledger workbook, parquet the tables; default json,csv")
                    .value_delimiter(',')
                    .action(ArgAction::Append)
                    .value_parser(PossibleValuesParser::new(MODEL_FORMATS)),
            )
            .arg(self.flag("pretty", "JSON 分行缩进", "Indent the JSON"))
            .arg(self.flag("excel", "CSV 加 BOM，并防止单元格被当作公式", "CSV with a BOM, and with cells guarded that a spreadsheet would run as formulas"))
            .arg(
                self.option("out-layout", "LAYOUT", "folder 每份通知一个文件夹（默认），together 整批合成一套表，用 document 列区分；xlsx 合成一个工作簿 notices.xlsx", "folder: one folder for each notice (default); together: one set of tables for the batch, told apart by the document column; with xlsx one workbook, notices.xlsx")
                    .value_parser(PossibleValuesParser::new(["folder", "together"]))
                    .default_value("folder"),
            )
            .arg(self.flag("resume", "跳过同一版本、同样字节、同样选项下已经写好的输入", "Skip inputs whose output is there, made of the same bytes by the same version with the same options"))
            .arg(self.path("config", "FILE", "配置文件；convert 不会自己去找", "Configuration file; convert looks for none by itself"))
            .after_help(self.pick("每个文件要么写全，要么不写；一份通知的 JSON 最后写。", "Each file is written whole or not at all, the JSON of a notice last."))
    }

    fn check(&self) -> Command {
        let command = self.base(
            Command::new("check"),
            "核对正文与表格，报告问题",
            "Holds the body of notices against their tables and reports findings",
        );
        self.selecting(self.reading(command))
            .arg(self.inputs())
            .arg(self.finding_format())
            .arg(
                self.option(
                    "fail-level",
                    "LEVEL",
                    "达到此级别即退出码 1：error、warning（默认）、info、never",
                    "Exit code 1 from this severity on: error, warning (default), info, never",
                )
                .value_parser(PossibleValuesParser::new(["error", "warning", "info", "never"])),
            )
            .arg(self.path(
                "baseline",
                "FILE",
                "已知问题的清单（hongtou baseline write），默认按配置文件；清单里的问题不再报告",
                "Known findings (hongtou baseline write), default as configured; these are not reported again",
            ))
            .arg(self.flag(
                "fix",
                "改正可以放心改正的问题，直接写回文本文件",
                "Apply safe fixes to text inputs",
            ))
            .arg(self.flag(
                "diff",
                "只显示会怎样改，不写回",
                "Show what --fix would change, and change nothing",
            ))
            .arg(self.flag(
                "unsafe-fixes",
                "也改正可能改变意思的（如把正文的字抄进表格）",
                "Also fixes that may change the meaning (the body's words copied into the table)",
            ))
            .arg(self.option(
                "since",
                "REV",
                "只报告这一 git 版本以来带来的或动过的问题",
                "Only findings that changes since this git revision brought in or touched",
            ))
            .arg(
                self.option(
                    "color",
                    "WHEN",
                    "颜色：auto（默认）、always、never",
                    "Colours: auto (default), always, never",
                )
                .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
                .default_value("auto"),
            )
    }

    fn finding_format(&self) -> Arg {
        self.option(
            "format",
            "FORMAT",
            "text（默认）、json、jsonl、sarif、github、gitlab、rdjson",
            "text (default), json, jsonl, sarif, github, gitlab, rdjson",
        )
        .value_parser(PossibleValuesParser::new(FINDING_FORMATS))
        .default_value("text")
    }

    /// Which rules count, alike for `check` and `baseline`.
    fn selecting(&self, command: Command) -> Command {
        let rules = |name, zh, en| {
            self.option(name, "RULE", zh, en).value_delimiter(',').action(ArgAction::Append)
        };
        command
            .arg(rules("select", "只用这些规则：代码、名称或代码的字母（AL），逗号分隔", "Only these rules: codes, names or the letters of codes (AL), with commas"))
            .arg(rules("ignore", "不用这些规则", "Not these rules"))
            .arg(self.path("config", "FILE", "配置文件；默认从输入所在文件夹往上找 hongtou.toml", "Configuration file; default: hongtou.toml, looked for from the input's folder upwards"))
            .arg(self.flag("no-config", "不找配置文件", "Look for no configuration file").conflicts_with("config"))
            .arg(self.flag("ignore-unknown", "点名的文件不是通知的，跳过而不报错（供 pre-commit 等按文件名调用）", "Pass over named files that are no notices instead of failing (for pre-commit and others that pass file names)"))
    }

    fn explain(&self) -> Command {
        self.base(Command::new("explain"), "解释一条规则", "Explains a rule").arg(
            self.positional(
                "RULE",
                "规则的代码或名称，如 AL001、clause-missing-from-table",
                "Code or name of the rule: AL001, clause-missing-from-table",
            )
            .required(true),
        )
    }

    fn rules(&self) -> Command {
        self.base(Command::new("rules"), "列出所有规则", "Lists all rules").arg(
            self.option("format", "FORMAT", "text（默认）、json", "text (default), json")
                .value_parser(PossibleValuesParser::new(["text", "json"]))
                .default_value("text"),
        )
    }

    fn schema(&self) -> Command {
        self.base(Command::new("schema"), "输出 JSON Schema", "Prints a JSON Schema").arg(
            self.positional(
                "WHICH",
                "notice 通知模型（默认）、findings 问题、changes 两个版本的差别、config 配置文件",
                "notice: the model (default), findings, changes (what diff prints), config",
            )
            .value_parser(PossibleValuesParser::new(["notice", "findings", "changes", "config"]))
            .default_value("notice"),
        )
    }

    fn diff(&self) -> Command {
        let command = self.base(
            Command::new("diff"),
            "按意思比较一份通知的两个版本",
            "Compares two versions of a notice by meaning",
        );
        command
            .arg(
                self.positional(
                    "OLD",
                    "旧版本；用 --git 时为要比较的文件",
                    "The old version; with --git the file to compare",
                )
                .required(true)
                .value_parser(ValueParser::os_string()),
            )
            .arg(
                self.positional("NEW", "新版本", "The new version")
                    .value_parser(ValueParser::os_string())
                    .required_unless_present("git")
                    .conflicts_with("git"),
            )
            .arg(self.option(
                "git",
                "REV",
                "旧版本取自这一 git 版本",
                "Take the old version from this git revision",
            ))
            .arg(
                self.option(
                    "format",
                    "FORMAT",
                    "text（默认）、json、markdown（可贴到合并请求）",
                    "text (default), json, markdown (for a pull request comment)",
                )
                .value_parser(PossibleValuesParser::new(["text", "json", "markdown"]))
                .default_value("text"),
            )
            .after_help(self.pick("退出码：0 相同，1 不同。", "Exit codes: 0 same, 1 different."))
    }

    fn baseline(&self) -> Command {
        let file = || {
            self.path(
                "baseline",
                "FILE",
                "清单文件，默认按配置文件，没有配置时为 hongtou-baseline.toml",
                "The file, default as configured, else hongtou-baseline.toml",
            )
            .default_value("hongtou-baseline.toml")
        };
        let today = || {
            self.option(
                "today",
                "DATE",
                "按哪一天算过期，默认今天",
                "The day that expiry counts from, default today",
            )
        };
        let sub = |name, zh, en| {
            self.selecting(self.reading(self.base(Command::new(name), zh, en)))
                .arg(self.inputs())
                .arg(file())
        };
        self.base(
            Command::new("baseline"),
            "已知问题的清单：写、查、清理",
            "The list of known findings: write, check, prune",
        )
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand_help_heading(self.pick("命令", "Commands"))
        .subcommand_value_name(self.pick("命令", "COMMAND"))
        .subcommand(
            sub(
                "write",
                "把现有问题记入清单；已有的条目保留",
                "Records the present findings; entries already there are kept",
            )
            .arg(
                self.option("reason", "TEXT", "为什么接受", "Why they are accepted").required(true),
            )
            .arg(self.option("owner", "NAME", "谁负责", "Who answers for it"))
            .arg(self.option(
                "expires",
                "DATE",
                "到哪一天为止，如 2026-12-31",
                "Until which day, as 2026-12-31",
            ))
            .arg(
                self.option(
                    "level",
                    "LEVEL",
                    "记入此级别及以上：error、warning（默认）、info",
                    "Record from this severity on: error, warning (default), info",
                )
                .value_parser(PossibleValuesParser::new(["error", "warning", "info"]))
                .default_value("warning"),
            ),
        )
        .subcommand(
            sub(
                "check",
                "报告失效、过期和没有理由的条目",
                "Reports entries that are stale, expired or without a reason",
            )
            .arg(today()),
        )
        .subcommand(sub(
            "prune",
            "删去失效的条目（已没有相应的问题）",
            "Removes entries that are stale: no finding answers to them",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(command: &Command, out: &mut Vec<(String, String)>, path: &str) {
        let path = format!("{path} {}", command.get_name());
        out.push((path.clone(), command.get_about().map(ToString::to_string).unwrap_or_default()));
        for arg in command.get_arguments() {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            out.push((format!("{path} {}", arg.get_id()), help));
            let heading = arg.get_help_heading().unwrap_or_default().to_owned();
            out.push((format!("{path} {} heading", arg.get_id()), heading));
        }
        for sub in command.get_subcommands() {
            texts(sub, out, &path);
        }
    }

    fn is_han(c: char) -> bool {
        hongtou_source::chars::is_han(c)
    }

    #[test]
    fn both_languages_cover_every_argument() {
        let (mut zh, mut en) = (Vec::new(), Vec::new());
        texts(&command(Lang::Zh), &mut zh, "");
        texts(&command(Lang::En), &mut en, "");
        assert_eq!(zh.len(), en.len());
        for ((name, zh), (_, en)) in zh.iter().zip(&en) {
            assert!(zh.chars().any(is_han), "{name} has no Chinese text: {zh:?}");
            assert!(
                !en.is_empty() && en.replace("推进表", "").chars().all(|c| !is_han(c)),
                "{name} has no English text: {en:?}"
            );
            assert!(
                !zh.ends_with('。') && !en.ends_with('.'),
                "{name}: a help text has no full stop"
            );
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        assert!(
            COMMANDS
                .iter()
                .all(|(name, made)| { made(&Texts { lang: Lang::En }).get_name() == *name })
        );
        command(Lang::Zh).debug_assert();
        command(Lang::En).debug_assert();
    }
}
