//! `/healthz` and `/readyz`.

use crate::support::Server;

#[tokio::test]
async fn a_living_process_whose_database_is_gone_is_alive_but_not_ready() {
    let server = Server::start().await;
    let visitor = server.anonymous();
    assert_eq!(visitor.visit("/readyz").await.status, 200);
    server.studio.close().await;
    assert_eq!(visitor.visit("/healthz").await.status, 200);
    assert_eq!(visitor.visit("/readyz").await.status, 503);
}
