//! The import: a file against the roster in the database, in one transaction.

use std::{
    collections::{HashMap, HashSet},
    fmt,
};

use super::{
    column::Column,
    decode::{self, DecodeError, Encoding},
    error::{Faults, Problem},
    person, table,
};
use crate::{
    domain::date::CivilDate,
    server::{
        clock::Millis,
        db::{
            self, Db,
            roster::{self, Stored},
            staff_event,
        },
    },
};

/// Most bytes of a file.
pub const MAX_BYTES: u64 = 50 * 1024 * 1024;
/// How many changed rows a report lists.
pub const SHOWN: usize = 50;

/// Whether anything is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Write.
    Apply,
    /// Only say what would change.
    DryRun,
}

/// A row that differs from the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Line of the file.
    pub line: u64,
    /// What differs.
    pub columns: Vec<Column>,
}

/// What an import did, or would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How the file is written.
    pub encoding: Encoding,
    /// Columns of the file nobody reads.
    pub unread_columns: Vec<String>,
    /// Rows of the file.
    pub rows: usize,
    /// People nobody had seen before.
    pub added: usize,
    /// The first [`SHOWN`] people who changed.
    pub changes: Vec<Change>,
    /// How many changed in all.
    pub changed: usize,
    /// How often each column changed.
    pub changed_columns: Vec<(Column, usize)>,
    /// People who are the same as before.
    pub unchanged: usize,
    /// People of the database whom the file does not have; they stay as they are.
    pub absent: usize,
}

/// Why nothing was imported.
#[derive(Debug)]
pub enum ImportError {
    /// The file is wrong.
    Faults(Faults),
    /// The database is.
    Database(db::Error),
}

impl From<db::Error> for ImportError {
    fn from(error: db::Error) -> Self {
        Self::Database(error)
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Faults(faults) => {
                write!(
                    f,
                    "台帳のファイルに {} 件の誤りがあります。何も取り込んでいません。",
                    faults.total
                )?;
                for fault in &faults.first {
                    write!(f, "\n  {fault}")?;
                }
                match faults.total - faults.first.len() {
                    0 => Ok(()),
                    more => write!(f, "\n  ほかに {more} 件"),
                }
            }
            Self::Database(error) => {
                write!(
                    f,
                    "データベースに書けませんでした。何も取り込んでいません({error})。"
                )
            }
        }
    }
}

impl std::error::Error for ImportError {}

/// Lines and the people on them.
type Rows = Vec<(u64, Stored)>;

/// Imports a roster file whole, or says everything that is wrong with it and changes nothing.
///
/// # Errors
/// The file's faults, or the database's.
pub async fn import(
    db: &Db,
    bytes: &[u8],
    mode: Mode,
    today: CivilDate,
    now: Millis,
) -> Result<Report, ImportError> {
    let mut faults = Faults::default();
    let parsed = parse(bytes, today, &mut faults);
    let Some((encoding, unread_columns, rows)) = parsed.filter(|_| faults.none()) else {
        return Err(ImportError::Faults(faults.sorted()));
    };

    let txn = db.begin().await?;
    roster::hold(&txn).await?;
    let known = roster::all(&txn).await?;
    let plan = Plan::new(&rows, &known, &mut faults);
    if !faults.none() {
        return Err(ImportError::Faults(faults.sorted()));
    }
    let report = plan.report(encoding, unread_columns, rows.len(), known.len());
    if mode == Mode::Apply {
        let changed: Vec<(i64, &Stored)> = plan
            .changed
            .iter()
            .map(|(id, person, _)| (*id, *person))
            .collect();
        roster::change(&txn, &changed).await?;
        roster::add(&txn, &plan.added).await?;
        let detail = format!("added={} changed={}", report.added, report.changed);
        staff_event::record(&txn, "roster-import", None, &detail, now).await?;
        txn.commit().await.map_err(db::Error::from)?;
    }
    Ok(report)
}

/// Everything that can be said about the file alone.
pub(super) fn parse(
    bytes: &[u8],
    today: CivilDate,
    faults: &mut Faults,
) -> Option<(Encoding, Vec<String>, Rows)> {
    if bytes.len() as u64 > MAX_BYTES {
        faults.add(0, None, Problem::FileTooLarge);
        return None;
    }
    let (text, encoding) = match decode::decode(bytes) {
        Ok(decoded) => decoded,
        Err(DecodeError::Neither { line }) => {
            faults.add(line, None, Problem::Encoding);
            return None;
        }
        Err(DecodeError::Lost { line }) => {
            faults.add(line, None, Problem::LostLetter);
            return None;
        }
    };
    let mut rows: Rows = Vec::new();
    let unread = table::read(&text, faults, |line, cells, faults| {
        if let Some(person) = person::read(line, cells, today, faults) {
            rows.push((line, person));
        }
    });
    let mut lines: HashMap<Key<'_>, u64> = HashMap::with_capacity(rows.len());
    for (line, person) in &rows {
        if let Some(first) = lines.insert(key(person), *line) {
            faults.add(first, None, Problem::Duplicate { other: *line });
            faults.add(*line, None, Problem::Duplicate { other: first });
        }
    }
    Some((encoding, unread, rows))
}

/// 記号・番号・枝番
type Key<'a> = (&'a str, &'a str, &'a str);

fn key(person: &Stored) -> Key<'_> {
    (&person.symbol, &person.number, &person.branch)
}

/// What has to be written.
struct Plan<'a> {
    added: Vec<&'a Stored>,
    changed: Vec<(i64, &'a Stored, Change)>,
    found: usize,
}

impl<'a> Plan<'a> {
    fn new(rows: &'a Rows, known: &[(i64, Stored)], faults: &mut Faults) -> Self {
        let by_key: HashMap<Key<'_>, &(i64, Stored)> =
            known.iter().map(|entry| (key(&entry.1), entry)).collect();
        let in_file: HashSet<Key<'_>> = rows.iter().map(|(_, person)| key(person)).collect();
        let mut plan = Self {
            added: Vec::new(),
            changed: Vec::new(),
            found: 0,
        };
        let mut moved = HashSet::new();
        for (line, person) in rows {
            let found = by_key.get(&key(person)).copied().or_else(|| {
                // 枝番 came later than 記号 and 番号: a person who had none and now has one is the same person.
                let bare = (person.symbol.as_str(), person.number.as_str(), "");
                by_key
                    .get(&bare)
                    .copied()
                    .filter(|(_, before)| same_person(before, person))
                    .filter(|(id, _)| !in_file.contains(&bare) && moved.insert(*id))
            });
            let Some((id, before)) = found else {
                plan.added.push(person);
                continue;
            };
            plan.found += 1;
            if before.birth_date != person.birth_date && before.kana_key != person.kana_key {
                faults.add(*line, None, Problem::SomebodyElse);
            } else if before != person {
                let columns = differences(before, person);
                plan.changed.push((
                    *id,
                    person,
                    Change {
                        line: *line,
                        columns,
                    },
                ));
            }
        }
        plan
    }

    fn report(
        &self,
        encoding: Encoding,
        unread_columns: Vec<String>,
        rows: usize,
        known: usize,
    ) -> Report {
        let count = |column: &Column| {
            let has = |(_, _, change): &&(i64, &Stored, Change)| change.columns.contains(column);
            self.changed.iter().filter(has).count()
        };
        Report {
            encoding,
            unread_columns,
            rows,
            added: self.added.len(),
            changes: self
                .changed
                .iter()
                .take(SHOWN)
                .map(|(_, _, change)| change.clone())
                .collect(),
            changed: self.changed.len(),
            changed_columns: Column::ALL
                .iter()
                .map(|column| (*column, count(column)))
                .filter(|(_, count)| *count > 0)
                .collect(),
            unchanged: self.found - self.changed.len(),
            absent: known - self.found,
        }
    }
}

fn same_person(before: &Stored, after: &Stored) -> bool {
    before.birth_date == after.birth_date && before.kana_key == after.kana_key
}

fn differences(before: &Stored, after: &Stored) -> Vec<Column> {
    let differs = |column: &Column| match column {
        Column::Symbol => before.symbol != after.symbol,
        Column::Number => before.number != after.number,
        Column::Branch => before.branch != after.branch,
        Column::Name => before.name != after.name,
        Column::Kana => before.kana != after.kana || before.kana_key != after.kana_key,
        Column::Sex => before.sex != after.sex,
        Column::BirthDate => before.birth_date != after.birth_date,
        Column::Relationship => before.relationship != after.relationship,
        Column::AcquiredOn => before.acquired_on != after.acquired_on,
        Column::LostOn => before.lost_on != after.lost_on,
        Column::Workplace => before.workplace != after.workplace,
    };
    Column::ALL.into_iter().filter(differs).collect()
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "読み取った行: {} ({})", self.rows, self.encoding.name())?;
        if !self.unread_columns.is_empty() {
            writeln!(f, "使わない列: {}", self.unread_columns.join("・"))?;
        }
        writeln!(f, "新しい人: {}", self.added)?;
        writeln!(f, "変わる人: {}", self.changed)?;
        for (column, count) in &self.changed_columns {
            writeln!(f, "  {}: {count}", column.name())?;
        }
        for Change { line, columns } in &self.changes {
            let names: Vec<_> = columns.iter().map(|column| column.name()).collect();
            writeln!(f, "  {line}行目: {}", names.join("・"))?;
        }
        if self.changed > self.changes.len() {
            writeln!(f, "  ほかに {} 行", self.changed - self.changes.len())?;
        }
        writeln!(f, "変わらない人: {}", self.unchanged)?;
        write!(f, "ファイルにいない人: {} (そのままにします)", self.absent)
    }
}
