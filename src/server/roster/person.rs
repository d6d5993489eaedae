//! From cells to a person as stored: the domain reads each cell, lenient in what it takes and strict in what it keeps.

use super::{
    column::Column,
    error::{Faults, Problem},
    table::Cells,
};
use crate::{
    domain::{
        birth_date::{BirthDate, parse_date},
        date::CivilDate,
        field::FieldError,
        kana_name::KanaName,
        relationship::{Relationship, Sex},
        symbol_number::{Branch, Number, Symbol},
    },
    server::{db::roster::Stored, passwords::nfkc},
};

/// One row's cells and where its faults go.
struct Reader<'a, 'b> {
    line: u64,
    cells: &'a Cells<'b>,
    faults: &'a mut Faults,
}

impl<'a> Reader<'a, '_> {
    fn text(&self, column: Column) -> &'a str {
        &self.cells[column.index()]
    }

    fn fault(&mut self, column: Column, problem: Problem) {
        self.faults.add(self.line, Some(column), problem);
    }

    fn cell<T>(
        &mut self,
        column: Column,
        parse: impl FnOnce(&str) -> Result<T, FieldError>,
    ) -> Option<T> {
        match parse(self.text(column)) {
            Ok(value) => Some(value),
            Err(FieldError::Empty) => {
                self.fault(column, Problem::Empty);
                None
            }
            Err(_) => {
                self.fault(column, Problem::Unreadable);
                None
            }
        }
    }

    /// A cell that may be empty.
    fn maybe<T>(
        &mut self,
        column: Column,
        parse: impl FnOnce(&str) -> Result<T, FieldError>,
    ) -> Option<Option<T>> {
        if self.text(column).is_empty() {
            Some(None)
        } else {
            self.cell(column, parse).map(Some)
        }
    }

    /// Refuses a day before another one.
    fn order(
        &mut self,
        column: Column,
        day: Option<CivilDate>,
        not_before: Column,
        earliest: Option<CivilDate>,
    ) {
        if let (Some(day), Some(earliest)) = (day, earliest)
            && day < earliest
        {
            self.fault(column, Problem::DayOrder { not_before });
        }
    }
}

/// Reads a row; what cannot be read goes into `faults`.
pub(super) fn read(
    line: u64,
    cells: &Cells<'_>,
    today: CivilDate,
    faults: &mut Faults,
) -> Option<Stored> {
    let mut row = Reader {
        line,
        cells,
        faults,
    };
    let day = |text: &str| parse_date(text, &nfkc);
    let symbol = row.cell(Column::Symbol, |text| Symbol::parse(text, &nfkc));
    let number = row.cell(Column::Number, |text| Number::parse(text, &nfkc));
    let branch = row.maybe(Column::Branch, |text| Branch::parse(text, &nfkc));
    let name = row.cell(Column::Name, words);
    let kana = row.cell(Column::Kana, |text| KanaName::parse(text, &nfkc));
    let sex = row.cell(Column::Sex, |text| Sex::parse(text, &nfkc));
    let birth_date = row.cell(Column::BirthDate, |text| {
        BirthDate::parse(text, &nfkc, today)
    });
    let relationship = row.cell(Column::Relationship, |text| {
        Relationship::parse(text, &nfkc)
    });
    let acquired_on = row.cell(Column::AcquiredOn, day);
    let lost_on = row.maybe(Column::LostOn, day);
    let workplace = row.maybe(Column::Workplace, words);
    row.order(
        Column::AcquiredOn,
        acquired_on,
        Column::BirthDate,
        birth_date.map(BirthDate::date),
    );
    row.order(
        Column::LostOn,
        lost_on.flatten(),
        Column::AcquiredOn,
        acquired_on,
    );
    let kana = kana?;
    Some(Stored {
        symbol: symbol?.as_str().to_owned(),
        number: number?.as_str().to_owned(),
        branch: branch?
            .map(|branch| branch.as_str().to_owned())
            .unwrap_or_default(),
        name: name?,
        kana: kana.as_str().to_owned(),
        kana_key: kana.key(),
        sex: sex?.code().to_owned(),
        birth_date: birth_date?.date(),
        relationship: relationship?.code().to_owned(),
        acquired_on: acquired_on?,
        lost_on: lost_on?,
        workplace: workplace?.unwrap_or_default(),
    })
}

/// Written text: letters as they are (a 髙 stays a 髙), every kind and run of white space one plain space.
fn words(text: &str) -> Result<String, FieldError> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    match parts.join(" ") {
        empty if empty.is_empty() => Err(FieldError::Empty),
        long if long.chars().count() > MAX_WORDS.into() => {
            Err(FieldError::TooLong { max: MAX_WORDS })
        }
        words => Ok(words),
    }
}

/// Most characters of 氏名 and 事業所.
const MAX_WORDS: u16 = 100;
