//! One batch: where it stands, what is said of its file, and what can be done next.

use leptos::prelude::*;

use super::{
    batch_work::Work,
    parts::{ExpensesTop, state_mark},
    report::FileReport,
};
use crate::{
    api::staff_expense::batches::{BatchLine, BatchPage, BatchSaid, Outcome, load_expense_batch},
    domain::expense::batch::BatchState,
    web::{
        load::{loaded_or_missing, param, query},
        path,
        problems::Problems,
        staff::ConsoleBody,
        ui::{BackLink, ErrorSummary, Notice, NoticeKind, PageTitle, SummaryList, SummaryRow},
        words::{
            Lang,
            date::date,
            staff_expense::{
                batch::{batch, day_error, progress, said},
                batches::{batches, publication},
                month, rows, yen,
            },
        },
    },
};

/// One batch.
#[component]
pub fn ExpenseBatchPage() -> impl IntoView {
    let (told, still) = (query("said").is_some(), query("still").is_some());
    loaded_or_missing(
        load_expense_batch(param("id"), told, still),
        |data| view! { <Batch data/> },
    )
}

#[component]
fn Batch(data: BatchPage) -> impl IntoView {
    let words = batch(Lang::Ja);
    let line = data.line.clone();
    let may_work = data.may_work;
    let problems = Problems::new(&data.errors, |field, error| {
        day_error(Lang::Ja, field, error)
    });
    let (summary, has_error) = (problems.summary(), problems.any());
    let busy = line.state.is_busy().then(|| {
        view! { <Progress line=line.clone() refreshes=data.refreshes/> }
    });
    let gone = matches!(line.state, BatchState::Undone | BatchState::Failed)
        .then(|| view! { <Notice><p>{words.gone}</p></Notice> });
    let report = data.report.map(|report| {
        view! { <FileReport report before=data.before/> }
    });
    view! {
        <ConsoleBody>
            <BackLink href=path::STAFF_EXPENSES label=words.back/>
            <ErrorSummary problems=summary/>
            {may_work.then(|| view! { <ExpensesTop/> })}
            <PageTitle
                heading=format!("{} {}", line.id, line.label)
                caption=batches(Lang::Ja).heading
                has_error
            />
            {data.said.map(|it| view! { <Told said=it/> })}
            {busy}
            {gone}
            <Facts line=line.clone() by=data.by may_work/>
            {may_work.then(|| view! { <Work line form=data.form problems/> })}
            {report}
        </ConsoleBody>
    }
}

#[component]
fn Told(said: BatchSaid) -> impl IntoView {
    let kind = match said.outcome {
        Outcome::Done => NoticeKind::Success,
        Outcome::Already => NoticeKind::Info,
        Outcome::Refused(_) => NoticeKind::Warning,
    };
    let text = self::said(Lang::Ja, &said);
    view! { <Notice kind announce=true><p>{text}</p></Notice> }
}

/// How far the work is. The page comes again by itself, which can be stopped: whoever reads slowly, or has it read out, loses the place.
#[component]
fn Progress(line: BatchLine, refreshes: bool) -> impl IntoView {
    let words = batch(Lang::Ja);
    let text = progress(Lang::Ja, &line);
    let (done, of) = (line.done.max(0), line.of.max(1));
    let here = path::staff_expenses_batch(line.id);
    let way = match refreshes {
        true => view! {
            <p>{words.refreshing}</p>
            <p><a href=format!("{here}?still=1")>{words.still}</a></p>
        }
        .into_any(),
        false => view! { <p><a href=here>{words.now}</a></p> }.into_any(),
    };
    view! {
        <Notice>
            <p><label for="progress">{text.clone()}</label></p>
            <progress class="expense-progress" id="progress" value=done max=of>{text}</progress>
            {way}
        </Notice>
    }
}

#[component]
fn Facts(line: BatchLine, by: Option<String>, may_work: bool) -> impl IntoView {
    let words = batch(Lang::Ja);
    let publication = publication(Lang::Ja, &line);
    let waiting = (line.waiting > 0).then(|| {
        let text = format!("{}{}", line.waiting, batches(Lang::Ja).waiting);
        let way = may_work.then(|| {
            let href = path::staff_expenses_orphans(line.id);
            view! { " " <a href=href>{words.orphans_way}</a> }
        });
        view! { <SummaryRow label=words.orphans>{text} {way}</SummaryRow> }
    });
    let counted = line.total.map(|total| {
        view! {
            <SummaryRow label=words.rows value=rows(Lang::Ja, line.of)/>
            <SummaryRow label=words.total value=yen(Lang::Ja, total)/>
        }
    });
    view! {
        <SummaryList>
            <SummaryRow label=words.state>{state_mark(line.state)}</SummaryRow>
            <SummaryRow label=words.sent value=date(Lang::Ja, &line.made)/>
            <SummaryRow
                label=words.by
                value=by.unwrap_or_else(|| words.by_command.to_owned())
            />
            {counted}
            {line.through.map(|through| view! {
                <SummaryRow label=words.through value=month(Lang::Ja, through)/>
            })}
            {waiting}
            <SummaryRow label=words.publication value=publication/>
        </SummaryList>
    }
}
