//! The model written out: JSON, CSV, workbook, Parquet, data package, schema.
//!
//! The model is the contract, so its JSON is serde's. What is not the model is
//! described once, in [`tables`]: which tables there are, their columns, keys
//! and rows; every tabular format writes from that description. The crate
//! writes into what it is given: it opens no file, knows no folder, and has no
//! opinion about what a notice says.

pub mod batch;
mod bytes;
pub mod csv;
pub mod datapackage;
pub mod json;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod schema;
pub mod tables;
pub mod text;
#[cfg(feature = "xlsx")]
pub mod xlsx;
