//! Quotes: examples as leaflets give them, and the laws of sums.

use super::super::course::testing::{dock, option_code};
use super::super::course::{MilestoneCap, OptionRule};
use super::*;
use proptest::prelude::*;

fn asked(options: &[(&str, u32)]) -> Vec<(OptionCode, Yen)> {
    options
        .iter()
        .map(|(code, price)| (option_code(code), Yen::new(*price)))
        .collect()
}

fn own_parts(quote: &Quote) -> Vec<u32> {
    quote.lines.iter().map(|line| line.own.get()).collect()
}

#[test]
fn copays_and_caps() {
    for (class, age, price, own) in [
        // Below the cap the member pays the co-payment of the class.
        (InstitutionClass::A, 38, 30_000, 3_000),
        (InstitutionClass::B, 38, 30_000, 5_000),
        (InstitutionClass::C, 38, 30_000, 8_000),
        // Above it, what exceeds it as well: 35,000 - 30,000 is above the co-payment.
        (InstitutionClass::A, 38, 33_000, 3_000),
        (InstitutionClass::A, 38, 35_000, 5_000),
        (InstitutionClass::C, 38, 45_000, 15_000),
        // 節目年齢
        (InstitutionClass::C, 40, 45_000, 8_000),
        (InstitutionClass::C, 41, 45_000, 15_000),
        (InstitutionClass::A, 45, 60_000, 10_000),
        // Never more than the price, never below nothing.
        (InstitutionClass::C, 38, 7_000, 7_000),
        (InstitutionClass::C, 38, 0, 0),
    ] {
        let quote = quote(&dock(), class, age, Yen::new(price), &[]);
        assert_eq!(quote.own.get(), own, "{class:?} {age} {price}");
        assert_eq!(quote.society.get(), price - own);
    }
}

#[test]
fn the_common_cap_cuts_the_last_option_first() {
    let options = asked(&[("stomach", 11_000), ("breast", 4_500), ("brain", 20_000)]);
    let quote = quote(&dock(), InstitutionClass::A, 38, Yen::new(30_000), &options);
    // Subsidies 10,000 + 4,000 + 12,000, together at most 15,000: 11,000 off the last.
    assert_eq!(own_parts(&quote), [3_000, 1_000, 500, 19_000]);
    assert_eq!(quote.option_cap_cut, Yen::new(11_000));
    assert_eq!(quote.lines[3].cut, Yen::new(11_000));
    assert_eq!(
        (quote.price, quote.society, quote.own),
        (Yen::new(65_500), Yen::new(42_000), Yen::new(23_500))
    );
}

#[test]
fn the_common_cap_cuts_on_when_the_last_is_not_enough() {
    let mut course = dock();
    course.option_cap = Some(Yen::new(3_000));
    let options = asked(&[("stomach", 11_000), ("breast", 4_500), ("brain", 20_000)]);
    let quote = quote(&course, InstitutionClass::A, 38, Yen::new(30_000), &options);
    assert_eq!(own_parts(&quote), [3_000, 8_000, 4_500, 20_000]);
    course.option_cap = None;
    let uncut = super::quote(&course, InstitutionClass::A, 38, Yen::new(30_000), &options);
    assert_eq!(own_parts(&uncut), [3_000, 1_000, 500, 8_000]);
    assert_eq!(uncut.option_cap_cut, Yen::ZERO);
}

#[test]
fn an_option_of_no_rule_is_paid_by_the_member() {
    let quote = quote(
        &dock(),
        InstitutionClass::A,
        38,
        Yen::new(30_000),
        &asked(&[("unheard-of", 4_000)]),
    );
    assert_eq!(own_parts(&quote), [3_000, 4_000]);
}

const CODES: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

fn any_yen() -> impl Strategy<Value = Yen> {
    prop_oneof![0_u32..20, 0_u32..100_000, 0..=Yen::MAX.get()].prop_map(Yen::new)
}

prop_compose! {
    fn any_course()(
        copay in [any_yen(), any_yen(), any_yen()], cap in any_yen(), milestone in prop::option::of(any_yen()),
        options in prop::collection::vec((any_yen(), any_yen()), 0..6), option_cap in prop::option::of(any_yen()),
    ) -> Course {
        let mut course = dock();
        course.subsidy.copay = copay;
        course.subsidy.cap = cap;
        course.subsidy.milestone = milestone.map(|cap| MilestoneCap { ages: vec![40, 50], cap });
        let rule = |(code, (copay, cap)): (&str, (Yen, Yen))| OptionRule {
            code: option_code(code), copay, cap, ..dock().options[0].clone()
        };
        course.options = CODES.into_iter().zip(options).map(rule).collect();
        course.option_cap = option_cap;
        course
    }
}

proptest! {
    #[test]
    fn everything_sums_up(
        course in any_course(), class in prop::sample::select(InstitutionClass::ALL.to_vec()), age in 38_i32..42,
        price in any_yen(), prices in prop::collection::vec(any_yen(), 0..6),
    ) {
        let options: Vec<_> = CODES.into_iter().map(option_code).zip(prices).collect();
        let quote = quote(&course, class, age, price, &options);
        let sum = |part: fn(&Line) -> Yen| quote.lines.iter().map(|line| u64::from(part(line).get())).sum::<u64>();
        prop_assert_eq!(quote.lines.len(), 1 + options.len());
        for line in &quote.lines {
            prop_assert_eq!(line.society.checked_add(line.own), Some(line.price));
            prop_assert!(line.society.saturating_add(line.cut) <= line.cap);
            prop_assert!(line.own >= line.copay.min(line.price));
        }
        prop_assert_eq!(u64::from(quote.price.get()), sum(|line| line.price));
        prop_assert_eq!(u64::from(quote.society.get()), sum(|line| line.society));
        prop_assert_eq!(u64::from(quote.own.get()), sum(|line| line.own));
        prop_assert_eq!(u64::from(quote.option_cap_cut.get()), sum(|line| line.cut));
        prop_assert_eq!(quote.society.checked_add(quote.own), Some(quote.price));
        prop_assert_eq!(quote.lines[0].cut, Yen::ZERO);
        if let Some(cap) = course.option_cap {
            prop_assert!(quote.lines[1..].iter().map(|line| line.society).sum::<Yen>() <= cap);
        }
        if quote.option_cap_cut > Yen::ZERO {
            prop_assert_eq!(quote.lines[1..].iter().map(|line| line.society).sum::<Yen>(), course.option_cap.unwrap());
        }
    }

    #[test]
    fn a_higher_price_never_costs_the_member_or_the_society_less(
        course in any_course(), price in any_yen(), option_price in any_yen(), more in any_yen(), which in any::<bool>(),
    ) {
        let ask = |price: Yen, option_price: Yen| {
            quote(&course, InstitutionClass::B, 40, price, &[(option_code("a"), option_price)])
        };
        let before = ask(price, option_price);
        let after = if which {
            ask(price.saturating_add(more), option_price)
        } else {
            ask(price, option_price.saturating_add(more))
        };
        prop_assert!(before.own <= after.own && before.society <= after.society);
    }

    #[test]
    fn the_order_of_options_does_not_change_the_sums(
        course in any_course(), price in any_yen(), prices in prop::collection::vec(any_yen(), 6),
    ) {
        let mut options: Vec<_> = CODES.into_iter().map(option_code).zip(prices).collect();
        let one = quote(&course, InstitutionClass::A, 38, price, &options);
        options.reverse();
        let other = quote(&course, InstitutionClass::A, 38, price, &options);
        prop_assert_eq!((one.price, one.society, one.own), (other.price, other.society, other.own));
    }
}
