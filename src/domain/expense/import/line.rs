//! What a row of a file says, once its cells are read: whom it is about, and what care it was.

use serde::{Deserialize, Serialize};

use crate::domain::expense::{amounts::Amounts, category::Category, kind::Kind, month::Month};

/// The care a row is about. Whose it was is found in the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Care {
    /// 診療年月
    pub month: Month,
    /// 区分
    pub category: Category,
    /// 医療機関コード; may be empty.
    pub institution_code: String,
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
    /// 整理番号
    pub reference: String,
}
