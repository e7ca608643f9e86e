//! The kiosk's voice: what a page says, one clip after another, silence at a touch; and packs, good and bad.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says why it failed")]

mod support;

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    sync::mpsc::{Receiver, channel},
    time::{Duration, Instant},
};

use devices::{
    speaker::{Clip, FakeSpeaker, Heard as Sound},
    voice::{level, loudness, tone},
};
use kiosk::{
    model::{Effect, Failure, Fault, Heard, Input, Model, Page, Touch},
    speech::{
        Phrase, Sentences, Speech, Voice,
        make::{MakeOptions, make},
        script::script,
    },
};
use queue_protocol::core::{Lang, TicketId};
use support::office;
use uuid::Uuid;

const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn clips_follow_one_another_and_a_touch_ends_them() {
    let pack = pack(&["start", "submit", "collect"]);
    let fake = FakeSpeaker::default();
    let (speech, told) = speaking(&fake, pack.path());
    speech.say(phrases(&["start", "no-such-clip", "submit", "collect"]), Lang::Vi);
    assert_eq!(next(&told), Some("start".into()));
    assert_eq!(fake.heard(), [Sound::Began(sound(1))]);
    fake.finish();
    assert_eq!(next(&told), Some("submit".into()), "what has no clip is passed over");
    assert_eq!(fake.heard(), [Sound::Began(sound(2))], "the one before was over");
    speech.hush();
    assert_eq!(next(&told), None);
    assert_eq!(fake.heard(), [Sound::CutOff]);
    speech.say(phrases(&["collect"]), Lang::Vi);
    assert_eq!(next(&told), Some("collect".into()));
    fake.finish();
    assert_eq!(next(&told), None, "all is said");
    assert_eq!(fake.heard(), [Sound::Began(sound(3))], "nothing of what was stopped comes later");
}

#[test]
fn a_second_page_takes_the_place_of_the_first() {
    let pack = pack(&["start", "submit"]);
    let fake = FakeSpeaker::default();
    let (speech, told) = speaking(&fake, pack.path());
    speech.say(phrases(&["start", "start"]), Lang::Vi);
    assert_eq!(next(&told), Some("start".into()));
    speech.tone(true);
    speech.say(phrases(&["submit"]), Lang::Vi);
    assert_eq!((next(&told), next(&told)), (None, Some("submit".into())));
    assert_eq!(fake.heard(), [Sound::Began(sound(1)), Sound::CutOff, Sound::Began(sound(2))], "nor a tone in between");
    fake.finish();
    assert_eq!(next(&told), None);
    speech.tone(false);
    let deadline = Instant::now() + PATIENCE;
    while !fake.plays() && Instant::now() < deadline {
        std::thread::yield_now();
    }
    assert_eq!(fake.heard(), [Sound::Began(tone(false).unwrap())]);
}

#[test]
fn packs_that_are_broken_are_named_with_the_remedy() {
    let manifest = |text: &str| {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("manifest.toml"), text).unwrap();
        Voice::open(dir.path()).unwrap_err().to_string()
    };
    let clip = |file: &str| {
        format!(
            "licence = \"x\"\n[[clip]]\nid = \"start\"\nlang = \"vi\"\nfile = \"{file}\"\nvoice = \"v\"\ntext = \"t\"\n"
        )
    };
    let missing = Voice::open(tempfile::tempdir().unwrap().path()).unwrap_err().to_string();
    assert!(missing.contains("voice make"), "{missing}");
    for (text, remedy) in [
        ("licence = ".to_owned(), "manifest.toml"),
        ("licence = \"x\"\nlicense = \"y\"".to_owned(), "license"),
        (clip("../../etc/passwd"), "below it"),
        (clip("/etc/passwd"), "below it"),
        (clip("gone.wav"), "gone.wav"),
        (clip("manifest.toml"), "WAV"),
    ] {
        let error = manifest(&text);
        assert!(error.contains(remedy), "{text}: {error}");
    }
}

#[test]
fn every_page_says_only_what_a_pack_of_the_site_has() {
    let all: BTreeSet<_> = Sentences::of(&office::site().services).unwrap().iter().map(|s| s.phrase.clone()).collect();
    let mut said = BTreeSet::new();
    let mut see = |model: &Model| {
        let phrases = script(model);
        assert!(!phrases.is_empty(), "{:?} says nothing", model.page());
        said.extend(phrases);
    };
    let mut k = Kiosk::open();
    see(&k.model);
    k.touch(Touch::Submit);
    see(&k.model);
    assert_eq!(script(&k.model).len(), 2 + 10, "heading, priority, and the fields that are open today");
    let id = issued(&k.touch(Touch::Field("dat-dai".into())));
    k.hear(Heard::Answer { ticket: id, answer: Ok(Box::new(office::ticket(id, "dat-dai", "A023"))) });
    see(&k.model);
    let number: Vec<_> = script(&k.model)[1..5].iter().map(|p| p.id().to_owned()).collect();
    assert_eq!(number, ["char-a", "char-0", "char-2", "char-3"], "digit by digit");
    k.put(Input::Paper { ticket: id, outcome: Err(Failure { fault: Fault::PaperOut, code: "paper-out" }) });
    see(&k.model);
    k.touch(Touch::Done);
    k.touch(Touch::Collect);
    see(&k.model);
    k.touch(Touch::Back);
    k.hear(Heard::Board(Box::new(office::closed_board())));
    see(&k.model);
    k.hear(Heard::Lost);
    see(&k.model);
    assert!(said.is_subset(&all), "{:?}", said.difference(&all).collect::<Vec<_>>());
    let shown = ["waiting", "called", "ended", "shown-ticket", "not-given", "take-ticket"].map(Phrase::sentence);
    assert!(shown.iter().all(|phrase| all.contains(phrase)));
}

#[test]
fn listen_reads_the_page_and_a_touch_stops_it() {
    let mut k = Kiosk::open();
    assert_eq!(k.touch(Touch::Listen), [], "without a voice pack there is nothing to hear");
    k.put(Input::Voices(vec![Lang::Vi]));
    assert!(k.model.can_listen());
    let effects = k.touch(Touch::Listen);
    assert!(matches!(effects.as_slice(), [Effect::Speak(said, Lang::Vi)] if said[0].id() == "start"), "{effects:?}");
    assert_eq!(k.put(Input::Touch(Touch::Anywhere)), [], "the finger leaves the button");
    k.put(Input::Read(Some(Phrase::sentence("submit"))));
    assert_eq!(k.model.phrase_read().map(Phrase::id), Some("submit"));
    assert_eq!(k.touch(Touch::Anywhere), [Effect::Hush]);
    assert!(!k.model.is_reading());
    k.touch(Touch::Listen);
    assert_eq!(k.touch(Touch::Listen), [Effect::Hush], "a second touch stops it");
    k.touch(Touch::Listen);
    assert_eq!(k.touch(Touch::Submit), [Effect::Hush], "and a choice is a choice");
    assert!(matches!(k.model.page(), Page::Fields(_)));
    k.touch(Touch::Listen);
    k.put(Input::Read(None));
    assert!(!k.model.is_reading());
    k.touch(Touch::Language);
    assert!(!k.model.can_listen(), "the pack has no English");
}

#[test]
fn a_page_that_is_listened_to_stays_and_one_that_went_is_not_read_on() {
    let mut k = Kiosk::open();
    k.put(Input::Voices(vec![Lang::Vi]));
    k.touch(Touch::Submit);
    k.touch(Touch::Listen);
    for _ in 0..6 {
        k.now += Duration::from_secs(20);
        assert_eq!(k.put(Input::Read(Some(Phrase::service("dat-dai")))), []);
    }
    assert!(matches!(k.model.page(), Page::Fields(_)));
    k.now += Duration::from_mins(1);
    assert_eq!(k.put(Input::Tick), [Effect::Hush]);
    assert_eq!(k.model.page(), Page::Start);
}

#[test]
fn clips_are_trimmed_and_of_one_loudness() {
    let tone = |volume: f64| move |n: u32| (volume * (f64::from(n) / 7.0).sin()) as i16;
    for volume in [900.0, 4_000.0, 30_000.0] {
        let silence = || std::iter::repeat_n(0_i16, 22_050);
        let spoken = (0..22_050).map(tone(volume));
        let clip = Clip::new(silence().chain(spoken).chain(silence()).collect(), 22_050).unwrap();
        let levelled = level(&clip).unwrap();
        let millis = levelled.duration().as_millis();
        assert!((1_000..1_100).contains(&millis), "{millis} ms are left of 1,000 spoken");
        let loud = loudness(levelled.samples(), 22_050);
        assert!((3_000.0..3_600.0).contains(&loud), "{volume} became {loud}");
    }
    let silent = Clip::new(vec![0; 1_000], 22_050).unwrap();
    assert_eq!(level(&silent).unwrap(), silent);
}

#[test]
fn a_pack_is_made_from_the_catalogue_and_the_sites_services() {
    let dir = tempfile::tempdir().unwrap();
    let sample = dir.path().join("sample.wav");
    sound(3).write(&sample).unwrap();
    let services = Path::new(env!("CARGO_MANIFEST_DIR")).join("../sites/dong-thap-2019/services.toml");
    let options = |program: &str, site: Option<&Path>| MakeOptions {
        to: dir.path().join("pack"),
        site: site.map(|path| path.display().to_string()),
        token_file: None,
        speak_with: program.to_owned(),
        vi: "vi".into(),
        en: "en".into(),
        licence: "test".into(),
    };
    let copy = format!("cp {} {{file}}", sample.display());
    let clips = make(&options(&copy, Some(&services))).unwrap();
    let voice = Voice::open(&dir.path().join("pack")).unwrap();
    assert!(voice.speaks(Lang::Vi) && voice.speaks(Lang::En));
    assert_eq!(voice.missing(&Sentences::of(&office::site().services).unwrap()), []);
    assert!(voice.clip(&Phrase::service("dat-dai"), Lang::En).is_some());
    assert!(clips > 2 * (20 + 10 + 26 + 11), "{clips}");

    let cases = [
        ("", None, "espeak-ng"),
        ("no-such-program-anywhere {file}", None, "--speak-with"),
        ("false {file}", None, "false failed for"),
        ("true {file}", Some(sample.as_path()), "services.toml"),
        ("touch {file}", None, "no usable clip"),
    ];
    for (program, site, remedy) in cases {
        let error =
            make(&MakeOptions { to: dir.path().join("other"), ..options(program, site) }).unwrap_err().to_string();
        assert!(error.contains(remedy), "{program}: {error}");
        assert!(!dir.path().join("other/manifest.toml").exists(), "half a pack is none");
    }
}

/// A clip that is told from others by its length.
fn sound(n: u32) -> Clip {
    Clip::new((0..n * 800).map(|i| if i % 20 < 10 { 5_000 } else { -5_000 }).collect(), 8_000).unwrap()
}

/// A pack with these Vietnamese sentences, the first of one length, the second of two, and so on.
fn pack(ids: &[&str]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let mut manifest = "licence = \"test\"\n".to_owned();
    for (id, n) in ids.iter().zip(1..) {
        sound(n).write(&dir.path().join(format!("{id}.wav"))).unwrap();
        manifest.extend([
            format!("[[clip]]\nid = \"{id}\"\nlang = \"vi\"\nfile = \"{id}.wav\"\n"),
            "voice = \"test\"\ntext = \"test\"\n".to_owned(),
        ]);
    }
    fs::write(dir.path().join("manifest.toml"), manifest).unwrap();
    dir
}

fn speaking(fake: &FakeSpeaker, pack: &Path) -> (Speech, Receiver<Option<Phrase>>) {
    let (tell, told) = channel();
    let speaker = fake.clone();
    let voice = Voice::open(pack).unwrap();
    let speech = Speech::start(move || Box::new(speaker), Some(voice), move |phrase| drop(tell.send(phrase))).unwrap();
    (speech, told)
}

fn phrases(ids: &[&str]) -> Vec<Phrase> {
    ids.iter().map(|id| Phrase::sentence(id)).collect()
}

fn next(told: &Receiver<Option<Phrase>>) -> Option<String> {
    told.recv_timeout(PATIENCE).unwrap().map(|phrase| phrase.id().to_owned())
}

struct Kiosk {
    model: Model,
    now: Duration,
}

impl Kiosk {
    fn open() -> Self {
        let ids = || TicketId(Uuid::from_u128(7));
        let mut kiosk = Self { model: Model::new(Box::new(ids), None), now: Duration::from_secs(10) };
        kiosk.hear(Heard::Connected);
        kiosk.hear(Heard::Site(Box::new(office::site())));
        kiosk.hear(Heard::Board(Box::new(office::board())));
        kiosk
    }

    fn put(&mut self, input: Input) -> Vec<Effect> {
        self.model.handle(input, self.now)
    }

    fn hear(&mut self, heard: Heard) -> Vec<Effect> {
        self.put(Input::Heard(heard))
    }

    fn touch(&mut self, touch: Touch) -> Vec<Effect> {
        self.now += Duration::from_secs(2);
        self.put(Input::Touch(touch))
    }
}

fn issued(effects: &[Effect]) -> TicketId {
    match effects {
        [Effect::Issue { ticket, .. }] => *ticket,
        other => panic!("one number is asked for, not {other:?}"),
    }
}
