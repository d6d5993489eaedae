//! Institutions, prices and places written out, piece by piece: a file of any length takes the memory of one piece.

use std::collections::BTreeMap;

use super::{columns, institutions::cells, write::Writer};
use crate::{
    api::staff_rules::FileKind,
    domain::{
        checkup::{
            institution::DaySex,
            institution_form::InstitutionField,
            place_form::{shown_limits, shown_time},
        },
        staff::Action,
    },
    server::{
        access, audit,
        ctx::Ctx,
        db::{
            Db,
            checkup_rules::{institution, place, price},
        },
        error::Result,
        roster::decode::Encoding,
    },
};

/// Rows, or institutions, of one piece.
const PIECE: u64 = 2_000;
/// Institutions of one piece of prices.
const INSTITUTIONS: i64 = 200;

/// A file that is being written.
pub struct Export {
    db: Db,
    kind: FileKind,
    year: i32,
    institution: Option<i64>,
    codes: BTreeMap<i64, String>,
    writer: Writer,
    after: i64,
    over: bool,
}

/// Begins a file of a fiscal year (institutions have none), of places perhaps of one institution alone. It stands in the record.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn begin(
    ctx: &Ctx,
    kind: FileKind,
    year: i32,
    institution: Option<i64>,
    encoding: Encoding,
) -> Result<Export> {
    let staff = access::checkup_view(ctx).await?;
    let whose = institution.map_or_else(|| "all".to_owned(), |id| format!("#{id}"));
    let detail = format!("{} {year} {whose}", kind.code());
    let writer = ctx.db.writer();
    audit::record(ctx, writer, &staff, Action::RulesExported, None, &detail).await?;
    let codes = institution::codes(ctx.db.reader()).await?;
    let mut writer = Writer::new(encoding);
    match kind {
        FileKind::Institutions => writer.row(InstitutionField::ALL.map(columns::institution)),
        FileKind::Prices => writer.row(columns::PRICES),
        FileKind::Places => writer.row(columns::PLACES.into_iter().chain([columns::TAKEN])),
    }
    Ok(Export {
        db: ctx.db.clone(),
        kind,
        year,
        institution,
        codes: codes.into_iter().map(|(code, id)| (id, code)).collect(),
        writer,
        after: 0,
        over: false,
    })
}

impl Export {
    /// The next piece; nothing after the last.
    ///
    /// # Errors
    /// The database's own.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>> {
        if self.over {
            return Ok(None);
        }
        let last = match self.kind {
            FileKind::Institutions => self.institutions().await?,
            FileKind::Prices => self.prices().await?,
            FileKind::Places => self.places().await?,
        };
        match last {
            Some(last) => self.after = last,
            None => self.over = true,
        }
        Ok(Some(self.writer.piece()))
    }

    async fn institutions(&mut self) -> Result<Option<i64>> {
        let page = institution::page(self.db.reader(), self.after, PIECE).await?;
        for (_, details) in &page {
            self.writer.row(cells(details).iter().map(String::as_str));
        }
        Ok(page.last().map(|(id, _)| *id))
    }

    async fn prices(&mut self) -> Result<Option<i64>> {
        let reader = self.db.reader();
        let Some(end) = price::page_end(reader, self.after, INSTITUTIONS).await? else {
            return Ok(None);
        };
        let page = price::page(reader, self.year, self.after, INSTITUTIONS).await?;
        let wanted =
            |row: &&price::PriceRow| self.institution.is_none_or(|id| id == row.institution_id);
        for row in page.iter().filter(wanted) {
            let code = self
                .codes
                .get(&row.institution_id)
                .map_or("", String::as_str);
            let (year, yen) = (row.fiscal_year.to_string(), row.yen.to_string());
            let (course, option) = (row.course_code.as_str(), row.option_code.as_str());
            self.writer.row([code, &year, course, option, &yen]);
        }
        Ok(Some(end))
    }

    async fn places(&mut self) -> Result<Option<i64>> {
        let limit = i64::try_from(PIECE).unwrap_or(i64::MAX);
        let reader = self.db.reader();
        let page = place::page(reader, self.year, self.institution, self.after, limit).await?;
        for place in &page {
            let code = self
                .codes
                .get(&place.institution_id)
                .map_or("", String::as_str);
            let sex = match place.day_sex {
                DaySex::Any => "",
                DaySex::Female => "女性",
                DaySex::Male => "男性",
            };
            let taken = (place.capacity - place.remaining).to_string();
            let (day, time) = (place.day.to_string(), shown_time(place.starts));
            let (capacity, limits) = (place.capacity.to_string(), shown_limits(&place.limits));
            let cells = [
                code,
                &place.course,
                &day,
                &time,
                sex,
                &capacity,
                &limits,
                &taken,
            ];
            self.writer.row(cells);
        }
        Ok(page.last().map(|place| place.id))
    }
}
