# Một Cửa. `make demo` shows it, `make test` proves it; both call setup themselves.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

CONSOLE := queue-server/console
# A screen to show windows on, unless told otherwise.
HEADLESS ?= $(if $(DISPLAY)$(WAYLAND_DISPLAY),0,1)

.PHONY: help setup console build voice release demo lint test prove bench screens clean

help: ## List what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

setup: ## Install what the machine lacks: Debian packages, npm modules, the device simulator
	@tests/setup.sh

console: setup ## Build the clerks' web console
	@cd $(CONSOLE) && npm run --silent build

build: console ## Build the three programs
	@cargo build --locked --workspace --bins

voice: build ## Voice packs for kiosk and hall, spoken by espeak-ng: target/voice, target/voice-hall
	@cargo run --locked --quiet -p kiosk -- voice make --to target/voice --site sites/dong-thap-2019/services.toml
	@cargo run --locked --quiet -p display -- voice make --to target/voice-hall

release: console ## Build the three programs as an office installs them
	@cargo build --locked --release -p queue-server -p kiosk -p display

demo: build ## One citizen's visit; HEADLESS=1 leaves pictures in target/demo
	@HEADLESS=$(HEADLESS) cargo run --locked --quiet -p motcua-tests --bin demo

lint: setup ## Formatting and lints
	@cargo fmt --all --check
	@cargo clippy --locked --workspace --all-targets -- -D warnings
	@cd $(CONSOLE) && npm run --silent check

test: build lint ## Everything that must hold, in under 45 minutes from clean
	@cd $(CONSOLE) && npm test --silent
	@cargo nextest run --locked --workspace

prove: build ## The long proofs: 10,000 cases, 10^7 inputs, 10,000 citizens, 200 days cut off, 200 halls heard, 100 kills (hours)
	@PROPTEST_CASES=10000 cargo nextest run --locked --release -p queue-core
	@# every_letter lists cut letters for a reader to judge; it is not yet a proof.
	@cargo nextest run --locked --release --profile prove -p kiosk -p devices --run-ignored only -E 'not test(every_letter)'
	@MOTCUA_SEEDS=200 cargo nextest run --locked --release --profile prove -p display --run-ignored all -E 'binary(/^announcer/)'
	@cargo nextest run --locked --profile prove -p motcua-tests --run-ignored only
	@MOTCUA_CRASH_ROUNDS=100 cargo nextest run --locked -p motcua-tests --test crash --no-capture

bench: release ## The numbers that README quotes, each a ratio in one run: target/bench/report.json
	@cargo run --locked --release -p motcua-bench

clean: ## Remove what was built
	@cargo clean
	@rm -rf $(CONSOLE)/node_modules $(CONSOLE)/dist
