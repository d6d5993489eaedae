//! The tax agency's 医療費集計フォーム: its columns, and which of its classes a kind of care is in.
//!
//! May enter: classes and cells. Must not: the workbook itself.

use super::{file::Part, notice::Notice};
use crate::domain::expense::{category::Category, month::Month};

/// 医療費の区分
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// 診療・治療
    Treatment,
    /// 医薬品購入
    Medicine,
}

/// The class of a kind of care. 訪問看護, 柔整 and あはき are not named by the form; they are treatment given by somebody, and no
/// 介護保険サービス, which health insurance does not pay.
pub fn class(category: Category) -> Class {
    match category {
        Category::Pharmacy => Class::Medicine,
        Category::MedicalIn
        | Category::MedicalOut
        | Category::DentalIn
        | Category::DentalOut
        | Category::HomeNursing
        | Category::Judo
        | Category::Acupuncture => Class::Treatment,
    }
}

/// A line of the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormLine {
    /// 医療を受けた人
    pub person: String,
    /// 病院・薬局などの名称; empty where the society does not know it.
    pub institution: String,
    /// 医療費の区分
    pub class: Class,
    /// 支払った医療費の金額
    pub paid: u64,
    /// 左のうち、補填される金額
    pub given_back: u64,
    /// The month; the form asks for the day of payment, which the society does not know.
    pub month: Month,
}

/// The lines to be pasted into the form; what cost nothing is none.
pub fn lines(notice: &Notice, part: Part) -> Vec<FormLine> {
    let stated = notice
        .people
        .iter()
        .flat_map(|person| person.lines.iter().map(|line| (&person.name, line)))
        .filter(|_| part == Part::All);
    let nameless = notice.nameless.iter().map(|(person, line)| (person, line));
    stated
        .chain(nameless)
        .filter(|(_, line)| line.paid > 0)
        .map(|(person, line)| FormLine {
            person: person.clone(),
            institution: line.institution.clone(),
            class: class(line.category),
            paid: line.paid,
            given_back: line.given_back(),
            month: line.month,
        })
        .collect()
}
