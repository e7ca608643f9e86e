//! The web front, embedded in the program. Paths that are no file are its pages: they get the one document.

use axum::{
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::{authorize::BASE, problem::Fault};

#[derive(RustEmbed)]
#[folder = "console/dist"]
struct Files;

/// Scripts, styles and pictures come from this server and from nowhere else; nobody may frame the console.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; \
                      object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Whatever no route took.
pub async fn console(request: Request) -> Response {
    let path = request.uri().path();
    if path.starts_with(BASE) || path == "/api" || path.starts_with("/api/") {
        return Fault::NoSuchRoute.into_response();
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Fault::NoSuchMethod.into_response();
    }
    let name = path.trim_start_matches('/');
    if let Some(file) = Files::get(name).filter(|_| !name.is_empty()) {
        // Vite puts a hash of the contents into these names.
        let cache = if name.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
        return serve(name, file, cache);
    }
    let is_page = !name.rsplit('/').next().unwrap_or_default().contains('.');
    match Files::get("index.html").filter(|_| is_page) {
        Some(page) => serve("index.html", page, "no-cache"),
        None => Fault::NoSuchRoute.into_response(),
    }
}

fn serve(name: &str, file: EmbeddedFile, cache: &'static str) -> Response {
    let mime = mime_guess::from_path(name).first_or_octet_stream();
    let mut response = (StatusCode::OK, file.data).into_response();
    let headers = response.headers_mut();
    if let Ok(mime) = HeaderValue::from_str(mime.as_ref()) {
        headers.insert(header::CONTENT_TYPE, mime);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
