//! One frame to one unit, and how its answer is told from everything else that may be on the wire. Modbus frames and
//! check sums are those of the crate `modbus-core`. Its ready-made decoder is left alone: it takes what no slave may
//! send for impossible and ends the program, and it does not tell a damaged answer from a missing one.

use modbus_core::{
    Data, Request, RequestPdu,
    rtu::{self, Header, RequestAdu},
};

use super::Trouble;

/// The longest frame on a Modbus line.
pub const MAX_FRAME: usize = rtu::MAX_FRAME_LEN;

/// Address, function and check sum: no answer is shorter.
const SHORTEST: usize = 4;

/// A frame and what answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    bytes: Vec<u8>,
    answer: Answer,
}

/// What counts as the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    /// The unit never answers.
    None,
    /// These bytes and no others, for units that acknowledge in letters.
    Exactly(Vec<u8>),
    /// A Modbus frame of this unit and function that repeats these first bytes. What follows is its payload: as many bytes
    /// as said here, or what Modbus itself lays down.
    Modbus { unit: u8, function: u8, repeats: Vec<u8>, payload: Option<usize> },
}

/// What the bytes heard so far amount to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judged {
    /// Nothing yet.
    More,
    /// The answer, without address, function and what it only repeats.
    Done(Vec<u8>),
    /// The unit says no.
    Trouble(Trouble),
}

impl Question {
    /// A frame that is not answered.
    pub fn unanswered(bytes: Vec<u8>) -> Self {
        Self { bytes, answer: Answer::None }
    }

    /// A frame that is answered by just these bytes.
    pub fn exactly(bytes: Vec<u8>, answer: Vec<u8>) -> Self {
        Self { bytes, answer: Answer::Exactly(answer) }
    }

    /// FC06: one register.
    pub fn write_single(unit: u8, register: u16, value: u16) -> Self {
        let [[r1, r2], [v1, v2]] = [register.to_be_bytes(), value.to_be_bytes()];
        let bytes = encode(unit, Request::WriteSingleRegister(register, value));
        Self { bytes, answer: Answer::Modbus { unit, function: 0x06, repeats: vec![r1, r2, v1, v2], payload: None } }
    }

    /// FC16: registers side by side, at least one and at most 123.
    pub fn write_multiple(unit: u8, first: u16, values: &[u16]) -> Self {
        let values = &values[..values.len().min(123)];
        // Just as long as the values: the crate copies the whole buffer into the frame.
        let mut words = vec![0; values.len() * 2];
        let [[r1, r2], [q1, q2]] = [first.to_be_bytes(), (values.len() as u16).to_be_bytes()];
        let bytes = Data::from_words(values, &mut words)
            .map_or_else(|_| Vec::new(), |data| encode(unit, Request::WriteMultipleRegisters(first, data)));
        Self { bytes, answer: Answer::Modbus { unit, function: 0x10, repeats: vec![r1, r2, q1, q2], payload: None } }
    }

    /// A function of our own, whose answer carries so many bytes.
    pub fn own(unit: u8, function: u8, body: &[u8], payload: usize) -> Self {
        let mut bytes = vec![unit, function];
        bytes.extend_from_slice(body);
        seal(&mut bytes);
        Self { bytes, answer: Answer::Modbus { unit, function, repeats: Vec::new(), payload: Some(payload) } }
    }

    /// What leaves.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Whether anything is to come back.
    pub fn is_answered(&self) -> bool {
        self.answer != Answer::None
    }

    /// Bytes of a good answer.
    pub fn answer_len(&self) -> usize {
        match &self.answer {
            Answer::None => 0,
            Answer::Exactly(bytes) => bytes.len(),
            Answer::Modbus { repeats, payload, .. } => SHORTEST + repeats.len() + payload.unwrap_or(0),
        }
    }

    /// Judges what was heard so far. A sound frame is found behind noise, and behind a frame of somebody else.
    pub fn judge(&self, heard: &[u8]) -> Judged {
        match &self.answer {
            Answer::None => Judged::Done(Vec::new()),
            Answer::Exactly(expected) => {
                let found = heard.windows(expected.len().max(1)).any(|part| part == expected);
                if found { Judged::Done(Vec::new()) } else { Judged::More }
            }
            Answer::Modbus { unit, function, repeats, .. } => {
                let frames = self.frames(heard).filter(|(_, frame)| frame.slave == *unit);
                for (_, frame) in frames {
                    match frame.pdu {
                        [f, code] if *f == function | 0x80 => return Judged::Trouble(Trouble::Refused(*code)),
                        [f, rest @ ..] if f == function => {
                            if let Some(payload) = rest.strip_prefix(repeats.as_slice()) {
                                return Judged::Done(payload.to_vec());
                            }
                        }
                        _ => {}
                    }
                }
                Judged::More
            }
        }
    }

    /// What it was that was heard, when no answer came of it.
    pub fn post_mortem(&self, heard: &[u8]) -> Trouble {
        let Some(first) = heard.first() else { return Trouble::Silent };
        if matches!(first, 0x00 | 0xff) && heard.iter().all(|byte| byte == first) {
            return Trouble::Noise;
        }
        // An adapter that echoes is somebody who answers in the unit's place.
        if heard == self.bytes || self.frames(heard).next().is_some() {
            return Trouble::Stranger;
        }
        match &self.answer {
            Answer::Exactly(expected) if heard.len() < expected.len() => Trouble::Short,
            Answer::Modbus { .. } if heard.len() < self.frame_len(heard).unwrap_or(SHORTEST) => Trouble::Short,
            _ => Trouble::Garbled,
        }
    }

    /// Every sound frame among the bytes, with its place.
    fn frames<'a>(&self, heard: &'a [u8]) -> impl Iterator<Item = (usize, rtu::DecodedFrame<'a>)> {
        (0..heard.len().saturating_sub(SHORTEST - 1)).filter_map(move |at| {
            let rest = &heard[at..];
            let whole = self.frame_len(rest).filter(|whole| *whole <= rest.len().min(MAX_FRAME))?;
            rtu::extract_frame(rest, whole - 3).ok().flatten().map(|frame| (at, frame))
        })
    }

    /// Length of the frame that begins here, as far as its head says.
    fn frame_len(&self, heard: &[u8]) -> Option<usize> {
        if let Answer::Modbus { function, payload: Some(payload), .. } = &self.answer
            && heard.get(1) == Some(function)
        {
            return Some(SHORTEST + payload);
        }
        rtu::response_pdu_len(heard).ok().flatten().map(|pdu| pdu + 3)
    }
}

/// Appends the check sum of a Modbus line.
pub fn seal(bytes: &mut Vec<u8>) {
    bytes.extend(rtu::crc16(bytes).to_be_bytes());
}

fn encode(unit: u8, request: Request<'_>) -> Vec<u8> {
    let mut buffer = [0; MAX_FRAME];
    let adu = RequestAdu { hdr: Header { slave: unit }, pdu: RequestPdu(request) };
    // The buffer holds the longest frame there is.
    let len = rtu::client::encode_request(adu, &mut buffer).unwrap_or(0);
    buffer[..len].to_vec()
}
