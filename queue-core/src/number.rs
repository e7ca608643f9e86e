//! Ticket numbers: a series letter and a count that starts at 1 each business day. Printed `A023`.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// The letter of a number series, A to Z without Đ. Each series counts for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "A"))]
pub struct Series(u8);

impl Series {
    /// The series of a letter, or nothing if it is none of A to Z.
    pub fn new(letter: char) -> Option<Self> {
        letter.is_ascii_uppercase().then_some(Self(letter as u8))
    }

    /// The letter as printed.
    pub fn letter(self) -> char {
        char::from(self.0)
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.letter())
    }
}

impl Serialize for Series {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Series {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let mut letters = text.chars();
        match (letters.next().and_then(Self::new), letters.next()) {
            (Some(series), None) => Ok(series),
            _ => Err(D::Error::custom(format!("\"{text}\" is no series letter; use one of A to Z"))),
        }
    }
}

/// What stands on the paper and is called: series and count, at least three digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketNumber {
    /// The series.
    pub series: Series,
    /// The count within series and business day, from 1.
    pub count: u32,
}

impl fmt::Display for TicketNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{:03}", self.series, self.count)
    }
}

impl std::str::FromStr for TicketNumber {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = text.chars().next().and_then(Series::new).and_then(|series| {
            let digits = text.get(1..)?;
            let count = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok()).flatten()?;
            (count > 0 && digits.len() >= 3).then_some(Self { series, count })
        });
        parsed.ok_or_else(|| format!("\"{text}\" is no ticket number; one looks like A023"))
    }
}

impl Serialize for TicketNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TicketNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

// By hand: it travels as a string, which the derive cannot say of a struct with named fields.
#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for TicketNumber {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        let number = utoipa::openapi::ObjectBuilder::new().schema_type(utoipa::openapi::schema::Type::String);
        number.description(Some("Series and count, as printed")).examples(["A023"]).into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for TicketNumber {}
