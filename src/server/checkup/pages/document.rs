//! A booking to take along: 予約確認書 as PDF, and the day for a calendar.

use super::{
    bookings::{course_of, option_name, own},
    deadline, who,
};
use crate::domain::checkup::institution_form::Preparation;
use crate::{
    domain::{
        checkup::{
            booking::State,
            course::Course,
            price::{Item, Line},
            reference::reference,
        },
        date::CivilDate,
    },
    server::{
        ctx::Ctx,
        db::{booked::Booked, institution::Institution},
        error::Result,
        ics::{Event, When, calendar},
        pdf::{CancelCost, Confirmation, Share, Site, confirmation},
    },
    web::{
        path,
        words::{
            Lang,
            checkup::document::{DocumentWords, document},
        },
    },
};

/// How long an examination is taken to be in a calendar, in minutes.
const MINUTES: u16 = 180;

/// The 予約確認書 of a confirmed booking of the person; none where there is none.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn pdf(ctx: &Ctx, id: &str) -> Result<Option<Vec<u8>>> {
    let who = who(ctx).await?;
    let Some((booked, institution)) = own(ctx, &who, id).await? else {
        return Ok(None);
    };
    let Some(day) = booked.exam_on.filter(|_| booked.state == State::Confirmed) else {
        return Ok(None);
    };
    let course = course_of(ctx, booked.fiscal_year, &booked.course).await?;
    let until = deadline(ctx, &institution, day).await?;
    let words = document(Lang::Ja);
    let confirmed = Confirmation {
        lang: Lang::Ja,
        society: ctx.society.name.clone(),
        issued: who.today,
        reference: reference(booked.fiscal_year, booked.id),
        person: who.person.name.clone(),
        course: course_name(course.as_ref(), &booked),
        options: booked
            .options
            .iter()
            .map(|(code, _)| option_name(course.as_ref(), code))
            .collect(),
        day,
        reception: booked.starts.and_then(time),
        site: at(&institution),
        shares: booked
            .quote
            .lines
            .iter()
            .map(|line| share(course.as_ref(), &booked, line))
            .collect(),
        bring: words
            .bring
            .iter()
            .map(|point| (*point).to_owned())
            .collect(),
        prepare: [
            prepare(&institution, day),
            notes(words, &institution, course.as_ref(), &booked),
        ]
        .concat(),
        too_late: until.passed(ctx.clock.now()),
        change_until: (until.on, (until.hour, until.minute)),
        cancel_cost: match institution.cancel_cost.as_str() {
            "" => CancelCost::Unsaid,
            said => CancelCost::Said(said.to_owned()),
        },
    };
    let made = tokio::task::spawn_blocking(move || confirmation(&confirmed));
    Ok(made.await.ok())
}

fn course_name(course: Option<&Course>, booked: &Booked) -> String {
    course.map_or_else(
        || booked.course.as_str().to_owned(),
        |course| course.name.clone(),
    )
}

fn time(minutes: i32) -> Option<(u8, u8)> {
    let part = |number: i32| u8::try_from(number).ok();
    Some((part(minutes / 60)?, part(minutes % 60)?))
}

fn address(institution: &Institution) -> String {
    [
        institution.prefecture.name(),
        &institution.city,
        &institution.address,
    ]
    .concat()
}

fn at(institution: &Institution) -> Site {
    Site {
        name: institution.name.clone(),
        address: address(institution),
        phone: institution.phone.clone(),
    }
}

fn share(course: Option<&Course>, booked: &Booked, line: &Line) -> Share {
    Share {
        item: match &line.item {
            Item::Course => course_name(course, booked),
            Item::Option(code) => option_name(course, code),
        },
        price: line.price,
        society: line.society,
        own: line.own,
    }
}

/// What else to know before the day: 問診, and what the options need.
fn notes(
    words: &DocumentWords,
    institution: &Institution,
    course: Option<&Course>,
    booked: &Booked,
) -> Vec<String> {
    let mut points = Vec::new();
    if !institution.questionnaire_url.is_empty() {
        points.push(words.questionnaire.to_owned());
    }
    let rules = booked
        .options
        .iter()
        .filter_map(|(code, _)| course?.option(code));
    points.extend(
        rules
            .filter(|rule| !rule.needs.is_empty())
            .map(|rule| format!("{}: {}", rule.name, rule.needs)),
    );
    points
}

fn prepare(institution: &Institution, day: CivilDate) -> Vec<String> {
    let mut steps: Vec<_> = institution.preparation.iter().collect();
    steps.sort_by_key(|step| std::cmp::Reverse(step.days_before));
    let point = |step: &&Preparation| {
        let on = day.add_days(-i64::from(step.days_before));
        crate::web::words::checkup::document::step(Lang::Ja, on, &step.text)
    };
    steps.iter().map(point).collect()
}

/// The day of a confirmed booking of the person for a calendar; none where there is none.
///
/// # Errors
/// Signed out, or the database's own.
pub async fn ics(ctx: &Ctx, id: &str) -> Result<Option<String>> {
    let who = who(ctx).await?;
    let Some((booked, institution)) = own(ctx, &who, id).await? else {
        return Ok(None);
    };
    let confirmed = matches!(booked.state, State::Confirmed | State::Cancelled);
    let Some(day) = booked.exam_on.filter(|_| confirmed) else {
        return Ok(None);
    };
    let course = course_of(ctx, booked.fiscal_year, &booked.course).await?;
    let number = reference(booked.fiscal_year, booked.id);
    let base = ctx.settings.public_url.trim_end_matches('/');
    let host = base.split("://").last().unwrap_or_default();
    let words = document(Lang::Ja);
    Ok(Some(calendar(&Event {
        uid: format!("{number}@{host}"),
        sequence: u32::from(booked.state == State::Cancelled),
        made_at: booked.changed_at,
        when: match booked.starts.and_then(time) {
            Some(time) => When::At {
                day,
                time,
                minutes: MINUTES,
            },
            None => When::Day(day),
        },
        summary: course_name(course.as_ref(), &booked),
        place: format!("{} {}", institution.name, address(&institution)),
        description: [
            format!("{}: {number}", words.reference),
            format!("{}: {}", words.phone, institution.phone),
        ]
        .into_iter()
        .chain(prepare(&institution, day))
        .collect::<Vec<_>>()
        .join("\n"),
        url: Some([base, &path::booking(booked.id)].concat()),
        cancelled: booked.state == State::Cancelled,
    })))
}
