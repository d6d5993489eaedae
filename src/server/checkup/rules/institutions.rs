//! 健診機関: the search, and editing.

use super::{diff::changes, done, forget, institution, looking, this_year};
use crate::{
    api::staff_rules::{CopyForm, InstitutionLine, InstitutionPage, InstitutionsPage},
    domain::{
        checkup::{
            institution::search_key,
            institution_form::{Details, InstitutionField, InstitutionForm},
        },
        field::{FieldError, FieldErrors},
        form::cut,
        staff::Action,
    },
    server::{
        access,
        ctx::{Ctx, Next, Page},
        db::checkup_rules::institution as table,
        error::Result,
        passwords::nfkc,
        staff::{kept, stay},
    },
    web::path::rules as path,
};

/// Institutions on one page.
pub const PER_PAGE: u64 = 100;
/// Most words that are searched for.
const WORDS: usize = 5;

fn form_of(id: &str) -> String {
    let id: String = id.chars().take(20).collect();
    format!("institution:{id}")
}

fn line((id, details): (i64, Details)) -> InstitutionLine {
    InstitutionLine {
        id,
        code: details.code.to_string(),
        name: details.name,
        prefecture: details.prefecture,
        city: details.city,
        class: details.class,
        live: details.live,
        active: details.active,
    }
}

/// Text as part of an address.
fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let one = |byte: u8| match byte {
        byte if plain(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

/// Institutions by words of name, kana, city or station, or by the beginning of the code.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn list(
    ctx: &Ctx,
    query: &str,
    offset: u64,
    copied: Option<u64>,
) -> Result<InstitutionsPage> {
    let (_, may_edit) = looking(ctx).await?;
    let query = cut(query);
    let words: Vec<String> = query
        .split_whitespace()
        .take(WORDS)
        .map(|word| search_key(word, &nfkc))
        .filter(|word| !word.is_empty())
        .collect();
    let offset = offset.min(1_000_000);
    let mut found = table::search(ctx.db.reader(), &words, offset, PER_PAGE + 1).await?;
    let more = found.len() as u64 > PER_PAGE;
    found.truncate(PER_PAGE as usize);
    let (copy, copy_error): (CopyForm, Option<FieldError>) =
        kept(ctx, super::prices_copy::FORM).await?;
    Ok(InstitutionsPage {
        encoded: encoded(&query),
        query,
        offset,
        more: more.then_some(offset + PER_PAGE),
        lines: found.into_iter().map(line).collect(),
        year: this_year(ctx),
        copy,
        copy_error,
        copied,
        may_edit,
    })
}

/// An institution for editing, as it was left; `fresh` as it is stored. `new` is one that is not stored yet.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn page(ctx: &Ctx, id: &str, fresh: bool) -> Result<Page<InstitutionPage>> {
    let (_, may_edit) = looking(ctx).await?;
    let stored = institution(ctx, id).await?;
    if stored.is_none() && id != NEW {
        return Ok(Page::Go(path::INSTITUTIONS.to_owned()));
    }
    let typed: (Option<InstitutionForm>, FieldErrors<InstitutionField>) = match fresh {
        true => Default::default(),
        false => kept(ctx, &form_of(id)).await?,
    };
    let as_stored = || match &stored {
        Some((_, details)) => InstitutionForm::of(details),
        None => InstitutionForm::blank(),
    };
    let today = ctx.clock.today();
    Ok(Page::Show(InstitutionPage {
        form: typed.0.unwrap_or_else(as_stored),
        errors: typed.1,
        year: this_year(ctx),
        month: format!("{:04}-{:02}", today.year(), today.month()),
        name: stored
            .as_ref()
            .map_or_else(String::new, |(_, details)| details.name.clone()),
        id: stored.map(|(id, _)| id),
        may_edit,
    }))
}

/// Stands in an address for an institution that is not stored yet.
pub const NEW: &str = "new";

/// Saves an institution that was typed.
///
/// # Errors
/// Nobody with the right is signed in, or the database's own.
pub async fn save(ctx: &Ctx, id: &str, mut form: InstitutionForm) -> Result<Next> {
    let office = access::checkup_office(ctx).await?;
    let stored = institution(ctx, id).await?;
    if let Some((_, before)) = &stored {
        // an institution keeps its code: files and lists know it by that
        form.code = before.code.to_string();
    } else if id != NEW {
        return Ok(Next::to(path::INSTITUTIONS));
    }
    let here = path::institution(stored.as_ref().map(|(id, _)| *id));
    let form_name = form_of(id);
    let refuse = async |errors: FieldErrors<InstitutionField>| {
        stay(ctx, &form_name, &Some(form.kept()), &errors, here).await
    };
    let details = match form.parse(&nfkc) {
        Ok(details) => details,
        Err(errors) => return refuse(errors).await,
    };
    let (now, key) = (ctx.clock.now(), details.search_key(&nfkc));
    let txn = ctx.db.begin().await?;
    let (id, detail) = match stored {
        Some((id, before)) => {
            table::update(&txn, id, &details, &key, now).await?;
            let difference = changes(&before, &details);
            (id, format!("{}: {difference}", details.code))
        }
        None => match table::insert(&txn, &details, &key, now).await? {
            Some(id) => (id, format!("{}: new", details.code)),
            None => {
                drop(txn);
                let mut errors = FieldErrors::new();
                errors.insert(InstitutionField::Code, FieldError::Taken);
                return refuse(errors).await;
            }
        },
    };
    forget(ctx, &txn, &form_name).await?;
    done(ctx, txn, &office, Action::InstitutionChanged, &detail).await?;
    Ok(Next::to(path::saved(&path::institution(Some(id)))))
}
