//! `mypage member code`, and who had another 記号・番号 before.

use clap::Subcommand;

use super::Failure;
use crate::{
    domain::{
        birth_date::BirthDate,
        symbol_number::{Branch, Number, Symbol},
    },
    server::{
        chance::Chance,
        clock::{Clock, japan},
        db::{
            Db,
            expense::earlier,
            person::{self, Person},
            staff_event,
        },
        member_code::{Wanted, issue},
        open,
        passwords::nfkc,
        settings::Settings,
    },
};

/// What staff can do for one member.
#[derive(Debug, Subcommand)]
pub(super) enum Member {
    #[command(about = "1回だけ使える登録コードを作る(本人と確かめたうえで、本人にだけ渡す)")]
    Code(Code),
    #[command(
        about = "記号・番号が変わる前の人と、いまの人を同じ人として結ぶ(前の医療費も本人に見えるようになる)"
    )]
    Link(Pair),
    #[command(about = "member link で結んだ2人を、別の人に戻す")]
    Unlink(Pair),
}

/// Two entries of the roster.
#[derive(Debug, clap::Args)]
pub(super) struct Pair {
    #[arg(long, value_parser = |text: &str| Symbol::parse(text, &nfkc).map_err(|_| UNREADABLE), help = "いまの記号")]
    symbol: Symbol,
    #[arg(long, value_parser = |text: &str| Number::parse(text, &nfkc).map_err(|_| UNREADABLE), help = "いまの番号")]
    number: Number,
    #[arg(long, value_parser = |text: &str| Symbol::parse(text, &nfkc).map_err(|_| UNREADABLE), help = "前の記号")]
    earlier_symbol: Symbol,
    #[arg(long, value_parser = |text: &str| Number::parse(text, &nfkc).map_err(|_| UNREADABLE), help = "前の番号")]
    earlier_number: Number,
    #[arg(long, value_parser = born, value_name = "DATE", help = "生年月日(1980-01-31、S55.1.31 など)")]
    birth_date: BirthDate,
}

/// Whose code.
#[derive(Debug, clap::Args)]
pub(super) struct Code {
    #[arg(long, value_parser = |text: &str| Symbol::parse(text, &nfkc).map_err(|_| UNREADABLE), help = "記号")]
    symbol: Symbol,
    #[arg(long, value_parser = |text: &str| Number::parse(text, &nfkc).map_err(|_| UNREADABLE), help = "番号")]
    number: Number,
    #[arg(long, value_parser = |text: &str| Branch::parse(text, &nfkc).map_err(|_| UNREADABLE), help = "枝番")]
    branch: Option<Branch>,
    #[arg(long, value_parser = born, value_name = "DATE", help = "生年月日(1980-01-31、S55.1.31 など)")]
    birth_date: Option<BirthDate>,
}

const UNREADABLE: &str = "読み取れません";

fn born(text: &str) -> Result<BirthDate, &'static str> {
    BirthDate::parse(text, &nfkc, Clock::System.today()).map_err(|_| UNREADABLE)
}

/// Prints a fresh code on standard output.
pub(super) async fn code(settings: &Settings, options: Code) -> Result<(), Failure> {
    let wanted = Wanted {
        symbol: options.symbol,
        number: options.number,
        branch: options.branch,
        birth_date: options.birth_date,
    };
    let opened = open::open(settings).await?;
    let (db, keys) = (&opened.db, &opened.keys);
    let issued = issue(db, keys, &Chance::system(), Clock::System.now(), &wanted).await?;
    println!("登録コード: {}", issued.code.printed());
    println!(
        "有効期限: {}",
        japan(issued.expires_at).format("%Y年%-m月%-d日 %H:%M")
    );
    println!("本人にだけ渡してください。1回使うと無効になります。");
    Ok(())
}

/// Says that two entries of the roster are one person. The operator knows it; the roster has to agree as far as it can.
pub(super) async fn link(settings: &Settings, pair: &Pair) -> Result<(), Failure> {
    let db = open::database(settings).await?;
    let (earlier, now) = both(&db, pair).await?;
    let follows = earlier.lost_on.is_some_and(|lost| lost <= now.acquired_on);
    if earlier.sex != now.sex || !follows {
        return Err("同じ人ではありません。性別が同じで、前の資格を失ってから、いまの資格を得ている人だけを結べます。".into());
    }
    if !earlier::link(db.writer(), earlier.id, now.id, None, Clock::System.now()).await? {
        return Err(
            "もう結ばれています。変えるときは、先に member unlink で戻してください。".into(),
        );
    }
    note(&db, "person-linked", now.id).await?;
    println!("結びました。前の記号・番号の医療費も、本人に見えるようになりました。");
    Ok(())
}

/// Takes back what [`link`] said.
pub(super) async fn unlink(settings: &Settings, pair: &Pair) -> Result<(), Failure> {
    let db = open::database(settings).await?;
    let (earlier, now) = both(&db, pair).await?;
    if !earlier::unlink(db.writer(), earlier.id).await? {
        return Err("この2人は結ばれていません。".into());
    }
    note(&db, "person-unlinked", now.id).await?;
    println!("別の人に戻しました。");
    Ok(())
}

/// The earlier entry and the one of now: each the only one of its number born on that day.
async fn both(db: &Db, pair: &Pair) -> Result<(Person, Person), Failure> {
    let earlier = only(
        db,
        &pair.earlier_symbol,
        &pair.earlier_number,
        pair.birth_date,
    )
    .await?;
    let now = only(db, &pair.symbol, &pair.number, pair.birth_date).await?;
    Ok((earlier, now))
}

async fn only(
    db: &Db,
    symbol: &Symbol,
    number: &Number,
    birth_date: BirthDate,
) -> Result<Person, Failure> {
    let family = person::by_number(db.reader(), symbol, number).await?;
    let mut born = family
        .into_iter()
        .filter(|one| one.birth_date == birth_date);
    match (born.next(), born.next()) {
        (Some(one), None) => Ok(one),
        (None, _) => Err("この記号・番号と生年月日の人は、台帳にいません。".into()),
        (Some(_), Some(_)) => {
            Err("この記号・番号と生年月日の人が2人います(双子)。結べません。".into())
        }
    }
}

/// Staff see what was done on the command line, too.
async fn note(db: &Db, kind: &str, id: i64) -> Result<(), Failure> {
    let detail = format!("person={id}");
    staff_event::record(db.writer(), kind, None, &detail, Clock::System.now()).await?;
    Ok(())
}
