//! A serializer for JSON, compact or indented, byte for byte that of `serde_json`.
//!
//! What a model is written of is mostly short: half of the bytes are names of fields, which a
//! general serializer looks through for quotes again and again, and places of one or two numbers.
//! Names of fields and variants are ours and never need a look; texts are looked through sixteen
//! bytes at a time. That is a third of the work. Texts that do need escapes, and all that the
//! model has none of, are left to `serde_json`.

use std::fmt;
use std::io::{self, Write};

use serde::ser::{self, Impossible, Serialize};

use crate::bytes;

/// Bytes that wait before they are passed on.
const PIECE: usize = 32 * 1024;

/// Bytes of the longest name of a field that is written in one piece.
const LONGEST_NAME: usize = 21;

/// A line's end and the most white space that is written in one piece.
const LINE: &[u8] = b"\n                                ";

/// Writes a value and a newline into a writer, which need not be buffered; `INDENTED` puts each part on a
/// line of its own.
pub(super) fn write<const INDENTED: bool>(
    value: &impl Serialize,
    writer: &mut dyn Write,
) -> io::Result<()> {
    let out = Vec::with_capacity(PIECE + PIECE / 4);
    let mut json = Compact::<INDENTED> { out, writer: Some(writer), depth: 0 };
    value.serialize(&mut json).map_err(|failure| failure.0)?;
    json.out.push(b'\n');
    json.pass_on()
}

/// A value and a newline in memory; `about` is how many bytes there may be.
pub(super) fn to_vec(value: &impl Serialize, about: usize) -> io::Result<Vec<u8>> {
    let mut json = Compact::<false> { out: Vec::with_capacity(about), writer: None, depth: 0 };
    value.serialize(&mut json).map_err(|failure| failure.0)?;
    json.out.push(b'\n');
    Ok(json.out)
}

/// JSON in the making.
struct Compact<'w, const INDENTED: bool> {
    out: Vec<u8>,
    /// Where pieces go; without one, all stays in `out`.
    writer: Option<&'w mut dyn Write>,
    /// How many lists and objects are open.
    depth: usize,
}

impl<const INDENTED: bool> Compact<'_, INDENTED> {
    /// Begins the line of a part.
    fn line(&mut self) {
        let mut left = self.depth * 2;
        let first = left.min(LINE.len() - 1);
        self.out.extend_from_slice(&LINE[..=first]);
        left -= first;
        while left > 0 {
            let more = left.min(LINE.len() - 1);
            self.out.extend_from_slice(&LINE[1..=more]);
            left -= more;
        }
    }

    /// A string without a byte that JSON escapes, quoted.
    #[inline]
    fn plain(&mut self, text: &str) {
        self.out.push(b'"');
        self.out.extend_from_slice(text.as_bytes());
        self.out.push(b'"');
    }

    /// Hands on what waits.
    fn pass_on(&mut self) -> io::Result<()> {
        if let Some(writer) = &mut self.writer {
            writer.write_all(&self.out)?;
            self.out.clear();
        }
        Ok(())
    }

    /// What is left to the library.
    fn general(&mut self, value: impl Serialize) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.out, &value).map_err(|error| Failure(error.into()))
    }
}

/// Why a value could not be written.
#[derive(Debug)]
struct Failure(io::Error);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Failure {}

impl ser::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Failure {
        Failure(io::Error::other(message.to_string()))
    }
}

fn none_in_the_model<T>(kind: &str) -> Result<T, Failure> {
    Err(ser::Error::custom(format_args!("the model has no {kind}")))
}

impl<'j, 'w, const INDENTED: bool> ser::Serializer for &'j mut Compact<'w, INDENTED> {
    type Ok = ();
    type Error = Failure;
    type SerializeSeq = Parts<'j, 'w, INDENTED>;
    type SerializeTuple = Impossible<(), Failure>;
    type SerializeTupleStruct = Impossible<(), Failure>;
    type SerializeTupleVariant = Impossible<(), Failure>;
    type SerializeMap = Parts<'j, 'w, INDENTED>;
    type SerializeStruct = Parts<'j, 'w, INDENTED>;
    type SerializeStructVariant = Impossible<(), Failure>;

    fn serialize_bool(self, value: bool) -> Result<(), Failure> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Failure> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Failure> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Failure> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Failure> {
        self.out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
        Ok(())
    }

    fn serialize_u8(self, value: u8) -> Result<(), Failure> {
        self.serialize_u32(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Failure> {
        self.serialize_u32(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Failure> {
        self.out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
        Ok(())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Failure> {
        self.out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Failure> {
        self.general(value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Failure> {
        self.general(value)
    }

    fn serialize_char(self, value: char) -> Result<(), Failure> {
        self.general(value)
    }

    fn serialize_str(self, text: &str) -> Result<(), Failure> {
        let escaped = |byte: u8| (byte < 0x20) | (byte == b'"') | (byte == b'\\');
        if bytes::any(text.as_bytes(), |bytes| bytes::one(bytes, escaped)) {
            return self.general(text);
        }
        self.plain(text);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Failure> {
        self.general(value)
    }

    fn serialize_none(self) -> Result<(), Failure> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Failure> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Failure> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Failure> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Failure> {
        self.plain(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Failure> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Failure> {
        none_in_the_model("variant with a value")
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'j, 'w, INDENTED>, Failure> {
        Ok(Parts::begin(self, b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Impossible<(), Failure>, Failure> {
        none_in_the_model("tuple")
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Failure>, Failure> {
        none_in_the_model("tuple")
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Failure>, Failure> {
        none_in_the_model("variant with values")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'j, 'w, INDENTED>, Failure> {
        Ok(Parts::begin(self, b'{', b'}'))
    }

    fn serialize_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<Parts<'j, 'w, INDENTED>, Failure> {
        Ok(Parts::begin(self, b'{', b'}'))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Impossible<(), Failure>, Failure> {
        none_in_the_model("variant with fields")
    }
}

/// The inside of a list or an object in the making.
struct Parts<'j, 'w, const INDENTED: bool> {
    json: &'j mut Compact<'w, INDENTED>,
    /// What goes before the next part: the sign that opens it before the first, then a comma.
    before: u8,
    close: u8,
}

impl<'j, 'w, const INDENTED: bool> Parts<'j, 'w, INDENTED> {
    fn begin(json: &'j mut Compact<'w, INDENTED>, open: u8, close: u8) -> Parts<'j, 'w, INDENTED> {
        json.depth += usize::from(INDENTED);
        Parts { json, before: open, close }
    }

    #[inline]
    fn before(&mut self) {
        self.json.out.push(self.before);
        self.before = b',';
        if INDENTED {
            self.json.line();
        }
    }

    /// Between a name and its value.
    #[inline]
    fn colon(&mut self) {
        self.json.out.extend_from_slice(if INDENTED { &b": "[..] } else { b":" });
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        self.before();
        value.serialize(&mut *self.json)
    }

    fn close(self) -> Result<(), Failure> {
        let json = self.json;
        json.depth -= usize::from(INDENTED);
        if self.before != b',' {
            json.out.push(self.before);
        } else if INDENTED {
            json.line();
        }
        json.out.push(self.close);
        if json.out.len() >= PIECE { json.pass_on().map_err(Failure) } else { Ok(()) }
    }
}

impl<const INDENTED: bool> ser::SerializeSeq for Parts<'_, '_, INDENTED> {
    type Ok = ();
    type Error = Failure;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        self.element(value)
    }

    fn end(self) -> Result<(), Failure> {
        self.close()
    }
}

impl<const INDENTED: bool> ser::SerializeMap for Parts<'_, '_, INDENTED> {
    type Ok = ();
    type Error = Failure;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Failure> {
        self.before();
        let at = self.json.out.len();
        key.serialize(&mut *self.json)?;
        if self.json.out.get(at) == Some(&b'"') { Ok(()) } else { none_in_the_model("such key") }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Failure> {
        self.colon();
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Result<(), Failure> {
        self.close()
    }
}

impl<const INDENTED: bool> ser::SerializeStruct for Parts<'_, '_, INDENTED> {
    type Ok = ();
    type Error = Failure;

    // Inlined, the length of the name is known and copying it a move or two.
    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Failure> {
        let mut quoted = [b'"'; LONGEST_NAME + 4];
        match quoted.get_mut(..name.len() + 4).filter(|_| !INDENTED) {
            // In one piece with what goes before, since each must look whether there is room for it.
            Some(quoted) => {
                quoted[0] = std::mem::replace(&mut self.before, b',');
                quoted[2..name.len() + 2].copy_from_slice(name.as_bytes());
                quoted[name.len() + 3] = b':';
                self.json.out.extend_from_slice(quoted);
            }
            None => {
                self.before();
                self.json.plain(name);
                self.colon();
            }
        }
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Result<(), Failure> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn parts_within_parts_are_indented_as_the_library_does() {
        let mut value = json!({"空": [], "无": {}, "名": "值", "数": [1, [2, {"三": null}]]});
        for _ in 0..40 {
            let mut out = Vec::new();
            write::<true>(&value, &mut out).expect("a Vec takes all");
            let general = serde_json::to_vec_pretty(&value).expect("JSON");
            assert_eq!(out.strip_suffix(b"\n"), Some(&*general));
            value = Value::Array(vec![value, Value::Bool(true)]);
        }
    }
}
