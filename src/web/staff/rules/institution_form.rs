//! An institution to be edited.

use leptos::{prelude::*, server_fn::ServerFn};

use super::controls::{Choice, RulesTop, Tick, Ticks, param, query};
use crate::{
    api::staff_rules::{InstitutionPage as Data, SaveInstitution, load_institution},
    domain::{
        checkup::{
            institution::{InstitutionClass, Prefecture},
            institution_form::{InstitutionField as F, InstitutionForm, YES},
        },
        field::Field,
        weekday::Weekday,
    },
    web::{
        load::loaded_or_gone,
        path::rules as path,
        problems::Problems,
        staff::ConsoleBody,
        ui::{
            BackLink, Button, ErrorSummary, LinkItem, LinkList, PageTitle, Sheet, TextAreaField,
            TextField, Width,
        },
        words::{
            Lang,
            staff_rules::{
                class, institution, institution_error, institution_label, institutions, rules,
            },
        },
    },
};

/// An institution, or a new one.
#[component]
pub fn InstitutionPage() -> impl IntoView {
    let (id, fresh) = (param("id"), !query("fresh").is_empty());
    loaded_or_gone(load_institution(id, fresh), |data| view! { <Edit data/> })
}

#[component]
fn Edit(data: Data) -> impl IntoView {
    let words = institution(Lang::Ja);
    let problems = Problems::new(&data.errors, |field, error| {
        institution_error(Lang::Ja, field, error)
    });
    let heading = match data.id {
        Some(_) => data.name.clone(),
        None => words.heading_new.to_owned(),
    };
    let (id, may_edit, any) = (data.id, data.may_edit, problems.any());
    let ways = id.map(|id| {
        let words = institutions(Lang::Ja);
        view! {
            <LinkList>
                <LinkItem href=path::prices(id, data.year) label=words.prices/>
                <LinkItem href=path::closed(id, data.year) label=words.closed/>
                <LinkItem href=path::places(id, &data.month) label=words.places/>
            </LinkList>
        }
    });
    view! {
        <ConsoleBody>
            <RulesTop may_edit/>
            <BackLink href=path::INSTITUTIONS/>
            <ErrorSummary problems=problems.summary()/>
            <PageTitle heading caption=rules(Lang::Ja).institutions has_error=any/>
            {ways}
            {any.then(|| view! {
                <p><a href=path::fresh(&path::institution(id))>{rules(Lang::Ja).fresh}</a></p>
            })}
            <Form id form=data.form problems may_edit/>
        </ConsoleBody>
    }
}

#[component]
fn Form(
    id: Option<i64>,
    form: InstitutionForm,
    problems: Problems<F>,
    may_edit: bool,
) -> impl IntoView {
    let number = id.map_or_else(|| "new".to_owned(), |id| id.to_string());
    view! {
        <form method="post" action=SaveInstitution::url() novalidate>
            <input type="hidden" name="id" value=number/>
            <fieldset class="rules__form stack" disabled=!may_edit>
                <Basics form=form.clone() problems=problems.clone() is_new=id.is_none()/>
                <Offers form=form.clone() problems=problems.clone()/>
                <Rules form problems/>
                {may_edit.then(|| view! { <Button label=rules(Lang::Ja).save large=true/> })}
            </fieldset>
        </form>
    }
}

/// A question answered in one line.
fn line(
    problems: &Problems<F>,
    field: F,
    value: &str,
    hint: &'static str,
    required: bool,
    width: Width,
) -> impl IntoView + use<> {
    view! {
        <TextField
            id=field.name()
            name=format!("form[{}]", field.name())
            label=institution_label(Lang::Ja, field)
            hint=hint
            value=value.to_owned()
            error=problems.of(field)
            required
            autocomplete="off"
            width
        />
    }
}

#[component]
fn Basics(form: InstitutionForm, problems: Problems<F>, is_new: bool) -> impl IntoView {
    let words = institution(Lang::Ja);
    let none = std::iter::once((String::new(), words.prefecture_none.to_owned()));
    let all = Prefecture::all().map(|one| (one.code().to_string(), one.name().to_owned()));
    let own = problems.clone();
    let required = move |field: F, value: &str, hint: &'static str, width: Width| {
        line(&own, field, value, hint, true, width)
    };
    view! {
        <Sheet>
            <h2>{words.basics}</h2>
            {if is_new {
                required(F::Code, &form.code, words.code_hint, Width::Medium).into_any()
            } else {
                view! { <p>{institution_label(Lang::Ja, F::Code)} ": " {form.code.clone()}</p> }.into_any()
            }}
            {required(F::Name, &form.name, "", Width::Full)}
            {required(F::Kana, &form.kana, words.kana_hint, Width::Full)}
            <div class="staff__search">
                <Choice
                    id=F::Prefecture.name()
                    name="form[prefecture]"
                    label=institution_label(Lang::Ja, F::Prefecture)
                    options=none.chain(all).collect()
                    value=form.prefecture.clone()
                    error=problems.of(F::Prefecture)
                />
                {required(F::City, &form.city, "", Width::Full)}
            </div>
            {required(F::Address, &form.address, "", Width::Full)}
            {line(&problems, F::Station, &form.station, "", false, Width::Full)}
            {required(F::Phone, &form.phone, "", Width::Medium)}
        </Sheet>
    }
}

#[component]
fn Offers(form: InstitutionForm, problems: Problems<F>) -> impl IntoView {
    let words = institution(Lang::Ja);
    let none = std::iter::once((String::new(), words.class_none.to_owned()));
    let classes = InstitutionClass::ALL
        .into_iter()
        .map(|one| (one.code().to_owned(), class(Lang::Ja, one)));
    let weekdays = Weekday::ALL.map(|day| (day.code().to_owned(), day.kanji().to_string()));
    let flag = |field: F, value: &str, label: &'static str| {
        let name = format!("form[{}]", field.name());
        view! { <p><Tick name value=YES label checked=!value.is_empty()/></p> }
    };
    view! {
        <Sheet>
            <h2>{words.offers}</h2>
            <Choice
                id=F::Class.name()
                name="form[class]"
                label=institution_label(Lang::Ja, F::Class)
                options=none.chain(classes).collect()
                value=form.class.clone()
                error=problems.of(F::Class)
            />
            <Ticks
                id=F::ClosedWeekdays.name()
                name="form[closed_weekdays][]"
                label=institution_label(Lang::Ja, F::ClosedWeekdays)
                options=weekdays.into()
                values=form.closed_weekdays.clone()
                error=problems.of(F::ClosedWeekdays)
            />
            {flag(F::Saturdays, &form.saturdays, words.saturdays)}
            {flag(F::WomenDays, &form.women_days, words.women_days)}
            {flag(F::BarrierFree, &form.barrier_free, words.barrier_free)}
            {flag(F::Live, &form.live, words.live)}
            {flag(F::Active, &form.active, words.active)}
        </Sheet>
    }
}

#[component]
fn Rules(form: InstitutionForm, problems: Problems<F>) -> impl IntoView {
    let words = institution(Lang::Ja);
    let own = problems.clone();
    let short = move |field: F, value: &str, hint: &'static str| {
        line(&own, field, value, hint, true, Width::Short)
    };
    view! {
        <Sheet>
            <h2>{words.rules}</h2>
            <div class="staff__search">
                {short(F::CutoffDays, &form.cutoff_days, words.cutoff_days_hint)}
                {short(F::CutoffTime, &form.cutoff_time, words.cutoff_time_hint)}
                {short(F::LeadDays, &form.lead_days, words.lead_hint)}
            </div>
            {line(&problems, F::CancelCost, &form.cancel_cost, words.cancel_hint, false, Width::Full)}
            {line(
                &problems,
                F::QuestionnaireUrl,
                &form.questionnaire_url,
                words.url_hint,
                false,
                Width::Full,
            )}
            <TextAreaField
                id=F::Preparation.name()
                name="form[preparation]"
                label=institution_label(Lang::Ja, F::Preparation)
                hint=words.preparation_hint
                value=form.preparation.clone()
                error=problems.of(F::Preparation)
                required=false
                rows=4
            />
        </Sheet>
    }
}
