//! 医療費集計フォーム's columns as a workbook: the cells are text and numbers, never formulas.
//!
//! May enter: the workbook's library. Must not: which lines there are. It is no copy of the tax agency's own workbook: its columns are
//! pasted into that one.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::{
    domain::expense::tax::form::FormLine,
    web::words::{
        Lang,
        expense_tax::{form_cells, form_columns, form_sheet},
    },
};

/// Columns that hold amounts.
const AMOUNTS: [usize; 2] = [6, 7];

/// The workbook; nothing where it could not be made.
pub(super) async fn of(lines: Vec<FormLine>) -> Option<Vec<u8>> {
    let made = tokio::task::spawn_blocking(move || workbook(&lines)).await;
    match made {
        Ok(Ok(bytes)) => Some(bytes),
        Ok(Err(error)) => {
            tracing::error!(%error, "a workbook could not be made");
            None
        }
        Err(_) => None,
    }
}

fn workbook(lines: &[FormLine]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // the same lines make the same bytes, and no clock is read
    let made = ExcelDateTime::from_ymd(2020, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let sheet = workbook.add_worksheet();
    sheet.set_name(form_sheet(Lang::Ja))?;
    for (column, name) in (0_u16..).zip(form_columns(Lang::Ja)) {
        sheet.write_string(0, column, name)?;
    }
    for (row, line) in (1_u32..).zip(lines) {
        for (at, cell) in form_cells(Lang::Ja, line).into_iter().enumerate() {
            let column = u16::try_from(at).unwrap_or(u16::MAX);
            match cell.parse::<u32>() {
                Ok(yen) if AMOUNTS.contains(&at) => sheet.write_number(row, column, yen)?,
                _ => sheet.write_string(row, column, cell)?,
            };
        }
    }
    workbook.save_to_buffer()
}
