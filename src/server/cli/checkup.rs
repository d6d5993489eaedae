//! `mypage checkup`: made-up institutions for a load, and the files of the console's page from the command line.
//!
//! May enter: the words of the command line. Must not: what a file means, what is made up.

use clap::Subcommand;

use super::Failure;
use crate::server::settings::Settings;

mod generate;
mod import;

/// What can be done for 受診ナビ.
#[derive(Debug, Subcommand)]
pub(super) enum Checkup {
    #[command(about = "健診機関の CSV を取り込む(1か所でも誤りがあれば何も取り込まない)")]
    ImportInstitutions(import::Import),
    #[command(about = "健診料金の CSV を取り込む(1か所でも誤りがあれば何も取り込まない)")]
    ImportPrices(import::Import),
    #[command(about = "空き枠の CSV を取り込む(1か所でも誤りがあれば何も取り込まない)")]
    ImportPlaces(import::Import),
    #[command(about = "架空の健診機関と空き枠をデモに足す(負荷試験のため)")]
    Generate(generate::Generate),
}

/// Does what was asked.
pub(super) async fn run(settings: &Settings, command: Checkup) -> Result<(), Failure> {
    use crate::api::staff_rules::FileKind;
    match command {
        Checkup::ImportInstitutions(file) => {
            import::run(settings, FileKind::Institutions, file).await
        }
        Checkup::ImportPrices(file) => import::run(settings, FileKind::Prices, file).await,
        Checkup::ImportPlaces(file) => import::run(settings, FileKind::Places, file).await,
        Checkup::Generate(options) => generate::run(settings, &options).await,
    }
}
