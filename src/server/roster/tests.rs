//! Reading roster files: what is taken, what is refused, and where the message points.

use encoding_rs::SHIFT_JIS;
use insta::assert_snapshot;

use super::{
    column::Column,
    decode::{self, Encoding},
    error::Faults,
    generate::generate,
    import::parse,
    write::write,
};
use crate::{domain::date::CivilDate, server::db::roster::Stored};

const HEADER: &str = "記号,番号,枝番,氏名,氏名カナ,性別,生年月日,続柄,資格取得日,資格喪失日,事業所";
const ROW: &str =
    "12,345,00,空野 太郎,ソラノ タロウ,男,1980-01-31,本人,2010-04-01,,空色航空株式会社";

fn today() -> CivilDate {
    CivilDate::new(2026, 11, 23).unwrap()
}

fn read(bytes: &[u8]) -> Result<Vec<Stored>, String> {
    let mut faults = Faults::default();
    let parsed = parse(bytes, today(), &mut faults);
    if !faults.none() {
        let lines: Vec<String> = faults
            .sorted()
            .first
            .iter()
            .map(ToString::to_string)
            .collect();
        return Err(lines.join("\n"));
    }
    Ok(parsed
        .unwrap()
        .2
        .into_iter()
        .map(|(_, person)| person)
        .collect())
}

fn file(rows: &[&str]) -> String {
    [&[HEADER], rows].concat().join("\n")
}

/// The person of the usual row with one cell replaced.
fn with(column: Column, cell: &str) -> Result<Stored, String> {
    let mut cells: Vec<&str> = ROW.split(',').collect();
    cells[column.index()] = cell;
    read(file(&[&cells.join(",")]).as_bytes()).map(|mut people| people.remove(0))
}

fn sentence(column: Column, cell: &str) -> String {
    with(column, cell).err().expect("the cell is refused")
}

#[test]
fn a_row_is_read() {
    let person = read(file(&[ROW]).as_bytes()).unwrap().remove(0);
    assert_eq!(
        (
            person.symbol.as_str(),
            person.number.as_str(),
            person.branch.as_str()
        ),
        ("12", "345", "00")
    );
    assert_eq!(person.name, "空野 太郎");
    assert_eq!(person.birth_date.to_string(), "1980-01-31");
    assert!(person.lost_on.is_none());
}

#[test]
fn many_spellings_are_one_person() {
    let plain = read(file(&[ROW]).as_bytes()).unwrap();
    for row in [
        "=\"0012\",\"=\"\"00345\"\"\",=\"00\",空野 太郎,ソラノ タロウ,男,1980-01-31,本人,2010-04-01,,空色航空株式会社",
        "１２,３４５,０,空野　太郎,ｿﾗﾉ ﾀﾛｳ,1,昭和55年1月31日,本人,H22.4.1,,空色航空株式会社",
        " 12 ,345,00,\"空野\n太郎\",そらの たろう,男性,19800131,本人,2010/4/1,,空色航空株式会社,,",
        "12,345,00,空野 太郎,ソラノ　タロウ,男,S55.1.31,本人,2010-04-01,,空色航空株式会社",
    ] {
        let read = read(file(&[row]).as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        assert!(read == plain, "{row}");
    }
}

#[test]
fn the_header_is_free_in_order_and_may_have_more() {
    let text = "事業所,番号,記号,枝番,氏名カナ,氏 名,郵便番号,性別,生年月日,続柄,資格取得日,資格喪失日\r\n\
        空色航空株式会社,345,12,00,ソラノ タロウ,空野 太郎,100-0000,男,1980-01-31,本人,2010-04-01,\r\n\r\n,,,,,,,,,,,\r\n";
    let mut faults = Faults::default();
    let (encoding, unread, rows) = parse(text.as_bytes(), today(), &mut faults).unwrap();
    assert!(faults.none());
    assert_eq!(
        (encoding, unread),
        (Encoding::Utf8, vec!["郵便番号".to_owned()])
    );
    assert!(rows[0].1 == read(file(&[ROW]).as_bytes()).unwrap()[0]);
}

#[test]
fn letters_of_windows_survive() {
    let text =
        file(&["12,345,00,髙﨑 ①,タカサキ イチ,女,1980-01-31,配偶者,2010-04-01,,空色～商事"]);
    let (bytes, _, lossy) = SHIFT_JIS.encode(&text);
    assert!(!lossy);
    let person = read(&bytes).unwrap().remove(0);
    assert_eq!(person.name, "髙﨑 ①");
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    assert!(read(&marked).unwrap()[0] == person);
}

#[test]
fn an_older_row_has_no_branch() {
    assert_eq!(with(Column::Branch, "").ok().unwrap().branch, "");
}

#[test]
fn wrong_cells_are_named() {
    assert_snapshot!(sentence(Column::Symbol, ""), @"2行目「記号」: 空です。資格情報の記号を書いてください。");
    assert_snapshot!(sentence(Column::Number, "三"), @"2行目「番号」: 読み取れません。資格情報の番号(数字)を書いてください。");
    assert_snapshot!(sentence(Column::Branch, "100"), @"2行目「枝番」: 読み取れません。2桁までの数字(なければ空)を書いてください。");
    assert_snapshot!(sentence(Column::Name, ""), @"2行目「氏名」: 空です。氏名を書いてください。");
    assert_snapshot!(sentence(Column::Kana, "空野太郎"), @"2行目「氏名カナ」: 読み取れません。カタカナの氏名を書いてください。");
    assert_snapshot!(sentence(Column::Sex, "人"), @"2行目「性別」: 読み取れません。男か女(1か2でもよく、なければ空)を書いてください。");
    assert_snapshot!(sentence(Column::BirthDate, "1980-02-30"), @"2行目「生年月日」: 読み取れません。1980-01-31、19800131、昭和55年1月31日、S55.1.31 のような日付を書いてください。");
    assert_snapshot!(sentence(Column::BirthDate, "2099-01-01"), @"2行目「生年月日」: 読み取れません。1980-01-31、19800131、昭和55年1月31日、S55.1.31 のような日付を書いてください。");
    assert_snapshot!(sentence(Column::Relationship, "隣人"), @"2行目「続柄」: 読み取れません。本人・配偶者・子・父・母などの続柄を書いてください。");
    assert_snapshot!(sentence(Column::AcquiredOn, "昭和65年1月1日"), @"2行目「資格取得日」: 読み取れません。2020-04-01、R2.4.1 のような日付を書いてください。");
    assert_snapshot!(sentence(Column::AcquiredOn, "1979-12-31"), @"2行目「資格取得日」: 「生年月日」より前の日付です。");
    assert_snapshot!(sentence(Column::LostOn, "2010-03-31"), @"2行目「資格喪失日」: 「資格取得日」より前の日付です。");
    assert_snapshot!(sentence(Column::Workplace, "空色\u{7}"), @"2行目「事業所」: 制御文字が入っています。");
    assert_snapshot!(sentence(Column::Workplace, &"空".repeat(3_000)), @"2行目「事業所」: 長すぎます(8 KiB まで)。");
}

#[test]
fn wrong_files_are_named() {
    let sentence = |bytes: &[u8]| read(bytes).err().expect("the file is refused");
    assert_snapshot!(sentence(b""), @"見出しの下に1行もありません。");
    assert_snapshot!(sentence(HEADER.as_bytes()), @"見出しの下に1行もありません。");
    assert_snapshot!(sentence("番号,枝番,氏名,記号,番号\n".as_bytes()), @"1行目「番号」: 見出しに同じ列が2つあります。
1行目: 見出しに 氏名カナ・性別・生年月日・続柄・資格取得日・資格喪失日・事業所 の列がありません。");
    assert_snapshot!(sentence(file(&[ROW, "12,346"]).as_bytes()), @"3行目: 列の数が見出しと違います(見出し 11、この行 2)。");
    assert_snapshot!(sentence(file(&[ROW, &format!("{ROW},x")]).as_bytes()), @"3行目: 列の数が見出しと違います(見出し 11、この行 12)。");
    assert_snapshot!(sentence(file(&[&ROW.replace("空野 太郎", "\"空野 太郎")]).as_bytes()), @r#"CSV として読めません。引用符(")の閉じ忘れがないか確かめてください。"#);
    assert_snapshot!(sentence(file(&[&ROW.replace('空', "\u{FFFD}")]).as_bytes()), @"2行目: 変換で失われた文字(U+FFFD)があります。元のファイルから作り直してください。");
    assert_snapshot!(sentence(&[HEADER.as_bytes(), b"\n\xFF"].concat()), @"2行目: UTF-8 でも CP932 でもない文字があります。");
    assert_snapshot!(sentence(&vec![b'a'; 50 * 1024 * 1024 + 1]), @"ファイルが 50 MB を超えています。");
}

#[test]
fn the_same_key_twice_is_named_at_both_lines() {
    let text = file(&[
        ROW,
        "13,1,,森 葵,モリ アオイ,女,1990-05-05,本人,2015-04-01,,空色",
        &ROW.replace("12,345,00", "012,００３４５,0"),
    ]);
    assert_snapshot!(read(text.as_bytes()).err().expect("refused"), @"2行目: 記号・番号・枝番が4行目と同じです。
4行目: 記号・番号・枝番が2行目と同じです。");
}

#[test]
fn all_faults_are_named_with_their_lines() {
    let text = file(&[
        "12,1,00,\"空野\n太郎\",ソラノ,男,x,本人,2010-04-01,,空色",
        "12,,00,森,モリ,男,1990-05-05,本人,y,,空色",
    ]);
    assert_snapshot!(read(text.as_bytes()).err().expect("refused"), @"2行目「生年月日」: 読み取れません。1980-01-31、19800131、昭和55年1月31日、S55.1.31 のような日付を書いてください。
4行目「番号」: 空です。資格情報の番号(数字)を書いてください。
4行目「資格取得日」: 読み取れません。2020-04-01、R2.4.1 のような日付を書いてください。");
}

#[test]
fn only_the_first_faults_are_listed() {
    let rows = vec![ROW.replace("1980", "x"); 70];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let mut faults = Faults::default();
    parse(file(&rows).as_bytes(), today(), &mut faults);
    assert_eq!((faults.first.len(), faults.total), (Faults::SHOWN, 70));
}

#[test]
fn what_is_made_can_be_read_in_both_encodings() {
    let members = generate(1_500, 7, today());
    let mut utf8 = Vec::new();
    let mut cp932 = Vec::new();
    write(&members, Encoding::Utf8, &mut utf8).unwrap();
    write(&members, Encoding::Cp932, &mut cp932).unwrap();
    assert_eq!(decode::decode(&cp932).unwrap().1, Encoding::Cp932);
    let read_back = read(&utf8).unwrap();
    assert_eq!(read_back.len(), 1_500);
    assert!(read_back == read(&cp932).unwrap());
}

#[test]
fn what_is_made_depends_on_the_seed_alone() {
    assert_eq!(generate(300, 1, today()), generate(300, 1, today()));
    assert_ne!(generate(300, 1, today()), generate(300, 2, today()));
    assert_eq!(
        generate(300, 1, today())[..],
        generate(400, 1, today())[..300]
    );
}

#[test]
fn what_is_made_has_the_cases_that_matter() {
    let members = generate(5_000, 3, today());
    let some = |test: &dyn Fn(&super::generate::Member) -> bool| members.iter().any(test);
    assert!(some(&|m| m.lost.is_some()));
    assert!(some(&|m| m.branch.is_empty()));
    assert!(some(&|m| m.relationship == "配偶者"));
    assert!(some(&|m| m.name.contains('髙')));
    assert!(some(&|m| m.symbol == "空"));
    let twins = members.windows(2).any(|pair| {
        pair[0].number == pair[1].number
            && pair[0].born == pair[1].born
            && pair[1].relationship == "子"
    });
    assert!(twins);
    assert!(
        members
            .iter()
            .all(|m| m.born <= m.acquired && m.lost.is_none_or(|lost| m.acquired <= lost))
    );
}
