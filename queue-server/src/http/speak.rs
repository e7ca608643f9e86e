//! The outermost layer: puts problems into the caller's language, and adds the headers that every answer bears.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use queue_core::Lang;

use super::problem::Fault;
use crate::{app::App, serve::Shared};

/// The layer.
pub async fn speak(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let lang = language(request.headers());
    let response = next.run(request).await;
    finish(&app, lang, response)
}

/// The language a caller asks for: English if it stands before Vietnamese in `Accept-Language`, else Vietnamese.
pub fn language(headers: &HeaderMap) -> Lang {
    let Some(wanted) = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()) else { return Lang::Vi };
    let mut best = (Lang::Vi, 0.0);
    for range in wanted.split(',') {
        let mut parts = range.split(';');
        let tag = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let quality = parts.find_map(|p| p.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
        let lang = match tag.split('-').next() {
            Some("vi" | "*") => Lang::Vi,
            Some("en") => Lang::En,
            _ => continue,
        };
        if quality > best.1 {
            best = (lang, quality);
        }
    }
    best.0
}

fn finish(app: &App, lang: Lang, mut response: Response) -> Response {
    app.metrics.answered(response.status().as_u16());
    if let Some(fault) = response.extensions_mut().remove::<Fault>() {
        let utc_offset_min = app.replica.read().site().map_or(0, |site| site.utc_offset_min);
        let problem = fault.problem(lang, utc_offset_min);
        if fault.status().is_server_error() {
            tracing::warn!(problem = fault.name(), instance = ?problem.instance, "a request was not served");
        }
        let mut told = (fault.status(), serde_json::to_string(&problem).unwrap_or_default()).into_response();
        std::mem::swap(told.headers_mut(), response.headers_mut());
        told.headers_mut().remove(header::CONTENT_LENGTH);
        told.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        let spoken = if lang == Lang::En { "en" } else { "vi" };
        told.headers_mut().insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(spoken));
        response = told;
    }
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_callers_and_vietnamese_where_nothing_is_said() {
        let cases = [
            ("", Lang::Vi),
            ("en", Lang::En),
            ("en-GB,en;q=0.9", Lang::En),
            ("vi-VN,vi;q=0.9,en;q=0.8", Lang::Vi),
            ("en;q=0.5, vi;q=0.7", Lang::Vi),
            ("fr, en;q=0.3", Lang::En),
            ("fr", Lang::Vi),
            ("*", Lang::Vi),
            ("en;q=0", Lang::Vi),
            (";;;,q=", Lang::Vi),
        ];
        for (wanted, expected) in cases {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(wanted));
            assert_eq!(language(&headers), expected, "{wanted}");
        }
    }
}
