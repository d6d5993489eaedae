//! From cells to a row with its person.
//!
//! May enter: the domain's readers, the roster in memory. Must not: files, the database.

use std::collections::HashMap;

use super::people::{Digester, People};
use crate::{
    domain::{
        date::CivilDate,
        expense::{
            batch::Why,
            import::{
                column::Column,
                fault::Faults,
                line::{Care, Cells, Reader, Who},
            },
        },
    },
    server::passwords::nfkc,
};

/// The cells that name a person.
const NAMING: [Column; 5] = [
    Column::Symbol,
    Column::Number,
    Column::Branch,
    Column::Kana,
    Column::BirthDate,
];
/// How many spellings of people are kept: a person has many rows, mostly spelled alike.
const KEPT: usize = 200_000;

/// Whose a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// This person's.
    Person(i64),
    /// Nobody known is meant.
    Nobody(Why, Box<Who>),
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Whose it is.
    pub whose: Whose,
    /// What care it was.
    pub care: Care,
}

/// Reads rows.
pub struct Lines<'a> {
    people: &'a People,
    today: CivilDate,
    digester: Digester,
    known: HashMap<[u64; 2], i64>,
}

impl<'a> Lines<'a> {
    /// A reader that knows this roster.
    pub fn new(people: &'a People, today: CivilDate) -> Self {
        Self {
            people,
            today,
            digester: Digester::default(),
            known: HashMap::new(),
        }
    }

    /// Reads a row; what cannot be read goes into `faults`.
    pub fn read(&mut self, line: u32, cells: &Cells<'_>, faults: &mut Faults) -> Option<Line> {
        let mut fault = |column, problem| faults.add(line, Some(column), problem);
        let mut reader = Reader {
            cells,
            nfkc: &nfkc,
            fault: &mut fault,
        };
        let spelled = NAMING.map(|column| cells[column.index()]);
        let spelled = self.digester.key(&spelled);
        let whose = match self.known.get(&spelled) {
            Some(person) => Some(Whose::Person(*person)),
            None => reader
                .who(self.today)
                .map(|who| match self.people.find(&who) {
                    Ok(person) => {
                        if self.known.len() >= KEPT {
                            self.known.clear();
                        }
                        self.known.insert(spelled, person);
                        Whose::Person(person)
                    }
                    Err(why) => Whose::Nobody(why, Box::new(who)),
                }),
        };
        let care = reader.care();
        Some(Line {
            whose: whose?,
            care: care?,
        })
    }
}
