//! The roster's import against both databases.

use super::db::on_each_database;
use crate::{
    domain::date::CivilDate,
    server::{
        db::{Db, person, roster as stored, staff_event},
        roster::{
            column::Column,
            decode::Encoding,
            generate::{Member, generate},
            import::{Change, ImportError, Mode, Report, import},
            write::write,
        },
    },
};

const NOW: i64 = 1_795_000_000_000;

fn today() -> CivilDate {
    CivilDate::new(2026, 11, 23).unwrap()
}

async fn bring(db: &Db, members: &[Member], mode: Mode) -> Result<Report, ImportError> {
    let mut file = Vec::new();
    write(members, Encoding::Cp932, &mut file).unwrap();
    import(db, &file, mode, today(), NOW).await
}

async fn apply(db: &Db, members: &[Member]) -> Report {
    bring(db, members, Mode::Apply).await.unwrap()
}

/// The sentence with which an import of these members fails.
async fn refusal(db: &Db, members: &[Member]) -> String {
    bring(db, members, Mode::Apply)
        .await
        .unwrap_err()
        .to_string()
}

/// Puts some fictitious people on the roster.
pub async fn some_people(db: &Db, people: usize) {
    apply(db, &generate(people, 9, today())).await;
}

async fn count(db: &Db) -> i64 {
    person::count(db.reader()).await.unwrap()
}

#[tokio::test]
async fn a_file_goes_in_and_then_changes_nothing() {
    on_each_database(|db| async move {
        let members = generate(1_300, 11, today());
        let first = apply(&db, &members).await;
        assert_eq!(
            (first.added, first.changed, first.unchanged, first.absent),
            (1_300, 0, 0, 0)
        );
        assert_eq!(count(&db).await, 1_300);
        let again = bring(&db, &members, Mode::DryRun).await.unwrap();
        assert_eq!(
            (again.added, again.changed, again.unchanged, again.absent),
            (0, 0, 1_300, 0)
        );
        let events = staff_event::latest(db.reader(), 5).await.unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!(events[0].detail, "added=1300 changed=0");
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_writes_nothing() {
    on_each_database(|db| async move {
        let report = bring(&db, &generate(20, 1, today()), Mode::DryRun)
            .await
            .unwrap();
        assert_eq!(report.added, 20);
        assert_eq!(count(&db).await, 0);
    })
    .await;
}

#[tokio::test]
async fn changes_are_named_and_written() {
    on_each_database(|db| async move {
        let mut members = generate(60, 2, today());
        apply(&db, &members).await;
        let frozen = stored::all(db.reader()).await.unwrap()[3].0;
        person::freeze(db.writer(), frozen, NOW + 1).await.unwrap();

        members[3].workplace = "空色新社株式会社".into();
        members[3].lost = Some(today());
        members[7].name = "改姓 済".into();
        let gone = members.split_off(50);
        let report = apply(&db, &members).await;
        assert_eq!((report.added, report.changed, report.unchanged), (0, 2, 48));
        assert_eq!(report.absent, gone.len());
        assert_eq!(
            report.changes,
            [
                Change {
                    line: 5,
                    columns: vec![Column::LostOn, Column::Workplace]
                },
                Change {
                    line: 9,
                    columns: vec![Column::Name]
                },
            ]
        );
        assert_eq!(count(&db).await, 60, "nobody is taken away");
        let changed = person::by_id(db.reader(), frozen).await.unwrap().unwrap();
        assert_eq!(changed.workplace, "空色新社株式会社");
        assert_eq!(changed.lost_on, Some(today()));
        assert_eq!(
            changed.frozen_until,
            Some(NOW + 1),
            "what the product knows by itself stays"
        );
    })
    .await;
}

#[tokio::test]
async fn everybody_can_change_at_once() {
    on_each_database(|db| async move {
        let mut members = generate(700, 8, today());
        apply(&db, &members).await;
        let ids = |people: Vec<(i64, stored::Stored)>| -> Vec<i64> {
            people.into_iter().map(|(id, _)| id).collect()
        };
        let before = ids(stored::all(db.reader()).await.unwrap());
        for member in &mut members {
            member.workplace = "空色ホールディングス株式会社".into();
        }
        let report = apply(&db, &members).await;
        assert_eq!((report.added, report.changed), (0, 700));
        assert_eq!(report.changed_columns, [(Column::Workplace, 700)]);
        let after = stored::all(db.reader()).await.unwrap();
        assert!(
            after
                .iter()
                .all(|(_, person)| person.workplace == "空色ホールディングス株式会社")
        );
        assert_eq!(ids(after), before, "the same people");
    })
    .await;
}

#[tokio::test]
async fn one_fault_and_nothing_is_applied() {
    on_each_database(|db| async move {
        let mut members = generate(40, 3, today());
        apply(&db, &members[..10]).await;
        members[0].workplace = "変わった".into();
        members[39].kana = "?".into();
        let sentence = refusal(&db, &members).await;
        assert!(sentence.contains("41行目「氏名カナ」"), "{sentence}");
        assert_eq!(count(&db).await, 10);
        let people = stored::all(db.reader()).await.unwrap();
        assert!(
            people
                .iter()
                .all(|(_, person)| person.workplace != "変わった")
        );
    })
    .await;
}

#[tokio::test]
async fn a_number_given_to_somebody_else_is_refused() {
    on_each_database(|db| async move {
        let mut members = generate(5, 4, today());
        apply(&db, &members).await;
        members[2].kana = "ベツ ノヒト".into();
        apply(&db, &members).await;
        members[2].kana = "マタベツ ノヒト".into();
        members[2].born = CivilDate::new(1950, 1, 1).unwrap();
        let sentence = refusal(&db, &members).await;
        assert!(
            sentence.contains("4行目: 同じ記号・番号・枝番の人が登録済み"),
            "{sentence}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_branch_that_comes_later_belongs_to_the_same_person() {
    on_each_database(|db| async move {
        let mut members = generate(1, 5, today());
        members[0].branch.clear();
        apply(&db, &members).await;
        members[0].branch = "00".into();
        let report = apply(&db, &members).await;
        assert_eq!(
            report.changes,
            [Change {
                line: 2,
                columns: vec![Column::Branch]
            }]
        );
        assert_eq!(count(&db).await, 1);

        members[0].branch.clear();
        members[0].number = "9999".into();
        apply(&db, &members).await;
        let mut namesake = members[0].clone();
        namesake.branch = "01".into();
        members.push(namesake);
        let report = apply(&db, &members).await;
        assert_eq!(
            (report.added, report.changed),
            (1, 0),
            "both are in the file: two people"
        );
    })
    .await;
}

#[tokio::test]
async fn two_imports_at_once_leave_one_roster() {
    on_each_database(|db| async move {
        let members = generate(300, 6, today());
        let (one, two) = tokio::join!(apply(&db, &members), apply(&db, &members));
        assert_eq!(one.added + two.added, 300);
        assert_eq!(one.unchanged + two.unchanged, 300);
        assert_eq!(count(&db).await, 300);
    })
    .await;
}
