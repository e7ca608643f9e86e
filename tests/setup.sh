#!/usr/bin/env bash
# Installs what this machine lacks and leaves alone what it has. Needs Rust, Node 20 and, for packages, root or sudo.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  pkg-config libfontconfig-dev                    # Slint's build
  libasound2-dev espeak-ng                        # the speaker's build, and the voice of the default pack
  xvfb openbox xdotool imagemagick x11-utils      # windows without a screen, and hands to touch them
  chromium                                        # the clerks' browser
  tesseract-ocr tesseract-ocr-vie zbar-tools      # reading paper and screens back
)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
if ((${#missing[@]})); then
  echo "setup: installing ${missing[*]}"
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "setup: run 'apt-get install ${missing[*]}' as root, then again" >&2; exit 1; }
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

command -v cargo >/dev/null || { echo "setup: Rust is missing; install the toolchain of rust-toolchain.toml" >&2; exit 1; }
command -v npm >/dev/null || { echo "setup: Node.js 20 or newer with npm is missing" >&2; exit 1; }
cargo nextest --version >/dev/null 2>&1 || { echo "setup: installing cargo-nextest"; cargo install --locked --quiet cargo-nextest; }
cargo fetch --locked --quiet

console=queue-server/console
stamp=$console/node_modules/.setup
if ! cmp -s "$console/package-lock.json" "$stamp"; then
  echo "setup: installing the console's npm modules"
  (cd "$console" && npm ci --silent --no-audit --no-fund)
  cp "$console/package-lock.json" "$stamp"
fi

# The ESC/POS simulator that nobody here wrote; it needs Python 3.13.
venv=target/emupos
if [ ! -x "$venv/bin/emupos" ]; then
  python=
  # A name on the PATH may be a pyenv shim that leads nowhere: only one that answers counts.
  for candidate in python3.13 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13*/bin/python3.13 python3; do
    if "$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 13))' >/dev/null 2>&1; then
      python=$candidate
      break
    fi
  done
  if [ -n "$python" ]; then
    echo "setup: installing the device simulator emupos"
    "$python" -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check emupos==0.4.0
  else
    echo "setup: Python 3.13 was not found, so the tests against emupos will be skipped" >&2
  fi
fi

# Modbus slaves that nobody here wrote; they need Python 3.10.
venv=target/pymodbus
if ! "$venv/bin/python" -c 'import pymodbus.server' >/dev/null 2>&1; then
  python=
  for candidate in python3 python3.13 python3.12 python3.11 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1*/bin/python3; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1; then
      python=$candidate
      break
    fi
  done
  if [ -n "$python" ]; then
    echo "setup: installing the Modbus simulator pymodbus"
    "$python" -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check 'pymodbus[serial]==3.16.1'
  else
    echo "setup: Python 3.10 with venv was not found, so the tests against pymodbus will be skipped" >&2
  fi
fi
