//! Mails about bookings: written with their cause, to whoever has an account; and what their texts say, read when they are sent.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, FromQueryResult, prelude::Date};

use super::{
    super::{Result, outbox, row, unfold},
    Written,
};
use crate::{
    domain::date::CivilDate,
    server::{
        checkup::{news::News, scene::Scene},
        clock::Millis,
        mail::Mail,
    },
};

#[derive(FromQueryResult)]
struct Address {
    id: i64,
    person_id: i64,
    email: String,
}

/// Writes the scene's mails; answers whether there were any.
pub(super) async fn enqueue<C: ConnectionTrait>(
    c: &C,
    scene: &Scene,
    written: &Written,
    now: Millis,
) -> Result<bool> {
    if scene.changes.news.is_empty() {
        return Ok(false);
    }
    let people: BTreeSet<i64> = scene
        .changes
        .news
        .iter()
        .map(|(person, _)| *person)
        .collect();
    let list = unfold::is_a_number(c, "$1");
    let sql = format!("SELECT id, person_id, email FROM account WHERE person_id {list}");
    let found: Vec<Address> = row::all(c, &sql, [unfold::json(people)?.into()]).await?;
    let found: BTreeMap<i64, Address> = found.into_iter().map(|row| (row.person_id, row)).collect();
    let mail = |(person, news): &(i64, News)| {
        let account = found.get(person)?;
        let (kind, params) = mail_of(scene, written, *news).stored();
        Some(outbox::NewMail {
            kind,
            params,
            recipient: account.email.clone(),
            account_id: Some(account.id),
            registration_id: None,
        })
    };
    let mails: Vec<outbox::NewMail> = scene.changes.news.iter().filter_map(mail).collect();
    if mails.is_empty() {
        return Ok(false);
    }
    outbox::enqueue_all(c, &mails, now).await?;
    Ok(true)
}

fn mail_of(scene: &Scene, written: &Written, news: News) -> Mail {
    match news {
        News::Booking(news, id) => Mail::Booking {
            news,
            id: written.booking(id),
        },
        News::Offer(id) => Mail::PlaceOffer {
            id: written.wait(id),
            expires_at: scene
                .waits
                .get(&id)
                .and_then(|wait| wait.offer_until)
                .unwrap_or_default(),
        },
    }
}

/// What a mail says about a booking or an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The booking: 年度 of its course and its number. None for an offer.
    pub booking: Option<(i32, i64)>,
    /// The institution's name.
    pub institution: String,
    /// Its telephone number.
    pub phone: String,
    /// The day, where there is one.
    pub exam_on: Option<CivilDate>,
    /// The time in minutes of the day, where one is said.
    pub starts: Option<i32>,
    /// What the society says; may be empty.
    pub note: String,
}

#[derive(FromQueryResult)]
struct ToldRow {
    about: i64,
    fiscal_year: Option<i32>,
    booking_id: Option<i64>,
    name: String,
    phone: String,
    exam_on: Option<Date>,
    starts: Option<i32>,
    note: String,
}

fn told(row: ToldRow) -> Result<Told> {
    let day = |date| row::parsed(row::civil(date), "booking", "exam_on");
    Ok(Told {
        booking: row.fiscal_year.zip(row.booking_id),
        institution: row.name,
        phone: row.phone,
        exam_on: row.exam_on.map(day).transpose()?,
        starts: row.starts.filter(|starts| *starts >= 0),
        note: row.note,
    })
}

/// What mails about bookings say, by the bookings' numbers.
///
/// # Errors
/// The database's own.
pub async fn of_bookings<C: ConnectionTrait>(c: &C, ids: &[i64]) -> Result<BTreeMap<i64, Told>> {
    let list = unfold::is_a_number(c, "$1");
    let sql = format!(
        "SELECT b.id AS about, b.fiscal_year, b.id AS booking_id, i.name, i.phone, b.exam_on, b.starts, b.note FROM booking b \
         JOIN institution i ON i.id = b.institution_id WHERE b.id {list}"
    );
    all_told(c, &sql, ids).await
}

/// What mails about offers say, by the waits' numbers.
///
/// # Errors
/// The database's own.
pub async fn of_offers<C: ConnectionTrait>(c: &C, ids: &[i64]) -> Result<BTreeMap<i64, Told>> {
    let list = unfold::is_a_number(c, "$1");
    let sql = format!(
        "SELECT w.id AS about, CAST(NULL AS INTEGER) AS fiscal_year, CAST(NULL AS BIGINT) AS booking_id, \
         i.name, i.phone, p.on_day AS exam_on, p.starts, '' AS note FROM waitlist w \
         JOIN place p ON p.id = w.place_id JOIN institution i ON i.id = p.institution_id WHERE w.id {list}"
    );
    all_told(c, &sql, ids).await
}

async fn all_told<C: ConnectionTrait>(
    c: &C,
    sql: &str,
    ids: &[i64],
) -> Result<BTreeMap<i64, Told>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<ToldRow> = row::all(c, sql, [unfold::json(ids)?.into()]).await?;
    let rows = rows.into_iter();
    rows.map(|row| Ok((row.about, told(row)?))).collect()
}
