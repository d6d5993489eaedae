//! What is read of a file, and what is wrong with one.

use super::world::{HANAKO, HEADER, NOBODY, TARO, check, file, files, in_cp932, on_each, row};
use crate::{
    domain::expense::{
        batch::{BatchState, Encoding, MonthTotal, OddLines, Oddity, Report},
        import::{
            column::Column,
            fault::{Fault, Problem},
        },
        month::Month,
    },
    web::words::{Lang, expense_import as words},
};

fn month(month: u8) -> Month {
    Month::new(2026, month).unwrap()
}

/// A file with what files hold: Excel's wrappings, quotes, a line break in a cell, full-width digits, a column more.
fn whole() -> String {
    let header = HEADER.replace("医療機関名", "医療機関名,メモ");
    let rows = [
        "\"=\"\"012\"\"\",00345,00,ｿﾗﾉ ﾊﾅｺ,S55.1.31,2026-07,医科入院,,\"髙﨑\r\n病院\",,10,\"500,000\",350000,0,62430,25000,20010,14790,150000,2026-08,新規,A-1",
        "12,345,01,ソラノ タロウ,19790505,R8.7,歯科,9930000001,わかば歯科医院,＊,３,8000円,5600,0,0,0,0,0,2400,202608,新規,A-2",
        "12,345,,ソラノ タロウ,1979-05-05,2026-08,柔整,,,,4,3000,2100,0,,,,,900,2026-09,新規,A-3",
        "12,346,02,カザマ ユウキ,2006-06-06,2026-08,調剤,994,しおかぜ薬局,,,2000,1400,600,0,0,0,0,0,2026-09,新規,A-4",
        "12,345,01,ソラノ タロウ,19790505,2026-07,歯科,9930000001,わかば歯科医院,,2,6000,4200,0,0,0,0,0,1800,2026-09,修正,A-2",
        "12,345,00,ソラノ ハナコ,1980-01-31,2026-05,医科外来,991,みなと内科クリニック,,,,,,,,,,,2026-09,取消,Z-9",
        "99,1,00,ナナシノ ゴンベ,1970-01-01,2026-08,訪問,996,つばさ訪問看護ステーション,,1,1000,700,0,0,0,0,0,300,2026-09,新規,A-5",
        "12,346,,カザマ ユウキ,2006-06-06,2026-08,あはき,998,つばさ治療院,,1,1000,700,0,0,0,0,0,300,2026-09,新規,A-6",
    ];
    format!("{header}\r\n{}\r\n\r\n", rows.join("\r\n"))
}

fn total(of: u8, rows: u32, total: u64, insurer: u64, own: u64) -> MonthTotal {
    MonthTotal {
        month: month(of),
        rows,
        total,
        insurer,
        own,
    }
}

#[tokio::test]
async fn a_file_is_summed_up_in_either_encoding() {
    on_each(|app| async move {
        let text = whole();
        let utf8 = format!("\u{FEFF}{text}");
        for (bytes, encoding) in [
            (in_cp932(&text), Encoding::Cp932),
            (utf8.into_bytes(), Encoding::Utf8),
        ] {
            let (_, state, report) = check(&app, &bytes).await;
            assert_eq!(state, BatchState::Checked);
            let expected = Report {
                encoding: Some(encoding),
                unread: vec!["メモ".into()],
                rows: 8,
                new_rows: 6,
                corrections: 1,
                withdrawals: 1,
                orphans: 2,
                months: vec![
                    total(8, 4, 7_000, 4_900, 1_500),
                    total(7, 3, 514_000, 359_800, 154_200),
                ],
                through: Some(month(8)),
                oddities: vec![OddLines {
                    oddity: Oddity::WithdrawalOfNothing,
                    count: 1,
                    lines: vec![8],
                }],
                ..Report::default()
            };
            assert_eq!(report, expected);
        }
        assert_eq!(files(&app), 2);
    })
    .await;
}

#[tokio::test]
async fn what_is_odd_is_said_and_stops_nothing() {
    on_each(|app| async move {
        let rows = [
            row(HANAKO, "2027-01", 10_000, "新規", "B-1"),
            row(HANAKO, "2026-08", 10_000, "新規", "B-2"),
            row(HANAKO, "2026-08", 10_000, "新規", "B-3").replace(",3000,", ",3030,"),
            row(HANAKO, "2026-11", 10_000, "新規", "B-4"),
            row(HANAKO, "2026-08", 10_000, "新規", "B-5")
                .replace("医科外来", "医科入院")
                .replace(",2,10000", ",32,10000"),
            row(HANAKO, "2026-08", 10_000, "修正", "B-6"),
            row(HANAKO, "2026-08", 10_000, "新規", "B-1"),
            row(TARO, "2026-08", 10_000, "新規", "B-1"),
        ];
        let (_, state, report) = check(&app, file(&rows).as_bytes()).await;
        assert_eq!(state, BatchState::Checked, "{:?}", report.faults);
        let found: Vec<_> = report
            .oddities
            .iter()
            .map(|odd| (odd.oddity, odd.lines.as_slice()))
            .collect();
        assert_eq!(
            found,
            [
                (Oddity::FutureMonth, &[2_u32][..]),
                (Oddity::OwnTooHigh, &[4]),
                (Oddity::ClaimBeforeTreatment, &[2, 5]),
                (Oddity::TooManyDays, &[6]),
                (Oddity::CorrectionOfNothing, &[7]),
                (Oddity::Repeated, &[8]),
            ]
        );
    })
    .await;
}

/// The faults of a file with one row, the column's cell replaced.
fn with(column: Column, cell: &str) -> String {
    let line = row(HANAKO, "2026-08", 10_000, "新規", "C-1");
    let mut cells: Vec<&str> = line.split(',').collect();
    cells[column.index()] = cell;
    file(&[
        row(HANAKO, "2026-08", 5_000, "新規", "C-0"),
        cells.join(","),
    ])
}

#[tokio::test]
async fn a_fault_names_its_line_and_column() {
    on_each(|app| async move {
        let long = "あ".repeat(3_000);
        for (column, cell, problem) in [
            (Column::Symbol, "", Problem::Empty),
            (Column::Symbol, "12?", Problem::Unreadable),
            (Column::Number, "三四五", Problem::Unreadable),
            (Column::Branch, "123", Problem::TooLong),
            (Column::Kana, "空野 花子", Problem::Unreadable),
            (Column::BirthDate, "2027-01-01", Problem::Unreadable),
            (Column::TreatmentMonth, "2026-13", Problem::Unreadable),
            (Column::Category, "眼科", Problem::Unreadable),
            (Column::Institution, &long, Problem::TooLong),
            (
                Column::Institution,
                "み\u{7}なと",
                Problem::ControlCharacter,
            ),
            (Column::Days, "10000", Problem::TooMuch),
            (Column::Total, "", Problem::Empty),
            (Column::Total, "1000000000", Problem::TooMuch),
            (Column::Total, "-1", Problem::Unreadable),
            (Column::Total, "6999", Problem::PaidMoreThanTotal),
            (Column::MealOwn, "1", Problem::MealsMoreThanTotal),
            (Column::ClaimMonth, "", Problem::Empty),
            (Column::Kind, "変更", Problem::Unreadable),
            (Column::Reference, "", Problem::Empty),
        ] {
            let (_, state, report) = check(&app, with(column, cell).as_bytes()).await;
            assert_eq!(state, BatchState::Refused);
            let column = match problem {
                Problem::MealsMoreThanTotal => Column::MealTotal,
                _ => column,
            };
            let expected = Fault {
                line: 3,
                column: Some(column),
                problem,
            };
            assert_eq!(report.faults.first, [expected]);
        }
        assert_eq!(files(&app), 0);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_none_is_refused_whole() {
    on_each(|app| async move {
        let good = row(HANAKO, "2026-08", 10_000, "新規", "D-1");
        let head = |from: &str, to: &str| file(&[good.as_str()]).replacen(from, to, 1).into_bytes();
        let mut neither = file(&[good.as_str()]).into_bytes();
        neither.extend_from_slice(b"\r\n\xFF\xFE");
        let count = Problem::CellCount {
            expected: 21,
            found: 22,
        };
        let missing = Problem::MissingColumns {
            columns: vec![Column::Symbol],
        };
        for (bytes, line, problem) in [
            (HEADER.as_bytes().to_vec(), 0, Problem::NoRows),
            (Vec::new(), 0, Problem::NoRows),
            (neither, 3, Problem::Encoding),
            (head("ハナコ", "ハナコ\u{FFFD}"), 2, Problem::LostLetter),
            (head(",みなと", ",\"みなと"), 2, Problem::Csv),
            (head("記号", "記番"), 1, missing),
            (file(&[format!("{good},x")]).into_bytes(), 2, count),
        ] {
            let (_, state, report) = check(&app, &bytes).await;
            assert_eq!(state, BatchState::Refused);
            let expected = Fault {
                line,
                column: None,
                problem,
            };
            assert_eq!(report.faults.first, [expected]);
        }
        let (_, _, report) = check(&app, &head("番号", "記号")).await;
        assert_eq!(report.faults.first[0].problem, Problem::DoubleColumn);
        assert_eq!(files(&app), 0);
        assert_eq!(app.count("expense", "1 = 1").await, 0);
    })
    .await;
}

#[tokio::test]
async fn only_the_first_faults_are_kept_and_all_are_counted() {
    on_each(|app| async move {
        let rows: Vec<String> = (0..70)
            .map(|at| row(NOBODY, "2026-99", 1_000, "新規", &format!("E-{at}")))
            .collect();
        let (_, _, report) = check(&app, file(&rows).as_bytes()).await;
        assert_eq!((report.faults.first.len(), report.faults.total), (50, 70));
        let fault = &report.faults.first[49];
        assert_eq!(words::place(Lang::Ja, fault), "51行目「診療年月」");
        assert_eq!(
            words::problem(Lang::Ja, fault),
            "読み取れません。2026-04、202604、令和8年4月、R8.4 のような年月を書いてください。"
        );
    })
    .await;
}
