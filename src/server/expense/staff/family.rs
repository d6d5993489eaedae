//! 家族の表示と不開示: who of a family sees whose rows, and what the society decides about it. What was searched for is kept with the
//! browser, never in an address.

use super::{moment, told};
use crate::{
    api::staff_expense::family::{FamilyActPage, FamilyLine, FamilyPage, FamilySaid},
    domain::{
        expense::desk::{FamilyAct, HouseholdField, HouseholdForm},
        field::FieldErrors,
        staff::Action,
    },
    server::{
        access::{self, ExpenseDesk},
        audit,
        ctx::{Ctx, Next, Page},
        db::{
            self,
            expense::sharing::{self, Sharing},
            person::Person,
            staff_audit::Unseen,
        },
        error::Result,
        passwords::nfkc,
        staff::{kept, stay},
    },
    web::path,
};

/// Name under which the search is kept.
const FIND: &str = "staff-expense-family";
/// Name under which what became of an act is kept.
const SAID: &str = "staff-expense-family-said";

/// Keeps a search for a family and shows who is found.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn find(ctx: &Ctx, form: HouseholdForm) -> Result<Next> {
    access::expense_desk(ctx).await?;
    let errors = form.parse(&nfkc).err().unwrap_or_default();
    let to = path::STAFF_EXPENSES_FAMILY_FOUND.to_owned();
    stay(ctx, FIND, &form.kept(), &errors, to).await
}

/// The search; with `searched` the family it found, each of whom has then been looked at.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, searched: bool) -> Result<FamilyPage> {
    let desk = access::expense_desk(ctx).await?;
    let mut page = FamilyPage {
        form: HouseholdForm::default(),
        errors: FieldErrors::new(),
        found: None,
        said: None,
    };
    if !searched {
        return Ok(page);
    }
    let (form, errors): (HouseholdForm, FieldErrors<HouseholdField>) = kept(ctx, FIND).await?;
    if let Ok((symbol, number)) = form.parse(&nfkc) {
        let family = db::person::by_number(ctx.db.reader(), &symbol, &number).await?;
        page.found = Some(look(ctx, &desk, "family", family).await?);
    }
    page.said = told(ctx, SAID).await?;
    (page.form, page.errors) = (form, errors);
    Ok(page)
}

/// The page that says what an act does before it is done.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn act_page(ctx: &Ctx, person: &str, act: &str) -> Result<Page<FamilyActPage>> {
    let desk = access::expense_desk(ctx).await?;
    let (Ok(id), Some(act)) = (person.parse::<i64>(), FamilyAct::from_code(act)) else {
        return Ok(Page::Missing);
    };
    let found = db::person::by_id(ctx.db.reader(), id).await?;
    let found = found.into_iter().collect();
    let seen = look(ctx, &desk, act.code(), found).await?;
    Ok(match seen.into_iter().next() {
        None => Page::Missing,
        Some(person) => Page::Show(FamilyActPage {
            fits: act.fits(person.hidden_at.is_some(), person.objected_at.is_some()),
            person,
            act,
        }),
    })
}

/// Does it. Of two who do it at once one changes something; the other is told that it was so already.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn act(ctx: &Ctx, person: &str, act: &str) -> Result<Next> {
    let desk = access::expense_desk(ctx).await?;
    let back = Next::to(path::STAFF_EXPENSES_FAMILY_FOUND);
    let (Ok(id), Some(act)) = (person.parse::<i64>(), FamilyAct::from_code(act)) else {
        return Ok(back);
    };
    let txn = ctx.db.begin().await?;
    if !db::person::lock(&txn, id).await? {
        return Ok(back);
    }
    let now = Some(ctx.clock.now());
    let changed = match act {
        FamilyAct::Hide => sharing::hide(&txn, id, now).await?,
        FamilyAct::Reveal => sharing::hide(&txn, id, None).await?,
        FamilyAct::Object => sharing::opt_out(&txn, id, now).await?,
        FamilyAct::Allow => sharing::opt_out(&txn, id, None).await?,
    };
    if changed {
        let action = Action::ExpenseFamilyChanged;
        audit::record(ctx, &txn, &desk, action, Some(id), act.code()).await?;
    }
    txn.commit().await?;
    let to = path::STAFF_EXPENSES_FAMILY_FOUND.to_owned();
    stay(ctx, SAID, &FamilySaid { act, changed }, &(), to).await
}

/// People with what was decided on them, once a look at each stands in the record.
async fn look(
    ctx: &Ctx,
    desk: &ExpenseDesk,
    detail: &str,
    people: Vec<Person>,
) -> Result<Vec<FamilyLine>> {
    let ids: Vec<i64> = people.iter().map(|person| person.id).collect();
    let decided = sharing::of(ctx.db.reader(), &ids).await?;
    let entries = people.into_iter().map(|person| {
        let sharing = decided.get(&person.id).copied().unwrap_or_default();
        (person.id, (person, sharing))
    });
    let action = Action::ExpenseFamilySeen;
    let seen = audit::look(ctx, desk, action, detail, Unseen::of(entries)).await?;
    let lines = seen.into_iter();
    Ok(lines
        .map(|(person, sharing)| line(person, sharing))
        .collect())
}

fn line(person: Person, sharing: Sharing) -> FamilyLine {
    FamilyLine {
        id: person.id,
        branch: person
            .branch
            .map_or_else(String::new, |branch| branch.as_str().to_owned()),
        name: person.name,
        kana: person.kana.as_str().to_owned(),
        relationship: person.relationship,
        birth_date: person.birth_date.date(),
        acquired_on: person.acquired_on,
        lost_on: person.lost_on,
        notice_at: sharing.notice_at.map(moment),
        objected_at: sharing.opted_out_at.map(moment),
        hidden_at: sharing.hidden_at.map(moment),
    }
}
