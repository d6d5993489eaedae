//! `mypage staff`: accounts of the people who work at the console.

use clap::Subcommand;

use super::Failure;
use crate::{
    domain::staff::{Login, Role},
    server::{
        chance::Chance,
        clock::{Clock, japan},
        db, open,
        passwords::{Hasher, HasherSettings, nfkc},
        settings::Settings,
        staff::accounts::{Office, StartPassword},
    },
};

/// What can be done with accounts of staff.
#[derive(Debug, Subcommand)]
pub(super) enum Staff {
    #[command(about = "職員を加える(最初のパスワードを1回だけ表示する)")]
    Add {
        #[arg(value_parser = login, help = "ログインID(a〜z、0〜9、. - _)")]
        login: Login,
        #[arg(long, help = "氏名")]
        name: String,
        #[arg(long, value_parser = role, help = "役割: clerk(窓口)、manager(管理者)、auditor(監査)")]
        role: Role,
    },
    #[command(
        about = "パスワードを忘れた・電話をなくした職員に、新しい最初のパスワードを作る(認証アプリは登録し直し)"
    )]
    Reset {
        #[arg(value_parser = login, help = "ログインID")]
        login: Login,
    },
    #[command(about = "職員のアカウントを止める(ログイン中の画面もすぐに使えなくなる)")]
    Disable {
        #[arg(value_parser = login, help = "ログインID")]
        login: Login,
    },
    #[command(about = "止めたアカウントをまた使えるようにする")]
    Enable {
        #[arg(value_parser = login, help = "ログインID")]
        login: Login,
    },
    #[command(about = "職員の一覧")]
    List,
}

fn login(text: &str) -> Result<Login, &'static str> {
    Login::parse(text, &nfkc).map_err(|_| "a〜z、0〜9、. - _ で2〜32文字です")
}

fn role(text: &str) -> Result<Role, &'static str> {
    Role::from_code(text).ok_or("clerk、manager、auditor のどれかです")
}

/// Does what is asked and prints what came of it.
pub(super) async fn run(settings: &Settings, command: Staff) -> Result<(), Failure> {
    let opened = open::open(settings).await?;
    let chance = Chance::system();
    let hasher = Hasher::start(HasherSettings::default(), &opened.keys, &chance);
    let office = Office {
        db: &opened.db,
        hasher: &hasher,
        chance: &chance,
        now: Clock::System.now(),
    };
    let address = format!("{}{}", settings.public_url, crate::web::path::STAFF);
    match command {
        Staff::Add { login, name, role } => {
            let start = office.add(&login, &name, role).await?;
            hand_out(&login, &start, &address);
        }
        Staff::Reset { login } => {
            let start = office.reset(&login).await?;
            hand_out(&login, &start, &address);
        }
        Staff::Disable { login } => {
            office.set_disabled(&login, true).await?;
            println!("{} を止めました。", login.as_str());
        }
        Staff::Enable { login } => {
            office.set_disabled(&login, false).await?;
            println!("{} をまた使えるようにしました。", login.as_str());
        }
        Staff::List => {
            for row in db::staff::all(opened.db.reader()).await? {
                let state = match (row.disabled_at, row.start_until, row.enrolled_at) {
                    (Some(_), _, _) => "停止中",
                    (None, Some(_), _) => "最初のログイン待ち",
                    (None, None, None) => "認証アプリの登録待ち",
                    (None, None, Some(_)) => "利用中",
                };
                println!(
                    "{}\t{}\t{}\t{state}",
                    row.login.as_str(),
                    row.role.code(),
                    row.name
                );
            }
        }
    }
    Ok(())
}

fn hand_out(login: &Login, start: &StartPassword, address: &str) {
    println!("ログインID: {}", login.as_str());
    println!("最初のパスワード: {}", start.password);
    println!(
        "有効期限: {}",
        japan(start.until).format("%Y年%-m月%-d日 %H:%M")
    );
    println!("ログイン: {address}");
    println!(
        "本人にだけ渡してください。最初のログインで、自分のパスワードと認証アプリを登録します。"
    );
}
