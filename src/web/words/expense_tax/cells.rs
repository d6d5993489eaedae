//! The cells of files: every column of a row, and 医療費集計フォーム's.

use super::{Lang, month};
use crate::domain::expense::{
    settle::{Settled, Standing},
    tax::form::{Class, FormLine},
};

/// The columns of the file of rows.
pub fn row_columns(lang: Lang) -> [&'static str; 16] {
    let Lang::Ja = lang;
    [
        "受診者",
        "診療年月",
        "区分",
        "医療機関名",
        "日数",
        "医療費総額",
        "健保負担",
        "公費負担",
        "窓口相当額",
        "食事療養の総額",
        "食事療養の自己負担",
        "支払った医療費の額",
        "高額療養費",
        "付加給付",
        "請求年月",
        "修正",
    ]
}

/// A row's cells.
pub fn row_cells(lang: Lang, person: &str, row: &Settled) -> Vec<String> {
    let (entry, amounts) = (&row.entry, &row.entry.amounts);
    let paid = u64::from(amounts.own.get()) + u64::from(amounts.meal_own.get());
    let corrected = match row.standing {
        Standing::Corrected { .. } => "修正あり",
        Standing::Plain | Standing::Withdrawn => "",
    };
    vec![
        person.to_owned(),
        month(lang, entry.month),
        entry.category.word().to_owned(),
        entry.institution.clone(),
        entry.days.to_string(),
        amounts.total.get().to_string(),
        amounts.insurer.get().to_string(),
        amounts.public.get().to_string(),
        amounts.own.get().to_string(),
        amounts.meal_total.get().to_string(),
        amounts.meal_own.get().to_string(),
        paid.to_string(),
        amounts.high_cost.get().to_string(),
        amounts.additional.get().to_string(),
        month(lang, entry.claim_month),
        corrected.to_owned(),
    ]
}

/// The columns of 医療費集計フォーム in its order, and the month beside them.
pub fn form_columns(lang: Lang) -> [&'static str; 10] {
    let Lang::Ja = lang;
    [
        "医療を受けた人",
        "病院・薬局などの名称",
        "診療・治療",
        "医薬品購入",
        "介護保険サービス",
        "その他の医療費",
        "支払った医療費の金額",
        "左のうち、補填される金額",
        "支払年月日",
        "診療年月(貼り付けません)",
    ]
}

/// A line's cells.
pub fn form_cells(lang: Lang, line: &FormLine) -> Vec<String> {
    let class = |class: Class| {
        let applies = if line.class == class {
            "該当する"
        } else {
            ""
        };
        applies.to_owned()
    };
    vec![
        line.person.clone(),
        line.institution.clone(),
        class(Class::Treatment),
        class(Class::Medicine),
        String::new(),
        String::new(),
        line.paid.to_string(),
        line.given_back.to_string(),
        String::new(),
        month(lang, line.month),
    ]
}

/// The name of the workbook's sheet.
pub fn form_sheet(lang: Lang) -> &'static str {
    let Lang::Ja = lang;
    "貼り付け用"
}
