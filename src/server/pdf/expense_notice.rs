//! 医療費のお知らせ of a calendar year on paper.
//!
//! May enter: the six items and what is listed beside them. Must not: 記号・番号 and 保険者番号 (who hands the paper in would have to
//! black them out: 国税庁, 医療費控除の明細書の記載要領), what decides who is in it.

use super::{
    document::{Block, Column, Document, Table},
    words::{
        self,
        notice::{self as notice_words, NoticeWords},
    },
};
use crate::{
    domain::{
        date::CivilDate,
        expense::tax::notice::{Copy, Line, Notice, PersonPart},
    },
    web::words::{
        Lang,
        expense_tax::{month, yen},
    },
};

/// A notice to be set on pages.
#[derive(Clone, Debug)]
pub struct ExpenseNotice {
    /// The language of the document.
    pub lang: Lang,
    /// 発行番号
    pub number: String,
    /// 発行日
    pub issued: CivilDate,
    /// The society's address.
    pub address: String,
    /// The society's telephone number.
    pub phone: String,
    /// Whether it is the paper original or one's own copy.
    pub copy: Copy,
    /// What it says.
    pub notice: Notice,
}

/// The notice as a PDF file.
pub fn expense_notice(made: &ExpenseNotice) -> Vec<u8> {
    document(made).to_pdf()
}

/// Notices of several people as one PDF file, to be printed at once.
pub fn expense_notices(made: &[ExpenseNotice]) -> Vec<u8> {
    let documents: Vec<Document> = made.iter().map(document).collect();
    Document::together(&documents)
}

fn document(made: &ExpenseNotice) -> Document {
    let (lang, notice) = (made.lang, &made.notice);
    let words = notice_words::of(lang);
    let mut blocks = vec![
        Block::Issuer(issuer(made, words)),
        used(made.copy, words),
        Block::Pairs(head(made, words)),
        missing(lang, notice, words),
    ];
    if notice.people.is_empty() {
        blocks.push(Block::Paragraph(words.nothing.to_owned()));
    }
    for person in &notice.people {
        blocks.push(Block::Heading(notice_words::person(lang, &person.name)));
        blocks.push(Block::Table(rows(lang, person, words)));
    }
    blocks.extend(given_back(lang, notice, words));
    blocks.extend(nameless(lang, notice, words));
    blocks.push(Block::Heading(words.notes_title.to_owned()));
    blocks.push(Block::List(notes(notice, words)));
    Document {
        lang,
        title: words.title.to_owned(),
        blocks,
        footer: notice_words::foot(lang, &notice.insurer, &made.number),
    }
}

fn issuer(made: &ExpenseNotice, words: &NoticeWords) -> Vec<String> {
    let day = words::day(made.lang, made.issued);
    vec![
        [words::of(made.lang).issued, &day].join(" "),
        [words.number, &made.number].join(" "),
        made.notice.insurer.clone(),
    ]
}

fn used(copy: Copy, words: &NoticeWords) -> Block {
    let lines = match copy {
        Copy::OwnUse => words.own_use,
        Copy::Original => words.original,
    };
    Block::Notice {
        title: words.use_title.to_owned(),
        lines: lines.map(str::to_owned).to_vec(),
    }
}

fn head(made: &ExpenseNotice, words: &NoticeWords) -> Vec<(String, String)> {
    let (lang, notice) = (made.lang, &made.notice);
    let back: u64 = notice.given_back().map(|(_, line)| line.given_back()).sum();
    [
        (words.insured, notice.insured.clone()),
        (words.period, notice_words::period(lang, notice.year)),
        (words.total_paid, yen(lang, notice.paid())),
        (words.total_back, yen(lang, back)),
        (words.insurer, notice.insurer.clone()),
        (words.address, made.address.clone()),
        (words.phone, made.phone.clone()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

/// The box of months that are not in.
fn missing(lang: Lang, notice: &Notice, words: &NoticeWords) -> Block {
    let mut lines = Vec::new();
    if !notice.missing.is_empty() {
        lines.push(notice_words::not_in(lang, &notice.missing));
        lines.push(words.missing_collect.to_owned());
    }
    if let Some(first) = notice.to_come.first() {
        lines.push(notice_words::to_come(lang, *first));
    }
    if lines.is_empty() {
        lines.push(words.missing_none.to_owned());
    }
    Block::Notice {
        title: words.missing_title.to_owned(),
        lines,
    }
}

fn table<const N: usize>(names: [&str; N], numbers: &[usize], rows: Vec<Vec<String>>) -> Table {
    let column = |(at, name)| {
        if numbers.contains(&at) {
            Column::number(name)
        } else {
            Column::text(name)
        }
    };
    Table {
        columns: names.into_iter().enumerate().map(column).collect(),
        rows,
        total: None,
    }
}

fn rows(lang: Lang, person: &PersonPart, words: &NoticeWords) -> Table {
    let row = |line: &Line| {
        vec![
            month(lang, line.month),
            line.institution.clone(),
            notice_words::category(lang, line),
            notice_words::days(lang, line.days),
            yen(lang, line.paid),
        ]
    };
    let rows = person.lines.iter().map(row).collect();
    let blank = String::new;
    Table {
        total: Some(vec![
            words.subtotal.to_owned(),
            blank(),
            blank(),
            blank(),
            yen(lang, person.paid()),
        ]),
        ..table(words.columns, &[3, 4], rows)
    }
}

/// 補てんされる金額, apart from what was paid so that it can be subtracted.
fn given_back(lang: Lang, notice: &Notice, words: &NoticeWords) -> Vec<Block> {
    let row = |(name, line): (&str, &Line)| {
        vec![
            name.to_owned(),
            month(lang, line.month),
            line.institution.clone(),
            yen(lang, line.high_cost),
            yen(lang, line.additional),
        ]
    };
    let rows: Vec<_> = notice.given_back().map(row).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let sum = |of: fn(&Line) -> u64| yen(lang, notice.given_back().map(|(_, line)| of(line)).sum());
    let blank = String::new;
    let table = Table {
        total: Some(vec![
            words.total.to_owned(),
            blank(),
            blank(),
            sum(|line| line.high_cost),
            sum(|line| line.additional),
        ]),
        ..table(words.back_columns, &[3, 4], rows)
    };
    vec![
        Block::Heading(words.back_title.to_owned()),
        Block::Paragraph(words.back_note.to_owned()),
        Block::Table(table),
    ]
}

/// Rows that lack one of the six items.
fn nameless(lang: Lang, notice: &Notice, words: &NoticeWords) -> Vec<Block> {
    if notice.nameless.is_empty() {
        return Vec::new();
    }
    let row = |(name, line): &(String, Line)| {
        vec![
            name.clone(),
            month(lang, line.month),
            notice_words::category(lang, line),
            notice_words::days(lang, line.days),
            yen(lang, line.paid),
        ]
    };
    let rows = notice.nameless.iter().map(row).collect();
    let blank = String::new;
    let table = Table {
        total: Some(vec![
            words.total.to_owned(),
            blank(),
            blank(),
            blank(),
            yen(lang, notice.nameless_paid()),
        ]),
        ..table(words.nameless_columns, &[3, 4], rows)
    };
    vec![
        Block::Heading(words.nameless_title.to_owned()),
        Block::Paragraph(words.nameless_note.to_owned()),
        Block::Table(table),
    ]
}

fn notes(notice: &Notice, words: &NoticeWords) -> Vec<String> {
    let aided = notice.lines().any(|(_, line)| line.aided);
    let aided = aided.then_some(words.aided_note);
    let notes = words.notes.into_iter().chain(aided);
    notes.map(str::to_owned).collect()
}
