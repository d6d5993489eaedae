//! What a first visit loads, byte by byte. May enter: pages and what they name. Must not: time.

use crate::http::Connection;
use crate::process::Server;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

/// A page and the most it may weigh in bytes, all together and compressed.
const PAGES: [(&str, usize); 2] = [("/", 60_000), ("/register", 60_000)];

/// Loads what the pages name as a browser does, and prints what went over the wire.
pub fn weigh(server: &Server) -> Result<Value> {
    let mut connection = Connection::open(server.address)?;
    let mut result = json!({});
    println!("\nfirst visit, bytes as sent to a browser that takes brotli");
    for (path, most) in PAGES {
        let page = connection.get(path)?;
        ensure!(page.status == 200, "{path}: {}", page.status);
        let small = brotli_size(&page.body)?;
        let html = String::from_utf8(page.body)?;
        let sent = connection.get_compressed(path)?.body.len();
        let mut rows = vec![("html", path.to_owned(), sent)];
        for url in links(&html) {
            let reply = connection.get_compressed(&url)?;
            ensure!(reply.status == 200, "{url}: {}", reply.status);
            rows.push((kind(&url), url, reply.body.len()));
        }
        let total: usize = rows.iter().map(|(_, _, size)| size).sum();
        for (kind, url, size) in &rows {
            println!("{path:<10} {kind:<6} {size:>7}  {url}");
        }
        let wasm = rows.iter().any(|(kind, _, _)| *kind == "wasm");
        println!(
            "{path:<10} total  {total:>7}, aim {most}{}; {} with its HTML as small as brotli gets it ({small})",
            if wasm { "" } else { ", no WASM" },
            total - sent + small
        );
        result[path] = json!({
            "total": total, "html_brotli": small, "wasm": wasm,
            "parts": rows.iter().map(|(kind, url, size)| json!([kind, url, size])).collect::<Vec<_>>(),
        });
    }
    Ok(result)
}

/// What the page makes a browser load at once: sheets, scripts, preloads, the icon and the manifest. Not links to follow,
/// and not the icon that only a home screen asks for.
fn links(html: &str) -> Vec<String> {
    let head = html.split("</head>").next().unwrap_or_default();
    let mut links = Vec::new();
    for tag in head.split('<') {
        let name = if tag.starts_with("link ") {
            "href"
        } else if tag.starts_with("script ") {
            "src"
        } else {
            continue;
        };
        let tag = tag.split('>').next().unwrap_or_default();
        let url = tag
            .split_once(&format!(" {name}=\""))
            .and_then(|(_, rest)| rest.split('"').next());
        if let Some(url) = url
            && !tag.contains("apple-touch-icon")
            && !links.iter().any(|known| known == url)
        {
            links.push(url.to_owned());
        }
    }
    links
}

fn kind(url: &str) -> &'static str {
    match url.rsplit('.').next() {
        Some("css") => "css",
        Some("js") => "js",
        Some("wasm") => "wasm",
        _ => "other",
    }
}

fn brotli_size(bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &params)?;
    Ok(compressed.len())
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn what_a_page_loads_is_found() {
        let page = "<head><link rel=\"stylesheet\" href=\"/a.css\"><script type=\"module\" src=\"/b.js\" nonce=\"\"></script>\
                    <script>x</script><link rel=\"apple-touch-icon\" href=\"/c.png\"></head><a href=\"/d\">d</a>";
        assert_eq!(links(page), ["/a.css", "/b.js"]);
    }
}
