//! What a document holds, whatever rows there are.

use proptest::prelude::*;

use super::{
    checklist::{Never, ToCollect, checklist},
    file::{Part, TaxFile},
    form::{Class, class, lines},
    notice::{Notice, Source, issue_number},
    year::{read, usual, years},
};
use crate::domain::{
    checkup::yen::Yen,
    date::CivilDate,
    expense::{
        category::Category,
        entry::Entry,
        kind::Kind,
        month::Month,
        settle::{
            Settled, settle,
            testing::{row, rows},
        },
        statement::Sums,
    },
};

fn month(year: i32, month: u8) -> Month {
    Month::new(year, month).unwrap()
}

fn people() -> Vec<(i64, String)> {
    [(1, "空野 花子"), (2, "空野 太郎"), (3, "空野 海")]
        .map(|(id, name)| (id, name.to_owned()))
        .to_vec()
}

fn notice(year: i32, rows: &[Settled]) -> Notice {
    Notice::of(&Source {
        year,
        insured: "空野 花子",
        insurer: "空色健康保険組合",
        people: &people(),
        rows,
        through: Some(month(2026, 10)),
        now: month(2027, 2),
    })
}

fn changed(row: Entry, change: impl FnOnce(&mut Entry)) -> Entry {
    let mut row = row;
    change(&mut row);
    row
}

#[test]
fn a_row_without_a_name_is_listed_apart() {
    let rows = settle([
        row(1, 1, "A", Kind::New, 3_000),
        changed(row(2, 1, "B", Kind::New, 700), |row| {
            row.category = Category::Judo;
            row.institution = "　".to_owned();
        }),
    ]);
    let notice = notice(2026, &rows);
    assert_eq!((notice.paid(), notice.nameless_paid()), (3_000, 700));
    assert_eq!(notice.lines().count(), 2);
    let rest = lines(&notice, Part::Rest);
    assert_eq!(rest.iter().map(|line| line.paid).collect::<Vec<_>>(), [700]);
    assert_eq!(lines(&notice, Part::All).len(), 2);
}

#[test]
fn what_somebody_else_paid_is_to_be_compared() {
    let plain = row(1, 1, "A", Kind::New, 3_000);
    let public = changed(row(2, 1, "B", Kind::New, 3_000), |row| {
        row.amounts.public = Yen::new(2_000);
        row.amounts.own = Yen::new(1_000);
    });
    let town = changed(row(3, 1, "C", Kind::New, 3_000), |row| {
        row.amounts.own = Yen::ZERO;
    });
    let rounded = changed(row(4, 1, "D", Kind::New, 3_000), |row| {
        row.amounts.own = Yen::new(2_990);
    });
    let high = changed(row(5, 1, "E", Kind::New, 3_000), |row| {
        row.amounts.high_cost = Yen::new(2_000);
        row.amounts.own = Yen::new(1_000);
    });
    let notice = notice(2026, &settle([plain, public, town, rounded, high]));
    let aided: Vec<_> = notice.lines().map(|(_, line)| line.aided).collect();
    // by what was paid, as all are of one month and one place: 0, 1,000 (公費), 1,000 (高額), 2,990, 3,000
    assert_eq!(aided.iter().filter(|aided| **aided).count(), 2);
    let to_compare = checklist(&notice)
        .into_iter()
        .filter(|item| matches!(item, ToCollect::Aided(..)));
    assert_eq!(to_compare.count(), 2);
    assert_eq!(notice.given_back().count(), 1);
    // what cost nothing is nothing to be typed
    assert_eq!(lines(&notice, Part::All).len(), 4);
}

#[test]
fn the_checklist_has_months_and_what_no_notice_holds() {
    let list = checklist(&notice(2026, &[]));
    assert_eq!(
        list[..2],
        [
            ToCollect::Month(month(2026, 11)),
            ToCollect::Month(month(2026, 12))
        ]
    );
    assert_eq!(list[2..], Never::ALL.map(ToCollect::Never));
}

#[test]
fn each_kind_of_care_is_in_a_class() {
    for category in Category::ALL {
        let expected = match category {
            Category::Pharmacy => Class::Medicine,
            _ => Class::Treatment,
        };
        assert_eq!(class(category), expected);
    }
}

#[test]
fn years_are_those_a_return_can_still_be_sent_for() {
    let today = CivilDate::new(2026, 11, 23).unwrap();
    assert_eq!(
        years(today).collect::<Vec<_>>(),
        [2026, 2025, 2024, 2023, 2022, 2021]
    );
    assert_eq!(usual(today), 2026);
    assert_eq!(usual(CivilDate::new(2027, 3, 15).unwrap()), 2026);
    assert_eq!(read(None, today), Some(2026));
    assert_eq!(read(Some("2023"), today), Some(2023));
    for forged in [
        "",
        "2020",
        "2027",
        "02026",
        "+2026",
        "２０２６",
        "2026 ",
        "'--",
    ] {
        assert_eq!(read(Some(forged), today), None, "{forged}");
    }
}

#[test]
fn files_are_found_by_their_names_and_tell_of_nobody() {
    for file in TaxFile::ALL {
        assert_eq!(TaxFile::from_name(file.name()), Some(file));
        let saved = file.saved_as(2026);
        assert!(saved.starts_with("iryohi-2026") && saved.is_ascii());
    }
    assert_eq!(TaxFile::from_name("../notice.pdf"), None);
    assert_eq!(issue_number(2026, 12), "2026-00000012");
}

/// Rows of which some have no name, some are given back, some are of another year.
fn varied() -> impl Strategy<Value = Vec<Entry>> {
    (rows(), any::<u64>()).prop_map(|(rows, bits)| {
        let change = |(at, row): (usize, Entry)| {
            let bit = |shift: usize| bits.rotate_right((at * 3 + shift) as u32) & 1 == 1;
            changed(row, |row| {
                if bit(0) {
                    row.institution = String::new();
                }
                if bit(1) {
                    row.amounts.additional = Yen::new(at as u32);
                    row.amounts.meal_own = Yen::new(460);
                    row.amounts.meal_total = Yen::new(690);
                }
                if bit(2) {
                    row.month = row.month.plus(-12);
                }
            })
        };
        rows.into_iter().enumerate().map(change).collect()
    })
}

proptest! {
    #[test]
    fn totals_are_those_of_the_rows(rows in varied()) {
        let settled = settle(rows);
        for year in [2025, 2026] {
            let notice = notice(year, &settled);
            let mine = settled.iter().filter(|row| {
                row.entry.month.year() == year && people().iter().any(|(id, _)| *id == row.entry.person_id)
            });
            let sums = Sums::of(mine);
            prop_assert_eq!(notice.paid() + notice.nameless_paid(), sums.paid());
            prop_assert_eq!(notice.lines().count(), sums.rows as usize);
            let given_back: u64 = notice.given_back().map(|(_, line)| line.given_back()).sum();
            prop_assert_eq!(given_back, sums.given_back());
            let all = lines(&notice, Part::All);
            prop_assert_eq!(all.iter().map(|line| line.paid).sum::<u64>(), sums.paid());
            let rest = lines(&notice, Part::Rest);
            prop_assert_eq!(rest.iter().map(|line| line.paid).sum::<u64>(), notice.nameless_paid());
            prop_assert!(notice.lines().all(|(_, line)| line.month.year() == year));
            prop_assert!(notice.people.iter().all(|person| !person.lines.is_empty()));
        }
    }

    #[test]
    fn whoever_is_not_among_the_people_changes_nothing(rows in varied()) {
        let known: Vec<_> = rows.iter().filter(|row| row.person_id <= 3).cloned().collect();
        prop_assert_eq!(notice(2026, &settle(rows)), notice(2026, &settle(known)));
    }

    #[test]
    fn the_order_of_rows_does_not_matter(rows in varied()) {
        let mut settled = settle(rows);
        let first = notice(2026, &settled);
        settled.reverse();
        // what is alike in all that is shown may change places unseen
        let shown = |notice: &Notice| {
            let mut lines: Vec<_> = notice.lines().map(|(name, line)| format!("{name}{line:?}")).collect();
            lines.sort();
            lines
        };
        prop_assert_eq!(shown(&first), shown(&notice(2026, &settled)));
    }
}
