//! Copies that are not read: what they say would have to be guessed.
//!
//! Mirror sites turn notices into traditional characters and print the sound behind their words,
//! `印發(yìn fā)`. The words that structure a notice are known in the script that it is issued in.

use hongtou_source::{Document, chars};

use crate::{ReadError, Unsupported};

/// The document, unless it is a copy of that kind.
pub(crate) fn checked(document: Document) -> Result<Document, ReadError> {
    for source in &document.sources {
        if glosses(&source.text) >= FEWEST_GLOSSES {
            return Err(ReadError::Unsupported(Unsupported::Glossed));
        }
        if is_traditional(&source.text) {
            return Err(ReadError::Unsupported(Unsupported::Traditional));
        }
    }
    Ok(document)
}

/// One gloss may be a note on a rare character.
const FEWEST_GLOSSES: usize = 3;

/// How many words are followed by their sound in brackets, tones marked.
fn glosses(text: &str) -> usize {
    // Letters with tone marks begin with these bytes, and nothing else in a notice does.
    let marked = memchr::memchr3_iter(0xc3, 0xc4, 0xc7, text.as_bytes());
    let mut count = 0;
    let mut end = 0;
    for at in marked {
        if at < end {
            continue;
        }
        let Some(open) = text[end..at].rfind(['(', '（']).map(|open| end + open) else { continue };
        let Some(close) = text[at..].find([')', '）']).map(|close| at + close) else { break };
        let after_word = text[..open].chars().next_back().is_some_and(chars::is_han);
        let sound = |c: char| c.is_alphabetic() && !chars::is_han(c) || chars::is_space(c);
        let inner = text[open..close].chars().skip(1);
        if after_word && close - open < 60 && inner.clone().all(sound) {
            count += 1;
            end = close;
        }
    }
    count
}

/// Characters that every notice is full of, in traditional form.
const TRADITIONAL: &str = "關發務責單門實領導與個開對學業產經區縣辦們請屬機構動標準";
/// The same in the form that notices are issued in.
const SIMPLIFIED: &str = "关发务责单门实领导与个开对学业产经区县办们请属机构动标准";
/// How far to look: the head and the first tasks tell.
const SAMPLE: usize = 1_200;
/// As many as this are no quotation.
const FEWEST_CHARACTERS: usize = 8;

fn is_traditional(text: &str) -> bool {
    let (mut traditional, mut simplified) = (0, 0);
    for c in text.chars().filter(|&c| chars::is_han(c)).take(SAMPLE) {
        // Most characters are in neither list; the first test is the cheaper.
        if SIMPLIFIED.contains(c) {
            simplified += 1;
            if simplified >= FEWEST_CHARACTERS {
                return false;
            }
        } else if TRADITIONAL.contains(c) {
            traditional += 1;
        }
    }
    traditional >= FEWEST_CHARACTERS && traditional > simplified * 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sounds_in_brackets_are_glosses() {
        assert_eq!(glosses("疏浚(shū jùn)航道，請認真落實（luò shí）。"), 2);
        assert_eq!(glosses("（A级）、（naïve）、café（咖啡）、5℃（±1℃）"), 0);
    }

    #[test]
    fn characters_tell_the_script() {
        assert!(is_traditional("關於印發任務的通知，各縣區、各單位，實施標準，領導責任，開展"));
        assert!(!is_traditional("关于印发任务的通知，各县区、各单位，实施标准，领导责任，开展"));
        assert!(!is_traditional("萬"));
    }
}
