//! The batches of a household, as imports leave them.
//!
//! May enter: rows in tables, publishing. Must not: people, what is seen.

use super::{
    case::{Case, Fate, Row, Secret},
    society::Society,
};
use crate::{
    domain::expense::{category::Category, kind::Kind, month::Month},
    server::{db::expense::number, expense::publish},
    tests::{db::random_name, expense_rows::number_of, expense_world::changes},
};

impl Society {
    /// The rows of all, and a batch of the secret's alone.
    pub async fn publish(&self, case: &Case, secret: Option<&Secret>) {
        let of = |fate: Fate| {
            let theirs = case
                .rows
                .iter()
                .map(|row| (self.viewers[row.whose].id, false, row));
            let own = secret.into_iter().flat_map(|secret| &secret.rows);
            let own = own.map(|row| (self.secret, true, row));
            let mut rows: Vec<_> = theirs
                .chain(own)
                .filter(|(_, _, row)| row.fate == fate)
                .collect();
            // those of the others stay in their order, whatever comes between
            rows.sort_by_key(|(.., row)| row.order);
            rows
        };
        self.batch("published", &of(Fate::Old)).await;
        self.batch("loaded", &of(Fate::Waiting)).await;
        self.batch("undone", &of(Fate::Undone)).await;
        let mut alone = of(Fate::Old);
        alone.retain(|(_, secret, _)| *secret);
        if !alone.is_empty() {
            let batch = self.batch("loaded", &alone).await;
            publish::publish_now(&self.app.state, batch)
                .await
                .unwrap()
                .unwrap();
        }
        let batch = self.batch("loaded", &of(Fate::News)).await;
        publish::publish_now(&self.app.state, batch)
            .await
            .unwrap()
            .unwrap();
    }

    async fn batch(&self, state: &str, rows: &[(i64, bool, &Row)]) -> i64 {
        let app = &self.app;
        let (digest, many) = (random_name(), rows.len());
        let through = Month::new(2026, 8).unwrap().number();
        let insert = format!(
            "INSERT INTO expense_batch (state, digest, label, made_at, done, rows, orphans, report, through_month) \
             VALUES ('{state}', '{digest}', '', 0, {many}, {many}, 0, '', {through})"
        );
        changes(app, &insert).await;
        let batch = number_of(
            app,
            &format!("SELECT id FROM expense_batch WHERE digest = '{digest}'"),
        )
        .await;
        let places = (1..).zip(rows);
        let values = places
            .map(|(place, (id, secret, row))| values(number(batch, place), *id, *secret, row));
        let values: Vec<String> = values.collect();
        if !values.is_empty() {
            changes(
                app,
                &format!("INSERT INTO expense VALUES {}", values.join(", ")),
            )
            .await;
        }
        batch
    }
}

/// A row as it stands in the table; one of the secret says so in the name of the place.
fn values(number: i64, person: i64, secret: bool, row: &Row) -> String {
    let own = row.own;
    let (total, month) = (own * 3, row.month);
    let high = if row.category == Category::MedicalIn {
        own / 3
    } else {
        0
    };
    let meals = if row.category == Category::MedicalIn {
        1_470
    } else {
        0
    };
    let public = if row.category == Category::DentalOut {
        own / 2
    } else {
        0
    };
    let institution = match (secret, row.category) {
        (_, Category::Judo) => String::new(),
        (true, _) => format!("秘密病院{}", row.reference),
        (false, _) => format!("みどり医院{}", row.reference),
    };
    let insurer = if row.kind == Kind::Withdrawal {
        0
    } else {
        total - own
    };
    format!(
        "({number}, {person}, {}, {}, '', '{institution}', 2, {total}, {insurer}, {public}, {high}, 0, {meals}, {meals}, {own}, {}, {}, 'A{}')",
        month.number(),
        row.category.number(),
        month.plus(1).number(),
        row.kind.number(),
        row.reference
    )
}
