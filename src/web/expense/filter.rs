//! Which rows are shown: of one person, of one month. A plain form; the page is the same one.

use leptos::prelude::*;

use crate::{
    api::expense::ExpensesPage,
    web::{
        path,
        ui::{Button, ButtonKind, Choice},
        words::{
            Lang,
            expense::{month, year::expense},
        },
    },
};

/// The form; who is alone is not asked whose rows to show.
#[component]
pub(super) fn Filter(data: ExpensesPage) -> impl IntoView {
    let words = expense(Lang::Ja);
    let people: Vec<_> = (1..).zip(&data.people).collect();
    let people = people
        .into_iter()
        .map(|(place, name): (u16, _)| (place.to_string(), name.clone()));
    let months = data.months_with_rows.iter();
    let months = months.map(|of| (of.to_string(), month(Lang::Ja, *of)));
    let chosen = |value: Option<u16>| value.map_or_else(String::new, |value| value.to_string());
    let (person, of) = (chosen(data.person), chosen(data.month.map(u16::from)));
    let several = data.people.len() > 1;
    (data.months_with_rows.len() + usize::from(several) > 1).then(|| {
        view! {
            <form method="get" action=path::EXPENSES class="form no-print" aria-label=words.filter>
                <input type="hidden" name="year" value=data.year/>
                <div class="field__group">
                    {several.then(|| view! {
                        <Choice
                            id="person"
                            name="person"
                            label=words.person
                            none=Some(words.everybody)
                            options=people.collect()
                            value=person
                        />
                    })}
                    <Choice
                        id="month"
                        name="month"
                        label=words.month
                        none=Some(words.every_month)
                        options=months.collect()
                        value=of
                    />
                </div>
                <Button label=words.show kind=ButtonKind::Secondary/>
            </form>
        }
    })
}
