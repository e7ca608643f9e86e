//! Several mistakes at once, in files of every condition.

use std::{fmt::Write as _, fs, path::Path};

use queue_server::{site_file, words::Lang};

use crate::{load, office, replace_line, sentences};

#[test]
fn all_mistakes_of_all_files_are_told_at_once() {
    let office = office();
    replace_line(&office, "site.toml", 13, "regular = 0");
    replace_line(&office, "places.toml", 13, "phone = \"?\"");
    replace_line(&office, "services.toml", 8, "letter = \"Đ\"");
    replace_line(&office, "services.toml", 11, "minutes = \"10\"");
    replace_line(&office, "counters.toml", 8, "staff = [\"bin\"]");
    replace_line(&office, "staff.toml", 3, "name = \"Nguyễn Văn An"); // The quote is not closed.
    replace_line(&office, "hours.toml", 9, "date = \"ngày mai\"");
    replace_line(&office, "procedures.toml", 5, "service = \"dta\"");
    let told = load(&office).expect_err("seven mistakes");
    let places: Vec<_> = told.iter().map(|mistake| format!("{}:{}", mistake.file, mistake.line)).collect();
    // Nobody is known while staff.toml cannot be read, so "bin" is not called wrong.
    let expected = [
        "hours.toml:9",
        "places.toml:13",
        "procedures.toml:5",
        "services.toml:8",
        "services.toml:11",
        "site.toml:13",
        "staff.toml:3",
    ];
    assert_eq!(places, expected);
    let report = site_file::report(Path::new("site.toml"), &told, Lang::En);
    assert_eq!(report.lines().count(), expected.len() + 1);
    assert!(report.ends_with("\nsite.toml: 7 mistakes.\n"), "{report}");
}

#[test]
fn the_column_points_at_the_value() {
    let office = office();
    replace_line(&office, "site.toml", 8, "notice = { vi = \"Chào Đắc.\", en = 7 }");
    let told = load(&office).expect_err("a number for a text");
    assert_eq!((told[0].line, told[0].column), (8, 35));
}

#[test]
fn files_that_cannot_be_read_are_told_with_the_others() {
    let office = office();
    let path = |name: &str| office.path().join(name);
    fs::remove_file(path("staff.toml")).expect("staff.toml");
    fs::remove_file(path("hours.toml")).expect("hours.toml");
    fs::create_dir(path("hours.toml")).expect("a folder in its place");
    fs::write(path("holidays.toml"), "").expect("a file that nothing reads");
    fs::write(path("counter.toml"), "").expect("a mistyped name");
    fs::write(path("places.toml"), b"[[unit]]\nid = \"x\xE1\"\n").expect("Latin-1");
    fs::write(path("procedures.toml"), "#".repeat(1024 * 1024 + 1)).expect("a file that is too large");
    replace_line(&office, "services.toml", 11, "minutes = 0");
    let folder = office.path().to_string_lossy();
    let told: Vec<_> = sentences(&office).into_iter().map(|line| line.replace(&*folder, "FOLDER")).collect();
    let expected = [
        r#"counter.toml: Nothing reads this file. Did you mean "counters.toml"? Rename it, or move it out of the folder."#,
        "holidays.toml: Nothing reads this file. Move it out of the folder.",
        "hours.toml: This is no file. Name the file site.toml in the office's folder.",
        "places.toml:2: The file has a character that is not UTF-8. Save it again with the encoding UTF-8.",
        "procedures.toml: The file is larger than 1024 KiB. Take something out; no configuration is that large.",
        r#"services.toml:11: "minutes" is 0, which is out of bounds. Write a number from 1 to 120."#,
        "staff.toml: This file cannot be found (FOLDER/staff.toml). Create it, empty if there is nothing to say, or correct the path.",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_wrong_path_is_one_mistake() {
    let office = office();
    let told = site_file::load(&office.path().join("sit.toml")).expect_err("no such file");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].sentence(Lang::En).starts_with("sit.toml: This file cannot be found"), "{}", told[0]);
    let told = site_file::load(office.path()).expect_err("a folder");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].sentence(Lang::En).contains("This is no file."), "{}", told[0]);
}

#[test]
fn empty_files_are_told_by_what_they_lack() {
    let office = office();
    for entry in fs::read_dir(office.path()).expect("the office") {
        fs::write(entry.expect("a file").path(), "").expect("an empty file");
    }
    let told = sentences(&office);
    let has = |start: &str| assert!(told.iter().any(|line| line.starts_with(start)), "{start} in {told:#?}");
    has("counters.toml:1: There is no counter.");
    has("counters.toml:1: \"zones\" is missing.");
    has("hours.toml:1: \"sessions\" is missing.");
    has("places.toml:1: There is no authority.");
    has("places.toml:1: There is no place.");
    has("services.toml:1: There is no service.");
    has("site.toml:1: \"lanes\" is missing.");
    assert!(
        !told.iter().any(|line| line.starts_with("staff.toml") || line.starts_with("procedures.toml")),
        "{told:#?}"
    );
}

#[test]
fn the_twelfth_service_that_takes_papers_has_no_tile() {
    let office = office();
    let mut more = fs::read_to_string(office.path().join("services.toml")).expect("services.toml");
    let lines = more.lines().count();
    for letter in 'B'..='L' {
        let id = letter.to_ascii_lowercase();
        let _ = write!(
            more,
            "[[service]]\nid = \"{id}\"\nname = {{ vi = \"{letter}\", en = \"{letter}\" }}\nletter = \"{letter}\"\n\
             intent = \"submit\"\nfields = [\"dat\"]\nminutes = 5\npapers = []\npapers_sample = true\n"
        );
    }
    fs::write(office.path().join("services.toml"), more).expect("services.toml");
    let all = ('b'..='l').map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ");
    replace_line(&office, "counters.toml", 14, &format!("serves = [\"tra\", {all}]"));
    let line = lines + 10 * 9 + 5;
    let expected = "More than 11 services take papers; the kiosk's page has 11 tiles and the search. Join fields with few \
                    visitors into one service.";
    assert_eq!(sentences(&office), [format!("services.toml:{line}: {expected}")]);
}

#[test]
fn a_file_full_of_mistakes_is_told_up_to_a_bound() {
    let office = office();
    let rubbish: Vec<_> = (0..1000).map(|key| format!("x{key} = 1")).collect();
    fs::write(office.path().join("staff.toml"), rubbish.join("\n")).expect("staff.toml");
    let told = load(&office).expect_err("a thousand unknown keys");
    assert_eq!(told.len(), 300);
    let report = site_file::report(Path::new("site.toml"), &told, Lang::En);
    assert!(report.ends_with("site.toml: 300 mistakes or more. Put these right, then check again.\n"), "{report}");
}

#[test]
fn tomls_own_times_and_dates_are_as_good_as_quoted_ones() {
    let changed = office();
    replace_line(&changed, "hours.toml", 3, "    { from = 07:00:00, to = 11:30:00 },");
    replace_line(&changed, "hours.toml", 9, "date = 2019-09-02");
    assert_eq!(load(&changed).expect("no mistake"), load(&office()).expect("no mistake"));
}

#[test]
fn the_small_office_is_without_mistakes() {
    let site = load(&office()).expect("no mistakes");
    assert_eq!(site.utc_offset_min, 420);
    assert_eq!(site.ticket.follow_url, "http://10.0.0.2:8080");
}
