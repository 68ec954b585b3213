//! Running the router on a socket until it is time to stop.

use std::{io, net::SocketAddr, time::Duration};

use axum::{Router, serve::ListenerExt as _};
use tokio::{net::TcpListener, sync::watch};

/// How long requests under way may take once the server is told to stop.
pub const STOP_WITHIN: Duration = Duration::from_secs(7);

/// Serves until `stopping` turns true; then takes no more connections and waits a little for the
/// answers under way.
///
/// # Errors
/// The socket breaks.
pub async fn serve(listener: TcpListener, router: Router, stopping: watch::Receiver<bool>) -> io::Result<()> {
    // Events are small and must not wait for company.
    let listener = listener.tap_io(|connection| {
        if let Err(cause) = connection.set_nodelay(true) {
            tracing::debug!(%cause, "a connection keeps its delay");
        }
    });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let mut told = stopping.clone();
    let stop = async move { told_to_stop(&mut told).await };
    let server = axum::serve(listener, service).with_graceful_shutdown(stop);
    tokio::select! {
        outcome = server => outcome,
        () = late(stopping) => {
            tracing::warn!("some answers did not end in time");
            Ok(())
        }
    }
}

/// Resolves when the server is to stop, also when nobody is left who could say so.
pub(crate) async fn told_to_stop(stopping: &mut watch::Receiver<bool>) {
    drop(stopping.wait_for(|stopping| *stopping).await);
}

async fn late(mut stopping: watch::Receiver<bool>) {
    told_to_stop(&mut stopping).await;
    tokio::time::sleep(STOP_WITHIN).await;
}
