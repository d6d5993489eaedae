//! What is longer or wider than a page.

use super::{
    super::{Block, Column, Document, Table},
    read::{text, whole_structure},
};
use crate::web::words::Lang;

fn long() -> Document {
    let row = |at: usize| {
        vec![
            format!("{at}番"),
            "みなと内科クリニック".repeat(at % 9),
            format!("{at}円"),
        ]
    };
    Document {
        lang: Lang::Ja,
        title: "医療費の一覧".to_owned(),
        blocks: vec![Block::Table(Table {
            columns: vec![
                Column::text("番号"),
                Column::text("健診機関"),
                Column::number("金額"),
            ],
            rows: (0..90).map(row).collect(),
            total: Some(vec!["合計".to_owned(), String::new(), "4,005円".to_owned()]),
        })],
        footer: String::new(),
    }
}

#[test]
fn a_long_table_has_its_header_on_every_page_and_once_in_the_structure() {
    let pdf = long().to_pdf();
    let pages = text(&pdf);
    assert!(pages.len() > 2);
    for (at, page) in pages.iter().enumerate() {
        let header = page.iter().position(|line| line == "番号");
        assert_eq!(header, Some(usize::from(at == 0)));
        assert_eq!(
            page.last(),
            Some(&format!("{} / {} ページ", at + 1, pages.len()))
        );
    }
    let lines = pages.concat();
    let numbers = lines.iter().filter(|line| line.ends_with('番'));
    assert!(
        numbers.eq((0..90)
            .map(|at| format!("{at}番"))
            .collect::<Vec<_>>()
            .iter())
    );
    let rows = ["TR(TD,TD,TD)"; 90].join(",");
    let expected =
        format!("(Document(H1,Table(THead(TR(TH,TH,TH)),TBody({rows}),TFoot(TR(TH,TD,TD)))))");
    assert_eq!(whole_structure(&pdf), expected);
}

#[test]
fn a_row_longer_than_a_page_goes_on_where_it_stopped() {
    let text_in = "健診".repeat(3000);
    let mut document = long();
    document.blocks = vec![
        Block::Pairs(vec![("長い".to_owned(), text_in.clone())]),
        Block::Notice {
            title: "長い".to_owned(),
            lines: vec![text_in],
        },
        Block::Heading("見出し".to_owned()),
    ];
    let found = text(&document.to_pdf()).concat().concat();
    assert_eq!(found.matches("健診").count(), 6000);
}

#[test]
fn a_hundred_columns_make_a_document() {
    let mut document = long();
    let columns = (0..100).map(|_| Column::number("金額")).collect();
    document.blocks = vec![Block::Table(Table {
        columns,
        rows: vec![vec!["1,000円".to_owned(); 100]; 3],
        total: None,
    })];
    assert!(!text(&document.to_pdf()).is_empty());
}
