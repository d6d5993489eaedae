//! Corners of マイページ登録 over HTTP: two people at one browser, forms that come back empty.

use super::{
    app::on_each,
    people::{hanako, taro},
};
use crate::api::registration::{Complete, ConfirmCode};

#[tokio::test]
async fn somebody_else_at_the_same_browser_chooses_the_mails_anew() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.answers(&taro()).await;
        browser.ticks(&["checkup"]).await;
        // the same person again keeps what was chosen
        let page = browser.answers(&taro()).await;
        assert_eq!(page.path, "/register/confirm");
        let page = browser.answers(&hanako()).await;
        assert_eq!(page.path, "/register/newsletters");
        let ticked = page.html.matches("type=\"checkbox\"").count();
        assert_eq!(page.html.matches("checked").count(), ticked);
    })
    .await;
}

#[tokio::test]
async fn an_empty_form_for_a_new_password_is_answered_in_its_own_place() {
    on_each(|app| async move {
        app.browser().registers(&hanako()).await;
        let mail = app.mail_to("hanako@example.jp").await;
        let mut phone = app.browser();
        let token = mail.token();
        let fields = [("form[token]", token.as_str()), ("form[anew]", "1")];
        let page = phone.fills::<Complete>(&fields).await;
        assert_eq!(page.errors().len(), 2);
        assert!(page.errors()[0].contains("生年月日"));
    })
    .await;
}

#[tokio::test]
async fn a_code_mistyped_for_one_registration_is_no_mistake_in_the_next() {
    on_each(|app| async move {
        let mut browser = app.browser();
        browser.registers(&taro()).await;
        let page = browser.fills::<ConfirmCode>(&[("code", "12")]).await;
        assert_eq!(page.errors().len(), 1);
        let page = browser.registers(&hanako()).await;
        page.is("確認のメールをお送りしました");
        assert_eq!(page.errors(), Vec::<String>::new());
    })
    .await;
}
