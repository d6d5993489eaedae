//! Who of the staff asks, and what they may do. Rights are values: what is dangerous takes one, and only a role that has the right
//! gives it.
//!
//! May enter: the session, roles. Must not: what is done with a right.

use std::ops::Deref;

use super::{
    audit,
    ctx::Ctx,
    db::{self, staff::StaffRow},
    error::{Error, Result},
};
use crate::domain::staff::{Action, Capability, Gate, Login, Role};

/// One of the staff whose session has shown both factors: holding one is the right to be in the console.
#[derive(Clone)]
pub struct Staff {
    /// The account.
    pub id: i64,
    /// ログインID
    pub login: Login,
    /// 氏名
    pub name: String,
    /// What the person is there for.
    pub role: Role,
    /// Digest of the session's token.
    pub session: String,
}

/// One of the staff who has shown the password, and perhaps nothing more yet.
#[derive(Clone)]
pub struct HalfWay {
    /// The account.
    pub row: StaffRow,
    /// Digest of the session's token.
    pub session: String,
    /// Whether the second factor was shown, too.
    pub verified: bool,
}

impl HalfWay {
    /// What is still to be done before the console opens.
    pub fn gate(&self) -> Option<Gate> {
        if self.row.start_until.is_some() {
            Some(Gate::Password)
        } else if self.row.enrolled_at.is_none() {
            Some(Gate::Enrol)
        } else if !self.verified {
            Some(Gate::Verify)
        } else {
            None
        }
    }
}

/// Who has shown at least the password; a closed account has shown nothing.
///
/// # Errors
/// The database's own.
pub async fn half_way(ctx: &Ctx) -> Result<Option<HalfWay>> {
    let Some(digest) = &ctx.visit.staff else {
        return Ok(None);
    };
    let now = ctx.clock.now();
    let reader = ctx.db.reader();
    let Some(session) = db::staff_session::find(reader, digest, now).await? else {
        return Ok(None);
    };
    let row = db::staff::by_id(reader, session.staff_id).await?;
    let Some(row) = row.filter(|row| row.disabled_at.is_none()) else {
        return Ok(None);
    };
    if session.touch_due(now) {
        db::staff_session::touch(ctx.db.writer(), digest, now).await?;
    }
    Ok(Some(HalfWay {
        row,
        session: digest.clone(),
        verified: session.verified_at.is_some(),
    }))
}

/// Who is signed in at the console.
///
/// # Errors
/// [`Error::Staff`] with what is still to be done: the sign-in itself, the second factor, or the first own password.
pub async fn staff(ctx: &Ctx) -> Result<Staff> {
    let half = half_way(ctx).await?.ok_or(Error::Staff(Gate::SignIn))?;
    if let Some(gate) = half.gate() {
        return Err(Error::Staff(gate));
    }
    Ok(Staff {
        id: half.row.id,
        login: half.row.login,
        name: half.row.name,
        role: half.row.role,
        session: half.session,
    })
}

/// Who is signed in at the console, provided the role has the right. What was refused stands in the record.
async fn having(ctx: &Ctx, capability: Capability) -> Result<Staff> {
    let staff = staff(ctx).await?;
    if staff.role.may(capability) {
        return Ok(staff);
    }
    let right = capability.code();
    audit::record(ctx, ctx.db.writer(), &staff, Action::Refused, None, right).await?;
    Err(Error::Forbidden)
}

/// Declares a right: a type that only [`having`] the capability gives, and that is the person who has it.
macro_rules! right {
    ($(#[$meta:meta])* $right:ident from $function:ident = $capability:ident) => {
        $(#[$meta])*
        #[derive(Clone)]
        pub struct $right(Staff);

        impl Deref for $right {
            type Target = Staff;

            fn deref(&self) -> &Staff {
                &self.0
            }
        }

        /// The right of whoever is signed in at the console.
        ///
        /// # Errors
        /// [`Error::Staff`] when nobody is, [`Error::Forbidden`] when the role has not got it, or the database's own.
        pub async fn $function(ctx: &Ctx) -> Result<$right> {
            having(ctx, Capability::$capability).await.map($right)
        }
    };
}

right! {
    /// The right to see courses, institutions, places and bookings. Looking at a person goes through [`audit`].
    CheckupView from checkup_view = SeeCheckup
}
right! {
    /// The right to work on bookings: answer wishes, book by phone, record who came.
    CheckupDesk from checkup_desk = WorkCheckup
}
right! {
    /// The right to decide on courses, rules, institutions, places and holidays.
    CheckupOffice from checkup_office = RuleCheckup
}
right! {
    /// The right to read the record of what staff did.
    AuditView from audit_view = SeeAudit
}
right! {
    /// The right to see batches of 医療費 with their counts and totals; nobody's rows.
    ExpenseView from expense_view = SeeExpenses
}
right! {
    /// The right to work on 医療費: batches, rows without a person, paper, 不開示. Looking at a person goes through [`audit`].
    ExpenseDesk from expense_desk = WorkExpenses
}

impl From<CheckupDesk> for CheckupView {
    fn from(desk: CheckupDesk) -> Self {
        Self(desk.0)
    }
}

impl From<CheckupOffice> for CheckupView {
    fn from(office: CheckupOffice) -> Self {
        Self(office.0)
    }
}
