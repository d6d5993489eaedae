//! The command line `mypage`.

use std::{path::Path, process::ExitCode};

use crate::server::{http::serve::serve, settings::Settings};

/// Reads the arguments and does what they ask.
pub fn main() -> ExitCode {
    tracing_subscriber::fmt().init();
    let runtime = tokio::runtime::Runtime::new().expect("the runtime starts");
    runtime.block_on(async {
        let run = async {
            let settings =
                Settings::load(Path::new("Leptos.toml"), &|name| std::env::var(name).ok())?;
            serve(settings).await
        };
        match run.await {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("mypage: {error}");
                ExitCode::FAILURE
            }
        }
    })
}
