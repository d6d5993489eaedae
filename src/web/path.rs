//! Every URL once. Views link and use cases redirect through these constants and functions only.

mod expense;
mod staff_checkup;
mod staff_expense;

use crate::domain::{date::CivilDate, eligibility::Ineligible, staff::Gate};

pub mod rules;
pub use expense::*;
pub use staff_checkup::*;
pub use staff_expense::*;

/// 玄関
pub const HOME: &str = "/";
/// ①本人確認とアカウント
pub const REGISTER: &str = "/register";
/// ① anew, because the answers given in this browser are not there any more; the page says so.
pub const REGISTER_LOST: &str = "/register?lost=answers";
/// The same after the mail had gone out: its link still works.
pub const REGISTER_LOST_SENT: &str = "/register?lost=sent";
/// ②メルマガ
pub const REGISTER_NEWSLETTERS: &str = "/register/newsletters";
/// ③確認
pub const REGISTER_CONFIRM: &str = "/register/confirm";
/// ④メールを送りました
pub const REGISTER_SENT: &str = "/register/sent";
/// The registration is complete.
pub const REGISTER_DONE: &str = "/register/done";
/// The registration waits for the old address's approval.
pub const REGISTER_WAITING: &str = "/register/waiting";
/// The registration made in this browser is over without being complete; the page says why.
pub const REGISTER_FAILED: &str = "/register/failed";
/// Found in the roster, but not somebody who may register now; the reason follows.
pub const REGISTER_INELIGIBLE: &str = "/register/ineligible";
/// The address registered so far has refused another one, and nothing is taken for a while.
pub const REGISTER_PAUSED: &str = "/register/ineligible/paused";
/// Prefix of the mailed registration link; the token follows.
pub const REGISTER_COMPLETE: &str = "/register/complete";
/// Prefix of the link mailed to the address registered so far.
pub const REGISTER_APPROVE: &str = "/register/approve";
/// ログイン
pub const LOGIN: &str = "/login";
/// ログアウト (a page with a button; the act is a POST).
pub const LOGOUT: &str = "/logout";
/// ログアウトしました
pub const LOGGED_OUT: &str = "/logged-out";
/// パスワード再発行
pub const PASSWORD_FORGOT: &str = "/password/forgot";
/// The reissue mail was asked for.
pub const PASSWORD_SENT: &str = "/password/sent";
/// Prefix of the reissue link.
pub const PASSWORD_RESET: &str = "/password/reset";
/// The new password is set.
pub const PASSWORD_DONE: &str = "/password/done";
/// マイページ
pub const MYPAGE: &str = "/mypage";
/// メルマガの変更
pub const NEWSLETTERS: &str = "/mypage/newsletters";
/// 登録情報
pub const PROFILE: &str = "/mypage/profile";
/// メールアドレスの変更
pub const PROFILE_EMAIL: &str = "/mypage/profile/email";
/// パスワードの変更
pub const PROFILE_PASSWORD: &str = "/mypage/profile/password";
/// The mail to the new address is on its way.
pub const PROFILE_EMAIL_SENT: &str = "/mypage/profile/email/sent";
/// Prefix of the link that confirms a new address.
pub const EMAIL_CONFIRM: &str = "/email/confirm";
/// 退会
pub const WITHDRAW: &str = "/mypage/withdraw";
/// 退会しました
pub const WITHDRAWN: &str = "/withdrawn";
/// 受診ナビ
pub const CHECKUP: &str = "/checkup";
/// 予約の一覧
pub const CHECKUP_BOOKINGS: &str = "/checkup/bookings";
/// キャンセル待ち
pub const CHECKUP_WAITING: &str = "/checkup/waiting";
/// よくある質問
pub const FAQ: &str = "/faq";
/// Name of the search text in [`FAQ`]'s address.
pub const FAQ_QUERY: &str = "q";
/// 個人情報の扱い
pub const PRIVACY: &str = "/privacy";
/// 利用規約
pub const TERMS: &str = "/terms";
/// お問い合わせ
pub const CONTACT: &str = "/contact";
/// お問い合わせを受け付けました
pub const CONTACT_SENT: &str = "/contact/sent";
/// Text size and colour scheme: a POST, not a page.
pub const DISPLAY: &str = "/api/display";
/// Prefix of a course; its fiscal year and code follow.
pub const CHECKUP_COURSES: &str = "/checkup/courses";
/// No course can be taken at present, by what was answered.
pub const CHECKUP_STOP: &str = "/checkup/advice";
/// 健診機関をさがす; a number after it is one of them.
pub const CHECKUP_INSTITUTIONS: &str = "/checkup/institutions";
/// 予約内容の確認
pub const CHECKUP_CONFIRM: &str = "/checkup/confirm";
/// What was asked was not done; the page says why.
pub const CHECKUP_REFUSED: &str = "/checkup/refused";
/// 予約日のお知らせ
pub const CHECKUP_REMINDERS: &str = "/checkup/reminders";
/// 健診結果の提出; a number and `/file` after it is a file.
pub const CHECKUP_RESULTS: &str = "/checkup/results";
/// Where the form with a file goes: a POST, not a page.
pub const CHECKUP_UPLOAD: &str = "/api/checkup/result";

/// The page shown without network.
pub const OFFLINE: &str = "/offline";

/// The mails of a demo.
pub const MAILBOX: &str = "/dev/mailbox";

/// The console of the society's staff.
pub const STAFF: &str = "/staff";
/// 職員のログイン
pub const STAFF_LOGIN: &str = "/staff/login";
/// 職員のログアウト is done.
pub const STAFF_LOGGED_OUT: &str = "/staff/logged-out";
/// The authenticator's code.
pub const STAFF_VERIFY: &str = "/staff/verify";
/// Setting up the authenticator.
pub const STAFF_ENROL: &str = "/staff/enrol";
/// The own password of one of the staff.
pub const STAFF_PASSWORD: &str = "/staff/password";
/// 操作の記録
pub const STAFF_AUDIT: &str = "/staff/audit";

/// Where one of the staff goes to get in, and from there on to `next`; with no gate left, `next` itself or the overview.
pub fn staff_gate(gate: Option<Gate>, next: Option<&str>) -> String {
    let next = next.filter(|next| *next != STAFF && !is_gate(next));
    let gate = match gate {
        None => return next.unwrap_or(STAFF).to_owned(),
        Some(Gate::SignIn) => STAFF_LOGIN,
        Some(Gate::Password) => STAFF_PASSWORD,
        Some(Gate::Enrol) => STAFF_ENROL,
        Some(Gate::Verify) => STAFF_VERIFY,
    };
    next.map_or_else(|| gate.to_owned(), |next| format!("{gate}?next={next}"))
}

/// Pages on the way in, to which nobody has to come back.
fn is_gate(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    [STAFF_LOGIN, STAFF_VERIFY, STAFF_ENROL, STAFF_LOGGED_OUT].contains(&path)
}

/// Lines of the record older than the one with this number.
pub fn staff_audit_before(id: i64) -> String {
    format!("{STAFF_AUDIT}?before={id}")
}

/// Whether the page at `path` (a query may follow) is one of the console.
pub fn is_staff(path: &str) -> bool {
    path.split('?').next() == Some(STAFF) || path.starts_with("/staff/")
}

/// Whether a request belongs to the console: one of its pages, or a form of theirs.
pub fn is_console(path: &str) -> bool {
    is_staff(path) || path.starts_with("/api/staff/")
}

/// A link that carries a token.
pub fn with_token(prefix: &str, token: &str) -> String {
    format!("{prefix}/{token}")
}

/// `path` with a note that what was posted has been saved.
pub fn saved(path: &str) -> String {
    format!("{path}?saved=1")
}

/// `path` with a note that one has just left: by ログアウト or 退会.
pub fn just_left(path: &str) -> String {
    format!("{path}?left=1")
}

/// ログイン, and then on to `next`.
pub fn login_then(next: &str) -> String {
    format!("{LOGIN}?next={next}")
}

/// The page that says why somebody on the roster may not register now.
pub fn ineligible(why: Ineligible) -> String {
    match why {
        Ineligible::Lost => format!("{REGISTER_INELIGIBLE}/lost"),
        Ineligible::NotYet => format!("{REGISTER_INELIGIBLE}/not-yet"),
        Ineligible::Under18 { from_fiscal_year } => {
            format!("{REGISTER_INELIGIBLE}/under18-{from_fiscal_year}")
        }
    }
}

/// One question's answer, opened with or without scripts.
pub fn faq(id: &str) -> String {
    format!("{FAQ}?open={id}#{id}")
}

/// A course.
pub fn course(fiscal_year: i32, code: &str) -> String {
    format!("{CHECKUP_COURSES}/{fiscal_year}/{code}")
}

/// A course, to move a booking to another place.
pub fn course_instead(fiscal_year: i32, code: &str, booking_id: i64) -> String {
    format!("{CHECKUP_COURSES}/{fiscal_year}/{code}?replaces={booking_id}")
}

/// A course to which the answers on another one led.
pub fn course_led(fiscal_year: i32, code: &str, replaces: Option<i64>) -> String {
    let moved = replaces.map_or_else(String::new, |id| format!("&replaces={id}"));
    format!("{CHECKUP_COURSES}/{fiscal_year}/{code}?led=1{moved}")
}

/// A course whose form comes back with what was ticked.
pub fn course_again(fiscal_year: i32, code: &str, replaces: Option<i64>) -> String {
    let moved = replaces.map_or_else(String::new, |id| format!("&replaces={id}"));
    format!("{CHECKUP_COURSES}/{fiscal_year}/{code}?again=1{moved}")
}

/// `path` whose form comes back with what was typed. Without the mark it is empty: what was typed is kept for that one answer.
pub fn again(path: &str) -> String {
    format!("{path}?again=1")
}

/// The last step, saying that what is held is not what the form was about.
pub fn confirm_other() -> String {
    format!("{CHECKUP_CONFIRM}?other=1")
}

/// A booking that was to be changed after its deadline.
pub fn booking_late(id: i64) -> String {
    format!("{CHECKUP_BOOKINGS}/{id}?late=1")
}

/// An institution.
pub fn institution(id: i64) -> String {
    format!("{CHECKUP_INSTITUTIONS}/{id}")
}

/// A month of an institution's calendar.
pub fn institution_month(id: i64, year: i32, month: u8) -> String {
    format!("{CHECKUP_INSTITUTIONS}/{id}?month={year}-{month:02}#calendar")
}

/// A day of an institution's calendar.
pub fn institution_day(id: i64, day: CivilDate) -> String {
    format!("{CHECKUP_INSTITUTIONS}/{id}?day={day}#day")
}

/// A booking.
pub fn booking(id: i64) -> String {
    format!("{CHECKUP_BOOKINGS}/{id}")
}

/// 予約しました
pub fn booking_done(id: i64) -> String {
    format!("{CHECKUP_BOOKINGS}/{id}/done")
}

/// 取消
pub fn booking_cancel(id: i64) -> String {
    format!("{CHECKUP_BOOKINGS}/{id}/cancel")
}

/// 予約確認書
pub fn booking_pdf(id: i64) -> String {
    format!("{CHECKUP_BOOKINGS}/{id}/confirmation.pdf")
}

/// The booking for a calendar.
pub fn booking_ics(id: i64) -> String {
    format!("{CHECKUP_BOOKINGS}/{id}/booking.ics")
}

/// The route of [`booking_pdf`].
pub fn booking_pdf_route() -> String {
    format!("{CHECKUP_BOOKINGS}/{{id}}/confirmation.pdf")
}

/// The route of [`booking_ics`].
pub fn booking_ics_route() -> String {
    format!("{CHECKUP_BOOKINGS}/{{id}}/booking.ics")
}

/// The route of [`result_file`].
pub fn result_file_route() -> String {
    format!("{CHECKUP_RESULTS}/{{id}}/file")
}

/// The file of a result.
pub fn result_file(id: i64) -> String {
    format!("{CHECKUP_RESULTS}/{id}/file")
}

/// The HTML part of a demo's mail.
pub fn mailbox_html(id: i64) -> String {
    format!("{MAILBOX}/{id}/html")
}

/// The route of [`mailbox_html`].
pub fn mailbox_html_route() -> String {
    format!("{MAILBOX}/{{id}}/html")
}

/// Whether the page at `path` holds an island, so that it loads the client at all.
pub fn has_islands(path: &str) -> bool {
    matches!(path, REGISTER)
}

/// Whether the page at `path` says the same to everybody, what was typed aside: no token, nobody's data. Only such pages are compressed:
/// the length of a compressed page tells something of what it holds (BREACH).
pub fn is_for_everybody(path: &str) -> bool {
    matches!(
        path,
        HOME | REGISTER | LOGIN | PASSWORD_FORGOT | FAQ | PRIVACY | TERMS | CONTACT | OFFLINE
    )
}

/// Whether the page at `path` holds a form whose answers are kept for the browser, and no link to itself.
pub fn needs_cookies(path: &str) -> bool {
    matches!(
        path,
        REGISTER | LOGIN | PASSWORD_FORGOT | CONTACT | STAFF_LOGIN
    )
}

/// Whether what is at `path` belongs to one signed-in person.
pub fn is_private(path: &str) -> bool {
    [MYPAGE, CHECKUP, EXPENSES].iter().any(|root| {
        path.strip_prefix(root)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}
