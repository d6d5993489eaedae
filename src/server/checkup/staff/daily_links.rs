//! Links under which 日別名簿 is handed out: made, shown again, recalled. The database keeps a seed; the link is made from it with the
//! key.

use crate::{
    api::staff_checkup::daily::{LinkLine, LinkState},
    domain::{date::CivilDate, link::Purpose, staff::Action},
    server::{
        access, audit,
        clock::Millis,
        ctx::{Ctx, Next},
        db::checkup_desk::daily_list::{self, DailyList},
        error::Result,
        link::Seed,
    },
    web::path,
};

use super::names::moment;

/// What is so of a link.
pub(super) fn state(list: &DailyList, now: Millis) -> LinkState {
    if list.recalled_at.is_some() {
        LinkState::Recalled
    } else if list.expires_at <= now {
        LinkState::Expired
    } else {
        LinkState::Open
    }
}

/// The links made for a day at an institution.
pub(super) async fn of_day(ctx: &Ctx, institution: i64, on: CivilDate) -> Result<Vec<LinkLine>> {
    let now = ctx.clock.now();
    let lists = daily_list::of_day(ctx.db.reader(), institution, on).await?;
    let links = lists.into_iter().map(|list| {
        let token = ctx.keys.token(Purpose::DailyList, &list.seed);
        let path = path::with_token(path::LISTS, &token);
        LinkLine {
            id: list.id,
            url: [ctx.settings.public_url.as_str(), &path].concat(),
            made: moment(list.created_at),
            until: moment(list.expires_at),
            state: state(&list, now),
            opened: list.opened_at.map(moment),
        }
    });
    Ok(links.collect())
}

/// Makes a link. It opens for a week.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn make(ctx: &Ctx, institution: &str, day: &str) -> Result<Next> {
    let desk = access::checkup_desk(ctx).await?;
    let (Ok(institution), Ok(on)) = (institution.parse::<i64>(), day.parse::<CivilDate>()) else {
        return Ok(Next::to(path::STAFF_CHECKUP_DAILY));
    };
    if daily_list::institution(ctx.db.reader(), institution)
        .await?
        .is_none()
    {
        return Ok(Next::to(path::STAFF_CHECKUP_DAILY));
    }
    let now = ctx.clock.now();
    let lives = (now, now + Purpose::DailyList.lifetime_ms());
    let seed = Seed::random(&ctx.chance);
    let txn = ctx.db.begin().await?;
    let id = daily_list::insert(&txn, institution, on, &seed, desk.id, lives).await?;
    let about = format!("list={id} institution={institution} day={on}");
    audit::record(ctx, &txn, &desk, Action::DailyListMade, None, &about).await?;
    txn.commit().await?;
    Ok(Next::to(path::staff_daily(on, institution)))
}

/// Recalls a link: it opens nothing from now on.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn recall(ctx: &Ctx, id: &str) -> Result<Next> {
    let desk = access::checkup_desk(ctx).await?;
    let list = match id.parse() {
        Ok(id) => daily_list::by_id(ctx.db.reader(), id).await?,
        Err(_) => None,
    };
    let Some(list) = list else {
        return Ok(Next::to(path::STAFF_CHECKUP_DAILY));
    };
    let txn = ctx.db.begin().await?;
    if daily_list::recall(&txn, list.id, ctx.clock.now()).await? {
        let about = format!("list={}", list.id);
        audit::record(ctx, &txn, &desk, Action::DailyListRecalled, None, &about).await?;
    }
    txn.commit().await?;
    Ok(Next::to(path::staff_daily(list.on, list.institution_id)))
}
