//! What counts as an answer, and what never may.

use proptest::prelude::*;

use super::super::{Judged, Question, Trouble, seal};
use crate::keypad::{Report, Signal, poll};

fn sealed(body: &[u8]) -> Vec<u8> {
    let mut frame = body.to_vec();
    seal(&mut frame);
    frame
}

fn questions() -> Vec<(Question, Vec<u8>)> {
    vec![
        (Question::write_single(3, 7, 12), sealed(&[3, 6, 0, 7, 0, 12])),
        (Question::write_multiple(3, 0, &[65, 48, 49, 50]), sealed(&[3, 16, 0, 0, 0, 4])),
        (poll(103, 7, Signal::Idle), sealed(&[103, 0x41, 8, 2, 0])),
        (Question::exactly(b"$003,A012#\r".to_vec(), b"OK003\r".to_vec()), b"OK003\r".to_vec()),
    ]
}

#[test]
fn what_was_heard_is_called_by_its_name() {
    let (single, multiple) = (Question::write_single(3, 7, 12), Question::write_multiple(3, 0, &[1, 2]));
    let good = sealed(&[3, 16, 0, 0, 0, 2]);
    let cases: [(&str, &Question, Vec<u8>, Trouble); 11] = [
        ("nothing", &multiple, vec![], Trouble::Silent),
        ("zeros", &multiple, vec![0; 5], Trouble::Noise),
        ("ones", &multiple, vec![0xff; 5], Trouble::Noise),
        ("half", &multiple, good[..5].to_vec(), Trouble::Short),
        ("one byte", &multiple, vec![3], Trouble::Short),
        ("damaged", &multiple, [&good[..6], &[1, 2]].concat(), Trouble::Garbled),
        ("rubbish", &multiple, b"hello there".to_vec(), Trouble::Garbled),
        ("another unit", &multiple, sealed(&[4, 16, 0, 0, 0, 2]), Trouble::Stranger),
        ("another register", &multiple, sealed(&[3, 16, 0, 9, 0, 2]), Trouble::Stranger),
        ("another value", &single, sealed(&[3, 6, 0, 7, 0, 13]), Trouble::Stranger),
        ("the question itself", &multiple, multiple.bytes().to_vec(), Trouble::Stranger),
    ];
    for (name, question, heard, trouble) in cases {
        assert_eq!(question.judge(&heard), Judged::More, "{name}");
        assert_eq!(question.post_mortem(&heard), trouble, "{name}");
    }
    assert_eq!(multiple.judge(&sealed(&[3, 0x90, 2])), Judged::Trouble(Trouble::Refused(2)));
}

#[test]
fn a_good_answer_is_found_behind_noise_and_behind_a_stranger() {
    for (question, answer) in questions() {
        let before: [&[u8]; 4] = [&[], &[0], &[0xff, 0, 3], &sealed(&[9, 16, 0, 0, 0, 4])];
        for noise in before {
            let heard = [noise, &answer].concat();
            assert!(matches!(question.judge(&heard), Judged::Done(_)), "{noise:?} before {answer:?}");
            assert_eq!(question.judge(&heard[..heard.len() - 1]), Judged::More, "one byte less");
        }
    }
}

#[test]
fn frames_as_the_documentation_of_the_keypad_prints_them() {
    let question = poll(101, 0, Signal::Idle);
    assert_eq!(question.bytes(), [0x65, 0x41, 0x00, 0x00, 0x4e, 0xfc]);
    let answer = [0x65, 0x41, 0x01, 0x01, 0x01, 0xed, 0xa4];
    let Judged::Done(payload) = question.judge(&answer) else { panic!("{:?}", question.judge(&answer)) };
    assert_eq!(Report::read(&payload), Some(Report { count: 1, key: 1, down: 1 }));
}

proptest! {
    /// A check sum of 16 bits finds every damage within 16 bits.
    #[test]
    fn a_damaged_answer_is_never_taken(at in 0_usize..8, flip in 1_u8.., which in 0_usize..3) {
        let (question, mut answer) = questions().swap_remove(which);
        let at = at % answer.len();
        answer[at] ^= flip;
        prop_assert!(!matches!(question.judge(&answer), Judged::Done(_)));
    }

    /// Whatever is said of it, it is told which register and what value.
    #[test]
    fn written_registers_travel_whole(unit in 1_u8..=247, first: u16, values in prop::collection::vec(any::<u16>(), 1..=123)) {
        let question = Question::write_multiple(unit, first, &values);
        let expected: Vec<u8> = values.iter().flat_map(|value| value.to_be_bytes()).collect();
        prop_assert_eq!(&question.bytes()[7..7 + expected.len()], expected.as_slice());
        prop_assert_eq!(question.bytes().len(), 9 + expected.len());
        prop_assert_eq!(sealed(&question.bytes()[..7 + expected.len()]), question.bytes());
    }

    #[test]
    fn a_report_is_sound_or_none(payload in prop::collection::vec(any::<u8>(), 0..6)) {
        if let Some(report) = Report::read(&payload) {
            prop_assert!(report.key <= 5 && report.down < 32 && (report.count == 0) == (report.key == 0));
        }
    }
}

/// Random bytes, half of them around a true answer: no input ends the program, and only a true answer is taken for one.
fn throw(inputs: u64) {
    let mut random = fastrand::Rng::with_seed(5);
    let questions = questions();
    for _ in 0..inputs {
        let (question, answer) = &questions[random.usize(..questions.len())];
        let mut heard: Vec<u8> = (0..random.usize(..24)).map(|_| random.u8(..)).collect();
        if random.bool() {
            let at = random.usize(..=heard.len());
            heard.splice(at..at, answer.iter().copied());
            for _ in 0..random.usize(..3) {
                let at = random.usize(..heard.len());
                heard[at] ^= 1 << random.u8(..8);
            }
        }
        let taken = matches!(question.judge(&heard), Judged::Done(_));
        let true_answer = heard.windows(answer.len()).any(|part| part == answer);
        // A keypad's report differs with its keys; its envelope and check sum prove it.
        let own = |part: &[u8]| part[..2] == answer[..2] && sealed(&part[..part.len() - 2]) == part;
        let true_report = answer.len() == 7 && heard.windows(7).any(own);
        assert!(!taken || true_answer || true_report, "{heard:02x?}");
        question.post_mortem(&heard);
    }
}

#[test]
fn random_bytes() {
    throw(20_000);
}

#[test]
#[ignore = "ten million inputs: make prove"]
fn ten_million_random_inputs() {
    throw(10_000_000);
}
