//! Connections are as durable, bounded and discreet as they claim.

use std::os::unix::fs::PermissionsExt;

use sea_orm::{ConnectionTrait, Statement};

use crate::{
    server::db::{Db, setting},
    tests::db::{each_database, empty_sqlite, fresh_postgres, fresh_sqlite, sqlite_file},
};

async fn fact(c: &impl ConnectionTrait, sql: &str, column: &str) -> String {
    let row = c
        .query_one_raw(Statement::from_string(c.get_database_backend(), sql))
        .await
        .unwrap()
        .unwrap();
    row.try_get::<String>("", column)
        .or_else(|_| row.try_get::<i64>("", column).map(|n| n.to_string()))
        .or_else(|_| row.try_get::<i32>("", column).map(|n| n.to_string()))
        .unwrap()
}

#[tokio::test]
async fn sqlite_is_durable_and_its_readers_only_read() {
    let test = fresh_sqlite().await;
    let writer = test.db.writer();
    for (pragma, value) in [
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("secure_delete", "1"),
        ("foreign_keys", "1"),
        ("journal_size_limit", "67108864"),
    ] {
        let sql = format!("PRAGMA {pragma}");
        assert_eq!(fact(writer, &sql, pragma).await, value, "{pragma}");
    }
    assert!(
        setting::put_if_absent(test.db.reader(), "k", "v")
            .await
            .is_err()
    );
    let file = sqlite_file(&test);
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&file), 0o600);
    assert_eq!(mode(&file.with_extension("sqlite-wal")), 0o600);
    assert_eq!(mode(file.parent().unwrap()), 0o700);
}

#[tokio::test]
async fn a_database_in_memory_is_refused() {
    for url in ["sqlite::memory:", "sqlite://x?mode=memory"] {
        assert!(Db::connect(url).await.is_err(), "{url}");
    }
}

#[tokio::test]
async fn a_backup_is_whole_private_and_overwrites_nothing() {
    let test = fresh_sqlite().await;
    setting::put_if_absent(test.db.writer(), "k", "v")
        .await
        .unwrap();
    let copy = sqlite_file(&test).with_file_name("copy.sqlite");
    test.db.backup(&copy).await.unwrap();
    assert!(test.db.backup(&copy).await.is_err());
    let mode = std::fs::metadata(&copy).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let restored = Db::connect(&format!("sqlite://{}", copy.display()))
        .await
        .unwrap();
    let value = setting::get(restored.reader(), "k").await.unwrap();
    assert_eq!(value.as_deref(), Some("v"));
}

#[tokio::test]
async fn postgres_waits_are_bounded() {
    let Some(test) = fresh_postgres().await else {
        return;
    };
    for (name, value) in [
        ("statement_timeout", "5s"),
        ("lock_timeout", "2s"),
        ("idle_in_transaction_session_timeout", "10s"),
        ("transaction_isolation", "read committed"),
    ] {
        let sql = format!("SHOW {name}");
        assert_eq!(fact(test.db.reader(), &sql, name).await, value, "{name}");
    }
}

#[tokio::test]
async fn a_transaction_left_open_on_a_connection_is_rolled_back_when_it_returns() {
    let Some(test) = fresh_postgres().await else {
        return;
    };
    let c = test.db.writer();
    c.execute_unprepared(
        "BEGIN; INSERT INTO setting (key, value) VALUES ('leak', 'never committed')",
    )
    .await
    .unwrap();
    // on this connection it would see the leaked row, on another it would wait for its lock until that gives up
    let stands = setting::put_if_absent(c, "leak", "committed")
        .await
        .unwrap();
    assert_eq!(stands, "committed");
    let seen = setting::get(test.second_node().await.reader(), "leak").await;
    assert_eq!(seen.unwrap().as_deref(), Some("committed"));
}

#[tokio::test]
async fn every_database_gives_a_sign_of_life() {
    for test in each_database().await {
        test.db.ping().await.unwrap();
        test.db.close().await.unwrap();
        assert!(test.db.ping().await.is_err());
    }
}

#[tokio::test]
async fn an_errors_text_holds_no_value() {
    for test in each_database().await {
        let c = test.db.writer();
        let insert = "INSERT INTO setting (key, value) VALUES ('taro@example.jp', 'x')";
        c.execute_unprepared(insert).await.unwrap();
        let error = c.execute_unprepared(insert).await.unwrap_err();
        let error = crate::server::db::Error::from(error);
        for text in [error.to_string(), format!("{error:?}")] {
            assert!(!text.contains("taro"), "{text}");
            assert!(text.contains("error"), "{text}");
        }
        assert!(!error.is_busy());
    }
    let unmigrated = empty_sqlite().await;
    let error = setting::get(unmigrated.db.reader(), "k").await.unwrap_err();
    assert_eq!(error.to_string(), "database error 1");
}
