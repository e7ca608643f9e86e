//! The public page of results: what citizens said, by field of work.

use maud::{Markup, html};
use queue_core::{Lang, Ratings, Scores};
use queue_protocol::wire::{RatingCounts, RatingsView};

use super::{
    Tongue,
    look::one_line,
    sheet::{Script, head, say, say_with, sheet},
};

/// The page.
pub fn results(office: &str, view: &RatingsView, tongue: Tongue) -> Markup {
    let lang = tongue.lang;
    let total = &view.total;
    let body = html! {
        (head(&one_line(office)))
        main {
            h1 { (say(lang, "results-title")) }
            @match total.percent {
                Some(percent) => p class="wait" { b { (number(percent, lang)) " %" } },
                None => p class="clock" { (say(lang, "results-none")) },
            }
            @if let Some(percent) = total.percent {
                p class="clock" {
                    (say_with(lang, "results-score", &[("percent", number(percent, lang).into()), ("count", total.count.into())]))
                }
            }
            p class="tell" { (say_with(lang, "results-note", &[("group", Ratings::GROUP.into())])) }
            @if total.count > 0 { div class="wide" {
                table {
                    thead { tr {
                        th { (say(lang, "results-service")) }
                        @for score in ["2", "1", "0"] { th class="r" { (say(lang, &format!("phone-score-{score}"))) } }
                        th class="r" { (say(lang, "results-reached")) }
                    } }
                    tbody { @for service in view.services.iter().filter(|s| s.counts.count > 0) {
                        tr { th { (one_line(service.name.get(lang))) } (cells(&service.counts, lang)) }
                    } }
                    tfoot { tr { th { (say(lang, "results-all")) } (cells(total, lang)) } }
                }
            } }
            nav {
                a href={ "/ratings?lang=" (if lang == Lang::Vi { "en" } else { "vi" }) } { (say(lang, "phone-language")) }
            }
        }
    };
    sheet(lang, &say(lang, "results-title"), "results", Script::None, &body)
}

/// Counts as the wire has them.
pub fn counts(scores: Scores) -> RatingCounts {
    let [zero, one, two] = scores.0;
    let percent = scores.per_mille().map(|per_mille| f64::from(per_mille) / 10.0);
    RatingCounts { count: scores.count(), zero, one, two, percent }
}

fn cells(counts: &RatingCounts, lang: Lang) -> Markup {
    html! {
        @for n in [counts.two, counts.one, counts.zero] { td class="r" { (n) } }
        td class="r" { @if let Some(percent) = counts.percent { (number(percent, lang)) " %" } }
    }
}

/// One decimal, with the comma that Vietnamese has.
fn number(percent: f64, lang: Lang) -> String {
    let text = format!("{percent:.1}");
    if lang == Lang::Vi { text.replace('.', ",") } else { text }
}
