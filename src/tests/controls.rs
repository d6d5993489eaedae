//! What a screen reader is told by the controls: names, descriptions in their order, errors in words.

use leptos::prelude::*;

use crate::web::ui::{
    Button, ButtonKind, CheckboxCard, ErrorSummary, FieldProblem, PasswordField, SelectField,
    StepNav, SummaryRow, TextAreaField, TextField,
};

/// The HTML of a view, without the comments by which the client would find its place.
fn html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| view().to_html()).replace("<!>", "")
}

/// The opening tag of the first element whose opening tag contains `part`.
fn tag<'a>(html: &'a str, part: &str) -> &'a str {
    let at = html.find(part).expect("the part is there");
    let start = html[..=at].rfind('<').expect("a tag");
    let end = html[start..].find('>').expect("the tag ends");
    &html[start..start + end]
}

#[test]
fn a_field_is_named_described_and_says_what_is_wrong() {
    let page = html(|| {
        view! {
            <TextField
                id="email"
                label="メールアドレス"
                hint="携帯電話でもかまいません"
                value="<b>\"x\""
                error=Some("「@」がありません".to_owned())
            />
        }
    });
    assert!(page.contains(r#"for="email""#));
    assert!(page.contains("必須"));
    assert!(
        page.contains(r#"class="field__error">エラー：「@」がありません</p>"#),
        "{page}"
    );
    let input = tag(&page, "<input");
    assert!(
        input.contains(r#"aria-describedby="email-hint email-error""#),
        "{input}"
    );
    assert!(input.contains(r#"aria-invalid="true""#), "{input}");
    assert!(!page.contains("<b>"), "what was typed is text: {page}");
}

#[test]
fn a_message_stays_text_and_keeps_its_lines() {
    let page = html(|| {
        view! { <TextAreaField id="body" label="内容" value="\n一\n</textarea><script>&amp;"/> }
    });
    assert!(
        page.contains(">\n\n一\n&lt;/textarea&gt;&lt;script&gt;&amp;amp;</textarea>"),
        "{page}"
    );
}

#[test]
fn a_list_shows_what_was_chosen_and_what_is_wrong() {
    let list = |value: &'static str, error: Option<String>| {
        html(move || {
            let options = vec![("mail", "メール"), ("other", "その他")];
            view! { <SelectField id="topic" label="種類" none="選んでください" options value error/> }
        })
    };
    let chosen = list("other", None);
    assert!(tag(&chosen, r#"value="other""#).contains("selected"));
    assert!(!tag(&chosen, r#"value="mail""#).contains("selected"));
    let wrong = list("", Some("選んでください".to_owned()));
    assert!(tag(&wrong, "<select").contains(r#"aria-invalid="true""#));
    assert!(
        wrong.contains(r#"class="field__error">エラー：選んでください</p>"#),
        "{wrong}"
    );
}

#[test]
fn a_field_without_error_keeps_an_empty_place_for_it() {
    let page = html(|| view! { <TextField id="branch" label="枝番" required=false echo=""/> });
    assert!(page.contains("任意"));
    assert!(page.contains(r#"class="field__error"></p>"#), "{page}");
    assert!(page.contains(r#"class="field__echo"></output>"#), "{page}");
    assert!(tag(&page, "<output").contains(r#"id="branch-echo""#));
    let input = tag(&page, "<input");
    assert!(!input.contains("aria-invalid"), "{input}");
    assert!(
        input.contains(r#"aria-describedby="branch-error""#),
        "{input}"
    );
}

#[test]
fn a_password_never_comes_back_and_its_button_waits_for_scripts() {
    let page = html(
        || view! { <PasswordField id="secret" label="パスワード" autocomplete="new-password"/> },
    );
    assert!(!tag(&page, "<input").contains("value"));
    let button = tag(&page, "<button");
    assert!(button.contains(" hidden"), "{button}");
    assert!(button.contains(r#"type="button""#), "{button}");
}

#[test]
fn the_summary_leads_to_each_field_and_hides_when_there_is_nothing() {
    let problem = FieldProblem {
        id: "kana".to_owned(),
        text: "カタカナで入力してください".to_owned(),
    };
    let page = html(|| view! { <ErrorSummary problems=vec![problem]/> });
    assert!(page.contains("入力内容に問題があります"));
    assert!(page.contains(r##"href="#kana""##));
    let frame = tag(&page, "error-summary\"");
    assert!(
        frame.contains(r#"role="alert""#) && frame.contains(r#"tabindex="-1""#),
        "{frame}"
    );
    assert!(!frame.contains("hidden"), "{frame}");
    let empty = html(|| view! { <ErrorSummary problems=vec![]/> });
    assert!(tag(&empty, "error-summary\"").contains("hidden"));
}

#[test]
fn the_step_is_said_in_words_and_marked_once() {
    const STEPS: &[&str] = &["一", "二", "三"];
    let page = html(|| view! { <StepNav steps=STEPS current=2/> });
    assert!(page.contains("手順 2／3"));
    assert_eq!(page.matches(r#"aria-current="step""#).count(), 1);
    assert_eq!(page.matches(r#"data-state="done""#).count(), 1);
}

#[test]
fn a_change_link_says_what_it_changes() {
    let page = html(|| view! { <SummaryRow label="番号" value="345" change="/register"/> });
    assert!(page.contains("変更"));
    assert!(
        page.contains(r#"class="visually-hidden"> 番号</span>"#),
        "{page}"
    );
    let fixed = html(|| view! { <SummaryRow label="番号" value="345"/> });
    assert!(!fixed.contains("href"));
}

#[test]
fn a_box_is_ticked_as_told_and_a_button_sends() {
    let ticked =
        html(|| view! { <CheckboxCard name="kinds[]" value="checkup" label="健診" checked=true/> });
    assert!(tag(&ticked, "<input").contains(" checked"));
    let free = html(|| view! { <CheckboxCard name="kinds[]" value="checkup" label="健診"/> });
    assert!(!tag(&free, "<input").contains(" checked"));
    let button = html(|| view! { <Button label="退会する" kind=ButtonKind::Danger/> });
    assert!(tag(&button, "<button").contains(r#"type="submit""#));
    assert!(tag(&button, "<button").contains(r#"data-kind="danger""#));
}
