//! What members ask of the desk, and where its answer leads.
//!
//! May enter: from a form's raw strings to an order, from its answer to a page. Must not: deciding anything the desk decides.

use super::{again, choice, movable, number, refused, refused::About, who};
use crate::{
    domain::{
        checkup::{booking::State, refusal::Refusal},
        form::cut,
    },
    server::{
        checkup::order::{Actor, Answer, Order},
        ctx::{Ctx, Next},
        db::{self, checkup_draft::After},
        error::Result,
        link::plain_token,
    },
    web::path,
};

/// Longest key of a form, in characters.
const MAX_KEY: usize = 64;

async fn not_offered(ctx: &Ctx) -> Result<Next> {
    refused::to(ctx, Refusal::NotOffered, About::default()).await
}

/// Where a booking leads: to its last step while it is held, to what was reached after it.
pub(super) fn onward(id: i64, state: State) -> Next {
    Next::to(match state {
        State::Held => path::CHECKUP_CONFIRM.to_owned(),
        State::Confirmed | State::Applied => path::booking_done(id),
        _ => path::booking(id),
    })
}

/// 仮押さえ
///
/// # Errors
/// Signed out, busy, or the database's own.
pub async fn hold(ctx: &Ctx, place_id: &str, idem: &str) -> Result<Next> {
    let person_id = ctx.signed_in().await?.account.person_id;
    // no row has the number 0
    let place_id = number(place_id).unwrap_or_default();
    let found = ctx.looks.choices.ask((person_id, place_id)).await?;
    let open = found.filter(|(draft, _)| draft.ready);
    let is_open = open.is_some();
    let chosen = open.and_then(|(draft, place)| {
        let place = place.filter(|place| {
            place.fiscal_year == draft.fiscal_year && place.course == draft.course.as_str()
        });
        place.map(|place| (draft, place))
    });
    let Some((mut draft, place)) = chosen else {
        return match again::made(ctx, person_id, &cut_key(idem)).await? {
            Some(made) => Ok(made),
            None if is_open => not_offered(ctx).await,
            None => Ok(Next::to(path::CHECKUP)),
        };
    };
    let replaces = match draft.replaces {
        Some(id) => movable(ctx, person_id, id).await?,
        None => None,
    };
    let order = Order::Hold {
        person_id,
        place_id: place.id,
        options: draft.options.clone(),
        replaces: replaces.map(|booked| booked.id),
        idem: key(ctx, idem),
    };
    draft.institution = Some(place.institution_id);
    draft.wishes.clear();
    let after = After {
        person_id,
        draft: Some(draft),
    };
    let about = About {
        institution: Some(place.institution_id),
        on: Some(place.on),
    };
    match ctx.desk.ask_and_leave(order, after).await? {
        // An old form sent again: what it held is over.
        Answer::Booking {
            state: State::Cancelled,
            ..
        } => again::lapsed(ctx, person_id).await,
        Answer::Booking { id, state } => Ok(onward(id, state)),
        Answer::No(Refusal::NotOffered) => not_offered(ctx).await,
        Answer::No(refusal) => refused::to(ctx, refusal, about).await,
        Answer::Waiting { .. } => Ok(Next::to(path::CHECKUP_WAITING)),
    }
}

/// The form's key, or a fresh one where a form came without.
fn key(ctx: &Ctx, idem: &str) -> String {
    let idem = cut_key(idem);
    if idem.is_empty() {
        plain_token(&ctx.chance)
    } else {
        idem
    }
}

fn cut_key(idem: &str) -> String {
    cut(idem).chars().take(MAX_KEY).collect()
}

/// 予約する
///
/// # Errors
/// Signed out, busy, or the database's own.
pub async fn confirm(ctx: &Ctx, booking_id: &str) -> Result<Next> {
    let person_id = ctx.signed_in().await?.account.person_id;
    let Some(booking_id) = number(booking_id) else {
        return not_offered(ctx).await;
    };
    let order = Order::Confirm {
        person_id,
        booking_id,
    };
    let served = After {
        person_id,
        draft: None,
    };
    match ctx.desk.ask_and_leave(order, served).await? {
        Answer::Booking { id, state } => Ok(onward(id, state)),
        Answer::No(Refusal::HoldOver) => again::lapsed(ctx, person_id).await,
        Answer::No(refusal) => refused::to(ctx, refusal, About::default()).await,
        Answer::Waiting { .. } => Ok(Next::to(path::CHECKUP_WAITING)),
    }
}

/// Gives back a place that is held.
///
/// # Errors
/// Signed out, busy, or the database's own.
pub async fn release(ctx: &Ctx, booking_id: &str) -> Result<Next> {
    let who = who(ctx).await?;
    let held = db::booked::held_by(ctx.db.reader(), who.person.id).await?;
    let held = held.filter(|held| number(booking_id) == Some(held.id));
    let Some(held) = held else {
        return Ok(Next::to(path::CHECKUP_INSTITUTIONS));
    };
    let order = Order::Cancel {
        booking_id: held.id,
        person_id: Some(who.person.id),
        actor: Actor::Member,
        note: String::new(),
    };
    // Whatever is answered: it is not held any more, or will not be for long.
    ctx.desk.ask(order).await?;
    Ok(Next::to(path::institution(held.institution_id)))
}

/// 希望日で申し込む
///
/// # Errors
/// Signed out, busy, or the database's own.
pub async fn apply(ctx: &Ctx) -> Result<Next> {
    let who = who(ctx).await?;
    let choice = choice(ctx, &who).await?;
    let choice = choice.filter(|choice| !choice.draft.wishes.is_empty());
    let Some((choice, institution_id)) =
        choice.and_then(|choice| Some((choice.draft.institution?, choice)).map(|(id, c)| (c, id)))
    else {
        return Ok(Next::to(path::CHECKUP_BOOKINGS));
    };
    let draft = choice.draft;
    let order = Order::Apply {
        person_id: who.person.id,
        institution_id,
        fiscal_year: draft.fiscal_year,
        course: draft.course,
        options: draft.options,
        wishes: draft.wishes,
        replaces: choice.replaces.map(|booked| booked.id),
        idem: draft.idem,
        actor: Actor::Member,
    };
    let about = About {
        institution: Some(institution_id),
        on: None,
    };
    let served = After {
        person_id: who.person.id,
        draft: None,
    };
    match ctx.desk.ask_and_leave(order, served).await? {
        Answer::Booking { id, state } => Ok(onward(id, state)),
        Answer::No(refusal) => refused::to(ctx, refusal, about).await,
        Answer::Waiting { .. } => Ok(Next::to(path::CHECKUP_WAITING)),
    }
}

/// 取消
///
/// # Errors
/// Signed out, busy, or the database's own.
pub async fn cancel(ctx: &Ctx, booking_id: &str) -> Result<Next> {
    let who = who(ctx).await?;
    let booked = match number(booking_id) {
        Some(id) => db::booked::one_of(ctx.db.reader(), who.person.id, id).await?,
        None => None,
    };
    let Some(booked) = booked else {
        return not_offered(ctx).await;
    };
    let order = Order::Cancel {
        booking_id: booked.id,
        person_id: Some(who.person.id),
        actor: Actor::Member,
        note: String::new(),
    };
    let about = About {
        institution: Some(booked.institution_id),
        on: None,
    };
    match ctx.desk.ask(order).await? {
        Answer::No(refusal) => refused::to(ctx, refusal, about).await,
        _ => Ok(Next::to(path::saved(&path::booking(booked.id)))),
    }
}

/// キャンセル待ちをする
///
/// # Errors
/// Signed out, busy, or the database's own.
pub async fn wait(ctx: &Ctx, place_id: &str) -> Result<Next> {
    let who = who(ctx).await?;
    let Some(choice) = choice(ctx, &who).await? else {
        return Ok(Next::to(path::CHECKUP));
    };
    let place = match number(place_id) {
        Some(id) => db::place::by_id(ctx.db.reader(), id).await?,
        None => None,
    };
    let Some(place) = place else {
        return not_offered(ctx).await;
    };
    let order = Order::Wait {
        person_id: who.person.id,
        place_id: place.id,
        options: choice.draft.options,
    };
    let about = About {
        institution: Some(place.institution_id),
        on: Some(place.on),
    };
    match ctx.desk.ask(order).await? {
        Answer::Waiting { .. } => Ok(Next::to(path::saved(path::CHECKUP_WAITING))),
        Answer::Booking { id, state } => Ok(onward(id, state)),
        Answer::No(Refusal::NotOffered) => not_offered(ctx).await,
        Answer::No(refusal) => refused::to(ctx, refusal, about).await,
    }
}

/// Waits no longer.
///
/// # Errors
/// Signed out, busy, or the database's own.
pub async fn leave(ctx: &Ctx, waiting_id: &str) -> Result<Next> {
    let who = who(ctx).await?;
    let Some(waiting_id) = number(waiting_id) else {
        return not_offered(ctx).await;
    };
    let order = Order::Leave {
        person_id: who.person.id,
        waiting_id,
    };
    match ctx.desk.ask(order).await? {
        Answer::No(refusal) => refused::to(ctx, refusal, About::default()).await,
        _ => Ok(Next::to([path::CHECKUP_WAITING, "?left=1"].concat())),
    }
}

/// Books what was offered.
///
/// # Errors
/// Signed out, busy, or the database's own.
pub async fn accept(ctx: &Ctx, waiting_id: &str) -> Result<Next> {
    let who = who(ctx).await?;
    let Some(waiting_id) = number(waiting_id) else {
        return not_offered(ctx).await;
    };
    let order = Order::Accept {
        person_id: who.person.id,
        waiting_id,
    };
    match ctx.desk.ask(order).await? {
        Answer::Booking { id, state } => Ok(onward(id, state)),
        Answer::No(refusal) => refused::to(ctx, refusal, About::default()).await,
        Answer::Waiting { .. } => Ok(Next::to(path::CHECKUP_WAITING)),
    }
}
