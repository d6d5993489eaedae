//! 予約日のお知らせメール: seven days and one day before, each of which can be switched off.

use leptos::{prelude::*, server_fn::ServerFn};

use crate::{
    api::checkup_booking::{SaveReminders, load_reminders},
    web::{
        load::{just_saved, loaded},
        path,
        ui::{
            BackLink, Button, CheckboxCard, CheckboxList, Notice, NoticeKind, PageBody, PageTitle,
        },
        words::{
            Lang,
            checkup::booking::{booking, reminder},
        },
    },
};

/// 予約日のお知らせメール
#[component]
pub fn RemindersPage() -> impl IntoView {
    let words = booking(Lang::Ja);
    let saved = just_saved();
    loaded(load_reminders(), move |choices| {
        let boxes = choices
            .into_iter()
            .map(|(one, wanted)| {
                let (label, text) = reminder(Lang::Ja, one);
                view! {
                    <CheckboxCard name="ticked[]" value=one.code() label text checked=wanted/>
                }
            })
            .collect_view();
        view! {
            <PageBody>
                <BackLink href=path::CHECKUP label=words.back/>
                <PageTitle heading=words.reminders>
                    <p>{words.reminders_lead}</p>
                </PageTitle>
                {saved.then(|| view! {
                    <Notice kind=NoticeKind::Success announce=true>
                        <p>{words.reminders_saved}</p>
                    </Notice>
                })}
                <form method="post" action=SaveReminders::url() novalidate class="form">
                    <CheckboxList legend=words.reminders id="reminders">{boxes}</CheckboxList>
                    <Button label=words.reminders_button large=true/>
                </form>
            </PageBody>
        }
    })
}
