//! What stands around every page of the console: whose it is, where one can go, who is signed in and as what.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::staff::{SignOut, StaffCard, load_staff_frame},
    domain::staff::Capability,
    web::{
        frame::display_menu,
        page::page,
        path,
        ui::Mark,
        words::{
            Lang,
            shell::shell,
            staff::{audit, staff, who},
            staff_checkup::overview::overview,
            staff_expense::expenses,
            staff_rules::rules,
        },
    },
};

/// The ways through the console: address, words, and the right that opens it (none: everybody's).
pub fn ways() -> Vec<(&'static str, &'static str, Option<Capability>)> {
    vec![
        (path::STAFF, staff(Lang::Ja).overview, None),
        (
            path::STAFF_CHECKUP,
            overview(Lang::Ja).heading,
            Some(Capability::SeeCheckup),
        ),
        (
            path::rules::COURSES,
            rules(Lang::Ja).caption,
            Some(Capability::SeeCheckup),
        ),
        (
            path::STAFF_EXPENSES,
            expenses(Lang::Ja).heading,
            Some(Capability::SeeExpenses),
        ),
        (
            path::STAFF_AUDIT,
            audit(Lang::Ja).heading,
            Some(Capability::SeeAudit),
        ),
    ]
}

/// Header and main around `children`.
#[component]
pub fn ConsoleFrame(
    /// Without asking who is signed in, where no request can be asked (a page for what went wrong).
    #[prop(optional)]
    plain: bool,
    /// The page.
    children: Children,
) -> impl IntoView {
    let words = staff(Lang::Ja);
    let context = page();
    view! {
        <a class="skip-link" href="#main">
            {shell(Lang::Ja).skip}
        </a>
        <header class="console-header">
            <div class="console-header__bar">
                <a class="console-header__home" href=path::STAFF>
                    <Mark/>
                    <span>{context.society.short_name.clone()} " " {words.console}</span>
                </a>
                {(!plain).then(|| view! { <SignedIn/> })}
                {display_menu(&context)}
            </div>
        </header>
        <main id="main" tabindex="-1">
            {children()}
        </main>
    }
}

/// Who is signed in, if anybody: the ways, the name, the way out.
#[component]
fn SignedIn() -> impl IntoView {
    let card = Suspend::new(async move {
        let card = load_staff_frame().await.ok().flatten();
        card.map(|card| view! { <Navigation card/> })
    });
    view! { <Suspense>{card}</Suspense> }
}

#[component]
fn Navigation(card: StaffCard) -> impl IntoView {
    let words = staff(Lang::Ja);
    let context = page();
    let here = context
        .here
        .split('?')
        .next()
        .unwrap_or_default()
        .to_owned();
    let open = |needed: Option<Capability>| needed.is_none_or(|right| card.may.contains(&right));
    // a way is marked on the pages below it too, the overview on its own alone; of two the nearer one
    let stands_below = |href: &str| here == href || here.starts_with(&format!("{href}/"));
    let leads_here = |href: &str| match href {
        path::STAFF => here == href,
        path::rules::COURSES => path::rules::ALL.into_iter().any(stands_below),
        href => stands_below(href),
    };
    let ways: Vec<_> = ways()
        .into_iter()
        .filter(|(_, _, needed)| open(*needed))
        .collect();
    let nearest = ways
        .iter()
        .map(|(href, _, _)| *href)
        .filter(|href| leads_here(href))
        .max_by_key(|href| href.len());
    let links = ways
        .into_iter()
        .map(|(href, label, _)| {
            let current = (nearest == Some(href)).then_some("page");
            view! {
                <a class="console-header__link" href=href aria-current=current>
                    {label}
                </a>
            }
        })
        .collect_view();
    view! {
        <nav class="console-header__nav" aria-label=words.navigation>
            {links}
        </nav>
        <div class="console-header__who">
            <a class="console-header__link" href=path::STAFF_PASSWORD>
                {who(Lang::Ja, &card.name, card.role)}
            </a>
            <form method="post" action=SignOut::url()>
                <button class="console-header__logout" type="submit">
                    {words.logout}
                </button>
            </form>
        </div>
    }
}

/// The column the blocks of a console page stand in: wide, for tables.
#[component]
pub fn ConsoleBody(
    /// The blocks.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="wrap" data-width="console">
            <div class="stack">{children()}</div>
        </div>
    }
}
