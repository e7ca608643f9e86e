//! Bytes to commands: what belongs to what, and how long it is. The syntax only; the interpreter knows what it means.

/// Data of one command at most: a downloaded set of characters or a raster of 128 rows is below 16 kB. A longer announcement
/// is rubbish, and waiting for its end would swallow every ticket after it.
const MAX_DATA: usize = 64 * 1024;

/// All pictures of one FS q together.
const MAX_NV_DATA: usize = 256 * 1024;

/// One command with its arguments.
#[derive(Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub(super) enum Command<'a> {
    Text(&'a [u8]),
    LineFeed,
    CarriageReturn,
    Reset,
    Justify(u8),
    Magnify(u8),
    Font(u8),
    Emphasis(u8),
    Spacing(Option<u8>),
    FeedDots(u8),
    FeedLines(u8),
    Position(u16),
    Raster {
        mode: u8,
        width_bytes: u32,
        rows: u32,
        data: &'a [u8],
    },
    Define {
        first: u8,
        glyphs: Vec<&'a [u8]>,
    },
    UseDefined(bool),
    Undefine(u8),
    Code {
        symbology: u8,
        function: u8,
        data: &'a [u8],
    },
    /// GS ( L and GS 8 L.
    Graphics {
        function: u8,
        data: &'a [u8],
    },
    /// GS *: columns of `down` bytes.
    DefineImage {
        down: usize,
        columns: &'a [u8],
    },
    PrintImage(u8),
    /// FS q: for each picture the bytes in a column, and the columns.
    DefineNvImages(Vec<(usize, &'a [u8])>),
    PrintNvImage {
        number: u8,
        mode: u8,
    },
    Cut {
        feed: u8,
    },
    RealTimeStatus(u8),
    SensorStatus(u8),
    AutomaticStatus(u8),
    /// ACK, NAK or CAN: what the host says to a list.
    Response(u8),
    /// Known, and without effect on the paper.
    Ignored,
    Unknown,
}

/// The next command and its length, or `None` while its bytes are not all there.
pub(super) fn next(bytes: &[u8]) -> Option<(Command<'_>, usize)> {
    use Command as C;
    let one = |at: usize| bytes.get(at).copied();
    let fixed =
        |length: usize, command: fn(u8) -> C<'static>| bytes.get(length - 1).map(|last| (command(*last), length));
    match *bytes {
        [0x20..=0xff, ..] => {
            let end = bytes.iter().position(|byte| *byte < 0x20).unwrap_or(bytes.len());
            Some((C::Text(&bytes[..end]), end))
        }
        [b'\n', ..] => Some((C::LineFeed, 1)),
        [b'\r', ..] => Some((C::CarriageReturn, 1)),
        [] | [0x10 | 0x1b | 0x1c | 0x1d] => None,
        [0x10, 0x04, ..] => fixed(3, C::RealTimeStatus),
        [0x00, ..] => Some((C::Ignored, 1)),
        [code @ (0x06 | 0x15 | 0x18), ..] => Some((C::Response(code), 1)),
        [0x1b, b'@', ..] => Some((C::Reset, 2)),
        [0x1b, b'a', ..] => fixed(3, C::Justify),
        [0x1b, b'M', ..] => fixed(3, C::Font),
        [0x1b, b'E' | b'G', ..] => fixed(3, C::Emphasis),
        [0x1b, b'2', ..] => Some((C::Spacing(None), 2)),
        [0x1b, b'3', ..] => fixed(3, |n| C::Spacing(Some(n))),
        [0x1b, b'J', ..] => fixed(3, C::FeedDots),
        [0x1b, b'd', ..] => fixed(3, C::FeedLines),
        [0x1b, b'$', ..] => Some((C::Position(u16::from_le_bytes([one(2)?, one(3)?])), 4)),
        [0x1b, b't' | b'R' | b'U' | b'r', ..] => fixed(3, |_| C::Ignored),
        [0x1b, b'%', ..] => fixed(3, |n| C::UseDefined(n & 1 != 0)),
        [0x1b, b'?', ..] => fixed(3, C::Undefine),
        [0x1b, b'&', ..] => define(bytes),
        [0x1d, b'!', ..] => fixed(3, C::Magnify),
        [0x1c, b'p', ..] => Some((C::PrintNvImage { number: one(2)?, mode: one(3)? }, 4)),
        [0x1c, b'q', ..] => define_nv_images(bytes),
        [0x1d, b'a', ..] => fixed(3, C::AutomaticStatus),
        [0x1d, b'*', ..] => define_image(bytes),
        [0x1d, b'/', ..] => fixed(3, C::PrintImage),
        [0x1d, b'r', ..] => fixed(3, C::SensorStatus),
        [0x1d, b'P', ..] => one(3).map(|_| (C::Ignored, 4)),
        [0x1d, b'V', ..] => match one(2)? {
            0 | 1 | 48 | 49 => Some((C::Cut { feed: 0 }, 3)),
            65 | 66 => Some((C::Cut { feed: one(3)? }, 4)),
            _ => Some((C::Unknown, 3)),
        },
        [0x1d, b'v', ..] => raster(bytes),
        [0x1d, b'(', ..] => parenthesis(bytes),
        [0x1d, b'8', ..] => long_graphics(bytes),
        [0x10 | 0x1b | 0x1c | 0x1d, _, ..] => Some((C::Unknown, 2)),
        _ => Some((C::Unknown, 1)),
    }
}

/// GS v 0 m xL xH yL yH data
fn raster(bytes: &[u8]) -> Option<(Command<'_>, usize)> {
    let header = bytes.get(..8);
    if bytes.get(2).is_some_and(|kind| *kind != b'0') {
        return Some((Command::Unknown, 2));
    }
    let [_, _, _, mode, xl, xh, yl, yh] = *header? else { return None };
    let (width_bytes, rows) = (u32::from(u16::from_le_bytes([xl, xh])), u32::from(u16::from_le_bytes([yl, yh])));
    let length = width_bytes as usize * rows as usize;
    if length > MAX_DATA {
        return Some((Command::Unknown, 8));
    }
    let data = bytes.get(8..8 + length)?;
    Some((Command::Raster { mode, width_bytes, rows, data }, 8 + length))
}

/// ESC & y c1 c2 and for each character its width and columns of y bytes.
fn define(bytes: &[u8]) -> Option<(Command<'_>, usize)> {
    let [_, _, y, first, last] = *bytes.get(..5)? else { return None };
    if y != 3 || first < 0x20 || last > 0x7e || last < first {
        return Some((Command::Unknown, 5));
    }
    let mut at = 5;
    let mut glyphs = Vec::new();
    for _ in first..=last {
        let columns = usize::from(*bytes.get(at)?);
        glyphs.push(bytes.get(at + 1..at + 1 + columns * 3)?);
        at += 1 + columns * 3;
    }
    Some((Command::Define { first, glyphs }, at))
}

/// GS ( k pL pH cn fn data, and GS ( L pL pH m fn data
fn parenthesis(bytes: &[u8]) -> Option<(Command<'_>, usize)> {
    let [_, _, kind, low, high] = *bytes.get(..5)? else { return None };
    let length = usize::from(u16::from_le_bytes([low, high]));
    if length > MAX_DATA {
        return Some((Command::Unknown, 5));
    }
    let body = bytes.get(5..5 + length)?;
    let command = match body {
        [symbology, function, data @ ..] if kind == b'k' => {
            Command::Code { symbology: *symbology, function: *function, data }
        }
        [48, function, data @ ..] if kind == b'L' => Command::Graphics { function: *function, data },
        _ => Command::Unknown,
    };
    Some((command, 5 + length))
}

/// GS 8 L p1 p2 p3 p4 m fn data
fn long_graphics(bytes: &[u8]) -> Option<(Command<'_>, usize)> {
    let [_, _, kind, p1, p2, p3, p4] = *bytes.get(..7)? else { return None };
    let length = u32::from_le_bytes([p1, p2, p3, p4]) as usize;
    if kind != b'L' || length > MAX_DATA {
        return Some((Command::Unknown, 7));
    }
    let command = match bytes.get(7..7 + length)? {
        [48, function, data @ ..] => Command::Graphics { function: *function, data },
        _ => Command::Unknown,
    };
    Some((command, 7 + length))
}

/// GS * x y data: x times 8 columns of y bytes.
fn define_image(bytes: &[u8]) -> Option<(Command<'_>, usize)> {
    let [_, _, across, down] = *bytes.get(..4)? else { return None };
    let length = usize::from(across) * 8 * usize::from(down);
    if length == 0 {
        return Some((Command::Unknown, 4));
    }
    Some((Command::DefineImage { down: usize::from(down), columns: bytes.get(4..4 + length)? }, 4 + length))
}

/// FS q n, and for each image xL xH yL yH and its columns.
fn define_nv_images(bytes: &[u8]) -> Option<(Command<'_>, usize)> {
    let count = *bytes.get(2)?;
    let (mut at, mut images) = (3, Vec::new());
    for _ in 0..count {
        let [xl, xh, yl, yh] = *bytes.get(at..at + 4)? else { return None };
        let (across, down) = (usize::from(u16::from_le_bytes([xl, xh])), usize::from(u16::from_le_bytes([yl, yh])));
        let length = across * 8 * down;
        if length == 0 || at + length > MAX_NV_DATA {
            return Some((Command::Unknown, at + 4));
        }
        images.push((down, bytes.get(at + 4..at + 4 + length)?));
        at += 4 + length;
    }
    Some((if count == 0 { Command::Unknown } else { Command::DefineNvImages(images) }, at))
}
