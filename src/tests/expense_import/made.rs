//! Made-up files are the same again, hold every case, and go in as a society's own.

use std::{fs, path::PathBuf};

use tokio_util::sync::CancellationToken;

use crate::{
    domain::{
        date::CivilDate,
        expense::{
            batch::{Encoding, Report},
            category::Category,
            month::Month,
        },
    },
    server::{
        clock::Clock,
        db::Db,
        expense::import::{
            generate::{Wanted, write},
            work::Worker,
        },
        roster::{
            decode,
            generate::generate,
            import::{Mode, import},
            write::write as write_roster,
        },
    },
    tests::{
        db::{on_each_database, random_name},
        people::NOW,
    },
};

const MEMBERS: usize = 600;
const SEED: u64 = 5;

fn today() -> CivilDate {
    CivilDate::new(2026, 11, 23).unwrap()
}

fn made(encoding: Encoding) -> Vec<u8> {
    let wanted = Wanted {
        from: Month::new(2026, 1).unwrap(),
        months: 8,
        seed: SEED,
        encoding,
    };
    let mut file = Vec::new();
    write(&generate(MEMBERS, SEED, today()), wanted, &mut file).unwrap();
    file
}

async fn examined(db: &Db, bytes: &[u8]) -> Report {
    let path: PathBuf = std::env::temp_dir().join(format!("mypage-test-{}", random_name()));
    fs::write(&path, bytes).unwrap();
    let worker = Worker::new(db, &Clock::fixed(NOW), &CancellationToken::new());
    let examined = worker.examine(&path, None).await.unwrap();
    fs::remove_file(&path).unwrap();
    examined.report
}

#[tokio::test]
async fn they_hold_every_case_and_no_fault() {
    on_each_database(|db| async move {
        let mut roster = Vec::new();
        let people = generate(MEMBERS, SEED, today());
        write_roster(&people, decode::Encoding::Utf8, &mut roster).unwrap();
        import(&db, &roster, Mode::Apply, today(), NOW)
            .await
            .unwrap();
        let file = made(Encoding::Utf8);
        assert_eq!(file, made(Encoding::Utf8));
        let report = examined(&db, &file).await;
        assert!(report.faults.none(), "{:?}", report.faults.first);
        assert!(report.rows > 1_000 && report.months.len() == 8);
        assert!(report.corrections > 0 && report.withdrawals > 0);
        assert!(report.orphans > 0 && report.orphans < report.rows / 100);
        assert_eq!(report.oddities, []);
        let text = String::from_utf8(file).unwrap();
        for category in Category::ALL {
            assert!(text.contains(category.word()), "{category:?}");
        }
        let other = examined(&db, &made(Encoding::Cp932)).await;
        assert_eq!(other.encoding, Some(Encoding::Cp932));
        assert_eq!(other.months, report.months);
    })
    .await;
}
