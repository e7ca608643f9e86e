//! Voice packs: letters and numbers as words, levelling, and a recorder that is stopped.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    fs,
    time::{Duration, Instant},
};

use devices::{
    speaker::Clip,
    voice::{Line, Manifest, Recorder, Tongue, chime, digit, letter, whole},
};

#[test]
fn numbers_are_read_whole_as_the_south_reads_them() {
    let cases = [
        (1, "một", "one"),
        (4, "bốn", "four"),
        (5, "năm", "five"),
        (10, "mười", "ten"),
        (11, "mười một", "eleven"),
        (14, "mười bốn", "fourteen"),
        (15, "mười lăm", "fifteen"),
        (20, "hai mươi", "twenty"),
        (21, "hai mươi mốt", "twenty-one"),
        (24, "hai mươi tư", "twenty-four"),
        (25, "hai mươi lăm", "twenty-five"),
        (40, "bốn mươi", "forty"),
        (99, "chín mươi chín", "ninety-nine"),
    ];
    for (number, vi, en) in cases {
        assert_eq!(whole(number, Tongue::Vi).as_deref(), Some(vi));
        assert_eq!(whole(number, Tongue::En).as_deref(), Some(en));
    }
    assert_eq!((whole(0, Tongue::Vi), whole(100, Tongue::En)), (None, None));
    assert_eq!((letter('d', Tongue::Vi), letter('D', Tongue::Vi)), (Some("đê"), Some("đê")));
    assert_eq!((letter('Đ', Tongue::Vi), digit('x', Tongue::Vi)), (None, None));
}

#[test]
fn a_chime_begins_and_ends_in_silence_at_every_rate() {
    for rate in [8_000, 22_050, 48_000] {
        let chime = chime(rate).unwrap();
        assert_eq!(chime.duration().as_millis(), 1_000);
        let edge = |samples: &[i16]| samples.iter().all(|s| s.abs() < 600);
        assert!(edge(&chime.samples()[..2]) && edge(&chime.samples()[chime.samples().len() - 2..]), "no click");
        assert!(chime.samples().iter().any(|s| *s > 8_000), "it is heard");
    }
}

/// A recorder goes on until it is interrupted, and what it wrote until then is the clip.
#[test]
fn a_recorder_is_stopped() {
    let dir = tempfile::tempdir().unwrap();
    let (pack, sample, script) =
        (dir.path().join("pack"), dir.path().join("sample.wav"), dir.path().join("recorder.sh"));
    let tone = (0..4_000).map(|n| if n % 20 < 10 { 6_000 } else { -6_000 });
    Clip::new(tone.collect(), 8_000).unwrap().write(&sample).unwrap();
    fs::write(&script, "trap 'kill $!; exit 0' INT\ntail -f /dev/null & cp \"$1\" \"$2\"\nwait\n").unwrap();
    let command = format!("bash {} {} {{file}}", script.display(), sample.display());
    let mut recorder = Recorder::open(&pack, &command, "Trần Thị Mẫu", "test").unwrap();
    let line = Line { tongue: Tongue::Vi, id: "paused".into(), text: "tạm ngưng phục vụ".into() };
    let take = recorder.begin(&line).unwrap();
    let (written, deadline) = (pack.join("vi/paused.take.wav"), Instant::now() + Duration::from_mins(1));
    while Clip::read(&written).ok().is_none_or(|clip| clip.samples().len() < 4_000) {
        assert!(Instant::now() < deadline, "the recorder writes nothing");
        std::thread::yield_now();
    }
    let (clip, loud) = recorder.end(&line, take).unwrap();
    assert!((-20.0..-10.0).contains(&loud), "{loud} dB");
    assert!(!written.exists() && !recorder.has(&line));
    recorder.keep(&line, &clip).unwrap();
    assert!(recorder.has(&line));
    assert_eq!(Manifest::read(&pack).unwrap().clips.len(), 1);
    let again = Recorder::open(&pack, &command, "Trần Thị Mẫu", "test").unwrap();
    assert!(again.has(&line) && !Recorder::open(&pack, &command, "another", "test").unwrap().has(&line));
}
