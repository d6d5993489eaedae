//! What the frame and the overview of the console show.

use crate::{
    api::staff::StaffCard,
    domain::staff::Capability,
    server::{
        access::{self, Staff},
        ctx::Ctx,
        error::{Error, Result},
    },
};

fn card_of(staff: &Staff) -> StaffCard {
    StaffCard {
        name: staff.name.clone(),
        login: staff.login.as_str().to_owned(),
        role: staff.role,
        may: Capability::ALL
            .into_iter()
            .filter(|capability| staff.role.may(*capability))
            .collect(),
    }
}

/// Who is signed in.
///
/// # Errors
/// Nobody is, or the database's own.
pub async fn card(ctx: &Ctx) -> Result<StaffCard> {
    Ok(card_of(&access::staff(ctx).await?))
}

/// Who is signed in, for the frame: nobody is no reason to go elsewhere.
///
/// # Errors
/// The database's own.
pub async fn frame(ctx: &Ctx) -> Result<Option<StaffCard>> {
    match access::staff(ctx).await {
        Ok(staff) => Ok(Some(card_of(&staff))),
        Err(Error::Staff(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
