//! 医療費 of the demo: two files handed over the way a society's own come in, and published.
//!
//! May enter: what the demo shows of 医療費のお知らせ. Must not: rows written beside the import.

use std::{fmt, io::BufWriter, path::Path};

use tokio_util::sync::CancellationToken;

use super::SEED;
use crate::{
    domain::expense::{batch::Encoding, month::Month},
    server::{
        chance::Chance,
        clock::Clock,
        db::{
            self, Db,
            expense::{Pace, batch},
        },
        expense::{
            import::{
                Taken,
                generate::{self, Wanted},
                spool::Spooled,
                take_in,
                work::{Broken, Worker},
            },
            publish,
        },
        roster::generate::Member,
        settings::Settings,
    },
};

/// Rows are made for so many people at most: enough to look at, and a demo of any size is there soon.
const PEOPLE: usize = 2_000;
/// How many treatment months the first file has; the second has the one after them.
const MONTHS: i32 = 22;

/// Why there are no rows.
#[derive(Debug)]
pub enum NoRows {
    /// The file cannot be written or read.
    File,
    /// The database failed.
    Database(db::Error),
}

impl From<db::Error> for NoRows {
    fn from(error: db::Error) -> Self {
        Self::Database(error)
    }
}

impl From<std::io::Error> for NoRows {
    fn from(_: std::io::Error) -> Self {
        Self::File
    }
}

impl From<Broken> for NoRows {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::Database(error) => Self::Database(error),
            _ => Self::File,
        }
    }
}

impl fmt::Display for NoRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("医療費のファイルを作れないか、読めませんでした。"),
            Self::Database(error) => write!(f, "医療費を取り込めませんでした({error})。"),
        }
    }
}

/// Hands over and publishes what these people cost, up to the month whose rows are usually there. Where a file was handed over before,
/// nothing is done.
pub(super) async fn fill(
    db: &Db,
    settings: &Settings,
    clock: &Clock,
    members: &[Member],
) -> Result<(), NoRows> {
    if !batch::list(db.reader(), 1).await?.is_empty() {
        return Ok(());
    }
    let members = &members[..members.len().min(PEOPLE)];
    let last = Month::of(clock.today()).plus(-3);
    let files = [(last.plus(-MONTHS), MONTHS), (last, 1)];
    for (at, (from, months)) in files.into_iter().enumerate() {
        let wanted = Wanted {
            from,
            months: u32::try_from(months).unwrap_or_default(),
            seed: SEED + at as u64,
            encoding: Encoding::Cp932,
        };
        let (file, handle) = Spooled::create(&settings.data_dir, &Chance::system())?;
        generate::write(members, wanted, BufWriter::new(handle))?;
        hand_over(db, settings, clock, file.path(), wanted).await?;
    }
    Ok(())
}

/// One file, from the check to the public.
async fn hand_over(
    db: &Db,
    settings: &Settings,
    clock: &Clock,
    file: &Path,
    wanted: Wanted,
) -> Result<(), NoRows> {
    let worker = Worker::new(db, clock, &CancellationToken::new());
    let last = wanted
        .from
        .plus(i32::try_from(wanted.months).unwrap_or_default() - 1);
    let id = match take_in(&worker, file, &format!("{last} まで(架空)")).await? {
        Taken::Loaded(id, _) => id,
        Taken::Faulty(_) => return Err(NoRows::File),
        Taken::Refused(_) => return Ok(()),
    };
    // somebody was faster: then it is public
    let _done = publish::publish(db, clock, settings, id, Pace::Brisk).await?;
    Ok(())
}
