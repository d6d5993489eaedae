//! What is wrong with a file, as it is found: the first faults in full, the rest counted.

use crate::{
    api::staff_rules::{FileFault, FileProblem, FileReport},
    domain::field::{FieldError, FieldErrors},
};

/// How many faults are told in full.
pub(super) const SHOWN: usize = 50;

/// Faults so far.
#[derive(Debug, Default)]
pub(super) struct Faults {
    first: Vec<FileFault>,
    total: usize,
}

impl Faults {
    /// Whether everything is fine.
    pub(super) fn none(&self) -> bool {
        self.total == 0
    }

    /// Adds one.
    pub(super) fn add(&mut self, line: u64, column: &str, problem: FileProblem) {
        self.total += 1;
        if self.first.len() < SHOWN {
            self.first.push(FileFault {
                line,
                column: column.to_owned(),
                problem,
            });
        }
    }

    /// Adds what the domain says about the cells of a row.
    pub(super) fn fields<F: Ord + Copy>(
        &mut self,
        line: u64,
        errors: &FieldErrors<F>,
        column: impl Fn(F) -> &'static str,
    ) {
        for (field, error) in errors.iter() {
            self.field(line, column(field), error);
        }
    }

    /// Adds what the domain says about one cell.
    pub(super) fn field(&mut self, line: u64, column: &str, error: FieldError) {
        self.add(line, column, FileProblem::Field(error));
    }

    /// Puts the faults into the report, in the order of the file.
    pub(super) fn into_report(mut self, report: &mut FileReport) {
        self.first.sort_by_key(|fault| fault.line);
        report.faults = self.first;
        report.faults_total = self.total;
    }
}
