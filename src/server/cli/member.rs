//! `mypage member code`.

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
