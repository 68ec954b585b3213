//! One call against a provider that speaks over a real socket: case 8 and 15 of the robustness list.
#![expect(clippy::expect_used, reason = "a test that cannot be set up has failed")]

use std::{ops::ControlFlow, time::Duration};

use async_trait::async_trait;
use domain::writer::ProviderKind;
use models::{
    AllowedHost, Ask, Breakers, CallError, Caller, Ignore, ImageAsk, Limits, Listener, Provider, Reach,
    Trouble, Usage,
};
use scripted_provider::{Call, Reply, ScriptedProvider};
use url::Url;

/// Waits that no busy machine exceeds; tests of waiting itself take [`impatient`].
fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(2),
        first_token: Duration::from_secs(20),
        idle: Duration::from_secs(20),
        stage: Duration::from_mins(1),
        answer: 100_000,
        tries: 3,
        pause: Duration::from_millis(5),
        longest_pause: Duration::from_secs(2),
    }
}

/// Waits that a test can sit out.
fn impatient() -> Limits {
    let short = Duration::from_millis(400);
    Limits { first_token: short, idle: short, ..limits() }
}

fn caller_of(base: &str, kind: ProviderKind, limits: Limits) -> Caller {
    let base = Url::parse(base).expect("a URL");
    let provider = Provider { kind, base, model: "scripted".to_owned(), key: Some("sk-canary-7".into()) };
    let reach = Reach { loopback: true, ..Reach::default() };
    Caller::new(provider, reach, limits, Breakers::default().of("test"))
}

fn caller(provider: &ScriptedProvider) -> Caller {
    caller_of(&provider.base_url(), ProviderKind::OpenAi, limits())
}

fn ask() -> Ask {
    Ask {
        system: "# Task: draft\nBe brief.".to_owned(),
        task: "A song, please.".to_owned(),
        temperature: Some(0.5),
        seed: Some(7),
        most_tokens: 100,
        json: false,
    }
}

async fn trouble(provider: &ScriptedProvider) -> CallError {
    caller(provider).ask(&ask(), &mut Ignore).await.expect_err("trouble")
}

async fn impatient_trouble(provider: &ScriptedProvider) -> CallError {
    let caller = caller_of(&provider.base_url(), ProviderKind::OpenAi, impatient());
    caller.ask(&ask(), &mut Ignore).await.expect_err("trouble")
}

/// Answers with the replies in turn, the last one again and again.
fn in_turn(replies: Vec<Reply>) -> impl Fn(&Call) -> Reply + Send + Sync {
    move |call| replies[call.number.min(replies.len() - 1)].clone()
}

#[tokio::test]
async fn every_protocol_brings_text_usage_and_the_key_in_its_own_header() {
    for (kind, base, header, value) in [
        (ProviderKind::OpenAi, "v1/", "authorization", "Bearer sk-canary-7"),
        (ProviderKind::Anthropic, "v1/", "x-api-key", "sk-canary-7"),
        (ProviderKind::Gemini, "v1beta/", "x-goog-api-key", "sk-canary-7"),
    ] {
        let provider = ScriptedProvider::start(|_| Reply::Text("one two\nthree".to_owned())).await;
        let caller = caller_of(&format!("http://{}/{base}", provider.address()), kind, limits());
        let answer =
            caller.ask(&ask(), &mut Ignore).await.unwrap_or_else(|error| panic!("{kind:?}: {error}"));
        assert_eq!((answer.text.as_str(), answer.tries), ("one two\nthree", 1), "{kind:?}");
        assert_eq!(answer.usage.tokens_out, 3, "{kind:?}");
        assert!(answer.usage.tokens_in > 0, "{kind:?}");
        let calls = provider.calls();
        assert_eq!(calls[0].header(header), Some(value), "{kind:?}: {:?}", calls[0].headers);
        assert_eq!(calls[0].task(), "draft", "{kind:?}");
    }
}

#[tokio::test]
async fn a_price_that_the_provider_says_is_the_price_and_words_about_prices_are_none() {
    let event = |value: serde_json::Value| format!("data: {value}\n\n");
    let content = r#"{"usage": {"cost": 99.0}} and "cost": 5"#;
    let events = vec![
        event(
            serde_json::json!({"choices": [{"index": 0, "delta": {"content": content}, "finish_reason": "stop"}]}),
        ),
        event(
            serde_json::json!({"choices": [], "usage": {"prompt_tokens": 11, "completion_tokens": 7, "cost": 0.00125}}),
        ),
        "data: [DONE]\n\n".to_owned(),
    ];
    let provider = ScriptedProvider::start(in_turn(vec![Reply::Events(events.clone())])).await;
    let usage = caller(&provider).ask(&ask(), &mut Ignore).await.expect("an answer").usage;
    assert_eq!(usage, Usage { tokens_in: 11, tokens_out: 7, cost: Some(0.00125), estimated: false });
    let silent = vec![events[0].clone(), events[2].clone()];
    let provider = ScriptedProvider::start(in_turn(vec![Reply::Events(silent)])).await;
    let usage = caller(&provider).ask(&ask(), &mut Ignore).await.expect("an answer").usage;
    assert_eq!((usage.cost, usage.estimated), (None, true));
    assert_eq!((usage.tokens_in, usage.tokens_out), (10, content.len().div_ceil(4) as u64));
}

#[tokio::test]
async fn what_a_try_took_that_broke_off_is_counted() {
    let script = in_turn(vec![Reply::Cut("half a song".to_owned()), Reply::Text("a whole song".to_owned())]);
    let provider = ScriptedProvider::start(script).await;
    let usage = caller(&provider).ask(&ask(), &mut Ignore).await.expect("an answer").usage;
    assert!(usage.estimated && usage.tokens_out > 3, "{usage:?}");
    let provider = ScriptedProvider::start(in_turn(vec![Reply::Cut("half a song".to_owned())])).await;
    assert_eq!(trouble(&provider).await.usage.tokens_out, 3 * 3, "three tries of eleven characters");
    let provider = ScriptedProvider::start(in_turn(vec![Reply::status(401)])).await;
    assert_eq!(trouble(&provider).await.usage, Usage::default());
}

#[tokio::test]
async fn two_failures_and_then_an_answer_is_an_answer() {
    let script = in_turn(vec![Reply::status(500), Reply::status(503), Reply::Text("there".to_owned())]);
    let provider = ScriptedProvider::start(script).await;
    let answer = caller(&provider).ask(&ask(), &mut Ignore).await.expect("an answer");
    assert_eq!((answer.text.as_str(), answer.tries, provider.calls().len()), ("there", 3, 3));
}

#[tokio::test]
async fn retry_after_is_waited_for_and_a_long_one_is_told() {
    let script = in_turn(vec![Reply::busy("1"), Reply::Text("there".to_owned())]);
    let provider = ScriptedProvider::start(script).await;
    let begun = std::time::Instant::now();
    caller(&provider).ask(&ask(), &mut Ignore).await.expect("an answer");
    assert!(begun.elapsed() >= Duration::from_secs(1));

    let provider = ScriptedProvider::start(in_turn(vec![Reply::busy("3600")])).await;
    let error = trouble(&provider).await;
    assert_eq!((error.trouble, error.status, provider.calls().len()), (Trouble::Busy, Some(429), 1));
    assert!(error.message.contains("3600 seconds"), "{error}");
}

#[tokio::test]
async fn a_wrong_key_or_model_is_not_tried_again_and_has_its_own_sentence() {
    for (status, trouble_of, words) in [
        (401, Trouble::Key, "key"),
        (402, Trouble::Key, "credit"),
        (404, Trouble::NoModel, "model"),
        (400, Trouble::Refused, "does not accept"),
    ] {
        let provider = ScriptedProvider::start(in_turn(vec![Reply::status(status)])).await;
        let error = trouble(&provider).await;
        assert_eq!((error.trouble, error.status, provider.calls().len()), (trouble_of, Some(status), 1));
        assert!(
            error.message.contains(words) && error.message.contains(&format!("scripted {status}")),
            "{error}"
        );
        assert!(!error.message.contains("canary"), "{error}");
    }
}

#[tokio::test]
async fn an_answer_without_its_end_does_not_count() {
    let script = in_turn(vec![Reply::Cut("half a".to_owned()), Reply::Text("a whole song".to_owned())]);
    let provider = ScriptedProvider::start(script).await;
    assert_eq!(caller(&provider).ask(&ask(), &mut Ignore).await.expect("an answer").text, "a whole song");
    let provider = ScriptedProvider::start(in_turn(vec![Reply::Cut("half a".to_owned())])).await;
    assert_eq!(trouble(&provider).await.trouble, Trouble::CutShort);
    assert_eq!(provider.calls().len(), 3);
}

#[tokio::test]
async fn silence_and_dripping_end_after_the_time_that_is_allowed() {
    for reply in [Reply::Silence, Reply::Drip(Duration::from_millis(50))] {
        let provider = ScriptedProvider::start(in_turn(vec![reply.clone()])).await;
        let error = impatient_trouble(&provider).await;
        assert_eq!(error.trouble, Trouble::TooSlow, "{reply:?}: {error}");
        assert_eq!(provider.calls().len(), 3);
    }
    let slow = Reply::Slowly { text: "one two three".to_owned(), pause: Duration::from_secs(5) };
    let provider = ScriptedProvider::start(in_turn(vec![slow])).await;
    // Impatient only once the answer has begun.
    let limits = Limits { first_token: limits().first_token, ..impatient() };
    let caller = caller_of(&provider.base_url(), ProviderKind::OpenAi, limits);
    let error = caller.ask(&ask(), &mut Ignore).await.expect_err("trouble");
    assert!(error.message.contains("in the middle"), "{error}");
}

#[tokio::test]
async fn an_endless_or_huge_answer_is_cut_off() {
    for reply in [Reply::Endless, Reply::Text(format!("{} ", "la".repeat(10_000)).repeat(200))] {
        let provider = ScriptedProvider::start(in_turn(vec![reply])).await;
        assert_eq!(trouble(&provider).await.trouble, Trouble::TooLong);
        assert_eq!(provider.calls().len(), 1, "more of it would help nobody");
    }
}

#[tokio::test]
async fn what_is_no_answer_is_said_to_be_none() {
    let html = Reply::Status { code: 200, headers: Vec::new(), body: "<html>hello</html>".to_owned() };
    let wrong_types =
        Reply::Events(vec!["data: {\"choices\": \"none\"}\n\n".to_owned(), "data: [DONE]\n\n".to_owned()]);
    let not_json = Reply::Events(vec!["data: {\"choices\": [\n\n".to_owned()]);
    let error_inside = Reply::Events(vec!["data: {\"error\": {\"message\": \"overloaded\"}}\n\n".to_owned()]);
    for (reply, expected) in [
        (html, vec![Trouble::CutShort, Trouble::Garbled]),
        (wrong_types, vec![Trouble::Empty]),
        (not_json, vec![Trouble::Garbled]),
        (error_inside, vec![Trouble::Down]),
        (Reply::Text("  \n".to_owned()), vec![Trouble::Empty]),
    ] {
        let provider = ScriptedProvider::start(in_turn(vec![reply.clone()])).await;
        let error = trouble(&provider).await;
        assert!(expected.contains(&error.trouble), "{reply:?}: {error:?}");
    }
}

/// Stops at the third piece, and hangs up.
struct Impatient(usize);

#[async_trait]
impl Listener for Impatient {
    async fn begins(&mut self) {
        self.0 = 0;
    }

    async fn hears(&mut self, _piece: &str) -> ControlFlow<String> {
        self.0 += 1;
        if self.0 == 3 { ControlFlow::Break("Enough.".to_owned()) } else { ControlFlow::Continue(()) }
    }
}

#[tokio::test]
async fn a_listener_ends_the_call_and_the_model_hears_of_it() {
    let slow = Reply::Slowly { text: "la ".repeat(1_000), pause: Duration::from_millis(2) };
    let mut provider = ScriptedProvider::start(in_turn(vec![slow])).await;
    let error = caller(&provider).ask(&ask(), &mut Impatient(0)).await.expect_err("a stop");
    assert_eq!((error.trouble, error.message.as_str()), (Trouble::Stopped, "Enough."));
    provider.hung_up(1).await;
}

#[tokio::test]
async fn dropping_a_call_closes_the_models_stream_at_once() {
    let slow = Reply::Slowly { text: "la ".repeat(1_000), pause: Duration::from_millis(2) };
    let mut provider = ScriptedProvider::start(in_turn(vec![slow])).await;
    let caller = caller(&provider);
    let call = tokio::spawn(async move { caller.ask(&ask(), &mut Ignore).await });
    while provider.calls().is_empty() {
        tokio::task::yield_now().await;
    }
    call.abort();
    provider.hung_up(1).await;
}

#[tokio::test]
async fn after_outages_in_a_row_the_provider_is_left_alone() {
    let provider = ScriptedProvider::start(in_turn(vec![Reply::status(500)])).await;
    let caller = caller(&provider);
    for _ in 0..2 {
        caller.ask(&ask(), &mut Ignore).await.expect_err("an outage");
    }
    assert!(caller.rests().is_some_and(|rest| rest > Duration::from_secs(20)));
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_the_key_stays() {
    let elsewhere = ScriptedProvider::start(|_| Reply::Text("stolen".to_owned())).await;
    let location = format!("{}chat/completions", elsewhere.base_url());
    let redirect =
        Reply::Status { code: 307, headers: vec![("location".to_owned(), location)], body: String::new() };
    let provider = ScriptedProvider::start(in_turn(vec![redirect])).await;
    assert_eq!(trouble(&provider).await.trouble, Trouble::Refused);
    assert_eq!(elsewhere.calls().len(), 0);
}

#[tokio::test]
async fn the_own_network_is_closed_to_names_as_well_until_the_administrator_opens_a_host() {
    let provider = ScriptedProvider::start(|_| Reply::Text("inside".to_owned())).await;
    let port = provider.address().port();
    let call = |host: &str, allowed: Vec<AllowedHost>, local_only| {
        let base = Url::parse(&format!("http://{host}:{port}/v1/")).expect("a URL");
        let provider = Provider {
            kind: ProviderKind::OpenAi,
            base,
            model: "scripted".to_owned(),
            key: Some("sk-canary-7".into()),
        };
        let reach = Reach { allowed, local_only, ..Reach::default() };
        Caller::new(provider, reach, limits(), Breakers::default().of("test"))
    };
    for host in ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"] {
        let error = call(host, Vec::new(), false).ask(&ask(), &mut Ignore).await.expect_err("a refusal");
        assert_eq!(error.trouble, Trouble::Forbidden, "{host}");
    }
    assert_eq!(provider.calls().len(), 0);
    let opened = vec![AllowedHost::parse(&format!("127.0.0.1:{port}")).expect("a host")];
    let answer = call("127.0.0.1", opened.clone(), true).ask(&ask(), &mut Ignore).await.expect("an answer");
    assert_eq!(answer.text, "inside");
    let error = call("localhost", opened, true).ask(&ask(), &mut Ignore).await.expect_err("a refusal");
    assert_eq!(error.trouble, Trouble::Forbidden, "the name was not the one that was opened");
}

#[tokio::test]
async fn nobody_there_is_said_so() {
    let gone = ScriptedProvider::start(|_| Reply::Silence).await;
    let base = gone.base_url();
    drop(gone);
    let caller = caller_of(&base, ProviderKind::OpenAi, limits());
    let error = caller.ask(&ask(), &mut Ignore).await.expect_err("nobody");
    assert_eq!(error.trouble, Trouble::Unreachable, "{error:?}");
}

#[tokio::test]
async fn models_are_listed_and_a_try_says_what_answered() {
    let list = r#"{"data":[{"id":"small"},{"id":"large"}]}"#;
    let provider = ScriptedProvider::start(move |call| {
        if call.path.ends_with("/models") {
            Reply::Status { code: 200, headers: Vec::new(), body: list.to_owned() }
        } else {
            Reply::Text("Hello there.".to_owned())
        }
    })
    .await;
    let caller = caller(&provider);
    assert_eq!(caller.models().await.expect("a list"), ["small", "large"]);
    assert_eq!(caller.try_out().await.expect("an answer").said, "Hello there.");
}

#[tokio::test]
async fn a_picture_comes_as_bytes_and_an_address_of_one_is_refused() {
    let picture = |body: &str| {
        let body = body.to_owned();
        ScriptedProvider::start(move |_| Reply::Status { code: 200, headers: Vec::new(), body: body.clone() })
    };
    let asked = ImageAsk { prompt: "a boat".to_owned(), model: "painter".to_owned() };
    let provider = picture(r#"{"data":[{"b64_json":"iVBORw0KGgo="}]}"#).await;
    let (bytes, kind) = caller(&provider).draw(&asked).await.expect("a picture");
    assert_eq!((bytes.as_slice(), kind), (b"\x89PNG\r\n\x1a\n".as_slice(), "image/png"));
    let provider = picture(r#"{"data":[{"url":"http://169.254.169.254/"}]}"#).await;
    assert_eq!(caller(&provider).draw(&asked).await.expect_err("no picture").trouble, Trouble::Garbled);
}

#[tokio::test]
async fn a_key_that_the_provider_repeats_is_not_told_on() {
    let body = r#"{"error":{"message":"Incorrect API key provided: sk-canary-7"}}"#.to_owned();
    let refusal = Reply::Status { code: 401, headers: Vec::new(), body };
    let provider = ScriptedProvider::start(move |_| refusal.clone()).await;
    let errors = [
        caller(&provider).ask(&ask(), &mut Ignore).await.expect_err("refused"),
        caller(&provider).models().await.expect_err("refused"),
    ];
    for error in errors {
        assert!(error.message.contains("Incorrect API key provided: (the key)"), "{error}");
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
    }
}
