//! Words of マイページ登録.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use super::{Lang, date::date};
use crate::domain::password::PasswordPolicy;

/// Words of the registration's pages.
pub struct RegistrationWords {
    /// The procedure's name.
    pub procedure: &'static str,
    /// Names of the steps.
    pub steps: &'static [&'static str],
    /// Step 1.
    pub account: AccountWords,
    /// Step 2.
    pub newsletters: NewsletterWords,
    /// Step 3.
    pub confirm: ConfirmWords,
    /// Step 4.
    pub sent: SentWords,
    /// The mailed link.
    pub complete: CompleteWords,
    /// Approval by the old address.
    pub approve: ApproveWords,
    /// The ends.
    pub ends: EndWords,
}

/// Step 1.
pub struct AccountWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub who: &'static str,
    pub where_summary: &'static str,
    pub where_text: &'static [&'static str],
    pub why_summary: &'static str,
    pub why_text: &'static str,
    pub symbol_hint: &'static str,
    pub number_hint: &'static str,
    pub branch_hint: &'static str,
    pub kana_hint: &'static str,
    pub birth_hint: &'static str,
    pub password_kept: &'static str,
    pub password_again: &'static str,
    pub lost_title: &'static str,
    pub lost: &'static str,
    pub lost_sent: &'static [&'static str],
    pub email_hint: &'static str,
    pub next: &'static str,
    pub not_matched_title: &'static str,
    pub not_matched: &'static [&'static str],
    pub taken_link: &'static str,
    pub carrier_note: &'static str,
}

/// Step 2.
pub struct NewsletterWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub any_time: &'static str,
    pub next: &'static str,
}

/// Step 3.
pub struct ConfirmWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub password: &'static str,
    pub not_given: &'static str,
    pub newsletters: &'static str,
    pub none: &'static str,
    pub terms_heading: &'static str,
    pub terms_link: &'static str,
    pub privacy_link: &'static str,
    pub agree: &'static str,
    pub agree_label: &'static str,
    pub changed: &'static str,
    pub register: &'static str,
}

/// Step 4.
pub struct SentWords {
    pub heading: &'static str,
    pub to: &'static str,
    pub lead: &'static str,
    pub sent_again: &'static str,
    pub other_answers: &'static str,
    pub state_heading: &'static str,
    pub written: &'static str,
    pub queued: &'static str,
    pub queued_text: &'static str,
    pub accepted: &'static str,
    pub accepted_text: &'static str,
    pub filed: &'static str,
    pub filed_text: &'static str,
    pub filed_demo: &'static str,
    pub refused: &'static str,
    pub refused_text: &'static str,
    pub retrying: &'static str,
    pub retrying_text: &'static str,
    pub yours: &'static str,
    pub refresh: &'static str,
    pub code_heading: &'static str,
    pub code_label: &'static str,
    pub code_hint: &'static str,
    pub code_send: &'static str,
    pub code_spent: &'static str,
    pub expired: &'static str,
    pub not_arrived: &'static str,
    pub spam: &'static str,
    pub resend: &'static str,
    pub resend_label: &'static str,
    pub correct: &'static str,
    pub correct_label: &'static str,
    pub correct_send: &'static str,
    pub approval: &'static str,
    pub carrier: &'static str,
}

/// The mailed link.
pub struct CompleteWords {
    pub same_heading: &'static str,
    pub same_lead: &'static str,
    pub same_button: &'static str,
    pub other_heading: &'static str,
    pub other_lead: &'static str,
    pub password: &'static str,
    pub complete: &'static str,
    pub forgot: &'static str,
    pub forgot_text: &'static str,
    pub birth_date: &'static str,
    pub new_password: &'static str,
    pub complete_new: &'static str,
    pub disown: &'static str,
    pub disown_text: &'static str,
    pub disown_button: &'static str,
    pub damaged: &'static str,
    pub damaged_text: &'static str,
    pub old: &'static str,
    pub old_text: &'static str,
    pub expired: &'static str,
    pub expired_text: &'static str,
    pub rejected: &'static str,
    pub rejected_text: &'static str,
    pub disowned: &'static str,
    pub disowned_text: &'static str,
    pub failed: &'static str,
    pub failed_text: &'static str,
    pub again: &'static str,
    pub code_instead: &'static str,
}

/// Approval by the old address, and the page that waits for it.
pub struct ApproveWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub to: &'static str,
    pub warning: &'static str,
    pub approve: &'static str,
    pub reject: &'static str,
    pub approved: &'static str,
    pub approved_text: &'static str,
    pub switched_text: &'static str,
    pub rejected: &'static str,
    pub rejected_text: &'static str,
    pub damaged_text: &'static str,
    pub over: &'static str,
    pub over_text: &'static str,
    pub waiting: &'static str,
    pub waiting_text: &'static [&'static str],
    pub code: &'static str,
    pub code_hint: &'static str,
    pub code_send: &'static str,
    pub code_length: &'static str,
    pub code_summary: &'static str,
}

/// The ends.
pub struct EndWords {
    pub done: &'static str,
    pub done_text: &'static str,
    pub login: &'static str,
    pub lost: &'static str,
    pub lost_text: &'static str,
    pub paused: &'static str,
    pub paused_text: &'static str,
    pub not_yet: &'static str,
    pub not_yet_text: &'static str,
    pub under18: &'static str,
    pub ask: &'static str,
    pub phone: &'static str,
}

static JA: RegistrationWords = RegistrationWords {
    procedure: "マイページ登録",
    steps: &[
        "ご本人の確認",
        "メールマガジン",
        "内容の確認",
        "メールの確認",
    ],
    account: AccountWords {
        heading: "登録する方の情報を入力してください",
        lead: "お手元に「資格情報のお知らせ」か「資格確認書」、またはマイナポータルの画面をご用意ください。入力は5分ほどです。",
        who: "登録できるのは、被保険者ご本人と、今年度末に18歳以上になる被扶養者の方です。ご家族も、お一人ずつご自身のメールアドレスで登録します。",
        where_summary: "記号・番号・枝番はどこに書いてありますか",
        where_text: &[
            "資格情報のお知らせ：氏名の近くの「記号」「番号」「枝番」の欄です。",
            "資格確認書：表面の上のほうの「記号」「番号」「(枝番)」です。",
            "マイナポータル：「証明書」から「健康保険証」を開き、下へ進むと「記号」「番号」「枝番」があります。",
            "以前の保険証をお持ちの方は、そこに書かれた記号・番号も同じです。",
        ],
        why_summary: "なぜ記号・番号を入力するのですか",
        why_text: "健康保険組合の加入者ご本人かどうかを確かめるためです。健康保険法により、この目的と健康保険の事業のほかには使いません。",
        symbol_hint: "お手元の書類の「記号」の欄です。番号とともに、加入者ご本人かどうかを確かめます。「12-345」のように続けて入れても、記号と番号に分けて読み取ります。",
        number_hint: "同じ書類の「番号」の欄です。ご家族で共通です。先頭の0は、あってもなくても同じです。",
        branch_hint: "同じ書類の「枝番」の欄の、2けたの数字です。双子の方など、ほかの項目だけではお一人に決まらない場合にだけ必要です。わからないときは空欄のままで進めます。",
        kana_hint: "例：ケンポ ハナコ。ひらがなや半角カナでもかまいません。同じ記号・番号のご家族のうち、どなたかを確かめます。",
        birth_hint: "例：1980-01-31、19800131、昭和55年1月31日、S55.1.31。お名前と合わせて、ご本人かどうかを確かめます。",
        password_again: "安全のため、先ほど入力されたパスワードは残していません。もう一度入力してください。",
        lost_title: "入力された内容が残っていません",
        lost: "入力の途中で時間がたったか、ブラウザに保存された情報(Cookie)が消えたようです。お手数ですが、最初からもう一度ご入力ください。",
        lost_sent: &[
            "時間がたったか、ブラウザに保存された情報(Cookie)が消えたようです。",
            "確認のメール「マイページ登録手続き」が届いている方は、入力し直す必要はありません。メールの中のURLを開き、登録のときに決めたパスワードを入力すると、登録が完了します。",
            "まだの方は、お手数ですが、最初からもう一度ご入力ください。",
        ],
        password_kept: "前に入力したパスワードをお預かりしています。変えるときだけ入力してください。",
        email_hint: "ここに確認のメールをお送りします。ログインのときにも使います。パソコン・携帯電話のどちらのアドレスでも登録できます。",
        next: "次へ進む",
        not_matched_title: "登録情報と一致しませんでした",
        not_matched: &[
            "記号・番号は、資格情報のお知らせなどに書かれたとおりですか。",
            "氏名(カナ)は、姓と名の順で、届け出たお名前ですか。結婚などで変わったときは、前のお名前の場合があります。",
            "生年月日の年号(昭和・平成)や西暦に違いはありませんか。",
            "枝番がわからないときは、空欄にしてお試しください。",
            "加入したばかりのときは、登録情報に反映されるまで数日かかることがあります。",
        ],
        taken_link: "同じアドレスを家族で使えない理由(よくある質問)",
        carrier_note: "この形の携帯電話アドレスは、届きにくいことがあります。届かないときは、別のアドレスをお使いください。",
    },
    newsletters: NewsletterWords {
        heading: "ご希望のメールマガジンを選んでください",
        lead: "はじめは、すべてにチェックが付いています。いらないものは、押すとチェックが外れます。",
        any_time: "あとからいつでも変更できます。",
        next: "入力内容を確認する",
    },
    confirm: ConfirmWords {
        heading: "入力内容を確認してください",
        lead: "まだ登録は終わっていません。誤りがなければ、いちばん下の「登録」を押してください。",
        password: "設定済み(表示しません)",
        not_given: "入力なし",
        newsletters: "メールマガジン",
        none: "なし",
        terms_heading: "利用規約への同意",
        terms_link: "利用規約",
        privacy_link: "個人情報の扱い",
        agree: "利用規約と個人情報の扱いに同意します",
        agree_label: "「利用規約と個人情報の扱いに同意します」",
        changed: "入力内容が変わりました。いまの内容をお確かめのうえ、もう一度「登録」を押してください",
        register: "登録",
    },
    sent: SentWords {
        heading: "確認のメールをお送りしました",
        to: "送り先",
        lead: "メール「マイページ登録手続き」の中のURLを開くか、6けたの確認コードをこの画面に入力すると、登録が完了します。",
        sent_again: "メールをもう一度お送りしました。いちばん新しいメールをご覧ください。",
        other_answers: "「登録」を押された画面の内容は、登録されていません。別の画面で入力された内容のお申込みについて、次のアドレスへ確認のメールをお送りしています。",
        state_heading: "メールの状況",
        written: "メールを作成しました",
        queued: "送信の順番を待っています",
        queued_text: "ふつうは数秒で送り出します。",
        accepted: "相手のメールサーバーが受け取りました",
        accepted_text: "受信箱に見当たらないときは、下の「メールが届かないとき」をご覧ください。",
        filed: "外へは送らず、サーバーの中に書き出しました",
        filed_text: "このサーバーには、メールを送信する設定がまだありません。",
        filed_demo: "お試し用の受信箱(/dev/mailbox)でご覧いただけます。",
        refused: "相手のメールサーバーに断られました",
        refused_text: "アドレスに誤りがあるか、受信拒否の設定がされているようです。アドレスを訂正するか、設定を変えてから再送してください。",
        retrying: "相手のメールサーバーがいま受け取れないため、自動で送り直します",
        retrying_text: "そのままお待ちください。急ぐときは、別のアドレスに訂正できます。",
        yours: "あなたの受信箱へ",
        refresh: "最新の状況を見る",
        code_heading: "確認コードで登録を完了する",
        code_label: "確認コード",
        code_hint: "メールにある6けたの数字です",
        code_send: "登録を完了する",
        code_spent: "確認コードの入力を5回間違えたため、このコードは使えなくなりました。下の「メールを再送する」で、新しいコードをお受け取りください。",
        expired: "このメールの有効期限が過ぎました。下の「メールを再送する」を押すと、新しいメールをお送りします。",
        not_arrived: "メールが届かないとき",
        spam: "迷惑メールのフォルダーに入っていないかご確認ください。受信を制限している方は、次のドメインからのメールを受け取れるように設定してください。",
        resend: "メールを再送する",
        resend_label: "再送",
        correct: "メールアドレスを間違えたとき",
        correct_label: "正しいメールアドレス",
        correct_send: "このアドレスに送り直す",
        approval: "今回は、これまで登録されていたメールアドレスとは別のアドレスでのお申込みです。これまでのアドレスにも確認のメールをお送りしました。そのメールで「承認」されるまで、いまの登録は変わりません。",
        carrier: "この形の携帯電話アドレスは、届きにくいことがあります。届かないときは、別のアドレスに訂正してください。",
    },
    complete: CompleteWords {
        same_heading: "登録を完了します",
        same_lead: "下のボタンを押すと、マイページの登録が完了します。",
        same_button: "登録を完了する",
        other_heading: "登録した方ご本人の確認",
        other_lead: "登録を始めたのとは別のブラウザで開かれました。登録のときに決めたパスワードを入力すると、登録が完了します。",
        password: "登録のときに決めたパスワード",
        complete: "登録を完了する",
        forgot: "パスワードがわからないとき",
        forgot_text: "生年月日と新しいパスワードを入力しても、登録を完了できます。",
        birth_date: "生年月日",
        new_password: "新しいパスワード",
        complete_new: "新しいパスワードで登録を完了する",
        disown: "このメールに心当たりがないとき",
        disown_text: "どなたかがアドレスを間違えて入力したのかもしれません。下のボタンを押すと、この登録を取り消します。何も押さなければ、登録は完了しないまま期限が切れます。",
        disown_button: "この登録を取り消す",
        damaged: "URLが途中で切れているようです",
        damaged_text: "メールの中のURLを最初から最後までコピーして、ブラウザのアドレス欄に貼り付けてください。登録を始めた画面に戻って、メールの6けたの確認コードを入力しても完了できます。",
        old: "このURLは新しいものに替わりました",
        old_text: "登録のやり直しや、メールアドレスの訂正をすると、前のURLは使えなくなります。期限が過ぎた後や、確認コードを5回間違えた後に再送したときも同じです。いちばん新しい「マイページ登録手続き」のメールのURLを開いてください。登録が済んでいる場合は、ログインできます。",
        expired: "このURLの有効期限が過ぎました",
        expired_text: "安全のため、URLには期限があります。お手数ですが、もう一度登録してください。",
        rejected: "この登録は取りやめになりました",
        rejected_text: "これまでのメールアドレスの方が「拒否」を選びました。お心当たりのあるときは、健康保険組合へご連絡ください。",
        disowned: "この登録は取り消されました",
        disowned_text: "「心当たりがない」との連絡により、登録を取り消しました。あなたの情報は使われません。",
        failed: "登録を完了できませんでした",
        failed_text: "このメールアドレスは、手続きの間に別の方が登録しました。お手数ですが、別のメールアドレスでもう一度登録してください。",
        again: "もう一度登録する",
        code_instead: "確認コードの入力画面へ",
    },
    approve: ApproveWords {
        heading: "メールアドレスの変更を承認しますか",
        lead: "マイページの登録が、別のメールアドレスでやり直されようとしています。",
        to: "新しいメールアドレス",
        warning: "お心当たりがなければ「拒否」を押してください。何も変わらず、今後30日間は別のアドレスでの登録をお断りし、健康保険組合に記録します。",
        approve: "承認する",
        reject: "拒否する",
        approved: "承認しました",
        approved_text: "新しいメールアドレスでの確認が済みしだい、登録が切り替わります。",
        switched_text: "登録が、新しいメールアドレスに切り替わりました。次からは、新しいメールアドレスとパスワードでログインしてください。",
        rejected: "拒否しました",
        rejected_text: "登録は変わっていません。これまでのメールアドレスとパスワードをそのままお使いいただけます。これから30日間は、別のメールアドレスでの登録を受け付けません。拒否されたことは、健康保険組合の記録に残ります。",
        damaged_text: "メールの中のURLを最初から最後までコピーして、ブラウザのアドレス欄に貼り付けてください。",
        over: "この確認は終わっています",
        over_text: "すでに手続きが済んだか、期限が過ぎたか、新しいお申込みに替わりました。",
        waiting: "これまでのアドレスの承認を待っています",
        waiting_text: &[
            "新しいメールアドレスの確認は済みました。",
            "これまで登録されていたメールアドレスに、承認をお願いするメールをお送りしています。そのメールで「承認」されると、登録が切り替わります。",
            "それまで、いまの登録(メールアドレスとパスワード)は変わりません。",
        ],
        code: "登録コード",
        code_hint: "健康保険組合の窓口や郵便でお渡しした、12文字のコードです(例：ABCD-2345-EFGH)",
        code_send: "登録コードで完了する",
        code_length: "登録コードは12文字です。お渡しした用紙のとおりに入力してください(ハイフンは省けます)",
        code_summary: "これまでのアドレスのメールを見られないとき",
    },
    ends: EndWords {
        done: "登録が完了しました",
        done_text: "メールアドレスとパスワードで、マイページにログインできます。",
        login: "ログイン画面へ",
        lost: "資格を喪失した後のため、登録できません",
        lost_text: "健康保険の資格がある間に登録できます。任意継続などで資格が続いている方は、反映までお待ちいただくか、健康保険組合へご連絡ください。",
        paused: "ただいま、この方の登録を受け付けていません",
        paused_text: "登録されているメールアドレスの方が、別のアドレスでの登録を断られたためです。お手続きが必要なときは、健康保険組合へご連絡ください。",
        not_yet: "資格取得日の前のため、まだ登録できません",
        not_yet_text: "資格取得日から登録できます。",
        under18: "18歳になる年度から登録できます",
        ask: "ご不明な点は、健康保険組合へお問い合わせください。",
        phone: "電話",
    },
};

/// Words of the registration.
pub fn registration(lang: Lang) -> &'static RegistrationWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// The password rule in words.
pub fn password_rule(lang: Lang, policy: PasswordPolicy) -> String {
    let Lang::Ja = lang;
    let mixed = if policy.letter_and_digit {
        "半角英数混在"
    } else {
        ""
    };
    format!(
        "{mixed}{}文字以上で設定してください。記号や空白、長い文章も使えます。12文字以上をおすすめします。",
        policy.min_len
    )
}

/// From which fiscal year a dependant may register.
pub fn under18_from(lang: Lang, fiscal_year: &str) -> String {
    let Lang::Ja = lang;
    format!(
        "被扶養者の方は、年度末(3月31日)に18歳以上になる年度から登録できます。{fiscal_year}年度(4月1日)から登録できます。"
    )
}

/// The terms that are agreed to, with their version.
pub fn terms_link(lang: Lang, version: &str) -> String {
    let words = &registration(lang).confirm;
    format!("{}({}版)", words.terms_link, date(lang, version))
}

/// Until when the link and the code of a mail are good.
pub fn until(lang: Lang, until: &str) -> String {
    let Lang::Ja = lang;
    let until = date(lang, until);
    format!("URLと確認コードは {until} まで使えます。")
}

/// A reply code of the other server.
pub fn reply_code(lang: Lang, code: u16) -> String {
    let Lang::Ja = lang;
    format!("(相手サーバーの応答：{code})")
}
