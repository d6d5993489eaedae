//! CSV as it leaves the console: CRLF, UTF-8 with a byte order mark or CP932, no cell that a spreadsheet takes for a formula.

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use crate::server::roster::{decode::Encoding, encode::cp932};

/// A file to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name, ASCII.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A cell that begins as a formula gets a `'`, by which spreadsheets know text (OWASP, CSV Injection).
fn neutral(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// Rows as a file's bytes; nothing where a letter is not in CP932, and no letter is replaced in silence.
pub(in crate::server) fn bytes(
    header: &[&str],
    rows: impl IntoIterator<Item = Vec<String>>,
    encoding: Encoding,
) -> Option<Vec<u8>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new());
    writer.write_record(header).ok()?;
    for row in rows {
        writer
            .write_record(row.iter().map(|cell| neutral(cell)))
            .ok()?;
    }
    let text = writer.into_inner().ok()?;
    match encoding {
        Encoding::Utf8 => Some([b"\xEF\xBB\xBF".as_slice(), &text].concat()),
        Encoding::Cp932 => {
            let text = String::from_utf8(text).ok()?;
            cp932(&text)
        }
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::SHIFT_JIS;

    use super::*;

    fn text(cells: &[&str]) -> String {
        let row = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let header = vec!["見出し"; cells.len()];
        let bytes = bytes(&header, [row], Encoding::Utf8).expect("UTF-8 has every letter");
        String::from_utf8(bytes).expect("it is UTF-8")
    }

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+81", "-5", "@SUM(A1)", "\t=1", "\r=1"] {
            let file = text(&[cell]);
            let line = file.split_once("\r\n").expect("two lines").1;
            assert!(
                line.starts_with('\'') || line.starts_with("\"'"),
                "{file:?}"
            );
        }
        assert_eq!(
            text(&["空色\"商事\""]),
            "\u{FEFF}見出し\r\n\"空色\"\"商事\"\"\"\r\n"
        );
        assert_eq!(text(&["1-2", ""]), "\u{FEFF}見出し,見出し\r\n1-2,\r\n");
    }

    #[test]
    fn cp932_holds_its_letters_and_loses_none_in_silence() {
        let row = |cell: &str| [vec![cell.to_owned()]];
        let file = bytes(&["氏名"], row("髙﨑"), Encoding::Cp932).expect("both are in it");
        let (read, _, lossy) = SHIFT_JIS.decode(&file);
        assert!(!lossy && read.contains("髙﨑"));
        assert_eq!(bytes(&["氏名"], row("𠮷野"), Encoding::Cp932), None);
    }
}
