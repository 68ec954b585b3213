//! One connection: requests and answers one after another, until an answer is a stream of events.
//!
//! The HTTP machinery keeps some 25 kilobytes of buffers for each connection. Somebody who watches songs sends nothing more and
//! is sent a few lines now and then, so a stream of events leaves the machinery behind and has the socket to itself.

use std::{convert::Infallible, io, net::SocketAddr, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo, response::Response};
use futures::{StreamExt as _, future::BoxFuture};
use http::{Method, Request, header};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    sync::{mpsc, watch},
};
use tower::ServiceExt as _;

use super::told_to_stop;

/// How long a client may take to send the head of a request, and rest between two of them.
const PATIENCE: Duration = Duration::from_secs(65);

/// Answers a connection to its end.
pub(super) async fn run(
    stream: TcpStream,
    address: SocketAddr,
    router: Router,
    stopping: watch::Receiver<bool>,
) {
    // Events are small and must not wait for company.
    if let Err(cause) = stream.set_nodelay(true) {
        tracing::debug!(%cause, "a connection keeps its delay");
    }
    // In boxes, so that the memory of the one is free while the other runs.
    let Some((stream, answer)) = Box::pin(answer(stream, address, router, stopping)).await else { return };
    if let Err(cause) = Box::pin(send_events(stream, answer)).await {
        tracing::debug!(%cause, "a watcher is gone");
    }
}

/// Answers requests until the connection ends, or until an answer is a stream of events.
async fn answer(
    stream: TcpStream,
    address: SocketAddr,
    router: Router,
    mut stopping: watch::Receiver<bool>,
) -> Option<(TcpStream, Response)> {
    let (hand_over, mut handed_over) = mpsc::channel(1);
    let service = service_fn(move |mut request: Request<Incoming>| -> BoxFuture<'static, _> {
        request.extensions_mut().insert(ConnectInfo(address));
        let (router, hand_over) = (router.clone(), hand_over.clone());
        Box::pin(async move {
            let is_get = request.method() == Method::GET;
            let Ok(answer) = router.oneshot(request.map(Body::new)).await;
            if is_get && is_event_stream(&answer) {
                drop(hand_over.send(answer).await);
                // Whoever has it takes the socket, and this future with its connection is dropped.
                return std::future::pending().await;
            }
            Ok::<_, Infallible>(answer)
        })
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), service);
    let mut told = false;
    loop {
        tokio::select! {
            ended = &mut connection => {
                if let Err(cause) = ended {
                    tracing::debug!(%cause, "a connection broke off");
                }
                return None;
            }
            Some(answer) = handed_over.recv() => {
                return Some((connection.into_parts().io.into_inner(), answer));
            }
            () = told_to_stop(&mut stopping), if !told => {
                told = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
        }
    }
}

fn is_event_stream(answer: &Response) -> bool {
    answer.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream")
}

/// Sends a stream of events to its end, or until the watcher has left. Its end is the connection's (RFC 9112, section 6.3).
async fn send_events(mut stream: TcpStream, answer: Response) -> io::Result<()> {
    let (head, body) = answer.into_parts();
    let mut text = format!("HTTP/1.1 {}\r\n", head.status).into_bytes();
    for (name, value) in &head.headers {
        text.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    let date = httpdate::fmt_http_date(std::time::SystemTime::now());
    text.extend(format!("date: {date}\r\nconnection: close\r\n\r\n").into_bytes());
    stream.write_all(&text).await?;
    drop((text, head));

    let mut events = body.into_data_stream();
    let mut farewell = [0];
    loop {
        tokio::select! {
            event = events.next() => match event {
                Some(Ok(bytes)) => stream.write_all(&bytes).await?,
                Some(Err(cause)) => return Err(io::Error::other(cause)),
                None => return stream.shutdown().await,
            },
            // A watcher has nothing to say: what comes is its end.
            _ = stream.read(&mut farewell) => return Ok(()),
        }
    }
}
