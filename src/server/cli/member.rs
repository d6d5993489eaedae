//! `mypage member code`, and who had another 記号・番号 before.

use clap::Subcommand;

use super::Failure;
use crate::{
    domain::{
        birth_date::BirthDate,
        expense::earlier::{Pair as Entries, Refused},
        symbol_number::{Branch, Number, Symbol},
    },
    server::{
        chance::Chance,
        clock::{Clock, japan},
        db::{Db, staff_event},
        expense::earlier,
        member_code::{Wanted, issue},
        open,
        passwords::nfkc,
        settings::Settings,
    },
    web::words::{Lang, staff_expense::earlier as words},
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

impl Pair {
    fn read(self) -> Entries {
        Entries {
            symbol: self.symbol,
            number: self.number,
            earlier_symbol: self.earlier_symbol,
            earlier_number: self.earlier_number,
            birth_date: self.birth_date,
        }
    }
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
pub(super) async fn link(settings: &Settings, pair: Pair) -> Result<(), Failure> {
    let db = open::database(settings).await?;
    let linked = earlier::link(db.writer(), &pair.read(), None, Clock::System.now()).await?;
    note(&db, "person-linked", linked.map_err(refusal)?).await?;
    println!("結びました。前の記号・番号の医療費も、本人に見えるようになりました。");
    Ok(())
}

/// Takes back what [`link`] said.
pub(super) async fn unlink(settings: &Settings, pair: Pair) -> Result<(), Failure> {
    let db = open::database(settings).await?;
    let unlinked = earlier::unlink(db.writer(), &pair.read()).await?;
    note(&db, "person-unlinked", unlinked.map_err(refusal)?).await?;
    println!("別の人に戻しました。");
    Ok(())
}

fn refusal(refused: Refused) -> Failure {
    words::refused(Lang::Ja, refused).into()
}

/// Staff see what was done on the command line, too.
async fn note(db: &Db, kind: &str, id: i64) -> Result<(), Failure> {
    let detail = format!("person={id}");
    staff_event::record(db.writer(), kind, None, &detail, Clock::System.now()).await?;
    Ok(())
}
