//! From text in pieces to records of cells, each with the line it begins on.
//!
//! May enter: CSV (RFC 4180, as Excel writes it), bounds on what is held. Must not: what the cells mean.

use std::ops::ControlFlow;

use csv_core::{ReadRecordResult, Reader};

/// Most bytes of a record: beyond it a quotation mark was not closed, most likely.
const MAX_RECORD: usize = 512 * 1024;
/// Most cells of a record.
const MAX_CELLS: usize = 4_096;

/// A record: its bytes and where each cell ends.
pub struct Record<'a> {
    bytes: &'a [u8],
    ends: &'a [usize],
}

impl<'a> Record<'a> {
    /// The cells, if they are text.
    pub fn cells(&self) -> Option<impl ExactSizeIterator<Item = &'a str> + Clone> {
        let text = std::str::from_utf8(self.bytes).ok()?;
        let ends = self.ends;
        let cells = (0..ends.len()).map(move |at| {
            let begin = at.checked_sub(1).map_or(0, |before| ends[before]);
            &text[begin..ends[at]]
        });
        Some(cells)
    }

    /// All cells' bytes.
    pub fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}

/// What cannot be a record: the line it begins on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unclosed {
    /// The line.
    pub line: u32,
}

/// Splits text into records.
pub struct Records {
    reader: Reader,
    out: Vec<u8>,
    ends: Vec<usize>,
    written: usize,
    ended: usize,
    line: u32,
    begins: u32,
    between: bool,
    quotes: usize,
}

impl Default for Records {
    fn default() -> Self {
        Self {
            reader: Reader::new(),
            out: vec![0; 8 * 1024],
            ends: vec![0; 64],
            written: 0,
            ended: 0,
            line: 1,
            begins: 1,
            between: true,
            quotes: 0,
        }
    }
}

impl Records {
    /// Takes a piece of text and gives every record that ends in it to `take`, which says whether to go on.
    ///
    /// # Errors
    /// Where a record has no end that could be one.
    pub fn feed(
        &mut self,
        mut piece: &[u8],
        mut take: impl FnMut(u32, Record<'_>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Unclosed> {
        loop {
            if self.between {
                let ends = piece.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
                let skipped = ends.count();
                self.count(&piece[..skipped]);
                piece = &piece[skipped..];
            }
            if piece.is_empty() {
                return Ok(ControlFlow::Continue(()));
            }
            if self.between {
                self.begins = self.line;
                self.between = false;
            }
            let (result, read, written, ended) = self.reader.read_record(
                piece,
                &mut self.out[self.written..],
                &mut self.ends[self.ended..],
            );
            self.count(&piece[..read]);
            piece = &piece[read..];
            self.written += written;
            self.ended += ended;
            match result {
                ReadRecordResult::Record => {
                    if self.hand_over(&mut take).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                ReadRecordResult::OutputFull => grow(&mut self.out, MAX_RECORD, self.begins)?,
                ReadRecordResult::OutputEndsFull => grow(&mut self.ends, MAX_CELLS, self.begins)?,
                ReadRecordResult::InputEmpty | ReadRecordResult::End => {}
            }
        }
    }

    /// The text has ended: gives the last record, if it had no line end, to `take`.
    ///
    /// # Errors
    /// Where a quotation mark is still open.
    pub fn finish(
        &mut self,
        mut take: impl FnMut(u32, Record<'_>) -> ControlFlow<()>,
    ) -> Result<(), Unclosed> {
        if self.quotes % 2 == 1 {
            return Err(Unclosed { line: self.begins });
        }
        while !self.between {
            let (result, _, written, ended) = self.reader.read_record(
                &[],
                &mut self.out[self.written..],
                &mut self.ends[self.ended..],
            );
            self.written += written;
            self.ended += ended;
            match result {
                ReadRecordResult::OutputEndsFull => grow(&mut self.ends, MAX_CELLS, self.begins)?,
                ReadRecordResult::OutputFull => grow(&mut self.out, MAX_RECORD, self.begins)?,
                ReadRecordResult::Record => {
                    let _ = self.hand_over(&mut take);
                }
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::End => return Ok(()),
            }
        }
        Ok(())
    }

    /// The line the text has come to.
    pub fn line(&self) -> u32 {
        self.line
    }

    fn hand_over(
        &mut self,
        take: &mut impl FnMut(u32, Record<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let record = Record {
            bytes: &self.out[..self.written],
            ends: &self.ends[..self.ended],
        };
        let answer = take(self.begins, record);
        (self.written, self.ended, self.between) = (0, 0, true);
        answer
    }

    fn count(&mut self, bytes: &[u8]) {
        for at in memchr::memchr2_iter(b'\n', b'"', bytes) {
            if bytes[at] == b'\n' {
                self.line = self.line.saturating_add(1);
            } else {
                self.quotes += 1;
            }
        }
    }
}

fn grow<T: Clone + Default>(buffer: &mut Vec<T>, most: usize, line: u32) -> Result<(), Unclosed> {
    if buffer.len() >= most {
        return Err(Unclosed { line });
    }
    buffer.resize((buffer.len() * 2).min(most), T::default());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Found = Vec<(u32, Vec<String>)>;

    fn read(text: &str, piece: usize) -> Result<Found, Unclosed> {
        let mut records = Records::default();
        let mut found = Vec::new();
        let mut take = |line, record: Record<'_>| {
            let cells = record.cells().unwrap().map(str::to_owned).collect();
            found.push((line, cells));
            ControlFlow::Continue(())
        };
        for piece in text.as_bytes().chunks(piece) {
            let _ = records.feed(piece, &mut take)?;
        }
        records.finish(&mut take)?;
        Ok(found)
    }

    #[test]
    fn lines_are_counted_whatever_the_pieces() {
        let text = "a,b\r\n\r\n\"1\n2\",\"x\"\"y\"\r\n\n3,髙\r\n4,";
        let expected = [
            (1, vec!["a".to_owned(), "b".into()]),
            (3, vec!["1\n2".into(), "x\"y".into()]),
            (6, vec!["3".into(), "髙".into()]),
            (7, vec!["4".into(), String::new()]),
        ];
        for piece in 1..text.len() {
            assert_eq!(read(text, piece).unwrap(), expected, "{piece}");
        }
    }

    #[test]
    fn an_open_quotation_mark_names_its_line() {
        assert_eq!(read("a\n\"b\nc\n", 3), Err(Unclosed { line: 2 }));
        let long = format!("a\n\"{}\"", "b\n".repeat(MAX_RECORD));
        assert_eq!(read(&long, 4_096), Err(Unclosed { line: 2 }));
        let wide = ",".repeat(MAX_CELLS + 1);
        assert_eq!(read(&wide, 4_096), Err(Unclosed { line: 1 }));
    }
}
