//! Words of the entrance page.

use super::Lang;

/// Words of `/`.
pub struct HomeWords {
    /// The document's title.
    pub document: &'static str,
    /// Heading.
    pub title: &'static str,
    /// What the site is; places as in [`super::help::Facts::fill`].
    pub lead: &'static str,
    /// Above the red button.
    pub first_time: &'static str,
    /// The red button.
    pub register: &'static str,
    /// Above the other button.
    pub registered: &'static str,
    /// The other button.
    pub login: &'static str,
    /// Above the other button for a browser that has signed in.
    pub signed_in: &'static str,
    /// The other button then.
    pub mypage: &'static str,
    /// Heading of the steps.
    pub steps_title: &'static str,
    /// The four steps: heading and what to do.
    pub steps: [(&'static str, &'static str); 4],
    /// Heading of what to have ready.
    pub ready_title: &'static str,
    /// What to have ready.
    pub ready: &'static [&'static str],
    /// Link to where the numbers stand.
    pub where_number: &'static str,
    /// Heading of the mail notice.
    pub mail_title: &'static str,
    /// Mail filters; places as in [`super::help::Facts::fill`].
    pub mail: &'static [&'static str],
    /// Heading of what can be done.
    pub can_title: &'static str,
    /// What can be done: heading and words.
    pub can: &'static [(&'static str, &'static str)],
    /// Heading of the ways to help.
    pub help_title: &'static str,
    /// よくある質問: heading and words.
    pub faq: (&'static str, &'static str),
    /// 個人情報の扱い: heading and words.
    pub privacy: (&'static str, &'static str),
    /// お問い合わせ: heading and words.
    pub contact: (&'static str, &'static str),
}

static JA: HomeWords = HomeWords {
    document: "トップページ",
    title: "健康保険の手続きを、スマートフォンやパソコンから",
    lead: "{society}に加入している方と、そのご家族のためのマイページです。登録は4つの手順で、5分ほどで終わります。",
    first_time: "はじめての方",
    register: "登録画面",
    registered: "登録がお済みの方",
    login: "ログイン",
    signed_in: "ログイン中の方",
    mypage: "マイページ",
    steps_title: "マイページの登録手順",
    steps: [
        (
            "情報を入力する",
            "赤色の「登録画面」で、記号・番号、氏名(カナ)、生年月日、パスワード、メールアドレスを入力します。",
        ),
        (
            "メールマガジンを選ぶ",
            "はじめはすべてにチェックが入っています。いらないものは外してください。登録後いつでも変更できます。",
        ),
        (
            "内容を確かめて登録する",
            "入力した内容に誤りがなければ「登録」を押します。",
        ),
        (
            "メールのURLを開く",
            "届いた「マイページ登録手続き」メールのURLを開くと、登録完了です。",
        ),
    ],
    ready_title: "登録の前にご用意ください",
    ready: &[
        "記号・番号がわかるもの(資格情報のお知らせ、資格確認書、またはマイナポータルの画面)",
        "ご自分のメールアドレス(パソコン・携帯電話のどちらでもかまいません。ご家族とは別のアドレスが必要です)",
    ],
    where_number: "記号・番号・枝番はどこに書いてありますか",
    mail_title: "メールの受信設定をお願いします",
    mail: &[
        "メールフィルターなどの設定により、送信したメールが届かないことがあります。あらかじめ「{domain}」からのメールを受信できるように設定してください。",
        "迷惑メールのフォルダーに届いていることもありますので、あわせてご確認ください。",
    ],
    can_title: "マイページでできること",
    can: &[
        (
            "健診の予約(受診ナビ)",
            "受けられる健診と自己負担額を確かめ、健診機関をさがして予約できます。予約の変更と取消もできます。",
        ),
        (
            "医療費のお知らせ",
            "かかった医療費を月ごとに確かめ、医療費控除(確定申告)に使う書類をそろえられます。",
        ),
        (
            "メールマガジンの選択",
            "健診や健康づくりなど、ほしいお知らせだけを選べます。",
        ),
        (
            "登録情報の確認と変更",
            "メールアドレスやパスワードを、いつでも変更できます。",
        ),
        (
            "パスワードの再発行",
            "忘れたときは、登録したメールアドレスですぐに再発行できます。",
        ),
    ],
    help_title: "お困りのときは",
    faq: (
        "よくある質問",
        "メールが届かない、エラーが出る、記号・番号がわからない、など",
    ),
    privacy: (
        "個人情報の扱い",
        "お預かりした情報を、何のために使い、どう守るか",
    ),
    contact: ("お問い合わせ", "入力フォームとお電話で承ります"),
};

/// Words of the entrance.
pub fn home(lang: Lang) -> &'static HomeWords {
    match lang {
        Lang::Ja => &JA,
    }
}
