//! What of `/staff/expenses` is no page: the form that carries a file of rows in, and notices to be printed.
//!
//! May enter: reading such a form, file answers. Must not: rules, what a file means. Each asks for the right before it reads or sends
//! anything. A file of rows may be large, and is of people's health: it goes piece by piece into a file only this user can read.

use std::{io, time::Duration};

use axum::{
    Extension, Router,
    extract::{
        DefaultBodyLimit, Multipart, Path, State,
        multipart::{Field, MultipartError},
    },
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use tokio::{
    fs::File,
    io::{AsyncWriteExt, BufWriter},
};

use super::failure::of_file;
use crate::{
    api::staff_expense::batches::{MAX_BYTES, NotTaken},
    server::{
        access,
        ctx::{Ctx, Next, Visit},
        error::Result,
        expense::{
            import::Spooled,
            staff::{batches, paper},
        },
        state::AppState,
    },
    web::path,
};

/// A form is read so far, in bytes, and no further: what is beyond [`MAX_BYTES`] is heard out and forgotten, so that the answer arrives.
const HEARD_OUT: usize = 2 * MAX_BYTES as usize;
/// How long a form with a file may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30 * 60);
/// How long it may stand still.
const PAUSE: Duration = Duration::from_secs(60);
/// Longest text beside the file that is kept, in characters.
const TEXT_MAX: usize = 200;
/// So much is written at once, in bytes.
const PIECE: usize = 1024 * 1024;

/// The form with a file; its limits are its own.
pub fn upload() -> Router<AppState> {
    Router::new()
        .route(path::STAFF_EXPENSES_UPLOAD, post(send))
        .layer(DefaultBodyLimit::max(HEARD_OUT))
}

/// Notices to be printed; they belong under the layers of the pages.
pub fn files() -> Router<AppState> {
    Router::new()
        .route(path::STAFF_EXPENSES_PAPER_FILE, get(all))
        .route(&path::staff_expenses_paper_file_route(), get(one))
}

async fn all(State(state): State<AppState>, Extension(visit): Extension<Visit>) -> Response {
    printable(paper::all(&Ctx { state, visit }).await)
}

async fn one(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    Path(id): Path<String>,
) -> Response {
    printable(paper::file(&Ctx { state, visit }, &id).await)
}

/// A file to be printed, opened in the browser and kept nowhere on the way. Its name says nothing of whom it is about.
fn printable(made: Result<Option<Vec<u8>>>) -> Response {
    let bytes = match made {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Redirect::to(path::STAFF_EXPENSES_PAPER_EMPTY).into_response(),
        Err(error) => return of_file(&error, path::STAFF_EXPENSES_PAPER),
    };
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (
            header::CONTENT_DISPOSITION,
            "inline; filename=\"print.pdf\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, bytes).into_response()
}

/// What the form carried.
#[derive(Default)]
struct Sent {
    label: String,
    name: String,
    file: Option<Spooled>,
}

/// Why it did not come.
enum Broken {
    /// There is a sentence for it.
    NotTaken(NotTaken),
    /// The connection, or the form itself.
    Form(MultipartError),
    /// It stood still.
    Slow,
}

impl From<MultipartError> for Broken {
    fn from(error: MultipartError) -> Self {
        Self::Form(error)
    }
}

impl From<io::Error> for Broken {
    fn from(error: io::Error) -> Self {
        tracing::error!(kind = %error.kind(), "a file that was sent in cannot be kept");
        Self::NotTaken(NotTaken::NoRoom)
    }
}

async fn send(
    State(state): State<AppState>,
    Extension(visit): Extension<Visit>,
    multipart: Multipart,
) -> Response {
    let ctx = Ctx { state, visit };
    if let Err(error) = access::expense_desk(&ctx).await {
        return of_file(&error, path::STAFF_EXPENSES);
    }
    let sent = tokio::time::timeout(PATIENCE, read(&ctx, multipart)).await;
    let taken = match sent.unwrap_or(Err(Broken::Slow)) {
        Ok(Sent {
            file: Some(file),
            label,
            name,
        }) => batches::receive(&ctx, file, &label, &name).await,
        Ok(_) => batches::not_taken(&ctx, NotTaken::NoFile).await,
        Err(Broken::NotTaken(why)) => batches::not_taken(&ctx, why).await,
        Err(Broken::Form(error)) => return error.status().into_response(),
        Err(Broken::Slow) => return StatusCode::REQUEST_TIMEOUT.into_response(),
    };
    onward(taken)
}

fn onward(next: Result<Next>) -> Response {
    let next = match next {
        Ok(next) => next,
        Err(error) => return of_file(&error, path::STAFF_EXPENSES),
    };
    let mut response = Redirect::to(&next.to).into_response();
    for cookie in next.cookies {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The form's parts, the file on the disk. What breaks off leaves nothing there.
async fn read(ctx: &Ctx, mut form: Multipart) -> std::result::Result<Sent, Broken> {
    let mut sent = Sent::default();
    while let Some(mut field) = in_time(form.next_field()).await? {
        match field.name().unwrap_or_default() {
            "label" => sent.label = short(&mut field).await?,
            "file" => {
                let name = field.file_name().unwrap_or_default();
                sent.name = name.chars().take(TEXT_MAX).collect();
                sent.file = keep(ctx, &mut field).await?;
            }
            _ => {}
        }
    }
    Ok(sent)
}

/// The beginning of a text.
async fn short(field: &mut Field<'_>) -> std::result::Result<String, Broken> {
    let mut bytes = Vec::new();
    while let Some(piece) = in_time(field.chunk()).await? {
        let room = (4 * TEXT_MAX).saturating_sub(bytes.len());
        bytes.extend_from_slice(&piece[..piece.len().min(room)]);
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(text.chars().take(TEXT_MAX).collect())
}

/// Writes the file as it comes; nothing where there is nothing in it.
async fn keep(ctx: &Ctx, field: &mut Field<'_>) -> std::result::Result<Option<Spooled>, Broken> {
    let (spooled, file) = Spooled::create(&ctx.settings.data_dir, &ctx.chance)?;
    let mut file = BufWriter::with_capacity(PIECE, File::from_std(file));
    let mut bytes = 0_u64;
    while let Some(piece) = in_time(field.chunk()).await? {
        bytes += piece.len() as u64;
        if bytes <= ctx.imports.most {
            file.write_all(&piece).await?;
        }
    }
    file.flush().await?;
    file.into_inner().sync_all().await?;
    match bytes {
        0 => Ok(None),
        bytes if bytes <= ctx.imports.most => Ok(Some(spooled)),
        _ => Err(Broken::NotTaken(NotTaken::TooLarge)),
    }
}

async fn in_time<T>(
    coming: impl Future<Output = std::result::Result<T, MultipartError>>,
) -> std::result::Result<T, Broken> {
    match tokio::time::timeout(PAUSE, coming).await {
        Ok(come) => Ok(come?),
        Err(_) => Err(Broken::Slow),
    }
}
