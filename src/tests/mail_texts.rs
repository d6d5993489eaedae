//! Every mail as a person reads it.

use std::{path::Path, sync::Arc};

use insta::assert_snapshot;

use crate::server::{
    chance::Chance,
    checkup::news::BookingNews,
    clock::{HOUR, MINUTE, Millis},
    keys::Keys,
    link::Seed,
    mail::{
        Mail,
        carried::{BookingText, Carried, InquiryText},
        compose::{Composer, Row, Unsendable},
        read::Letter,
    },
    settings::{Environment, Settings},
};

const NOW: Millis = 1_795_312_800_000;

fn composer() -> Composer {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("Leptos.toml");
    let environment = Environment::of([("PUBLIC_URL", "https://mypage.example.jp")]);
    let settings = Settings::load(&file, &environment).unwrap();
    Composer::new(Arc::new(settings), Keys::from_bytes([7; 32])).unwrap()
}

fn row() -> Row<'static> {
    Row {
        id: 7,
        recipient: "hanako@example.jp",
        created_at: NOW,
    }
}

fn letter(mail: &Mail) -> Letter {
    let inquiry = InquiryText {
        topic: "その他".into(),
        reply_to: "hanako@example.jp".into(),
        text: "住所が変わりました。\n{{url}} <script>".into(),
    };
    let booking = BookingText {
        reference: "2026-000003".into(),
        institution: "みなと健診センター".into(),
        phone: "03-0000-0101".into(),
        day: "2026年12月14日(月)".into(),
        time: "9時00分".into(),
        note: "ご希望の日にお取りできました。".into(),
    };
    let carried = match mail {
        Mail::Inquiry { .. } => Carried::Inquiry(&inquiry),
        Mail::Booking { .. } | Mail::PlaceOffer { .. } => Carried::Booking(&booking),
        _ => Carried::Nothing,
    };
    let parcel = composer().compose(row(), mail, carried).unwrap();
    Letter::read(&parcel.bytes).unwrap()
}

fn all() -> Vec<Mail> {
    [
        accounts(),
        bookings(),
        results(),
        vec![session_code(), Mail::ExpensesPublished],
    ]
    .concat()
}

fn session_code() -> Mail {
    Mail::SessionCode {
        seed: Seed::random(&Chance::seeded(1)),
        expires_at: NOW + 10 * MINUTE,
    }
}

fn results() -> Vec<Mail> {
    [true, false]
        .map(|accepted| Mail::ResultDecided { accepted })
        .into()
}

fn bookings() -> Vec<Mail> {
    let news = BookingNews::ALL.map(|news| Mail::Booking { news, id: 3 });
    let offer = Mail::PlaceOffer {
        id: 3,
        expires_at: NOW + 24 * HOUR,
    };
    news.into_iter().chain([offer]).collect()
}

fn accounts() -> Vec<Mail> {
    let seed = || Seed::random(&Chance::seeded(1));
    vec![
        Mail::Registration {
            seed: seed(),
            expires_at: NOW + 24 * HOUR,
        },
        Mail::Approval {
            seed: seed(),
            expires_at: NOW + 72 * HOUR,
        },
        Mail::Registered,
        Mail::Overwritten,
        Mail::PasswordReset {
            seed: seed(),
            expires_at: NOW + 30 * MINUTE,
        },
        Mail::PasswordChanged,
        Mail::EmailChange {
            seed: seed(),
            expires_at: NOW + 24 * HOUR,
        },
        Mail::EmailChanged,
        Mail::Withdrawn,
        Mail::Inquiry { id: 12 },
        Mail::InquiryReceived { id: 12 },
    ]
}

#[test]
fn the_registration_mail_in_text() {
    assert_snapshot!(letter(&all()[0]).text, @r#"
    マイページにお申し込みいただき、ありがとうございます。
    登録は、まだ完了していません。

    ■ 登録を完了する
    下のURLを開いてください。
    https://mypage.example.jp/register/complete/YRgw02QaaPlKaQ3MJdH0sI4TBfge8krQV_yp4eXOIts

    ■ URLを開けないとき
    お申し込みの画面に、次の確認コードを入力してください。
    確認コード: 982968

    ■ 有効期限
    2026年11月23日 11時00分まで
    過ぎたときは、もう一度お申し込みください。

    ■ お心当たりがないとき
    ほかの方がアドレスを間違えて入力したのかもしれません。
    このメールは破棄してください。登録は完了しません。

    ----------------------------------------
    空色健康保険組合
    電話 03-0000-0014(平日 9:00〜17:00)
    お問い合わせ https://mypage.example.jp/contact

    このメールは送信専用です。返信いただいてもお答えできません。
    "#);
}

#[test]
fn the_registration_mail_in_html() {
    let html = letter(&all()[0]).html;
    assert!(html.contains("background: #0055ad; color: #ffffff;"));
    let body = html.split("<body>").nth(1).unwrap();
    assert_snapshot!(body.trim(), @r#"
    <div class="page">
    <h1>マイページ登録手続き</h1>
    <p>マイページにお申し込みいただき、ありがとうございます。<br>登録は、まだ完了していません。</p>
    <h2>登録を完了する</h2>
    <p>下のボタンを押してください。</p>
    <p><a class="button" href="https://mypage.example.jp/register/complete/YRgw02QaaPlKaQ3MJdH0sI4TBfge8krQV_yp4eXOIts">登録を完了する</a></p>
    <p>ボタンが使えないときは、次のURLを開いてください。<br><a href="https://mypage.example.jp/register/complete/YRgw02QaaPlKaQ3MJdH0sI4TBfge8krQV_yp4eXOIts">https://mypage.example.jp/register/complete/YRgw02QaaPlKaQ3MJdH0sI4TBfge8krQV_yp4eXOIts</a></p>
    <h2>URLを開けないとき</h2>
    <p>お申し込みの画面に、次の確認コードを入力してください。</p>
    <p>確認コード: <strong class="code">982968</strong></p>
    <h2>有効期限</h2>
    <p>2026年11月23日 11時00分まで<br>過ぎたときは、もう一度お申し込みください。</p>
    <h2>お心当たりがないとき</h2>
    <p>ほかの方がアドレスを間違えて入力したのかもしれません。<br>このメールは破棄してください。登録は完了しません。</p>
    <div class="footer">
    <p>空色健康保険組合<br>電話 03-0000-0014(平日 9:00〜17:00)<br>お問い合わせ <a href="https://mypage.example.jp/contact">https://mypage.example.jp/contact</a></p>
    <p>このメールは送信専用です。返信いただいてもお答えできません。</p>
    </div>
    </div>
    </body>
    </html>
    "#);
}

fn texts(mails: &[Mail]) -> String {
    let text = |mail: &Mail| {
        let letter = letter(mail);
        let (text, _frame) = letter.text.split_once("\n-----").unwrap();
        format!("【{}】\n{text}", letter.subject)
    };
    mails.iter().map(text).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_mails_about_bookings_in_text() {
    assert_snapshot!(texts(&bookings()), @r#"
    【ご予約を承りました】
    ご予約を承りました。

    予約番号: 2026-000003
    日にち: 2026年12月14日(月)
    時間: 9時00分
    健診機関: みなと健診センター
    電話: 03-0000-0101

    ■ 準備と持ち物
    当日までの準備、変更と取消の締切は、ご予約のページで
    確認できます。
    https://mypage.example.jp/checkup/bookings

    ■ お心当たりがないとき
    下記の窓口までご連絡ください。

    【お申し込みを承りました】
    ご希望の日でのお申し込みを承りました。
    ご予約は、まだ決まっていません。

    予約番号: 2026-000003
    健診機関: みなと健診センター

    ■ これから
    健保組合が健診機関と日にちを調整し、決まりましたら
    メールでお知らせします。
    https://mypage.example.jp/checkup/bookings

    ■ お心当たりがないとき
    下記の窓口までご連絡ください。

    【変更のお申し込みを承りました】
    ご希望の日への変更のお申し込みを承りました。
    新しい日は、まだ決まっていません。
    決まるまで、いまのご予約はそのままです。

    予約番号: 2026-000003
    健診機関: みなと健診センター

    ■ これから
    健保組合が健診機関と日にちを調整します。決まりましたら、
    いまのご予約を取り消し、メールでお知らせします。
    https://mypage.example.jp/checkup/bookings

    ■ お心当たりがないとき
    下記の窓口までご連絡ください。

    【ご予約の日が決まりました】
    お申し込みいただいたご予約の日が決まりました。

    予約番号: 2026-000003
    日にち: 2026年12月14日(月)
    時間: 9時00分
    健診機関: みなと健診センター
    電話: 03-0000-0101

    ■ 健保組合から
    ご希望の日にお取りできました。

    ■ 準備と持ち物
    当日までの準備、変更と取消の締切は、ご予約のページで
    確認できます。
    https://mypage.example.jp/checkup/bookings

    ■ お心当たりがないとき
    下記の窓口までご連絡ください。

    【ご希望の日にご予約できませんでした】
    申し訳ありません。お申し込みいただいた日には、
    ご予約をお取りできませんでした。

    予約番号: 2026-000003
    健診機関: みなと健診センター

    ■ 健保組合から
    ご希望の日にお取りできました。

    ■ もう一度お申し込みになるとき
    別の日や別の健診機関で、あらためてお申し込みいただけます。
    https://mypage.example.jp/checkup

    【ご予約を変更しました】
    ご予約を変更しました。
    前のご予約は取り消しました。

    新しいご予約は次のとおりです。

    予約番号: 2026-000003
    日にち: 2026年12月14日(月)
    時間: 9時00分
    健診機関: みなと健診センター
    電話: 03-0000-0101

    ■ 準備と持ち物
    当日までの準備、変更と取消の締切は、ご予約のページで
    確認できます。
    https://mypage.example.jp/checkup/bookings

    ■ お心当たりがないとき
    下記の窓口までご連絡ください。

    【ご予約を取り消しました】
    次のご予約を取り消しました。

    予約番号: 2026-000003
    日にち: 2026年12月14日(月)
    時間: 9時00分
    健診機関: みなと健診センター
    電話: 03-0000-0101

    ■ もう一度ご予約になるとき
    下のURLから、いつでもお申し込みいただけます。
    https://mypage.example.jp/checkup

    ■ お心当たりがないとき
    下記の窓口までご連絡ください。

    【ご予約の取消のお知らせ】
    次のご予約は、健保組合が取り消しました。

    予約番号: 2026-000003
    日にち: 2026年12月14日(月)
    時間: 9時00分
    健診機関: みなと健診センター
    電話: 03-0000-0101

    ■ 健保組合から
    ご希望の日にお取りできました。

    ■ もう一度ご予約になるとき
    下のURLからお申し込みいただけます。
    https://mypage.example.jp/checkup

    ■ ご不明なとき
    下記の窓口までお問い合わせください。

    【ご予約の取消のお知らせ】
    次のご予約は、ご予約の日より前に加入の資格が
    なくなるため、取り消しました。
    この日に受診されると、全額がご自身の負担になります。

    予約番号: 2026-000003
    日にち: 2026年12月14日(月)
    時間: 9時00分
    健診機関: みなと健診センター
    電話: 03-0000-0101

    ■ ご不明なとき
    下記の窓口までお問い合わせください。

    【ご予約の日が近づいています】
    ご予約の日が近づいてきましたので、お知らせします。

    予約番号: 2026-000003
    日にち: 2026年12月14日(月)
    時間: 9時00分
    健診機関: みなと健診センター
    電話: 03-0000-0101

    ■ 準備
    当日までの準備と持ち物は、ご予約のページで確認できます。
    ご都合が悪くなったときは、早めに変更か取消をお願いします。
    https://mypage.example.jp/checkup/bookings

    ■ このお知らせを止めるとき
    ご予約のページで、いつでも止められます。

    【ご予約の日は明日です】
    ご予約の日は明日です。

    予約番号: 2026-000003
    日にち: 2026年12月14日(月)
    時間: 9時00分
    健診機関: みなと健診センター
    電話: 03-0000-0101

    ■ 持ち物と注意
    食事やお薬の注意は、ご予約のページで確認できます。
    おいでになれないときは、健診機関にお電話ください。
    https://mypage.example.jp/checkup/bookings

    ■ このお知らせを止めるとき
    ご予約のページで、いつでも止められます。

    【空きが出ましたのでお知らせします】
    お待ちいただいていた日に空きが出ました。
    あなたのために、いまお取り置きしています。

    日にち: 2026年12月14日(月)
    時間: 9時00分
    健診機関: みなと健診センター
    電話: 03-0000-0101

    ■ ご予約になるとき
    2026年11月23日 11時00分までに、
    下のURLからご予約ください。
    https://mypage.example.jp/checkup/waiting

    ■ 期限を過ぎたとき
    お取り置きは終わり、次にお待ちの方にご案内します。
    ご予約にならないときは、何もなさらなくてかまいません。
    "#);
}

#[test]
fn a_mail_with_nothing_said_has_no_heading_for_it() {
    let booking = BookingText {
        reference: "2026-000003".into(),
        institution: "みなと健診センター".into(),
        phone: "03-0000-0101".into(),
        day: "2026年12月14日(月)".into(),
        time: "9時00分".into(),
        note: " \n".into(),
    };
    for news in BookingNews::ALL {
        let mail = Mail::Booking { news, id: 3 };
        let parcel = composer().compose(row(), &mail, Carried::Booking(&booking));
        let letter = Letter::read(&parcel.unwrap().bytes).unwrap();
        for text in [&letter.text, &letter.html] {
            assert!(!text.contains("健保組合から"), "{news:?}: {text}");
            assert!(!text.contains("\n\n\n"), "{news:?}: {text}");
            assert!(text.contains("2026-000003"), "{news:?}: {text}");
        }
    }
}

#[test]
fn the_mails_about_results_in_text() {
    assert_snapshot!(texts(&results()), @r#"
    【お送りいただいた書類の確認が終わりました】
    お送りいただいた書類を確認し、受け取りました。
    これで手続きは終わりです。

    ■ 内容を見るとき
    ログインすると、お送りいただいた書類のページで
    確認できます。
    https://mypage.example.jp/checkup/results

    ■ お心当たりがないとき
    下記の窓口までご連絡ください。

    【お送りいただいた書類についてのお願い】
    お送りいただいた書類を確認しましたが、
    今のままでは受け取ることができませんでした。

    ■ 理由を見るとき・もう一度お送りになるとき
    理由は、お送りいただいた書類のページに書いてあります。
    同じページから、もう一度お送りいただけます。
    https://mypage.example.jp/checkup/results

    ■ ご不明なとき
    下記の窓口までお問い合わせください。
    "#);
}

#[test]
fn the_other_mails_in_text() {
    assert_snapshot!(texts(&accounts()[1..]), @r#"
    【マイページ登録の確認のお願い】
    ご登録中のマイページについて、別のメールアドレスでの
    登録の申し込みを受け付けました。

    承認すると、マイページのメールアドレスとパスワードが
    新しく申し込まれたものに変わります。
    何もしなければ、今の登録は変わりません。

    ■ 承認する・拒否する
    下のURLを開いて、どちらかを選んでください。
    https://mypage.example.jp/register/approve/YRgw02QaaPlKaQ3MJdH0sDQy804isLzCtL6LyJ3bs4w

    ・ご自分で申し込んだとき: 「承認」
    ・お心当たりがないとき: 「拒否」

    ■ 有効期限
    2026年11月25日 11時00分まで(お申し込みから72時間)

    【マイページの登録が完了しました】
    マイページの登録が完了しました。
    これからは、メールアドレスとパスワードでログインできます。

    ■ ログイン
    https://mypage.example.jp/login

    ■ メールマガジンの選択
    ログインすると、いつでも変更できます。

    ■ お心当たりがないとき
    下記の窓口までご連絡ください。

    【マイページのパスワードが新しくなりました】
    もう一度の登録が完了し、マイページのパスワードが
    新しくなりました。

    日時: 2026年11月22日 11時00分

    ほかの端末でログインしていた場合は、ログアウトされています。
    新しいパスワードでログインしてください。
    https://mypage.example.jp/login

    ■ お心当たりがないとき
    すぐに下のURLからパスワードを再発行し、
    下記の窓口までご連絡ください。
    https://mypage.example.jp/password/forgot

    【パスワード再発行のご案内】
    マイページのパスワード再発行を受け付けました。
    パスワードは、まだ変わっていません。

    ■ 新しいパスワードを決める
    下のURLを開いてください。
    https://mypage.example.jp/password/reset/YRgw02QaaPlKaQ3MJdH0sCRTi5jy1oaIIH9_3FXzLvw

    ■ 有効期限
    2026年11月22日 11時30分まで(受け付けから30分)
    過ぎたときは、もう一度再発行の手続きをしてください。

    ■ お心当たりがないとき
    このメールは破棄してください。パスワードは変わりません。

    【マイページのパスワードを変更しました】
    マイページのパスワードが変更されました。

    日時: 2026年11月22日 11時00分

    ほかの端末でログインしていた場合は、ログアウトされています。

    ■ お心当たりがないとき
    すぐに下のURLからパスワードを再発行し、
    下記の窓口までご連絡ください。
    https://mypage.example.jp/password/forgot

    【メールアドレス変更の確認】
    マイページのメールアドレスを、このアドレスに変更する
    申し込みを受け付けました。
    変更は、まだ完了していません。

    ■ 変更を完了する
    下のURLを開いてください。
    https://mypage.example.jp/email/confirm/YRgw02QaaPlKaQ3MJdH0sJa49Yzr802z5ja1PphovHw

    ■ 有効期限
    2026年11月23日 11時00分まで(お申し込みから24時間)

    ■ お心当たりがないとき
    ほかの方がアドレスを間違えて入力したのかもしれません。
    このメールは破棄してください。変更は完了しません。

    【マイページのメールアドレスが変わりました】
    マイページのメールアドレスが、別のアドレスに変わりました。
    今後のお知らせは、新しいアドレスにお送りします。

    日時: 2026年11月22日 11時00分

    ■ お心当たりがないとき
    すぐに下記の窓口までご連絡ください。

    【マイページの退会手続きが完了しました】
    マイページの退会手続きが完了しました。
    これまでご利用いただき、ありがとうございました。

    日時: 2026年11月22日 11時00分

    メールアドレス、パスワード、メールマガジンの設定は
    消去しました。
    もう一度ご利用になるときは、新しく登録してください。
    https://mypage.example.jp/register

    ■ お心当たりがないとき
    下記の窓口までご連絡ください。

    【マイページからのお問い合わせ】
    マイページからお問い合わせがありました。

    受付番号: 12
    受付日時: 2026年11月22日 11時00分
    種類: その他
    返信先: hanako@example.jp

    ■ 内容
    住所が変わりました。
    {{url}} <script>

    【お問い合わせを受け付けました】
    お問い合わせを受け付けました。
    内容を確認し、担当者からご連絡します。

    受付番号: 12
    受付日時: 2026年11月22日 11時00分

    お急ぎのときは、下記の窓口までお電話ください。

    ■ お心当たりがないとき
    このメールは破棄してください。
    "#);
}

#[test]
fn the_mail_of_new_rows_does_not_say_what_they_are() {
    assert_snapshot!(texts(&[Mail::ExpensesPublished]), @r#"
    【マイページに新しいお知らせがあります】
    マイページに新しいお知らせがあります。

    ■ ご覧になるとき
    下のページからログインしてください。
    https://mypage.example.jp/login

    ■ お知らせのメールについて
    このメールは、お知らせのメールを希望された方に
    お送りしています。
    止めるときは、ログインして「メールマガジン」の
    ページで変更できます。

    ■ お心当たりがないとき
    下記の窓口までご連絡ください。
    "#);
}

#[test]
fn subjects_and_links_give_nothing_away() {
    for mail in all() {
        let letter = letter(&mail);
        assert!(!letter.subject.contains(|c: char| c.is_ascii_digit()));
        for word in ["健康", "健診", "医療", "保険", "記号", "番号", "@"] {
            assert!(!letter.subject.contains(word), "{}", letter.subject);
        }
        for line in letter.text.lines().filter(|line| line.starts_with("http")) {
            assert!(line.starts_with("https://mypage.example.jp/"), "{line}");
            assert!(!line.contains(['@', '?', '=', '&']), "{line}");
        }
    }
}

#[test]
fn the_code_of_the_second_step_says_nothing_of_what_it_opens() {
    let letter = letter(&session_code());
    assert_eq!(letter.subject, "確認コードのお知らせ");
    let (_, code) = letter.text.split_once("確認コード: ").unwrap();
    let code: String = code.chars().take_while(char::is_ascii_digit).collect();
    assert_eq!(code.len(), 6);
    assert!(letter.html.contains(&code));
    for said in [
        "11時10分まで",
        "お送りしてから10分",
        "お心当たりがないとき",
        "/password/forgot",
    ] {
        assert!(letter.text.contains(said), "{said}: {}", letter.text);
    }
    for word in ["医療", "診療", "受診", "病院", "家族"] {
        assert!(
            !letter.text.contains(word) && !letter.html.contains(word),
            "{word}"
        );
    }
}

#[test]
fn both_parts_hold_the_same_links_and_no_pictures() {
    for mail in all() {
        let letter = letter(&mail);
        let links: Vec<&str> = letter
            .text
            .lines()
            .filter(|line| line.starts_with("https://"))
            .collect();
        for link in &links {
            assert!(letter.html.contains(&format!("href=\"{link}\"")), "{link}");
        }
        for foreign in ["<img", "src=", "url(", "<script", "@import", "<link"] {
            assert!(!letter.html.contains(foreign), "{foreign}");
        }
    }
}

#[test]
fn lines_of_text_fit_a_phone_held_upright() {
    // Two columns a Japanese character; 60 is what old mobile mail programs show without breaking.
    for mail in all() {
        for line in letter(&mail).text.lines() {
            let width: usize = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            assert!(width <= 66 || line.starts_with("https://"), "{line}");
        }
    }
}

#[test]
fn what_cannot_be_addressed_is_never_sent() {
    let composer = composer();
    let to = |recipient| Row { recipient, ..row() };
    for recipient in ["", "hanako", "a@example.jp\r\nX: y", "花子@example.jp"] {
        let composed = composer.compose(to(recipient), &Mail::Registered, Carried::Nothing);
        assert_eq!(
            composed.unwrap_err(),
            Unsendable::Recipient,
            "{recipient:?}"
        );
    }
    let poisoned = InquiryText {
        topic: String::new(),
        reply_to: "a@example.jp>\r\nBcc: evil@example.jp".into(),
        text: String::new(),
    };
    let mail = Mail::Inquiry { id: 1 };
    let composed = composer.compose(row(), &mail, Carried::Inquiry(&poisoned));
    assert_eq!(composed.unwrap_err(), Unsendable::ReplyTo);
    let composed = composer.compose(row(), &mail, Carried::Nothing);
    assert_eq!(composed.unwrap_err(), Unsendable::Inquiry);
}
