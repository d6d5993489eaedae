//! `[limits]`: what a society may change about waits and quotas. Whatever it leaves out stays as shipped.

use super::{SettingsError, table::Section};
use crate::domain::throttle::{Limits, Quota, Rule};

/// Longest wait, in seconds: nobody is locked out for good.
const LONGEST_WAIT_S: i64 = 3_600;
/// Largest count, far beyond what a society's offices need.
const LARGEST_COUNT: i64 = 1_000_000;

/// Reads the table.
pub(super) fn read(section: Option<Section<'_>>) -> Result<Limits, SettingsError> {
    let mut limits = Limits::default();
    let Some(mut section) = section else {
        return Ok(limits);
    };
    let rules = [
        ("login_free", "login_waits", &mut limits.login_identifier),
        (
            "login_network_free",
            "login_network_waits",
            &mut limits.login_network,
        ),
        (
            "roster_free",
            "roster_waits",
            &mut limits.roster_miss_number,
        ),
        (
            "roster_network_free",
            "roster_network_waits",
            &mut limits.roster_miss_network,
        ),
        ("secret_free", "secret_waits", &mut limits.own_secret),
    ];
    for (free, waits, rule) in rules {
        self::rule(&mut section, free, waits, rule)?;
    }
    let quotas = [
        ("mails_per_hour", &mut limits.mails_per_address),
        ("mails_per_day", &mut limits.mails_per_address_day),
        ("registrations_per_hour", &mut limits.registrations_network),
        ("address_taken_per_hour", &mut limits.address_taken),
        ("messages_per_hour", &mut limits.contact),
        ("messages_network_per_hour", &mut limits.contact_network),
    ];
    for (key, quota) in quotas {
        self::quota(&mut section, key, quota)?;
    }
    section.done()?;
    Ok(limits)
}

fn rule(
    section: &mut Section<'_>,
    free: &'static str,
    waits: &'static str,
    rule: &mut Rule,
) -> Result<(), SettingsError> {
    if let Some(count) = count(section, free)? {
        rule.free = count;
    }
    if let Some(waits) = section.growing_numbers(waits, 1, LONGEST_WAIT_S)? {
        // read once at start, needed as long as the process lives
        rule.waits_s = waits.leak();
    }
    Ok(())
}

fn quota(
    section: &mut Section<'_>,
    key: &'static str,
    quota: &mut Quota,
) -> Result<(), SettingsError> {
    if let Some(count) = count(section, key)? {
        quota.max = count;
    }
    Ok(())
}

fn count(section: &mut Section<'_>, key: &'static str) -> Result<Option<u32>, SettingsError> {
    let number = section.whole_number(key, 1, LARGEST_COUNT)?;
    Ok(number.and_then(|number| u32::try_from(number).ok()))
}
