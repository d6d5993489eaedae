//! 登録情報: own data, another password.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::mypage::{ChangePassword, MemberCard, load_member, load_password},
    domain::{field::Field, profile::PasswordChangeField},
    web::{
        load::{just_saved, loaded},
        page::page,
        path,
        problems::Problems,
        ui::{
            BackLink, Button, ErrorSummary, Notice, NoticeKind, PageBody, PageTitle, PasswordField,
            SummaryList, SummaryRow,
        },
        words::{
            Lang, date::both_calendars, field::sentence, mypage::mypage,
            registration::password_rule,
        },
    },
};

/// 登録情報
#[component]
pub fn ProfilePage() -> impl IntoView {
    let saved = just_saved();
    loaded(load_member(), move |card| view! { <Profile card saved/> })
}

#[component]
fn Profile(card: MemberCard, saved: bool) -> impl IntoView {
    let words = mypage(Lang::Ja);
    let (iso, wareki) = card.birth_date;
    view! {
        <PageBody>
            <BackLink href=path::MYPAGE label=words.back/>
            <PageTitle heading=words.profile_heading/>
            {saved.then(|| view! {
                <Notice kind=NoticeKind::Success announce=true><p>{words.saved}</p></Notice>
            })}
            {card.new_email.map(|email| view! {
                <Notice><p>{words.pending_email} "： " <strong>{email}</strong></p></Notice>
            })}
            <SummaryList>
                <SummaryRow label=words.email value=card.email change=path::PROFILE_EMAIL/>
                <SummaryRow label=words.own_password value=words.password_set change=path::PROFILE_PASSWORD/>
                <SummaryRow label=words.name value=card.name/>
                <SummaryRow label=words.kana value=card.kana/>
                <SummaryRow label=words.birth_date value=both_calendars(Lang::Ja, &iso, &wareki)/>
                <SummaryRow label=words.symbol value=card.symbol/>
                <SummaryRow label=words.number value=card.number_masked/>
            </SummaryList>
            <p>{words.roster_note}</p>
        </PageBody>
    }
}

/// パスワードの変更
#[component]
pub fn PasswordPage() -> impl IntoView {
    let words = mypage(Lang::Ja);
    loaded(load_password(), move |errors| {
        let label = move |field| match field {
            PasswordChangeField::CurrentPassword => words.current_password,
            PasswordChangeField::Password => words.new_password,
        };
        let problems = Problems::new(&errors, |field, error| {
            sentence(Lang::Ja, label(field), error)
        });
        view! {
            <PageBody>
                <BackLink href=path::PROFILE/>
                <ErrorSummary problems=problems.summary()/>
                <PageTitle heading=words.password_heading has_error=problems.any()>
                    <p>{words.password_lead}</p>
                </PageTitle>
                <form method="post" action=ChangePassword::url() novalidate class="form">
                    <PasswordField
                        id=PasswordChangeField::CurrentPassword.name()
                        name="form[current_password]"
                        label=words.current_password
                        error=problems.of(PasswordChangeField::CurrentPassword)
                        autocomplete="current-password"
                    />
                    <PasswordField
                        id=PasswordChangeField::Password.name()
                        name="form[password]"
                        label=words.new_password
                        hint=password_rule(Lang::Ja, page().password_policy)
                        error=problems.of(PasswordChangeField::Password)
                        autocomplete="new-password"
                    />
                    <Button label=words.password_button large=true/>
                </form>
            </PageBody>
        }
    })
}
