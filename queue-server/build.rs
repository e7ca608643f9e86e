//! Makes sure that there is a console to embed: before `make console` has run, a page that says so.

use std::{fs, io, path::Path};

const NOT_BUILT: &str = "<!doctype html>\n<html lang=\"vi\">\n<meta charset=\"utf-8\">\n<title>Một Cửa</title>\n\
<p>Giao diện quầy chưa được dựng. Hãy chạy <code>make console</code> rồi dựng lại queue-server.</p>\n\
<p lang=\"en\">The console is not built yet. Run <code>make console</code> and build queue-server again.</p>\n</html>\n";

fn main() -> io::Result<()> {
    let dist = Path::new("console/dist");
    if !dist.join("index.html").exists() {
        fs::create_dir_all(dist)?;
        fs::write(dist.join("index.html"), NOT_BUILT)?;
    }
    println!("cargo::rerun-if-changed=console/dist");
    println!("cargo::rerun-if-changed=../migrations");
    Ok(())
}
