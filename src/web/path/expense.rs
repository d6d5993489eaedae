//! Addresses of 医療費のお知らせ. None names a person or an illness.

/// 医療費のお知らせ
pub const EXPENSES: &str = "/expenses";
/// The code by mail that opens it.
pub const EXPENSES_VERIFY: &str = "/expenses/verify";
/// The time to look is over for whoever lost the 資格; the page says until when it was.
pub const EXPENSES_OVER: &str = "/expenses/over";
/// 家族の表示
pub const EXPENSES_FAMILY: &str = "/expenses/family";
/// 医療費控除
pub const EXPENSES_TAX: &str = "/expenses/tax";
/// The same for a year there are no documents for; the page says which years there are.
pub const EXPENSES_TAX_NONE: &str = "/expenses/tax?year=none";
/// The console's page of batches.
pub const STAFF_EXPENSES: &str = "/staff/expenses";

/// The code by mail, and then on to `next`, a query of its own included.
pub fn expenses_verify(next: Option<&str>) -> String {
    match next.filter(|next| *next != EXPENSES && *next != EXPENSES_VERIFY) {
        Some(next) => format!("{EXPENSES_VERIFY}?next={}", next.replace('&', "%26")),
        None => EXPENSES_VERIFY.to_owned(),
    }
}

/// A calendar year of treatment.
pub fn expenses_year(year: i32) -> String {
    format!("{EXPENSES}?year={year}")
}

/// A calendar year of treatment of the one at that place in the list of people shown.
pub fn expenses_of(year: i32, person: Option<u16>) -> String {
    let person = person.map_or_else(String::new, |place| format!("&person={place}"));
    format!("{EXPENSES}?year={year}{person}")
}

/// 医療費控除 of a calendar year.
pub fn expenses_tax(year: i32) -> String {
    format!("{EXPENSES_TAX}?year={year}")
}

/// The same, where the paper original is asked for.
pub fn expenses_paper(year: i32) -> String {
    format!("{EXPENSES_TAX}?year={year}#paper")
}

/// A file of a calendar year; `name` is one of ours.
pub fn expenses_file(year: i32, name: &str) -> String {
    format!("{EXPENSES_TAX}/{year}/{name}")
}

/// The route of [`expenses_file`].
pub fn expenses_file_route() -> String {
    format!("{EXPENSES_TAX}/{{year}}/{{name}}")
}
