//! The bytes of short texts, many at a time.

/// Whether a text has what `wanted` tells of sixteen bytes together.
///
/// Tables and JSON hold thousands of short texts, and nearly none has a byte that must be written
/// in another way: so a text costs a comparison or two of sixteen bytes, not a loop over each. The
/// last sixteen may overlap those before, so that the end of a text needs no loop either.
pub(crate) fn any(text: &[u8], wanted: impl Fn(&[u8; 16]) -> bool) -> bool {
    if let Some(last) = text.last_chunk() {
        return text.as_chunks().0.iter().any(&wanted) || wanted(last);
    }
    // What is shorter is filled up with its own bytes.
    let [first, ..] = *text else { return false };
    let mut filled = [first; 16];
    if let (Some(first), Some(last)) = (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        filled[..8].copy_from_slice(first);
        filled[8..].copy_from_slice(last);
    } else if let (Some(first), Some(last)) = (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        filled[..4].copy_from_slice(first);
        filled[4..8].copy_from_slice(last);
    } else {
        filled.iter_mut().zip(text).for_each(|(to, &byte)| *to = byte);
    }
    wanted(&filled)
}

/// Whether one of the bytes is wanted; told without a branch, so that all are compared at once.
pub(crate) fn one(bytes: &[u8; 16], wanted: impl Fn(u8) -> bool) -> bool {
    bytes.iter().fold(false, |any, &byte| any | wanted(byte))
}

#[cfg(test)]
mod tests {
    use super::{any, one};

    #[test]
    fn a_byte_is_found_wherever_it_stands() {
        for length in 0..50 {
            let plain = vec![b'a'; length];
            assert!(!any(&plain, |bytes| one(bytes, |byte| byte == b'"')), "{length}");
            for at in 0..length {
                let mut text = plain.clone();
                text[at] = b'"';
                assert!(any(&text, |bytes| one(bytes, |byte| byte == b'"')), "{at} of {length}");
            }
        }
    }
}
