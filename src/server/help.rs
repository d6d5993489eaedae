//! お問い合わせ: a message becomes a row, a mail to the society and a receipt to whoever wrote it, all in one transaction.

use crate::{
    api::help::ContactPage,
    domain::{
        contact::{ContactField, ContactForm, Message},
        field::FieldErrors,
    },
    server::{
        ctx::{Ctx, Next},
        db::{self, Txn, inquiry::Inquiry},
        error::Result,
        mail::{Links, Mail},
        passwords::nfkc,
        registration::throttled,
    },
    web::path,
};

/// Name under which the form keeps what was typed.
const FORM: &str = "contact";
/// Name under which the number of the message sent last is kept.
const SENT: &str = "contact-sent";

/// The form as it was left, or with the address of whoever is signed in.
///
/// # Errors
/// The database's own.
pub async fn contact_page(ctx: &Ctx) -> Result<ContactPage> {
    if let Some(visitor) = &ctx.visit.visitor {
        let left = db::echo::get(ctx.db.reader(), visitor, FORM, ctx.clock.now()).await?;
        if let Some((form, errors)) = left {
            return Ok(ContactPage { form, errors });
        }
    }
    let mut page = ContactPage::default();
    if let Some(member) = ctx.member().await? {
        page.form.email = member.account.email.as_str().to_owned();
    }
    Ok(page)
}

/// The number of the message this browser sent last, if it was within the hour.
///
/// # Errors
/// The database's own.
pub async fn last_number(ctx: &Ctx) -> Result<Option<i64>> {
    let Some(visitor) = &ctx.visit.visitor else {
        return Ok(None);
    };
    let sent = db::echo::get::<i64, ()>(ctx.db.reader(), visitor, SENT, ctx.clock.now()).await?;
    Ok(sent.map(|(number, ())| number))
}

/// Takes a message in, or says what is wrong with it.
///
/// # Errors
/// The database's own.
pub async fn send(ctx: &Ctx, form: ContactForm) -> Result<Next> {
    let (visitor, cookie) = ctx.visitor();
    let outcome = match form.parse(&nfkc) {
        Ok(message) => accept(ctx, &visitor, message).await?,
        Err(errors) => Err(errors),
    };
    let Err(errors) = outcome else {
        return Ok(Next::to(path::CONTACT_SENT).with(cookie));
    };
    let now = ctx.clock.now();
    let typed = form.without_secrets();
    db::echo::put(ctx.db.writer(), &visitor, FORM, &typed, &errors, now).await?;
    Ok(Next::to(path::CONTACT).with(cookie))
}

async fn accept(
    ctx: &Ctx,
    visitor: &str,
    message: Message,
) -> Result<std::result::Result<(), FieldErrors<ContactField>>> {
    let account_id = ctx.member().await?.map(|member| member.account.id);
    let now = ctx.clock.now();
    let txn = ctx.db.begin().await?;
    if let Some(wait) = over_quota(ctx, &txn, visitor).await? {
        txn.commit().await?;
        let mut errors = FieldErrors::new();
        errors.insert(ContactField::Body, throttled(wait));
        return Ok(Err(errors));
    }
    let inquiry = Inquiry {
        account_id,
        topic: message.topic,
        email: message.email,
        body: message.body,
        created_at: now,
    };
    let id = db::inquiry::insert(&txn, &inquiry).await?;
    mail(ctx, &txn, id, &inquiry).await?;
    db::echo::clear(&txn, visitor, FORM).await?;
    db::echo::put(&txn, visitor, SENT, &id, &(), now).await?;
    txn.commit().await?;
    ctx.bell.ring();
    Ok(Ok(()))
}

/// How many seconds this browser or its network has to wait, if either has sent too much.
async fn over_quota(ctx: &Ctx, txn: &Txn, visitor: &str) -> Result<Option<i64>> {
    let now = ctx.clock.now();
    let own = ctx.counter("contact", visitor);
    let net = ctx.counter("contact-net", &ctx.visit.network);
    let limits = &ctx.settings.limits;
    for (key, quota) in [(&own, &limits.contact), (&net, &limits.contact_network)] {
        if let Err(wait) = db::throttle::take(txn, key, quota, now).await? {
            return Ok(Some(wait));
        }
    }
    Ok(None)
}

/// The message to the society, and the receipt. Anybody can type anybody's address here, so the receipt repeats nothing of
/// the message and an address gets few of them; a quota of its own keeps strangers from using up that of the mails people wait for.
async fn mail(ctx: &Ctx, txn: &Txn, id: i64, inquiry: &Inquiry) -> Result<()> {
    let to_society = Links {
        account_id: None,
        registration_id: None,
    };
    Mail::Inquiry { id }
        .enqueue(
            txn,
            &ctx.settings.mail.contact_to,
            to_society,
            inquiry.created_at,
        )
        .await?;
    let key = ctx.counter("receipt", &inquiry.email.key());
    let quota = db::throttle::take(
        txn,
        &key,
        &ctx.settings.limits.mails_per_address,
        inquiry.created_at,
    )
    .await?;
    if quota.is_err() {
        return Ok(());
    }
    let to_sender = Links {
        account_id: inquiry.account_id,
        registration_id: None,
    };
    Mail::InquiryReceived { id }
        .enqueue(txn, &inquiry.email, to_sender, inquiry.created_at)
        .await?;
    Ok(())
}
