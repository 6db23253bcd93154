//! Which language to speak.

use std::ffi::OsString;

use hongtou_model::Lang;

/// The languages of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Languages {
    /// Of help, messages and text output: `--lang`, else the locale.
    pub text: Lang,
    /// Of machine formats: `--lang`, else Chinese; never the locale.
    pub machine: Lang,
}

impl Languages {
    /// Finds the languages before the arguments are parsed, since help and errors speak them too.
    pub fn of(arguments: &[OsString], env: impl Fn(&str) -> Option<String>) -> Languages {
        let asked = asked(arguments);
        let text = asked.unwrap_or_else(|| locale(env));
        Languages { text, machine: asked.unwrap_or(Lang::Zh) }
    }
}

fn asked(arguments: &[OsString]) -> Option<Lang> {
    let mut found = None;
    let mut arguments = arguments.iter().skip(1).map(|argument| argument.to_string_lossy());
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            _ if argument == "--" => break,
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('=').map(|value| value.to_owned().into()),
            None => None,
        };
        if let Some(value) = value {
            found = parse(&value).or(found);
        }
    }
    found
}

fn parse(value: &str) -> Option<Lang> {
    match value {
        "zh" => Some(Lang::Zh),
        "en" => Some(Lang::En),
        _ => None,
    }
}

/// POSIX: the first of these that is set and not empty decides.
fn locale(env: impl Fn(&str) -> Option<String>) -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| env(name).filter(|value| !value.is_empty()));
    if set.is_some_and(|value| value.to_ascii_lowercase().starts_with("zh")) {
        Lang::Zh
    } else {
        Lang::En
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(arguments: &[&str], env: &[(&str, &str)]) -> Languages {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        Languages::of(&arguments, |name| {
            env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn machine_formats_never_follow_the_locale() {
        let languages = of(&["hongtou", "check"], &[("LANG", "en_US.UTF-8")]);
        assert_eq!(languages, Languages { text: Lang::En, machine: Lang::Zh });
    }

    #[test]
    fn the_option_decides_for_both() {
        for arguments in [["hongtou", "--lang=en"], ["hongtou", "--lang=en"]] {
            let languages = of(&arguments, &[("LC_ALL", "zh_CN.UTF-8")]);
            assert_eq!(languages, Languages { text: Lang::En, machine: Lang::En });
        }
    }

    #[test]
    fn an_empty_variable_is_not_set() {
        let env = [("LC_ALL", ""), ("LC_MESSAGES", "zh_TW"), ("LANG", "C")];
        assert_eq!(of(&["hongtou"], &env).text, Lang::Zh);
    }

    #[test]
    fn what_follows_two_dashes_is_no_option() {
        assert_eq!(of(&["hongtou", "--", "--lang=zh"], &[]).text, Lang::En);
    }
}
