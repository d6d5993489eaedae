//! Rows one beneath the other, over as many pages as they need.
//!
//! May enter: rows of cells, places in points from the top left. Must not: what blocks there are.

use super::{
    document::Align,
    font::face,
    tags::{Id, Tree},
};

/// A4 in points.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
/// Where text begins at the left.
pub(super) const LEFT: f32 = 56.0;
/// How wide text may be.
pub(super) const WIDTH: f32 = PAGE.0 - 2.0 * LEFT;
const TOP: f32 = 50.0;
const BOTTOM: f32 = PAGE.1 - 62.0;
const FOOT: f32 = PAGE.1 - 40.0;
const FOOT_SIZE: f32 = 8.5;
/// A line's height by its size.
pub(super) const LEADING: f32 = 1.35;
/// How thick lines are.
pub(super) const RULE: f32 = 0.5;

/// Black, and the greys of rules and fills.
const INK: u8 = 0;
const PALE: u8 = 90;
const RULES: u8 = 150;

/// Something on a page.
pub(super) enum Mark {
    /// A line of text; its baseline begins at `x`, `y`.
    Text {
        x: f32,
        y: f32,
        size: f32,
        strong: bool,
        ink: u8,
        text: String,
        /// Part of which element; what stands on every page is part of none.
        of: Option<Id>,
    },
    /// A filled rectangle: left, top, width, height.
    Fill([f32; 4], u8),
    /// A line around a rectangle.
    Frame([f32; 4], u8),
}

impl Mark {
    /// Whether it is text.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text { .. })
    }
}

/// A line of a cell.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) strong: bool,
    pub(super) of: Id,
}

/// A cell of a row.
#[derive(Clone)]
pub(super) struct Cell {
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) align: Align,
    pub(super) lines: Vec<Line>,
    /// Its ground, if it has one.
    pub(super) fill: Option<u8>,
}

/// Cells beside each other.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    pub(super) size: f32,
    /// Blank inside every cell: at the sides, above and below.
    pub(super) pad: (f32, f32),
    /// Whether a line goes round every cell.
    pub(super) boxed: bool,
    /// Whether it stays on one page if a page can hold it.
    pub(super) whole: bool,
    /// How much more has to fit beneath it on the same page.
    pub(super) keep: f32,
}

impl Cell {
    /// An empty cell.
    pub(super) fn new(x: f32, width: f32) -> Self {
        Self {
            x,
            width,
            align: Align::Left,
            lines: Vec::new(),
            fill: None,
        }
    }
}

impl Row {
    /// A row without a box, which may break anywhere.
    pub(super) fn new(size: f32, cells: Vec<Cell>) -> Self {
        Self {
            cells,
            size,
            pad: (0.0, 0.0),
            boxed: false,
            whole: false,
            keep: 0.0,
        }
    }

    fn leading(&self) -> f32 {
        self.size * LEADING
    }

    fn lines(&self) -> usize {
        self.cells
            .iter()
            .map(|cell| cell.lines.len())
            .max()
            .unwrap_or(0)
    }

    fn height(&self) -> f32 {
        self.lines() as f32 * self.leading() + 2.0 * self.pad.1
    }
}

/// Pages as they fill.
pub(super) struct Flow {
    /// What is on each page.
    pub(super) pages: Vec<Vec<Mark>>,
    /// The structure of it.
    pub(super) tree: Tree,
    y: f32,
    fresh: bool,
}

impl Flow {
    /// One empty page.
    pub(super) fn new() -> Self {
        Self {
            pages: vec![Vec::new()],
            tree: Tree::default(),
            y: TOP,
            fresh: true,
        }
    }

    /// Blank between blocks; none at the top of a page.
    pub(super) fn space(&mut self, height: f32) {
        if !self.fresh {
            self.y += height;
        }
    }

    fn turn(&mut self, header: Option<&Row>) {
        self.pages.push(Vec::new());
        self.y = TOP;
        // A header so tall that no row has room beneath it stands on the first page only.
        if let Some(header) = header.filter(|row| row.height() < (BOTTOM - TOP) / 3.0) {
            self.paint(header, 0, header.lines(), false);
        }
        self.fresh = true;
    }

    /// Sets a row; on each further page beneath `header`.
    pub(super) fn place(&mut self, row: &Row, header: Option<&Row>) {
        let (mut from, all) = (0, row.lines());
        loop {
            let room = BOTTOM - self.y - 2.0 * row.pad.1;
            let fit = (room / row.leading()).floor() as usize;
            let tall = row.height() > (BOTTOM - TOP) * 0.6;
            let keeps = from > 0 || room >= row.height() + row.keep || self.fresh;
            if fit >= all - from && keeps {
                return self.paint(row, from, all, true);
            }
            // two lines at least before the page ends, unless the page begins here
            let split = !row.whole && row.keep == 0.0 && fit >= 2;
            if fit > 0 && (self.fresh || split || tall) {
                let to = all.min(from + fit);
                self.paint(row, from, to, true);
                from = to;
                if from == all {
                    return;
                }
            }
            self.turn(header);
        }
    }

    /// Paints the lines `from` to `to` of a row here, as `part` of the structure; what stands again on another page is none.
    fn paint(&mut self, row: &Row, from: usize, to: usize, part: bool) {
        let (y, leading) = (self.y, row.leading());
        let height = (to - from) as f32 * leading + 2.0 * row.pad.1;
        let Some(page) = self.pages.last_mut() else {
            return;
        };
        for cell in &row.cells {
            if let Some(fill) = cell.fill {
                page.push(Mark::Fill([cell.x, y, cell.width, height], fill));
            }
            if row.boxed {
                page.push(Mark::Frame([cell.x, y, cell.width, height], RULES));
            }
        }
        for cell in &row.cells {
            let lines = cell.lines.iter().enumerate().take(to).skip(from);
            for (at, line) in lines {
                let width = face().measure(line.text.trim_end()) * row.size;
                let inside = cell.width - 2.0 * row.pad.0;
                let shift = match cell.align {
                    Align::Left => 0.0,
                    Align::Middle => (inside - width) / 2.0,
                    Align::Right => inside - width,
                };
                let top = y + row.pad.1 + (at - from) as f32 * leading;
                page.push(Mark::Text {
                    x: cell.x + row.pad.0 + shift.max(0.0),
                    y: top + leading / 2.0 + row.size * 0.38,
                    size: row.size,
                    strong: line.strong,
                    ink: INK,
                    text: line.text.clone(),
                    of: part.then_some(line.of),
                });
            }
        }
        self.y += height;
        self.fresh = false;
    }

    /// The foot of every page: `text` at the left, the number at the right.
    pub(super) fn foot(&mut self, text: &str, number: impl Fn(usize, usize) -> String) {
        let of = self.pages.len();
        for (at, page) in self.pages.iter_mut().enumerate() {
            let number = number(at + 1, of);
            let right = LEFT + WIDTH - face().measure(&number) * FOOT_SIZE;
            page.push(Mark::Fill([LEFT, FOOT - 13.0, WIDTH, RULE], RULES));
            for (x, text) in [(LEFT, text), (right, &number)] {
                page.push(Mark::Text {
                    x,
                    y: FOOT,
                    size: FOOT_SIZE,
                    strong: false,
                    ink: PALE,
                    text: text.to_owned(),
                    of: None,
                });
            }
        }
    }
}
