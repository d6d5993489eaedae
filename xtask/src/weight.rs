//! What the site weighs: compressed copies, a look at the sizes, a budget. May enter: sizes and compression.
//! Must not: what is in the files.

use crate::assets::files_below;
use anyhow::{Context, Result, ensure};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Endings of files worth compressing; pictures and fonts are compressed already.
const TEXTUAL: &[&str] = &[
    "css",
    "html",
    "ico",
    "js",
    "json",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// Below this a compressed copy saves less than its headers cost.
const WORTH_COMPRESSING: u64 = 256;

/// Puts `.br` and `.gz` beside each file that gets smaller by it.
///
/// # Errors
/// When a file cannot be read or written.
pub fn precompress(site: &Path) -> Result<()> {
    for path in files_below(site)? {
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        if !TEXTUAL.contains(&ending) || path.metadata()?.len() < WORTH_COMPRESSING {
            continue;
        }
        let bytes = fs::read(&path)?;
        for (suffix, compressed) in [("br", brotli(&bytes)?), ("gz", gzip(&bytes)?)] {
            if compressed.len() < bytes.len() {
                fs::write(
                    path.with_extension(format!("{ending}.{suffix}")),
                    compressed,
                )?;
            }
        }
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
    Ok(compressed)
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// The most that phones may have to load of WebAssembly, in bytes after brotli: pages work before it, and soon after they load. With
/// page, styles, scripts and icons (17 kB) a first visit of the registration stays under 60 kB.
const WASM_BUDGET: u64 = 40_000;

/// Holds the shipped module to its budget.
///
/// # Errors
/// When it is larger, or not there.
pub fn check_budget(site: &Path, pkg_dir: &str) -> Result<()> {
    let files = files_below(&site.join(pkg_dir))?;
    let is_module = |path: &&PathBuf| path.to_string_lossy().ends_with(".wasm.br");
    let module = files
        .iter()
        .find(is_module)
        .context("no module in the site")?;
    let size = module.metadata()?.len();
    println!("client: {size} bytes of WebAssembly after brotli, {WASM_BUDGET} allowed");
    ensure!(
        size <= WASM_BUDGET,
        "the client is too large (without rust-src it is larger by a third)"
    );
    Ok(())
}

/// Prints what a browser loads: plain size, and brotli where there is one.
///
/// # Errors
/// When the folder cannot be read.
pub fn print_sizes(site: &Path, pkg_dir: &str) -> Result<()> {
    for path in files_below(&site.join(pkg_dir))? {
        let ending = path
            .extension()
            .and_then(|ending| ending.to_str())
            .unwrap_or_default();
        if ending == "br" || ending == "gz" {
            continue;
        }
        let brotli =
            fs::metadata(path.with_extension(format!("{ending}.br"))).map(|file| file.len());
        let brotli = brotli.map_or(String::new(), |size| format!("{size:>9} brotli"));
        println!(
            "{:>10} {brotli:<17} {}",
            path.metadata()?.len(),
            path.strip_prefix(site)?.display()
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets::tests::Scratch;

    #[test]
    fn a_module_beyond_its_budget_is_refused() {
        let site = Scratch::new("budget");
        fs::create_dir_all(site.join("pkg")).expect("folder");
        assert!(check_budget(&site, "pkg").is_err(), "no module at all");
        let module = site.join("pkg/mypage.0.wasm.br");
        fs::write(&module, vec![0; 40_000]).expect("write");
        assert!(check_budget(&site, "pkg").is_ok());
        fs::write(&module, vec![0; 40_001]).expect("write");
        assert!(check_budget(&site, "pkg").is_err());
    }

    #[test]
    fn compressed_copies_unpack_to_the_same_bytes() {
        let site = Scratch::new("compressed");
        let text = "健保マイページ ".repeat(100);
        fs::write(site.join("a.css"), &text).expect("write");
        fs::write(site.join("tiny.css"), "p{}").expect("write");
        fs::write(site.join("a.png"), &text).expect("write");
        precompress(&site).expect("compressed");
        let mut unpacked = Vec::new();
        let packed = fs::read(site.join("a.css.br")).expect("a brotli copy");
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut unpacked).expect("brotli");
        assert_eq!(unpacked, text.as_bytes());
        assert!(site.join("a.css.gz").is_file());
        assert!(!site.join("tiny.css.br").exists() && !site.join("a.png.br").exists());
    }
}
