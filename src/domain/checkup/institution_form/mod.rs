//! 健診機関の編集: an institution as staff type it, or as a row of a file has it.
//!
//! May enter: raw strings, how they are read, how an institution is shown again. Must not: prices, places, other institutions.

mod parse;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::booking::Cutoff;
use super::institution::{InstitutionClass, InstitutionCode, Prefecture};
use super::read::show_time;
use crate::domain::form::{cut, fields};
use crate::domain::weekday::Weekday;

fields! {
    /// Fields of an institution, in the order of the page and of a file's columns.
    InstitutionField {
        /// 健診機関コード
        Code = "code",
        /// 名称
        Name = "name",
        /// カナ
        Kana = "kana",
        /// 都道府県
        Prefecture = "prefecture",
        /// 市区町村
        City = "city",
        /// 住所
        Address = "address",
        /// 最寄駅
        Station = "station",
        /// 電話
        Phone = "phone",
        /// 区分
        Class = "class",
        /// 休診曜日
        ClosedWeekdays = "closed_weekdays",
        /// 土曜
        Saturdays = "saturdays",
        /// 女性専用日
        WomenDays = "women_days",
        /// バリアフリー
        BarrierFree = "barrier_free",
        /// 変更・取消の締切 (営業日前)
        CutoffDays = "cutoff_days",
        /// 変更・取消の締切 (時刻)
        CutoffTime = "cutoff_time",
        /// 受付開始
        LeadDays = "lead_days",
        /// 取消の費用
        CancelCost = "cancel_cost",
        /// 問診のURL
        QuestionnaireUrl = "questionnaire_url",
        /// 受診前の準備
        Preparation = "preparation",
        /// 空き枠を出す
        Live = "live",
        /// 加入者に見せる
        Active = "active",
    }
}

impl InstitutionField {
    /// All of them, in order.
    pub const ALL: [Self; 21] = [
        Self::Code,
        Self::Name,
        Self::Kana,
        Self::Prefecture,
        Self::City,
        Self::Address,
        Self::Station,
        Self::Phone,
        Self::Class,
        Self::ClosedWeekdays,
        Self::Saturdays,
        Self::WomenDays,
        Self::BarrierFree,
        Self::CutoffDays,
        Self::CutoffTime,
        Self::LeadDays,
        Self::CancelCost,
        Self::QuestionnaireUrl,
        Self::Preparation,
        Self::Live,
        Self::Active,
    ];
}

/// What to do before an examination, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preparation {
    /// So many days before the examination.
    pub days_before: u8,
    /// What, in the institution's words.
    pub text: String,
}

/// An institution's own data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// 健診機関コード
    pub code: InstitutionCode,
    /// Its name.
    pub name: String,
    /// Its name in kana.
    pub kana: String,
    /// 都道府県
    pub prefecture: Prefecture,
    /// 市区町村
    pub city: String,
    /// The rest of its address.
    pub address: String,
    /// The nearest station; may be empty.
    pub station: String,
    /// Its telephone number.
    pub phone: String,
    /// 区分
    pub class: InstitutionClass,
    /// On which weekdays it is closed.
    pub closed_weekdays: Vec<Weekday>,
    /// Whether Saturdays are offered.
    pub saturdays: bool,
    /// Whether there are days for women alone.
    pub women_days: bool,
    /// Whether there are no steps.
    pub barrier_free: bool,
    /// Until when a booking can be changed.
    pub cutoff: Cutoff,
    /// The first day that can be booked is so many days from today.
    pub lead_days: u16,
    /// What a late cancellation costs, in the institution's words; may be empty.
    pub cancel_cost: String,
    /// Where its 問診 is filled in; may be empty.
    pub questionnaire_url: String,
    /// How to prepare.
    pub preparation: Vec<Preparation>,
    /// Whether it offers places; else wishes.
    pub live: bool,
    /// Whether members see it.
    pub active: bool,
}

/// An institution as typed. What is yes or no holds something for yes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InstitutionForm {
    /// 健診機関コード
    pub code: String,
    /// 名称
    pub name: String,
    /// カナ
    pub kana: String,
    /// The number of the 都道府県, or its name.
    pub prefecture: String,
    /// 市区町村
    pub city: String,
    /// 住所
    pub address: String,
    /// 最寄駅
    pub station: String,
    /// 電話
    pub phone: String,
    /// The code of the 区分.
    pub class: String,
    /// Codes of the weekdays on which it is closed.
    pub closed_weekdays: Vec<String>,
    /// 土曜
    pub saturdays: String,
    /// 女性専用日
    pub women_days: String,
    /// バリアフリー
    pub barrier_free: String,
    /// 何営業日前
    pub cutoff_days: String,
    /// 何時
    pub cutoff_time: String,
    /// 何日後から
    pub lead_days: String,
    /// 取消の費用
    pub cancel_cost: String,
    /// 問診のURL
    pub questionnaire_url: String,
    /// One line for each step: `7: 検査キットが届きます`.
    pub preparation: String,
    /// 空き枠を出す
    pub live: String,
    /// 加入者に見せる
    pub active: String,
}

/// What a form holds for yes.
pub const YES: &str = "yes";

fn yes(is_so: bool) -> String {
    if is_so { YES.to_owned() } else { String::new() }
}

impl InstitutionForm {
    /// The form as it shows an institution.
    pub fn of(details: &Details) -> Self {
        let closed = details.closed_weekdays.iter();
        let (hour, minute) = details.cutoff.time();
        let steps: Vec<String> = details
            .preparation
            .iter()
            .map(|step| format!("{}: {}", step.days_before, step.text))
            .collect();
        Self {
            code: details.code.to_string(),
            name: details.name.clone(),
            kana: details.kana.clone(),
            prefecture: details.prefecture.code().to_string(),
            city: details.city.clone(),
            address: details.address.clone(),
            station: details.station.clone(),
            phone: details.phone.clone(),
            class: details.class.code().to_owned(),
            closed_weekdays: closed.map(|day| day.code().to_owned()).collect(),
            saturdays: yes(details.saturdays),
            women_days: yes(details.women_days),
            barrier_free: yes(details.barrier_free),
            cutoff_days: details.cutoff.business_days().to_string(),
            cutoff_time: show_time(u16::from(hour) * 60 + u16::from(minute)),
            lead_days: details.lead_days.to_string(),
            cancel_cost: details.cancel_cost.clone(),
            questionnaire_url: details.questionnaire_url.clone(),
            preparation: steps.join("\n"),
            live: yes(details.live),
            active: yes(details.active),
        }
    }

    /// An institution that is new: not shown to members yet, and with the usual cut-off.
    pub fn blank() -> Self {
        Self {
            cutoff_days: "3".to_owned(),
            cutoff_time: "17:00".to_owned(),
            lead_days: "14".to_owned(),
            ..Self::default()
        }
    }

    /// What is kept and shown again.
    #[must_use]
    pub fn kept(&self) -> Self {
        let mut kept = self.clone();
        kept.closed_weekdays.truncate(7);
        for text in kept.texts() {
            *text = cut(text);
        }
        kept
    }

    fn texts(&mut self) -> [&mut String; 20] {
        [
            &mut self.code,
            &mut self.name,
            &mut self.kana,
            &mut self.prefecture,
            &mut self.city,
            &mut self.address,
            &mut self.station,
            &mut self.phone,
            &mut self.class,
            &mut self.saturdays,
            &mut self.women_days,
            &mut self.barrier_free,
            &mut self.cutoff_days,
            &mut self.cutoff_time,
            &mut self.lead_days,
            &mut self.cancel_cost,
            &mut self.questionnaire_url,
            &mut self.preparation,
            &mut self.live,
            &mut self.active,
        ]
    }
}
