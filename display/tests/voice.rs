//! Packs for the hall: made by any program, recorded line by line, checked clip by clip, tried.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{fs, io::Cursor, path::Path};

use clap::Parser as _;
use devices::{
    speaker::Clip,
    voice::{MANIFEST, Manifest, Pack, Tongue},
};
use display::voice::{VoiceOptions, run};

const RATE: u32 = 8_000;

#[test]
fn any_program_that_writes_a_wav_makes_a_pack() {
    let dir = tempfile::tempdir().unwrap();
    let (pack, speak) = (dir.path().join("pack"), copying(dir.path(), 6_000));
    let words = dir.path().join("words.toml");
    fs::write(&words, "vi.char-s = \"sờ\"\nen.paused = \"is closed for now\"\n").unwrap();
    let make = ["make", "--to", text(&pack), "--speak-with", &speak, "--counters", "12", "--words", text(&words)];
    let said = voice(&make, "").unwrap();
    assert!(said.contains("104"), "4 sentences, 26 letters, 10 digits, 12 counters, twice: {said}");
    let manifest = Manifest::read(&pack).unwrap();
    assert_eq!(manifest.find(Tongue::Vi, "char-s").unwrap().text, "sờ");
    assert_eq!(manifest.find(Tongue::Vi, "char-d").unwrap().text, "đê");
    assert_eq!(manifest.find(Tongue::En, "paused").unwrap().text, "is closed for now");
    assert!(voice(&["check", text(&pack), "--english", "--counters", "12"], "").unwrap().contains(text(&pack)));

    // What stands behind counter 12 is not in this pack.
    let (said, wrong) = refused(&["check", text(&pack), "--lang", "en"], "");
    assert_eq!(said.lines().filter(|line| line.contains("number-")).count(), 87, "{said}");
    assert!(wrong.contains("87"), "{wrong}");

    let wav = dir.path().join("call.wav");
    let say = ["say", "--voice", text(&pack), "--to", text(&wav), "--english", "D015", "3"];
    let said = voice(&say, "").unwrap();
    assert!(said.contains("Xin mời khách hàng số [call-customer] · đê [char-d] · không [char-0]"), "{said}");
    assert!(said.contains("en: Number [call-customer] · D [char-d] · zero [char-0]"), "{said}");
    assert!(Clip::read(&wav).unwrap().duration().as_secs() >= 2);
    let (_, wrong) = refused(&["say", "--voice", text(&pack), "--to", text(&wav), "D015", "13"], "");
    assert!(wrong.contains("number-13"), "{wrong}");
}

#[test]
fn what_cannot_be_made_is_one_sentence_and_leaves_no_half_pack() {
    let dir = tempfile::tempdir().unwrap();
    let (to, words) = (dir.path().join("pack"), dir.path().join("words.toml"));
    fs::write(&words, "vi.char-1a = \"x\"\n").unwrap();
    let cases: [(&[&str], &str); 5] = [
        (&["--speak-with", ""], "--speak-with"),
        (&["--speak-with", "no-such-program-anywhere {file}"], "--speak-with"),
        (&["--speak-with", "false {file}"], "false failed for"),
        (&["--speak-with", "touch {file}"], "no usable clip"),
        (&["--words", text(&words)], "vi.char-1a"),
    ];
    for (args, remedy) in cases {
        let make = [&["make", "--to", text(&to)], args].concat();
        let (_, wrong) = refused(&make, "");
        assert!(wrong.contains(remedy), "{args:?}: {wrong}");
        assert!(!to.join(MANIFEST).exists(), "half a pack is none");
    }
}

/// Enter, Enter, Enter keeps a line; s leaves it out; r records it again; q stops, and the next run goes on there.
#[test]
fn an_office_records_its_own_voice_line_by_line() {
    let dir = tempfile::tempdir().unwrap();
    let (pack, record) = (dir.path().join("pack"), recording(dir.path(), 6_000));
    let args = [
        "record",
        "--lang",
        "en",
        "--to",
        text(&pack),
        "--voice",
        "Trần Thị Mẫu",
        "--counters",
        "2",
        "--record-with",
        &record,
    ];
    let said = voice(&args, "\n\n\n\n\nr\n\n\ns\nq\n").unwrap();
    assert!(said.contains("1/42") && said.contains("“Xin mời khách hàng số”"), "{said}");
    assert!(said.contains("2 of 42"), "{said}");
    assert_eq!(said.matches("Recording").count(), 3, "the second line was recorded twice: {said}");
    let manifest = Manifest::read(&pack).unwrap();
    assert_eq!(manifest.clips.len(), 2);
    assert!(manifest.clips.iter().all(|clip| clip.voice == "Trần Thị Mẫu" && pack.join(&clip.file).exists()));
    assert!(Pack::open(&pack).unwrap().faults().is_empty());

    let said = voice(&args, &"\n\n\n".repeat(40)).unwrap();
    assert!(said.starts_with("3/42"), "what is recorded is not asked for again: {said}");
    assert!(said.contains("42 of 42"), "{said}");
    assert!(voice(&["check", text(&pack), "--counters", "2"], "").is_ok());
    assert!(!voice(&args, "").unwrap().contains("Recording"), "nothing is left to record");
    assert!(fs::read_dir(pack.join("vi")).unwrap().all(|f| !text(&f.unwrap().path()).contains("take")));

    let quiet = recording(dir.path(), 300);
    let other = dir.path().join("other");
    let args = ["record", "--lang", "en", "--to", text(&other), "--voice", "V", "--record-with", &quiet];
    let said = voice(&args, "\n\ns\nq\n").unwrap();
    assert!(said.contains("too quiet"), "{said}");
    assert!(!other.join(MANIFEST).exists(), "nothing was kept");

    fs::write(pack.join(MANIFEST), "licence = ").unwrap();
    let (_, wrong) = refused(&["record", "--to", text(&pack), "--voice", "V", "--record-with", &record], "");
    assert!(wrong.contains(MANIFEST), "a broken manifest is not written over: {wrong}");
}

#[test]
fn faults_are_named_clip_by_clip() {
    let dir = tempfile::tempdir().unwrap();
    let (pack, speak) = (dir.path().join("pack"), copying(dir.path(), 6_000));
    voice(&["make", "--to", text(&pack), "--speak-with", &speak, "--counters", "3"], "").unwrap();
    let file = |id: &str| pack.join("vi").join(format!("{id}.wav"));
    fs::remove_file(file("char-7")).unwrap();
    fs::write(file("char-8"), "no sound").unwrap();
    let other = Clip::new(Clip::read(&file("char-9")).unwrap().samples().to_vec(), 16_000).unwrap();
    other.write(&file("char-9")).unwrap();
    let mut manifest = Manifest::read(&pack).unwrap();
    manifest.clips.retain(|clip| clip.id != "number-3");
    let twice = manifest.clips[0].clone();
    manifest.clips.push(twice);
    manifest.clips.iter_mut().find(|clip| clip.id == "char-a").unwrap().file = "../char-a.wav".into();
    manifest.write(&pack).unwrap();
    let (said, wrong) = refused(&["check", text(&pack), "--counters", "3", "--lang", "en"], "");
    for (id, remedy) in [
        ("char-7", "WAV file"),
        ("char-8", "WAV file"),
        ("char-9", "16000 samples a second and the pack has 8000"),
        ("char-a", "outside the pack"),
        ("call-customer", "twice"),
        ("number-3", "“ba”"),
    ] {
        let line = said.lines().find(|line| line.contains(id));
        assert!(line.is_some_and(|line| line.contains(remedy)), "{id}: {said}");
    }
    assert!(wrong.contains('6'), "{wrong}: {said}");
}

fn voice(args: &[&str], input: &str) -> Result<String, String> {
    let (out, done) = told(args, input);
    done.map(|()| out)
}

fn refused(args: &[&str], input: &str) -> (String, String) {
    let (out, done) = told(args, input);
    (out, done.unwrap_err())
}

fn told(args: &[&str], input: &str) -> (String, Result<(), String>) {
    let options = VoiceOptions::try_parse_from([&["voice"], args].concat()).unwrap();
    let (mut input, mut out) = (Cursor::new(input.as_bytes()), Vec::new());
    let done = run(&options, &mut input, &mut out);
    (String::from_utf8(out).unwrap(), done)
}

/// A program that gives the same sound for everything.
fn copying(dir: &Path, loud: i16) -> String {
    let sample = dir.join(format!("sample-{loud}.wav"));
    tone(loud).write(&sample).unwrap();
    format!("cp {} {{file}}", sample.display())
}

/// A recorder whose file is there at once and whole.
fn recording(dir: &Path, loud: i16) -> String {
    let (sample, script) = (dir.join(format!("sample-{loud}.wav")), dir.join("recorder.sh"));
    tone(loud).write(&sample).unwrap();
    fs::write(&script, "cp \"$1\" \"$2.part\" && mv \"$2.part\" \"$2\"\n").unwrap();
    format!("bash {} {} {{file}}", script.display(), sample.display())
}

fn tone(loud: i16) -> Clip {
    Clip::new((0..RATE / 4).map(|n| if n % 20 < 10 { loud } else { -loud }).collect(), RATE).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
