//! Rows of 医療費のお知らせ for tests: a published batch, whoever's they are.

use sea_orm::{ActiveValue::NotSet, EntityTrait, Set, Statement};

use super::app::TestApp;
use crate::{
    domain::{
        checkup::yen::Yen,
        expense::{amounts::Amounts, category::Category, entry::Entry, kind::Kind, month::Month},
    },
    server::db::{
        ConnectionTrait,
        entity::{expense, expense_batch},
        expense::number,
    },
};

/// A month.
pub fn month(year: i32, month: u8) -> Month {
    Month::new(year, month).unwrap()
}

/// A row of three tenths of `own × 10 / 3` yen: the first of its kind.
pub fn row(person_id: i64, month: Month, institution: &str, own: u32, reference: &str) -> Entry {
    Entry {
        id: 0,
        person_id,
        month,
        category: Category::MedicalOut,
        institution: institution.to_owned(),
        days: 1,
        amounts: Amounts {
            total: Yen::new(own / 3 * 10),
            insurer: Yen::new(own / 3 * 7),
            own: Yen::new(own),
            ..Amounts::default()
        },
        claim_month: month.plus(1),
        kind: Kind::New,
        reference: reference.to_owned(),
    }
}

/// Publishes rows as one batch that makes everything up to `through` complete.
pub async fn publish(app: &TestApp, through: Month, rows: &[Entry]) {
    let writer = app.state.db.writer();
    let now = app.state.clock.now();
    let count = app.count("expense_batch", "TRUE").await;
    let batch = expense_batch::ActiveModel {
        id: NotSet,
        state: Set("published".to_owned()),
        digest: Set(format!("test-{count}")),
        label: Set(String::new()),
        staff_id: Set(None),
        made_at: Set(now),
        lease_until: Set(None),
        done: Set(rows.len() as i64),
        rows: Set(rows.len() as i64),
        orphans: Set(0),
        report: Set("{}".to_owned()),
        through_month: Set(Some(through.number())),
        publish_on: Set(None),
        published_at: Set(Some(now)),
        ended_at: Set(None),
    };
    let batch = expense_batch::Entity::insert(batch).exec(writer).await;
    let batch = batch.unwrap().last_insert_id;
    let places = (1..).zip(rows);
    let models: Vec<_> = places
        .map(|(place, row)| model(number(batch, place), row))
        .collect();
    for some in models.chunks(50) {
        let insert = expense::Entity::insert_many(some.to_vec());
        insert.exec_without_returning(writer).await.unwrap();
    }
}

fn model(id: i64, row: &Entry) -> expense::ActiveModel {
    let yen = |amount: Yen| Set(i32::try_from(amount.get()).unwrap());
    let amounts = &row.amounts;
    expense::ActiveModel {
        id: Set(id),
        person_id: Set(row.person_id),
        treatment_month: Set(row.month.number()),
        category: Set(row.category.number()),
        institution_code: Set(String::new()),
        institution: Set(row.institution.clone()),
        days: Set(i16::try_from(row.days).unwrap()),
        total: yen(amounts.total),
        insurer: yen(amounts.insurer),
        public_paid: yen(amounts.public),
        high_cost: yen(amounts.high_cost),
        additional: yen(amounts.additional),
        meal_total: yen(amounts.meal_total),
        meal_own: yen(amounts.meal_own),
        own: yen(amounts.own),
        claim_month: Set(row.claim_month.number()),
        kind: Set(row.kind.number()),
        reference: Set(row.reference.clone()),
    }
}

/// Our number of the person under 記号 12, this 番号 and 枝番.
pub async fn person(app: &TestApp, number: &str, branch: &str) -> i64 {
    let sql = format!(
        "SELECT id FROM person WHERE symbol = '12' AND number = '{number}' AND branch = '{branch}'"
    );
    number_of(app, &sql).await
}

/// Everybody who is signed in has just shown the code of a mail.
pub async fn all_proven(app: &TestApp) {
    let sql = format!("UPDATE session SET proven_at = {}", app.state.clock.now());
    app.state
        .db
        .writer()
        .execute_unprepared(&sql)
        .await
        .unwrap();
}

/// The one number a statement answers.
pub async fn number_of(app: &TestApp, sql: &str) -> i64 {
    let reader = app.state.db.reader();
    let statement = Statement::from_string(reader.get_database_backend(), sql.to_owned());
    let found = reader.query_one_raw(statement).await.unwrap();
    found.unwrap().try_get_by_index(0).unwrap()
}
