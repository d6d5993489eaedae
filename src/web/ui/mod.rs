//! Controls, each once: fields, buttons, notices, lists. They know HTML, accessibility and the stylesheet's names.
//!
//! May enter: plain props (labels, values, errors already in words) and the few words a control itself needs.
//! Must not: features, requests, codes of errors. A control's styles are in `style/components/` under its class's name.
//!
//! They are rendered on the server. An island wraps the rendered form and finds a field by its id: `{id}` is the control,
//! `{id}-error` and `{id}-echo` are there from the start where they can be needed and are empty (then not shown) until filled.

mod button;
mod card;
mod checkbox;
mod code_field;
mod disclosure;
mod error_summary;
mod faq;
mod field;
mod lasting;
mod link_list;
mod mail_status;
mod mark;
mod notice;
mod page;
mod password;
mod phone_link;
mod search_box;
mod select;
mod step_nav;
mod summary_list;

pub use button::{Button, ButtonKind, LinkButton};
pub use card::{Card, CardGrid};
pub use checkbox::{CheckboxCard, CheckboxList, RadioCard};
pub use code_field::CodeField;
pub use disclosure::Disclosure;
pub use error_summary::{ErrorSummary, FieldProblem};
pub use faq::{Faq, FaqItem};
pub use field::{FieldGroup, TextAreaField, TextField, Width};
pub use lasting::{Lasting, Remembered, at_once, copied, lasting};
pub use link_list::{LinkItem, LinkList};
pub use mail_status::{MailStatus, MailStep, StepState};
pub use mark::Mark;
pub use notice::{Notice, NoticeKind};
pub use page::{BackLink, PageBody, PageTitle, SenderDomain, Sheet};
pub use password::PasswordField;
pub use phone_link::PhoneLink;
pub use search_box::SearchBox;
pub use select::{Choice, SelectField};
pub use step_nav::StepNav;
pub use summary_list::{SummaryList, SummaryRow};
