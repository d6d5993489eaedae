//! `/login` as the product shows it to somebody new.

use crate::frame::{Field, Page, Society, document, error_summary};
use maud::{Markup, html};

/// The page.
pub fn page(society: &Society, nonce: &str) -> Markup {
    let email = Field {
        id: "email",
        label: "メールアドレス",
        kind: "email",
        autocomplete: "username",
        inputmode: Some("email"),
        ..Field::default()
    };
    let password = Field {
        id: "password",
        label: "パスワード",
        autocomplete: "current-password",
        ..Field::default()
    };
    let main = html! {
        (error_summary())
        div class="page-title" {
            h1 { "ログイン" }
            div class="page-title__lead" { p { "登録したメールアドレスとパスワードを入力してください。" } }
        }
        form method="post" action="/api/login" novalidate class="form" {
            input type="hidden" name="form[next]" value="";
            (email.text())
            (password.password())
            button type="submit" data-size="large" class="button" { "ログイン" }
        }
        p { a href="/password/forgot" { "パスワードを忘れたとき(再発行)" } }
        div class="sheet stack" {
            p { "マイページの登録がまだの方" }
            p { a href="/register" { "はじめての方は登録画面へ" } }
        }
    };
    let page = Page {
        title: "ログイン",
        path: "/login",
        islands: false,
        main,
    };
    document(society, nonce, &page)
}
