//! Finding a person for the desk. Whoever is found has been looked at, and that stands in the record.

use crate::{
    domain::{
        staff::Action,
        symbol_number::{Number, Symbol},
    },
    server::{
        access::Staff,
        audit,
        ctx::Ctx,
        db::{self, person::Person, staff_audit::Unseen},
        error::Result,
    },
};

/// Everybody with this 記号 and 番号: a family, by 枝番. `detail` says for which desk, as a code.
///
/// # Errors
/// The database's own.
pub async fn by_number(
    ctx: &Ctx,
    staff: &Staff,
    symbol: &Symbol,
    number: &Number,
    detail: &str,
) -> Result<Vec<Person>> {
    let found = db::person::by_number(ctx.db.reader(), symbol, number).await?;
    let unseen = Unseen::of(found.into_iter().map(|person| (person.id, person)));
    audit::look(ctx, staff, Action::PersonViewed, detail, unseen).await
}
