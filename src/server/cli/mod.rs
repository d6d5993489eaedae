//! The command line `mypage`: what staff and machines of a society type. Its sentences are Japanese, as its readers are.
//!
//! May enter: arguments, printing, exit codes (0 done, 1 failed, 2 misused). Must not: the work itself, which the use cases do.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::server::{
    http::serve::serve,
    settings::{Environment, Settings},
};

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
        .with_writer(std::io::stderr)
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
    }
    Ok(ExitCode::SUCCESS)
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

mod open;
#[cfg(test)]
mod tests;
