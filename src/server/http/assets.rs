//! The build's files: hashed ones kept for ever, the service worker and the manifest made from settings and build.

use std::{collections::BTreeMap, path::Path};

use axum::{
    Json, Router,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use tower_http::services::ServeDir;

use crate::{server::state::AppState, web::page::Assets};

/// What `site/assets.json` says: file name to hashed URL.
#[derive(Clone, Debug, Default)]
pub struct Manifest {
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads `assets.json` in the site's folder.
    ///
    /// # Errors
    /// When it is missing or damaged: the site was not built.
    pub fn read(site_root: &Path) -> std::io::Result<Self> {
        let text = std::fs::read_to_string(site_root.join("assets.json"))?;
        Ok(Self {
            files: serde_json::from_str(&text)?,
        })
    }

    /// The files pages name.
    pub fn assets(&self) -> Assets {
        let url = |name: &str| self.files.get(name).cloned().unwrap_or_default();
        Assets {
            css: url("mypage.css"),
            app_js: url("app.js"),
            islands_js: url("islands.js"),
            client_js: url("mypage.js"),
            client_wasm: url("mypage.wasm"),
        }
    }
}

/// `/manifest.webmanifest`: what makes the site installable.
pub async fn web_manifest(State(state): State<AppState>) -> Response {
    let society = &state.society;
    let icon = |size: u32, purpose: &str| {
        let name = if purpose == "any" { "icon" } else { "maskable" };
        json!({"src": format!("/icons/{name}-{size}.png"), "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose})
    };
    let body: Value = json!({
        "id": "/",
        "name": format!("{} マイページ", society.name),
        "short_name": society.short_name,
        "start_url": "/?src=pwa",
        "scope": "/",
        "display": "standalone",
        "lang": "ja",
        "dir": "ltr",
        "background_color": "#faf7f2",
        "theme_color": society.accent,
        "categories": ["health"],
        "launch_handler": {"client_mode": "navigate-existing"},
        "icons": [icon(192, "any"), icon(512, "any"), icon(192, "maskable"), icon(512, "maskable")],
    });
    (
        [
            (header::CONTENT_TYPE, "application/manifest+json"),
            (header::CACHE_CONTROL, "no-cache"),
        ],
        Json(body),
    )
        .into_response()
}

/// `/sw.js`: the worker's template with this build's name, so that its bytes change with every build, and the files
/// every page needs. The client's code is not among them: who never meets an island never loads it.
pub fn service_worker(template: &str, manifest: &Manifest) -> String {
    let everything = serde_json::to_string(&manifest.files).expect("strings are JSON");
    let build = crate::server::link::token_digest(&everything);
    let every_page = [&manifest.assets().css, &manifest.assets().app_js].map(String::clone);
    let list = serde_json::to_string(&every_page).expect("strings are JSON");
    template
        .replace("__ASSETS__", &list)
        .replace("__BUILD__", &build[..16])
}

/// The site's files: `/pkg`, `/icons` and the few at the root that browsers ask for by name.
pub fn files(site_root: &Path) -> Router<AppState> {
    let folder = |name: &str| {
        ServeDir::new(site_root.join(name))
            .precompressed_br()
            .precompressed_gzip()
            .append_index_html_on_directories(false)
    };
    let file = |name: &str| tower_http::services::ServeFile::new(site_root.join(name));
    Router::new()
        .nest_service("/pkg", folder("pkg"))
        .nest_service("/icons", folder("icons"))
        .route_service("/favicon.svg", file("favicon.svg"))
        .route_service("/favicon.ico", file("favicon.ico"))
}

#[cfg(test)]
mod tests {
    use super::{Manifest, service_worker};

    #[test]
    fn the_worker_knows_its_build_and_leaves_the_client_alone() {
        let template = include_str!("../../../public/sw.js");
        let worker = |wasm: &str| {
            let files = ["mypage.css", "app.js", "mypage.wasm"].map(String::from);
            let urls = ["/pkg/mypage.1.css", "/pkg/app.1.js", wasm].map(String::from);
            let files = files.into_iter().zip(urls).collect();
            service_worker(template, &Manifest { files })
        };
        let (old, new) = (worker("/pkg/mypage.1.wasm"), worker("/pkg/mypage.2.wasm"));
        assert!(old.contains(r#"const ASSETS = ["/pkg/mypage.1.css","/pkg/app.1.js"];"#));
        assert!(!old.contains("__") && !old.contains("wasm"));
        assert_ne!(old, new, "a new build is a new worker");
    }
}
