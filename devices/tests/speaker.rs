//! Clips from files of every kind, and loudspeakers: one clip at a time, silence at once.

#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use devices::speaker::{Clip, FakeSpeaker, Heard, LONGEST, Speaker, SpeakerFault, SpeakerUri, WavSpeaker};
use hound::{SampleFormat, WavSpec, WavWriter};

fn clip(millis: u32) -> Clip {
    Clip::new((0..millis * 8).map(|n| if n % 16 < 8 { 8_000 } else { -8_000 }).collect(), 8_000).unwrap()
}

#[test]
fn a_file_is_read_as_it_was_written() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("clip.wav");
    clip(500).write(&path).unwrap();
    let read = Clip::read(&path).unwrap();
    assert_eq!(read, clip(500));
    assert_eq!(read.duration(), Duration::from_millis(500));
}

#[test]
fn two_channels_become_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("stereo.wav");
    let spec = WavSpec { channels: 2, sample_rate: 8_000, bits_per_sample: 16, sample_format: SampleFormat::Int };
    let mut writer = WavWriter::create(&path, spec).unwrap();
    [1_000_i16, 3_000, i16::MIN, i16::MIN].iter().for_each(|s| writer.write_sample(*s).unwrap());
    writer.finalize().unwrap();
    assert_eq!(Clip::read(&path).unwrap().samples(), [2_000, i16::MIN]);
}

#[test]
fn files_that_are_no_clips_are_named_with_the_remedy() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, rate: u32, bits: u16, format, count: u32| {
        let path = dir.path().join(name);
        let spec = WavSpec { channels: 1, sample_rate: rate, bits_per_sample: bits, sample_format: format };
        let mut writer = WavWriter::create(&path, spec).unwrap();
        for _ in 0..count {
            if format == SampleFormat::Float { writer.write_sample(0.0_f32) } else { writer.write_sample(0_i16) }
                .unwrap();
        }
        writer.finalize().unwrap();
        path
    };
    std::fs::write(dir.path().join("text.wav"), "no sound").unwrap();
    let too_long = 8_000 * (LONGEST.as_secs() as u32 + 1);
    let cases = [
        (dir.path().join("missing.wav"), "WAV file of 16 bit"),
        (dir.path().join("text.wav"), "WAV file of 16 bit"),
        (write("float.wav", 8_000, 32, SampleFormat::Float, 10), "16 bits"),
        (write("slow.wav", 4_000, 16, SampleFormat::Int, 10), "8,000 to 48,000"),
        (write("long.wav", 8_000, 16, SampleFormat::Int, too_long), "cut it"),
    ];
    for (path, remedy) in cases {
        let error = Clip::read(&path).unwrap_err().to_string();
        assert!(error.contains(remedy), "{}: {error}", path.display());
    }
}

#[test]
fn names_of_loudspeakers() {
    assert_eq!("sound".parse(), Ok(SpeakerUri::Sound));
    assert_eq!("wav:target/v.wav".parse(), Ok(SpeakerUri::Wav("target/v.wav".into())));
    for (given, remedy) in
        [("", "wav:FILE"), ("alsa", "wav:FILE"), ("wav:", "wav:target/voice.wav"), ("sound:1", "sound")]
    {
        let error = given.parse::<SpeakerUri>().unwrap_err().to_string();
        assert!(error.contains(remedy), "{given:?}: {error}");
    }
}

#[test]
fn a_file_holds_what_was_heard_and_not_what_was_cut_off() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("heard.wav");
    let mut speaker = WavSpeaker::new(&path);
    speaker.start(&clip(60)).unwrap();
    let deadline = Instant::now() + Duration::from_secs(20);
    while speaker.is_playing() {
        assert!(Instant::now() < deadline);
        std::thread::yield_now();
    }
    let first = Clip::read(&path).unwrap();
    assert!(first.duration() >= Duration::from_millis(58), "{first:?}");
    speaker.start(&clip(20_000)).unwrap();
    assert!(speaker.is_playing());
    speaker.stop();
    assert!(!speaker.is_playing());
    drop(speaker);
    let whole = Clip::read(&path).unwrap();
    assert!(whole.duration() < Duration::from_secs(15), "cut off: {whole:?}");
    assert!(whole.samples().starts_with(first.samples()));
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let mut speaker = WavSpeaker::new("/nowhere/heard.wav".as_ref());
    let fault = speaker.start(&clip(10)).unwrap_err();
    assert!(matches!(&fault, SpeakerFault::Unwritable { path, .. } if path == "/nowhere/heard.wav"), "{fault}");
    assert!(!speaker.is_playing());
}

/// Where there is a sound card it plays and stops; where there is none, that is told and asking again is no panic.
#[test]
fn the_sound_card_plays_or_says_why_not() {
    let mut speaker = SpeakerUri::Sound.speaker();
    for _ in 0..2 {
        match speaker.start(&clip(5_000)) {
            Ok(()) => {
                assert!(speaker.is_playing());
                speaker.stop();
                assert!(!speaker.is_playing());
            }
            Err(fault) => {
                assert!(fault.to_string().contains("sound card"), "{fault}");
                assert!(!speaker.is_playing());
            }
        }
    }
}

#[test]
fn the_fake_is_as_it_was_told_to_be() {
    let (fake, one, two) = (FakeSpeaker::default(), clip(10), clip(20));
    let mut speaker = fake.clone();
    speaker.start(&one).unwrap();
    speaker.start(&two).unwrap();
    assert_eq!(fake.heard(), [Heard::Began(one), Heard::CutOff, Heard::Began(two.clone())]);
    fake.finish();
    assert!(!speaker.is_playing());
    let fault = SpeakerFault::NoSound { reason: "unplugged".into() };
    fake.set_fault(Some(fault.clone()));
    assert_eq!(speaker.start(&two), Err(fault));
}
