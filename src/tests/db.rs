//! Databases for tests: a fresh one each, SQLite in a temporary file and PostgreSQL in a schema of its own.
//!
//! PostgreSQL is the server at `TEST_POSTGRES_URL`. Without that variable tests on PostgreSQL fail, unless
//! `MYPAGE_TEST_SQLITE_ONLY=1` says that they are left out on purpose.

use std::{env, fs, path::PathBuf};

use crate::server::{
    chance::Chance,
    db::{ConnectionTrait, Db},
};

/// A migrated database of one test, gone with it.
pub struct TestDb {
    /// Its connections.
    pub db: Db,
    /// Its address, for a second node.
    pub url: String,
    /// `sqlite` or `postgres`, for messages.
    pub kind: &'static str,
    remains: Remains,
}

enum Remains {
    Folder(PathBuf),
    Schema { server: String, name: String },
}

pub fn random_name() -> String {
    let bytes: [u8; 8] = Chance::system().bytes();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The address of a database that does not exist yet, in a temporary folder.
pub fn sqlite_url() -> (String, PathBuf) {
    let folder = env::temp_dir().join(format!("mypage-test-{}", random_name()));
    let url = format!("sqlite://{}", folder.join("mypage.sqlite").display());
    (url, folder)
}

/// A migrated SQLite database.
pub async fn fresh_sqlite() -> TestDb {
    let test = empty_sqlite().await;
    test.db.migrate().await.expect("migrations run");
    test
}

/// An SQLite database without tables.
pub async fn empty_sqlite() -> TestDb {
    let (url, folder) = sqlite_url();
    TestDb {
        db: Db::connect(&url).await.expect("SQLite opens"),
        url,
        kind: "sqlite",
        remains: Remains::Folder(folder),
    }
}

/// The PostgreSQL server for tests; none where that is so on purpose.
///
/// # Panics
/// When nobody said where it is, nor that there is none.
pub fn postgres_server() -> Option<String> {
    match env::var("TEST_POSTGRES_URL") {
        Ok(url) => Some(url),
        Err(_) if env::var("MYPAGE_TEST_SQLITE_ONLY").as_deref() == Ok("1") => None,
        Err(_) => panic!(
            "set TEST_POSTGRES_URL to a PostgreSQL server, or MYPAGE_TEST_SQLITE_ONLY=1 to test on SQLite alone"
        ),
    }
}

/// A migrated PostgreSQL database; none where PostgreSQL is left out on purpose.
pub async fn fresh_postgres() -> Option<TestDb> {
    let test = empty_postgres().await?;
    test.db.migrate().await.expect("migrations run");
    Some(test)
}

/// A PostgreSQL schema without tables; none where PostgreSQL is left out on purpose.
pub async fn empty_postgres() -> Option<TestDb> {
    let server = postgres_server()?;
    let name = format!("mypage_test_{}", random_name());
    let admin = Db::connect(&server).await.expect("PostgreSQL answers");
    admin
        .writer()
        .execute_unprepared(&format!("CREATE SCHEMA {name}"))
        .await
        .expect("a schema can be made");
    admin.close().await.expect("connections close");
    let mark = if server.contains('?') { '&' } else { '?' };
    let url = format!("{server}{mark}options=-csearch_path%3D{name}");
    Some(TestDb {
        db: Db::connect(&url).await.expect("PostgreSQL answers"),
        url,
        kind: "postgres",
        remains: Remains::Schema { server, name },
    })
}

impl TestDb {
    /// Another node on the same database.
    pub async fn second_node(&self) -> Db {
        Db::connect(&self.url).await.expect("the database opens")
    }
}

/// The file of an SQLite database.
pub fn sqlite_file(test: &TestDb) -> PathBuf {
    PathBuf::from(test.url.trim_start_matches("sqlite://"))
}

impl Drop for TestDb {
    fn drop(&mut self) {
        match &self.remains {
            Remains::Folder(folder) => {
                // what is left in a temporary folder hurts nobody
                let _ = fs::remove_dir_all(folder);
            }
            Remains::Schema { server, name } => {
                let (server, name) = (server.clone(), name.clone());
                let drop = std::thread::spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread()
                        .enable_all()
                        .build()
                        .expect("a runtime");
                    runtime.block_on(async {
                        if let Ok(admin) = Db::connect(&server).await {
                            let sql = format!("DROP SCHEMA {name} CASCADE");
                            // a schema that is left over hurts nobody, a panic here would hide the test's own
                            let _ = admin.writer().execute_unprepared(&sql).await;
                        }
                    });
                });
                let _ = drop.join();
            }
        }
    }
}

/// A migrated database of each kind.
pub async fn each_database() -> Vec<TestDb> {
    let mut all = vec![fresh_sqlite().await];
    all.extend(fresh_postgres().await);
    all
}

/// Runs one test on SQLite and on PostgreSQL.
pub async fn on_each_database<F>(test: impl Fn(Db) -> F)
where
    F: Future<Output = ()>,
{
    for database in each_database().await {
        test(database.db.clone()).await;
    }
}

/// Starts as many tasks at once and waits for all their answers.
pub async fn at_once<T, F>(tasks: usize, task: impl Fn(usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let started: Vec<_> = (0..tasks).map(|at| tokio::spawn(task(at))).collect();
    let mut answers = Vec::with_capacity(tasks);
    for task in started {
        answers.push(task.await.expect("no task panics"));
    }
    answers
}
