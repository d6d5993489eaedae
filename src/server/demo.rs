//! A fictitious society to look at: a roster, an account, and a mark in the database that says so.
//!
//! The mark is what opens `/dev/mailbox` (and only without `SMTP_URL`). It can be set on an empty database alone, so no setting and no
//! variable can open a real society's mails.

mod clerk;

use std::fmt;

use super::{
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
        date::CivilDate,
        email::Email,
        kana_name::KanaName,
        password::{NewPassword, PasswordPolicy},
        symbol_number::{Branch, Number, Symbol},
    },
    web::path,
};

/// Under this name the database remembers that it is a demo.
const MARK: &str = "demo";
/// The same members every time.
const SEED: u64 = 20_261_101;
/// 記号 of those who are introduced; nobody else has it.
const SYMBOL: &str = "12";
/// Address and password of the account there is. Written here for all to read, and good for nothing else.
const ADDRESS: &str = "hanako@example.jp";
const PASSWORD: &str = "midori-no-kaze-27";

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
    /// An insured person without an account.
    pub insured: Member,
    /// The spouse of that person, without an account.
    pub spouse: Member,
    /// Where staff sign in.
    pub console: String,
    /// Where mails can be read, if they can.
    pub mailbox: Option<String>,
}

/// Fills an empty database with `members` fictitious people, one of them with an account. On a database that is a demo already, only
/// what is missing is added.
///
/// # Errors
/// When the database holds anybody and is no demo, or fails.
pub async fn fill(
    opened: &Opened,
    settings: &Settings,
    hasher: &Hasher,
    clock: &Clock,
    members: usize,
) -> Result<Demo, DemoError> {
    let db = &opened.db;
    let [insured, spouse, hanako] = introduced();
    let populated = person::count(db.reader()).await? > 0;
    if populated && !is_marked(db.reader()).await? {
        return Err(DemoError::NotEmpty);
    }
    setting::put_if_absent(db.writer(), MARK, "yes").await?;
    if !populated {
        let mut people = introduced().to_vec();
        people.extend(generate(
            members.saturating_sub(people.len()),
            SEED,
            clock.today(),
        ));
        bring(db, &people, clock).await?;
    }
    give_account(db, settings, hasher, clock, &hanako).await?;
    clerk::employ(db, hasher, clock).await?;
    Ok(Demo {
        members: person::count(db.reader()).await?,
        insured,
        spouse,
        console: [&settings.public_url, path::STAFF].concat(),
        mailbox: settings
            .smtp_url
            .is_none()
            .then(|| format!("{}/dev/mailbox", settings.public_url)),
    })
}

/// The people a visitor is introduced to: two who can register, and one who has.
fn introduced() -> [Member; 3] {
    let day = |year, month, day| CivilDate::new(year, month, day).expect("a day of the calendar");
    let member =
        |number: &str, branch: &str, name: &str, kana: &str, woman, born, relationship| Member {
            symbol: SYMBOL.to_owned(),
            number: number.to_owned(),
            branch: branch.to_owned(),
            name: name.to_owned(),
            kana: kana.to_owned(),
            woman,
            born,
            relationship,
            acquired: day(2010, 4, 1),
            lost: None,
            workplace: "空色航空株式会社".to_owned(),
        };
    [
        member(
            "345",
            "00",
            "空野 太郎",
            "ソラノ タロウ",
            false,
            day(1980, 1, 31),
            "本人",
        ),
        member(
            "345",
            "01",
            "空野 春子",
            "ソラノ ハルコ",
            true,
            day(1982, 6, 15),
            "配偶者",
        ),
        member(
            "678",
            "00",
            "星野 花子",
            "ホシノ ハナコ",
            true,
            day(1975, 3, 3),
            "本人",
        ),
    ]
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

/// Gives a person the demo's account, unless there is one.
async fn give_account(
    db: &Db,
    settings: &Settings,
    hasher: &Hasher,
    clock: &Clock,
    member: &Member,
) -> Result<(), DemoError> {
    let email = Email::parse(ADDRESS, &nfkc).expect("the demo's address is one");
    if account::by_email_key(db.reader(), &email.key())
        .await?
        .is_some()
    {
        return Ok(());
    }
    let Some(person) = find(db, member).await? else {
        return Ok(());
    };
    let password = NewPassword::parse(PASSWORD, &nfkc, &PasswordPolicy::STRONG)
        .expect("the demo's password satisfies the strictest preset");
    let hashed = hasher.hash(&password).await.map_err(DemoError::Busy)?;
    let now = clock.now();
    let txn = db.begin().await?;
    let new = NewAccount {
        person_id: person.id,
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

impl fmt::Display for Demo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "架空の加入者 {} 人のデモです。", self.members)?;
        writeln!(f)?;
        writeln!(f, "1. これから登録できる人(本人)")?;
        registers(f, &self.insured)?;
        writeln!(f, "2. もう登録している人")?;
        writeln!(f, "     メールアドレス  {ADDRESS}")?;
        writeln!(f, "     パスワード      {PASSWORD}")?;
        writeln!(f, "3. これから登録できる人(被扶養者の配偶者)")?;
        registers(f, &self.spouse)?;
        writeln!(f, "4. 健保組合の職員(管理者)")?;
        clerk::signs_in(f, &self.console)?;
        writeln!(f)?;
        match &self.mailbox {
            Some(url) => write!(f, "届いたメール: {url}"),
            None => write!(f, "メールは SMTP_URL のサーバーから送られます。"),
        }
    }
}

/// Everything that is typed to register.
fn registers(f: &mut fmt::Formatter<'_>, member: &Member) -> fmt::Result {
    let Member {
        symbol,
        number,
        branch,
        kana,
        born,
        ..
    } = member;
    writeln!(
        f,
        "     記号 {symbol}  番号 {number}  枝番 {branch}(なくても可)"
    )?;
    writeln!(f, "     氏名(カナ) {kana}  生年月日 {born}")?;
    writeln!(
        f,
        "     パスワードとメールアドレスは好きなもの(例: me-{branch}@example.jp)"
    )
}
