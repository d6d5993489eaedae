//! 料金: what an institution asks in a fiscal year. Bookings made keep the prices they were made with.

use std::collections::BTreeMap;

use super::{chosen, diff::changes, done, forget, institution, looking, years};
use crate::{
    api::staff_rules::{PriceCell, PriceGroup, PricesPage},
    domain::{checkup::yen::Yen, field::FieldError, form::cut, staff::Action},
    server::{
        access,
        ctx::{Ctx, Next, Page},
        db::{
            self,
            checkup_rules::{
                institution as institutions,
                price::{self, Item, PriceRow},
            },
            course::StoredCourse,
        },
        error::Result,
        passwords::nfkc,
        staff::{kept, stay},
    },
    web::path::rules as path,
};

/// Most cells of a form.
const CELLS: usize = 500;

fn form_of(id: i64, year: i32) -> String {
    format!("prices:{id}:{year}")
}

/// What can be priced in a year, in the order of the page: names and items.
fn items(courses: &[StoredCourse]) -> Vec<(String, Vec<(String, Item)>)> {
    let group = |course: &StoredCourse| {
        let rules = &course.rules;
        let own = (rules.name.clone(), (rules.code.to_string(), String::new()));
        let options = rules.options.iter().map(|option| {
            let item = (rules.code.to_string(), option.code.to_string());
            (option.name.clone(), item)
        });
        let all = std::iter::once(own).chain(options).collect();
        (rules.name.clone(), all)
    };
    courses.iter().map(group).collect()
}

/// What was typed, by item, with what was wrong.
type Typed = Vec<(PriceCell, Option<FieldError>)>;

/// The prices of an institution in a fiscal year, as they were left.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, id: &str, asked: Option<i32>) -> Result<Page<PricesPage>> {
    let (_, may_edit) = looking(ctx).await?;
    let Some((id, details)) = institution(ctx, id).await? else {
        return Ok(Page::Go(path::INSTITUTIONS.to_owned()));
    };
    let years = years(ctx).await?;
    let year = chosen(ctx, asked, &years);
    let reader = ctx.db.reader();
    let courses = db::course::of_year(reader, year).await?;
    let stored = price::of(reader, id, year).await?;
    let (typed, ()): (Typed, ()) = kept(ctx, &form_of(id, year)).await?;
    let mut at = 0..;
    let cell = |name: String, (course, option): Item| {
        let same = |(cell, _): &&(PriceCell, _)| cell.course == course && cell.option == option;
        let was = typed.iter().find(same);
        let yen = match was {
            Some((cell, _)) => cell.yen.clone(),
            None => stored
                .get(&(course.clone(), option.clone()))
                .map_or_else(String::new, |yen| yen.get().to_string()),
        };
        let error = was.and_then(|(_, error)| *error);
        let cell = PriceCell {
            course,
            option,
            yen,
        };
        (at.next().unwrap_or_default(), name, cell, error)
    };
    let mut cell = cell;
    let groups = items(&courses)
        .into_iter()
        .map(|(name, items)| PriceGroup {
            name,
            cells: items
                .into_iter()
                .map(|(name, item)| cell(name, item))
                .collect(),
        })
        .collect();
    Ok(Page::Show(PricesPage {
        id,
        name: details.name,
        year,
        years,
        groups,
        may_edit,
    }))
}

/// Prices as they stand in the record.
fn recorded(prices: &BTreeMap<Item, Yen>) -> BTreeMap<String, u32> {
    let name = |(course, option): &Item| match option.as_str() {
        "" => course.clone(),
        option => format!("{course}+{option}"),
    };
    prices
        .iter()
        .map(|(item, yen)| (name(item), yen.get()))
        .collect()
}

/// Saves prices; an item without an amount is no longer offered. Items the year does not have are left alone.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn save(ctx: &Ctx, id: i64, year: i32, mut cells: Vec<PriceCell>) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    let Some((id, details)) = institution(ctx, &id.to_string()).await? else {
        return Ok(Next::to(path::INSTITUTIONS));
    };
    cells.truncate(CELLS);
    let here = path::prices(id, year);
    let txn = ctx.db.begin().await?;
    let courses = db::course::of_year(&txn, year).await?;
    let known: Vec<Item> = items(&courses)
        .into_iter()
        .flat_map(|(_, items)| items.into_iter().map(|(_, item)| item))
        .collect();
    cells.retain(|cell| known.contains(&(cell.course.clone(), cell.option.clone())));
    let read = |cell: &PriceCell| match Yen::parse(&cell.yen, &nfkc) {
        Ok(yen) => Ok(Some(yen)),
        Err(FieldError::Empty) => Ok(None),
        Err(error) => Err(error),
    };
    let read: Vec<_> = cells.iter().map(read).collect();
    if read.iter().any(|read| read.is_err()) {
        drop(txn);
        let typed: Typed = cells
            .into_iter()
            .zip(read)
            .map(|(cell, read)| {
                let yen = cut(&cell.yen);
                (PriceCell { yen, ..cell }, read.err())
            })
            .collect();
        return stay(ctx, &form_of(id, year), &typed, &(), here).await;
    }
    let before = price::of(&txn, id, year).await?;
    let mut after = before.clone();
    for (cell, yen) in cells.into_iter().zip(read) {
        let item = (cell.course, cell.option);
        match yen {
            Ok(Some(yen)) => after.insert(item, yen),
            _ => after.remove(&item),
        };
    }
    let rows: Vec<PriceRow> = after
        .iter()
        .map(|(item, yen)| row(id, year, item, *yen))
        .collect();
    price::write(&txn, &rows, false).await?;
    for item in before.keys().filter(|item| !after.contains_key(*item)) {
        price::remove(&txn, id, year, item).await?;
    }
    forget(ctx, &txn, &form_of(id, year)).await?;
    let difference = changes(&recorded(&before), &recorded(&after));
    if difference.is_empty() {
        txn.commit().await?;
    } else {
        institutions::touch(&txn, &[id], ctx.clock.now()).await?;
        let detail = format!("{} {year}: {difference}", details.code);
        done(ctx, txn, &office, Action::PricesChanged, &detail).await?;
    }
    Ok(Next::to(path::saved(&here)))
}

fn row(institution_id: i64, fiscal_year: i32, (course, option): &Item, yen: Yen) -> PriceRow {
    PriceRow {
        institution_id,
        fiscal_year,
        course_code: course.clone(),
        option_code: option.clone(),
        yen: yen.get().into(),
    }
}
