//! The queries, on both databases, with the races they are made for.

use sea_orm::Statement;

use crate::{
    domain::email::Email,
    server::{
        chance::Chance,
        db::{ConnectionTrait, Db, account, registration::NewRegistration},
        link::Seed,
    },
};

mod accounts;
mod connections;
mod erase;
mod outbox;
mod registrations;
mod throttle;

/// 2026-11-24T00:00:00+09:00
const NOW: i64 = 1_795_446_000_000;

fn email(text: &str) -> Email {
    Email::from_stored(text).unwrap()
}

/// Seeds that differ by their number.
fn seed(number: u64) -> Seed {
    Seed::random(&Chance::seeded(number))
}

/// A person of the roster: 記号 12, this 番号, 枝番 as given.
async fn person(db: &Db, number: &str, branch: &str) -> i64 {
    let sql = format!(
        "INSERT INTO person (symbol, number, branch, name, kana, kana_key, sex, birth_date, relationship, acquired_on, workplace) \
         VALUES ('12', '{number}', '{branch}', '山田 花子', 'ヤマダ ハナコ', 'ヤマダハナコ', 'female', '1980-01-31', 'insured', '2004-04-01', '本社') RETURNING id"
    );
    let backend = db.writer().get_database_backend();
    let row = db
        .writer()
        .query_one_raw(Statement::from_string(backend, sql))
        .await
        .unwrap();
    row.unwrap().try_get("", "id").unwrap()
}

/// An account of a new person.
async fn member(db: &Db, number: &str, address: &str) -> i64 {
    let person_id = person(db, number, "00").await;
    let new = account::NewAccount {
        person_id,
        email: &email(address),
        password_hash: "$argon2id$",
        pepper_id: "0a1b2c3d",
        password_weak: false,
    };
    account::insert(db.writer(), &new, NOW)
        .await
        .unwrap()
        .unwrap()
}

/// What a registration of the person is made of.
fn registering<'a>(person_id: i64, email: &'a Email, seeds: &'a [Seed; 2]) -> NewRegistration<'a> {
    NewRegistration {
        person_id,
        email,
        password_hash: "$argon2id$",
        pepper_id: "0a1b2c3d",
        password_weak: true,
        newsletters: &[],
        terms_version: "2026-04",
        visitor: "visitor-1",
        seed: &seeds[0],
        approval_seed: &seeds[1],
        needs_approval: false,
        created_at: NOW,
        expires_at: NOW + 1000,
    }
}
