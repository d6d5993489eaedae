//! What staff do to bookings: 調整中, the answer to wishes, 見つからない, 取消, 受診済, 未受診. The desk decides; here is who asks,
//! and where the answer is shown.

use super::{
    ask,
    booking::{FORM, Kept},
    bookings::SAID,
};
use crate::{
    api::staff_checkup::bookings::{Outcome, Said},
    domain::{
        checkup::{
            booking::{Event, next},
            reference::reference,
            refusal::Refusal,
            staff_form::{Act, ActForm, AnswerField, AnswerForm, BulkForm, Oddity, note, oddities},
        },
        date::CivilDate,
        field::FieldErrors,
    },
    server::{
        access::{self, CheckupDesk},
        checkup::order::{Actor, Order},
        ctx::{Ctx, Next},
        db::{self, checkup_desk::detail, checkup_rules::day},
        error::Result,
        passwords::nfkc,
        staff::stay,
    },
    web::path,
};

/// Most bookings of one bulk: a page of the list, or a large institution's day.
const BULK: usize = 500;

/// What is asked for, as the desk understands it.
fn order(desk: &CheckupDesk, booking_id: i64, act: Act, note: String) -> Order {
    match act {
        Act::Cancel => Order::Cancel {
            booking_id,
            person_id: None,
            actor: Actor::Staff(desk.id),
            note,
        },
        act => Order::Happen {
            booking_id,
            event: act.event(),
            note,
            staff_id: desk.id,
        },
    }
}

/// Back to the booking, which says what became of it.
async fn say(ctx: &Ctx, kept: Kept, errors: &FieldErrors<AnswerField>) -> Result<Next> {
    let to = path::staff_booking_said(kept.id);
    stay(ctx, FORM, &kept, errors, to).await
}

/// Does something to one booking.
///
/// # Errors
/// Nobody with the right is signed in, the desk is busy, or the database's own.
pub async fn act(ctx: &Ctx, form: ActForm) -> Result<Next> {
    let desk = access::checkup_desk(ctx).await?;
    let (Ok(id), Some(act)) = (form.id.parse::<i64>(), Act::from_code(&form.act)) else {
        return Ok(Next::to(path::STAFF_CHECKUP_BOOKINGS));
    };
    let outcome = match note(&form.note) {
        Err(_) => Outcome::NoteTooLong,
        Ok(note) => {
            let seen = form.seen.parse().ok();
            done(ctx, &desk, id, seen, act, note).await?
        }
    };
    let kept = Kept {
        id,
        outcome: Some(outcome),
        ..Kept::default()
    };
    say(ctx, kept, &FieldErrors::new()).await
}

async fn done(
    ctx: &Ctx,
    desk: &CheckupDesk,
    id: i64,
    seen: Option<i64>,
    act: Act,
    note: String,
) -> Result<Outcome> {
    let order = order(desk, id, act, note);
    let outcome = ask::about(ctx, desk, id, seen, act.code(), order).await?;
    Ok(match outcome {
        Outcome::No(Refusal::NotEligible(_)) if act.event().is_correction() => Outcome::RightUsed,
        outcome => outcome,
    })
}

/// Answers wishes with the day agreed. A day that nobody wished for, or at which the institution is closed, is asked about first: the
/// answer is mailed at once.
///
/// # Errors
/// Nobody with the right is signed in, the desk is busy, or the database's own.
pub async fn answer(ctx: &Ctx, form: AnswerForm) -> Result<Next> {
    let desk = access::checkup_desk(ctx).await?;
    let Ok(id) = form.id.parse::<i64>() else {
        return Ok(Next::to(path::STAFF_CHECKUP_BOOKINGS));
    };
    let mut kept = Kept {
        id,
        form: form.kept(),
        ..Kept::default()
    };
    let agreed = match form.parse(&nfkc) {
        Ok(agreed) => agreed,
        Err(errors) => return say(ctx, kept, &errors).await,
    };
    let odd = oddities_of(ctx, id, agreed.on).await?;
    if !odd.is_empty() && !form.is_sure_of(agreed.on) {
        kept.odd = Some((agreed.on, odd));
        return say(ctx, kept, &FieldErrors::new()).await;
    }
    let order = Order::Answer {
        booking_id: id,
        on: agreed.on,
        starts: agreed.starts,
        note: agreed.note,
        staff_id: desk.id,
    };
    let seen = form.seen.parse().ok();
    let outcome = ask::about(ctx, &desk, id, seen, "answer", order).await?;
    if matches!(outcome, Outcome::Done(_)) {
        kept.form = AnswerForm::default();
    }
    kept.outcome = Some(outcome);
    say(ctx, kept, &FieldErrors::new()).await
}

/// What is odd about a day for wishes that wait for an answer.
async fn oddities_of(ctx: &Ctx, id: i64, on: CivilDate) -> Result<Vec<Oddity>> {
    let reader = ctx.db.reader();
    let asked = db::booking::by_id(reader, id).await?;
    let asked = asked.filter(|asked| next(asked.state, Event::Answer).is_some());
    let Some(asked) = asked else {
        // the desk says what is so
        return Ok(Vec::new());
    };
    let house = db::institution::by_id(reader, asked.institution_id).await?;
    let weekdays = house.map_or_else(Vec::new, |house| house.closed_weekdays);
    let closed = day::closed(reader, asked.institution_id, on, on).await?;
    Ok(oddities(on, &asked.wishes, &weekdays, &closed))
}

/// Notes 受診済 or 未受診 of several bookings; each is its own, and what became of each is said.
///
/// # Errors
/// Nobody with the right is signed in, the desk is busy, or the database's own. What was noted before that stays.
pub async fn bulk(ctx: &Ctx, form: BulkForm) -> Result<Next> {
    let desk = access::checkup_desk(ctx).await?;
    let act = Act::from_code(&form.act).filter(|act| matches!(act, Act::Done | Act::NoShow));
    let mut ids: Vec<i64> = form.ids.iter().filter_map(|id| id.parse().ok()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.truncate(BULK);
    let mut said = Vec::new();
    match act {
        Some(act) if !ids.is_empty() => {
            for id in ids {
                let glance = detail::glance(ctx.db.reader(), id).await?;
                let year = glance.map_or(0, |glance| glance.fiscal_year);
                let outcome = done(ctx, &desk, id, None, act, String::new()).await?;
                let reference = reference(year, id);
                said.push(Said { reference, outcome });
            }
        }
        _ => said.push(Said {
            reference: String::new(),
            outcome: Outcome::NothingChosen,
        }),
    }
    stay(ctx, SAID, &said, &(), back(&form)).await
}

fn back(form: &BulkForm) -> String {
    let day = form.day.parse::<CivilDate>();
    match (day, form.institution.parse::<i64>()) {
        (Ok(day), Ok(institution)) => path::staff_daily_said(day, institution),
        _ => path::STAFF_CHECKUP_BOOKINGS_SAID.to_owned(),
    }
}
