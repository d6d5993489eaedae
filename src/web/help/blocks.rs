//! Longer texts as markup: paragraphs, lists and links, with what was searched for marked.

use leptos::prelude::*;

use super::search::Query;
use crate::web::{
    path,
    ui::PhoneLink,
    words::help::{Block, Chapter, Facts, PHONE},
};

/// How texts become markup: whose facts stand in them, and what was searched for.
pub struct Writer {
    /// The society's words.
    pub facts: Facts,
    /// What to mark.
    pub query: Option<Query>,
}

impl Writer {
    /// Writes what nobody searched for.
    pub fn of(facts: Facts) -> Self {
        Self { facts, query: None }
    }

    /// One sentence, filled in and marked; the society's telephone number in it can be called.
    pub fn sentence(&self, text: &str) -> AnyView {
        let mut pieces = text.split(PHONE);
        let first = self.marked(pieces.next().unwrap_or_default());
        let rest = pieces
            .map(|piece| {
                let number = self.facts.fill(PHONE);
                view! {
                    <PhoneLink number/>
                    {self.marked(piece)}
                }
            })
            .collect_view();
        (first, rest).into_any()
    }

    fn marked(&self, text: &str) -> AnyView {
        let text = self.facts.fill(text);
        let Some(query) = &self.query else {
            return text.into_any();
        };
        query
            .pieces(&text)
            .into_iter()
            .map(|(piece, hit)| {
                if hit {
                    view! { <mark>{piece}</mark> }.into_any()
                } else {
                    piece.into_any()
                }
            })
            .collect_view()
            .into_any()
    }

    /// Blocks one after the other.
    pub fn blocks(&self, blocks: &[Block]) -> AnyView {
        blocks
            .iter()
            .map(|block| self.block(*block))
            .collect_view()
            .into_any()
    }

    fn block(&self, block: Block) -> AnyView {
        let items = |texts: &[&str]| {
            texts
                .iter()
                .map(|text| view! { <li>{self.sentence(text)}</li> })
                .collect_view()
        };
        match block {
            Block::Text(text) => view! { <p>{self.sentence(text)}</p> }.into_any(),
            Block::Points(texts) => view! { <ul>{items(texts)}</ul> }.into_any(),
            Block::Steps(texts) => view! { <ol>{items(texts)}</ol> }.into_any(),
            Block::Link(text, to) => {
                let to = to
                    .strip_prefix('#')
                    .map_or_else(|| to.to_owned(), path::faq);
                view! {
                    <p>
                        <a href=to>{self.sentence(text)}</a>
                    </p>
                }
                .into_any()
            }
        }
    }

    /// Chapters, each under its heading.
    pub fn chapters(&self, chapters: &[Chapter]) -> AnyView {
        chapters
            .iter()
            .map(|chapter| {
                view! {
                    <h2 id=chapter.id>{self.sentence(chapter.title)}</h2>
                    {self.blocks(chapter.blocks)}
                }
            })
            .collect_view()
            .into_any()
    }
}
