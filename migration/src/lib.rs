//! The frozen history of the tables. A migration that has been released is never edited: the next change is a new file.
//!
//! May enter: the schema builder. Must not: entities and domain types, which move on while history stays.
//!
//! Conventions of every table: moments are `BIGINT` milliseconds since 1970 in UTC (one comparable form on SQLite and
//! PostgreSQL), days are `DATE`, secrets are stored as digests or seeds and never in clear.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

mod m20261101_000001_roster;
mod m20261101_000002_accounts;
mod m20261101_000003_registration;
mod m20261101_000004_mail;
mod m20261127_000005_staff;
mod m20261127_000006_checkup;
mod m20261127_000007_daily_list;
mod m20261128_000008_expense;
mod m20261128_000009_outbox_turn;
mod m20261128_000010_wishes_beside;
mod parts;

/// Runs the history in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261101_000001_roster::Migration),
            Box::new(m20261101_000002_accounts::Migration),
            Box::new(m20261101_000003_registration::Migration),
            Box::new(m20261101_000004_mail::Migration),
            Box::new(m20261127_000005_staff::Migration),
            Box::new(m20261127_000006_checkup::Migration),
            Box::new(m20261127_000007_daily_list::Migration),
            Box::new(m20261128_000008_expense::Migration),
            Box::new(m20261128_000009_outbox_turn::Migration),
            Box::new(m20261128_000010_wishes_beside::Migration),
        ]
    }
}
