//! 予約確認書: a booked examination on paper.
//!
//! May enter: what the person has to know on the day. Must not: 記号・番号, what decides on a booking.

use super::{
    document::{Block, Column, Document, Table},
    words::{self, DocumentWords},
};
use crate::{
    domain::{checkup::yen::Yen, date::CivilDate},
    web::words::Lang,
};

/// A confirmed booking, as its 予約確認書 shows it.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// The language of the document.
    pub lang: Lang,
    /// Name of the society.
    pub society: String,
    /// 発行日
    pub issued: CivilDate,
    /// 予約番号
    pub reference: String,
    /// Name of the person examined.
    pub person: String,
    /// Name of the course.
    pub course: String,
    /// Names of the options chosen.
    pub options: Vec<String>,
    /// The day of the examination.
    pub day: CivilDate,
    /// When to be there: hour and minute. Without one, the institution tells.
    pub reception: Option<(u8, u8)>,
    /// Where.
    pub site: Site,
    /// The course and its options with what they cost; the document sums them up.
    pub shares: Vec<Share>,
    /// What to bring, a point each.
    pub bring: Vec<String>,
    /// How to prepare (食事, 薬, 検査キット), a point each.
    pub prepare: Vec<String>,
    /// Until when the booking can be changed and cancelled: day, hour and minute.
    pub change_until: (CivilDate, (u8, u8)),
    /// That moment has passed.
    pub too_late: bool,
    /// What a cancellation costs after it.
    pub cancel_cost: CancelCost,
}

/// 健診機関
#[derive(Clone, Debug)]
pub struct Site {
    /// Its name.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Its telephone number.
    pub phone: String,
}

/// What one part of an examination costs.
#[derive(Clone, Debug)]
pub struct Share {
    /// The course or an option.
    pub item: String,
    /// 費用
    pub price: Yen,
    /// What the society pays.
    pub society: Yen,
    /// What the person pays.
    pub own: Yen,
}

/// What a cancellation costs after the deadline; before it costs nothing.
#[derive(Clone, Debug)]
pub enum CancelCost {
    /// Nobody says.
    Unsaid,
    /// So many yen.
    Yen(Yen),
    /// The institution's own sentence.
    Said(String),
}

/// The 予約確認書 as a PDF file.
pub fn confirmation(booked: &Confirmation) -> Vec<u8> {
    document(booked).to_pdf()
}

/// What the 予約確認書 says.
pub(super) fn document(booked: &Confirmation) -> Document {
    let lang = booked.lang;
    let words = words::of(lang);
    let mut blocks = vec![
        Block::Issuer(vec![
            format!("{} {}", words.issued, words::day(lang, booked.issued)),
            booked.society.clone(),
        ]),
        Block::Paragraph(words.confirmed.to_owned()),
        Block::Pairs(what(words, booked)),
        Block::Heading(words.share.to_owned()),
        Block::Table(shares(words, booked)),
        Block::Paragraph(words.share_note.to_owned()),
    ];
    for (heading, points) in [
        (words.bring, &booked.bring),
        (words.prepare, &booked.prepare),
    ] {
        if !points.is_empty() {
            blocks.push(Block::Heading(heading.to_owned()));
            blocks.push(Block::List(points.clone()));
        }
    }
    blocks.push(change(words, booked));
    Document {
        lang,
        title: words.confirmation.to_owned(),
        blocks,
        footer: words::foot(lang, &booked.society, &booked.reference),
    }
}

fn pairs<const N: usize>(pairs: [(&str, &str); N]) -> Vec<(String, String)> {
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    pairs.into_iter().map(owned).collect()
}

fn what(words: &DocumentWords, booked: &Confirmation) -> Vec<(String, String)> {
    let options = if booked.options.is_empty() {
        words.no_options.to_owned()
    } else {
        booked.options.join(words.between)
    };
    let reception = booked.reception.map(words::time);
    pairs([
        (words.reference, &booked.reference),
        (
            words.person,
            &format!("{} {}", booked.person, words.honorific),
        ),
        (words.course, &booked.course),
        (words.options, &options),
        (words.day, &words::day(booked.lang, booked.day)),
        (
            words.reception,
            reception.as_deref().unwrap_or(words.reception_open),
        ),
        (words.site, &booked.site.name),
        (words.address, &booked.site.address),
        (words.phone, &booked.site.phone),
    ])
}

fn shares(words: &DocumentWords, booked: &Confirmation) -> Table {
    let row = |item: &str, amounts: [Yen; 3]| {
        let amounts = amounts.map(|amount| amount.to_string());
        [vec![item.to_owned()], amounts.to_vec()].concat()
    };
    let amounts = |share: &Share| [share.price, share.society, share.own];
    let mut sums = [Yen::ZERO; 3];
    for share in &booked.shares {
        for (sum, amount) in sums.iter_mut().zip(amounts(share)) {
            *sum = sum.saturating_add(amount);
        }
    }
    let rows = booked
        .shares
        .iter()
        .map(|share| row(&share.item, amounts(share)));
    Table {
        columns: vec![
            Column::text(words.item),
            Column::number(words.price),
            Column::number(words.society),
            Column::number(words.own),
        ],
        rows: rows.collect(),
        total: Some(row(words.total, sums)),
    }
}

fn change(words: &DocumentWords, booked: &Confirmation) -> Block {
    let lang = booked.lang;
    let (day, at) = booked.change_until;
    let (name, phone) = (&booked.site.name, &booked.site.phone);
    let mut lines = if booked.too_late {
        vec![words::passed(lang, day, at, name, phone)]
    } else {
        vec![
            words::until(lang, day, at),
            words.free.to_owned(),
            words::later(lang, name, phone),
        ]
    };
    match &booked.cancel_cost {
        CancelCost::Unsaid => {}
        CancelCost::Yen(amount) => lines.push(words::fee(lang, *amount)),
        CancelCost::Said(text) => lines.push(words::late_cost(lang, text)),
    }
    Block::Notice {
        title: words.change.to_owned(),
        lines,
    }
}
