//! 料金 of a fiscal year for the year after, with so many per cent more or less.

use super::{done, forget, years};
use crate::{
    api::staff_rules::CopyForm,
    domain::{
        checkup::{next_year::Raise, yen::Yen},
        field::FieldError,
        form::cut,
        staff::Action,
    },
    server::{
        access,
        ctx::{Ctx, Next},
        db::checkup_rules::{
            institution as institutions,
            price::{self, PriceRow},
        },
        error::Result,
        passwords::nfkc,
        staff::stay,
    },
    web::path::rules as path,
};

/// Name under which the form is kept.
pub(super) const FORM: &str = "prices-copy";
/// Institutions whose prices are copied at a time.
const AT_ONCE: i64 = 200;

/// Reads how prices go on: the year they come from, and the raise.
fn raise(form: &CopyForm, years: &[i32]) -> std::result::Result<(i32, Raise), FieldError> {
    let year = form.year.parse().ok().filter(|year| years.contains(year));
    let year = year.ok_or(FieldError::Unknown)?;
    let unit = form.unit.parse().unwrap_or(1);
    let unit = Raise::UNITS.into_iter().find(|one| *one == unit);
    let unit = unit.ok_or(FieldError::Unknown)?;
    let text = nfkc(form.percent.trim());
    let text = text.strip_suffix('%').unwrap_or(&text).replace('−', "-");
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (whole, tenths) = digits.split_once('.').unwrap_or((digits, "0"));
    let number = |text: &str, most: usize| {
        let fits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse::<i32>().ok()).flatten()
    };
    let (Some(whole), Some(tenths)) = (number(whole, 2), number(tenths, 1)) else {
        return Err(FieldError::NotDigits);
    };
    let per_mille = sign * (whole * 10 + tenths);
    Ok((year, Raise { per_mille, unit }))
}

/// Copies all prices of a fiscal year to the next. Prices the next year has already stay as they are.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn copy(ctx: &Ctx, form: CopyForm) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    let (year, raise) = match raise(&form, &years(ctx).await?) {
        Ok(read) => read,
        Err(error) => {
            let typed = CopyForm {
                year: cut(&form.year),
                percent: cut(&form.percent),
                unit: cut(&form.unit),
            };
            let here = path::INSTITUTIONS.to_owned();
            return stay(ctx, FORM, &typed, &Some(error), here).await;
        }
    };
    let now = ctx.clock.now();
    let txn = ctx.db.begin().await?;
    let (mut after, mut copied) = (0, 0);
    while let Some(end) = price::page_end(&txn, after, AT_ONCE).await? {
        let rows = price::page(&txn, year, after, AT_ONCE).await?;
        let next: Vec<PriceRow> = rows.into_iter().map(|row| raised(row, raise)).collect();
        let written = price::write(&txn, &next, true).await?;
        if written > 0 {
            let ids: Vec<i64> = next.iter().map(|row| row.institution_id).collect();
            institutions::touch(&txn, &ids, now).await?;
        }
        copied += written;
        after = end;
    }
    forget(ctx, &txn, FORM).await?;
    let detail = format!(
        "{year} > {}: {copied} ({} per mille, {} yen)",
        year + 1,
        raise.per_mille,
        raise.unit
    );
    done(ctx, txn, &office, Action::PricesChanged, &detail).await?;
    Ok(Next::to(format!("{}?copied={copied}", path::INSTITUTIONS)))
}

fn raised(row: PriceRow, raise: Raise) -> PriceRow {
    let yen = u32::try_from(row.yen).map_or(Yen::MAX, Yen::new);
    PriceRow {
        fiscal_year: row.fiscal_year + 1,
        yen: raise.of(yen).get().into(),
        ..row
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn per_cents_are_read_as_people_write_them() {
        let read = |percent: &str| {
            let form = CopyForm {
                year: "2026".to_owned(),
                percent: percent.to_owned(),
                unit: "10".to_owned(),
            };
            raise(&form, &[2026]).map(|(_, raise)| raise.per_mille)
        };
        for (percent, per_mille) in [
            ("3.5", 35),
            ("-2", -20),
            ("＋１０％", 100),
            ("0", 0),
            (" 5.0 ", 50),
        ] {
            assert_eq!(read(percent), Ok(per_mille), "{percent}");
        }
        for percent in ["", "abc", "100", "1.25", "--1", "1e1", "٣"] {
            assert_eq!(read(percent), Err(FieldError::NotDigits), "{percent}");
        }
        let unknown = CopyForm::default();
        assert_eq!(raise(&unknown, &[2026]), Err(FieldError::Unknown));
    }
}
