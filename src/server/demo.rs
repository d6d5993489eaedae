//! A fictitious society to look at: a roster, accounts, 受診ナビ, and a mark in the database that says so.
//!
//! The mark is what opens `/dev/mailbox` (and only without `SMTP_URL`). It can be set on an empty database alone, so no setting and no
//! variable can open a real society's mails.

use std::fmt;

use super::{
    checkup::demo::{self as checkup, Plan, institutions::Kind, stories::Role},
    clock::Clock,
    db::{
        self, ConnectionTrait, Db,
        account::{self, NewAccount},
        consent::{self, Consent},
        newsletter, person, setting,
    },
    open::Opened,
    passwords::{Busy, Hasher, nfkc},
    roster::{
        decode::Encoding,
        generate::{Member, generate},
        import::{ImportError, Mode, import},
        write::write,
    },
    settings::Settings,
};
use crate::{
    domain::{
        birth_date::BirthDate,
        email::Email,
        kana_name::KanaName,
        password::{NewPassword, PasswordPolicy},
        symbol_number::{Branch, Number, Symbol},
    },
    web::path,
};

mod clerk;
mod expenses;
mod introduced;

use self::introduced::PASSWORD;
pub use self::introduced::PEOPLE as LEAST_MEMBERS;
pub use self::introduced::{Introduced, introduced};

/// Under this name the database remembers that it is a demo.
const MARK: &str = "demo";
/// The same members every time.
const SEED: u64 = 20_261_101;
/// How many institutions the demo has, and for how many days places.
pub const INSTITUTIONS: u32 = 300;
const DAYS: u16 = 120;

/// Whether the database holds a fictitious society.
///
/// # Errors
/// The database's own.
pub async fn is_marked<C: ConnectionTrait>(c: &C) -> db::Result<bool> {
    Ok(setting::get(c, MARK).await?.is_some())
}

/// Why there is no demo.
#[derive(Debug)]
pub enum DemoError {
    /// Somebody's data is in the database.
    NotEmpty,
    /// The fictitious roster did not go in.
    Import(ImportError),
    /// The password could not be hashed.
    Busy(Busy),
    /// There are no rows of 医療費.
    Expenses(expenses::NoRows),
    /// The database failed.
    Database(db::Error),
}

impl From<db::Error> for DemoError {
    fn from(error: db::Error) -> Self {
        Self::Database(error)
    }
}

impl fmt::Display for DemoError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEmpty => f.write_str(
                "このデータベースにはもう加入者がいます。デモは空のデータベースにだけ作れます。",
            ),
            Self::Import(error) => write!(f, "{error}"),
            Self::Busy(_) => {
                f.write_str("パスワードを処理できませんでした。もう一度試してください。")
            }
            Self::Expenses(error) => write!(f, "デモを作れませんでした。{error}"),
            Self::Database(error) => write!(f, "デモを作れませんでした({error})。"),
        }
    }
}

impl std::error::Error for DemoError {}

/// What a visitor of the demo can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demo {
    /// How many people the roster has.
    pub members: i64,
    /// The people a visitor is introduced to.
    pub known: Vec<Introduced>,
    /// Where staff sign in.
    pub console: String,
    /// Where mails can be read, if they can.
    pub mailbox: Option<String>,
}

/// How large a demo is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Fictitious people.
    pub members: usize,
    /// Fictitious institutions.
    pub institutions: usize,
}

/// Fills an empty database with a fictitious society, some of whose people have accounts. On a database that is a demo already, only
/// what is missing is added.
///
/// # Errors
/// When the database holds anybody and is no demo, or fails.
pub async fn fill(
    opened: &Opened,
    settings: &Settings,
    hasher: &Hasher,
    clock: &Clock,
    size: Size,
) -> Result<Demo, DemoError> {
    let db = &opened.db;
    let known = introduced(clock.today());
    let populated = person::count(db.reader()).await? > 0;
    if populated && !is_marked(db.reader()).await? {
        return Err(DemoError::NotEmpty);
    }
    setting::put_if_absent(db.writer(), MARK, "yes").await?;
    let mut people: Vec<Member> = known.iter().map(|one| one.member.clone()).collect();
    let others = size.members.saturating_sub(people.len());
    people.extend(generate(others, SEED, clock.today()));
    if !populated {
        bring(db, &people, clock).await?;
    }
    let mut stories: Vec<(Role, i64)> = Vec::new();
    for one in &known {
        let Some(person) = find(db, &one.member).await? else {
            continue;
        };
        stories.push((one.role, person.id));
        if let Some(address) = one.address {
            give_account(db, settings, hasher, clock, person.id, address).await?;
        }
    }
    let plan = Plan {
        institutions: size.institutions,
        days: DAYS,
        kind: Kind {
            seed: SEED,
            dense: false,
        },
    };
    clerk::employ(db, hasher, clock).await?;
    checkup::fill(db, plan, &stories, clock.today(), clock.now()).await?;
    expenses::fill(db, settings, clock, &people)
        .await
        .map_err(DemoError::Expenses)?;
    Ok(Demo {
        members: person::count(db.reader()).await?,
        known,
        console: [&settings.public_url, path::STAFF].concat(),
        mailbox: settings
            .smtp_url
            .is_none()
            .then(|| format!("{}/dev/mailbox", settings.public_url)),
    })
}

/// Imports people the way a society's own file comes in.
async fn bring(db: &Db, people: &[Member], clock: &Clock) -> Result<(), DemoError> {
    let mut file = Vec::new();
    write(people, Encoding::Utf8, &mut file).expect("memory takes any file");
    import(db, &file, Mode::Apply, clock.today(), clock.now())
        .await
        .map(|_| ())
        .map_err(DemoError::Import)
}

/// Gives a person an account, unless the address has one.
async fn give_account(
    db: &Db,
    settings: &Settings,
    hasher: &Hasher,
    clock: &Clock,
    person_id: i64,
    address: &str,
) -> Result<(), DemoError> {
    let email = Email::parse(address, &nfkc).expect("the demo's address is one");
    if account::by_email_key(db.reader(), &email.key())
        .await?
        .is_some()
    {
        return Ok(());
    }
    let password = NewPassword::parse(PASSWORD, &nfkc, &PasswordPolicy::STRONG)
        .expect("the demo's password satisfies the strictest preset");
    let hashed = hasher.hash(&password).await.map_err(DemoError::Busy)?;
    let now = clock.now();
    let txn = db.begin().await?;
    let new = NewAccount {
        person_id,
        email: &email,
        password_hash: &hashed.hash,
        pepper_id: &hashed.pepper_id,
        password_weak: hashed.weak,
    };
    // somebody was faster: then there is the account
    if let Ok(account) = account::insert(&txn, &new, now).await? {
        for category in &settings.newsletters {
            newsletter::set_choice(&txn, account, &category.id, true).await?;
            let consent = Consent {
                subject: format!("newsletter:{}", category.id.as_str()),
                given: true,
                at: now,
                wording_version: settings.terms.version.clone(),
                wording: category.name.clone(),
                source: "demo".to_owned(),
            };
            consent::record(&txn, account, &consent).await?;
        }
    }
    txn.commit().await.map_err(db::Error::from)?;
    Ok(())
}

/// The person of the roster a demo's member became.
async fn find(db: &Db, member: &Member) -> Result<Option<person::Person>, DemoError> {
    let parsed = (
        Symbol::parse(&member.symbol, &nfkc),
        Number::parse(&member.number, &nfkc),
        Branch::parse(&member.branch, &nfkc),
        KanaName::parse(&member.kana, &nfkc),
    );
    let (Ok(symbol), Ok(number), Ok(branch), Ok(kana)) = parsed else {
        return Ok(None);
    };
    let born = BirthDate::from_stored(member.born);
    let found = person::matching(
        db.reader(),
        &symbol,
        &number,
        Some(&branch),
        &born,
        &kana.key(),
    )
    .await?;
    Ok(found.into_iter().next())
}
