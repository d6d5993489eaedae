//! 記号・番号の変更: the desk says that two entries of the roster are one person. Nobody is shown: whoever works here has both numbers
//! before them, and the answer is yes or why not.

use crate::{
    api::staff_expense::earlier::{EarlierPage, EarlierSaid},
    domain::{
        expense::earlier::{EarlierAct, EarlierField, EarlierForm},
        field::FieldErrors,
        staff::Action,
    },
    server::{
        access, audit,
        ctx::{Ctx, Next},
        error::Result,
        expense::earlier::{link, unlink},
        passwords::nfkc,
        staff::{kept, stay},
    },
    web::path,
};

/// Name under which what was typed, and what became of it, is kept.
const FORM: &str = "staff-expense-earlier";

/// What was typed, and what became of it.
type Kept = (EarlierForm, Option<EarlierSaid>);

/// The form; with `said` what was typed, and what became of it.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, said: bool) -> Result<EarlierPage> {
    access::expense_desk(ctx).await?;
    let ((form, said), errors): (Kept, FieldErrors<EarlierField>) = match said {
        true => kept(ctx, FORM).await?,
        false => Default::default(),
    };
    Ok(EarlierPage { form, errors, said })
}

/// Does it. What is done stands in the record under the person's number of now.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn act(ctx: &Ctx, form: EarlierForm, act: &str) -> Result<Next> {
    let desk = access::expense_desk(ctx).await?;
    let Some(act) = EarlierAct::from_code(act) else {
        return Ok(Next::to(path::STAFF_EXPENSES_EARLIER));
    };
    let to = path::STAFF_EXPENSES_EARLIER_SAID.to_owned();
    let pair = match form.parse(ctx.clock.today(), &nfkc) {
        Ok(pair) => pair,
        Err(errors) => {
            let kept: Kept = (form.kept(), None);
            return stay(ctx, FORM, &kept, &errors, to).await;
        }
    };
    let txn = ctx.db.begin().await?;
    let done = match act {
        EarlierAct::Link => link(&txn, &pair, Some(desk.id), ctx.clock.now()).await?,
        EarlierAct::Unlink => unlink(&txn, &pair).await?,
    };
    if let Ok(person) = done {
        let action = Action::ExpenseEarlierChanged;
        audit::record(ctx, &txn, &desk, action, Some(person), act.code()).await?;
    }
    txn.commit().await?;
    let refused = done.err();
    // what is done need not be typed again, what is refused is there to be put right
    let typed = match refused {
        Some(_) => form.kept(),
        None => EarlierForm::default(),
    };
    let kept: Kept = (typed, Some(EarlierSaid { act, refused }));
    let none = FieldErrors::<EarlierField>::new();
    stay(ctx, FORM, &kept, &none, to).await
}
