# Two commands are enough for a newcomer: make run, make test. Each does all of its own set-up.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 5000
BIN := .venv/bin

# Every target that says what it does is a word, not a file.
.PHONY: $(shell sed -nE 's/^([a-z-]+):.*## .*/\1/p' $(firstword $(MAKEFILE_LIST)))

help: ## Say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.venv/ready: requirements.txt requirements-dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

setup: .venv/ready ## Environment, database, content and demo, without starting anything
	@mkdir -p var
	@$(BIN)/flask setup

run: .venv/ready ## Set up and serve on http://127.0.0.1:5000 (PORT=… changes it)
	@mkdir -p var
	@CSPR_ADDRESS=http://127.0.0.1:$(PORT) $(BIN)/flask setup --people
	@echo "Open http://127.0.0.1:$(PORT) and sign in by one of the buttons. Stop with Ctrl-C."
	@export CSPR_ADDRESS=http://127.0.0.1:$(PORT); $(BIN)/flask worker & trap "kill $$!" EXIT; $(BIN)/gunicorn wsgi:app --bind 127.0.0.1:$(PORT) \
		--worker-class gthread --workers 2 --threads 8 --no-control-socket --log-level warning

test: setup ## The whole suite, on SQLite
	@$(BIN)/python -m pytest

test-postgres: setup ## The whole suite, on PostgreSQL (127.0.0.1:5432, or a cluster of its own)
	@tests/with-postgres $(BIN)/python -m pytest

browser: setup ## The main journey in Chromium: keyboard alone, and without scripts
	@$(BIN)/python -m pytest tests/browser -m browser -n 2

tests/provider/node_modules/.package-lock.json: tests/provider/package-lock.json
	npm ci --prefix tests/provider --ignore-scripts --no-audit --no-fund

provider: setup tests/provider/node_modules/.package-lock.json ## Single sign-on against a real OpenID provider (needs Node)
	@$(BIN)/python -m pytest tests/provider -m provider -n 0

tests/player/node_modules/.package-lock.json: tests/player/package-lock.json
	npm ci --prefix tests/player --ignore-scripts --no-audit --no-fund

player: setup tests/player/node_modules/.package-lock.json ## Packages in a run-time of somebody else's making (needs Node and Chromium)
	@$(BIN)/python -m pytest tests/player -m player -n 0

redis: setup ## Tries counted together by several processes (needs redis-server)
	@$(BIN)/python -m pytest tests/limits -m redis -n 0

spec: .venv/ready ## The tests' names, read as sentences
	@$(BIN)/python -m pytest --collect-only -q -n 0 -p no:randomly | sed -nE 's/.*::(Test)?//; s/^test_//; s/\[.*//; s/_/ /gp' | uniq

content: setup ## Check all content and write a preview of every module for every kind of setting
	@$(BIN)/flask content check
	@$(BIN)/flask content preview build/preview

build/openedx/ready: tests/proofs/openedx/requirements.txt
	$(PYTHON) -m venv build/openedx
	build/openedx/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

prove-lti: setup build/openedx/ready ## LTI against Open edX's own consumer, in an environment of its own; what the check of a launch costs
	@$(BIN)/python -m tests.proofs.learning_platform build/openedx/bin/python

bench: setup ## The whole site under load, each page beside its floor, held against its bars, on both engines (QUICK=--quick to try)
	@$(BIN)/python -m tests.benches.load $(QUICK)
	@tests/with-postgres $(BIN)/python -m tests.benches.load $(QUICK)

prove-meeting: setup ## A team meeting of 40 people on 40 sessions, workers killed in the midst: nothing lost, nothing twice
	@$(BIN)/python -m tests.proofs.meeting
	@tests/with-postgres $(BIN)/python -m tests.proofs.meeting

prove-keying: setup ## Twenty answer sheets keyed in at the pace of a hand: within three minutes (needs Chromium)
	@$(BIN)/python -m tests.proofs.keying

bench-desk: setup ## The desk of 50, 5,000 and 10,000 people and of 2,000 settings: what pages and exports cost, on both engines
	@$(BIN)/python -m tests.benches.desk
	@tests/with-postgres $(BIN)/python -m tests.benches.desk

prove-partnership: setup ## A partnership of 2,000 settings and 100,000 people: its page costs what one of 20 does
	@$(BIN)/python -m tests.proofs.partnership

prove-post: setup ## 300 letters, two workers, twelve kills: none lost
	@$(BIN)/python -m tests.proofs.post_room

prove-publishing: setup ## 100,000 top-ups owed while others read, a module published, two versions compared, on both engines
	@$(BIN)/python -m tests.proofs.publishing
	@tests/with-postgres $(BIN)/python -m tests.proofs.publishing

prove-reminders: setup ## 300 reminders due, two workers, kills, a mail server at its worst: one each, none lost
	@$(BIN)/python -m tests.proofs.reminders

prove-roster: setup ## A staff list of 10,000 with 500 bad rows: time, memory, and a second run that changes nothing
	@$(BIN)/python -m tests.proofs.staff_list

prove-security: setup ## Odd, oversized and slow requests, straight at the server and behind nginx (needs nginx)
	@$(BIN)/python -m tests.proofs.attacks

prove-thread: setup ## The thread over 2,000 settings and 100,000 first checks: each page fast, as many statements as over 20
	@$(BIN)/python -m tests.proofs.thread

prove-sign-in: setup ## What signing in costs beside its hash; known and unknown names alike; ended sessions dead
	@$(BIN)/python -m tests.proofs.signing_in

prove-backup: setup ## A backup of 10,000 people while others write, checked and brought back, on both engines
	@$(BIN)/python -m tests.proofs.backup
	@tests/with-postgres $(BIN)/python -m tests.proofs.backup

prove: prove-lost-work prove-meeting prove-bad-days prove-every-statement prove-migrations prove-backup prove-post prove-reminders ## No lost work, whatever fails

prove-lost-work: setup ## Twelve clients while workers are killed and the database restarts: nothing lost, nothing twice
	@$(BIN)/python -m tests.proofs.lost_work

prove-bad-days: setup ## A full disk, a locked database, one button pressed twice at once (the disk needs root)
	@$(BIN)/python -m tests.proofs.bad_days

prove-every-statement: setup ## Killed after every statement of finishing a module: all of it is there, or none
	@$(BIN)/python -m tests.proofs.every_statement
	@tests/with-postgres $(BIN)/python -m tests.proofs.every_statement

prove-migrations: setup ## Down and up on a million answers, killed in the middle, two at once: the same content
	@$(BIN)/python -m tests.proofs.migrations
	@tests/with-postgres $(BIN)/python -m tests.proofs.migrations

check: setup tests/provider/node_modules/.package-lock.json tests/player/node_modules/.package-lock.json ## All that continuous integration runs (needs Chromium, Node, PostgreSQL and Redis)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint app --lint --quiet
	$(BIN)/bandit --quiet --recursive --severity-level medium app
	$(BIN)/flask content check
	$(BIN)/python -m pytest
	tests/with-postgres $(BIN)/python -m pytest
	$(BIN)/python -m pytest tests/browser -m browser -n 2
	$(BIN)/python -m pytest tests/provider -m provider -n 0
	$(BIN)/python -m pytest tests/player -m player -n 0
	$(BIN)/python -m pytest tests/limits -m redis -n 0

LOCKED := --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
lock: .venv/ready ## Pin what requirements.in and requirements-dev.in ask for, with all it brings and its hashes
	$(BIN)/pip-compile $(LOCKED) --output-file requirements.txt requirements.in
	$(BIN)/pip-compile $(LOCKED) --output-file requirements-dev.txt requirements-dev.in

sbom: .venv/ready ## What is installed, as a bill of materials (CycloneDX, build/sbom.json)
	@mkdir -p build
	$(BIN)/cyclonedx-py environment --output-reproducible --of JSON -o build/sbom.json .venv

words: .venv/ready ## Find the interface's words for app/translations, and compile what is translated
	@mkdir -p build
	$(BIN)/pybabel -q extract -F babel.cfg --no-location --omit-header -o build/words.pot .
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-pot-creation-date -i build/words.pot -d app/translations
	$(BIN)/pybabel -q compile -d app/translations

tests/pages/node_modules/.package-lock.json: tests/pages/package-lock.json
	npm ci --prefix tests/pages --ignore-scripts --no-audit --no-fund

prove-pages: setup tests/pages/node_modules/.package-lock.json ## Every page for every role in Chromium: accessibility rules, valid HTML, phones, large text (needs Chromium and Node)
	@$(BIN)/python -m tests.proofs.pages

fix: .venv/ready ## Format, and mend what can be mended without thought
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

css: ## Rebuild the style sheet (needs Node: npm install --prefix build govuk-frontend@6.3.0 sass@1)
	build/node_modules/.bin/sass --no-source-map --style=compressed --quiet-deps \
		--load-path=build/node_modules/govuk-frontend/dist app/web/scss/app.scss app/web/static/app.css
