//! The structure of a document, for those who do not see the page: headings, tables, lists.
//!
//! May enter: what an element is and what it is part of. Must not: how it looks.

/// What an element is, by the names of PDF 1.7.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `H1`, `H2`
    Heading(u8),
    /// `P`
    Paragraph,
    /// `Div`
    Division,
    /// `L`
    List,
    /// `LI`
    Item,
    /// `Lbl`
    Label,
    /// `LBody`
    Body,
    /// `Table`
    Table,
    /// `THead`
    Head,
    /// `TBody`
    Rows,
    /// `TFoot`
    Foot,
    /// `TR`
    Row,
    /// `TH` of a row
    RowHeader,
    /// `TH` of a column
    ColumnHeader,
    /// `TD`
    Data,
}

/// An element.
pub(super) struct Element {
    /// What it is.
    pub(super) kind: Kind,
    /// What it consists of, where that is not text.
    pub(super) children: Vec<Id>,
}

/// Which element of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Id(pub(super) usize);

/// The elements of a document, in the order they are read.
#[derive(Default)]
pub(super) struct Tree {
    /// All elements.
    pub(super) elements: Vec<Element>,
    /// Those that are part of no other.
    pub(super) top: Vec<Id>,
}

impl Tree {
    /// A new element at the end of `parent`, or of the document.
    pub(super) fn add(&mut self, kind: Kind, parent: Option<Id>) -> Id {
        let id = Id(self.elements.len());
        self.elements.push(Element {
            kind,
            children: Vec::new(),
        });
        match parent {
            Some(Id(parent)) => self.elements[parent].children.push(id),
            None => self.top.push(id),
        }
        id
    }
}
