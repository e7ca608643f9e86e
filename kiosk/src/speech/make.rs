//! `kiosk voice make`: a voice pack from the catalogue and the site's own names, spoken by any program that writes WAV.

use std::{fs, io, path::PathBuf};

use clap::{Args, Parser, Subcommand};
use devices::voice::{DEFAULT_SPEAKER, Line, Maker, Tongue};
use queue_protocol::{
    client::{Client, ClientError, Token, TokenError},
    core::{Lang, Service},
};
use serde::Deserialize;

use super::{Sentences, voice::tongue};

/// `kiosk voice …`.
#[derive(Debug, Parser)]
#[command(name = "kiosk voice", bin_name = "kiosk voice", version)]
pub struct VoiceOptions {
    #[command(subcommand)]
    task: VoiceTask,
}

#[derive(Debug, Subcommand)]
enum VoiceTask {
    /// Make a voice pack with a speech program
    Make(MakeOptions),
}

/// What to say, with which voice, and where to keep it.
#[derive(Debug, Args)]
pub struct MakeOptions {
    /// Folder of the pack
    #[arg(long, value_name = "DIR")]
    pub to: PathBuf,
    /// Whose services are named: the server's address, or the site's services.toml; without it only the kiosk's own
    /// sentences are spoken
    #[arg(long, value_name = "URL|FILE")]
    pub site: Option<String>,
    /// File with a token, where the site is a server
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// The speech program: it reads the words from standard input and writes {file}, in the voice {voice}
    #[arg(long, value_name = "CMD", default_value = DEFAULT_SPEAKER)]
    pub speak_with: String,
    /// What stands for {voice} in Vietnamese
    #[arg(long, value_name = "NAME", default_value = "vi-vn-x-south")]
    pub vi: String,
    /// What stands for {voice} in English
    #[arg(long, value_name = "NAME", default_value = "en-us")]
    pub en: String,
    /// Licence of the clips, for the manifest
    #[arg(long, value_name = "TEXT", default_value = "spoken by a program; its terms apply")]
    pub licence: String,
}

/// Why no pack was made, with the remedy.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs)]
pub enum MakeError {
    #[error("the site is a server, so a token is needed: add --token-file FILE")]
    NoToken,
    #[error(transparent)]
    Token(#[from] TokenError),
    #[error("the site cannot be read from the server: {0}")]
    Server(#[from] ClientError),
    #[error("{}: {source}: name the site's services.toml or the server's address", path.display())]
    Site { path: PathBuf, source: io::Error },
    #[error("{}: {source}", path.display())]
    Services { path: PathBuf, source: toml::de::Error },
    #[error("the catalogue of sentences is broken: {0}")]
    Catalogue(toml::de::Error),
    #[error(transparent)]
    Pack(#[from] devices::voice::MakeError),
}

/// Runs the task of the command line and says what was made.
pub fn run(options: VoiceOptions) -> Result<String, MakeError> {
    let VoiceTask::Make(options) = options.task;
    let clips = make(&options)?;
    Ok(format!("{clips} clips in {}", options.to.display()))
}

/// Makes a pack; gives the number of its clips. Where one fails, no manifest is written and the pack is not complete.
pub fn make(options: &MakeOptions) -> Result<usize, MakeError> {
    let sentences = Sentences::of(&services(options)?).map_err(MakeError::Catalogue)?;
    let lines: Vec<_> = [Lang::Vi, Lang::En]
        .into_iter()
        .flat_map(|lang| {
            sentences.iter().map(move |spoken| Line {
                tongue: tongue(lang),
                id: spoken.phrase.to_string(),
                text: spoken.text.get(lang).to_owned(),
            })
        })
        .collect();
    let maker = Maker { to: &options.to, command: &options.speak_with, licence: &options.licence };
    Ok(maker.make(&lines, |of| if of == Tongue::Vi { options.vi.clone() } else { options.en.clone() })?)
}

/// The services of the site, if one was named.
fn services(options: &MakeOptions) -> Result<Vec<Service>, MakeError> {
    /// The part of `services.toml` that is spoken.
    #[derive(Deserialize)]
    struct File {
        #[serde(default)]
        service: Vec<toml::Table>,
    }
    let Some(site) = &options.site else { return Ok(Vec::new()) };
    if site.contains("://") {
        let token = Token::from_file(options.token_file.as_deref().ok_or(MakeError::NoToken)?)?;
        let client = Client::new(site, &token)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|source| MakeError::Site { path: site.into(), source })?;
        return Ok(runtime.block_on(client.site())?.services);
    }
    let path = PathBuf::from(site);
    let text = fs::read_to_string(&path).map_err(|source| MakeError::Site { path: path.clone(), source })?;
    let wrong = |source| MakeError::Services { path: path.clone(), source };
    let file: File = toml::from_str(&text).map_err(wrong)?;
    file.service.into_iter().map(|table| service(table).map_err(wrong)).collect()
}

/// A service of the site's file: what is spoken of it stands there, the rest does not matter here.
fn service(mut table: toml::Table) -> Result<Service, toml::de::Error> {
    for (key, nothing) in [("fields", toml::Value::Array(Vec::new())), ("papers", toml::Value::Array(Vec::new()))] {
        table.insert(key.into(), nothing);
    }
    table.entry("minutes").or_insert(toml::Value::Integer(1));
    table.entry("papers_sample").or_insert(toml::Value::Boolean(false));
    table.try_into()
}
