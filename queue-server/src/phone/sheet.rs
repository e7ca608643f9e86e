//! What all pages for citizens share: the document around them, its style and scripts, and the rule by which a browser
//! takes these and nothing else.

use std::{fmt::Write, sync::LazyLock};

use maud::{DOCTYPE, Markup, PreEscaped, html};
use queue_core::Lang;
use sha2::{Digest, Sha256};

use crate::words::{self, Value};

static STYLE: LazyLock<String> = LazyLock::new(|| tight(include_str!("sheet.css")));
static PHONE: LazyLock<String> = LazyLock::new(|| tight(include_str!("phone.js")));
static TABLET: LazyLock<String> = LazyLock::new(|| tight(include_str!("tablet.js")));

/// `Content-Security-Policy`: the style and the scripts are known by their hashes, and nothing else runs or is fetched.
pub static POLICY: LazyLock<String> = LazyLock::new(|| {
    let (style, phone, tablet) = (hash(&STYLE), hash(&PHONE), hash(&TABLET));
    format!(
        "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{phone}' 'sha256-{tablet}'; connect-src 'self'; \
         img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
});

/// Seconds after which a page without script is asked for again.
const AGAIN_S: u32 = 30;

/// A language and how it was chosen: by a link it goes on in all addresses of the page.
#[derive(Clone, Copy, Debug)]
pub struct Tongue {
    /// The language.
    pub lang: Lang,
    /// Whether a link chose it.
    pub by_link: bool,
}

impl Tongue {
    /// What follows an address to keep the language.
    pub fn query(self) -> &'static str {
        match (self.by_link, self.lang) {
            (false, _) => "",
            (true, Lang::Vi) => "?lang=vi",
            (true, Lang::En) => "?lang=en",
        }
    }
}

/// Which script a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Script {
    None,
    Phone,
    Tablet,
}

/// The document.
pub fn sheet(lang: Lang, title: &str, look: &str, script: Script, body: &Markup) -> Markup {
    let script_text = match script {
        Script::None => None,
        Script::Phone => Some(PHONE.as_str()),
        Script::Tablet => Some(TABLET.as_str()),
    };
    html! {
        (DOCTYPE)
        html lang=(code(lang)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="robots" content="noindex,nofollow";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                link rel="icon" href="data:,";
                title { (title) }
                @if script != Script::None {
                    // The one thing that asks again and again, and only where nothing can listen.
                    noscript { meta http-equiv="refresh" content=(AGAIN_S); }
                }
                style { (PreEscaped(STYLE.as_str())) }
            }
            body data-look=(look) {
                (body)
                @if let Some(script) = script_text { script { (PreEscaped(script)) } }
            }
        }
    }
}

/// The office's name beside its door.
pub fn head(office: &str) -> Markup {
    html! {
        header {
            svg viewBox="0 0 24 30" aria-hidden="true" {
                path d="M0 0h24v30H0z" {}
                path class="in" d="M5 4h14v26h-4V8z" {}
                path d="M5 4l10 4v22H5z" {}
                path class="in" d="M11.5 17h2v4h-2z" {}
            }
            b { (office) }
        }
    }
}

/// Three faces, the best first, as buttons of a form.
pub fn faces(lang: Lang) -> Markup {
    html! {
        div class="faces" {
            @for (score, mouth) in [("2", "M15 29q9 9 18 0"), ("1", "M15 31h18"), ("0", "M15 34q9-9 18 0")] {
                button name="score" value=(score) {
                    svg viewBox="0 0 48 48" aria-hidden="true" {
                        circle cx="24" cy="24" r="21" {}
                        path d="M17 17v4M31 17v4" {}
                        path d=(mouth) {}
                    }
                    (say(lang, &format!("phone-score-{score}")))
                }
            }
        }
    }
}

/// A sentence of the catalogue.
pub fn say(lang: Lang, key: &str) -> String {
    words::text(lang, key, &[])
}

/// A sentence with its placeables.
pub fn say_with(lang: Lang, key: &str, args: &[(&str, Value<'_>)]) -> String {
    words::text(lang, key, args)
}

/// The code of a language.
pub fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    }
}

/// Without the indentation and the comments that only we read.
fn tight(source: &str) -> String {
    let lines = source.lines().map(str::trim);
    let kept = lines.filter(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("/*"));
    kept.fold(String::with_capacity(source.len()), |mut text, line| {
        let _ = writeln!(text, "{line}");
        text
    })
}

/// SHA-256 in base64, as the policy wants it.
fn hash(text: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sum = Sha256::digest(text.as_bytes());
    let mut base64 = String::with_capacity(44);
    for three in sum.chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for digit in 0..4 {
            let value = DIGITS[(bits >> (18 - 6 * digit)) as usize & 63];
            base64.push(if digit <= three.len() { char::from(value) } else { '=' });
        }
    }
    base64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_written_as_browsers_read_it() {
        assert_eq!(hash(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(hash("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }
}
