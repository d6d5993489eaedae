//! 退会 leaves the roster, and nothing else of the person: not in any table, not in the file.

use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

use crate::{
    domain::{contact::Topic, email::Email, newsletter::CategoryId},
    server::db::{
        Db, account, consent, draft, echo, erase, inquiry, link, newsletter, outbox, registration,
        session,
    },
    tests::db::{each_database, fresh_sqlite, sqlite_file},
};

use super::{NOW, email, member, registering, seed};

const ADDRESS: &str = "erase-me@example.jp";

/// Fills every table that can hold something of the person.
async fn live(db: &Db) -> (i64, i64) {
    let c = db.writer();
    let id = member(db, "345", ADDRESS).await;
    let person_id = account::by_id(c, id).await.unwrap().unwrap().person_id;
    session::create(c, "token", id, NOW).await.unwrap();
    session::known_device::remember(c, id, "visitor-1", NOW)
        .await
        .unwrap();
    let category = CategoryId::parse("checkup").unwrap();
    newsletter::set_choice(c, id, &category, true)
        .await
        .unwrap();
    let consent = consent::Consent {
        subject: "terms".into(),
        given: true,
        at: NOW,
        wording_version: "1".into(),
        wording: "同意します".into(),
        source: "register".into(),
    };
    consent::record(c, id, &consent).await.unwrap();
    link::open_reset(c, id, &seed(1), NOW, NOW + 1)
        .await
        .unwrap();
    let address: Email = email(ADDRESS);
    link::open_email_change(c, id, &address, &seed(2), NOW, NOW + 1)
        .await
        .unwrap();
    let seeds = [seed(3), seed(4)];
    let registration_id = registration::open(c, &registering(person_id, &address, &seeds))
        .await
        .unwrap();
    crate::server::db::code::issue(c, person_id, "digest", NOW, NOW + 1)
        .await
        .unwrap();
    let draft = draft::Draft {
        visitor: "visitor-1".into(),
        person_id: Some(person_id),
        email: Some(address),
        updated_at: NOW,
        ..draft::Draft::default()
    };
    draft::save(c, &draft).await.unwrap();
    echo::put(c, "visitor-1", "login", &ADDRESS, &(), NOW)
        .await
        .unwrap();
    let message = inquiry::Inquiry {
        account_id: Some(id),
        topic: Topic::Other,
        email: email(ADDRESS),
        body: "質問です。".into(),
        created_at: NOW,
    };
    inquiry::insert(c, &message).await.unwrap();
    for (account_id, registration_id) in [(Some(id), None), (None, Some(registration_id))] {
        let mail = outbox::NewMail {
            kind: "registered".into(),
            recipient: ADDRESS.into(),
            params: json!(null),
            account_id,
            registration_id,
        };
        outbox::enqueue(c, &mail, NOW).await.unwrap();
    }
    (person_id, id)
}

async fn rows(db: &Db, table: &str) -> i64 {
    let backend = db.reader().get_database_backend();
    let sql = format!("SELECT COUNT(*) AS n FROM {table}");
    let row = db
        .reader()
        .query_one_raw(Statement::from_string(backend, sql))
        .await
        .unwrap();
    row.unwrap().try_get("", "n").unwrap()
}

async fn withdraw(db: &Db, person_id: i64, account_id: i64) {
    let txn = db.begin().await.unwrap();
    erase::person_traces(&txn, person_id).await.unwrap();
    assert!(account::delete(&txn, account_id).await.unwrap());
    txn.commit().await.unwrap();
}

#[tokio::test]
async fn nothing_but_the_roster_stays() {
    const TRACES: [&str; 13] = [
        "account",
        "consent",
        "email_change",
        "form_echo",
        "known_device",
        "newsletter_choice",
        "outbox",
        "password_reset",
        "registration",
        "registration_code",
        "registration_draft",
        "session",
        "inquiry",
    ];
    for test in each_database().await {
        let (person_id, account_id) = live(&test.db).await;
        for table in TRACES {
            assert!(rows(&test.db, table).await > 0, "{table} was not filled");
        }
        withdraw(&test.db, person_id, account_id).await;
        for table in TRACES {
            assert_eq!(rows(&test.db, table).await, 0, "{}: {table}", test.kind);
        }
        assert_eq!(rows(&test.db, "person").await, 1);
    }
}

#[tokio::test]
async fn another_persons_rows_stay() {
    for test in each_database().await {
        let other = member(&test.db, "346", "other@example.jp").await;
        session::create(test.db.writer(), "other", other, NOW)
            .await
            .unwrap();
        let mail = outbox::NewMail {
            kind: "registered".into(),
            recipient: "other@example.jp".into(),
            params: json!(null),
            account_id: Some(other),
            registration_id: None,
        };
        outbox::enqueue(test.db.writer(), &mail, NOW).await.unwrap();
        let (person_id, account_id) = live(&test.db).await;
        withdraw(&test.db, person_id, account_id).await;
        for table in ["account", "session", "outbox"] {
            assert_eq!(rows(&test.db, table).await, 1, "{}: {table}", test.kind);
        }
    }
}

#[tokio::test]
async fn the_file_forgets_too() {
    let test = fresh_sqlite().await;
    let (person_id, account_id) = live(&test.db).await;
    let held = async || {
        test.db.scrub().await.unwrap();
        let file = sqlite_file(&test);
        let mut bytes = std::fs::read(&file).unwrap();
        let wal = file.with_extension("sqlite-wal");
        bytes.extend(std::fs::read(wal).unwrap_or_default());
        bytes
            .windows(ADDRESS.len())
            .any(|window| window == ADDRESS.as_bytes())
    };
    assert!(held().await);
    withdraw(&test.db, person_id, account_id).await;
    assert!(!held().await);
}
