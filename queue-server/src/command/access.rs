//! Tokens, accounts and the one-time link. They work beside a running server and without one.

use std::{
    io::{BufRead, Write, stdin, stdout},
    path::Path,
};

use queue_core::{Role, StaffId, UnitId};
use queue_server::{
    auth::{
        password, role_name, setup, tokens,
        users::{self, User},
    },
    clock::Clock,
    data_dir, log,
    start_error::StartError,
    words,
};

/// Makes a token and prints it.
pub fn new_token(data: &Path, role: Role, name: &str, staff: Option<StaffId>) -> Result<(), StartError> {
    if !users::is_name(name) {
        return Err(StartError::BadName);
    }
    // Also before the first start: an office prepares its kiosks before the server runs.
    data_dir::make(data)?;
    let conn = log::open_writer(&data_dir::database(data))?;
    let secret = tokens::create(&conn, role, name, staff.as_ref(), Clock::machine().now())?;
    writeln!(stdout(), "{secret}")?;
    Ok(())
}

/// Lists tokens: name, role, when it was made, when revoked.
pub fn list_tokens(data: &Path) -> Result<(), StartError> {
    let conn = log::open_reader(&data_dir::existing(data)?)?;
    let mut out = stdout().lock();
    for token in tokens::list(&conn)? {
        let revoked = token.revoked_at.map(|at| at.to_string()).unwrap_or_default();
        writeln!(out, "{}\t{}\t{}\t{revoked}", token.name, role_name(token.role), token.created_at)?;
    }
    Ok(())
}

/// Revokes all tokens of a name.
pub fn revoke_token(data: &Path, name: &str) -> Result<(), StartError> {
    let conn = log::open_writer(&data_dir::existing(data)?)?;
    match tokens::revoke(&conn, name, Clock::machine().now())? {
        0 => Err(StartError::NoSuchToken { name: name.to_owned() }),
        _ => Ok(()),
    }
}

/// Makes an account whose password is the first line of standard input.
pub fn new_user(
    data: &Path,
    role: Role,
    name: String,
    staff: Option<StaffId>,
    unit: Option<UnitId>,
) -> Result<(), StartError> {
    if !users::is_name(&name) {
        return Err(StartError::BadName);
    }
    let mut line = String::new();
    stdin().lock().read_line(&mut line)?;
    let secret = line.trim_end_matches(['\r', '\n']);
    password::check(secret).map_err(|_| StartError::Password)?;
    let password = password::hash(secret).ok_or(StartError::Password)?;
    data_dir::make(data)?;
    let conn = log::open_writer(&data_dir::database(data))?;
    let user = User { name, password, role, staff, unit };
    if users::create(&conn, &user, Clock::machine().now())? {
        Ok(())
    } else {
        Err(StartError::NameTaken { name: user.name })
    }
}

/// Makes a new one-time link. The server's address is known to whoever types this.
pub fn setup_link(data: &Path) -> Result<(), StartError> {
    let mut conn = log::open_writer(&data_dir::existing(data)?)?;
    let secret = setup::create(&mut conn, Clock::machine().now())?;
    writeln!(stdout(), "/setup#token={secret}")?;
    eprintln!("{}", words::text(words::of_environment(), "setup-link-hint", &[]));
    Ok(())
}
