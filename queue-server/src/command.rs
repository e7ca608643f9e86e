//! The commands of the program.

mod access;
mod log;
mod run;

use std::{net::SocketAddr, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};
use queue_core::{StaffId, UnitId, UtcMillis};
use queue_server::{auth::RoleName, site_file, start_error::StartError, words};

/// Coordinates the queues of a One-Stop office
#[derive(Parser)]
#[command(version)]
pub struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves kiosks, walls and clerks until it is told to stop
    Serve {
        /// The site's folder or its site.toml; read at the first start only
        #[arg(long)]
        site: PathBuf,
        /// The data folder; made if missing
        #[arg(long)]
        data: PathBuf,
        /// Where to listen, such as 0.0.0.0:8080
        #[arg(long)]
        listen: SocketAddr,
        /// Shifts the clock so that the run starts at this instant; for demos, trials and tests, never on a live site
        #[arg(long, value_name = "RFC3339")]
        clock_from: Option<UtcMillis>,
    },
    /// Checks a site file and names every mistake
    CheckSite {
        /// The site's folder or its site.toml
        site: PathBuf,
    },
    /// Device tokens
    #[command(subcommand)]
    Token(Token),
    /// Accounts of people
    #[command(subcommand)]
    User(User),
    /// Makes a new one-time link for the first administrator; older links stop working
    SetupLink {
        #[arg(long)]
        data: PathBuf,
    },
    /// Proves that the log is unchanged, or names the first event that is not
    Verify {
        #[arg(long)]
        data: PathBuf,
    },
    /// Computes everything beside the log from the log again
    Rebuild {
        #[arg(long)]
        data: PathBuf,
    },
    /// Copies the database into a new file, also while the server runs
    Backup {
        #[arg(long)]
        data: PathBuf,
        #[arg(long)]
        to: PathBuf,
    },
    /// Puts a backup in place, in a data folder that has no database
    Restore {
        #[arg(long)]
        from: PathBuf,
        #[arg(long)]
        data: PathBuf,
    },
    /// Writes the log to standard output, one JSON object a line
    Export {
        #[arg(long)]
        data: PathBuf,
    },
    /// Writes the description of the API to standard output
    Openapi,
}

#[derive(Subcommand)]
enum Token {
    /// Makes a token and prints it, and nothing else
    New {
        #[arg(long)]
        data: PathBuf,
        /// kiosk, display, clerk, supervisor or admin
        #[arg(long)]
        role: RoleName,
        /// The device's name in the record
        #[arg(long)]
        name: String,
        /// The person of the site file who uses it
        #[arg(long)]
        staff: Option<String>,
    },
    /// Lists the tokens, without their secrets
    List {
        #[arg(long)]
        data: PathBuf,
    },
    /// Revokes all tokens of a name
    Revoke {
        #[arg(long)]
        data: PathBuf,
        #[arg(long)]
        name: String,
    },
}

#[derive(Subcommand)]
enum User {
    /// Makes an account; the password is read from standard input
    New {
        #[arg(long)]
        data: PathBuf,
        /// clerk, supervisor or admin
        #[arg(long)]
        role: RoleName,
        /// The name to sign in with
        #[arg(long)]
        name: String,
        /// The person of the site file whose account it is
        #[arg(long)]
        staff: Option<String>,
        /// The authority of the site file to which it belongs: counters call it for support
        #[arg(long)]
        unit: Option<String>,
    },
}

/// Runs what the line says.
pub fn run(line: Line) -> Result<ExitCode, StartError> {
    match line.command {
        Command::Serve { site, data, listen, clock_from } => {
            run::serve(queue_server::serve::Options { site, data, listen, clock_from })?;
        }
        Command::CheckSite { site } => return Ok(site_file::check_command(&site, words::of_environment())),
        Command::Token(Token::New { data, role, name, staff }) => {
            access::new_token(&data, role.0, &name, staff.map(StaffId::new))?;
        }
        Command::Token(Token::List { data }) => access::list_tokens(&data)?,
        Command::Token(Token::Revoke { data, name }) => access::revoke_token(&data, &name)?,
        Command::User(User::New { data, role, name, staff, unit }) => {
            access::new_user(&data, role.0, name, staff.map(StaffId::new), unit.map(UnitId::new))?;
        }
        Command::SetupLink { data } => access::setup_link(&data)?,
        Command::Verify { data } => log::verify(&data)?,
        Command::Rebuild { data } => log::rebuild(&data)?,
        Command::Backup { data, to } => log::backup(&data, &to)?,
        Command::Restore { from, data } => log::restore(&from, &data)?,
        Command::Export { data } => log::export(&data)?,
        Command::Openapi => run::openapi()?,
    }
    Ok(ExitCode::SUCCESS)
}
