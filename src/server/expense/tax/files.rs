//! The files of a year: PDF, signed XML, CSV, 医療費集計フォーム's columns.
//!
//! May enter: bytes of files. Must not: rules on what is in them (`domain::expense::tax`).

use std::sync::Arc;

use super::{issue, notice, sheet, xml::Head};
use crate::{
    domain::{
        date::CivilDate,
        expense::{
            settle::Settled,
            tax::{
                file::TaxFile,
                form,
                notice::{Copy, Notice, issue_number},
                year,
            },
        },
    },
    server::{
        checkup::staff::csv,
        clock::{DAY, HOUR},
        ctx::Ctx,
        db::expense::document::Issued,
        error::Result,
        expense::{
            second_step::proven,
            seen::{Seen, seen},
        },
        pdf::{ExpenseNotice, expense_notice},
        roster::decode::Encoding,
    },
    web::words::{
        Lang,
        expense_tax::{form_cells, form_columns, row_cells, row_columns},
    },
};

/// A file of a year; none where there is no such year.
///
/// # Errors
/// Signed out, without a fresh second step, after the time to look, or the database's own.
pub async fn file(ctx: &Ctx, raw_year: &str, file: TaxFile) -> Result<Option<Vec<u8>>> {
    let proven = proven(ctx).await?;
    let Some(year) = year::read(Some(raw_year), ctx.clock.today()) else {
        return Ok(None);
    };
    let seen = seen(ctx, &proven).await?;
    let notice = notice(ctx, &seen, year);
    match file {
        TaxFile::Notice => {
            let issued = issue(ctx, proven.member.person.id, &notice).await?;
            pdf(ctx, notice, issued, Copy::OwnUse).await
        }
        TaxFile::Signed => {
            let issued = issue(ctx, proven.member.person.id, &notice).await?;
            Ok(signed(ctx, notice, issued).await)
        }
        TaxFile::Rows => Ok(rows(&seen, year)),
        TaxFile::FormCsv(part) => {
            let cells = form::lines(&notice, part).into_iter();
            let cells = cells.map(|line| form_cells(Lang::Ja, &line));
            Ok(csv::bytes(&form_columns(Lang::Ja), cells, Encoding::Utf8))
        }
        TaxFile::FormSheet(part) => Ok(sheet::of(form::lines(&notice, part)).await),
    }
}

/// The notice as PDF; the day it was first made stands on it, so that the same number is the same file.
pub(super) async fn pdf(
    ctx: &Ctx,
    notice: Notice,
    issued: Issued,
    copy: Copy,
) -> Result<Option<Vec<u8>>> {
    let document = document(ctx, notice, issued, copy);
    let made = tokio::task::spawn_blocking(move || expense_notice(&document));
    Ok(made.await.ok())
}

/// The notice as signed XML; nothing where nobody signs.
async fn signed(ctx: &Ctx, notice: Notice, issued: Issued) -> Option<Vec<u8>> {
    let signing = Arc::clone(ctx.signing()?);
    let made = tokio::task::spawn_blocking(move || {
        let number = issue_number(notice.year, issued.id);
        let head = Head {
            number: &number,
            issued: day(issued.made_at),
        };
        signing.make(&notice, &head)
    });
    match made.await {
        Ok(Ok(bytes)) => Some(bytes),
        Ok(Err(error)) => {
            tracing::error!(%error, "a notice could not be signed");
            None
        }
        Err(_) => None,
    }
}

/// The notice as it is set on pages.
pub(super) fn document(ctx: &Ctx, notice: Notice, issued: Issued, copy: Copy) -> ExpenseNotice {
    ExpenseNotice {
        lang: Lang::Ja,
        number: issue_number(notice.year, issued.id),
        issued: day(issued.made_at),
        address: ctx.society.address.clone(),
        phone: ctx.society.phone.clone(),
        copy,
        notice,
    }
}

/// The day of a moment in Japan.
pub(super) fn day(at: i64) -> CivilDate {
    CivilDate::from_days((at + 9 * HOUR).div_euclid(DAY))
}

/// Every column of the rows that count, by person and month.
fn rows(seen: &Seen, year: i32) -> Option<Vec<u8>> {
    let of_person = |id: i64| {
        let own = move |row: &&Settled| row.entry.person_id == id;
        let counts = move |row: &&Settled| row.counts() && row.entry.month.year() == year;
        seen.rows.iter().filter(own).filter(counts)
    };
    let cells = seen
        .people
        .iter()
        .flat_map(|person| of_person(person.id).map(|row| row_cells(Lang::Ja, &person.name, row)));
    csv::bytes(&row_columns(Lang::Ja), cells, Encoding::Utf8)
}
