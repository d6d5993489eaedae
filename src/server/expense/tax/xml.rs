//! 医療費通知 as XML with the society's electronic signature, in the layout the society has loaded.
//!
//! May enter: what a layout may use, filling it in. Must not: a layout of our own (the tax agency sets it, and it is not public), which rows
//! count (`domain::expense::tax`).

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, value::Serde};
use serde::Serialize;

use crate::{
    domain::{
        date::CivilDate,
        expense::{
            category::Category,
            month::Month,
            tax::notice::{Line, Notice, PersonPart},
        },
    },
    server::{
        clock::Millis,
        settings::ExpenseXml,
        signature::{NotSigned, Signer},
    },
    web::words::{Lang, expense::category},
};

/// The layout's name among templates.
const LAYOUT: &str = "layout";
/// 令和 began in 2019; nobody files for a year before it here.
const BEFORE_REIWA: i32 = 2018;

/// A layout, and whoever signs what is made with it.
#[derive(Debug)]
pub struct SignedXml {
    layouts: Environment<'static>,
    signer: Signer,
}

/// A document's head: what is not in its rows.
pub struct Head<'a> {
    /// 発行番号
    pub number: &'a str,
    /// The day it was first made.
    pub issued: CivilDate,
}

/// A day or a month as a layout may want it.
#[derive(Serialize)]
struct Moment {
    iso: String,
    year: i32,
    reiwa: i32,
    month: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<u8>,
}

impl Moment {
    fn of_day(day: CivilDate) -> Self {
        Self {
            iso: day.to_string(),
            day: Some(day.day()),
            ..Self::of_month(Month::of(day))
        }
    }

    fn of_month(month: Month) -> Self {
        Self {
            iso: month.to_string(),
            year: month.year(),
            reiwa: month.year() - BEFORE_REIWA,
            month: month.month(),
            day: None,
        }
    }
}

#[derive(Serialize)]
struct Row<'a> {
    month: Moment,
    category: &'static str,
    institution: &'a str,
    days: u16,
    paid: u64,
    given_back: u64,
    aided: bool,
    corrected: bool,
}

impl<'a> Row<'a> {
    fn of(line: &'a Line) -> Self {
        Self {
            month: Moment::of_month(line.month),
            category: category(Lang::Ja, line.category),
            institution: &line.institution,
            days: line.days,
            paid: line.paid,
            given_back: line.given_back(),
            aided: line.aided,
            corrected: line.corrected,
        }
    }
}

#[derive(Serialize)]
struct Person<'a> {
    name: &'a str,
    paid: u64,
    rows: Vec<Row<'a>>,
}

impl<'a> Person<'a> {
    fn of(part: &'a PersonPart) -> Self {
        Self {
            name: &part.name,
            paid: part.paid(),
            rows: part.lines.iter().map(Row::of).collect(),
        }
    }
}

/// What a layout may use; `docs/expenses-tax.md` lists it. Rows that lack ④ are left out, as they cannot stand for their receipts.
#[derive(Serialize)]
struct Content<'a> {
    number: &'a str,
    issued: Moment,
    year: i32,
    reiwa: i32,
    insurer: &'a str,
    insured: &'a str,
    people: Vec<Person<'a>>,
    paid: u64,
    missing: Vec<Moment>,
    software: &'static str,
}

impl SignedXml {
    /// Reads the layout, the certificate and its key, and tries them on a document without rows and one with a row.
    ///
    /// # Errors
    /// One sentence that names the file.
    pub fn load(files: &ExpenseXml) -> Result<Self, String> {
        let shown = files.layout.display();
        let text = std::fs::read_to_string(&files.layout)
            .map_err(|_| format!("様式 {shown} を読めません。"))?;
        let mut layouts = Environment::new();
        layouts.set_auto_escape_callback(|_| AutoEscape::Html);
        layouts.set_undefined_behavior(UndefinedBehavior::Strict);
        layouts
            .add_template_owned(LAYOUT, text)
            .map_err(|error| format!("様式 {shown} を読めません({error})。"))?;
        let signer = Signer::load(&files.certificate, &files.key)?;
        let xml = Self { layouts, signer };
        for trial in trials() {
            let made = xml.make(&trial, &TRIAL);
            made.map_err(|error| format!("様式 {shown} から書類を作れません。{error}"))?;
        }
        Ok(xml)
    }

    /// Whether the certificate holds at a moment.
    pub fn is_valid(&self, now: Millis) -> bool {
        self.signer.is_valid(now)
    }

    /// The last moment the certificate holds.
    pub fn until(&self) -> Millis {
        self.signer.until()
    }

    /// Makes and signs a document; the same content is the same bytes.
    ///
    /// # Errors
    /// What is wrong with the layout, or that the key refuses.
    pub fn make(&self, notice: &Notice, head: &Head<'_>) -> Result<Vec<u8>, NotSigned> {
        let malformed = |error: minijinja::Error| NotSigned::Malformed(error.to_string());
        let layout = self.layouts.get_template(LAYOUT).map_err(malformed)?;
        let content = Value::from(Serde(content(notice, head)));
        self.signer
            .enveloped(&layout.render(content).map_err(malformed)?)
    }
}

fn content<'a>(notice: &'a Notice, head: &Head<'a>) -> Content<'a> {
    Content {
        number: head.number,
        issued: Moment::of_day(head.issued),
        year: notice.year,
        reiwa: notice.year - BEFORE_REIWA,
        insurer: &notice.insurer,
        insured: &notice.insured,
        people: notice.people.iter().map(Person::of).collect(),
        paid: notice.paid(),
        missing: notice
            .missing
            .iter()
            .copied()
            .map(Moment::of_month)
            .collect(),
        software: concat!("mypage ", env!("CARGO_PKG_VERSION")),
    }
}

/// The head of a trial.
const TRIAL: Head<'static> = Head {
    number: "2026-00000000",
    issued: CivilDate::MAX,
};

/// Documents a layout has to be able to fill in: one with nothing, and one with a row of letters that XML writes in another way.
fn trials() -> [Notice; 2] {
    let empty = Notice {
        year: 2026,
        insured: "見本".to_owned(),
        insurer: "見本".to_owned(),
        people: Vec::new(),
        nameless: Vec::new(),
        missing: Vec::new(),
        to_come: Vec::new(),
    };
    let month = Month::of(CivilDate::MAX);
    let line = Line {
        month,
        institution: "<&\"'>".to_owned(),
        category: Category::MedicalOut,
        days: 1,
        paid: 1,
        high_cost: 0,
        additional: 0,
        aided: false,
        corrected: false,
    };
    let full = Notice {
        people: vec![PersonPart {
            name: "見本".to_owned(),
            lines: vec![line],
        }],
        missing: vec![month],
        ..empty.clone()
    };
    [empty, full]
}
