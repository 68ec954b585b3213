//! A scripted provider as a program, for end-to-end tests and benchmarks:
//! `scripted-provider [ADDRESS] [MILLISECONDS A TOKEN]`. It prints its base URL and runs until it is killed.

use std::time::Duration;

use scripted_provider::{Reply, ScriptedProvider, answer};

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:0".to_owned());
    let pause = Duration::from_millis(arguments.next().and_then(|text| text.parse().ok()).unwrap_or(0));
    let provider = ScriptedProvider::start_at(&address, move |call| {
        let text = answer(&call.task());
        if pause.is_zero() { Reply::Text(text) } else { Reply::Slowly { text, pause } }
    })
    .await;
    println!("{}", provider.base_url());
    std::future::pending::<()>().await;
}
