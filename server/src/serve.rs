//! Running the router on a socket until it is time to stop.

mod connection;

use std::{io, time::Duration};

use axum::Router;
use tokio::{net::TcpListener, sync::watch, task::JoinSet, time::timeout};

/// How long requests under way may take once the server is told to stop.
pub const STOP_WITHIN: Duration = Duration::from_secs(7);
/// The rest after a connection that could not be taken: most often there are no file handles left.
const REST: Duration = Duration::from_millis(200);

/// Serves until `stopping` turns true; then takes no more connections and waits a little for the
/// answers under way.
pub async fn serve(listener: TcpListener, router: Router, mut stopping: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    let told = stopping.clone();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, address)) => {
                    connections.spawn(connection::run(stream, address, router.clone(), told.clone()));
                }
                Err(cause) => not_accepted(&cause).await,
            },
            Some(_) = connections.join_next() => {}
            () = told_to_stop(&mut stopping) => break,
        }
    }
    drop(listener);
    let rest = async { while connections.join_next().await.is_some() {} };
    if timeout(STOP_WITHIN, rest).await.is_err() {
        tracing::warn!("some answers did not end in time");
    }
}

async fn not_accepted(cause: &io::Error) {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if !matches!(cause.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset) {
        tracing::error!(%cause, "a connection could not be taken");
        tokio::time::sleep(REST).await;
    }
}

/// Resolves when the server is to stop, also when nobody is left who could say so.
pub(crate) async fn told_to_stop(stopping: &mut watch::Receiver<bool>) {
    drop(stopping.wait_for(|stopping| *stopping).await);
}
