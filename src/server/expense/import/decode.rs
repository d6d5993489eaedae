//! From a file's bytes to text, piece by piece: UTF-8 or CP932, decided strictly over the whole file, nothing replaced in silence.
//!
//! May enter: bytes and encodings. Must not: CSV, cells.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, SHIFT_JIS};
use sha2::{Digest, Sha256};

use crate::domain::expense::batch::Encoding;

/// Bytes read at once.
const PIECE: usize = 256 * 1024;
/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";
/// How workbooks of Excel begin: .xlsx is a ZIP archive, .xls a compound file.
const WORKBOOKS: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];

/// What a first look at all bytes tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Probe {
    /// SHA-256 of the file.
    pub digest: [u8; 32],
    /// Whether it is UTF-8 to the last byte; else it is CP932 or nothing.
    pub utf8: bool,
    /// Whether it begins with the mark of UTF-8.
    pub marked: bool,
    /// Whether it is a workbook of Excel.
    pub workbook: bool,
    /// Line of the first byte that is not UTF-8.
    pub utf8_ends: u32,
    /// Line ends: about as many as there are rows.
    pub lines: u32,
}

impl Probe {
    /// Of a file that was looked at before.
    pub fn known(encoding: Encoding) -> Self {
        Self {
            digest: [0; 32],
            utf8: encoding == Encoding::Utf8,
            marked: false,
            workbook: false,
            utf8_ends: 1,
            lines: 0,
        }
    }

    fn take(&mut self, sha: &mut Sha256, bytes: &[u8]) {
        sha.update(bytes);
        self.lines = self.lines.saturating_add(lines(bytes));
    }

    /// Reads on for the digest and the lines alone.
    fn drain(
        &mut self,
        input: &mut impl Read,
        sha: &mut Sha256,
        buffer: &mut [u8],
    ) -> io::Result<()> {
        loop {
            let read = read_full(input, buffer)?;
            if read == 0 {
                return Ok(());
            }
            self.take(sha, &buffer[..read]);
        }
    }
}

/// Looks at all bytes once.
///
/// # Errors
/// When the file cannot be read.
pub fn probe(mut input: impl Read) -> io::Result<Probe> {
    let mut sha = Sha256::new();
    let mut buffer = vec![0; PIECE];
    let (mut carried, mut first) = (0, true);
    let mut found = Probe {
        digest: [0; 32],
        utf8: true,
        marked: false,
        workbook: false,
        utf8_ends: 1,
        lines: 0,
    };
    loop {
        let read = read_full(&mut input, &mut buffer[carried..])?;
        found.take(&mut sha, &buffer[carried..carried + read]);
        let bytes = &buffer[..carried + read];
        found.marked |= first && bytes.starts_with(MARK);
        found.workbook |= first && WORKBOOKS.iter().any(|begins| bytes.starts_with(begins));
        first = false;
        let last = read == 0;
        let (fine, broken) = match std::str::from_utf8(bytes) {
            Ok(_) => (bytes.len(), false),
            // a letter may go on in the next piece
            Err(error) => (error.valid_up_to(), error.error_len().is_some() || last),
        };
        found.utf8_ends = found.utf8_ends.saturating_add(lines(&bytes[..fine]));
        if broken {
            found.utf8 = false;
            found.drain(&mut input, &mut sha, &mut buffer)?;
        }
        if broken || last {
            break;
        }
        let rest = fine..carried + read;
        carried = rest.len();
        buffer.copy_within(rest, 0);
    }
    found.digest = sha.finalize().into();
    Ok(found)
}

fn read_full(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match input.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn lines(bytes: &[u8]) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', bytes).count()).unwrap_or(u32::MAX)
}

/// Why there is no more text.
#[derive(Debug)]
pub enum TextError {
    /// The file cannot be read.
    Io(io::Error),
    /// A byte fits neither encoding.
    Neither,
}

impl From<io::Error> for TextError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The text of a file, in pieces that may end within a line. The mark of UTF-8 is no text.
pub struct Text<R> {
    input: R,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    decoded: Vec<u8>,
    sha: Sha256,
    begun: bool,
    ended: bool,
}

impl<R: Read> Text<R> {
    /// The text of a file that was probed.
    pub fn new(input: R, encoding: Encoding) -> Self {
        let decoder = match encoding {
            Encoding::Utf8 => None,
            Encoding::Cp932 => Some(SHIFT_JIS.new_decoder_without_bom_handling()),
        };
        Self {
            input,
            decoder,
            raw: vec![0; PIECE],
            decoded: Vec::new(),
            sha: Sha256::new(),
            begun: false,
            ended: false,
        }
    }

    /// The next piece, as UTF-8 that a CP932 file's bytes became, or the bytes of a UTF-8 file; empty at the end.
    ///
    /// # Errors
    /// What ends the text before its end.
    pub fn piece(&mut self) -> Result<&[u8], TextError> {
        if self.ended {
            return Ok(&[]);
        }
        let read = read_full(&mut self.input, &mut self.raw)?;
        self.sha.update(&self.raw[..read]);
        self.ended = read < self.raw.len();
        let skipped = match !self.begun && self.raw[..read].starts_with(MARK) {
            true => MARK.len(),
            false => 0,
        };
        self.begun = true;
        let Some(decoder) = &mut self.decoder else {
            return Ok(&self.raw[skipped..read]);
        };
        let most = decoder.max_utf8_buffer_length_without_replacement(read);
        self.decoded.resize(most.unwrap_or(4 * PIECE), 0);
        let (result, _, written) = decoder.decode_to_utf8_without_replacement(
            &self.raw[..read],
            &mut self.decoded,
            self.ended,
        );
        match result {
            DecoderResult::InputEmpty => Ok(&self.decoded[..written]),
            _ => {
                // what came before the fault still counts its lines
                self.decoded.truncate(written);
                Err(TextError::Neither)
            }
        }
    }

    /// Lines of the piece that was being decoded when it broke off.
    pub fn lines_of_broken(&self) -> u32 {
        lines(&self.decoded)
    }

    /// SHA-256 of what was read.
    pub fn digest(self) -> [u8; 32] {
        self.sha.finalize().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probed(bytes: &[u8]) -> Probe {
        probe(bytes).unwrap()
    }

    /// All text of a file, whatever pieces it comes in.
    fn text(bytes: &[u8], encoding: Encoding) -> Result<String, u32> {
        let mut text = Text::new(bytes, encoding);
        let mut whole = Vec::new();
        loop {
            match text.piece() {
                Ok([]) => break,
                Ok(piece) => whole.extend_from_slice(piece),
                Err(_) => return Err(1 + lines(&whole) + text.lines_of_broken()),
            }
        }
        assert_eq!(text.digest(), probed(bytes).digest);
        Ok(String::from_utf8(whole).unwrap())
    }

    #[test]
    fn letters_on_the_edge_of_a_piece_are_whole() {
        for before in PIECE - 4..PIECE + 2 {
            let written = format!("{}髙﨑①\n", "a".repeat(before));
            assert!(probed(written.as_bytes()).utf8);
            assert_eq!(
                text(written.as_bytes(), Encoding::Utf8).as_deref(),
                Ok(written.as_str())
            );
            let (bytes, _, _) = SHIFT_JIS.encode(&written);
            assert!(!probed(&bytes).utf8);
            assert_eq!(
                text(&bytes, Encoding::Cp932).as_deref(),
                Ok(written.as_str())
            );
        }
    }

    #[test]
    fn the_mark_is_no_letter() {
        let bytes = "\u{FEFF}記号\n".as_bytes();
        assert!(probed(bytes).marked);
        assert_eq!(text(bytes, Encoding::Utf8).as_deref(), Ok("記号\n"));
    }

    #[test]
    fn what_is_neither_names_its_line() {
        let bytes = b"a\nb\n\xFF\xFE";
        assert_eq!(probed(bytes).utf8_ends, 3);
        assert_eq!(text(bytes, Encoding::Cp932), Err(3));
        let cut = "a\n髙".as_bytes();
        assert!(!probed(&cut[..cut.len() - 1]).utf8);
    }
}
