//! 定員 of days that were chosen, or their end. What is taken of a day decides: its 定員 never goes below, and it is not taken away.

use super::{
    done, forget, institution,
    places::{change_form, done_form, month_name, month_of},
};
use crate::{
    api::staff_rules::PlacesDone,
    domain::{
        checkup::place_form::{ChangeForm, Deed, shown_time},
        staff::Action,
    },
    server::{
        access,
        ctx::{Ctx, Next},
        db::{
            Txn,
            checkup_rules::{
                institution as institutions,
                place::{self, Removed},
            },
        },
        error::Result,
        passwords::nfkc,
        staff::stay,
    },
    web::path::rules as path,
};

/// Changes the places chosen.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn change(ctx: &Ctx, id: i64, month: &str, form: ChangeForm) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    let Some((id, details)) = institution(ctx, &id.to_string()).await? else {
        return Ok(Next::to(path::INSTITUTIONS));
    };
    let here = path::places(id, &month_name(month_of(ctx, month)));
    let (chosen, deed) = match form.parse(&nfkc) {
        Ok(read) => read,
        Err(errors) => return stay(ctx, &change_form(id), &form.kept(), &errors, here).await,
    };
    let txn = ctx.db.begin().await?;
    institutions::touch(&txn, &[id], ctx.clock.now()).await?;
    let (made, refused) = match deed {
        Deed::Capacity(capacity) => resize(&txn, id, &chosen, capacity).await?,
        Deed::Delete => remove(&txn, id, &chosen).await?,
    };
    let refused = place::by_ids(&txn, id, &refused).await?;
    let refused = refused.into_iter().map(|place| {
        let taken = i64::from(place.capacity - place.remaining);
        let number = if taken > 0 { taken } else { place.waiting };
        (place.day.to_string(), shown_time(place.starts), number)
    });
    let made = PlacesDone {
        refused: refused.collect(),
        ..made
    };
    forget(ctx, &txn, &change_form(id)).await?;
    let what = match deed {
        Deed::Capacity(capacity) => format!("capacity {capacity}"),
        Deed::Delete => "delete".to_owned(),
    };
    let detail = format!(
        "{}: {what}: {} of {} ({})",
        details.code,
        made.changed + made.removed + made.shut,
        chosen.len(),
        spoken(&chosen)
    );
    done(ctx, txn, &office, Action::PlacesChanged, &detail).await?;
    stay(ctx, &done_form(id), &Some(made), &(), here).await
}

/// Numbers of the first places, for the record.
fn spoken(ids: &[i64]) -> String {
    const FIRST: usize = 50;
    let first: Vec<String> = ids.iter().take(FIRST).map(|id| format!("#{id}")).collect();
    let more = if ids.len() > FIRST { " …" } else { "" };
    first.join(" ") + more
}

async fn resize(
    txn: &Txn,
    id: i64,
    chosen: &[i64],
    capacity: u16,
) -> Result<(PlacesDone, Vec<i64>)> {
    let (mut made, mut refused) = (PlacesDone::default(), Vec::new());
    for place in chosen {
        if place::set_capacity(txn, id, *place, capacity).await? {
            made.changed += 1;
        } else {
            refused.push(*place);
        }
    }
    Ok((made, refused))
}

async fn remove(txn: &Txn, id: i64, chosen: &[i64]) -> Result<(PlacesDone, Vec<i64>)> {
    let (mut made, mut refused) = (PlacesDone::default(), Vec::new());
    for place in chosen {
        match place::remove(txn, id, *place).await? {
            Removed::Gone => made.removed += 1,
            Removed::Closed => made.shut += 1,
            Removed::Kept => refused.push(*place),
        }
    }
    Ok((made, refused))
}
