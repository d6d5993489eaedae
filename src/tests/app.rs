//! The whole application for one test: the real router over a real database, with a clock that is moved and mails that are read.

use std::{
    collections::BTreeMap,
    ops::Deref,
    sync::{Arc, Mutex},
};

use axum::Router;
use leptos::config::LeptosOptions;
use tokio_util::task::TaskTracker;

use super::{
    browser::Browser,
    db::{TestDb, each_database},
    people,
};
use crate::{
    domain::registration::AccountForm,
    server::{
        chance::Chance,
        checkup::{desk::Desk, offers::Offers},
        clock::Clock,
        db::{ConnectionTrait, Db},
        expense::{import::Imports, tax::xml::SignedXml},
        http::{assets::Manifest, router, session::CookieNames},
        jobs::{
            Bell,
            outbox::{Pace, Worker},
        },
        keys::Keys,
        looks::Looks,
        mail::{
            compose::Composer,
            read::Letter,
            transport::{Memory, Parcel, Transport},
        },
        passwords::{Hasher, HasherSettings},
        settings::{Environment, Settings},
        state::{AppState, Shared},
    },
};

/// Where the site stands, for links in mails and for what a browser says of itself.
pub const PUBLIC_URL: &str = "https://mypage.example.jp";

/// What has been sent, by address, oldest first.
#[derive(Clone, Default)]
struct Letters {
    outgoing: Memory,
    delivered: Arc<Mutex<BTreeMap<String, Vec<Letter>>>>,
}

/// One process of the application.
pub struct Node {
    /// What its requests share.
    pub state: AppState,
    router: Router,
    worker: Worker,
    letters: Letters,
}

/// A society's application and its database, filled with [`people`]; both are gone with the test.
pub struct TestApp {
    node: Node,
    /// The database, for a look inside.
    pub database: TestDb,
}

impl Deref for TestApp {
    type Target = Node;

    fn deref(&self) -> &Node {
        &self.node
    }
}

/// Runs one test on SQLite and on PostgreSQL, each with an application of its own, at the same time.
pub async fn on_each<F>(test: impl Fn(TestApp) -> F)
where
    F: Future<Output = ()>,
{
    on_each_as_set(|_| {}, test).await;
}

/// The same for a society that has set something else.
pub async fn on_each_as_set<F>(set: fn(&mut Settings), test: impl Fn(TestApp) -> F)
where
    F: Future<Output = ()>,
{
    let apps = founded(set).await;
    at_the_same_time(apps.into_iter().map(test)).await;
}

/// Runs one test on two societies that have set the same, once on SQLite and once on PostgreSQL.
pub async fn on_each_two_as_set<F>(set: fn(&mut Settings), test: impl Fn(TestApp, TestApp) -> F)
where
    F: Future<Output = ()>,
{
    let (some, others) = (founded(set).await, founded(set).await);
    let both = some.into_iter().zip(others);
    at_the_same_time(both.map(|(one, other)| test(one, other))).await;
}

/// An application on each database.
async fn founded(set: fn(&mut Settings)) -> Vec<TestApp> {
    let mut apps = Vec::new();
    for database in each_database().await {
        people::fill(&database.db).await;
        let clock = Clock::fixed(people::NOW);
        let hasher = HasherSettings::quick();
        let node = Node::start(database.db.clone(), set, hasher, clock, Letters::default());
        apps.push(TestApp { node, database });
    }
    apps
}

async fn at_the_same_time<F: Future<Output = ()>>(tests: impl Iterator<Item = F>) {
    let mut running = tests.map(Box::pin);
    match (running.next(), running.next()) {
        (Some(one), Some(other)) => drop(tokio::join!(one, other)),
        (Some(one), None) => one.await,
        _ => panic!("there is a database"),
    }
}

fn settings() -> Settings {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Leptos.toml");
    let environment = Environment::of([("PUBLIC_URL", PUBLIC_URL)]);
    Settings::load(file.as_ref(), &environment).unwrap()
}

impl TestApp {
    /// Another process on the same database, as after a restart or on a second machine: nothing in memory is shared but the
    /// time, and the mailboxes of the people.
    pub async fn another_node(&self) -> Node {
        let db = self.database.second_node().await;
        let (clock, letters) = (self.state.clock.clone(), self.letters.clone());
        Node::start(db, |_| {}, HasherSettings::quick(), clock, letters)
    }

    /// Another process that makes passwords otherwise.
    pub async fn another_node_hashing(&self, hasher: HasherSettings) -> Node {
        let db = self.database.second_node().await;
        let (clock, letters) = (self.state.clock.clone(), self.letters.clone());
        Node::start(db, |_| {}, hasher, clock, letters)
    }

    /// Another process in the same data folder, which takes files of so many bytes at most.
    pub async fn another_node_taking(&self, most: u64) -> Node {
        let db = self.database.second_node().await;
        let (clock, letters) = (self.state.clock.clone(), self.letters.clone());
        let mut settings = settings();
        settings.data_dir.clone_from(&self.state.settings.data_dir);
        let imports = Imports::taking(most);
        Node::with(
            db,
            settings,
            HasherSettings::quick(),
            clock,
            letters,
            imports,
        )
    }
}

impl Node {
    fn start(
        db: Db,
        set: fn(&mut Settings),
        hasher: HasherSettings,
        clock: Clock,
        letters: Letters,
    ) -> Self {
        let mut settings = settings();
        set(&mut settings);
        Self::with(db, settings, hasher, clock, letters, Imports::default())
    }

    fn with(
        db: Db,
        settings: Settings,
        hasher: HasherSettings,
        clock: Clock,
        letters: Letters,
        imports: Imports,
    ) -> Self {
        let settings = Arc::new(settings);
        let keys = Keys::from_bytes([7; 32]);
        // Each node has chance of its own: two of them must never draw the same token.
        let chance = Chance::system();
        let bell = Bell::default();
        let signed_xml = settings.expense_xml.as_ref().map(SignedXml::load);
        let signed_xml = signed_xml.transpose().unwrap();
        let state = AppState::new(Shared {
            looks: Looks::open(&db, &clock),
            desk: Desk::open_here(db.clone(), clock.clone(), bell.clone()),
            society: Arc::new(settings.society.clone()),
            cookies: CookieNames::of(&settings.public_url),
            hasher: Hasher::start(hasher, &keys, &chance),
            bell,
            offers: Offers::default(),
            imports,
            signed_xml: signed_xml.map(Arc::new),
            tasks: TaskTracker::new(),
            assets: Arc::new(Manifest::default().assets()),
            kept: Arc::default(),
            service_worker: "".into(),
            leptos: LeptosOptions::builder().output_name("mypage").build(),
            settings,
            db,
            keys,
            clock,
            chance,
        });
        let worker = Worker {
            db: state.db.clone(),
            clock: state.clock.clone(),
            chance: state.chance.clone(),
            composer: Composer::new(state.settings.clone(), state.keys.clone()).unwrap(),
            transport: Arc::new(Transport::Memory(letters.outgoing.clone())),
            bell: state.bell.clone(),
            pace: Pace::default(),
        };
        Self {
            router: router(state.clone()),
            state,
            worker,
            letters,
        }
    }

    /// The whole application.
    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// A browser nobody has used yet.
    pub fn browser(&self) -> Browser {
        Browser::new(self)
    }

    /// Moves the clock.
    pub fn wait(&self, millis: i64) {
        self.state.clock.advance(millis);
    }

    /// All mails an address has got, oldest first.
    pub async fn mails_to(&self, address: &str) -> Vec<Letter> {
        // what goes on after an answer ends before anybody looks into a mailbox
        self.state.tasks.close();
        self.state.tasks.wait().await;
        self.state.tasks.reopen();
        self.worker.drain().await;
        let mut delivered = self.letters.delivered.lock().unwrap();
        for parcel in self.letters.outgoing.take() {
            let letter = Letter::read(&parcel.bytes).unwrap();
            delivered.entry(letter.to.clone()).or_default().push(letter);
        }
        delivered.get(address).cloned().unwrap_or_default()
    }

    /// The mails that leave now, as they go over the wire; they get into no mailbox.
    pub async fn leaving(&self) -> Vec<Parcel> {
        self.worker.drain().await;
        self.letters.outgoing.take()
    }

    /// The newest mail an address has got.
    pub async fn mail_to(&self, address: &str) -> Mail {
        let letter = self.mails_to(address).await.pop();
        Mail(letter.unwrap_or_else(|| panic!("{address} has got no mail")))
    }

    /// Registers somebody and completes it by the link in the mail, in a fresh browser that is then logged in.
    pub async fn member(&self, person: &AccountForm) -> Browser {
        let mut browser = self.browser();
        browser.registers(person).await;
        let mail = self.mail_to(&person.email).await;
        browser.completes(&mail).await.is("登録が完了しました");
        let page = browser.logs_in(&person.email, &person.password).await;
        assert_eq!(page.path, "/mypage");
        browser
    }

    /// How many rows a table has, or as many as fit `condition`.
    pub async fn count(&self, table: &str, condition: &str) -> i64 {
        let sql = format!("SELECT COUNT(*) AS n FROM {table} WHERE {condition}");
        let reader = self.state.db.reader();
        let statement = sea_orm::Statement::from_string(reader.get_database_backend(), sql);
        let row = reader.query_one_raw(statement).await.unwrap().unwrap();
        row.try_get("", "n").unwrap()
    }
}

/// A mail in somebody's mailbox.
#[derive(Debug)]
pub struct Mail(pub Letter);

impl Mail {
    /// The path of the link in it.
    pub fn link(&self) -> String {
        let line = self
            .0
            .text
            .lines()
            .find(|line| line.starts_with(PUBLIC_URL));
        let line = line.unwrap_or_else(|| panic!("no link in: {}", self.0.text));
        line[PUBLIC_URL.len()..].to_owned()
    }

    /// The token at the link's end.
    pub fn token(&self) -> String {
        let link = self.link();
        link.rsplit('/').next().unwrap().to_owned()
    }

    /// The six digits.
    pub fn code(&self) -> String {
        let (_, after) = self.0.text.split_once("確認コード: ").unwrap();
        after.chars().take(6).collect()
    }
}
