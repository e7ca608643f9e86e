//! Names of things, each a type of its own so that a counter is never taken for a service.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

uuid_id! {
    /// A ticket's identity for life: a UUIDv7 made by whoever issues it, so that a retry is the same ticket.
    TicketId
}
uuid_id! {
    /// A command's identity: the same id gives the same answer, however often it arrives.
    CommandId
}

uuid_id! {
    /// Identity of a call for support: that of the command which asked.
    SupportId
}

uuid_id! {
    /// A device's identity for life, kept in its data folder: a kiosk that was replaced is another device under the old name.
    DeviceId
}

macro_rules! slug_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        #[serde(transparent)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Wraps a slug that the site file's check has accepted, or that is about to be looked up.
            pub fn new(slug: impl AsRef<str>) -> Self {
                Self(Arc::from(slug.as_ref()))
            }

            /// The slug as written in the site file.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(slug: &str) -> Self {
                Self::new(slug)
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

slug_id! {
    /// What a citizen can take a ticket for (`dat-dai`).
    ServiceId
}
slug_id! {
    /// A counter, quầy (`quay-3`).
    CounterId
}
slug_id! {
    /// A field of work, lĩnh vực.
    FieldId
}
slug_id! {
    /// A place where counters stand, địa điểm.
    PlaceId
}
slug_id! {
    /// An authority: province, district, commune, department.
    UnitId
}
slug_id! {
    /// A person on duty.
    StaffId
}
slug_id! {
    /// A procedure of the notice board, thủ tục.
    ProcedureId
}

/// Position of an event in the log: 1, 2, 3 … without a gap. 0 stands before the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Seq(pub u64);

impl Seq {
    /// The position after this one.
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl fmt::Display for Seq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
