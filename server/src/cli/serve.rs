//! `song-master serve`: the studio for browsers, and the workers that write songs.

use std::{io::ErrorKind, path::Path, process::ExitCode, sync::Arc, time::Duration};

use server::{Host, STOP_WITHIN, Site};
use studio::{Studio, StudioError, SystemClock, generation::RunnerConfig, writers::ChosenWriters};
use tokio::{net::TcpListener, runtime::Builder, sync::watch, task::JoinHandle};

use super::{
    failure::{Failure, Outcome, whole_story},
    say,
    settings::Settings,
};

/// How often the personas' folder is looked at for changes.
const PERSONAS_EVERY: Duration = Duration::from_secs(2);

/// Rendered pages stall when one thread only waits for itself.
const THREADS_AT_LEAST: usize = 4;

/// Serves until the process is told to stop.
pub(crate) fn run(settings: Settings) -> Outcome<ExitCode> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let runtime = Builder::new_multi_thread()
        .worker_threads(cores.max(THREADS_AT_LEAST))
        .enable_all()
        .build()
        .map_err(|cause| Failure::inside(format!("the program could not start: {cause}")))?;
    let outcome = runtime.block_on(serve(settings));
    // A password being hashed or a line being rhymed keeps a thread; nothing waits for it.
    runtime.shutdown_timeout(Duration::from_millis(500));
    outcome.map(|()| ExitCode::SUCCESS)
}

async fn serve(settings: Settings) -> Outcome<()> {
    // First the port: whoever starts a second server by mistake must not touch the first one's data.
    let listener = listen(&settings.addr).await?;
    let address =
        listener.local_addr().map_err(|cause| Failure::inside(format!("the socket is gone: {cause}")))?;
    let studio = open(&settings.data).await?;
    studio
        .set_model_limits(&settings.model_limits)
        .map_err(|why| Failure::input(format!("model-limits: {why}")))?;
    let (stop, stopping) = watch::channel(false);
    let host = Host::new(studio.clone(), Site::find(), settings.public_url.clone(), stopping.clone());
    let router = server::router(&host);
    let workers = start_workers(&studio, &settings, stopping.clone());
    let (watching, until) = (studio.clone(), stopping.clone());
    tokio::spawn(async move { watching.watch_personas(PERSONAS_EVERY, until).await });
    tokio::spawn(async move {
        stop_signal().await;
        tracing::info!("stopping");
        stop.send_replace(true);
    });
    say(&format!("listening on http://{address}"))?;
    server::serve(listener, router, stopping).await;
    if tokio::time::timeout(STOP_WITHIN, workers).await.is_err() {
        tracing::warn!("a song did not stop in time; its lease will run out");
    }
    drop(tokio::time::timeout(Duration::from_secs(1), studio.close()).await);
    Ok(())
}

async fn listen(address: &str) -> Outcome<TcpListener> {
    TcpListener::bind(address).await.map_err(|cause| {
        Failure::input(match cause.kind() {
            ErrorKind::AddrInUse => format!(
                "{address} is taken by another program; stop it, or choose another address with --addr (port 0 takes a free one)"
            ),
            _ => format!("cannot listen on {address}: {cause}"),
        })
    })
}

/// Opens the data directory with the system's clock.
pub(crate) async fn open(data: &Path) -> Outcome<Studio> {
    Studio::open(data, Arc::new(SystemClock)).await.map_err(|error| data_refused(data, &error))
}

/// Why a data directory cannot be used, in one line.
pub(crate) fn data_refused(data: &Path, error: &StudioError) -> Failure {
    let why = match error {
        StudioError::Internal(cause) => whole_story(&**cause),
        other => other.to_string(),
    };
    Failure::input(format!("the data directory {} cannot be used: {why}", data.display()))
}

fn start_workers(studio: &Studio, settings: &Settings, stopping: watch::Receiver<bool>) -> JoinHandle<()> {
    let config = RunnerConfig {
        songs_at_once: settings.songs_at_once,
        pace: Duration::from_millis(settings.stage_pause),
        ..RunnerConfig::default()
    };
    let studio = studio.clone();
    let writers = ChosenWriters::new(studio.clone());
    tokio::spawn(async move {
        if let Err(error) = studio.run_generations(config, Arc::new(writers), stopping).await {
            tracing::error!(cause = ?error, "no songs are being written");
        }
    })
}

/// Resolves when the process is asked to end: Ctrl-C, or SIGTERM from a service manager.
async fn stop_signal() {
    let interrupt = async {
        if let Err(cause) = tokio::signal::ctrl_c().await {
            tracing::error!(%cause, "Ctrl-C cannot be heard");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(cause) => {
                tracing::error!(%cause, "SIGTERM cannot be heard");
                std::future::pending::<()>().await;
            }
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
