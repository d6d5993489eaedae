//! Rows as we write them: CRLF, UTF-8 with a byte order mark for Excel, or CP932. What a spreadsheet would take for a formula is
//! guarded by an apostrophe, which reading takes off again.

use super::table::LOST;
use crate::server::roster::{decode::Encoding, encode::cp932_marking};

/// What a formula begins with in a spreadsheet (OWASP: CSV injection).
pub(super) const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Writes rows piece by piece.
pub(super) struct Writer {
    encoding: Encoding,
    begun: bool,
    text: String,
}

impl Writer {
    /// Nothing written yet.
    pub(super) fn new(encoding: Encoding) -> Self {
        Self {
            encoding,
            begun: false,
            text: String::new(),
        }
    }

    /// Adds a row.
    pub(super) fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            self.cell(cell);
        }
        self.text.push_str("\r\n");
    }

    fn cell(&mut self, cell: &str) {
        let guard = if cell.starts_with(FORMULA) { "'" } else { "" };
        if cell.contains([',', '"', '\r', '\n']) || !guard.is_empty() {
            let escaped = cell.replace('"', "\"\"");
            self.text.extend(["\"", guard, &escaped, "\""]);
        } else {
            self.text.push_str(cell);
        }
    }

    /// The bytes of the rows added since the last piece.
    pub(super) fn piece(&mut self) -> Vec<u8> {
        let text = std::mem::take(&mut self.text);
        let begins = !std::mem::replace(&mut self.begun, true);
        match self.encoding {
            Encoding::Utf8 if begins => ["\u{FEFF}", &text].concat().into_bytes(),
            Encoding::Utf8 => text.into_bytes(),
            // what it has not got stands as `〓`, which reading refuses: nothing is lost in silence
            Encoding::Cp932 => cp932_marking(&text, LOST),
        }
    }
}
