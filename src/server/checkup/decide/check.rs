//! What several orders ask: is it offered, may the person, is there room, may the old booking be given up.

use std::{collections::BTreeSet, sync::Arc};

use super::Moment;
use crate::{
    domain::{
        checkup::{
            booking::State,
            code::{CourseCode, OptionCode},
            eligibility::{self, Facts, Verdict},
            institution::InstitutionClass,
            price::{self, Quote},
            refusal::Refusal,
            yen::Yen,
        },
        date::CivilDate,
        fiscal_year::FiscalYear,
    },
    server::{
        checkup::{
            cutoff,
            order::Actor,
            scene::{Offer, Place, Scene},
        },
        db::booking::Booking,
    },
};

/// A course with options as an institution offers it.
pub(super) struct Chosen {
    pub(super) institution_id: i64,
    pub(super) offer: Arc<Offer>,
    pub(super) class: InstitutionClass,
    pub(super) live: bool,
    pub(super) lead_days: i32,
    pub(super) price: Yen,
    pub(super) options: Vec<(OptionCode, Yen)>,
}

impl Chosen {
    /// A booking of it that has no day yet.
    pub(super) fn booking(self, person_id: i64, facts: &Facts, at: Moment) -> Booking {
        let rules = &self.offer.rules;
        Booking {
            id: 0,
            person_id,
            fiscal_year: rules.fiscal_year,
            course: rules.code.clone(),
            group: rules.group.clone(),
            institution_id: self.institution_id,
            place_id: None,
            state: State::Applied,
            beside: false,
            exam_on: None,
            starts: None,
            quote: self.quote(facts),
            options: self.options,
            wishes: Vec::new(),
            note: String::new(),
            by_staff: false,
            idem: String::new(),
            replaces: None,
            expires_at: None,
            created_at: at.now,
            changed_at: at.now,
        }
    }

    /// The same, confirmed at a place.
    pub(super) fn booking_at(
        self,
        place_id: i64,
        place: &Place,
        person_id: i64,
        facts: &Facts,
        at: Moment,
    ) -> Booking {
        Booking {
            place_id: Some(place_id),
            state: State::Confirmed,
            exam_on: Some(place.on_day),
            starts: place.starts,
            ..self.booking(person_id, facts, at)
        }
    }

    /// What it costs a person.
    fn quote(&self, facts: &Facts) -> Quote {
        let rules = &self.offer.rules;
        let born = facts.enrolment.birth_date.date();
        let age = rules.fiscal_year - FiscalYear::of(born).year();
        price::quote(rules, self.class, age, self.price, &self.options)
    }

    /// The first day somebody can ask for.
    pub(super) fn first_day(&self, actor: Actor, today: CivilDate) -> CivilDate {
        match actor {
            Actor::Member => today.add_days(self.lead_days.into()),
            Actor::Staff(_) | Actor::System => today,
        }
    }
}

/// What an institution offers: an open course, with options it has, each with a price, and none twice.
pub(super) fn offered(
    scene: &Scene,
    (institution_id, fiscal_year, course): (i64, i32, &CourseCode),
    options: &[OptionCode],
) -> Result<Chosen, Refusal> {
    let house = scene
        .houses
        .get(&institution_id)
        .filter(|house| house.active);
    let offer = scene.courses.get(&(fiscal_year, course.clone()));
    let (Some(house), Some(offer)) = (house, offer.filter(|offer| offer.open)) else {
        return Err(Refusal::NotOffered);
    };
    let price = |option: &str| {
        let key = (
            institution_id,
            fiscal_year,
            course.clone(),
            option.to_owned(),
        );
        scene.prices.get(&key).copied().ok_or(Refusal::NotOffered)
    };
    let distinct: BTreeSet<&OptionCode> = options.iter().collect();
    let known = options
        .iter()
        .all(|code| offer.rules.option(code).is_some());
    if distinct.len() != options.len() || !known {
        return Err(Refusal::NotOffered);
    }
    let with_price = |code: &OptionCode| Ok((code.clone(), price(code.as_str())?));
    Ok(Chosen {
        institution_id,
        offer: Arc::clone(offer),
        class: house.class,
        live: house.live,
        lead_days: house.lead_days,
        price: price("")?,
        options: options.iter().map(with_price).collect::<Result<_, _>>()?,
    })
}

/// What is offered on a place to that person, by sex. A closed place offers nothing, not even a queue.
pub(super) fn offered_at(
    scene: &Scene,
    place: &Place,
    options: &[OptionCode],
    facts: &Facts,
) -> Result<Chosen, Refusal> {
    let course = (place.institution_id, place.fiscal_year, &place.course);
    let chosen = offered(scene, course, options)?;
    if chosen.live && !place.closed && place.sex.admits(facts.sex) {
        Ok(chosen)
    } else {
        Err(Refusal::NotOffered)
    }
}

/// The place, and what the rules ask of the person.
pub(super) fn place_and_person(
    scene: &Scene,
    place_id: i64,
    person_id: i64,
) -> Result<(&Place, Facts), Refusal> {
    let place = scene.places.get(&place_id).ok_or(Refusal::NotOffered)?;
    let person = scene.people.get(&person_id).ok_or(Refusal::NotOffered)?;
    Ok((place, person.facts))
}

/// Whether the rules let a person apply today: 申込期間, and every reason there is.
pub(super) fn may_apply(
    scene: &Scene,
    person_id: i64,
    chosen: &Chosen,
    facts: &Facts,
    at: Moment,
) -> Result<(), Refusal> {
    let past = scene.past(person_id, None);
    match eligibility::decide(&chosen.offer.rules, facts, &past, at.today) {
        Verdict::Yes { .. } => Ok(()),
        Verdict::No(reasons) => match reasons.first() {
            Some(reason) => Err(Refusal::NotEligible(*reason)),
            None => Ok(()),
        },
    }
}

/// Whether the rules let a person be examined on a day, with these options.
pub(super) fn may_on(
    scene: &Scene,
    person_id: i64,
    chosen: &Chosen,
    facts: &Facts,
    day: CivilDate,
    without: Option<i64>,
) -> Result<(), Refusal> {
    let rules = &chosen.offer.rules;
    let past = scene.past(person_id, without);
    eligibility::may_on(rules, facts, &past, day).map_err(Refusal::NotEligible)?;
    for (code, _) in &chosen.options {
        let option = rules.option(code).ok_or(Refusal::NotOffered)?;
        eligibility::may_add(rules, option, facts)
            .map_err(|reason| Refusal::OptionNotEligible(code.clone(), reason))?;
    }
    Ok(())
}

/// Whether a booking that uses no right could use one again: nothing else of the person's does.
pub(super) fn has_right(scene: &Scene, booking: &Booking) -> Result<(), Refusal> {
    let course = (booking.fiscal_year, booking.course.clone());
    let offer = scene.courses.get(&course).ok_or(Refusal::NotOffered)?;
    let past = scene.past(booking.person_id, Some(booking.id));
    eligibility::has_right(&offer.rules, &past).map_err(Refusal::NotEligible)
}

/// Whether a place has room for one more with these options. What the person has of it in `own` counts as free: bookings given up in
/// the same breath, or whose place is shared until then.
pub(super) fn room<'a>(
    place: &Place,
    options: impl IntoIterator<Item = &'a OptionCode>,
    own: &[&Booking],
) -> Result<(), Refusal> {
    if place.room.remaining <= 0 && own.is_empty() {
        return Err(Refusal::Full);
    }
    for code in options {
        let Some(room) = place.options.get(code) else {
            continue;
        };
        let had = |booking: &&Booking| booking.options.iter().any(|(one, _)| one == code);
        if room.remaining <= 0 && !own.iter().any(had) {
            return Err(Refusal::OptionFull(code.clone()));
        }
    }
    Ok(())
}

/// Whether somebody may give the booking up today: a member until the institution's deadline, others at any time.
pub(super) fn before_deadline(
    scene: &Scene,
    booking_id: i64,
    actor: Actor,
    at: Moment,
) -> Result<(), Refusal> {
    let booking = scene.bookings.get(&booking_id).ok_or(Refusal::NotOffered)?;
    let (Some(exam_on), State::Confirmed, Actor::Member) = (booking.exam_on, booking.state, actor)
    else {
        return Ok(());
    };
    let house = scene.houses.get(&booking.institution_id);
    let house = house.ok_or(Refusal::NotOffered)?;
    let deadline = cutoff::deadline(house.cutoff, &house.closed, &scene.holidays, exam_on);
    if deadline.passed(at.now) {
        return Err(Refusal::CutoffPassed {
            on: deadline.on,
            hour: deadline.hour,
            minute: deadline.minute,
        });
    }
    Ok(())
}

/// The booking given up for another one: the person's own, still to come, before its deadline. One that was cancelled meanwhile
/// is nothing to give up any more; wishes that wait beside a booking are taken back instead.
pub(super) fn given_up(
    scene: &Scene,
    person_id: i64,
    replaces: Option<i64>,
    actor: Actor,
    at: Moment,
) -> Result<Option<i64>, Refusal> {
    let Some(id) = replaces else { return Ok(None) };
    let booking = scene.bookings.get(&id).ok_or(Refusal::NotOffered)?;
    if booking.person_id != person_id {
        return Err(Refusal::NotOffered);
    }
    match booking.state {
        State::Cancelled => Ok(None),
        _ if booking.beside => Err(Refusal::NotNow),
        State::Held | State::Done | State::NoShow => Err(Refusal::NotNow),
        State::Applied | State::Arranging | State::Confirmed => {
            before_deadline(scene, id, actor, at).map(|()| Some(id))
        }
    }
}
