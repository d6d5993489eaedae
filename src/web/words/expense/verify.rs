//! Words of the second step, and of the end.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use crate::{
    domain::{
        code::ConfirmCode, date::CivilDate, expense::second_step::VerifyField, field::FieldError,
    },
    web::words::{
        Lang,
        checkup::day::plain_day,
        date::date,
        field::{digits_error, sentence},
    },
};

/// Words of the page that asks for the code.
pub struct VerifyWords {
    pub heading: &'static str,
    pub why: &'static str,
    pub to: &'static str,
    pub send: &'static str,
    pub again: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub button: &'static str,
    pub not_arrived: &'static str,
    pub spam: &'static str,
    pub spent: &'static str,
    pub expired: &'static str,
    pub other_address: &'static str,
    pub contact: &'static str,
    pub back: &'static str,
}

static JA: VerifyWords = VerifyWords {
    heading: "ご本人であることを確かめます",
    why: "医療費は大切な情報です。パスワードのほかに、メールでお送りする確認コードで、ご本人であることを確かめてからお見せします。",
    to: "お送りする先",
    send: "確認コードをメールで送る",
    again: "確認コードをもう一度送る",
    label: "確認コード",
    hint: "最後に届いたメールにある6けたの数字",
    button: "確認して進む",
    not_arrived: "メールが届かないとき",
    spam: "迷惑メールのフォルダーに入っていることがあります。数分待っても届かないときは、もう一度お送りします。もう一度送ると、前のコードは使えなくなります。",
    spent: "確認コードの入力が続けて違っていたため、このコードは使えなくなりました。お手数ですが、新しい確認コードをお送りください。",
    expired: "前にお送りした確認コードは、期限が過ぎました。新しい確認コードをお送りください。",
    other_address: "このアドレスのメールを見られないときは、健康保険組合へご相談ください。",
    contact: "お問い合わせ",
    back: "マイページへ戻る",
};

/// Words of the page that asks for the code.
pub fn verify(lang: Lang) -> &'static VerifyWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// A code is on its way.
pub fn sent(lang: Lang, until: &str) -> String {
    let Lang::Ja = lang;
    format!("確認コードをお送りしました。{until}まで使えます。")
}

/// The address is a new one.
pub fn held(lang: Lang, until: &str) -> String {
    let until = date(lang, until);
    format!(
        "メールアドレスが変わったばかりです。ほかの方が変えたのではないことを確かめるため、変更から3日のあいだは確認コードをお送りしません。{until}から、お送りできます。お急ぎの方は、健康保険組合へご連絡ください。"
    )
}

/// What is wrong on the page.
pub fn verify_error(lang: Lang, field: VerifyField, error: FieldError) -> String {
    match field {
        VerifyField::Code => digits_error(lang, JA.label, ConfirmCode::LEN, error),
        VerifyField::Send => sentence(lang, JA.label, error),
    }
}

/// Words of the page after the end.
pub struct OverWords {
    pub heading: &'static str,
    pub text: &'static str,
    pub ask: &'static str,
    pub contact: &'static str,
}

static JA_OVER: OverWords = OverWords {
    heading: "医療費のお知らせの表示は終わりました",
    text: "加入の資格がなくなった方は、資格のあった最後の日の年の確定申告が終わるころまで、医療費のお知らせをご覧になれます。",
    ask: "加入していたときの医療費の明細が必要な方は、健康保険組合へご連絡ください。",
    contact: "入力フォームで問い合わせる",
};

/// Words of the page after the end.
pub fn over(lang: Lang) -> &'static OverWords {
    match lang {
        Lang::Ja => &JA_OVER,
    }
}

/// Until when one could look.
pub fn was_open_until(lang: Lang, until: CivilDate) -> String {
    format!("表示の期限：{}", plain_day(lang, until))
}

/// Until when one can look whose 資格 has ended.
pub fn open_until(lang: Lang, until: CivilDate) -> String {
    let until = plain_day(lang, until);
    format!(
        "加入の資格がなくなっているため、医療費のお知らせは {until}までご覧になれます。必要なものは、それまでに印刷するか保存してください。"
    )
}
