//! Members of a demonstration who book through the product, as browsers do.
//! May enter: sessions, forms, answers. Must not: what is compared with it.

use super::database::Database;
use super::{Demand, Done, all_there};
use crate::http::Connection;
use crate::load::{self, Run};
use crate::process::Server;
use crate::product::Product;
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// Most members of the stage: those of a run, and as many who book while pages are measured.
const CALLERS: usize = super::BOOKINGS + 500;
/// Members of the demonstration, of whom a third may book a 人間ドック.
const MEMBERS: &str = "30000";
/// Rows of one statement that sets the stage.
const ROWS: usize = 500;

/// A member who is signed in.
pub struct Caller {
    /// Our number of the person.
    pub person: i64,
    /// The cookie of the session.
    pub cookie: String,
}

/// A demonstration with a server, members who are signed in, and days with room for all of them.
pub struct Society {
    /// The running product.
    pub server: Server,
    /// Its database.
    pub database: Database,
    /// Who books.
    pub callers: Vec<Caller>,
    /// Places: number and institution, each at an institution of its own.
    pub places: Vec<(i64, i64)>,
    /// The fiscal year of the places.
    pub year: i64,
}

impl Society {
    /// Makes one with so many institutions for so many days.
    pub fn prepare(
        dist: &Path,
        data: &Path,
        postgres: Option<String>,
        institutions: usize,
        days: usize,
    ) -> Result<Self> {
        let size = ["--members", MEMBERS, "--institutions", "20"];
        let product = Product::prepare_in(dist, data, postgres.clone(), &size)?;
        // a thousand days at institutions of their own are needed at least
        let institutions = institutions.max(super::DAYS).to_string();
        let days = days.to_string();
        product.tell(&[
            "checkup",
            "generate",
            "--institutions",
            &institutions,
            "--days",
            &days,
        ])?;
        let mut database = match &postgres {
            Some(url) => Database::postgres(url)?,
            None => Database::sqlite(&product.file())?,
        };
        let callers = sign_in(&mut database)?;
        let (places, year) = make_room(&mut database)?;
        let server = product.serve()?;
        Ok(Self {
            server,
            database,
            callers,
            places,
            year,
        })
    }

    /// Everybody books once, and comes back for the next run as if nothing had been. Time is taken of the orders alone.
    pub fn book(&mut self, demand: Demand, bookings: usize, connections: usize) -> Result<Done> {
        let address = self.server.address;
        self.forget()?;
        let (callers, places, year) = (&self.callers, &self.places, self.year);
        let choice = format!("form%5Bfiscal_year%5D={year}&form%5Bcourse%5D=dock&form%5Bnone%5D=1");
        load::each(address, connections, bookings, |connection, at| {
            post(
                connection,
                "/api/checkup/choose",
                &callers[at],
                &choice,
                "/checkup/institutions",
            )
        })
        .context("choosing a course")?;
        let holds = load::each(address, connections, bookings, |connection, at| {
            let (place, _) = demand.pick(places, at);
            let form = format!("place_id={place}&idem=bench-{at}");
            post(
                connection,
                "/api/checkup/hold",
                &callers[at],
                &form,
                "/checkup/confirm",
            )
        })
        .context("仮押さえ")?;
        all_there(&mut self.database, "held", bookings)?;
        let held = "SELECT person_id, id FROM booking WHERE state = 'held' AND idem LIKE 'bench%'";
        let held: BTreeMap<i64, i64> = self.database.pairs(held)?.into_iter().collect();
        let callers = &self.callers;
        let confirms = load::each(address, connections, bookings, |connection, at| {
            let booking = held.get(&callers[at].person).context("nothing is held")?;
            let form = format!("booking_id={booking}");
            post(
                connection,
                "/api/checkup/confirm",
                &callers[at],
                &form,
                "/checkup/bookings/",
            )
        })
        .context("予約")?;
        all_there(&mut self.database, "confirmed", bookings)?;
        Ok(Done {
            bookings: bookings as f64,
            wall: holds.wall + confirms.wall,
            answers: Run::join([holds, confirms]),
        })
    }

    /// Takes every booking of a run away again, and keeps the sessions fresh.
    pub fn forget(&mut self) -> Result<()> {
        let now = now()?;
        self.database.run(&format!(
            "DELETE FROM outbox; \
             UPDATE place SET remaining = capacity WHERE id IN (SELECT place_id FROM booking WHERE idem LIKE 'bench%'); \
             DELETE FROM booking WHERE idem LIKE 'bench%'; \
             UPDATE session SET created_at = {now}, seen_at = {now}"
        ))
    }
}

/// One member books the day of that number and gives it back: the traffic that goes on while something else is measured.
pub fn keep_booking(
    connection: &mut Connection,
    caller: &Caller,
    (place, year): (i64, i64),
    times: usize,
) -> Result<bool> {
    let choice = format!("form%5Bfiscal_year%5D={year}&form%5Bcourse%5D=dock&form%5Bnone%5D=1");
    post(
        connection,
        "/api/checkup/choose",
        caller,
        &choice,
        "/checkup/institutions",
    )?;
    let form = format!(
        "place_id={place}&idem=bench-meanwhile-{}-{times}",
        caller.person
    );
    post(
        connection,
        "/api/checkup/hold",
        caller,
        &form,
        "/checkup/confirm",
    )
}

/// Posts a form as a member; whether the answer leads where it should.
fn post(
    connection: &mut Connection,
    path: &str,
    caller: &Caller,
    form: &str,
    leads_to: &str,
) -> Result<bool> {
    let reply = connection.post(path, &caller.cookie, form)?;
    let location = reply.header("location").unwrap_or_default();
    ensure!(
        reply.status == 303 && location.starts_with(leads_to),
        "{path} answers {} {location}",
        reply.status
    );
    Ok(true)
}

fn now() -> Result<u128> {
    Ok(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())
}

/// Gives accounts and sessions to people who may book and have booked nothing.
fn sign_in(database: &mut Database) -> Result<Vec<Caller>> {
    let may_book = "relationship = 'insured' AND lost_on IS NULL AND birth_date < '1990-01-01' AND acquired_on < '2026-01-01' \
         AND id NOT IN (SELECT person_id FROM booking)";
    sign_in_to(database, may_book, CALLERS)
}

/// Gives accounts and sessions, in which the second step was made, to so many people of whom `who` is true and who have none.
pub fn sign_in_to(database: &mut Database, who: &str, many: usize) -> Result<Vec<Caller>> {
    let now = now()?;
    database.run(&format!(
        "INSERT INTO account (person_id, email, email_key, password_hash, pepper_id, password_weak, created_at, password_changed_at) \
         SELECT id, 'bench' || id || '@example.jp', 'bench' || id || '@example.jp', 'none', 'none', false, {now}, {now} FROM person \
         WHERE {who} AND id NOT IN (SELECT person_id FROM account) ORDER BY id LIMIT {many}"
    ))?;
    let accounts = database
        .pairs("SELECT id, person_id FROM account WHERE email LIKE 'bench%' ORDER BY id")?;
    ensure!(accounts.len() == many, "{} members fit", accounts.len());
    let token = |account: i64| format!("{account:043}");
    for some in accounts.chunks(ROWS) {
        let rows: Vec<String> = some
            .iter()
            .map(|(account, _)| {
                format!(
                    "('{}', {account}, {now}, {now}, {now})",
                    digest(&token(*account))
                )
            })
            .collect();
        let rows = rows.join(", ");
        database.run(&format!(
            "INSERT INTO session (token_digest, account_id, created_at, seen_at, proven_at) VALUES {rows}"
        ))?;
    }
    let caller = |(account, person): (i64, i64)| Caller {
        person,
        cookie: format!("session={}", token(account)),
    };
    Ok(accounts.into_iter().map(caller).collect())
}

/// Lets the demonstration's manager in at the console, past password and second step; the cookie of the session.
pub fn keep_desk(database: &mut Database) -> Result<String> {
    let now = now()?;
    let token = format!("{:043}", 0);
    database.run(&format!(
        "UPDATE staff SET enrolled_at = {now}; INSERT INTO staff_session (token_digest, staff_id, created_at, seen_at, verified_at) \
         SELECT '{}', MIN(id), {now}, {now}, {now} FROM staff WHERE role = 'manager'",
        digest(&token)
    ))?;
    Ok(format!("staff={token}"))
}

/// As the product keeps a session's token: SHA-256, in hexadecimal.
fn digest(token: &str) -> String {
    let bytes = Sha256::digest(token.as_bytes());
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The first day of 人間ドック of each of a thousand institutions, with room for everybody.
fn make_room(database: &mut Database) -> Result<(Vec<(i64, i64)>, i64)> {
    let days = super::DAYS;
    let places = database.pairs(&format!(
        "SELECT MIN(id), institution_id FROM place WHERE course_code = 'dock' AND day_sex = 'any' \
         AND institution_id > (SELECT MAX(id) - {days} FROM institution) GROUP BY institution_id ORDER BY 1"
    ))?;
    ensure!(
        places.len() == days,
        "{} institutions have places",
        places.len()
    );
    let ids: Vec<String> = places.iter().map(|(place, _)| place.to_string()).collect();
    database.run(&format!(
        "UPDATE place SET capacity = 1000000, remaining = 1000000 WHERE id IN ({})",
        ids.join(", ")
    ))?;
    let (year, _) = database.pair(&format!(
        "SELECT fiscal_year, starts FROM place WHERE id = {}",
        ids[0]
    ))?;
    Ok((places, year))
}
