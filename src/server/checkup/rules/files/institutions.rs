//! A file of institutions: each row an institution by its code, new or as it is to be from now on.

use std::collections::HashMap;

use super::{columns, faults::Faults, table};
use crate::{
    api::staff_rules::{FileProblem, FileReport},
    domain::{
        checkup::institution_form::{Details, InstitutionField, InstitutionForm, YES},
        field::FieldError,
        weekday::Weekday,
    },
    server::{
        clock::Millis,
        db::{self, Txn, checkup_rules::institution as institutions},
        passwords::nfkc,
    },
};

/// Institutions in the order of the file.
pub(super) type Rows = Vec<Details>;

/// What separates the steps of preparation in a cell.
pub(super) const STEP: &str = " | ";

/// Reads the rows.
pub(super) fn read(text: &str, report: &mut FileReport, faults: &mut Faults) -> Rows {
    let names = InstitutionField::ALL.map(columns::institution);
    let mut rows = Vec::new();
    let mut lines: HashMap<String, u64> = HashMap::new();
    table::rows(text, names, report, faults, |line, cells, faults| {
        let Some(form) = form(line, cells, faults) else {
            return;
        };
        match form.parse(&nfkc) {
            Ok(details) => {
                let code = details.code.to_string();
                match lines.insert(code, line) {
                    Some(other) => {
                        faults.add(line, columns::CODE, FileProblem::Duplicate { other });
                    }
                    None => rows.push(details),
                }
            }
            Err(errors) => faults.fields(line, &errors, columns::institution),
        }
    });
    rows
}

/// A row as the form of the page; what is yes or no, and weekdays, are read here.
fn form(
    line: u64,
    cells: [&str; InstitutionField::ALL.len()],
    faults: &mut Faults,
) -> Option<InstitutionForm> {
    use InstitutionField as F;
    let text = |field: F| cells[field as usize].to_owned();
    let mut fine = true;
    let mut flag = |field: F| {
        let flag = yes(cells[field as usize]);
        if flag.is_none() {
            faults.field(line, columns::institution(field), FieldError::Unknown);
            fine = false;
        }
        flag.unwrap_or_default()
    };
    let form = InstitutionForm {
        code: text(F::Code),
        name: text(F::Name),
        kana: text(F::Kana),
        prefecture: text(F::Prefecture),
        city: text(F::City),
        address: text(F::Address),
        station: text(F::Station),
        phone: text(F::Phone),
        class: text(F::Class),
        closed_weekdays: weekdays(cells[F::ClosedWeekdays as usize]),
        saturdays: flag(F::Saturdays),
        women_days: flag(F::WomenDays),
        barrier_free: flag(F::BarrierFree),
        cutoff_days: text(F::CutoffDays),
        cutoff_time: text(F::CutoffTime),
        lead_days: text(F::LeadDays),
        cancel_cost: text(F::CancelCost),
        questionnaire_url: text(F::QuestionnaireUrl),
        preparation: text(F::Preparation).replace('|', "\n"),
        live: flag(F::Live),
        active: flag(F::Active),
    };
    fine.then_some(form)
}

/// What a cell says about yes and no.
fn yes(cell: &str) -> Option<String> {
    match nfkc(cell).to_ascii_lowercase().as_str() {
        "○" | "◯" | "〇" | "1" | "yes" | "はい" | "有" | "あり" => Some(YES.to_owned()),
        "" | "×" | "0" | "no" | "いいえ" | "無" | "なし" => Some(String::new()),
        _ => None,
    }
}

/// 水・日, or the codes; what is none stays, for the form to refuse.
fn weekdays(cell: &str) -> Vec<String> {
    let by_kanji = |c: char| Weekday::ALL.into_iter().find(|day| day.kanji() == c);
    let parts = cell.split(['・', ',', '、', ' ', '/', '　']);
    let one = |part: &str| {
        let days: Option<Vec<_>> = part.chars().map(by_kanji).collect();
        match days {
            Some(days) => days.iter().map(|day| day.code().to_owned()).collect(),
            None => vec![part.chars().take(10).collect()],
        }
    };
    parts
        .filter(|part| !part.is_empty())
        .flat_map(one)
        .collect()
}

/// The cells of an institution, in the order of the columns.
pub(super) fn cells(details: &Details) -> Vec<String> {
    let form = InstitutionForm::of(details);
    let closed = details
        .closed_weekdays
        .iter()
        .map(|day| day.kanji().to_string());
    let closed: Vec<String> = closed.collect();
    let mark = |is_so: bool| if is_so { "○" } else { "" }.to_owned();
    vec![
        form.code,
        form.name,
        form.kana,
        details.prefecture.name().to_owned(),
        form.city,
        form.address,
        form.station,
        form.phone,
        form.class.to_ascii_uppercase(),
        closed.join("・"),
        mark(details.saturdays),
        mark(details.women_days),
        mark(details.barrier_free),
        form.cutoff_days,
        form.cutoff_time,
        form.lead_days,
        form.cancel_cost,
        form.questionnaire_url,
        form.preparation.replace('\n', STEP),
        mark(details.live),
        mark(details.active),
    ]
}

/// Writes the institutions, and counts them into the report.
pub(super) async fn write(
    txn: &Txn,
    rows: Rows,
    now: Millis,
    report: &mut FileReport,
) -> db::Result<()> {
    let codes = institutions::codes(txn).await?;
    for details in rows {
        let key = details.search_key(&nfkc);
        let Some(id) = codes.get(details.code.as_str()) else {
            institutions::insert(txn, &details, &key, now).await?;
            report.added += 1;
            continue;
        };
        if institutions::by_id(txn, *id).await?.as_ref() == Some(&details) {
            report.unchanged += 1;
        } else {
            institutions::update(txn, *id, &details, &key, now).await?;
            report.changed += 1;
        }
    }
    Ok(())
}
