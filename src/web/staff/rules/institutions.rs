//! Institutions that were found, and the way their prices go to the next year.

use leptos::{prelude::*, server_fn::ServerFn};

use super::controls::{Choice, RulesTop, query, query_number};
use crate::{
    api::staff_rules::{
        CopyForm, CopyPrices, InstitutionLine, InstitutionsPage as Data, load_institutions,
    },
    domain::{checkup::next_year::Raise, field::FieldError},
    web::{
        load::loaded,
        path::rules as path,
        staff::ConsoleBody,
        ui::{
            Button, ButtonKind, Disclosure, LinkButton, Notice, NoticeKind, PageTitle, SearchBox,
            TextField, Width,
        },
        words::{
            Lang,
            staff_rules::{class, copied, copy_error, fiscal_year, institutions, rules, unit},
        },
    },
};

/// 健診機関
#[component]
pub fn InstitutionsPage() -> impl IntoView {
    let from = query_number("from").unwrap_or_default();
    let data = load_institutions(query("q"), from, query_number("copied"));
    loaded(data, |data| view! { <List data/> })
}

#[component]
fn List(data: Data) -> impl IntoView {
    let words = institutions(Lang::Ja);
    let may_edit = data.may_edit;
    let none = data.lines.is_empty();
    let encoded = data.encoded.clone();
    view! {
        <ConsoleBody>
            <RulesTop may_edit/>
            <PageTitle heading=words.heading caption=rules(Lang::Ja).caption/>
            {data.copied.map(|number| view! {
                <Notice kind=NoticeKind::Success announce=true>
                    <p>{copied(Lang::Ja, number)}</p>
                </Notice>
            })}
            <SearchBox action=path::INSTITUTIONS name="q" label=words.search value=data.query/>
            {if none {
                view! { <p>{words.none}</p> }.into_any()
            } else {
                view! { <Table lines=data.lines year=data.year/> }.into_any()
            }}
            <p class="cluster">
                {data.more.map(|from| view! {
                    <LinkButton
                        href=path::institutions_from(&encoded, from)
                        label=words.more
                        kind=ButtonKind::Secondary
                    />
                })}
                {(data.offset > 0).then(|| view! {
                    <LinkButton href=path::INSTITUTIONS label=words.first kind=ButtonKind::Quiet/>
                })}
                {may_edit.then(|| view! {
                    <LinkButton href=path::institution(None) label=words.new/>
                })}
            </p>
            {may_edit.then(|| view! { <Copy form=data.copy error=data.copy_error year=data.year/> })}
        </ConsoleBody>
    }
}

#[component]
fn Table(lines: Vec<InstitutionLine>, year: i32) -> impl IntoView {
    let words = institutions(Lang::Ja);
    let headings = [
        words.code,
        words.name,
        words.place,
        words.class,
        words.live,
        words.shown,
        words.links,
    ];
    let mark = |is_so: bool| if is_so { rules(Lang::Ja).yes } else { "" };
    let rows = lines
        .into_iter()
        .map(|one| {
            view! {
                <tr>
                    <td>{one.code}</td>
                    <th scope="row"><a href=path::institution(Some(one.id))>{one.name}</a></th>
                    <td>{one.prefecture.name()} {one.city}</td>
                    <td>{class(Lang::Ja, one.class)}</td>
                    <td>{mark(one.live)}</td>
                    <td>{mark(one.active)}</td>
                    <td>
                        <span class="cluster">
                            <a href=path::prices(one.id, year)>{words.prices}</a>
                            <a href=path::closed(one.id, year)>{words.closed}</a>
                            <a href=path::places(one.id, "")>{words.places}</a>
                        </span>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table__scroll" tabindex="0" role="region" aria-label=words.found>
            <table class="table">
                <thead>
                    <tr>
                        {headings.map(|heading| view! { <th scope="col">{heading}</th> }).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Copy(form: CopyForm, error: Option<FieldError>, year: i32) -> impl IntoView {
    let words = institutions(Lang::Ja);
    let years = [year - 1, year, year + 1];
    let years = years.map(|one| (one.to_string(), fiscal_year(Lang::Ja, one)));
    let units = Raise::UNITS.map(|one| (one.to_string(), unit(Lang::Ja, one)));
    let chosen = match form.year.as_str() {
        "" => year.to_string(),
        typed => typed.to_owned(),
    };
    let text = error.map(|error| copy_error(Lang::Ja, error));
    view! {
        <Disclosure summary=words.copy open=error.is_some()>
            <p>{words.copy_lead}</p>
            <form method="post" action=CopyPrices::url() novalidate class="form">
                <div class="staff__search">
                    <Choice
                        id="copy-year"
                        name="form[year]"
                        label=words.copy_year
                        options=years.into()
                        value=chosen
                    />
                    <TextField
                        id="copy-percent"
                        name="form[percent]"
                        label=words.copy_percent
                        hint=words.percent_hint
                        value=form.percent
                        error=text
                        autocomplete="off"
                        width=Width::Short
                    />
                    <Choice
                        id="copy-unit"
                        name="form[unit]"
                        label=words.copy_unit
                        options=units.into()
                        value=form.unit
                    />
                </div>
                <Button label=words.copy_button kind=ButtonKind::Secondary/>
            </form>
        </Disclosure>
    }
}
