//! What stands around every page: skip link, header with the display settings, footer.

use leptos::prelude::*;

use super::{
    page::{PageContext, TextSize, Theme, page},
    path,
    ui::{Lasting, Mark, PhoneLink, at_once, copied, lasting},
    words::{
        Lang,
        shell::{ShellWords, shell},
    },
};

/// Header, main and footer around `children`.
#[component]
pub fn Frame(
    /// The page.
    children: Children,
) -> impl IntoView {
    let words = shell(Lang::Ja);
    let context = page();
    view! {
        <a class="skip-link" href="#main">
            {words.skip}
        </a>
        {at_once(site_header(&context))}
        <main id="main" tabindex="-1">
            {children()}
        </main>
        {at_once(site_footer(&context))}
    }
}

/// Whose site it is; for a signed-in person the way home and out; text size and colours.
fn site_header(context: &PageContext) -> impl IntoView + use<> {
    let words = shell(Lang::Ja);
    // The kept offline page is shown to whoever holds the device: it never says that someone is signed in.
    let signed_in = context.maybe_signed_in && context.here != path::OFFLINE;
    let home = || {
        view! {
            <a class="site-header__home" href=path::HOME>
                <Mark/>
                <span>
                    <span class="site-header__society">{context.society.name.clone()}</span>
                    <span class="site-header__site">{words.product}</span>
                </span>
            </a>
        }
    };
    view! {
        <header class="site-header">
            <div class="site-header__bar">
                {copied(&context.kept.home, home)}
                <div class="site-header__tools">
                    {signed_in
                        .then(|| {
                            view! {
                                <nav class="site-header__nav" aria-label=words.navigation>
                                    <a class="site-header__link" href=path::MYPAGE>
                                        {words.mypage}
                                    </a>
                                    <a class="site-header__link" href=path::LOGOUT>
                                        {words.logout}
                                    </a>
                                </nav>
                            }
                        })} {display_menu(context)}
                </div>
            </div>
        </header>
    }
}

/// 文字サイズ and 画面の色, two small forms that come back to this page.
pub fn display_menu(context: &PageContext) -> impl IntoView + use<> {
    static SUMMARY: Lasting = Lasting::new();
    static SIZES: [Lasting; 3] = [const { Lasting::new() }; 3];
    static THEMES: [Lasting; 3] = [const { Lasting::new() }; 3];
    let words = shell(Lang::Ja);
    let (size, theme) = (context.size, context.theme);
    let sizes = || {
        let options = [TextSize::Standard, TextSize::Large, TextSize::XLarge];
        let options = options.map(|it| (it.code(), words.size(it), it == size));
        choice("size", words.text_size, options)
    };
    let themes = || {
        let options = [Theme::Auto, Theme::Light, Theme::Dark];
        let options = options.map(|it| (it.code(), words.theme(it), it == theme));
        choice("theme", words.colours, options)
    };
    let summary = || {
        view! {
            <summary class="display-menu__summary">
                <span class="display-menu__sample" aria-hidden="true">
                    {words.display_sample}
                </span>
                <span class="display-menu__words">{words.display}</span>
            </summary>
        }
    };
    view! {
        <details class="display-menu">
            {lasting(&SUMMARY, summary)}
            <div class="display-menu__panel">
                {wish(&context.here, lasting(&SIZES[size as usize], sizes))}
                {wish(&context.here, lasting(&THEMES[theme as usize], themes))}
            </div>
        </details>
    }
}

/// One form that comes back to the page at `here`.
fn wish<V: IntoView>(here: &str, choice: V) -> impl IntoView + use<V> {
    view! {
        <form class="choice" method="post" action=path::DISPLAY>
            <input type="hidden" name="back" value=here.to_owned()/>
            {choice}
        </form>
    }
}

/// What a form asks, with a button for each option: code, words, whether it is the present one.
fn choice(
    name: &'static str,
    label: &'static str,
    options: [(&'static str, &'static str, bool); 3],
) -> impl IntoView + use<> {
    let label_id = format!("display-{name}");
    let buttons = options
        .map(|(code, words, pressed)| {
            view! {
                <button
                    class="choice__option"
                    type="submit"
                    name=name
                    value=code
                    aria-pressed=if pressed { "true" } else { "false" }
                >
                    {words}
                </button>
            }
        })
        .collect_view();
    view! {
        <span class="choice__label" id=label_id.clone()>
            {label}
        </span>
        <span class="choice__options" role="group" aria-labelledby=label_id>
            {buttons}
        </span>
    }
}

/// Help in the same order on every page, then whose site it is and how to reach them.
fn site_footer(context: &PageContext) -> impl IntoView + use<> {
    let words = shell(Lang::Ja);
    let society = &context.society;
    let address = || {
        view! {
            <address class="site-footer__society">
                <p>
                    {words.society(&society.name, &society.insurer_number)}
                    <br/>
                    {society.address.clone()}
                </p>
                <p>
                    {words.phone}
                    " "
                    <PhoneLink number=society.phone.clone()/>
                    " "
                    {words.hours(&society.phone_hours)}
                </p>
            </address>
        }
    };
    view! {
        <footer class="site-footer">
            <div class="site-footer__inner">
                {help_links(&context.here)}
                {copied(&context.kept.address, address)}
            </div>
        </footer>
    }
}

/// The ways to help. The page one is on is named, not linked: an anchor without an address.
fn help_links(here: &str) -> impl IntoView + use<> {
    static LINKS: [Lasting; 5] = [const { Lasting::new() }; 5];
    let words: &ShellWords = shell(Lang::Ja);
    let links = [
        (path::CONTACT, words.contact),
        (path::FAQ, words.faq),
        (path::PRIVACY, words.privacy),
        (path::TERMS, words.terms),
    ];
    let present = links.iter().position(|(href, _)| *href == here);
    let link = |(at, (href, label)): (usize, (&'static str, &'static str))| {
        let here = present == Some(at);
        view! {
            <li>
                <a
                    class="site-footer__link"
                    href=(!here).then_some(href)
                    aria-current=here.then_some("page")
                >
                    {label}
                </a>
            </li>
        }
    };
    lasting(&LINKS[present.unwrap_or(links.len())], || {
        let links = links.into_iter().enumerate().map(link).collect_view();
        view! { <ul class="site-footer__links">{links}</ul> }
    })
}
