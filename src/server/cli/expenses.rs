//! `mypage expenses`: files of 医療費 rows in, out to members and back; and fictitious ones.
//!
//! May enter: the words of the command line, the order of the steps. Must not: what a file means, what members see.

use std::{
    io::{self, BufWriter, IsTerminal, Write},
    path::{Path, PathBuf},
    sync::atomic::Ordering,
    time::Duration,
};

use clap::Subcommand;
use tokio_util::sync::CancellationToken;

use super::{Failure, roster::FileEncoding};
use crate::{
    domain::{
        date::CivilDate,
        expense::{
            batch::{Encoding, Refusal, Report},
            month::Month,
        },
    },
    server::{
        clock::Clock,
        db::{
            Db,
            expense::{
                Pace,
                batch::{self, Batch},
            },
            staff_event,
        },
        demo,
        expense::{
            import::{
                Taken,
                generate::{self, Wanted},
                take_in,
                work::{Broken, Worker},
            },
            publish,
        },
        open,
        passwords::nfkc,
        roster::generate::generate as roster,
        settings::Settings,
    },
    web::words::{Lang, expense_import as words},
};

/// How many batches are listed.
const LISTED: u64 = 50;

/// What can be done with 医療費のお知らせ.
#[derive(Debug, Subcommand)]
pub(super) enum Expenses {
    #[command(about = "医療費の CSV を取り込む(1か所でも誤りがあれば何も取り込まない)")]
    Import {
        #[arg(help = "CSV ファイル(UTF-8 か CP932)")]
        file: PathBuf,
        #[arg(long, help = "取り込まずに、中身を確かめるだけにする")]
        dry_run: bool,
        #[arg(
            long,
            conflicts_with = "dry_run",
            help = "取り込んだあと、すぐに公開する"
        )]
        publish: bool,
    },
    #[command(about = "取込の一覧")]
    List,
    #[command(about = "取り込んだ医療費を公開する")]
    Publish {
        #[arg(help = "取込の番号")]
        batch: i64,
        #[arg(
            long,
            value_name = "YYYY-MM-DD",
            help = "この日に公開する(なければすぐに)"
        )]
        on: Option<CivilDate>,
    },
    #[command(about = "取込をまるごと取り消す(公開したあとでもできる)")]
    Undo {
        #[arg(help = "取込の番号")]
        batch: i64,
    },
    #[command(about = "架空の医療費の CSV を標準出力に書く")]
    Generate(Generate),
}

/// What a fictitious file looks like.
#[derive(Debug, clap::Args)]
pub(super) struct Generate {
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1_000_000), help = "人数(roster generate と同じ数)")]
    members: u32,
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=120), help = "診療年月の数")]
    months: u32,
    #[arg(long, help = "roster generate と同じ数にすると、同じ人たちになる")]
    seed: u64,
    #[arg(long, value_name = "YYYY-MM", value_parser = month, help = "最初の診療年月(なければ、3か月前の月で終わるように選ぶ)")]
    from: Option<Month>,
    #[arg(long, value_enum, default_value_t = FileEncoding::Utf8, help = "文字コード")]
    encoding: FileEncoding,
    #[arg(
        long,
        value_name = "YYYY-MM-DD",
        help = "年齢の基準日(なければ今日。roster generate と同じ日にする)"
    )]
    today: Option<CivilDate>,
}

fn month(text: &str) -> Result<Month, String> {
    Month::parse(text, &nfkc).map_err(|_| "2026-04 のように書いてください".to_owned())
}

/// Does what was asked.
pub(super) async fn run(settings: &Settings, command: Expenses) -> Result<(), Failure> {
    match command {
        Expenses::Import {
            file,
            dry_run,
            publish,
        } => import(settings, &file, dry_run, publish).await,
        Expenses::List => list(settings).await,
        Expenses::Publish { batch, on } => publish_batch(settings, batch, on).await,
        Expenses::Undo { batch } => undo(settings, batch).await,
        Expenses::Generate(options) => print(&options),
    }
}

async fn import(
    settings: &Settings,
    file: &Path,
    dry_run: bool,
    publish: bool,
) -> Result<(), Failure> {
    let db = open::database(settings).await?;
    let worker = Worker::new(&db, &Clock::System, &CancellationToken::new());
    let bytes = file.metadata().map_or(0, |found| found.len());
    if dry_run {
        let found = shown(&worker, "確認", 2 * bytes, worker.examine(file, None)).await;
        tell(&found.map_err(|error| broken(&error))?.report)?;
        println!("確かめただけです。何も取り込んでいません。");
        return Ok(());
    }
    let label = file.file_name().unwrap_or_default().to_string_lossy();
    let taken = shown(&worker, "取込", 2 * bytes, take_in(&worker, file, &label)).await;
    let id = match taken.map_err(|error| broken(&error))? {
        Taken::Loaded(id, report) => {
            tell(&report)?;
            id
        }
        Taken::Faulty(report) => return tell(&report),
        Taken::Refused(refusal) => return Err(words::refusal(Lang::Ja, refusal).into()),
    };
    note(&db, "expense-loaded", id).await?;
    println!("取り込みました(取込 {id})。");
    if demo::is_marked(db.reader()).await? {
        println!("注意: ここは架空の健保組合のデモです。本物の医療費を取り込まないでください。");
    }
    match publish {
        true => publish_now(settings, &db, id).await,
        false => {
            println!("まだ公開していません。公開するには: mypage expenses publish {id}");
            Ok(())
        }
    }
}

/// Shows how far the work is, on a terminal.
async fn shown<T>(worker: &Worker, what: &str, of: u64, work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    let terminal = io::stderr().is_terminal();
    loop {
        tokio::select! {
            done = &mut work => {
                if terminal {
                    eprint!("\r\x1b[K");
                }
                return done;
            }
            () = tokio::time::sleep(Duration::from_millis(200)) => {}
        }
        if terminal {
            let done = worker.progress.load(Ordering::Relaxed).min(of);
            eprint!("\r{what} {}%", done * 100 / of.max(1));
            // a bar that is late hurts nobody
            let _ = io::stderr().flush();
        }
    }
}

fn broken(error: &Broken) -> Failure {
    match error {
        Broken::Io(kind) => format!("ファイルを読めません({kind})。何も取り込んでいません。"),
        Broken::Database(error) => {
            format!("データベースに書けませんでした({error})。何も取り込んでいません。")
        }
        Broken::Stopped => "途中で止まりました。何も取り込んでいません。".to_owned(),
        Broken::Lost => "取込がほかの処理に取り消されました。何も取り込んでいません。".to_owned(),
        Broken::Changed => {
            "確かめている間に、ファイルが変わりました。何も取り込んでいません。".to_owned()
        }
    }
    .into()
}

/// Prints what is said of a file; faults are a failure.
fn tell(report: &Report) -> Result<(), Failure> {
    if !report.faults.none() {
        let lines = report.faults.first.iter().map(|fault| {
            let (place, problem) = (
                words::place(Lang::Ja, fault),
                words::problem(Lang::Ja, fault),
            );
            format!("\n  {place}: {problem}")
        });
        let lines: String = lines.collect();
        let total = report.faults.total;
        return Err(format!(
            "ファイルに {total} 件の誤りがあります。何も取り込んでいません。{lines}"
        )
        .into());
    }
    print!("{}", described(report));
    Ok(())
}

/// A report in lines.
pub(super) fn described(report: &Report) -> String {
    let encoding = report.encoding.map_or("", Encoding::name);
    let mut text = format!("読み取った行: {} ({encoding})\n", report.rows);
    if !report.unread.is_empty() {
        text.push_str(&format!("使わない列: {}\n", report.unread.join("・")));
    }
    text.push_str(&format!(
        "新規 {}、修正 {}、取消 {}\n台帳にいない人の行: {}\n",
        report.new_rows, report.corrections, report.withdrawals, report.orphans
    ));
    for sum in &report.months {
        text.push_str(&format!(
            "  {}: {} 行、総額 {} 円、健保負担 {} 円、自己負担相当額 {} 円\n",
            sum.month, sum.rows, sum.total, sum.insurer, sum.own
        ));
    }
    for odd in &report.oddities {
        let lines: Vec<String> = odd.lines.iter().map(u32::to_string).collect();
        let lines = match lines.is_empty() {
            true => String::new(),
            false => format!("(行 {})", lines.join("、")),
        };
        let what = words::oddity(Lang::Ja, odd.oddity);
        text.push_str(&format!(
            "確かめてください: {what}: {} 件{lines}\n",
            odd.count
        ));
    }
    text
}

async fn list(settings: &Settings) -> Result<(), Failure> {
    let db = open::database(settings).await?;
    for batch in batch::list(db.reader(), LISTED).await? {
        println!("{}", listed(&batch));
    }
    Ok(())
}

fn listed(batch: &Batch) -> String {
    let through = batch.through.map(|month| month.to_string());
    let day = batch.publish_on.map(|day| format!("、公開日 {day}"));
    format!(
        "{}: {}、{} 行、うち台帳にいない人 {}、診療年月 {}{}",
        batch.id,
        words::state(Lang::Ja, batch.state),
        batch.of,
        batch.orphans,
        through.as_deref().unwrap_or("―"),
        day.unwrap_or_default()
    )
}

async fn publish_batch(settings: &Settings, id: i64, on: Option<CivilDate>) -> Result<(), Failure> {
    let db = open::database(settings).await?;
    let Some(day) = on else {
        return publish_now(settings, &db, id).await;
    };
    done(publish::set(&db, &Clock::System, id, Some(day)).await?)?;
    note(&db, "expense-day-set", id).await?;
    println!("{day} に公開します(サーバーが動いているとき)。");
    Ok(())
}

async fn publish_now(settings: &Settings, db: &Db, id: i64) -> Result<(), Failure> {
    done(publish::publish(db, &Clock::System, settings, id, Pace::Brisk).await?)?;
    note(db, "expense-published", id).await?;
    println!("公開しました(取込 {id})。");
    Ok(())
}

async fn undo(settings: &Settings, id: i64) -> Result<(), Failure> {
    let db = open::database(settings).await?;
    done(publish::take_back(&db, id, Clock::System.now()).await?)?;
    note(&db, "expense-undone", id).await?;
    publish::clear(&db, id).await;
    println!("取り消しました(取込 {id})。");
    Ok(())
}

fn done(answer: Result<(), Refusal>) -> Result<(), Failure> {
    answer.map_err(|refusal| words::refusal(Lang::Ja, refusal).into())
}

/// Staff see what was done on the command line, too.
async fn note(db: &Db, kind: &str, id: i64) -> Result<(), Failure> {
    let detail = format!("batch={id}");
    staff_event::record(db.writer(), kind, None, &detail, Clock::System.now()).await?;
    Ok(())
}

fn print(options: &Generate) -> Result<(), Failure> {
    let today = options.today.unwrap_or_else(|| Clock::System.today());
    let months = i32::try_from(options.months)?;
    let members = roster(usize::try_from(options.members)?, options.seed, today);
    let wanted = Wanted {
        from: options
            .from
            .unwrap_or_else(|| Month::of(today).plus(-2 - months)),
        months: options.months,
        seed: options.seed,
        encoding: match options.encoding {
            FileEncoding::Utf8 => Encoding::Utf8,
            FileEncoding::Cp932 => Encoding::Cp932,
        },
    };
    let out = BufWriter::new(io::stdout().lock());
    match generate::write(&members, wanted, out) {
        // whoever reads the other end has seen enough
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}
