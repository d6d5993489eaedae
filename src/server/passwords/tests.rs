//! Passwords at rest against the standard, and the work that time could tell.

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version,
    password_hash::phc::PasswordHash,
};

use super::{argon::Arena, *};

fn password(text: &str) -> NewPassword {
    NewPassword::parse(text, &nfkc, &PasswordPolicy::SEED).unwrap()
}

fn keys(byte: u8) -> Keys {
    Keys::from_bytes([byte; 32])
}

fn hasher(keys: &Keys) -> Hasher {
    Hasher::start(HasherSettings::quick(), keys, &Chance::seeded(1))
}

fn vault(memory_kib: u32, passes: u32) -> Vault {
    Vault::new(&keys(1), memory_kib, passes)
}

const YES: Verified = Verified {
    ok: true,
    rehash: false,
};
const YES_AND_REHASH: Verified = Verified {
    ok: true,
    rehash: true,
};
const NO: Verified = Verified {
    ok: false,
    rehash: false,
};

#[tokio::test]
async fn what_was_hashed_verifies_and_nothing_else() {
    let hasher = hasher(&keys(1));
    let hashed = hasher.hash(&password("umi to yama 7")).await.unwrap();
    let verify = |text: &'static str| hasher.verify(text, &hashed.hash, &hashed.pepper_id);
    assert_eq!(verify("umi to yama 7").await, Ok(YES));
    for wrong in [
        "umi to yama 8",
        "Umi to yama 7",
        "umi to yama 7 ",
        "umi to yama",
        "",
    ] {
        assert_eq!(verify(wrong).await, Ok(NO), "{wrong:?}");
    }
    assert!(!hashed.weak);
    assert!(hasher.hash(&password("k7mp2")).await.unwrap().weak);
}

#[tokio::test]
async fn the_whole_of_a_long_password_counts() {
    let hasher = hasher(&keys(1));
    let long = "長い合言葉k7".repeat(36);
    let hashed = hasher.hash(&password(&long)).await.unwrap();
    let verify = |text: String| {
        let (hasher, hashed) = (hasher.clone(), hashed.clone());
        async move { hasher.verify(&text, &hashed.hash, &hashed.pepper_id).await }
    };
    assert_eq!(verify(long.clone()).await, Ok(YES));
    assert_eq!(verify(format!("{long}x")).await, Ok(NO));
    assert_eq!(verify(long[..long.len() - 1].to_owned()).await, Ok(NO));
}

#[tokio::test]
async fn equal_passwords_have_different_salts_and_hashes() {
    let hasher = hasher(&keys(1));
    let one = hasher.hash(&password("k7mp2")).await.unwrap();
    let two = hasher.hash(&password("k7mp2")).await.unwrap();
    assert_ne!(one.hash, two.hash);
    let salt = |hashed: &Hashed| PasswordHash::new(&hashed.hash).unwrap().salt.unwrap();
    assert_eq!(salt(&one).len(), 16);
    assert_ne!(salt(&one), salt(&two));
}

#[tokio::test]
async fn another_key_opens_nothing() {
    let hashed = hasher(&keys(1)).hash(&password("k7mp2")).await.unwrap();
    let other = hasher(&keys(2));
    assert_eq!(
        other.verify("k7mp2", &hashed.hash, &hashed.pepper_id).await,
        Ok(NO)
    );
    let claimed = keys(2).pepper_id();
    assert_eq!(other.verify("k7mp2", &hashed.hash, &claimed).await, Ok(NO));
    assert_eq!(other.verify("k7mp2", &hashed.hash, "").await, Ok(NO));
}

#[test]
fn full_width_typing_is_the_same_password() {
    assert_eq!(nfkc("ｋ７ｍｐ２"), "k7mp2");
    assert_eq!(nfkc("Ｐａｓｓ　１２３"), "Pass 123");
    assert_eq!(nfkc("ｶﾞｷﾞ"), "ガギ");
    assert_eq!(nfkc(&nfkc("㍿①ﬁ½")), nfkc("㍿①ﬁ½"));
    assert_eq!(password("ｋ７ｍｐ２").expose(), password("k7mp2").expose());
}

#[tokio::test]
async fn chosen_in_full_width_and_typed_in_half_width_opens() {
    let hasher = hasher(&keys(1));
    let hashed = hasher
        .hash(&password("ｕｍｉ　ｔｏ　ｙａｍａ　７"))
        .await
        .unwrap();
    for typed in [
        "umi to yama 7",
        "ｕｍｉ　ｔｏ　ｙａｍａ　７",
        "umi to yama ７",
    ] {
        let answer = hasher
            .verify(&nfkc(typed), &hashed.hash, &hashed.pepper_id)
            .await;
        assert_eq!(answer, Ok(YES), "{typed}");
    }
}

#[test]
fn the_rule_decides_how_much_is_common() {
    for (text, seed, standard) in [
        ("abc123", true, true),
        ("ＡＢＣ１２３", true, true),
        ("december25", false, true),
        ("k7mp2", false, false),
    ] {
        let password = password(text);
        assert_eq!(is_common(&password, &PasswordPolicy::SEED), seed, "{text}");
        assert_eq!(
            is_common(&password, &PasswordPolicy::STANDARD),
            standard,
            "{text}"
        );
    }
}

#[test]
fn weaker_parameters_and_a_missing_or_retired_pepper_ask_for_a_new_hash() {
    let today = vault(64, 2);
    let mut arena = Arena::default();
    let pepper_id = keys(1).pepper_id();
    for (memory, passes, answer) in [
        (64, 2, YES),
        (128, 2, YES),
        (64, 3, YES),
        (32, 2, YES_AND_REHASH),
        (64, 1, YES_AND_REHASH),
        (128, 1, YES_AND_REHASH),
    ] {
        let (hash, _) = vault(memory, passes).seal(&mut arena, "k7mp2", [3; 16]);
        assert_eq!(
            today.check(&mut arena, "k7mp2", &hash, &pepper_id),
            answer,
            "{memory} {passes}"
        );
        assert_eq!(today.check(&mut arena, "k7mp3", &hash, &pepper_id), NO);
    }
    let plain = Argon2::new(
        Algorithm::Argon2id,
        Version::V0x13,
        Params::new(64, 2, 1, None).unwrap(),
    )
    .hash_password_with_salt(b"k7mp2", &[3; 16])
    .unwrap()
    .to_string();
    assert_eq!(today.check(&mut arena, "k7mp2", &plain, ""), YES_AND_REHASH);
    assert_eq!(today.check(&mut arena, "k7mp3", &plain, ""), NO);
}

#[test]
fn a_password_of_a_retired_key_still_opens_and_is_renewed() {
    let mut arena = Arena::default();
    let (hash, old_id) = Vault::new(&keys(1), 64, 1).seal(&mut arena, "k7mp2", [3; 16]);
    let rotated = Vault::new(&Keys::with_retired([2; 32], [1; 32]), 64, 1);
    assert_eq!(
        rotated.check(&mut arena, "k7mp2", &hash, &old_id),
        YES_AND_REHASH
    );
    assert_eq!(rotated.check(&mut arena, "k7mp3", &hash, &old_id), NO);
    let (hash, new_id) = rotated.seal(&mut arena, "k7mp2", [3; 16]);
    assert_eq!(new_id, keys(2).pepper_id());
    assert_eq!(rotated.check(&mut arena, "k7mp2", &hash, &new_id), YES);
}

/// Time is the same by construction: the number of argon2 runs and their parameters are.
#[test]
fn every_comparison_is_one_run_over_the_same_memory() {
    let vault = vault(64, 2);
    let mut arena = Arena::default();
    let (hash, pepper_id) = vault.seal(&mut arena, "k7mp2", [3; 16]);
    let mut runs = |work: &dyn Fn(&mut Arena)| {
        let before = arena.runs;
        work(&mut arena);
        arena.runs - before
    };
    assert_eq!(
        runs(&|arena| {
            vault.check(arena, "k7mp2", &hash, &pepper_id);
        }),
        1
    );
    assert_eq!(
        runs(&|arena| {
            vault.check(arena, "wrong", &hash, &pepper_id);
        }),
        1
    );
    assert_eq!(
        runs(&|arena| {
            vault.check(arena, "k7mp2", "damaged", &pepper_id);
        }),
        1
    );
    assert_eq!(
        runs(&|arena| {
            vault.check(arena, "k7mp2", &hash, "00000000");
        }),
        1
    );
    assert_eq!(runs(&|arena| vault.check_nobody(arena, "k7mp2")), 1);
    assert!(vault.nobody_is_like(&hash));
}

#[test]
fn damaged_hashes_are_a_no_and_never_a_panic() {
    let vault = vault(64, 1);
    let mut arena = Arena::default();
    let (hash, pepper_id) = vault.seal(&mut arena, "k7mp2", [3; 16]);
    for damaged in [
        "",
        "k7mp2",
        "$argon2id$",
        &hash[..hash.len() / 2],
        &hash.replace("argon2id", "argon2i"),
        &hash.replace("v=19", "v=16"),
        &hash.replace("m=64", "m=1"),
        &hash.replace("m=64", "m=4294967295"),
        &hash.replace("p=1", "p=0"),
        "$argon2id$v=19$m=64,t=1,p=1",
    ] {
        assert_eq!(
            vault.check(&mut arena, "k7mp2", damaged, &pepper_id),
            NO,
            "{damaged}"
        );
    }
}

/// Two vectors: the reference implementation's own (RFC 9106's authors, `argon2 -id`, password and salt as there), and
/// ours against the plain crate.
#[test]
fn the_strings_are_those_of_every_argon2() {
    let mut arena = Arena::default();
    let reference =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    assert!(vault(64, 1).check(&mut arena, "password", reference, "").ok);
    assert!(!vault(64, 1).check(&mut arena, "passwore", reference, "").ok);

    let (hash, _) = vault(64, 2).seal(&mut arena, "k7mp2", [3; 16]);
    let keys = keys(1);
    let plain = Argon2::new_with_secret(
        keys.pepper(),
        Algorithm::Argon2id,
        Version::V0x13,
        Params::new(64, 2, 1, Some(32)).unwrap(),
    )
    .unwrap();
    let theirs = plain.hash_password_with_salt(b"k7mp2", &[3; 16]).unwrap();
    assert_eq!(hash, theirs.to_string());
    assert_eq!(
        plain.verify_password(b"k7mp2", &PasswordHash::new(&hash).unwrap()),
        Ok(())
    );
}

#[test]
fn shipped_parameters_are_owasp_s() {
    let settings = HasherSettings::default();
    assert!(settings.threads >= 1);
    let vault = vault(settings.memory_kib, settings.passes);
    let (hash, _) = vault.seal(&mut Arena::default(), "k7mp2", [3; 16]);
    assert!(
        hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{hash}"
    );
}

#[test]
fn memory_is_used_again_and_given_back() {
    let vault = vault(64, 1);
    let mut arena = Arena::default();
    assert!(arena.is_empty());
    let (one, _) = vault.seal(&mut arena, "k7mp2", [3; 16]);
    assert!(!arena.is_empty());
    let (two, _) = vault.seal(&mut arena, "k7mp2", [3; 16]);
    arena.release();
    assert!(arena.is_empty());
    let (three, _) = vault.seal(&mut arena, "k7mp2", [3; 16]);
    assert!(
        one == two && two == three,
        "what is left in memory has no influence"
    );
}

#[tokio::test]
async fn a_storm_is_answered_or_told_to_come_back() {
    let hasher = Hasher::start(
        HasherSettings {
            threads: 2,
            queue: 8,
            ..HasherSettings::quick()
        },
        &keys(1),
        &Chance::seeded(1),
    );
    let mut storm = tokio::task::JoinSet::new();
    for number in 0..200 {
        let hasher = hasher.clone();
        storm.spawn(async move {
            let answer = hasher.verify_nobody("k7mp2");
            match number % 3 {
                0 => drop(answer),
                _ => assert!(matches!(answer.await, Ok(()) | Err(Busy))),
            }
        });
    }
    for done in storm.join_all().await {
        let () = done;
    }
    assert_eq!(hasher.verify_nobody("k7mp2").await, Ok(()));
}
