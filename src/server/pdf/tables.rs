//! Tables and pairs into rows: widths of columns, headers, what sums up.
//!
//! May enter: the cells of tables. Must not: other blocks.

use super::{
    document::{Align, Table},
    flow::{Cell, Flow, LEADING, LEFT, Row, WIDTH},
    font::face,
    set::{BODY, lines},
    tags::{Id, Kind, Tree},
};

/// Blank above and below the text of a cell.
const PAD: f32 = 3.0;
/// The ground of headers.
const GROUND: u8 = 236;

/// How closely a table is set.
#[derive(Clone, Copy)]
struct Look {
    size: f32,
    /// Blank at the sides of a cell.
    side: f32,
}

impl Look {
    const PAIRS: Self = Self {
        size: BODY,
        side: 7.0,
    };

    /// Many columns are set closer.
    fn of(table: &Table) -> Self {
        let (size, side) = match table.columns.len() {
            0..=6 => (9.5, 7.0),
            _ => (8.5, 4.5),
        };
        Self { size, side }
    }
}

/// What goes into a cell.
struct Field<'a> {
    text: &'a str,
    kind: Kind,
    align: Align,
    width: f32,
}

/// Sets names and values.
pub(super) fn pairs(flow: &mut Flow, pairs: &[(String, String)]) {
    let wide = pairs.iter().map(|(name, _)| natural(name, Look::PAIRS));
    let names = wide.fold(WIDTH * 0.22, f32::max).min(WIDTH * 0.35);
    let table = flow.tree.add(Kind::Table, None);
    let body = flow.tree.add(Kind::Rows, Some(table));
    for (name, value) in pairs {
        let field = |text, kind, width| Field {
            text,
            kind,
            align: Align::Left,
            width,
        };
        let fields = [
            field(name, Kind::RowHeader, names),
            field(value, Kind::Data, WIDTH - names),
        ];
        let row = row(&mut flow.tree, body, Look::PAIRS, &fields);
        flow.place(&row, None);
    }
}

/// Sets a table.
pub(super) fn table(flow: &mut Flow, table: &Table) {
    let look = Look::of(table);
    let widths = widths(table, look);
    let names: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.name.clone())
        .collect();
    let whole = flow.tree.add(Kind::Table, None);
    let head = flow.tree.add(Kind::Head, Some(whole));
    let fields = fields(table, &widths, &names, |_| Kind::ColumnHeader);
    let header = Row {
        // not without the first row
        keep: look.size * LEADING + 2.0 * PAD,
        ..row(&mut flow.tree, head, look, &fields)
    };
    flow.place(&header, None);
    let body = flow.tree.add(Kind::Rows, Some(whole));
    for texts in &table.rows {
        let fields = self::fields(table, &widths, texts, |_| Kind::Data);
        let row = row(&mut flow.tree, body, look, &fields);
        flow.place(&row, Some(&header));
    }
    if let Some(total) = &table.total {
        let foot = flow.tree.add(Kind::Foot, Some(whole));
        let kind = |at| if at == 0 { Kind::RowHeader } else { Kind::Data };
        let fields = self::fields(table, &widths, total, kind);
        let mut row = row(&mut flow.tree, foot, look, &fields);
        for cell in &mut row.cells {
            cell.fill = Some(GROUND);
            cell.lines.iter_mut().for_each(|line| line.strong = true);
        }
        flow.place(&row, Some(&header));
    }
}

/// The cells of a row, one for each column.
fn fields<'a>(
    table: &Table,
    widths: &[f32],
    texts: &'a [String],
    kind: impl Fn(usize) -> Kind,
) -> Vec<Field<'a>> {
    let columns = table.columns.iter().zip(widths).enumerate();
    columns
        .map(|(at, (column, width))| Field {
            text: texts.get(at).map_or("", String::as_str),
            kind: kind(at),
            align: column.align,
            width: *width,
        })
        .collect()
}

fn row(tree: &mut Tree, parent: Id, look: Look, fields: &[Field]) -> Row {
    let of = tree.add(Kind::Row, Some(parent));
    let mut x = LEFT;
    let cell = |field: &Field| {
        let is_header = field.kind != Kind::Data;
        let element = tree.add(field.kind, Some(of));
        let inside = field.width - 2.0 * look.side;
        let mut cell = Cell::new(x, field.width);
        cell.align = match field.kind {
            Kind::ColumnHeader => Align::Middle,
            _ => field.align,
        };
        cell.lines = lines(
            field.text,
            look.size,
            inside,
            field.kind == Kind::ColumnHeader,
            element,
        );
        cell.fill = is_header.then_some(GROUND);
        x += field.width;
        cell
    };
    Row {
        pad: (look.side, PAD),
        boxed: true,
        whole: true,
        ..Row::new(look.size, fields.iter().map(cell).collect())
    }
}

/// How wide a cell with this text wants to be.
fn natural(text: &str, look: Look) -> f32 {
    let lines = face().clean(text);
    let widest = lines.split('\n').map(|line| face().measure(line));
    // a little more, so that rounding never breaks the line
    widest.fold(0.0, f32::max) * look.size + 2.0 * look.side + 0.1
}

/// The widths of a table's columns: what they want if there is room, else the wide ones share what the narrow ones leave.
fn widths(table: &Table, look: Look) -> Vec<f32> {
    let rows = table.rows.iter().chain(&table.total);
    let mut wanted: Vec<f32> = table
        .columns
        .iter()
        .map(|column| natural(&column.name, look))
        .collect();
    for row in rows {
        for (width, text) in wanted.iter_mut().zip(row) {
            *width = width.max(natural(text, look));
        }
    }
    let sum: f32 = wanted.iter().sum();
    if sum <= WIDTH {
        return wanted.iter().map(|width| width / sum * WIDTH).collect();
    }
    let bound = bound(&wanted);
    wanted.iter().map(|width| width.min(bound)).collect()
}

/// The width no column may exceed so that together they fill the page.
fn bound(wanted: &[f32]) -> f32 {
    let mut narrow_first = wanted.to_vec();
    narrow_first.sort_by(f32::total_cmp);
    let (mut left, mut columns) = (WIDTH, wanted.len());
    for width in narrow_first {
        let share = left / columns as f32;
        if width > share {
            return share;
        }
        left -= width;
        columns -= 1;
    }
    WIDTH
}
