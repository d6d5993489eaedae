//! Steps 1 and 2: who registers with which address and password, and which mails are wanted. All of it waits in a draft row.

use crate::{
    domain::{
        field::FieldError,
        newsletter::CategoryId,
        password::NewPassword,
        registration::{Account, AccountField, AccountForm, Rules, Step},
    },
    server::{
        ctx::{Ctx, Next},
        db::{self, Txn, draft::Draft, person::Person},
        error::Result,
        passwords::{is_common, nfkc},
        registration::{
            draft_of, eligible, finish, step_of, taken, throttled, to_approve, told_taken,
            without_draft,
        },
    },
    web::path,
};

/// Reads the first form, looks the person up in the roster, and keeps the answers.
///
/// # Errors
/// Busy, or the database's own.
pub async fn save_account(ctx: &Ctx, form: AccountForm) -> Result<Next> {
    let (visitor, cookie) = ctx.visitor();
    let mut before = draft_of(ctx).await?.unwrap_or_default();
    if !form.password.is_empty() {
        // Whoever types another password means that one: if this form is refused, the earlier one must not stand in for it.
        before.password_hash = None;
    }
    // somebody else at the same browser chooses the mails anew
    let same_person = before.form.is_about_whom(&form);
    let mut draft = Draft {
        visitor,
        form: form.without_secrets(),
        newsletters: before.newsletters.filter(|_| same_person),
        password_hash: before.password_hash,
        pepper_id: before.pepper_id,
        password_weak: before.password_weak,
        updated_at: ctx.clock.now(),
        ..Draft::default()
    };
    let rules = Rules {
        policy: ctx.settings.password,
        today: ctx.clock.today(),
        password_kept: draft.password_hash.is_some(),
    };
    let read = match form.parse(&nfkc, &rules) {
        Ok(account) => read_account(ctx, &mut draft, account).await?,
        Err(errors) => {
            draft.errors = errors;
            Some(path::REGISTER.to_owned())
        }
    };
    db::draft::save(ctx.db.writer(), &draft).await?;
    // what kept other answers from being registered is over
    db::echo::clear(ctx.db.writer(), &draft.visitor, finish::FORM).await?;
    let to = read.unwrap_or_else(|| match step_of(Some(&draft)) {
        Step::Confirm => path::REGISTER_CONFIRM.to_owned(),
        _ => path::REGISTER_NEWSLETTERS.to_owned(),
    });
    Ok(Next::to(to).with(cookie))
}

/// Checks what needs the world and fills the draft in; the path to go to when it cannot go on.
async fn read_account(ctx: &Ctx, draft: &mut Draft, account: Account) -> Result<Option<String>> {
    if let Some(error) = guessable(ctx, &account) {
        draft.errors.insert(AccountField::Password, error);
        return Ok(Some(path::REGISTER.to_owned()));
    }
    let txn = ctx.db.begin().await?;
    let found = find_person(ctx, &txn, &account).await?;
    let found = match found {
        Ok(person) => check_address(ctx, &txn, &account, person).await?,
        Err(wrong) => Err(wrong),
    };
    let refused = match &found {
        Ok(person) => to_approve(ctx, &txn, person, &account.email)
            .await?
            .is_err(),
        Err(_) => false,
    };
    txn.commit().await?;
    let person = match found {
        Ok(person) => person,
        Err((field, error)) => {
            draft.errors.insert(field, error);
            if error == FieldError::NotMatched && draft.form.contradicts_itself(&nfkc) {
                draft.errors.insert(AccountField::Number, error);
            }
            return Ok(Some(path::REGISTER.to_owned()));
        }
    };
    if let Err(why) = eligible(ctx, &person) {
        draft.password_hash = None;
        return Ok(Some(path::ineligible(why)));
    }
    if refused {
        draft.password_hash = None;
        return Ok(Some(path::REGISTER_PAUSED.to_owned()));
    }
    if let Some(password) = account.password {
        keep_password(ctx, draft, password).await?;
    }
    draft.person_id = Some(person.id);
    draft.email = Some(account.email);
    Ok(None)
}

/// What makes the new password easy to guess, if anything does.
fn guessable(ctx: &Ctx, account: &Account) -> Option<FieldError> {
    let password = account.password.as_ref()?;
    if is_common(password, &ctx.settings.password) {
        return Some(FieldError::Common);
    }
    let personal = account.has_personal_password(&ctx.society.password_words);
    personal.then_some(FieldError::Personal)
}

async fn keep_password(ctx: &Ctx, draft: &mut Draft, password: NewPassword) -> Result<()> {
    let hashed = ctx.hasher.hash(&password).await?;
    draft.password_hash = Some(hashed.hash);
    draft.pepper_id = Some(hashed.pepper_id);
    draft.password_weak = hashed.weak;
    Ok(())
}

type Found<T> = std::result::Result<T, (AccountField, FieldError)>;

/// The one person of the roster that fits. Asking is counted before it is answered, per number and per network; an answer that
/// found somebody takes the count back.
async fn find_person(ctx: &Ctx, txn: &Txn, account: &Account) -> Result<Found<Person>> {
    let now = ctx.clock.now();
    let identifier = [account.symbol.as_str(), "|", account.number.as_str()].concat();
    let counters = [
        (
            ctx.counter("roster", &identifier),
            &ctx.settings.limits.roster_miss_number,
        ),
        (
            ctx.counter("roster-net", &ctx.visit.network),
            &ctx.settings.limits.roster_miss_network,
        ),
    ];
    for (key, rule) in &counters {
        if let Err(wait) = db::throttle::attempt(txn, key, rule, now).await? {
            return Ok(Err((AccountField::Symbol, throttled(wait))));
        }
    }
    let people = db::person::matching(
        txn,
        &account.symbol,
        &account.number,
        account.branch.as_ref(),
        &account.birth_date,
        &account.kana.key(),
    )
    .await?;
    if people.is_empty() {
        return Ok(Err((AccountField::Symbol, FieldError::NotMatched)));
    }
    for (key, _) in &counters {
        db::throttle::forgive(txn, key, now).await?;
    }
    let mut people = people.into_iter();
    match (people.next(), people.next()) {
        (Some(person), None) => Ok(Ok(person)),
        _ => Ok(Err((AccountField::Branch, FieldError::Empty))),
    }
}

/// Refuses an address that is another person's, which only somebody who matched the roster is told, and not too often.
async fn check_address(
    ctx: &Ctx,
    txn: &Txn,
    account: &Account,
    person: Person,
) -> Result<Found<Person>> {
    if !taken(txn, &account.email, person.id).await? {
        return Ok(Ok(person));
    }
    let error = told_taken(ctx, txn, person.id).await?;
    Ok(Err((AccountField::Email, error)))
}

/// Keeps which mails are wanted. Only categories the settings know count; mandatory ones stay.
///
/// # Errors
/// The database's own.
pub async fn save_newsletters(ctx: &Ctx, ticked: &[String]) -> Result<Next> {
    let Some(mut draft) = draft_of(ctx).await? else {
        return Ok(Next::to(without_draft(ctx).await?));
    };
    let wanted = wanted(ctx, ticked);
    draft.newsletters = Some(wanted);
    draft.updated_at = ctx.clock.now();
    db::draft::save(ctx.db.writer(), &draft).await?;
    db::echo::clear(ctx.db.writer(), &draft.visitor, finish::FORM).await?;
    Ok(Next::to(match step_of(Some(&draft)) {
        Step::Account => path::REGISTER,
        _ => path::REGISTER_CONFIRM,
    }))
}

/// The known categories among `ticked`, and the mandatory ones.
pub fn wanted(ctx: &Ctx, ticked: &[String]) -> Vec<CategoryId> {
    ctx.settings
        .newsletters
        .iter()
        .filter(|category| category.mandatory || ticked.iter().any(|id| id == category.id.as_str()))
        .map(|category| category.id.clone())
        .collect()
}
