//! What a document holds, before it is set on pages.
//!
//! May enter: blocks of text. Must not: sizes, places, sentences.

use super::{set, write};
use crate::web::words::Lang;

/// A document of A4 pages.
#[derive(Clone, Debug)]
pub struct Document {
    /// The language of its sentences.
    pub lang: Lang,
    /// Its name: the first heading, and what a reader shows in the bar of the window.
    pub title: String,
    /// What it says, in the order it is read.
    pub blocks: Vec<Block>,
    /// What stands at the foot of every page, beside the number of the page.
    pub footer: String,
}

/// A part of a document.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading under the title; it stays with what follows.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// Lines at the right: who issues the document, and when.
    Issuer(Vec<String>),
    /// Points without an order.
    List(Vec<String>),
    /// Names and what they stand for, one beneath the other.
    Pairs(Vec<(String, String)>),
    /// A table.
    Table(Table),
    /// A box that must not be overlooked.
    Notice {
        /// What it is about.
        title: String,
        /// Its paragraphs.
        lines: Vec<String>,
    },
}

/// A table; its header stands on every page it runs over.
#[derive(Clone, Debug)]
pub struct Table {
    /// The columns, from the left. What a row has beyond them is left out, what it lacks is empty.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// The last row, where it sums up the others.
    pub total: Option<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// What stands in the header.
    pub name: String,
    /// On which side its cells stand.
    pub align: Align,
}

/// On which side text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// In the middle.
    Middle,
    /// At the right: numbers.
    Right,
}

impl Column {
    /// A column of text.
    pub fn text(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            align: Align::Left,
        }
    }

    /// A column of numbers.
    pub fn number(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            align: Align::Right,
        }
    }
}

impl Document {
    /// The document as a file: PDF 1.7, tagged as PDF/UA-1 asks.
    pub fn to_pdf(&self) -> Vec<u8> {
        Self::together(std::slice::from_ref(self))
    }

    /// Documents as one file, for printing at once: each begins on a page of its own, with page numbers of its own.
    pub fn together(documents: &[Self]) -> Vec<u8> {
        let lang = documents.first().map(|document| document.lang);
        let sets: Vec<_> = documents.iter().map(set::pages).collect();
        write::file(lang.unwrap_or_default(), &sets)
    }
}
