//! Words of ログイン, ログアウト and 再発行.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use super::Lang;

/// Words of these pages.
pub struct SessionWords {
    pub login: &'static str,
    pub login_lead: &'static str,
    pub email: &'static str,
    pub password: &'static str,
    pub login_button: &'static str,
    pub wrong: &'static str,
    pub forgot_link: &'static str,
    pub register_link: &'static str,
    pub no_account: &'static str,
    pub logout: &'static str,
    pub logout_text: &'static str,
    pub logout_button: &'static str,
    pub logged_out: &'static str,
    pub logged_out_text: &'static str,
    pub forgot: &'static str,
    pub forgot_lead: &'static str,
    pub forgot_hint: &'static str,
    pub forgot_button: &'static str,
    pub forgot_again: &'static str,
    pub register_again: &'static str,
    pub sent: &'static str,
    pub sent_text: &'static [&'static str],
    pub reset: &'static str,
    pub reset_lead: &'static str,
    pub new_password: &'static str,
    pub reset_button: &'static str,
    pub reset_damaged: &'static str,
    pub reset_damaged_text: &'static str,
    pub reset_over: &'static str,
    pub reset_over_text: &'static str,
    pub reset_again: &'static str,
    pub reset_done: &'static str,
    pub reset_done_text: &'static str,
}

static JA: SessionWords = SessionWords {
    login: "ログイン",
    login_lead: "登録したメールアドレスとパスワードを入力してください。",
    email: "メールアドレス",
    password: "パスワード",
    login_button: "ログイン",
    wrong: "メールアドレスかパスワードが違います。入力し直してください",
    forgot_link: "パスワードを忘れたとき(再発行)",
    register_link: "はじめての方は登録画面へ",
    no_account: "マイページの登録がまだの方",
    logout: "ログアウトしますか",
    logout_text: "ほかの人も使うパソコンやスマートフォンでは、使い終わったらログアウトしてください。",
    logout_button: "ログアウト",
    logged_out: "ログアウトしました",
    logged_out_text: "ご利用ありがとうございました。",
    forgot: "パスワードの再発行",
    forgot_lead: "登録したメールアドレスを入力してください。新しいパスワードを設定するためのURLをメールでお送りします。",
    forgot_hint: "登録したときのアドレスです",
    forgot_button: "再発行のメールを送る",
    forgot_again: "メールアドレスも忘れたときは、新しいアドレスでもう一度登録してください。これまでのアドレスの承認か、健康保険組合がお渡しする登録コードがあると、切り替わります。",
    register_again: "もう一度登録する",
    sent: "再発行のメールについて",
    sent_text: &[
        "入力されたアドレスが登録されていれば、数分のうちにメール「パスワード再発行のご案内」が届きます。",
        "メールのURLは30分間使えます。開くと、新しいパスワードを設定できます。",
        "届かないときは、迷惑メールのフォルダーと、登録したアドレスに間違いがないかをご確認ください。登録の有無は、安全のためこの画面ではお知らせしません。",
    ],
    reset: "新しいパスワードを設定してください",
    reset_lead: "設定すると、ほかの端末でのログインはすべて終了します。",
    new_password: "新しいパスワード",
    reset_button: "パスワードを設定する",
    reset_damaged: "URLが途中で切れているようです",
    reset_damaged_text: "メールの中のURLを最初から最後までコピーして、ブラウザのアドレス欄に貼り付けてください。",
    reset_over: "このURLはもう使えません",
    reset_over_text: "すでに使われたか、30分の期限が過ぎたか、新しいメールに替わりました。設定が済んでいればログインできます。まだのときは、もう一度再発行のメールをお受け取りください。",
    reset_again: "再発行をもう一度申し込む",
    reset_done: "パスワードを設定しました",
    reset_done_text: "新しいパスワードでログインしてください。確認のため、登録アドレスにお知らせのメールをお送りしました。",
};

/// Words of these pages.
pub fn session(lang: Lang) -> &'static SessionWords {
    match lang {
        Lang::Ja => &JA,
    }
}
