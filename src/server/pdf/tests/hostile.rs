//! Any text makes a document.

use super::{
    super::{Align, Block, Column, Document, Table},
    read::open,
};
use crate::web::words::Lang;
use proptest::prelude::*;

/// Text of any kind: every character there is, ends of lines, words without an end, signs the font lacks.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        prop::collection::vec(any::<char>(), 0..60).prop_map(String::from_iter),
        "[\u{0}-\u{20}\u{200B}-\u{202E}\u{3099}\u{FFFE}\u{FEFF}かが𠮷🏥()\\\\<>/%&;\r\n]{0,60}",
        (1_usize..3000).prop_map(|length| "長x".repeat(length)),
    ]
}

fn block() -> impl Strategy<Value = Block> {
    let texts = || prop::collection::vec(hostile(), 0..4);
    let column = (
        hostile(),
        prop::sample::select(vec![Align::Left, Align::Middle, Align::Right]),
    );
    let columns = prop::collection::vec(
        column.prop_map(|(name, align)| Column { name, align }),
        0..5,
    );
    let table = (
        columns,
        prop::collection::vec(texts(), 0..4),
        prop::option::of(texts()),
    );
    prop_oneof![
        hostile().prop_map(Block::Heading),
        hostile().prop_map(Block::Paragraph),
        texts().prop_map(Block::Issuer),
        texts().prop_map(Block::List),
        prop::collection::vec((hostile(), hostile()), 0..3).prop_map(Block::Pairs),
        table.prop_map(|(columns, rows, total)| Block::Table(Table {
            columns,
            rows,
            total
        })),
        (hostile(), texts()).prop_map(|(title, lines)| Block::Notice { title, lines }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_makes_a_document(
        title in hostile(),
        footer in hostile(),
        blocks in prop::collection::vec(block(), 0..4),
    ) {
        let document = Document { lang: Lang::Ja, title, blocks, footer };
        let file = open(&document.to_pdf());
        prop_assert!(!file.get_pages().is_empty());
    }
}
