//! `/register` as the product shows it to somebody new.

use crate::frame::{Field, Page, Society, document, error_summary};
use maud::{Markup, html};

/// The fields of text before the password.
const FIELDS: [Field<'static>; 5] = [
    Field {
        id: "symbol",
        label: "記号",
        hint: "お手元の書類の「記号」の欄です。番号とともに、加入者ご本人かどうかを確かめます。「12-345」のように続けて入れても、記号と番号に分けて読み取ります。",
        optional: false,
        kind: "text",
        autocomplete: "off",
        inputmode: Some("text"),
        width: Some("medium"),
        echo: true,
    },
    Field {
        id: "number",
        label: "番号",
        hint: "同じ書類の「番号」の欄です。ご家族で共通です。先頭の0は、あってもなくても同じです。",
        optional: false,
        kind: "text",
        autocomplete: "off",
        inputmode: Some("numeric"),
        width: Some("medium"),
        echo: true,
    },
    Field {
        id: "branch",
        label: "枝番",
        hint: "同じ書類の「枝番」の欄の、2けたの数字です。双子の方など、ほかの項目だけではお一人に決まらない場合にだけ必要です。わからないときは空欄のままで進めます。",
        optional: true,
        kind: "text",
        autocomplete: "off",
        inputmode: Some("numeric"),
        width: Some("short"),
        echo: true,
    },
    Field {
        id: "kana",
        label: "氏名(カナ)",
        hint: "例：ケンポ ハナコ。ひらがなや半角カナでもかまいません。同じ記号・番号のご家族のうち、どなたかを確かめます。",
        optional: false,
        kind: "text",
        autocomplete: "off",
        inputmode: None,
        width: None,
        echo: true,
    },
    Field {
        id: "birth_date",
        label: "生年月日",
        hint: "例：1980-01-31、19800131、昭和55年1月31日、S55.1.31。お名前と合わせて、ご本人かどうかを確かめます。",
        optional: false,
        kind: "text",
        autocomplete: "bday",
        inputmode: None,
        width: Some("medium"),
        echo: true,
    },
];

const STEPS: [&str; 4] = [
    "ご本人の確認",
    "メールマガジン",
    "内容の確認",
    "メールの確認",
];

/// The page.
pub fn page(society: &Society, nonce: &str) -> Markup {
    let main = html! {
        (steps())
        (error_summary())
        div class="page-title" {
            h1 { span class="page-title__caption" { "マイページ登録" } "登録する方の情報を入力してください" }
            div class="page-title__lead" {
                p { "お手元に「資格情報のお知らせ」か「資格確認書」、またはマイナポータルの画面をご用意ください。入力は5分ほどです。" }
            }
        }
        p { "登録できるのは、被保険者ご本人と、今年度末に18歳以上になる被扶養者の方です。ご家族も、お一人ずつご自身のメールアドレスで登録します。" }
        leptos-island data-component="AccountCheck_8568277620289934424" {
            div { leptos-children { (form()) } }
        }
    };
    let page = Page {
        title: "登録する方の情報を入力してください",
        path: "/register",
        islands: true,
        main,
    };
    document(society, nonce, &page)
}

fn steps() -> Markup {
    html! {
        div class="step-nav" {
            p class="step-nav__text" { "手順 1／4 " span class="step-nav__now" { (STEPS[0]) } }
            ol class="step-nav__list" {
                @for (index, name) in STEPS.iter().enumerate() {
                    li aria-current=[(index == 0).then_some("step")] class="step-nav__step" { span class="step-nav__name" { (name) } }
                }
            }
        }
    }
}

fn form() -> Markup {
    let password = Field {
        id: "password",
        label: "パスワード",
        hint: "半角英数混在5文字以上で設定してください。記号や空白、長い文章も使えます。12文字以上をおすすめします。",
        autocomplete: "new-password",
        echo: true,
        ..Field::default()
    };
    let email = Field {
        id: "email",
        label: "メールアドレス",
        hint: "ここに確認のメールをお送りします。ログインのときにも使います。パソコン・携帯電話のどちらのアドレスでも登録できます。",
        kind: "email",
        autocomplete: "email",
        inputmode: Some("email"),
        echo: true,
        ..Field::default()
    };
    let places = [
        "資格情報のお知らせ：氏名の近くの「記号」「番号」「枝番」の欄です。",
        "資格確認書：表面の上のほうの「記号」「番号」「(枝番)」です。",
        "マイナポータル：「証明書」から「健康保険証」を開き、下へ進むと「記号」「番号」「枝番」があります。",
        "以前の保険証をお持ちの方は、そこに書かれた記号・番号も同じです。",
    ];
    html! {
        form method="post" action="/api/register/account" novalidate id="account-form" data-min-len="5" data-mixed="" class="form" {
            details class="disclosure" {
                summary class="disclosure__summary" { "記号・番号・枝番はどこに書いてありますか" }
                div class="disclosure__body" { ul { @for place in places { li { (place) } } } }
            }
            details class="disclosure" {
                summary class="disclosure__summary" { "なぜ記号・番号を入力するのですか" }
                div class="disclosure__body" {
                    p { "健康保険組合の加入者ご本人かどうかを確かめるためです。健康保険法により、この目的と健康保険の事業のほかには使いません。" }
                }
            }
            @for field in &FIELDS { (field.text()) }
            (password.password())
            (email.text())
            button type="submit" data-size="large" class="button" { "次へ進む" }
        }
    }
}
