//! Vietnamese order: a, ă, â, b … d, đ …, and the tones within; not the order of code points.

use std::{cmp::Ordering, sync::LazyLock};

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use icu_locale_core::locale;

/// The positions of names in the order of the alphabet.
pub(super) fn in_vietnamese<'a>(names: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let names: Vec<_> = names.collect();
    let mut order: Vec<_> = (0..names.len()).collect();
    order.sort_by(|left, right| compare(names[*left], names[*right]));
    order
}

fn compare(left: &str, right: &str) -> Ordering {
    VIETNAMESE.as_ref().map_or_else(|| left.cmp(right), |collator| collator.compare(left, right))
}

static VIETNAMESE: LazyLock<Option<CollatorBorrowed<'static>>> =
    LazyLock::new(|| Collator::try_new(locale!("vi").into(), CollatorOptions::default()).ok());
