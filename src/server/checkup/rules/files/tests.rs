//! What is written is read again, in both encodings; what a spreadsheet would run is guarded.

use proptest::prelude::*;

use super::{faults::Faults, table, write::Writer};
use crate::{
    api::staff_rules::{FileProblem, FileReport},
    server::roster::decode::Encoding,
};

const COLUMNS: [&str; 2] = ["一", "二"];

fn read(bytes: &[u8]) -> (Vec<[String; 2]>, FileReport) {
    let (mut report, mut faults) = (FileReport::default(), Faults::default());
    let mut rows = Vec::new();
    if let Some(text) = table::text(bytes, &mut report, &mut faults) {
        table::rows(&text, COLUMNS, &mut report, &mut faults, |_, cells, _| {
            rows.push(cells.map(str::to_owned));
        });
    }
    faults.into_report(&mut report);
    (rows, report)
}

fn written(encoding: Encoding, rows: &[[String; 2]]) -> Vec<u8> {
    let mut writer = Writer::new(encoding);
    writer.row(COLUMNS);
    let mut bytes = writer.piece();
    for row in rows {
        writer.row(row.iter().map(String::as_str));
        bytes.extend(writer.piece());
    }
    bytes
}

#[test]
fn formulas_are_guarded_and_come_back_bare() {
    for formula in ["=1+1", "+81", "-5", "@x"] {
        let rows = [[formula.to_owned(), "あ".to_owned()]];
        let bytes = written(Encoding::Utf8, &rows);
        let text = String::from_utf8(bytes.clone()).unwrap();
        assert!(text.contains(&format!("\"'{formula}\"")), "{text}");
        assert_eq!(read(&bytes).0, rows);
    }
}

#[test]
fn letters_that_cp932_has_not_got_are_not_lost_in_silence() {
    let rows = [
        ["髙﨑〜①".to_owned(), "あ".to_owned()],
        ["𠮷".to_owned(), "い".to_owned()],
    ];
    let (read, report) = read(&written(Encoding::Cp932, &rows));
    assert_eq!(report.encoding, "CP932");
    assert_eq!(read, [["髙﨑～①".to_owned(), "あ".to_owned()]]);
    assert_eq!(report.faults[0].problem, FileProblem::Lost);
    assert_eq!(
        (report.faults[0].line, report.faults[0].column.as_str()),
        (3, "一")
    );
}

#[test]
fn what_is_no_table_names_its_line() {
    for (bytes, line, problem) in [
        (
            "一\r\n1\r\n".as_bytes(),
            1,
            FileProblem::MissingColumns(vec!["二".to_owned()]),
        ),
        ("一,二,一\r\n".as_bytes(), 1, FileProblem::DoubleColumn),
        (
            "一,二\r\n1\r\n".as_bytes(),
            2,
            FileProblem::CellCount {
                expected: 2,
                found: 1,
            },
        ),
        ("一,二\r\n\"1,2\r\n".as_bytes(), 0, FileProblem::Csv),
        ("一,二\r\n".as_bytes(), 0, FileProblem::NoRows),
        ("一,二\r\n1,\u{1}\r\n".as_bytes(), 2, FileProblem::BadCell),
        (b"\xFF\xFE\r\n", 1, FileProblem::Encoding),
    ] {
        let (rows, report) = read(bytes);
        assert!(rows.is_empty());
        assert_eq!(
            (report.faults[0].line, &report.faults[0].problem),
            (line, &problem)
        );
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read(cells in prop::collection::vec(["[ぁ-んァ-ヶ亜-熙a-z0-9=+@,\"-]{1,8}", "[ぁ-ん=,\"]{0,5}"], 1..6)) {
        let rows: Vec<[String; 2]> = cells.into_iter().collect();
        for encoding in [Encoding::Utf8, Encoding::Cp932] {
            let (read, report) = read(&written(encoding, &rows));
            if report.faults_total == 0 {
                prop_assert_eq!(&read, &rows);
            }
        }
    }
}
