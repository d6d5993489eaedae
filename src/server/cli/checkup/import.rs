//! `mypage checkup import-institutions`, `import-prices` and `import-places`: the files of the console's page, from the command line.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::super::Failure;
use crate::{
    api::staff_rules::{FileKind, FileReport},
    server::{
        checkup::rules::files::{MAX_BYTES, import_by_operator},
        clock::Clock,
        open,
        reason::reason,
        settings::Settings,
    },
    web::words::{
        Lang,
        staff_rules::{fault_count, fault_line, file_counts, file_problem},
    },
};

/// Which file.
#[derive(Debug, clap::Args)]
pub(in crate::server::cli) struct Import {
    #[arg(help = "CSV ファイル(UTF-8 か CP932)")]
    file: PathBuf,
    #[arg(long, help = "取り込まずに、何が変わるかだけを示す")]
    dry_run: bool,
}

/// Imports a file, or tells what importing it would change.
pub(in crate::server::cli) async fn run(
    settings: &Settings,
    kind: FileKind,
    Import { file, dry_run }: Import,
) -> Result<(), Failure> {
    let bytes = read(&file)
        .map_err(|error| format!("{} を読めません({})。", file.display(), reason(&error)))?;
    let db = open::database(settings).await?;
    let now = Clock::System.now();
    let report = import_by_operator(&db, kind, dry_run, &bytes, now).await?;
    if report.faults_total > 0 {
        return Err(faults(&report).into());
    }
    println!("{}", file_counts(Lang::Ja, &report));
    println!(
        "{}",
        if dry_run {
            "確かめただけです。何も取り込んでいません。"
        } else {
            "取り込みました。"
        }
    );
    Ok(())
}

/// The file's bytes, one more than the limit at most: then it is too large, whatever follows.
fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    File::open(file)?.take(most + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What is wrong with a file, line by line.
fn faults(report: &FileReport) -> String {
    let lines = report.faults.iter().map(|fault| {
        let (line, column) = (fault_line(Lang::Ja, fault.line), &fault.column);
        let problem = file_problem(Lang::Ja, fault);
        if column.is_empty() {
            format!("\n  {line}: {problem}")
        } else {
            format!("\n  {line}「{column}」: {problem}")
        }
    });
    let lines: String = lines.collect();
    format!(
        "{}何も取り込んでいません。{lines}",
        fault_count(Lang::Ja, report)
    )
}
