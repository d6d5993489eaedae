//! From a file's bytes to text: UTF-8 or CP932, decided strictly, nothing replaced in silence.

use std::borrow::Cow;

use encoding_rs::{DecoderResult, SHIFT_JIS};

/// How a roster file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// CP932 (Windows-31J), what Excel and the societies' core systems write in Japan. Not strict Shift_JIS: 髙 﨑 ① are in it.
    Cp932,
}

impl Encoding {
    /// The name as people know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Cp932 => "CP932",
        }
    }
}

/// Bytes that are neither, or hold the mark of an earlier failed conversion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// Neither UTF-8 nor CP932.
    Neither {
        /// Line of the first byte that fits neither.
        line: u64,
    },
    /// U+FFFD: somebody converted the file before and lost letters.
    Lost {
        /// Line of the first lost letter.
        line: u64,
    },
}

/// Reads `bytes`: what is valid UTF-8 is UTF-8, anything else has to be CP932 to the last byte.
///
/// # Errors
/// The line where reading ends.
pub fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), DecodeError> {
    let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (text, encoding) = match std::str::from_utf8(body) {
        Ok(text) => (Cow::Borrowed(text), Encoding::Utf8),
        Err(error) => {
            let marked = body.len() != bytes.len();
            let utf8_end = error.valid_up_to();
            match cp932(body) {
                Ok(text) if !marked => (Cow::Owned(text), Encoding::Cp932),
                Err(cp932_end) if !marked => {
                    return Err(DecodeError::Neither {
                        line: line_at(body, utf8_end.max(cp932_end)),
                    });
                }
                _ => {
                    return Err(DecodeError::Neither {
                        line: line_at(body, utf8_end),
                    });
                }
            }
        }
    };
    match text.find(char::REPLACEMENT_CHARACTER) {
        Some(at) => Err(DecodeError::Lost {
            line: line_at(text.as_bytes(), at),
        }),
        None => Ok((text, encoding)),
    }
}

/// The text, or how many bytes were fine.
fn cp932(bytes: &[u8]) -> Result<String, usize> {
    let mut decoder = SHIFT_JIS.new_decoder_without_bom_handling();
    let mut text = String::new();
    let capacity = decoder
        .max_utf8_buffer_length_without_replacement(bytes.len())
        .unwrap_or(bytes.len());
    text.reserve(capacity);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        (_, read) => Err(read.saturating_sub(1)),
    }
}

/// The line (from 1) of the byte at `at`. In both encodings a line feed is never part of another character.
fn line_at(bytes: &[u8], at: usize) -> u64 {
    1 + bytes[..at.min(bytes.len())]
        .iter()
        .filter(|byte| **byte == b'\n')
        .count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_windows_are_read() {
        let (bytes, _, lossy) = SHIFT_JIS.encode("氏名\r\n髙﨑①～－");
        assert!(!lossy);
        let (text, encoding) = decode(&bytes).unwrap();
        assert_eq!(encoding, Encoding::Cp932);
        assert_eq!(text, "氏名\r\n髙﨑①～－");
    }

    #[test]
    fn the_byte_order_mark_is_no_letter() {
        assert_eq!(
            decode("\u{FEFF}記号".as_bytes()),
            Ok((Cow::Borrowed("記号"), Encoding::Utf8))
        );
    }

    #[test]
    fn what_is_neither_names_its_line() {
        assert_eq!(
            decode(b"a\nb\n\xFF\xFE"),
            Err(DecodeError::Neither { line: 3 })
        );
        assert_eq!(
            decode(b"\xEF\xBB\xBFa\n\x8D\x82"),
            Err(DecodeError::Neither { line: 2 })
        );
    }

    #[test]
    fn a_lost_letter_names_its_line() {
        assert_eq!(
            decode("a\nb\u{FFFD}".as_bytes()),
            Err(DecodeError::Lost { line: 2 })
        );
    }
}
