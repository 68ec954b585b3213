//! Forms that a browser sends without a script.
//!
//! A server function answers a script with data or an error. For a plain form the answer must be a
//! page: the one that the function leads to, or the one that the form stands on, with the refusal and
//! everything that was typed.

pub(crate) mod posted;
pub(crate) mod returned;
