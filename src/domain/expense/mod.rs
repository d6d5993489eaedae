//! 医療費のお知らせ: what medical care cost, month by month, and what of it may go into the tax return.
//!
//! May enter: rows as the society gets them, the rules that add them up, and who may see whose. Must not: files, tables, the clock.
//!
//! A row is never changed. 修正 and 取消 are rows of their own that name the first one by its 整理番号, so that a batch can be
//! taken back whole and what stood before stands again (`settle`).

pub mod alike;
pub mod amounts;
pub mod batch;
pub mod category;
pub mod desk;
pub mod earlier;
pub mod entry;
pub mod gaps;
pub mod household;
pub mod import;
pub mod kind;
pub mod month;
pub mod notice;
pub mod season;
pub mod second_step;
pub mod settle;
pub mod statement;
pub mod tax;
