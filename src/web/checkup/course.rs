//! A course: options, what is asked before, what it costs.

use leptos::{prelude::*, server_fn::ServerFn};

use super::courses::Why;
use crate::{
    api::checkup::{Choose, CoursePage as Data, Estimate, OptionLine, load_course},
    domain::{
        checkup::{
            choice::{ChoiceField, PRICE},
            contraindication::Condition,
            reason::Verdict,
        },
        field::{Field, FieldErrors},
    },
    web::{
        load::{comes_again, loaded_or_missing, param, query},
        path,
        problems::Problems,
        ui::{
            BackLink, Button, ButtonKind, CheckboxCard, CheckboxList, ErrorSummary, LinkButton,
            Notice, NoticeKind, PageBody, PageTitle, StepNav,
        },
        words::{
            Lang,
            checkup::{
                booking::booking,
                course::{
                    CourseWords, choice_error, condition, course as words_of, course_rule,
                    estimate, option_cap, option_rule,
                },
                day::{amounts, fiscal_year},
                reason::reason,
            },
        },
    },
};

/// A course.
#[component]
pub fn CoursePage() -> impl IntoView {
    let led = query("led").is_some();
    let data = load_course(
        param("year"),
        param("code"),
        query("replaces"),
        led,
        comes_again(),
    );
    loaded_or_missing(data, |data| view! { <Course data/> })
}

#[component]
fn Course(data: Data) -> impl IntoView {
    let words = words_of(Lang::Ja);
    let problems = Problems::new(&data.errors, |field, error| {
        choice_error(Lang::Ja, field, error).to_owned()
    });
    let led = data.led.then(|| data.left_out.clone());
    let back = match &data.replaces {
        Some(old) => (path::booking(old.id), booking(Lang::Ja).back_to_booking),
        None => (path::CHECKUP.to_owned(), words.back),
    };
    let heading = if matches!(data.verdict, Verdict::Yes { .. }) {
        data.course.name.clone()
    } else {
        words.not_for_you.to_owned()
    };
    view! {
        <PageBody>
            <BackLink href=back.0 label=back.1/>
            <ErrorSummary problems=problems.summary()/>
            <StepNav steps=&words.steps current=1/>
            <PageTitle
                heading
                caption=fiscal_year(Lang::Ja, data.course.fiscal_year)
                has_error=problems.any()
            />
            {data.replaces.is_some().then(|| view! { <Notice><p>{words.moving}</p></Notice> })}
            {led.map(|without| view! { <Led without words/> })}
            {body(data, words)}
        </PageBody>
    }
}

/// That the answers led here, and what did not come along.
#[component]
fn Led(without: Vec<String>, words: &'static CourseWords) -> impl IntoView {
    let names = (!without.is_empty()).then(|| without.join("、"));
    view! {
        <Notice announce=true>
            <p>{words.led}</p>
            {names.map(|names| view! { <p>{words.led_without} " " <strong>{names}</strong></p> })}
        </Notice>
    }
}

fn body(data: Data, words: &'static CourseWords) -> AnyView {
    if let Verdict::No(_) = data.verdict {
        let year = fiscal_year(Lang::Ja, data.course.fiscal_year);
        return view! {
            <p><strong>{data.course.name}</strong></p>
            <Why verdict=data.verdict year/>
            <LinkButton href=path::CHECKUP label=words.stop_courses/>
        }
        .into_any();
    }
    let replaces = data.replaces.as_ref().map(|one| one.id.to_string());
    let rule = course_rule(Lang::Ja, data.course.subsidy.copay, data.cap);
    let cap = data.course.option_cap.map(|cap| option_cap(Lang::Ja, cap));
    view! {
        <form method="post" action=Choose::url() novalidate class="form" data-prices="">
            <input type="hidden" name="form[fiscal_year]" value=data.course.fiscal_year.to_string()/>
            <input type="hidden" name="form[course]" value=data.course.code.as_str().to_owned()/>
            <input type="hidden" name="form[replaces]" value=replaces.unwrap_or_default()/>
            <Options options=data.options errors=data.errors.clone() words/>
            <section class="stack" id="price">
                <h2>{words.price_heading}</h2>
                <div class="stack" aria-live="polite" data-estimates="" data-late=words.price_late>
                    <Estimates estimates=data.estimates words/>
                </div>
                <p>{words.price_classes}</p>
                <p class="price__note">{rule} {cap}</p>
            </section>
            <Conditions conditions=data.conditions errors=data.errors words/>
            <Button label=words.next large=true/>
        </form>
    }
    .into_any()
}

#[component]
fn Options(
    options: Vec<OptionLine>,
    errors: FieldErrors<ChoiceField>,
    words: &'static CourseWords,
) -> impl IntoView {
    if options.is_empty() {
        return view! { <p>{words.no_options}</p> }.into_any();
    }
    let error = errors
        .get(ChoiceField::Options)
        .map(|error| choice_error(Lang::Ja, ChoiceField::Options, error).to_owned());
    let boxes = options.into_iter().map(option).collect_view();
    view! {
        <section class="stack">
            <h2>{words.options_heading}</h2>
            <p>{words.options_lead}</p>
            <CheckboxList legend=words.options_heading id=ChoiceField::Options.name() error>
                {boxes}
            </CheckboxList>
            <p class="field__hint">{words.price_hint}</p>
            <Button
                label=words.price_button
                kind=ButtonKind::Secondary
                name="form[act]"
                value=PRICE
            />
        </section>
    }
    .into_any()
}

fn option(line: OptionLine) -> impl IntoView {
    let rule = line.rule;
    let text = match line.against {
        Some(why) => reason(Lang::Ja, &why, ""),
        None if line.barred => words_of(Lang::Ja).barred.to_owned(),
        None => {
            let money = option_rule(Lang::Ja, rule.copay, rule.cap);
            [money.as_str(), rule.needs.as_str()].join(" ")
        }
    };
    view! {
        <CheckboxCard
            name="form[options][]"
            value=rule.code.as_str()
            label=rule.name
            text=text.trim().to_owned()
            checked=line.chosen
            disabled=line.against.is_some() || line.barred
        />
    }
}

#[component]
fn Estimates(estimates: Vec<Estimate>, words: &'static CourseWords) -> impl IntoView {
    if estimates.is_empty() {
        let nowhere = words.price_nowhere;
        return view! { <Notice kind=NoticeKind::Warning><p>{nowhere}</p></Notice> }.into_any();
    }
    let lines = estimates
        .into_iter()
        .map(|one| {
            view! {
                <li class="price__line">
                    <span class="price__item">
                        {estimate(Lang::Ja, one.class, one.institutions)}
                    </span>
                    <span class="price__own">{amounts(Lang::Ja, one.least, one.most)}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <p>{words.price_lead}</p>
        <ul class="price">{lines}</ul>
    }
    .into_any()
}

#[component]
fn Conditions(
    conditions: Vec<Condition>,
    errors: FieldErrors<ChoiceField>,
    words: &'static CourseWords,
) -> impl IntoView {
    if conditions.is_empty() {
        return ().into_any();
    }
    let error = errors
        .get(ChoiceField::Conditions)
        .map(|error| choice_error(Lang::Ja, ChoiceField::Conditions, error).to_owned());
    let boxes = conditions
        .into_iter()
        .map(|one| {
            view! {
                <CheckboxCard
                    name="form[conditions][]"
                    value=one.code()
                    label=condition(Lang::Ja, one)
                />
            }
        })
        .collect_view();
    view! {
        <section class="stack">
            <h2>{words.conditions_heading}</h2>
            <p>{words.conditions_lead}</p>
            <CheckboxList legend=words.conditions_heading id=ChoiceField::Conditions.name() error>
                {boxes}
                <CheckboxCard name="form[none]" value="on" label=words.none_of_them/>
            </CheckboxList>
        </section>
    }
    .into_any()
}
