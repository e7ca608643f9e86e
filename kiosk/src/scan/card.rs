//! The QR of an identity card: `number|old number|name|DDMMYYYY|sex|address|DDMMYYYY`, newer ones with more behind. The
//! text is only looked at where it stands; nothing but the birth date is copied out of it.

use std::fmt;

use jiff::civil::Date;
use queue_protocol::core::BusinessDay;

/// Fields that every card has.
const FIELDS: usize = 6;

/// Digits of a number: nine on old identity cards, twelve on today's.
const NUMBER: std::ops::RangeInclusive<usize> = 9..=12;

/// Nobody is older: a date that says so was misread.
const OLDEST: i16 = 130;

/// When the holder of a card was born. Nothing prints it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct BirthDate(Date);

impl BirthDate {
    /// Full years on a day; nothing where the date cannot be true.
    pub fn age_on(self, today: BusinessDay) -> Option<u32> {
        let (born, today) = (self.0, today.0);
        let birthday_is_ahead = (today.month(), today.day()) < (born.month(), born.day());
        let years = today.year() - born.year() - i16::from(birthday_is_ahead);
        u32::try_from(years).ok().filter(|_| years <= OLDEST)
    }
}

impl fmt::Debug for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BirthDate(…)")
    }
}

/// The birth date, if the text is a card's.
pub fn birth_date(text: &str) -> Option<BirthDate> {
    let mut fields = text.split('|');
    let number = fields.next()?;
    let birth = fields.nth(2)?;
    let is_number = NUMBER.contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (is_number && text.split('|').count() >= FIELDS).then(|| parse(birth))?
}

fn parse(field: &str) -> Option<BirthDate> {
    if field.len() != 8 || !field.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (day, rest) = field.split_at_checked(2)?;
    let (month, year) = rest.split_at_checked(2)?;
    let year = year.parse().ok()?;
    // Of some old people the cards know the year only. Then the day counts that is best for them.
    if day == "00" {
        return Date::new(year, 1, 1).ok().map(BirthDate);
    }
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok().map(BirthDate)
}
