//! A defect of the program costs the input that shows it, not the run.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use hongtou_model::Lang;

use crate::pipeline::Unreadable;

thread_local! {
    /// Where the last panic of this thread was and what it said, while some work is watched; `None` outside.
    static SAID: Cell<Option<String>> = const { Cell::new(None) };
}

/// Panics of watched work are kept, not printed; all others stay as they were.
fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if SAID.take().is_none() {
                return before(info);
            }
            let place = info.location().map(|at| format!("{}:{}: ", at.file(), at.line()));
            let said = info.payload_as_str().unwrap_or_default();
            SAID.set(Some(place.unwrap_or_default() + said));
        }));
    });
}

/// What some work gives; where it panics, what to say of its input.
///
/// Nothing that the work shares with others is half changed by it: it reads one input and writes files of
/// their own, each whole or not at all.
pub(crate) fn watched<R>(work: impl FnOnce() -> R) -> Result<R, Unreadable> {
    listen();
    SAID.set(Some(String::new()));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    let said = SAID.take().unwrap_or_default();
    result.map_err(|_| {
        let message = |lang: Lang| {
            lang.pick("程序自身的缺陷：", "a defect of the program itself: ").to_owned() + &said
        };
        Unreadable::new(message).with_help(|lang| {
            lang.pick(
                "请把这份文件和这条信息报告给开发者；其他文件不受影响",
                "please report it with the file; other inputs are not affected",
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_said_of_its_input_alone() {
        assert_eq!(watched(|| 7).expect("no panic"), 7);
        let problem = watched(|| [1, 2][[3].len() + 1]).expect_err("beyond the end");
        let message = problem.message(Lang::En);
        assert!(
            message.starts_with("a defect of the program itself: ")
                && message.contains("defect.rs:")
                && message.ends_with("the index is 2"),
            "{message}"
        );
        assert_eq!(watched(|| 8).expect("no panic"), 8);
    }
}
