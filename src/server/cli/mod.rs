//! The command line `mypage`: what staff and machines of a society type. Its sentences are Japanese, as its readers are.
//!
//! May enter: arguments, printing, exit codes (0 done, 1 failed, 2 misused). Must not: the work itself, which the use cases do.

use std::{
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use self::{checkup::Checkup, expenses::Expenses, member::Member, roster::Roster, staff::Staff};
use crate::server::{
    chance::Chance,
    clock::Clock,
    demo, doctor,
    http::serve::serve,
    open,
    passwords::{Hasher, HasherSettings},
    settings::{Environment, Settings},
};

mod backup;
mod checkup;
mod expenses;
mod member;
mod roster;
mod staff;
#[cfg(test)]
mod tests;

/// Why a command failed: a sentence for the operator.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The arguments.
#[derive(Debug, Parser)]
#[command(
    name = "mypage",
    version,
    about = "健保マイページ",
    disable_help_subcommand = true
)]
struct Arguments {
    /// The settings file.
    #[arg(
        long,
        global = true,
        env = "LEPTOS_CONFIG",
        value_name = "FILE",
        help = "設定ファイル(なければ今のフォルダーか、mypage と同じフォルダーの Leptos.toml)"
    )]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(about = "サーバーを動かす(コマンドを書かないときもこれ)")]
    Serve,
    #[command(about = "データベースの表を最新にする")]
    Migrate,
    #[command(about = "空のデータベースに架空の健保組合を作る")]
    Demo {
        #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(i64::from(demo::LEAST_MEMBERS)..=1_000_000), help = "加入者の人数")]
        members: u32,
        #[arg(long, default_value_t = demo::INSTITUTIONS, value_parser = clap::value_parser!(u32).range(20..=10_000), help = "健診機関の数")]
        institutions: u32,
    },
    #[command(subcommand, about = "適用台帳")]
    Roster(Roster),
    #[command(subcommand, about = "加入者")]
    Member(Member),
    #[command(subcommand, about = "職員")]
    Staff(Staff),
    #[command(subcommand, about = "健診(受診ナビ)")]
    Checkup(Checkup),
    #[command(subcommand, about = "医療費のお知らせ")]
    Expenses(Expenses),
    #[command(about = "動いているデータベース(SQLite)をファイルに写す")]
    Backup {
        #[arg(help = "新しく作るファイル")]
        file: PathBuf,
    },
    #[command(about = "設定・データベース・メール・鍵・時計を調べる")]
    Doctor,
}

/// Reads the arguments and does what they ask.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    log_to_stderr();
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    match runtime.block_on(run(arguments)) {
        Ok(code) => code,
        Err(failure) => failed(&failure),
    }
}

fn failed(failure: &Failure) -> ExitCode {
    eprintln!("mypage: {failure}");
    ExitCode::FAILURE
}

/// Standard output belongs to the commands; what happens goes to standard error, as much as `RUST_LOG` says.
fn log_to_stderr() {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,sea_orm_migration=warn"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .init();
}

async fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let settings = || -> Result<Settings, Failure> {
        let path = settings_file(arguments.config.as_deref())?;
        Ok(Settings::load(&path, &Environment::of_process())?)
    };
    match arguments.command.unwrap_or(Command::Serve) {
        Command::Serve => serve(settings()?).await?,
        Command::Migrate => {
            open::database(&settings()?).await?;
            println!("データベースの表は最新です。");
        }
        Command::Demo {
            members,
            institutions,
        } => demo(&settings()?, members, institutions).await?,
        Command::Roster(Roster::Import { file, dry_run }) => {
            roster::import_file(&settings()?, &file, dry_run).await?;
        }
        Command::Roster(Roster::Generate(options)) => roster::print(&options)?,
        Command::Member(Member::Code(options)) => member::code(&settings()?, options).await?,
        Command::Member(Member::Link(pair)) => member::link(&settings()?, pair).await?,
        Command::Member(Member::Unlink(pair)) => member::unlink(&settings()?, pair).await?,
        Command::Staff(command) => staff::run(&settings()?, command).await?,
        Command::Checkup(command) => checkup::run(&settings()?, command).await?,
        Command::Expenses(command) => expenses::run(&settings()?, command).await?,
        Command::Backup { file } => backup::run(&settings()?, &file).await?,
        Command::Doctor => return doctor(settings).await,
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes a demo and introduces its people.
async fn demo(settings: &Settings, members: u32, institutions: u32) -> Result<(), Failure> {
    let opened = open::open(settings).await?;
    let hasher = Hasher::start(HasherSettings::default(), &opened.keys, &Chance::system());
    let size = demo::Size {
        members: usize::try_from(members)?,
        institutions: usize::try_from(institutions)?,
    };
    let demo = demo::fill(&opened, settings, &hasher, &Clock::System, size).await?;
    println!("{demo}");
    Ok(())
}

/// Prints one line for each thing looked at; a failure among them is a failure.
async fn doctor(settings: impl Fn() -> Result<Settings, Failure>) -> Result<ExitCode, Failure> {
    const SUBJECT: &str = "設定";
    let settings = match settings() {
        Ok(settings) => settings,
        Err(error) => {
            println!("✗ {SUBJECT}: {error}");
            return Ok(ExitCode::FAILURE);
        }
    };
    println!("✓ {SUBJECT}: {}", settings.society.name);
    let findings = doctor::examine(&settings, &Clock::System).await;
    for finding in &findings {
        println!("{finding}");
    }
    let sound = findings.iter().all(|finding| finding.verdict.is_ok());
    Ok(if sound {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The settings file: the named one, else `Leptos.toml` here, else the one beside the executable.
fn settings_file(named: Option<&Path>) -> Result<PathBuf, Failure> {
    const NAME: &str = "Leptos.toml";
    if let Some(path) = named {
        return Ok(path.to_owned());
    }
    let beside = std::env::current_exe()
        .ok()
        .and_then(|program| Some(program.parent()?.join(NAME)));
    [Some(PathBuf::from(NAME)), beside]
        .into_iter()
        .flatten()
        .find(|path| path.is_file())
        .ok_or_else(|| {
            "設定ファイル Leptos.toml が、今のフォルダーにも mypage と同じフォルダーにもありません(--config で指定してください)。".into()
        })
}
