//! 自己負担額: what an examination costs, and who pays which part.
//!
//! May enter: a course's subsidy rules applied to prices. Must not: where prices come from, sentences.
//!
//! The society pays the price less the co-payment, up to its cap; the member pays the rest. Options have a co-payment and a
//! cap each, and their subsidies may have a cap together (健保の健診案内に多い形). All amounts include tax.

use super::code::OptionCode;
use super::course::Course;
use super::institution::InstitutionClass;
use super::yen::Yen;
use serde::{Deserialize, Serialize};

/// What a line is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// The course itself.
    Course,
    /// An option.
    Option(OptionCode),
}

/// One line of a quote. `price` = `society` + `own`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What for.
    pub item: Item,
    /// 料金
    pub price: Yen,
    /// 自己負担額 by rule, before caps: what the member pays at least, unless the price is lower.
    pub copay: Yen,
    /// 補助上限額 that applied, 節目年齢 considered.
    pub cap: Yen,
    /// What the cap of all options together took off the society's part.
    pub cut: Yen,
    /// 健保補助額
    pub society: Yen,
    /// ご負担額
    pub own: Yen,
}

/// 料金の内訳: the lines and their sums.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The course, then the options in the order asked.
    pub lines: Vec<Line>,
    /// What the cap of all options together took off the society's part.
    pub option_cap_cut: Yen,
    /// 料金の合計
    pub price: Yen,
    /// 健保補助額の合計
    pub society: Yen,
    /// ご負担額の合計
    pub own: Yen,
}

/// The parts of the price for a person of that 年度末年齢 at an institution of that class.
///
/// Where the options' common cap cuts, it cuts the last option first. An option the course does not have gets no subsidy.
pub fn quote(
    course: &Course,
    class: InstitutionClass,
    age: i32,
    course_price: Yen,
    options: &[(OptionCode, Yen)],
) -> Quote {
    let subsidy = &course.subsidy;
    let mut lines = Vec::with_capacity(1 + options.len());
    lines.push(line(
        Item::Course,
        course_price,
        subsidy.copay(class),
        subsidy.cap_at(age),
    ));
    for (code, price) in options {
        let (copay, cap) = course
            .option(code)
            .map_or((Yen::ZERO, Yen::ZERO), |rule| (rule.copay, rule.cap));
        lines.push(line(Item::Option(code.clone()), *price, copay, cap));
    }
    if let Some(cap) = course.option_cap {
        cut_options(&mut lines[1..], cap);
    }
    let sum = |part: fn(&Line) -> Yen| lines.iter().map(part).sum();
    Quote {
        option_cap_cut: sum(|line| line.cut),
        price: sum(|line| line.price),
        society: sum(|line| line.society),
        own: sum(|line| line.own),
        lines,
    }
}

fn line(item: Item, price: Yen, copay: Yen, cap: Yen) -> Line {
    let society = price.saturating_sub(copay).min(cap);
    Line {
        item,
        price,
        copay,
        cap,
        cut: Yen::ZERO,
        society,
        own: price.saturating_sub(society),
    }
}

fn cut_options(options: &mut [Line], cap: Yen) {
    let all: Yen = options.iter().map(|line| line.society).sum();
    let mut over = all.saturating_sub(cap);
    for line in options.iter_mut().rev() {
        line.cut = over.min(line.society);
        line.society = line.society.saturating_sub(line.cut);
        line.own = line.price.saturating_sub(line.society);
        over = over.saturating_sub(line.cut);
    }
}

#[cfg(test)]
mod tests;
