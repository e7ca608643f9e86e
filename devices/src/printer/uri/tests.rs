use super::*;

#[test]
fn good_names() {
    let serial = |path: &str, baud, parity, flow| Target::Serial { path: path.into(), baud, parity, flow };
    let cases = [
        (
            "serial:/dev/serial/by-id/usb-XP?baud=9600",
            serial("/dev/serial/by-id/usb-XP", 9600, Parity::None, Flow::None),
        ),
        ("serial:///dev/ttyS0", serial("/dev/ttyS0", DEFAULT_BAUD, Parity::None, Flow::None)),
        (
            "serial:/dev/ttyS0?parity=even&flow=hardware",
            serial("/dev/ttyS0", DEFAULT_BAUD, Parity::Even, Flow::Hardware),
        ),
        ("tcp://10.0.0.7:9100", Target::Tcp { host: "10.0.0.7".into(), port: 9100 }),
        ("tcp://[::1]:9100?status=none", Target::Tcp { host: "::1".into(), port: 9100 }),
        ("file:/dev/usb/lp0", Target::File { path: "/dev/usb/lp0".into() }),
        ("png:target/paper?paper=58", Target::Png { dir: "target/paper".into() }),
    ];
    for (given, target) in cases {
        assert_eq!(given.parse::<PrinterUri>().unwrap().target, target, "{given}");
    }
    assert_eq!("png:x?paper=58".parse::<PrinterUri>().unwrap().paper.dots(), 384);
    assert_eq!("png:x".parse::<PrinterUri>().unwrap().digits, Digits::Drawn);
    assert_eq!("tcp://h:1".parse::<PrinterUri>().unwrap().digits, Digits::Plain);
}

#[test]
fn a_profile_says_what_the_rest_does_not() {
    let read = |given: &str| {
        let uri: PrinterUri = given.parse().unwrap();
        (uri.profile.id.clone(), uri.paper, uri.digits, uri.keeps)
    };
    let epson = "tm-t20ii".to_owned();
    assert_eq!(read("tcp://h:1"), ("generic-80".into(), PaperWidth::Mm80, Digits::Plain, Keeps::None));
    assert_eq!(read("tcp://h:1?profile=generic-58").1, PaperWidth::Mm58);
    assert_eq!(read("tcp://h:1?profile=tm-t20ii"), (epson.clone(), PaperWidth::Mm80, Digits::Drawn, Keeps::Download));
    // What is written beside it counts, wherever it stands.
    let own = (epson, PaperWidth::Mm58, Digits::Plain, Keeps::None);
    assert_eq!(read("tcp://h:1?digits=plain&keeps=none&profile=tm-t20ii&paper=58"), own);
    // A head of 512 dots cannot take what is set for 576.
    assert_eq!(read("tcp://h:1?profile=tm-t88v").1, PaperWidth::Mm58);
}

#[test]
fn bad_names_say_what_to_write() {
    let cases = [
        ("", "png:DIR"),
        ("lpt1", "serial:/dev"),
        ("usb:/dev/usb/lp0", "file:/dev/usb/lp0"),
        ("serial:", "serial:/dev/serial/by-id"),
        ("png:", "png:target/paper"),
        ("tcp://10.0.0.7", "tcp://10.0.0.7:9100"),
        ("tcp:10.0.0.7:9100", "tcp://10.0.0.7:9100"),
        ("tcp://:9100", "tcp://10.0.0.7:9100"),
        ("tcp://h:0", "tcp://10.0.0.7:9100"),
        ("tcp://h:99999", "tcp://10.0.0.7:9100"),
        ("serial:/dev/ttyS0?baud=fast", "baud=1200"),
        ("serial:/dev/ttyS0?baud=0", "baud=1200"),
        ("serial:/dev/ttyS0?speed=9600", "baud, parity"),
        ("tcp://h:1?baud=9600", "paper, digits or status"),
        ("png:x?paper=57", "paper=80 or paper=58"),
        ("tcp://h:1?profile=tm-t99", "tm-t88v"),
        ("tcp://h:1?profile=/no/such/file.toml", "check the path"),
        ("tcp://h:1?keeps=cellar", "keeps=none or keeps=download"),
    ];
    for (given, remedy) in cases {
        let error = given.parse::<PrinterUri>().unwrap_err().to_string();
        assert!(error.contains(remedy) && !error.contains('\n'), "{given:?}: {error}");
    }
}
