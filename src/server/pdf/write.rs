//! Set pages into a PDF file.
//!
//! May enter: the PDF library. Must not: decisions on how a page looks, beyond how strong text is drawn.

use super::{
    flow::{Mark, PAGE, RULE},
    font::face,
    set::Set,
    tags::{Id, Kind},
    words,
};
use crate::web::words::Lang;
use krilla::{
    Document, SerializeSettings,
    color::luma,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::Metadata,
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope,
        Tag, TagGroup, TagKind, TagTree,
    },
};
use std::num::NonZeroU16;

/// The file of set documents, one after the other; each begins on a page of its own and keeps its own page numbers. It has the name of
/// the first.
pub(super) fn file(lang: Lang, sets: &[Set]) -> Vec<u8> {
    let mut file = Document::new_with(settings());
    let (mut whole, mut headings) = (TagTree::new(), Outline::new());
    let mut first = 0;
    for set in sets {
        let drawn = pages(&mut file, set, first);
        outline(&mut headings, set, &drawn.places);
        tree(&mut whole, set, &drawn.leaves);
        first += set.flow.pages.len();
    }
    file.set_outline(headings);
    file.set_tag_tree(whole);
    let title = sets
        .first()
        .map_or_else(String::new, |set| set.title.clone());
    let metadata = Metadata::new()
        .title(title)
        .language(words::code(lang).to_owned());
    file.set_metadata(metadata);
    // Its checks are on what is made here: every glyph is the font's, every part is in the tree, a title is there.
    file.finish().expect("the document keeps to PDF/UA-1")
}

/// What was drawn of each element of a document.
struct Drawn {
    /// Its texts.
    leaves: Vec<Vec<Identifier>>,
    /// Where it begins: the file's page, and how far down.
    places: Vec<Option<(usize, f32)>>,
}

/// Draws the pages of a document, the first of which is that page of the file.
fn pages(file: &mut Document, set: &Set, first: usize) -> Drawn {
    let mut leaves: Vec<Vec<Identifier>> = Vec::new();
    leaves.resize_with(set.flow.tree.elements.len(), Vec::new);
    let mut places: Vec<Option<(usize, f32)>> = vec![None; leaves.len()];
    for (number, marks) in set.flow.pages.iter().enumerate() {
        let size = PageSettings::from_wh(PAGE.0, PAGE.1).unwrap_or_default();
        let mut page = file.start_page_with(size);
        let mut surface = page.surface();
        // what is no text is marked as such all at once
        for marks in marks.chunk_by(|one, next| !one.is_text() && !next.is_text()) {
            let Some((Id(of), leaf, y)) = draw(&mut surface, marks) else {
                continue;
            };
            leaves[of].push(leaf);
            places[of].get_or_insert((first + number, y));
        }
        surface.finish();
        page.finish();
    }
    Drawn { leaves, places }
}

fn settings() -> SerializeSettings {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .unwrap_or_default();
    SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    }
}

/// Draws a text, or marks without one. Text that is part of an element comes back with the sign for it and its place.
fn draw(surface: &mut Surface, marks: &[Mark]) -> Option<(Id, Identifier, f32)> {
    let [
        Mark::Text {
            x,
            y,
            size,
            strong,
            ink,
            text,
            of,
        },
    ] = marks
    else {
        surface.start_tagged(artifact(ArtifactType::Layout));
        marks.iter().for_each(|mark| shape(surface, mark));
        surface.end_tagged();
        return None;
    };
    let tag = match of {
        Some(_) => ContentTag::Span(SpanTag::empty()),
        None => artifact(ArtifactType::PaginationOther),
    };
    let leaf = surface.start_tagged(tag);
    surface.set_fill(Some(fill(*ink)));
    // The font has one weight; a thin line around each character makes another.
    surface.set_stroke(strong.then(|| stroke(*ink, size * 0.03)));
    surface.draw_glyphs(
        Point::from_xy(*x, *y),
        &face().glyphs(text),
        face().font(),
        text,
        *size,
        false,
    );
    surface.end_tagged();
    of.map(|of| (of, leaf, y - size))
}

fn shape(surface: &mut Surface, mark: &Mark) {
    let [x, y, width, height] = match mark {
        Mark::Text { .. } => return,
        Mark::Fill(rect, grey) => {
            surface.set_fill(Some(fill(*grey)));
            surface.set_stroke(None);
            *rect
        }
        Mark::Frame(rect, grey) => {
            surface.set_fill(None);
            surface.set_stroke(Some(stroke(*grey, RULE)));
            *rect
        }
    };
    let mut path = PathBuilder::new();
    if let Some(rect) = Rect::from_xywh(x, y, width, height) {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn stroke(grey: u8, width: f32) -> Stroke {
    Stroke {
        paint: luma::Color::new(grey).into(),
        width,
        ..Stroke::default()
    }
}

fn fill(grey: u8) -> Fill {
    Fill {
        paint: luma::Color::new(grey).into(),
        opacity: NormalizedF32::ONE,
        ..Fill::default()
    }
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn outline(outline: &mut Outline, set: &Set, places: &[Option<(usize, f32)>]) {
    for (text, Id(of)) in &set.headings {
        let (page, y) = places[*of].unwrap_or_default();
        let place = XyzDestination::new(page, Point::from_xy(0.0, y));
        outline.push_child(OutlineNode::new(text.clone(), place));
    }
}

fn tree(whole: &mut TagTree, set: &Set, leaves: &[Vec<Identifier>]) {
    for id in &set.flow.tree.top {
        whole.push(group(set, *id, leaves));
    }
}

fn group(set: &Set, id: Id, leaves: &[Vec<Identifier>]) -> TagGroup {
    let element = &set.flow.tree.elements[id.0];
    let mut heading = set.headings.iter().filter(|(_, of)| *of == id);
    let text = heading.next().map(|(text, _)| text.clone());
    let mut group = TagGroup::new(tag(element.kind, text));
    for leaf in &leaves[id.0] {
        group.push(*leaf);
    }
    for child in &element.children {
        group.push(self::group(set, *child, leaves));
    }
    group
}

fn tag(kind: Kind, heading: Option<String>) -> TagKind {
    match kind {
        Kind::Heading(level) => {
            let level = NonZeroU16::new(level.into()).unwrap_or(NonZeroU16::MIN);
            Tag::Hn(level, heading).into()
        }
        Kind::Paragraph => Tag::P.into(),
        Kind::Division => Tag::Div.into(),
        Kind::List => Tag::L(ListNumbering::Disc).into(),
        Kind::Item => Tag::LI.into(),
        Kind::Label => Tag::Lbl.into(),
        Kind::Body => Tag::LBody.into(),
        Kind::Table => Tag::Table.into(),
        Kind::Head => Tag::THead.into(),
        Kind::Rows => Tag::TBody.into(),
        Kind::Foot => Tag::TFoot.into(),
        Kind::Row => Tag::TR.into(),
        Kind::RowHeader => Tag::TH(TableHeaderScope::Row).into(),
        Kind::ColumnHeader => Tag::TH(TableHeaderScope::Column).into(),
        Kind::Data => Tag::TD.into(),
    }
}
