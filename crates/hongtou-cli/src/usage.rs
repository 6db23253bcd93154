//! Wrong use of the command line, said in the user's language.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use hongtou_model::Lang;

use crate::batch::deliver;
use crate::{Exit, term};

/// Prints help, the version, or what is wrong with the arguments.
#[inline(never)]
pub(crate) fn report(error: &Error, lang: Lang) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            deliver(&error.render().to_string(), Exit::Clean, lang)
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            term::say(&error.render().to_string());
            Exit::Usage
        }
        _ => {
            term::say(&message(error, lang));
            Exit::Usage
        }
    }
}

/// What is wrong, and what to do.
fn message(error: &Error, lang: Lang) -> String {
    if lang == Lang::En {
        return error.render().to_string().trim_end().to_owned();
    }
    let get = |kind| error.get(kind).map(shown);
    let argument = get(ContextKind::InvalidArg).unwrap_or_default();
    let value = get(ContextKind::InvalidValue).unwrap_or_default();
    let mut text = match error.kind() {
        ErrorKind::UnknownArgument => format!("错误：没有选项 {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("错误：没有命令 {}", get(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("错误：{argument} 要有一个值"),
        ErrorKind::InvalidValue => format!("错误：{argument} 不能是 {value}"),
        ErrorKind::ValueValidation => format!("错误：{argument} 不能是 {value}"),
        ErrorKind::MissingRequiredArgument => format!("错误：缺少 {argument}"),
        ErrorKind::MissingSubcommand => "错误：缺少命令".to_owned(),
        ErrorKind::ArgumentConflict => {
            let other = get(ContextKind::PriorArg).unwrap_or_default();
            if other.is_empty() || other == argument {
                format!("错误：{argument} 只能给一次")
            } else {
                format!("错误：{argument} 不能与 {other} 同用")
            }
        }
        ErrorKind::TooManyValues => format!("错误：{argument} 的值太多：{value}"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("错误：{argument} 的值太少")
        }
        ErrorKind::NoEquals => format!("错误：{argument} 与值之间要有等号"),
        ErrorKind::InvalidUtf8 => "错误：参数不是有效的 UTF-8".to_owned(),
        _ => return error.render().to_string().trim_end().to_owned(),
    };
    if let Some(valid) = get(ContextKind::ValidValue).filter(|valid| !valid.is_empty()) {
        text.push_str(&format!("\n  可以是：{valid}"));
    }
    for kind in
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
    {
        if let Some(suggested) = get(kind) {
            text.push_str(&format!("\n  是不是 {suggested}？"));
        }
    }
    text.push_str("\n  用 --help 查看用法");
    text
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args;

    fn check(arguments: &[&str], expected: &str) {
        let arguments = ["hongtou"].iter().chain(arguments);
        let error = args::command(Lang::Zh).try_get_matches_from(arguments).expect_err("wrong");
        let message = message(&error, Lang::Zh);
        assert!(message.contains(expected), "{message}");
    }

    #[test]
    fn wrong_use_is_said_in_chinese() {
        check(&["chekc", "a"], "没有命令 chekc");
        check(&["chekc", "a"], "是不是 schema、check？");
        check(&["check", "a", "--fromat", "json"], "是不是 --format？");
        check(&["check", "a", "--format", "xml"], "不能是 xml");
        check(&["check", "a", "--format", "xml"], "可以是：text、json");
        check(&["check"], "缺少 <INPUT>...");
        check(&["check", "a", "--format", "json", "--format", "text"], "只能给一次");
        check(&["check", "a", "--jobs", "0"], "--jobs <N> 不能是 0");
        check(&["diff", "a", "b", "--git", "HEAD"], "同用");
    }
}
