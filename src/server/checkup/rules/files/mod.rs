//! Files of institutions, prices and places: read in whole or not at all, after a trial that says what would change, and written out
//! as they are read.
//!
//! May enter: bytes and what they mean for the tables. Must not: sentences (a fault is a code with line and column), HTTP.

mod columns;
pub mod export;
mod faults;
mod institutions;
mod places;
mod prices;
mod table;
#[cfg(test)]
mod tests;
mod write;

use super::{looking, this_year, years};
use crate::{
    api::staff_rules::{FileKind, FileProblem, FileReport, FilesPage},
    domain::{
        date::CivilDate,
        staff::{Action, OPERATOR},
    },
    server::{
        access, audit,
        clock::Millis,
        ctx::{Ctx, Next},
        db::{self, Db, Txn, staff_audit::Deed},
        error::Result,
        staff::{kept, stay},
    },
    web::path::rules as path,
};

use faults::Faults;

/// Most bytes of a file.
pub const MAX_BYTES: usize = 20 * 1024 * 1024;
/// Name under which the last report is kept.
const FORM: &str = "rules-file";

/// The page for files, with what became of the last one.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx) -> Result<FilesPage> {
    let (_, may_edit) = looking(ctx).await?;
    let (report, ()): (Option<FileReport>, ()) = kept(ctx, FORM).await?;
    Ok(FilesPage {
        report,
        year: this_year(ctx),
        years: years(ctx).await?,
        may_edit,
    })
}

/// Reads a file in; with `dry_run` only says what would change.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn receive(ctx: &Ctx, kind: FileKind, dry_run: bool, bytes: &[u8]) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    let (report, txn) = import(&ctx.db, kind, dry_run, bytes, ctx.clock.now()).await?;
    if let Some(txn) = txn {
        let detail = detail(&report);
        audit::record(ctx, &txn, &office, Action::RulesImported, None, &detail).await?;
        txn.commit().await?;
    }
    stay(ctx, FORM, &Some(report), &(), path::FILES.to_owned()).await
}

/// The same from the command line.
///
/// # Errors
/// The database's own.
pub async fn import_by_operator(
    db: &Db,
    kind: FileKind,
    dry_run: bool,
    bytes: &[u8],
    now: Millis,
) -> db::Result<FileReport> {
    let (report, txn) = import(db, kind, dry_run, bytes, now).await?;
    if let Some(txn) = txn {
        let deed = Deed {
            staff_id: None,
            login: OPERATOR,
            action: Action::RulesImported,
            detail: &detail(&report),
            at: now,
        };
        db::staff_audit::record(&txn, &deed, &[None]).await?;
        txn.commit().await?;
    }
    Ok(report)
}

/// A report as it stands in the record.
fn detail(report: &FileReport) -> String {
    format!(
        "{}: rows {} + {} ~ {} - {}",
        report.kind.code(),
        report.rows,
        report.added,
        report.changed,
        report.removed
    )
}

/// What a file says, row by row, before the database is asked.
enum Read {
    Institutions(institutions::Rows),
    Prices(prices::Rows),
    Places(places::Rows),
}

/// Imports a file in one transaction, which is handed back open where everything was fine and something is to be kept; else nothing
/// has changed.
///
/// # Errors
/// The database's own.
pub async fn import(
    db: &Db,
    kind: FileKind,
    dry_run: bool,
    bytes: &[u8],
    now: Millis,
) -> db::Result<(FileReport, Option<Txn>)> {
    let mut report = FileReport {
        kind,
        dry_run,
        ..FileReport::default()
    };
    let mut faults = Faults::default();
    let read = read(bytes, &mut report, &mut faults);
    let mut kept = None;
    if let Some(read) = read.filter(|_| faults.none()) {
        let txn = db.begin().await?;
        match read {
            Read::Institutions(rows) => {
                institutions::write(&txn, rows, now, &mut report).await?;
            }
            Read::Prices(rows) => {
                prices::write(&txn, rows, now, &mut report, &mut faults).await?;
            }
            Read::Places(rows) => {
                places::write(&txn, rows, now, &mut report, &mut faults).await?;
            }
        }
        kept = (faults.none() && !dry_run).then_some(txn);
    }
    faults.into_report(&mut report);
    Ok((report, kept))
}

fn read(bytes: &[u8], report: &mut FileReport, faults: &mut Faults) -> Option<Read> {
    if bytes.is_empty() {
        faults.add(0, "", FileProblem::NoFile);
        return None;
    }
    if bytes.len() > MAX_BYTES {
        faults.add(0, "", FileProblem::TooLarge);
        return None;
    }
    let text = table::text(bytes, report, faults)?;
    Some(match report.kind {
        FileKind::Institutions => Read::Institutions(institutions::read(&text, report, faults)),
        FileKind::Prices => Read::Prices(prices::read(&text, report, faults)),
        FileKind::Places => Read::Places(places::read(&text, report, faults)),
    })
}

/// A day as batches take it.
fn iso(day: CivilDate) -> String {
    day.to_string()
}
