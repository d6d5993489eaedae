//! Blocks into rows: sizes and spaces.
//!
//! May enter: every kind of block; tables are in `tables`. Must not: places down a page (`flow`), PDF (`write`).

use super::{
    document::{Align, Block, Document},
    flow::{Cell, Flow, LEADING, LEFT, Line, Row, WIDTH},
    font::face,
    lines::wrap,
    tables,
    tags::{Id, Kind},
    words,
};

/// The size of text, in points.
pub(super) const BODY: f32 = 10.0;
const TITLE: f32 = 18.0;
const HEADING: f32 = 12.0;
/// Blank before a block, and before a heading.
const GAP: f32 = 4.0;
const SECTION: f32 = 9.0;
/// Blank around the text of a notice.
const PAD: (f32, f32) = (10.0, 6.0);
const GROUND: u8 = 246;

/// A document set on its pages.
pub(super) struct Set {
    /// Pages and structure.
    pub(super) flow: Flow,
    /// The name of the document.
    pub(super) title: String,
    /// The title and the headings under it, with the elements they are.
    pub(super) headings: Vec<(String, Id)>,
}

/// Sets a document.
pub(super) fn pages(document: &Document) -> Set {
    let words = words::of(document.lang);
    // PDF/UA asks for a title
    let title = match face().clean_line(&document.title).trim() {
        "" => words.document.to_owned(),
        title => title.to_owned(),
    };
    let mut set = Set {
        flow: Flow::new(),
        title,
        headings: Vec::new(),
    };
    set.heading(1, &set.title.clone());
    for block in &document.blocks {
        set.block(block, words.point);
    }
    let footer = face().clean_line(&document.footer);
    set.flow
        .foot(&footer, |at, of| words::page(document.lang, at, of));
    set
}

impl Set {
    fn block(&mut self, block: &Block, point: &str) {
        if !matches!(block, Block::Heading(_)) {
            self.flow.space(GAP);
        }
        match block {
            Block::Heading(text) => self.heading(2, text),
            Block::Paragraph(text) => self.paragraph(text, Align::Left),
            Block::Issuer(lines) => {
                for line in lines {
                    self.paragraph(line, Align::Right);
                }
            }
            Block::List(points) => self.list(points, point),
            Block::Pairs(pairs) => tables::pairs(&mut self.flow, pairs),
            Block::Table(table) => tables::table(&mut self.flow, table),
            Block::Notice { title, lines } => self.notice(title, lines),
        }
    }

    fn heading(&mut self, level: u8, text: &str) {
        let text = face().clean_line(text);
        if text.trim().is_empty() {
            return;
        }
        let of = self.flow.tree.add(Kind::Heading(level), None);
        let (size, align) = match level {
            1 => (TITLE, Align::Middle),
            _ => (HEADING, Align::Left),
        };
        let mut cell = Cell::new(LEFT, WIDTH);
        cell.align = align;
        cell.lines = lines(&text, size, WIDTH, true, of);
        self.flow.space(SECTION);
        self.flow.place(
            &Row {
                whole: true,
                keep: 4.0 * BODY * LEADING,
                ..Row::new(size, vec![cell])
            },
            None,
        );
        self.headings.push((text, of));
    }

    fn paragraph(&mut self, text: &str, align: Align) {
        let of = self.flow.tree.add(Kind::Paragraph, None);
        let mut cell = Cell::new(LEFT, WIDTH);
        cell.align = align;
        cell.lines = lines(text, BODY, WIDTH, false, of);
        self.flow.place(&Row::new(BODY, vec![cell]), None);
    }

    fn list(&mut self, points: &[String], point: &str) {
        let tree = &mut self.flow.tree;
        let list = tree.add(Kind::List, None);
        let indent = face().measure(point) * BODY;
        let row = |text: &String| {
            let item = tree.add(Kind::Item, Some(list));
            let label = tree.add(Kind::Label, Some(item));
            let body = tree.add(Kind::Body, Some(item));
            let mut sign = Cell::new(LEFT, indent);
            sign.lines = lines(point, BODY, WIDTH, false, label);
            let mut cell = Cell::new(LEFT + indent, WIDTH - indent);
            cell.lines = lines(text, BODY, cell.width, false, body);
            Row::new(BODY, vec![sign, cell])
        };
        let rows: Vec<Row> = points.iter().map(row).collect();
        for row in rows {
            self.flow.place(&row, None);
        }
    }

    fn notice(&mut self, title: &str, texts: &[String]) {
        let tree = &mut self.flow.tree;
        let notice = tree.add(Kind::Division, None);
        let mut cell = Cell::new(LEFT, WIDTH);
        cell.fill = Some(GROUND);
        for (at, text) in std::iter::once(title)
            .chain(texts.iter().map(String::as_str))
            .enumerate()
        {
            let of = tree.add(Kind::Paragraph, Some(notice));
            let inside = WIDTH - 2.0 * PAD.0;
            cell.lines.extend(lines(text, BODY, inside, at == 0, of));
        }
        self.flow.place(
            &Row {
                pad: PAD,
                boxed: true,
                whole: true,
                ..Row::new(BODY, vec![cell])
            },
            None,
        );
    }
}

/// The lines of a text that is all of one element.
pub(super) fn lines(text: &str, size: f32, width: f32, strong: bool, of: Id) -> Vec<Line> {
    let line = |text| Line { text, strong, of };
    wrap(text, size, width).into_iter().map(line).collect()
}
