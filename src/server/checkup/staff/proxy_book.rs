//! 代理予約, the last steps: the choice, what is read to the caller, and the booking itself.

use super::{
    ask,
    proxy::Caller,
    proxy_choice::{CHOICE, Chosen, Kept, option_prices},
};
use crate::{
    api::staff_checkup::proxy::{CheckPage, ChoiceErrors, ChoosePage, OptionLine, PlaceLine, Way},
    domain::{
        birth_date::parse_date,
        checkup::{
            course::Course, eligibility::may_add, price::quote, rate::age_in, staff_form::ProxyForm,
        },
        date::CivilDate,
        field::FieldErrors,
    },
    server::{
        access,
        checkup::order::{Actor, Order},
        ctx::{Ctx, Next, Page},
        db::{
            booking,
            checkup_desk::offers::{self, Offering},
        },
        error::Result,
        link::plain_token,
        passwords::nfkc,
        staff::{kept, stay},
    },
    web::path,
};

/// Most places shown.
const PLACES: u64 = 60;

/// When, and with which options?
pub(super) async fn choose_page(
    ctx: &Ctx,
    caller: &Caller,
    way: &Way,
    course: &Course,
    offering: Offering,
) -> Result<ChoosePage> {
    let prices = option_prices(ctx, course, offering.id).await?;
    let options = course.options.iter().filter_map(|rule| {
        let (_, price) = prices.iter().find(|(code, _)| *code == rule.code)?;
        Some(OptionLine {
            code: rule.code.as_str().to_owned(),
            name: rule.name.clone(),
            price: *price,
            reason: may_add(course, rule, &caller.facts()).err(),
            needs: rule.needs.clone(),
        })
    });
    let mut places = Vec::new();
    if offering.live {
        let mut wanted = caller.wanted(ctx, course);
        let asked = parse_date(&way.from, &nfkc);
        wanted.from = asked.map_or(wanted.from, |from| wanted.from.max(from));
        let own = own_place(ctx, caller, way).await?;
        let found = offers::places(ctx.db.reader(), &wanted, offering.id, own, PLACES).await?;
        places.extend(found.into_iter().map(|place| PlaceLine {
            id: place.id,
            on: place.on,
            starts: place.starts,
            day_sex: place.day_sex,
            remaining: place.remaining,
        }));
    }
    let (last, errors): (Kept, ChoiceErrors) = kept(ctx, CHOICE).await?;
    let same = way.said && last.way() == stepped(way);
    Ok(ChoosePage {
        person: caller.card(ctx),
        way: way.clone(),
        course: course.name.clone(),
        options: options.collect(),
        institution: caller.line(course, offering),
        places,
        form: if same {
            last.form
        } else {
            ProxyForm::default()
        },
        errors: if same {
            errors
        } else {
            ChoiceErrors::default()
        },
    })
}

/// The place of the caller's booking that is to be moved.
async fn own_place(ctx: &Ctx, caller: &Caller, way: &Way) -> Result<Option<i64>> {
    let Some(id) = way.replaces else {
        return Ok(None);
    };
    let old = booking::by_id(ctx.db.reader(), id).await?;
    let old = old.filter(|old| old.person_id == caller.person.id && !old.state.is_final());
    Ok(old.and_then(|old| old.place_id))
}

/// The way without what only the page of this moment needs.
fn stepped(way: &Way) -> Way {
    Way {
        q: String::new(),
        from: String::new(),
        said: false,
        ..way.clone()
    }
}

/// Keeps what the caller chose under a fresh key, and shows what is to be read out; or says what is missing.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn choose(ctx: &Ctx, form: ProxyForm, replaces: &str) -> Result<Next> {
    let desk = access::checkup_desk(ctx).await?;
    let mut choice = Kept {
        form: form.kept(),
        replaces: replaces.parse().ok(),
    };
    choice.form.idem = plain_token(&ctx.chance);
    let way = choice.way();
    let Some(caller) = Caller::of(ctx, &desk, &way).await? else {
        return Ok(Next::to(path::STAFF_CHECKUP_PROXY));
    };
    let errors = match Chosen::of(ctx, &caller, &choice).await? {
        Ok(_) => {
            let to = path::STAFF_CHECKUP_PROXY_CHECK.to_owned();
            return stay(ctx, CHOICE, &choice, &ChoiceErrors::default(), to).await;
        }
        Err(errors) => errors,
    };
    let said = Way { said: true, ..way };
    stay(ctx, CHOICE, &choice, &errors, path::staff_proxy(&said)).await
}

/// Day and time of a place.
async fn moment(ctx: &Ctx, place: Option<i64>) -> Result<Option<(CivilDate, Option<i32>)>> {
    let Some(id) = place else { return Ok(None) };
    let found = offers::place(ctx.db.reader(), id).await?;
    Ok(found.map(|(_, on, starts)| (on, starts)))
}

/// What is read to the caller; without a choice, the way begins anew.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn check_page(ctx: &Ctx) -> Result<Page<CheckPage>> {
    let desk = access::checkup_desk(ctx).await?;
    let (choice, _): (Kept, ChoiceErrors) = kept(ctx, CHOICE).await?;
    let way = choice.way();
    let Some(caller) = Caller::of(ctx, &desk, &way).await? else {
        return Ok(Page::Go(path::STAFF_CHECKUP_PROXY.to_owned()));
    };
    let Ok(chosen) = Chosen::of(ctx, &caller, &choice).await? else {
        return Ok(Page::Go(path::staff_proxy(&way)));
    };
    let (course, offering) = (chosen.course, chosen.offering);
    let age = age_in(course.fiscal_year, caller.person.birth_date);
    let quote = quote(course, offering.class, age, offering.price, &chosen.options);
    let rules = chosen
        .options
        .iter()
        .filter_map(|(code, _)| course.option(code));
    let avoid = course.avoid.iter().map(|contra| contra.condition);
    let mut ask: Vec<_> = avoid
        .chain(rules.clone().flat_map(|rule| rule.avoid.iter().copied()))
        .collect();
    ask.sort_unstable();
    ask.dedup();
    let needs = rules.map(|rule| rule.needs.clone());
    Ok(Page::Show(CheckPage {
        person: caller.card(ctx),
        way,
        course: course.name.clone(),
        phone: offering.phone.clone(),
        place: moment(ctx, chosen.place).await?,
        wishes: chosen.wishes,
        price: caller
            .courses
            .price(course.fiscal_year, course.code.as_str(), quote),
        cutoff: offering.cutoff.into(),
        cancel_cost: offering.cancel_cost.clone(),
        ask,
        needs: needs.filter(|needs| !needs.is_empty()).collect(),
        idem: choice.form.idem,
        institution: caller.line(course, offering),
    }))
}

/// Books what was read out. The key is that of the choice shown: another tab's choice is not booked by mistake, and a form sent twice
/// is one booking.
///
/// # Errors
/// Nobody with the right is signed in, the desk is busy, or the database's own.
pub async fn book(ctx: &Ctx, idem: &str) -> Result<Next> {
    let desk = access::checkup_desk(ctx).await?;
    let (choice, _): (Kept, ChoiceErrors) = kept(ctx, CHOICE).await?;
    if idem.is_empty() || choice.form.idem != idem {
        return Ok(Next::to(path::STAFF_CHECKUP_PROXY));
    }
    let way = choice.way();
    let Some(caller) = Caller::of(ctx, &desk, &way).await? else {
        return Ok(Next::to(path::STAFF_CHECKUP_PROXY));
    };
    let Ok(chosen) = Chosen::of(ctx, &caller, &choice).await? else {
        return Ok(Next::to(path::staff_proxy(&way)));
    };
    let (person_id, actor) = (caller.person.id, Actor::Staff(desk.id));
    let options = chosen.options.into_iter().map(|(code, _)| code).collect();
    let (replaces, idem) = (choice.replaces, idem.to_owned());
    let order = match chosen.place {
        Some(place_id) => Order::Book {
            person_id,
            place_id,
            options,
            replaces,
            idem,
            actor,
        },
        None => Order::Apply {
            person_id,
            institution_id: chosen.offering.id,
            fiscal_year: chosen.course.fiscal_year,
            course: chosen.course.code.clone(),
            options,
            wishes: chosen.wishes,
            replaces,
            idem,
            actor,
        },
    };
    match ask::made(ctx, &desk, person_id, order).await? {
        Ok(id) => Ok(Next::to(path::staff_booking_made(id))),
        Err(refusal) => {
            let errors = ChoiceErrors {
                refusal: Some(refusal),
                wishes: FieldErrors::new(),
                no_place: false,
            };
            let said = Way { said: true, ..way };
            stay(ctx, CHOICE, &choice, &errors, path::staff_proxy(&said)).await
        }
    }
}
