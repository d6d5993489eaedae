//! The command line reads what clap users expect.

use clap::{CommandFactory, Parser, error::ErrorKind};

use super::{Arguments, Command};

fn parse(line: &str) -> Result<Arguments, clap::Error> {
    Arguments::try_parse_from(line.split(' '))
}

#[test]
fn the_description_is_consistent() {
    Arguments::command().debug_assert();
}

#[test]
fn serve_is_the_default() {
    assert!(parse("mypage").unwrap().command.is_none());
    assert!(matches!(
        parse("mypage serve").unwrap().command,
        Some(Command::Serve)
    ));
}

#[test]
fn the_settings_file_may_be_named_anywhere() {
    let arguments = parse("mypage migrate --config /etc/mypage/Leptos.toml").unwrap();
    assert!(arguments.config.unwrap().ends_with("Leptos.toml"));
}

#[test]
fn misuse_is_misuse() {
    let error = parse("mypage sreve").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidSubcommand);
    assert_eq!(error.exit_code(), 2);
    assert_eq!(parse("mypage --help").unwrap_err().exit_code(), 0);
}

#[test]
fn staff_are_named_by_what_can_be_a_login_name_and_a_role() {
    assert!(parse("mypage staff add Sorano --name 空野 --role manager").is_ok());
    for odd in [
        "mypage staff add 空野 --name 空野 --role manager",
        "mypage staff add sorano --name 空野 --role root",
        "mypage staff add sorano --name 空野",
        "mypage staff reset -sorano",
    ] {
        assert!(parse(odd).is_err(), "{odd}");
    }
}

#[test]
fn files_of_expenses_are_tried_or_published_but_not_both() {
    assert!(parse("mypage expenses import rows.csv --publish").is_ok());
    assert!(parse("mypage expenses publish 7 --on 2026-12-10").is_ok());
    assert!(
        parse("mypage expenses generate --members 20 --months 3 --seed 1 --from 2026-04").is_ok()
    );
    for line in [
        "mypage expenses import rows.csv --publish --dry-run",
        "mypage expenses publish",
        "mypage expenses generate --members 20 --months 0 --seed 1",
        "mypage expenses generate --members 20 --months 3 --seed 1 --from 2026-13",
    ] {
        assert_eq!(parse(line).unwrap_err().exit_code(), 2, "{line}");
    }
}
