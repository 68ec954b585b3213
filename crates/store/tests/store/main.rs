//! The store on real SQLite files, aggregate by aggregate.

#[cfg(test)]
mod again;
#[cfg(test)]
mod concurrency;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod doctor;
#[cfg(test)]
mod generations;
#[cfg(test)]
mod journal;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod personas;
#[cfg(test)]
mod projects;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod search;
#[cfg(test)]
mod settings;
#[cfg(test)]
mod sign_ins;
#[cfg(test)]
mod songs;
#[cfg(test)]
mod support;
#[cfg(test)]
mod users;
