//! `mypage roster import` and `mypage roster generate`.

use std::{
    fs::File,
    io::{self, BufWriter, Read},
    path::{Path, PathBuf},
};

use clap::{Subcommand, ValueEnum};

use super::Failure;
use crate::{
    domain::date::CivilDate,
    server::{
        clock::Clock,
        demo, open,
        reason::reason,
        roster::{
            decode::Encoding,
            generate::generate,
            import::{MAX_BYTES, Mode, import},
            write::write,
        },
        settings::Settings,
    },
};

/// What can be done with rosters.
#[derive(Debug, Subcommand)]
pub(super) enum Roster {
    #[command(about = "台帳の CSV を取り込む(1か所でも誤りがあれば何も取り込まない)")]
    Import {
        #[arg(help = "CSV ファイル(UTF-8 か CP932)")]
        file: PathBuf,
        #[arg(long, help = "取り込まずに、何が変わるかだけを示す")]
        dry_run: bool,
    },
    #[command(about = "架空の台帳を標準出力に書く")]
    Generate(Generate),
}

/// What a fictitious roster looks like.
#[derive(Debug, clap::Args)]
pub(super) struct Generate {
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1_000_000), help = "人数")]
    members: u32,
    #[arg(long, help = "同じ数なら同じ台帳になる")]
    seed: u64,
    #[arg(long, value_enum, default_value_t = FileEncoding::Utf8, help = "文字コード")]
    encoding: FileEncoding,
    #[arg(long, value_name = "YYYY-MM-DD", help = "年齢の基準日(なければ今日)")]
    today: Option<CivilDate>,
}

/// The encodings by the names people type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FileEncoding {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "cp932")]
    Cp932,
}

/// Imports a file, or tells what importing it would change.
pub(super) async fn import_file(
    settings: &Settings,
    file: &Path,
    dry_run: bool,
) -> Result<(), Failure> {
    let bytes = read(file)
        .map_err(|error| format!("{} を読めません({})。", file.display(), reason(&error)))?;
    let mode = if dry_run { Mode::DryRun } else { Mode::Apply };
    let db = open::database(settings).await?;
    let clock = Clock::System;
    let report = import(&db, &bytes, mode, clock.today(), clock.now()).await?;
    println!("{report}");
    if demo::is_marked(db.reader()).await? {
        println!("注意: ここは架空の健保組合のデモです。本物の台帳を取り込まないでください。");
    }
    println!(
        "{}",
        match mode {
            Mode::Apply => "取り込みました。",
            Mode::DryRun => "確かめただけです。何も取り込んでいません。",
        }
    );
    Ok(())
}

/// The file's bytes, one more than the limit at most: then it is too large, whatever follows.
fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?
        .take(MAX_BYTES + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a fictitious roster to standard output.
pub(super) fn print(options: &Generate) -> Result<(), Failure> {
    let today = options.today.unwrap_or_else(|| Clock::System.today());
    let members = usize::try_from(options.members)?;
    let encoding = match options.encoding {
        FileEncoding::Utf8 => Encoding::Utf8,
        FileEncoding::Cp932 => Encoding::Cp932,
    };
    let out = BufWriter::new(io::stdout().lock());
    match write(&generate(members, options.seed, today), encoding, out) {
        // whoever reads the other end has seen enough
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}
