//! Files that leave the desk of bookings: CSV for staff, and the list an institution has opened.

use axum::{
    Router,
    extract::{Path, Query, Request, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use serde::Deserialize;

use super::failure::of_file;
use crate::{
    api::staff_checkup::rates::RatesQuery,
    domain::{
        checkup::{rate::Axis, reference::file_name},
        date::CivilDate,
    },
    server::{
        checkup::staff::{File, export, handed, rates, results},
        ctx::{Ctx, Visit},
        error::Result,
        roster::decode::Encoding,
        state::AppState,
    },
    web::path,
};

/// The routes.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route(path::STAFF_CHECKUP_BOOKINGS_FILE, get(bookings))
        .route(path::STAFF_CHECKUP_DAILY_FILE, get(daily))
        .route(path::STAFF_CHECKUP_RATES_FILE, get(rate_table))
        .route(&path::staff_result_route(), get(result))
        .route(&format!("{}/{{token}}/list.csv", path::LISTS), get(list))
}

fn ctx_of(state: AppState, request: &Request) -> Ctx {
    let visit = request.extensions().get::<Visit>().cloned();
    Ctx {
        state,
        visit: visit.unwrap_or_default(),
    }
}

/// Which file is asked for, in which encoding.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    encoding: String,
    day: String,
    institution: i64,
    year: Option<i32>,
    basis: String,
    relation: Option<String>,
    age: Option<String>,
    sex: Option<String>,
    workplace: Option<String>,
}

impl Asked {
    fn encoding(&self) -> Encoding {
        match self.encoding.as_str() {
            "cp932" => Encoding::Cp932,
            _ => Encoding::Utf8,
        }
    }

    fn rates(&self) -> RatesQuery {
        let ticked = Axis::ALL.into_iter().filter(|axis| match axis {
            Axis::Relation => self.relation.is_some(),
            Axis::Age => self.age.is_some(),
            Axis::Sex => self.sex.is_some(),
            Axis::Workplace => self.workplace.is_some(),
        });
        let by: Vec<_> = ticked.map(Axis::code).collect();
        RatesQuery {
            year: self.year,
            by: by.join(","),
            latest: self.basis == "latest",
        }
    }
}

/// The file; without one, the page that says why not.
fn answer(made: Result<Option<File>>, page: &str) -> Response {
    match made {
        Ok(Some(file)) => saved("text/csv; header=present", &file.name, file.bytes),
        Ok(None) => Redirect::to(&path::not_in_cp932(page)).into_response(),
        Err(error) => of_file(&error, page),
    }
}

/// A file to be saved; the answer is stored nowhere on the way.
fn saved(kind: &'static str, name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

async fn bookings(
    State(state): State<AppState>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let ctx = ctx_of(state, &request);
    let made = export::bookings_file(&ctx, asked.encoding()).await;
    answer(made, path::STAFF_CHECKUP_BOOKINGS)
}

async fn daily(
    State(state): State<AppState>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let ctx = ctx_of(state, &request);
    let Ok(on) = asked.day.parse::<CivilDate>() else {
        return Redirect::to(path::STAFF_CHECKUP_DAILY).into_response();
    };
    let made = export::daily(&ctx, asked.institution, on, asked.encoding()).await;
    answer(made, &path::staff_daily(on, asked.institution))
}

async fn rate_table(
    State(state): State<AppState>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let ctx = ctx_of(state, &request);
    let query = asked.rates();
    let made = rates::file(&ctx, &query, asked.encoding()).await;
    answer(made, &path::staff_rates(&query))
}

async fn result(State(state): State<AppState>, Path(id): Path<i64>, request: Request) -> Response {
    let ctx = ctx_of(state, &request);
    match results::file(&ctx, id).await {
        Ok(Some((media, bytes))) => saved(
            media.media_type(),
            &file_name("kekka", &id.to_string(), media.extension()),
            bytes,
        ),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => answer(Err(error), path::STAFF_CHECKUP_RESULTS),
    }
}

async fn list(
    State(state): State<AppState>,
    Path(token): Path<String>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let ctx = ctx_of(state, &request);
    // a token that is none of ours is not written back into an address
    let plain = token
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    let page = match plain {
        true => path::with_token(path::LISTS, &token),
        false => path::LISTS.to_owned(),
    };
    match handed::file(&ctx, &token, asked.encoding()).await {
        Ok(Some(made)) => answer(Ok(made), &page),
        Ok(None) => Redirect::to(&page).into_response(),
        Err(error) => of_file(&error, &page),
    }
}
