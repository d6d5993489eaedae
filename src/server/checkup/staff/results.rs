//! 他で受けた健診の結果: which wait, and the decision. An accepted one counts as the examination of its year.

use super::names::{Courses, may_work, moment};
use crate::{
    api::staff_checkup::results::{Decided, ResultLine, ResultsPage},
    domain::{
        checkup::{result::Media, staff_form::note},
        staff::Action,
        symbol_number::masked,
    },
    server::{
        access, audit,
        checkup::pages::results::opened,
        clock::Millis,
        ctx::{Ctx, Next},
        db::{
            self, Txn,
            checkup_desk::results::{self, Sent},
            staff_audit::Unseen,
        },
        error::Result,
        mail::{Links, Mail},
        staff::{kept, stay},
    },
    web::path,
};

/// Name under which what became of a decision is kept.
const FORM: &str = "staff-checkup-result";
/// How many of each are shown.
const SHOWN: u64 = 100;

/// The results that wait, and those decided last.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, said: bool) -> Result<ResultsPage> {
    let staff = access::checkup_view(ctx).await?;
    let courses = Courses::load(ctx).await?;
    let mut lists = Vec::with_capacity(2);
    for waiting in [true, false] {
        let unseen = results::list(ctx.db.reader(), waiting, SHOWN).await?;
        let seen = audit::look(ctx, &staff, Action::ResultSeen, "list", unseen).await?;
        lists.push(seen.into_iter().map(|sent| line(&courses, sent)).collect());
    }
    let said = match said {
        true => kept::<Option<(i64, Decided)>, ()>(ctx, FORM).await?.0,
        false => None,
    };
    Ok(ResultsPage {
        decided: lists.pop().unwrap_or_default(),
        sent: lists.pop().unwrap_or_default(),
        may_work: may_work(staff.role),
        said,
    })
}

fn line(courses: &Courses, sent: Sent) -> ResultLine {
    ResultLine {
        id: sent.id,
        name: sent.name,
        number: [sent.symbol.as_str(), "-", &masked(&sent.number)].concat(),
        fiscal_year: sent.fiscal_year,
        course: courses.name(sent.fiscal_year, &sent.course),
        exam_on: sent.exam_on,
        institution: sent.institution,
        media_type: sent.media_type,
        kilobytes: (sent.bytes + 1023) / 1024,
        state: sent.state,
        note: sent.note,
        sent: moment(sent.sent_at),
        decided: sent.decided_at.map(moment),
        booked: sent.booked,
    }
}

/// Accepts or refuses a result. Of two who decide at once the first is right, and the other is told.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn decide(ctx: &Ctx, id: &str, decision: &str, words: &str) -> Result<Next> {
    let desk = access::checkup_desk(ctx).await?;
    let back = path::STAFF_CHECKUP_RESULTS;
    let accepted = match decision {
        "accept" => true,
        "refuse" => false,
        _ => return Ok(Next::to(back)),
    };
    let Ok(id) = id.parse::<i64>() else {
        return Ok(Next::to(back));
    };
    let decided = match note(words) {
        Err(_) => Decided::NoteTooLong,
        Ok(note) if note.is_empty() && !accepted => Decided::NoNote,
        Ok(note) => {
            let txn = ctx.db.begin().await?;
            let Some(person) = results::person_of(&txn, id).await? else {
                return Ok(Next::to(back));
            };
            let now = ctx.clock.now();
            let decided = results::decide(&txn, id, accepted, &note, now).await?;
            if decided {
                let about = format!("result={id} {decision}");
                let action = Action::ResultDecided;
                audit::record(ctx, &txn, &desk, action, Some(person), &about).await?;
                tell(&txn, person, accepted, now).await?;
            }
            txn.commit().await?;
            ctx.bell.ring();
            match (decided, accepted) {
                (false, _) => Decided::Before,
                (true, true) => Decided::Accepted,
                (true, false) => Decided::Refused,
            }
        }
    };
    let to = path::STAFF_CHECKUP_RESULTS_SAID.to_owned();
    stay(ctx, FORM, &Some((id, decided)), &(), to).await
}

/// Tells the member, if the person has an account, that there is a decision.
async fn tell(txn: &Txn, person_id: i64, accepted: bool, now: Millis) -> Result<()> {
    let Some(account) = db::account::by_person(txn, person_id).await? else {
        return Ok(());
    };
    let links = Links {
        account_id: Some(account.id),
        registration_id: None,
    };
    let mail = Mail::ResultDecided { accepted };
    mail.enqueue(txn, &account.email, links, now).await?;
    Ok(())
}

/// The file of a result, opened, once the look is in the record; nothing where there is none, or it does not open.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn file(ctx: &Ctx, id: i64) -> Result<Option<(Media, Vec<u8>)>> {
    let staff = access::checkup_view(ctx).await?;
    let reader = ctx.db.reader();
    let Some(person) = results::person_of(reader, id).await? else {
        return Ok(None);
    };
    let found = db::exam_result::file_of(reader, person, id).await?;
    let unseen = Unseen::of(found.map(|found| (person, found)));
    let about = format!("result={id} file");
    let seen = audit::look(ctx, &staff, Action::ResultSeen, &about, unseen).await?;
    let opened = seen
        .into_iter()
        .next()
        .and_then(|(media, sealed)| Some((media, opened(ctx, person, id, &sealed)?)));
    Ok(opened)
}
