//! 医療費のお知らせ over HTTP, as members see it.

mod family;
mod second_step;
mod year;
