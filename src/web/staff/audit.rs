//! 操作の記録: what staff did and whose data they saw.

use leptos::{prelude::*, server_fn::ServerFn};
use leptos_router::hooks::use_query_map;

use super::frame::ConsoleBody;
use crate::{
    api::staff::{AuditLine, AuditPage as AuditData, SearchAudit, load_audit},
    domain::{
        field::{Field, FieldError, FieldErrors},
        staff::{AuditField, AuditForm},
    },
    web::{
        load::loaded,
        path,
        problems::Problems,
        ui::{
            Button, ButtonKind, Disclosure, ErrorSummary, LinkButton, PageTitle, TextField, Width,
        },
        words::{
            Lang,
            date::date,
            field::sentence,
            staff::{AuditWords, action, actor, audit},
        },
    },
};

/// 操作の記録
#[component]
pub fn AuditPage() -> impl IntoView {
    let before = use_query_map().with_untracked(|query| query.get("before"));
    let before = before.and_then(|id| id.parse().ok());
    loaded(load_audit(before), |data| view! { <Record data/> })
}

fn label(words: &AuditWords, field: AuditField) -> &'static str {
    match field {
        AuditField::Symbol => words.symbol,
        AuditField::Number => words.number,
        AuditField::From => words.from,
        AuditField::To => words.to,
    }
}

fn problems_of(words: &AuditWords, errors: &FieldErrors<AuditField>) -> Problems<AuditField> {
    let text = |field, error: FieldError| match field {
        AuditField::From | AuditField::To => {
            let label = format!("「{}」", label(words, field));
            sentence(Lang::Ja, &label, error)
        }
        field => sentence(Lang::Ja, label(words, field), error),
    };
    Problems::new(errors, text)
}

#[component]
fn Record(data: AuditData) -> impl IntoView {
    let words = audit(Lang::Ja);
    let problems = problems_of(words, &data.errors);
    let none = data.lines.is_empty();
    view! {
        <ConsoleBody>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading=words.heading has_error=problems.any()>
                <p>{words.lead}</p>
            </PageTitle>
            <Disclosure summary=words.search open=data.searching>
                <Search form=data.form problems searching=data.searching/>
            </Disclosure>
            {if none {
                view! { <p>{words.none}</p> }.into_any()
            } else {
                view! { <Lines lines=data.lines/> }.into_any()
            }}
            <p class="cluster">
                {data.older.map(|id| view! {
                    <LinkButton
                        href=path::staff_audit_before(id)
                        label=words.older
                        kind=ButtonKind::Secondary
                    />
                })}
                {(!data.newest).then(|| view! {
                    <LinkButton href=path::STAFF_AUDIT label=words.newest kind=ButtonKind::Quiet/>
                })}
            </p>
        </ConsoleBody>
    }
}

#[component]
fn Search(form: AuditForm, problems: Problems<AuditField>, searching: bool) -> impl IntoView {
    let words = audit(Lang::Ja);
    let field = |field: AuditField, value: String, hint: Option<&'static str>| {
        view! {
            <TextField
                id=field.name()
                name=format!("form[{}]", field.name())
                label=label(words, field)
                hint=hint.unwrap_or_default()
                value
                error=problems.of(field)
                required=false
                autocomplete="off"
                width=Width::Medium
            />
        }
    };
    let day = Some(words.date_hint);
    view! {
        <form method="post" action=SearchAudit::url() novalidate class="form">
            <div class="staff__search">
                {field(AuditField::Symbol, form.symbol, None)}
                {field(AuditField::Number, form.number, None)}
                {field(AuditField::From, form.from, day)}
                {field(AuditField::To, form.to, day)}
            </div>
            <Button label=words.search_button/>
        </form>
        {searching.then(|| view! {
            <form method="post" action=SearchAudit::url()>
                <Button label=words.clear_button kind=ButtonKind::Quiet/>
            </form>
        })}
    }
}

#[component]
fn Lines(lines: Vec<AuditLine>) -> impl IntoView {
    let words = audit(Lang::Ja);
    let rows = lines
        .into_iter()
        .map(|line| {
            view! {
                <tr>
                    <td class="staff__moment">{date(Lang::Ja, &line.at)}</td>
                    <td>{actor(Lang::Ja, &line.login)}</td>
                    <td>{action(Lang::Ja, &line.action)}</td>
                    <td>{line.person}</td>
                    <td class="staff__detail">{line.detail}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table__scroll" tabindex="0" role="region" aria-label=words.found>
            <table class="table staff__lines">
                <thead>
                    <tr>
                        {[words.at, words.who, words.what, words.person, words.detail]
                            .map(|heading| view! { <th scope="col">{heading}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
