//! Words of the console of the society's staff.

#![expect(missing_docs, reason = "the name of a field says which words it is")]

use super::Lang;
use crate::domain::{
    code::ConfirmCode,
    field::FieldError,
    staff::{Action, OPERATOR, Role},
};

/// Words of the console's frame and of signing in.
pub struct StaffWords {
    pub console: &'static str,
    pub navigation: &'static str,
    pub overview: &'static str,
    pub overview_lead: &'static str,
    pub own: &'static str,
    pub password: &'static str,
    pub password_text: &'static str,
    pub logout: &'static str,
    pub logged_out: &'static str,
    pub logged_out_text: &'static str,
    pub saved: &'static str,
    pub login: &'static str,
    pub login_lead: &'static str,
    pub login_name: &'static str,
    pub password_field: &'static str,
    pub login_button: &'static str,
    pub login_help: &'static str,
    pub members: &'static str,
    pub signed_in: &'static str,
    pub to_console: &'static str,
    pub wrong: &'static str,
    pub verify: &'static str,
    pub verify_lead: &'static str,
    pub code: &'static str,
    pub code_hint: &'static str,
    pub code_used: &'static str,
    pub verify_button: &'static str,
    pub verify_help: &'static str,
    pub other_person: &'static str,
    pub enrol: &'static str,
    pub enrol_lead: &'static str,
    pub enrol_steps: [&'static str; 3],
    pub qr: &'static str,
    pub secret: &'static str,
    pub open_app: &'static str,
    pub enrol_button: &'static str,
    pub enrol_help: &'static str,
    pub password_first: &'static str,
    pub password_first_lead: &'static str,
    pub password_lead: &'static str,
    pub current: &'static str,
    pub new_password: &'static str,
    pub password_rule: &'static str,
    pub password_button: &'static str,
    pub personal: &'static str,
}

/// Words of 操作の記録.
pub struct AuditWords {
    pub heading: &'static str,
    pub lead: &'static str,
    pub text: &'static str,
    pub search: &'static str,
    pub search_button: &'static str,
    pub clear_button: &'static str,
    pub symbol: &'static str,
    pub number: &'static str,
    pub from: &'static str,
    pub to: &'static str,
    pub date_hint: &'static str,
    pub found: &'static str,
    pub at: &'static str,
    pub who: &'static str,
    pub what: &'static str,
    pub person: &'static str,
    pub detail: &'static str,
    pub none: &'static str,
    pub older: &'static str,
    pub newest: &'static str,
}

static JA: StaffWords = StaffWords {
    console: "職員用",
    navigation: "職員用の画面",
    overview: "概要",
    overview_lead: "ここで見た加入者の情報と、行った操作は、すべて記録されます。",
    own: "ご自身の設定",
    password: "パスワードの変更",
    password_text: "変更すると、ほかの端末でのログインは終了します。",
    logout: "ログアウト",
    logged_out: "ログアウトしました",
    logged_out_text: "お疲れさまでした。席を離れるときは、画面も閉じてください。",
    saved: "保存しました。",
    login: "職員のログイン",
    login_lead: "健康保険組合の職員だけが使える画面です。",
    login_name: "ログインID",
    password_field: "パスワード",
    login_button: "次へ進む",
    login_help: "パスワードを忘れたときや、認証アプリの入った電話をなくしたときは、システムの管理者に再設定を頼んでください。",
    members: "加入者の方のログインはこちら",
    signed_in: "すでにログインしています。",
    to_console: "職員用の画面へ",
    wrong: "ログインIDかパスワードが違います。入力し直してください(最初のパスワードは、発行から7日で使えなくなります)",
    verify: "確認コードを入力してください",
    verify_lead: "電話の認証アプリを開き、いま表示されている6けたの数字を入力してください。",
    code: "確認コード",
    code_hint: "30秒ごとに変わる6けたの数字です",
    code_used: "このコードは使い終わっています。次のコードが表示されるまで(30秒以内)お待ちください",
    verify_button: "ログイン",
    verify_help: "コードが合わないときは、電話の時刻が正しいか(自動設定になっているか)をお確かめください。電話をなくしたときは、システムの管理者に再設定を頼んでください。",
    other_person: "別の職員としてログインする",
    enrol: "認証アプリを登録してください",
    enrol_lead: "加入者の情報を守るため、パスワードのほかに、電話の認証アプリが必要です。登録は最初の1回だけです。",
    enrol_steps: [
        "電話に認証アプリ(Google Authenticator、Microsoft Authenticator など)を入れます。",
        "アプリでQRコードを読み取ります。読み取れないときは、下の文字を「セットアップキー」として入力します。",
        "アプリに表示された6けたの数字を、下に入力します。",
    ],
    qr: "認証アプリで読み取るQRコード",
    secret: "セットアップキー",
    open_app: "この端末の認証アプリで開く",
    enrol_button: "登録してログイン",
    enrol_help: "このキーはほかの人に見せないでください。登録が終わると、二度と表示されません。",
    password_first: "ご自身のパスワードを決めてください",
    password_first_lead: "最初のパスワードは1回だけのものです。次からは、ここで決めたパスワードを使います。",
    password_lead: "変更すると、ほかの端末でのログインはすべて終了します。",
    current: "現在のパスワード",
    new_password: "新しいパスワード",
    password_rule: "12文字以上。単語をいくつかつなげると、長くても覚えやすくなります",
    password_button: "パスワードを変更する",
    personal: "新しいパスワードに、ログインIDや組合名をそのまま使わないでください",
};

static JA_AUDIT: AuditWords = AuditWords {
    heading: "操作の記録",
    lead: "だれが、いつ、どの加入者の情報を見て、何をしたかの記録です。書き換えや削除はできません。この画面を見たことも記録されます。",
    text: "だれがどの加入者の情報を見たかを調べます。",
    search: "記録をさがす",
    search_button: "さがす",
    clear_button: "条件を消す",
    symbol: "記号",
    number: "番号",
    from: "この日から",
    to: "この日まで",
    date_hint: "例: 2026-11-01、R8.11.1",
    found: "記録の一覧",
    at: "日時",
    who: "職員",
    what: "操作",
    person: "加入者(記号-番号-枝番)",
    detail: "内容",
    none: "当てはまる記録はありません。",
    older: "これより前の記録",
    newest: "最新の記録に戻る",
};

/// Words of the console.
pub fn staff(lang: Lang) -> &'static StaffWords {
    match lang {
        Lang::Ja => &JA,
    }
}

/// Words of 操作の記録.
pub fn audit(lang: Lang) -> &'static AuditWords {
    match lang {
        Lang::Ja => &JA_AUDIT,
    }
}

/// What a role is called.
pub fn role(lang: Lang, role: Role) -> &'static str {
    let Lang::Ja = lang;
    match role {
        Role::Clerk => "窓口",
        Role::Manager => "管理者",
        Role::Auditor => "監査",
    }
}

/// Who is signed in, and as what.
pub fn who(lang: Lang, name: &str, its_role: Role) -> String {
    format!("{name}({})", role(lang, its_role))
}

/// What is wrong with a one-time code.
pub fn code_error(lang: Lang, error: FieldError) -> String {
    match error {
        FieldError::SameAsBefore => staff(lang).code_used.to_owned(),
        error => super::field::digits_error(lang, staff(lang).code, ConfirmCode::LEN, error),
    }
}

/// Who did something: a login name, or whoever types commands on the server.
pub fn actor(lang: Lang, login: &str) -> String {
    match lang {
        Lang::Ja if login == OPERATOR => "サーバーのコマンド".to_owned(),
        Lang::Ja => login.to_owned(),
    }
}

/// What an action of the record is called; a code this program does not know stays as it is.
pub fn action(lang: Lang, code: &str) -> String {
    let Lang::Ja = lang;
    let Some(action) = Action::from_code(code) else {
        return code.to_owned();
    };
    let words = match action {
        Action::SignedIn => "ログイン",
        Action::SignedOut => "ログアウト",
        Action::PasswordRefused => "ログインできず(パスワード)",
        Action::CodeRefused => "ログインできず(確認コード)",
        Action::Enrolled => "認証アプリの登録とログイン",
        Action::PasswordChanged => "自分のパスワードの変更",
        Action::StaffAdded => "職員の追加",
        Action::StaffReset => "職員の再設定",
        Action::StaffDisabled => "職員の停止",
        Action::StaffEnabled => "職員の再開",
        Action::CourseChanged => "健診コースの変更",
        Action::CoursesCopied => "健診コースの翌年度への写し",
        Action::InstitutionChanged => "健診機関の変更",
        Action::PricesChanged => "健診料金の変更",
        Action::ClosedDaysChanged => "休診日の変更",
        Action::PlacesChanged => "空き枠の変更",
        Action::HolidaysChanged => "休日の表の変更",
        Action::RulesImported => "CSVの取り込み",
        Action::RulesExported => "CSVの書き出し",
        Action::AuditViewed => "操作の記録の閲覧",
        Action::PersonViewed => "加入者の検索と閲覧",
        Action::BookingSeen => "予約の閲覧",
        Action::WaitingSeen => "キャンセル待ちの閲覧",
        Action::BookingWorked => "予約の処理",
        Action::BookingsExported => "予約の書き出し",
        Action::ProxySeen => "代理予約での閲覧",
        Action::DailyListSeen => "日別名簿の閲覧",
        Action::DailyListExported => "日別名簿の書き出し",
        Action::DailyListMade => "日別名簿のリンクの作成",
        Action::DailyListRecalled => "日別名簿のリンクの取り消し",
        Action::DailyListOpened => "健診機関が日別名簿を開いた",
        Action::RatesExported => "受診率の書き出し",
        Action::ResultSeen => "他機関の健診結果の閲覧",
        Action::ResultDecided => "他機関の健診結果の判定",
        Action::ExpenseFamilySeen => "医療費: 家族の表示の確認",
        Action::ExpenseFamilyChanged => "医療費: 家族の表示の変更",
        Action::ExpenseEarlierChanged => "医療費: 記号・番号の変更",
        Action::ExpenseFileSent => "医療費: ファイルの受け取り",
        Action::ExpenseBatchWorked => "医療費: 取り込みの処理",
        Action::ExpenseOrphansSeen => "医療費: 持ち主のわからない行の閲覧",
        Action::ExpenseOrphanSettled => "医療費: 持ち主のわからない行の処理",
        Action::ExpensePaperSeen => "医療費: 紙の請求の閲覧",
        Action::ExpensePaperMade => "医療費: 印刷用PDFの作成",
        Action::ExpensePaperPrinted => "医療費: 印刷済みの記録",
        Action::Refused => "権限がなく拒否",
    };
    words.to_owned()
}
