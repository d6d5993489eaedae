//! What a row of a file says, once its cells are read: whom it is about, and what care it was.
//!
//! May enter: the readers of cells, with a short way for what comes a million times. Must not: the roster, the clock (today comes in).

use serde::{Deserialize, Serialize};

use super::{
    cell::{amount, days, month, text},
    column::Column,
    fault::Problem,
};
use crate::domain::{
    birth_date::BirthDate,
    checkup::yen::Yen,
    date::CivilDate,
    expense::{
        amounts::{Amounts, Impossible},
        category::Category,
        kind::Kind,
        month::Month,
    },
    field::FieldError,
    kana_name::KanaName,
    symbol_number::{Branch, Number, Symbol},
    text::Nfkc,
};

/// Most characters of 医療機関名.
const MAX_NAME: usize = 100;
/// Most characters of 医療機関コード and 整理番号.
const MAX_CODE: usize = 40;

/// The cells of a row, in the order of [`Column::ALL`].
pub type Cells<'a> = [&'a str; Column::ALL.len()];

/// Whom a row is about, as the file writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// 記号
    pub symbol: Symbol,
    /// 番号
    pub number: Number,
    /// 枝番
    pub branch: Option<Branch>,
    /// 受診者カナ
    pub kana: KanaName,
    /// 生年月日
    pub birth_date: BirthDate,
}

/// The care a row is about. Whose it was is found in the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Care {
    /// 診療年月
    pub month: Month,
    /// 区分
    pub category: Category,
    /// 医療機関コード; may be empty.
    pub institution_code: String,
    /// 医療機関名; 柔整 rows may have none.
    pub institution: String,
    /// 日数・回数
    pub days: u16,
    /// The amounts.
    pub amounts: Amounts,
    /// 請求年月
    pub claim_month: Month,
    /// 取引区分
    pub kind: Kind,
    /// 整理番号
    pub reference: String,
}

/// One row's cells and where its faults go.
pub struct Reader<'a, 'f> {
    /// The cells, without the file's wrappings.
    pub cells: &'a Cells<'a>,
    /// How text is folded.
    pub nfkc: Nfkc<'a>,
    /// Takes what is wrong.
    pub fault: &'f mut dyn FnMut(Column, Problem),
}

impl<'a> Reader<'a, '_> {
    fn text(&self, column: Column) -> &'a str {
        self.cells[column.index()]
    }

    fn cell<T>(
        &mut self,
        column: Column,
        parse: impl FnOnce(&str) -> Result<T, FieldError>,
    ) -> Option<T> {
        match parse(self.text(column)) {
            Ok(value) => Some(value),
            Err(error) => {
                (self.fault)(column, problem(error));
                None
            }
        }
    }

    /// Whom the row is about.
    pub fn who(&mut self, today: CivilDate) -> Option<Who> {
        let nfkc = self.nfkc;
        let symbol = self.cell(Column::Symbol, |text| Symbol::parse(text, nfkc));
        let number = self.cell(Column::Number, |text| Number::parse(text, nfkc));
        let branch = match self.text(Column::Branch) {
            "" => Some(None),
            _ => self
                .cell(Column::Branch, |text| Branch::parse(text, nfkc))
                .map(Some),
        };
        let kana = self.cell(Column::Kana, |text| KanaName::parse(text, nfkc));
        let birth_date = self.cell(Column::BirthDate, |text| {
            BirthDate::parse(text, nfkc, today)
        });
        Some(Who {
            symbol: symbol?,
            number: number?,
            branch: branch?,
            kana: kana?,
            birth_date: birth_date?,
        })
    }

    /// The care the row is about.
    pub fn care(&mut self) -> Option<Care> {
        let nfkc = self.nfkc;
        let treated = self.cell(Column::TreatmentMonth, |text| month(text, nfkc));
        let category = self.cell(Column::Category, |text| Category::parse(text, nfkc));
        let code = self.cell(Column::InstitutionCode, |raw| text(raw, MAX_CODE));
        let institution = self.cell(Column::Institution, |raw| text(raw, MAX_NAME));
        let days = self.cell(Column::Days, |text| days(text, nfkc));
        let claim_month = self.cell(Column::ClaimMonth, |text| month(text, nfkc));
        let kind = self.cell(Column::Kind, |text| Kind::parse(text, nfkc));
        let reference = self.cell(Column::Reference, |raw| match text(raw, MAX_CODE) {
            Ok(empty) if empty.is_empty() => Err(FieldError::Empty),
            read => read,
        });
        let amounts = self.amounts(kind == Some(Kind::Withdrawal));
        Some(Care {
            month: treated?,
            category: category?,
            institution_code: code?,
            institution: institution?,
            days: days?,
            amounts: amounts?,
            claim_month: claim_month?,
            kind: kind?,
            reference: reference?,
        })
    }

    /// The amounts. What every row has must be filled, except where the row only takes another one back.
    fn amounts(&mut self, withdrawal: bool) -> Option<Amounts> {
        let nfkc = self.nfkc;
        let mut read = |column, needed: bool| {
            self.cell(column, |text| match amount(text, nfkc) {
                Err(FieldError::Empty) if !needed => Ok(Yen::ZERO),
                read => read,
            })
        };
        let total = read(Column::Total, !withdrawal);
        let insurer = read(Column::Insurer, !withdrawal);
        let public = read(Column::Public, false);
        let high_cost = read(Column::HighCost, false);
        let additional = read(Column::Additional, false);
        let meal_total = read(Column::MealTotal, false);
        let meal_own = read(Column::MealOwn, false);
        let own = read(Column::Own, !withdrawal);
        let amounts = Amounts {
            total: total?,
            insurer: insurer?,
            public: public?,
            high_cost: high_cost?,
            additional: additional?,
            meal_total: meal_total?,
            meal_own: meal_own?,
            own: own?,
        };
        match amounts.check() {
            Ok(()) => return Some(amounts),
            Err(Impossible::PaidMoreThanTotal) => {
                (self.fault)(Column::Total, Problem::PaidMoreThanTotal);
            }
            Err(Impossible::MealsMoreThanTotal) => {
                (self.fault)(Column::MealTotal, Problem::MealsMoreThanTotal);
            }
        }
        None
    }
}

fn problem(error: FieldError) -> Problem {
    match error {
        FieldError::Empty => Problem::Empty,
        FieldError::TooLong { max: 0 } => Problem::TooMuch,
        FieldError::TooLong { .. } => Problem::TooLong,
        _ => Problem::Unreadable,
    }
}
