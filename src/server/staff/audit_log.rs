//! 操作の記録: reading the record, which is itself recorded. What was searched for is kept with the browser and never in an address:
//! 記号 and 番号 would stay in histories and logs.

use std::collections::BTreeMap;

use super::{kept, stay};
use crate::{
    api::staff::{AuditLine, AuditPage},
    domain::{
        field::FieldErrors,
        staff::{Action, AuditField, AuditFilter, AuditForm},
    },
    server::{
        access::{self, Staff},
        audit,
        clock::{DAY, japan, start_of},
        ctx::{Ctx, Next},
        db::{self, person::Person, staff_audit::Wanted},
        error::Result,
        passwords::nfkc,
    },
    web::path,
};

/// Name under which the page keeps the search.
const FORM: &str = "staff-audit";
/// Lines on one page.
pub const PER_PAGE: usize = 50;

/// The newest lines that fit the search, or those older than the line `before`.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, before: Option<i64>) -> Result<AuditPage> {
    let staff = access::audit_view(ctx).await?;
    let (form, errors): (AuditForm, FieldErrors<AuditField>) = kept(ctx, FORM).await?;
    let filter = form.parse(&nfkc).unwrap_or_default();
    let people = searched(ctx, &filter).await?;
    let wanted = Wanted {
        persons: people
            .as_ref()
            .map(|people| people.iter().map(|person| person.id).collect()),
        from: filter.from.map(start_of),
        until: filter.to.map(|day| start_of(day) + DAY),
        before,
    };
    let reader = ctx.db.reader();
    let mut rows = db::staff_audit::latest(reader, &wanted, PER_PAGE as u64 + 1).await?;
    let more = rows.len() > PER_PAGE;
    rows.truncate(PER_PAGE);
    let ids: Vec<i64> = rows.iter().filter_map(|row| row.person_id).collect();
    let names = db::person::labels(reader, &ids).await?;
    let older = rows.last().filter(|_| more).map(|row| row.id);
    note(ctx, &staff, people.as_deref()).await?;
    let lines = rows.into_iter().map(|row| AuditLine {
        at: japan(row.at).format("%Y-%m-%d %H:%M:%S").to_string(),
        login: row.login,
        person: row.person_id.map(|id| label(&names, id)),
        action: row.action,
        detail: row.detail,
    });
    Ok(AuditPage {
        lines: lines.collect(),
        searching: form != AuditForm::default(),
        form,
        errors,
        older,
        newest: before.is_none(),
    })
}

/// Whose lines were read is part of the record too; who reads everybody's is not reading about anyone in particular.
async fn note(ctx: &Ctx, staff: &Staff, people: Option<&[Person]>) -> Result<()> {
    let writer = ctx.db.writer();
    let Some(people) = people else {
        return audit::record(ctx, writer, staff, Action::AuditViewed, None, "").await;
    };
    for person in people {
        let person = Some(person.id);
        audit::record(ctx, writer, staff, Action::AuditViewed, person, "").await?;
    }
    Ok(())
}

/// Whom the search is about, if it is about anybody.
async fn searched(ctx: &Ctx, filter: &AuditFilter) -> Result<Option<Vec<Person>>> {
    Ok(match &filter.number {
        Some((symbol, number)) => {
            Some(db::person::by_number(ctx.db.reader(), symbol, number).await?)
        }
        None => None,
    })
}

/// 記号-番号-枝番 of a person, as far as the roster still knows.
fn label(names: &BTreeMap<i64, String>, id: i64) -> String {
    names.get(&id).cloned().unwrap_or_else(|| format!("#{id}"))
}

/// Keeps a search and shows what it finds.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn search(ctx: &Ctx, form: AuditForm) -> Result<Next> {
    access::audit_view(ctx).await?;
    let errors = form.parse(&nfkc).err().unwrap_or_default();
    let here = path::STAFF_AUDIT.to_owned();
    stay(ctx, FORM, &form.kept(), &errors, here).await
}
