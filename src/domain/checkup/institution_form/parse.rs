//! From what was typed to an institution.

use super::super::booking::Cutoff;
use super::super::institution::{InstitutionClass, InstitutionCode, Prefecture, search_key};
use super::super::read::{line, lines, maybe_line, number, small, time, weekdays};
use super::{Details, InstitutionField as F, InstitutionForm, Preparation};
use crate::domain::field::{FieldError, FieldErrors};
use crate::domain::text::{Nfkc, fold_ascii, fold_hyphens};

/// Longest name, in characters.
const NAME: u16 = 100;
/// Longest sentence.
const WORDS: u16 = 300;
/// Most steps of preparation.
const STEPS: usize = 20;
/// Longest way to the first day that can be booked.
const LEAD: u16 = 180;

impl InstitutionForm {
    /// Reads the form.
    ///
    /// # Errors
    /// One code per field that needs attention.
    pub fn parse(&self, nfkc: Nfkc<'_>) -> Result<Details, FieldErrors<F>> {
        let mut errors = FieldErrors::new();
        let code = errors.keep(F::Code, InstitutionCode::parse(&self.code, nfkc));
        let name = errors.keep(F::Name, line(&self.name, NAME));
        let kana = errors.keep(F::Kana, kana(&self.kana, nfkc));
        let prefecture = errors.keep(F::Prefecture, prefecture(&self.prefecture, nfkc));
        let city = errors.keep(F::City, line(&self.city, NAME));
        let address = errors.keep(F::Address, line(&self.address, NAME));
        let station = errors.keep(F::Station, maybe_line(&self.station, NAME));
        let phone = errors.keep(F::Phone, phone(&self.phone, nfkc));
        let class = errors.keep(F::Class, class(&self.class, nfkc));
        let closed = errors.keep(F::ClosedWeekdays, weekdays(&self.closed_weekdays));
        let cutoff = self.cutoff(nfkc, &mut errors);
        let lead_days = errors.keep(F::LeadDays, number(&self.lead_days, nfkc, LEAD));
        let cancel_cost = errors.keep(F::CancelCost, maybe_line(&self.cancel_cost, WORDS));
        let url = errors.keep(F::QuestionnaireUrl, address_of(&self.questionnaire_url));
        let preparation = errors.keep(F::Preparation, preparation(&self.preparation, nfkc));
        let read = || {
            Some(Details {
                code: code?,
                name: name?,
                kana: kana?,
                prefecture: prefecture?,
                city: city?,
                address: address?,
                station: station?,
                phone: phone?,
                class: class?,
                closed_weekdays: closed?,
                saturdays: !self.saturdays.is_empty(),
                women_days: !self.women_days.is_empty(),
                barrier_free: !self.barrier_free.is_empty(),
                cutoff: cutoff?,
                lead_days: lead_days?,
                cancel_cost: cancel_cost?,
                questionnaire_url: url?,
                preparation: preparation?,
                live: !self.live.is_empty(),
                active: !self.active.is_empty(),
            })
        };
        read().ok_or(errors)
    }

    fn cutoff(&self, nfkc: Nfkc<'_>, errors: &mut FieldErrors<F>) -> Option<Cutoff> {
        let days = errors.keep(
            F::CutoffDays,
            small(&self.cutoff_days, nfkc, Cutoff::MAX_DAYS),
        );
        let time = errors.keep(F::CutoffTime, time(&self.cutoff_time, nfkc));
        let (days, time) = (days?, time?);
        let part = |number: u16| u8::try_from(number).ok();
        Cutoff::new(days, part(time / 60)?, part(time % 60)?)
    }
}

impl Details {
    /// What the institution is searched by: name, kana, city and station.
    pub fn search_key(&self, nfkc: Nfkc<'_>) -> String {
        [&self.name, &self.kana, &self.city, &self.station]
            .map(|text| search_key(text, nfkc))
            .join("|")
    }
}

/// カナ: hiragana is read as katakana, half width as full.
fn kana(raw: &str, nfkc: Nfkc<'_>) -> Result<String, FieldError> {
    let folded: String = fold_ascii(&line(raw, NAME)?, nfkc)
        .chars()
        .map(|c| match c {
            // The two alphabets lie 0x60 apart.
            'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
            c => c,
        })
        .collect();
    let fits = |c: char| {
        matches!(
            c,
            'ァ'..='ヺ' | 'ー' | '・' | ' ' | '(' | ')' | '-' | '&' | '.'
        ) || c.is_ascii_alphanumeric()
    };
    // Characters that take no room are gone by now, and may have been all there was.
    let folded = folded.trim();
    if folded.is_empty() {
        Err(FieldError::Empty)
    } else if folded.chars().all(fits) {
        Ok(folded.to_owned())
    } else {
        Err(FieldError::BadCharacter)
    }
}

fn prefecture(raw: &str, nfkc: Nfkc<'_>) -> Result<Prefecture, FieldError> {
    let text = fold_ascii(raw, nfkc);
    if text.is_empty() {
        return Err(FieldError::Empty);
    }
    let by_number = text.parse().ok().and_then(Prefecture::from_code);
    by_number
        .or_else(|| Prefecture::from_name(&text))
        .ok_or(FieldError::Unknown)
}

fn phone(raw: &str, nfkc: Nfkc<'_>) -> Result<String, FieldError> {
    const MAX: u16 = 20;
    let phone = fold_hyphens(&fold_ascii(raw, nfkc));
    let digits = phone.bytes().filter(u8::is_ascii_digit).count();
    if phone.is_empty() {
        Err(FieldError::Empty)
    } else if phone.chars().count() > usize::from(MAX) {
        Err(FieldError::TooLong { max: MAX })
    } else if digits < 9
        || !phone
            .bytes()
            .all(|b| b.is_ascii_digit() || b"-()".contains(&b))
    {
        Err(FieldError::BadCharacter)
    } else {
        Ok(phone)
    }
}

/// The code of a 区分, in any case and width.
fn class(raw: &str, nfkc: Nfkc<'_>) -> Result<InstitutionClass, FieldError> {
    let code = fold_ascii(raw, nfkc).to_ascii_lowercase();
    if code.is_empty() {
        return Err(FieldError::Empty);
    }
    InstitutionClass::from_code(&code).ok_or(FieldError::Unknown)
}

/// An address of the web, which has to be encrypted on its way: health is asked about there.
fn address_of(raw: &str) -> Result<String, FieldError> {
    let url = maybe_line(raw, WORDS)?;
    let plain = url
        .bytes()
        .all(|b| b.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&b));
    let host = url.strip_prefix("https://").unwrap_or_default();
    let has_host = host.starts_with(|c: char| c.is_ascii_alphanumeric());
    if url.is_empty() || (plain && has_host) {
        Ok(url)
    } else {
        Err(FieldError::NotAnAddress)
    }
}

fn preparation(raw: &str, nfkc: Nfkc<'_>) -> Result<Vec<Preparation>, FieldError> {
    let step = |text: String| {
        let (days, words) = text.split_once([':', '：']).ok_or(FieldError::Unknown)?;
        Ok(Preparation {
            days_before: small(days, nfkc, u8::MAX)?,
            text: line(words, WORDS)?,
        })
    };
    let lines = lines(raw, STEPS, WORDS + 10)?;
    let steps: Result<Vec<_>, _> = lines.into_iter().map(step).collect();
    steps.map_err(|error| match error {
        FieldError::Empty | FieldError::NotDigits => FieldError::Unknown,
        error => error,
    })
}
