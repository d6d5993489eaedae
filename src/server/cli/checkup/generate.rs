//! `mypage checkup generate`.

use super::super::Failure;
use crate::server::{
    checkup::demo::{Plan, generate, institutions::Kind},
    clock::Clock,
    demo, open,
    settings::Settings,
};

/// How much is made up.
#[derive(Debug, clap::Args)]
pub(in crate::server::cli) struct Generate {
    #[arg(long, default_value_t = 3_000, value_parser = clap::value_parser!(u32).range(1..=100_000), help = "足す健診機関の数")]
    institutions: u32,
    #[arg(long, default_value_t = 180, value_parser = clap::value_parser!(u16).range(1..=400), help = "空き枠の日数")]
    days: u16,
    #[arg(long, default_value_t = 1, help = "同じ数なら同じ機関になる")]
    seed: u64,
}

/// Adds institutions that all offer places of five courses on every day. Only to a demo: no society gets made-up ones.
pub(in crate::server::cli) async fn run(
    settings: &Settings,
    options: &Generate,
) -> Result<(), Failure> {
    let db = open::database(settings).await?;
    if !demo::is_marked(db.reader()).await? {
        return Err(
            "架空の健診機関は、デモのデータベースにだけ足せます(先に mypage demo を実行してください)。".into(),
        );
    }
    let plan = Plan {
        institutions: usize::try_from(options.institutions)?,
        days: options.days,
        kind: Kind {
            seed: options.seed,
            dense: true,
        },
    };
    let clock = Clock::System;
    let made = generate(&db, plan, clock.today(), clock.now()).await?;
    println!(
        "健診機関 {}、空き枠 {} を足しました。",
        made.institutions, made.places
    );
    Ok(())
}
