//! Roster files as we write them: CRLF, header line, UTF-8 with a byte order mark for Excel, or CP932.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::{column::Column, decode::Encoding, encode::cp932, generate::Member};

/// Writes a roster file.
///
/// # Errors
/// When `out` takes no more, or a letter is not in CP932.
pub fn write(members: &[Member], encoding: Encoding, mut out: impl Write) -> io::Result<()> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    writer.write_record(Column::ALL.map(Column::name))?;
    for member in members {
        writer.write_record(member.line())?;
    }
    let text = writer.into_inner().map_err(|error| error.into_error())?;
    match encoding {
        Encoding::Utf8 => {
            out.write_all(b"\xEF\xBB\xBF")?;
            out.write_all(&text)?;
        }
        Encoding::Cp932 => {
            let text = String::from_utf8(text).map_err(io::Error::other)?;
            let bytes = cp932(&text);
            out.write_all(&bytes.ok_or_else(|| io::Error::other("CP932 にない文字があります"))?)?;
        }
    }
    out.flush()
}
