//! Words of the pages for what went wrong as a whole (not at one field), and of the page shown without network.

use super::Lang;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// The page does not exist.
    NotFound,
    /// What was sent could not be read.
    Unreadable,
    /// A form was sent that is too long.
    TooLarge,
    /// A file was sent that is too large.
    FileTooLarge,
    /// The request came from another site.
    OtherSite,
    /// One of the staff asked for what the role has no right to.
    Forbidden,
    /// The request took too long to arrive.
    Slow,
    /// The server has more to do than it can.
    Busy,
    /// Something unexpected.
    Internal,
}

impl FailureKind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::NotFound,
        Self::Unreadable,
        Self::TooLarge,
        Self::FileTooLarge,
        Self::OtherSite,
        Self::Forbidden,
        Self::Slow,
        Self::Busy,
        Self::Internal,
    ];
}

/// Title and explanation of a failure.
pub struct FailureWords {
    /// Title of the page.
    pub title: &'static str,
    /// What is so and what to do next.
    pub text: &'static str,
}

/// Words that stand on all pages for failures.
pub struct NextWords {
    /// Heading of the ways on.
    pub title: &'static str,
    /// Where the phone is; places as in [`super::help::Facts::fill`].
    pub phone: &'static str,
}

/// Words of `/offline`.
pub struct OfflineWords {
    /// Title of the page.
    pub title: &'static str,
    /// What to do.
    pub text: &'static str,
    /// What has not happened.
    pub unsent: &'static str,
    /// Asks for the same page again.
    pub again: &'static str,
}

static JA_NEXT: NextWords = NextWords {
    title: "ここからお進みください",
    phone: "お困りのときは、お電話でも承ります。電話 {phone}({hours})",
};

static JA_OFFLINE: OfflineWords = OfflineWords {
    title: "インターネットにつながっていません",
    text: "電波のよいところに移るか、Wi-Fiの設定をお確かめのうえ、もう一度お試しください。",
    unsent: "送信の途中だった内容は、届いていないことがあります。つながってから、画面でお確かめください。",
    again: "もう一度試す",
};

/// Words that stand on all pages for failures.
pub fn next(lang: Lang) -> &'static NextWords {
    match lang {
        Lang::Ja => &JA_NEXT,
    }
}

/// Words of `/offline`.
pub fn offline(lang: Lang) -> &'static OfflineWords {
    match lang {
        Lang::Ja => &JA_OFFLINE,
    }
}

/// Words for a failure.
pub fn failure(lang: Lang, kind: FailureKind) -> FailureWords {
    let Lang::Ja = lang;
    let (title, text) = match kind {
        FailureKind::NotFound => (
            "このページは見つかりません",
            "アドレスが変わったか、入力が少し違っているようです。あなたの登録や手続きの内容は、なくなっていません。メールのURLから来られた方は、URLが途中で切れていないかお確かめください。",
        ),
        FailureKind::Unreadable => (
            "送信された内容を読み取れませんでした",
            "前の画面に戻り、もう一度入力してください。登録や手続きの内容は変わっていません。",
        ),
        FailureKind::TooLarge => (
            "送信された内容が長すぎます",
            "一度に送れるのは、画面全体で日本語およそ1万4千文字(128KB)までです。ブラウザーの「戻る」を押すと、多くの場合、パスワードのほかは入力した内容が残っています。短くして、もう一度お送りください。登録や手続きの内容は変わっていません。",
        ),
        FailureKind::FileTooLarge => (
            "送信されたファイルが大きすぎます",
            "ファイルが大きすぎるため、受け取れませんでした。ブラウザーの「戻る」を押すと、前の画面に大きさの上限が書いてあります。小さいファイルを選んで、もう一度お送りください。登録や手続きの内容は変わっていません。",
        ),
        FailureKind::OtherSite => (
            "ほかのサイトからの操作は受け付けていません",
            "安全のため、このサイトの画面からの操作だけを受け付けています。このサイトを開き直して、もう一度お試しください。",
        ),
        FailureKind::Forbidden => (
            "この画面を使う権限がありません",
            "お使いの役割では、この操作はできません。必要なときは、管理者にご相談ください。お試しになったことは記録されます。",
        ),
        FailureKind::Slow => (
            "通信に時間がかかりすぎました",
            "電波のよい場所で、もう一度お試しください。",
        ),
        FailureKind::Busy => (
            "ただいま混み合っています",
            "数秒待ってから、もう一度お試しください。登録や手続きの内容は変わっていません。",
        ),
        FailureKind::Internal => (
            "処理を続けられませんでした",
            "申し訳ありません。時間をおいて、もう一度お試しください。続くときは、お手数ですが健康保険組合へご連絡ください。",
        ),
    };
    FailureWords { title, text }
}
