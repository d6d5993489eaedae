//! A row as it is kept: one person, one month, one place.

use super::{amounts::Amounts, category::Category, kind::Kind, month::Month};
use serde::{Deserialize, Serialize};

/// A row of 医療費のお知らせ as the society handed it over. Rows are only ever added; their numbers grow with time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Our number of it: later rows have higher ones.
    pub id: i64,
    /// 受診者
    pub person_id: i64,
    /// 診療年月
    pub month: Month,
    /// 診療区分
    pub category: Category,
    /// 医療機関名; 柔整 rows may have none.
    pub institution: String,
    /// 日数・回数
    pub days: u16,
    /// The amounts.
    pub amounts: Amounts,
    /// 請求年月
    pub claim_month: Month,
    /// 取引区分
    pub kind: Kind,
    /// 整理番号: the same for a row and what corrects or withdraws it.
    pub reference: String,
}
