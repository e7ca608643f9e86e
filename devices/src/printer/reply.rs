//! What a printer says, sorted byte by byte. Four kinds of answers come over one line without envelopes, and a printer that
//! tells its status by itself may put four more bytes in between; each kind is known by fixed bits, and whatever breaks
//! them is rubbish, never an answer.

use super::status::{is_flow_control, is_sensor_status, is_status};

/// Bytes of an answer of the form 37H … 00H at most: a list of forty keys.
const MAX_BLOCK: usize = 84;

/// One thing that a printer said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    /// To DLE EOT: 0xx1xx10.
    RealTime(u8),
    /// To GS r, in its turn: 0xx0xxxx.
    InOrder(u8),
    /// By itself (GS a): 0xx1xx00 and three of 0xx0xxxx.
    Automatic([u8; 4]),
    /// 37H, an identifier, text, 00H: the identifier and the text.
    Block(u8, Vec<u8>),
    /// None of these.
    Rubbish,
}

/// Sorts bytes as they come; keeps at most one unfinished answer.
#[derive(Debug, Default)]
pub(super) struct Replies {
    unfinished: Vec<u8>,
}

impl Replies {
    /// Takes a byte, and gives what it completes. XON and XOFF may stand anywhere and mean nothing here.
    pub(super) fn push(&mut self, byte: u8) -> Option<Reply> {
        if is_flow_control(byte) {
            return None;
        }
        self.unfinished.push(byte);
        let reply = match self.unfinished[..] {
            [0x37] => return None,
            [0x37, identifier] if is_text(identifier) => return None,
            [0x37, identifier, ref text @ .., 0] if is_text(identifier) => Reply::Block(identifier, text.to_vec()),
            [0x37, .., last] if is_text(last) && self.unfinished.len() < MAX_BLOCK => return None,
            [first] if is_status(first) => Reply::RealTime(first),
            [first] if is_sensor_status(first) => Reply::InOrder(first),
            [first] if is_automatic_head(first) => return None,
            [first, _] | [first, _, _] if is_automatic_head(first) && is_sensor_status(byte) => return None,
            [first, second, third, fourth] if is_automatic_head(first) && is_sensor_status(byte) => {
                Reply::Automatic([first, second, third, fourth])
            }
            _ => Reply::Rubbish,
        };
        self.unfinished.clear();
        Some(reply)
    }

    /// Whether an answer has begun and not ended.
    pub(super) fn is_unfinished(&self) -> bool {
        !self.unfinished.is_empty()
    }
}

fn is_text(byte: u8) -> bool {
    (0x20..0x7f).contains(&byte)
}

fn is_automatic_head(byte: u8) -> bool {
    byte & 0x93 == 0x10
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printer::Condition;
    use proptest::prelude::*;

    fn sorted(bytes: &[u8]) -> Vec<Reply> {
        let mut replies = Replies::default();
        bytes.iter().filter_map(|byte| replies.push(*byte)).collect()
    }

    #[test]
    fn each_kind_is_known_beside_the_others() {
        let bytes = [0x12, 0x14, 0, 0, 0x0f, 0x00, 0x37, 0x32, b'1', b'2', 0, 0x1a, 0x10, 0x13, 0, 0x11, 0x0c, 0];
        let expected = [
            Reply::RealTime(0x12),
            Reply::Automatic([0x14, 0, 0, 0x0f]),
            Reply::InOrder(0),
            Reply::Block(0x32, b"12".to_vec()),
            Reply::RealTime(0x1a),
            Reply::Automatic([0x10, 0, 0x0c, 0]),
        ];
        assert_eq!(sorted(&bytes), expected);
    }

    #[test]
    fn half_an_automatic_status_is_no_answer() {
        assert_eq!(sorted(&[0x14, 0, 0]), []);
        // The missing byte is not made up of the next answer.
        assert_eq!(sorted(&[0x14, 0, 0, 0x12]), [Reply::Rubbish]);
        assert_eq!(sorted(&[0x14, 0x12]), [Reply::Rubbish]);
    }

    #[test]
    fn a_block_without_end_is_given_up() {
        let endless = [vec![0x37, 0x73], vec![b'A'; 200]].concat();
        assert_eq!(sorted(&endless).first(), Some(&Reply::Rubbish));
        assert_eq!(sorted(&[0x37, 0x32, b'1', 0x80]), [Reply::Rubbish]);
        assert_eq!(sorted(&[0x37, 0x12]), [Reply::Rubbish]);
    }

    #[test]
    fn every_condition_comes_back_from_its_automatic_status() {
        let paper = [crate::printer::Paper::Ok, crate::printer::Paper::NearEnd, crate::printer::Paper::Out];
        for (bits, paper) in (0..32u8).flat_map(|bits| paper.map(|paper| (bits, paper))) {
            let condition = Condition {
                offline: bits & 1 != 0,
                cover_open: bits & 2 != 0,
                paper,
                cutter_error: bits & 4 != 0,
                recoverable_error: bits & 8 != 0,
                unrecoverable_error: bits & 16 != 0,
            };
            let [Reply::Automatic(frame)] = sorted(&condition.to_automatic())[..] else {
                panic!("{condition:?} is no automatic status");
            };
            assert_eq!(Condition::from_automatic(frame).fault(), condition.fault(), "{frame:02x?}");
        }
    }

    #[test]
    fn a_hundred_thousand_lines_of_noise() {
        noise(100_000);
    }

    #[test]
    #[ignore = "ten seconds; the long proofs run it"]
    fn ten_million_lines_of_noise() {
        noise(10_000_000);
    }

    /// Lines of bytes that are mostly near to an answer: never a panic, nothing kept beyond one answer, and no answer of a
    /// kind whose bits it does not have.
    fn noise(lines: u64) {
        const LIKELY: [u8; 16] =
            [0x12, 0x16, 0x1a, 0x32, 0x10, 0x14, 0x18, 0x00, 0x0f, 0x03, 0x11, 0x13, 0x37, 0x73, 0x40, 0x35];
        let mut random = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = || {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            random
        };
        let mut replies = Replies::default();
        for _ in 0..lines {
            let mut line = next();
            for _ in 0..8 {
                let byte = if line & 0x10 == 0 { LIKELY[(line & 0x0f) as usize] } else { (next() & 0xff) as u8 };
                line >>= 8;
                match replies.push(byte) {
                    Some(Reply::RealTime(answer)) => assert!(is_status(answer) && answer == byte),
                    Some(Reply::InOrder(answer)) => assert!(is_sensor_status(answer) && answer == byte),
                    Some(Reply::Automatic(frame)) => {
                        assert!(is_automatic_head(frame[0]) && frame[1..].iter().all(|byte| byte & 0x90 == 0));
                        let condition = Condition::from_automatic(frame);
                        assert_eq!(condition.offline, frame[0] & 0x08 != 0);
                    }
                    Some(Reply::Block(identifier, text)) => {
                        assert!(
                            is_text(identifier) && text.len() < MAX_BLOCK && text.iter().all(|byte| is_text(*byte))
                        );
                    }
                    Some(Reply::Rubbish) | None => {}
                }
                assert!(replies.unfinished.len() <= MAX_BLOCK && replies.unfinished.capacity() <= 2 * MAX_BLOCK);
            }
            let pick = next();
            let four = [0, 8, 16, 24].map(|shift| LIKELY[(pick >> shift & 0x07) as usize]);
            if let Some(condition) = Condition::from_replies(four) {
                assert!(four.iter().all(|byte| is_status(*byte)));
                assert_eq!(
                    Condition::from_replies(condition.to_replies()).map(|again| again.fault()),
                    Some(condition.fault())
                );
            }
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_sorted_within_bounds(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            let mut replies = Replies::default();
            for byte in bytes {
                let reply = replies.push(byte);
                prop_assert!(replies.unfinished.len() <= MAX_BLOCK);
                match reply {
                    Some(Reply::RealTime(answer)) => prop_assert!(is_status(answer) && answer == byte),
                    Some(Reply::InOrder(answer)) => prop_assert!(is_sensor_status(answer) && answer == byte),
                    Some(Reply::Automatic(frame)) => prop_assert!(frame[1..].iter().all(|byte| byte & 0x90 == 0)),
                    Some(Reply::Block(_, text)) => prop_assert!(text.iter().all(|byte| is_text(*byte))),
                    Some(Reply::Rubbish) | None => {}
                }
            }
        }
    }
}
