//! 日別名簿 as an institution opens it: by its link and, as a second thing to know, its own code. Looking at the link changes nothing;
//! what opens the list is a POST, which is recorded with everybody on it.

use super::{
    csv::File,
    daily::lines,
    daily_links::state,
    export,
    names::{Courses, moment},
};
use crate::{
    api::staff_checkup::daily::{HandedList, HandedPage, LinkState},
    domain::{
        checkup::{institution::InstitutionCode, staff_form::HandedField},
        field::{FieldError, FieldErrors},
        link::Purpose,
        staff::Action,
        throttle::OWN_SECRET,
    },
    server::{
        clock::Millis,
        ctx::{Ctx, Next},
        db::{
            self,
            checkup_desk::{
                bookings::{self, Line},
                daily_list::{self, DailyList},
            },
            staff_audit::{self, Deed},
        },
        error::Result,
        passwords::nfkc,
        registration::throttled,
        roster::decode::Encoding,
        staff::{kept, stay},
    },
    web::path,
};

/// Name under which it is kept that this browser has opened a list, and what was wrong with a code.
const FORM: &str = "daily-list";
/// How long a list stays open in a browser.
const OPEN: Millis = 30 * crate::server::clock::MINUTE;

/// What is kept: which list, and since when it is open here.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
struct Opened {
    list: i64,
    at: Option<Millis>,
}

async fn list_of(ctx: &Ctx, token: &str) -> Result<Option<DailyList>> {
    match ctx.keys.read_token(Purpose::DailyList, token) {
        Some(seed) => Ok(daily_list::by_seed(ctx.db.reader(), &seed).await?),
        None => Ok(None),
    }
}

/// What is behind the link now.
///
/// # Errors
/// The database's own.
pub async fn page(ctx: &Ctx, token: &str, not_in_cp932: bool) -> Result<HandedPage> {
    let Some(list) = list_of(ctx, token).await? else {
        return Ok(HandedPage::Damaged);
    };
    match state(&list, ctx.clock.now()) {
        LinkState::Recalled => return Ok(HandedPage::Recalled),
        LinkState::Expired => return Ok(HandedPage::Expired),
        LinkState::Open => {}
    }
    let (opened, errors): (Opened, FieldErrors<HandedField>) = kept(ctx, FORM).await?;
    if opened.list != list.id {
        return Ok(HandedPage::Locked(FieldErrors::new()));
    }
    if !is_open(ctx, &opened) {
        return Ok(HandedPage::Locked(errors));
    }
    let found = daily_list::institution(ctx.db.reader(), list.institution_id).await?;
    let courses = Courses::load(ctx).await?;
    let seen = look(ctx, &list).await?;
    Ok(HandedPage::Open(HandedList {
        name: found.map(|(name, _)| name).unwrap_or_default(),
        on: list.on,
        until: moment(list.expires_at),
        lines: lines(ctx, &courses, seen),
        not_in_cp932,
    }))
}

fn is_open(ctx: &Ctx, opened: &Opened) -> bool {
    let now = ctx.clock.now();
    opened.at.is_some_and(|at| at <= now && now < at + OPEN)
}

/// Who is on the list. Nobody of the staff looks: the record names the list in place of an account.
async fn look(ctx: &Ctx, list: &DailyList) -> Result<Vec<Line>> {
    let unseen = bookings::of_day(ctx.db.reader(), list.institution_id, list.on).await?;
    let deed = Deed {
        staff_id: None,
        login: "-",
        action: Action::DailyListOpened,
        detail: &format!("list={} institution={}", list.id, list.institution_id),
        at: ctx.clock.now(),
    };
    Ok(staff_audit::look(ctx.db.writer(), &deed, unseen).await?)
}

/// Opens a list by the institution's code. Tries are counted, for the list and for the network.
///
/// # Errors
/// The database's own.
pub async fn open(ctx: &Ctx, token: &str, code: &str) -> Result<Next> {
    let here = path::with_token(path::LISTS, token);
    let now = ctx.clock.now();
    let list = list_of(ctx, token).await?;
    let Some(list) = list.filter(|list| state(list, now) == LinkState::Open) else {
        // the page says what is so; a token that cannot be read is not written back into an address
        let known = ctx.keys.read_token(Purpose::DailyList, token).is_some();
        return Ok(Next::to(if known { here.as_str() } else { path::LISTS }));
    };
    let mut errors = FieldErrors::new();
    let mut opened = Opened {
        list: list.id,
        at: None,
    };
    match checked(ctx, &list, code).await? {
        Ok(()) if daily_list::open(ctx.db.writer(), list.id, now).await? => {
            opened.at = Some(now);
        }
        Ok(()) => {}
        Err(error) => errors.insert(HandedField::Code, error),
    }
    stay(ctx, FORM, &opened, &errors, here).await
}

async fn checked(
    ctx: &Ctx,
    list: &DailyList,
    code: &str,
) -> Result<std::result::Result<(), FieldError>> {
    let typed = match InstitutionCode::parse(code, &nfkc) {
        Ok(typed) => typed,
        Err(error) => return Ok(Err(error)),
    };
    let key = ctx.counter("daily-list", &list.id.to_string());
    let txn = ctx.db.begin().await?;
    let tried = db::throttle::attempt(&txn, &key, &OWN_SECRET, ctx.clock.now()).await?;
    txn.commit().await?;
    if let Err(wait) = tried {
        return Ok(Err(throttled(wait)));
    }
    let found = daily_list::institution(ctx.db.reader(), list.institution_id).await?;
    if found.is_none_or(|(_, code)| code != typed.as_str()) {
        return Ok(Err(FieldError::Wrong));
    }
    db::throttle::clear(ctx.db.writer(), &key).await?;
    Ok(Ok(()))
}

/// The open list as a file; nothing where it is not open in this browser. A file that CP932 cannot hold is no file.
///
/// # Errors
/// The database's own.
pub async fn file(ctx: &Ctx, token: &str, encoding: Encoding) -> Result<Option<Option<File>>> {
    let HandedPage::Open(list) = page(ctx, token, false).await? else {
        return Ok(None);
    };
    Ok(Some(export::daily_file(list.on, &list.lines, encoding)))
}
