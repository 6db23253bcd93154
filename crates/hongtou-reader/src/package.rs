//! Parts of an office package, unpacked within limits.

use std::io::{Cursor, Read};

use hongtou_source::Format;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::{Limit, Options, ReadError, Unsupported};

/// A package of parts.
pub(crate) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    format: Format,
    options: Options,
    unpacked: u64,
}

/// What a part unpacks to before its ratio is looked at.
const SMALL: u64 = 1 << 20;

impl<'b> Package<'b> {
    /// Opens a package.
    pub(crate) fn open(
        bytes: &'b [u8],
        format: Format,
        options: &Options,
    ) -> Result<Package<'b>, ReadError> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(format, "", &error))?;
        if archive.len() as u64 > options.max_zip_entries {
            return Err(over(Limit::ZipEntries, options.max_zip_entries, ""));
        }
        Ok(Package { archive, format, options: options.clone(), unpacked: 0 })
    }

    /// Names of the parts, sorted.
    #[cfg(feature = "docx")]
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            self.archive.file_names().flatten().map(|name| name.into_owned()).collect();
        names.sort_unstable();
        names
    }

    /// Unpacks a part; `None` where there is none of the name.
    #[cfg(feature = "docx")]
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        self.unpack(index).map(Some)
    }

    /// Checks that every part unpacks within the limits.
    #[cfg(feature = "xlsx")]
    pub(crate) fn check_all(&mut self) -> Result<(), ReadError> {
        (0..self.archive.len()).try_for_each(|index| self.unpack(index).map(drop))
    }

    fn unpack(&mut self, index: usize) -> Result<Vec<u8>, ReadError> {
        let format = self.format;
        let file = match self.archive.by_index(index) {
            Ok(file) => file,
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(ReadError::Unsupported(Unsupported::Encrypted));
            }
            Err(error) => return Err(broken(format, "", &error)),
        };
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let packed = file.compressed_size().max(1);
        let by_ratio = packed.saturating_mul(self.options.max_zip_ratio).max(SMALL);
        let left = self.options.max_unpacked_bytes.saturating_sub(self.unpacked);
        let most = by_ratio.min(left);
        let mut out = Vec::new();
        // The size that the package claims may be a lie: what is read is counted.
        file.take(most + 1).read_to_end(&mut out).map_err(|error| ReadError::Broken {
            format,
            part: name.clone(),
            offset: None,
            detail: error.to_string(),
        })?;
        if out.len() as u64 > most {
            return Err(if left < by_ratio {
                over(Limit::UnpackedBytes, self.options.max_unpacked_bytes, &name)
            } else {
                over(Limit::ZipRatio, self.options.max_zip_ratio, &name)
            });
        }
        self.unpacked += out.len() as u64;
        Ok(out)
    }
}

fn over(limit: Limit, allowed: u64, part: &str) -> ReadError {
    ReadError::Limit { limit, allowed, part: part.to_owned() }
}

fn broken(format: Format, part: &str, error: &ZipError) -> ReadError {
    ReadError::Broken { format, part: part.to_owned(), offset: None, detail: error.to_string() }
}
