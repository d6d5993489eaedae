//! Tests of 受診ナビ.

mod demo;
