//! The routes: which view answers which path. One line a page.
//!
//! May enter: a line a page, the first words of addresses. Must not: views. A router makes and compares all its routes for each request,
//! so each part of the site has one of its own.

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::{
    SsrMode,
    components::{FlatRoutes, Route, Router},
    path,
};

use super::{
    checkup::{
        BookingCancelPage, BookingDonePage, BookingPage, BookingsPage, ConfirmPage, CoursePage,
        CoursesPage, InstitutionPage, InstitutionsPage, RefusedPage, RemindersPage, ResultsPage,
        StopPage, WaitingListPage,
    },
    expense::{ExpensesPage, ExpensesVerifyPage, FamilyPage, OverPage as ExpensesOverPage},
    expense_tax::ExpenseTaxPage,
    help::{
        ContactPage, ContactSentPage, FaqPage, NotFoundPage, OfflinePage, PrivacyPage, TermsPage,
    },
    home::HomePage,
    mypage::{
        EmailConfirmLink, EmailPage, EmailSentPage, MypageHome, NewslettersPage, PasswordPage,
        ProfilePage, WithdrawPage, WithdrawnPage,
    },
    registration::{
        AccountStep, ApproveLink, CompleteLink, ConfirmStep, DonePage, IneligiblePage,
        NewslettersStep, OverPage, SentStep, WaitingPage,
    },
    session::{
        ForgotPage, LoggedOutPage, LoginPage, LogoutPage, ResetDonePage, ResetLink, ResetSentPage,
    },
    staff::{
        AuditPage, EnrolPage, OwnPasswordPage, StaffHome, StaffLoggedOutPage, StaffLoginPage,
        VerifyPage,
        checkup::{
            CheckupOverviewPage, DailyPage, HandedListPage, ProxyCheckPage, ProxyPage, RatesPage,
            StaffBookingPage, StaffBookingsPage, StaffResultsPage, StaffWaitingPage,
        },
        expenses, rules,
    },
};

/// Whole pages, so that nothing waits for a script.
const WHOLE: SsrMode = SsrMode::Async;

/// A part of the site, known by the first word of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What anybody may open, and what mailed links lead to.
    Entrance,
    /// ログイン, ログアウト and the forgotten password.
    Session,
    /// 登録
    Registration,
    /// マイページ
    Own,
    /// 受診ナビ
    Checkup,
    /// 医療費のお知らせ
    Expenses,
    /// The staff's console, and the lists it hands out.
    Console,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 7] = [
        Self::Entrance,
        Self::Session,
        Self::Registration,
        Self::Own,
        Self::Checkup,
        Self::Expenses,
        Self::Console,
    ];

    /// The part that answers `path`, or says that there is no such page.
    pub fn of(path: &str) -> Self {
        match path.split('/').nth(1) {
            Some("login" | "logout" | "logged-out" | "password") => Self::Session,
            Some("register") => Self::Registration,
            Some("mypage") => Self::Own,
            Some("checkup") => Self::Checkup,
            Some("expenses") => Self::Expenses,
            Some("staff" | "lists") => Self::Console,
            _ => Self::Entrance,
        }
    }

    /// Its pages.
    pub fn pages(self) -> AnyView {
        provide_meta_context();
        match self {
            Self::Entrance => entrance().into_any(),
            Self::Session => session().into_any(),
            Self::Registration => registration().into_any(),
            Self::Own => own().into_any(),
            Self::Checkup => checkup().into_any(),
            Self::Expenses => expenses().into_any(),
            Self::Console => console().into_any(),
        }
    }
}

fn entrance() -> impl IntoView {
    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage ssr=WHOLE/>
                <Route path=path!("/withdrawn") view=WithdrawnPage ssr=WHOLE/>
                <Route path=path!("/email/confirm/:token?") view=EmailConfirmLink ssr=WHOLE/>
                <Route path=path!("/faq") view=FaqPage ssr=WHOLE/>
                <Route path=path!("/privacy") view=PrivacyPage ssr=WHOLE/>
                <Route path=path!("/terms") view=TermsPage ssr=WHOLE/>
                <Route path=path!("/contact") view=ContactPage ssr=WHOLE/>
                <Route path=path!("/contact/sent") view=ContactSentPage ssr=WHOLE/>
                <Route path=path!("/offline") view=OfflinePage ssr=WHOLE/>
            </FlatRoutes>
        </Router>
    }
}

fn session() -> impl IntoView {
    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/login") view=LoginPage ssr=WHOLE/>
                <Route path=path!("/logout") view=LogoutPage ssr=WHOLE/>
                <Route path=path!("/logged-out") view=LoggedOutPage ssr=WHOLE/>
                <Route path=path!("/password/forgot") view=ForgotPage ssr=WHOLE/>
                <Route path=path!("/password/sent") view=ResetSentPage ssr=WHOLE/>
                <Route path=path!("/password/reset/:token?") view=ResetLink ssr=WHOLE/>
                <Route path=path!("/password/done") view=ResetDonePage ssr=WHOLE/>
            </FlatRoutes>
        </Router>
    }
}

fn registration() -> impl IntoView {
    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/register") view=AccountStep ssr=WHOLE/>
                <Route path=path!("/register/newsletters") view=NewslettersStep ssr=WHOLE/>
                <Route path=path!("/register/confirm") view=ConfirmStep ssr=WHOLE/>
                <Route path=path!("/register/sent") view=SentStep ssr=WHOLE/>
                <Route path=path!("/register/done") view=DonePage ssr=WHOLE/>
                <Route path=path!("/register/failed") view=OverPage ssr=WHOLE/>
                <Route path=path!("/register/waiting") view=WaitingPage ssr=WHOLE/>
                <Route path=path!("/register/ineligible/:why") view=IneligiblePage ssr=WHOLE/>
                <Route path=path!("/register/complete/:token?") view=CompleteLink ssr=WHOLE/>
                <Route path=path!("/register/approve/:token?") view=ApproveLink ssr=WHOLE/>
            </FlatRoutes>
        </Router>
    }
}

fn own() -> impl IntoView {
    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/mypage") view=MypageHome ssr=WHOLE/>
                <Route path=path!("/mypage/newsletters") view=NewslettersPage ssr=WHOLE/>
                <Route path=path!("/mypage/profile") view=ProfilePage ssr=WHOLE/>
                <Route path=path!("/mypage/profile/email") view=EmailPage ssr=WHOLE/>
                <Route path=path!("/mypage/profile/email/sent") view=EmailSentPage ssr=WHOLE/>
                <Route path=path!("/mypage/profile/password") view=PasswordPage ssr=WHOLE/>
                <Route path=path!("/mypage/withdraw") view=WithdrawPage ssr=WHOLE/>
            </FlatRoutes>
        </Router>
    }
}

fn checkup() -> impl IntoView {
    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/checkup") view=CoursesPage ssr=WHOLE/>
                <Route path=path!("/checkup/courses/:year/:code") view=CoursePage ssr=WHOLE/>
                <Route path=path!("/checkup/advice") view=StopPage ssr=WHOLE/>
                <Route path=path!("/checkup/institutions") view=InstitutionsPage ssr=WHOLE/>
                <Route path=path!("/checkup/institutions/:id") view=InstitutionPage ssr=WHOLE/>
                <Route path=path!("/checkup/confirm") view=ConfirmPage ssr=WHOLE/>
                <Route path=path!("/checkup/refused") view=RefusedPage ssr=WHOLE/>
                <Route path=path!("/checkup/bookings") view=BookingsPage ssr=WHOLE/>
                <Route path=path!("/checkup/bookings/:id") view=BookingPage ssr=WHOLE/>
                <Route path=path!("/checkup/bookings/:id/done") view=BookingDonePage ssr=WHOLE/>
                <Route path=path!("/checkup/bookings/:id/cancel") view=BookingCancelPage ssr=WHOLE/>
                <Route path=path!("/checkup/waiting") view=WaitingListPage ssr=WHOLE/>
                <Route path=path!("/checkup/reminders") view=RemindersPage ssr=WHOLE/>
                <Route path=path!("/checkup/results") view=ResultsPage ssr=WHOLE/>
            </FlatRoutes>
        </Router>
    }
}

fn expenses() -> impl IntoView {
    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/expenses") view=ExpensesPage ssr=WHOLE/>
                <Route path=path!("/expenses/verify") view=ExpensesVerifyPage ssr=WHOLE/>
                <Route path=path!("/expenses/family") view=FamilyPage ssr=WHOLE/>
                <Route path=path!("/expenses/over") view=ExpensesOverPage ssr=WHOLE/>
                <Route path=path!("/expenses/tax") view=ExpenseTaxPage ssr=WHOLE/>
            </FlatRoutes>
        </Router>
    }
}

fn console() -> impl IntoView {
    view! {
        <Router>
            <FlatRoutes fallback=NotFoundPage>
                <Route path=path!("/staff") view=StaffHome ssr=WHOLE/>
                <Route path=path!("/staff/login") view=StaffLoginPage ssr=WHOLE/>
                <Route path=path!("/staff/verify") view=VerifyPage ssr=WHOLE/>
                <Route path=path!("/staff/enrol") view=EnrolPage ssr=WHOLE/>
                <Route path=path!("/staff/logged-out") view=StaffLoggedOutPage ssr=WHOLE/>
                <Route path=path!("/staff/password") view=OwnPasswordPage ssr=WHOLE/>
                <Route path=path!("/staff/audit") view=AuditPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup") view=CheckupOverviewPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/bookings") view=StaffBookingsPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/bookings/:id") view=StaffBookingPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/proxy") view=ProxyPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/proxy/check") view=ProxyCheckPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/daily") view=DailyPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/rates") view=RatesPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/waiting") view=StaffWaitingPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/results") view=StaffResultsPage ssr=WHOLE/>
                <Route path=path!("/staff/expenses") view=expenses::ExpenseBatchesPage ssr=WHOLE/>
                <Route path=path!("/staff/expenses/paper") view=expenses::ExpensePaperPage ssr=WHOLE/>
                <Route path=path!("/staff/expenses/earlier") view=expenses::ExpenseEarlierPage ssr=WHOLE/>
                <Route path=path!("/staff/expenses/family") view=expenses::ExpenseFamilyPage ssr=WHOLE/>
                <Route path=path!("/staff/expenses/family/:person/:act") view=expenses::ExpenseFamilyActPage ssr=WHOLE/>
                <Route path=path!("/staff/expenses/:id") view=expenses::ExpenseBatchPage ssr=WHOLE/>
                <Route path=path!("/staff/expenses/:id/undo") view=expenses::ExpenseUndoPage ssr=WHOLE/>
                <Route path=path!("/staff/expenses/:id/orphans") view=expenses::ExpenseOrphansPage ssr=WHOLE/>
                <Route path=path!("/lists/:token?") view=HandedListPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/courses") view=rules::CoursesPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/courses/:year/:code") view=rules::CoursePage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/new-course") view=rules::NewCoursePage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/institutions") view=rules::InstitutionsPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/institutions/:id") view=rules::InstitutionPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/institutions/:id/prices") view=rules::PricesPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/institutions/:id/closed") view=rules::ClosedPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/places") view=rules::PlacesPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/holidays") view=rules::HolidaysPage ssr=WHOLE/>
                <Route path=path!("/staff/checkup/files") view=rules::FilesPage ssr=WHOLE/>
            </FlatRoutes>
        </Router>
    }
}
