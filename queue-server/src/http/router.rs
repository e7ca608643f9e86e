//! All routes, in one list.

use axum::{
    Json, Router,
    extract::DefaultBodyLimit,
    middleware::from_fn_with_state,
    response::IntoResponse,
    routing::{any, get},
};
use queue_protocol::wire::{Board, LogEvent, Problem, TimeSignal, Waits};
use tower_http::csrf::CsrfLayer;
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    BODY,
    authorize::{BASE, authorize},
    console::console,
    counters, events, health, kiosks, paper, phone,
    problem::Fault,
    procedures, rating, session, setup, site,
    speak::speak,
    support, tickets, users,
};
use crate::serve::Shared;

/// The whole server.
pub fn router(app: Shared) -> Router {
    let (routes, description) = api().split_for_parts();
    let description = Json(description);
    let api = routes
        .route(&format!("{BASE}/openapi.json"), get(move || async move { description }))
        .route_layer(from_fn_with_state(app.clone(), authorize))
        // Only a browser sends what this looks at, and only a browser carries a cookie against its user's will.
        .route_layer(CsrfLayer::new().with_rejection_response(|_| Fault::CrossSite.into_response()));
    Router::new()
        .merge(api)
        .nest("/t", phone::pages())
        .route("/t/", any(phone::nowhere))
        .merge(rating::pages())
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .fallback(console)
        .method_not_allowed_fallback(|| async { Fault::NoSuchMethod })
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(app.clone(), speak))
        .with_state(app)
}

/// The description of the API, from the code.
pub fn openapi() -> utoipa::openapi::OpenApi {
    api().into_openapi()
}

/// Any answer that is a problem.
#[derive(utoipa::IntoResponses)]
#[allow(dead_code, reason = "read by the macro that describes the API")]
pub enum Problems {
    /// What is wrong and what to do, in the caller's language
    #[response(status = "default", content_type = "application/problem+json")]
    Any(Problem),
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Một Cửa", description = "Queue tickets of a One-Stop office"),
    components(schemas(Board, LogEvent, Problem, Waits, TimeSignal)),
    modifiers(&Security)
)]
struct Description;

struct Security;

impl utoipa::Modify for Security {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
        let components = openapi.components.get_or_insert_default();
        let token = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(crate::auth::sessions::COOKIE)));
        components.add_security_scheme("token", token);
        components.add_security_scheme("session", cookie);
    }
}

fn api() -> OpenApiRouter<Shared> {
    let nouns = OpenApiRouter::new()
        .routes(routes!(site::site))
        .routes(routes!(site::board))
        .routes(routes!(events::events))
        .routes(routes!(procedures::search))
        .routes(routes!(procedures::notice_board))
        .routes(routes!(tickets::find))
        .routes(routes!(tickets::issue, tickets::show))
        .routes(routes!(tickets::explain))
        .routes(routes!(paper::printing))
        .routes(routes!(paper::reprint))
        .routes(routes!(paper::printed))
        .routes(routes!(paper::print_failed))
        .routes(routes!(tickets::recall))
        .routes(routes!(tickets::start))
        .routes(routes!(tickets::finish))
        .routes(routes!(tickets::no_show))
        .routes(routes!(tickets::come_back))
        .routes(routes!(tickets::note))
        .routes(routes!(tickets::park))
        .routes(routes!(tickets::resume))
        .routes(routes!(tickets::transfer))
        .routes(routes!(tickets::cancel))
        .routes(routes!(rating::rate))
        .routes(routes!(rating::results))
        .routes(routes!(counters::desk))
        .routes(routes!(counters::open))
        .routes(routes!(counters::pause))
        .routes(routes!(counters::close))
        .routes(routes!(counters::call_next))
        .routes(routes!(counters::call))
        .routes(routes!(counters::lead))
        .routes(routes!(support::ask))
        .routes(routes!(support::list))
        .routes(routes!(support::answer))
        .routes(routes!(support::end))
        .routes(routes!(kiosks::lease))
        .routes(routes!(kiosks::report))
        .routes(routes!(kiosks::help))
        .routes(routes!(kiosks::list))
        .routes(routes!(kiosks::answer_help))
        .routes(routes!(kiosks::order))
        .routes(routes!(session::sign_in, session::show, session::sign_out))
        .routes(routes!(setup::setup))
        .routes(routes!(users::create));
    OpenApiRouter::with_openapi(Description::openapi()).nest(BASE, nouns)
}
