# One door to everything. `make` alone prints what there is.

# The first Python that is new enough; name another with `make setup PYTHON=...`.
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell \
	command -v $(name) >/dev/null 2>&1 && $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PLAUDIT := $(BIN)/plaudit
LOCKED := $(PIP) install --require-hashes --no-build-isolation --requirement
LATER := not postgres and not spark and not browser and not slow
# Narrow a run: make test T=src/plaudit/values
T ?=
# How many new examples each law is tried on: make test test-journeys EXAMPLES=200. Without it, the same 25 every time.
EXAMPLES ?=
export PLAUDIT_EXAMPLES = $(EXAMPLES)
# Many tests start a process; none of them shall compile every module anew, whatever the shell was told.
export PYTHONDONTWRITEBYTECODE =
HARBOR := examples/harbor
PERIOD := 2026-Q2
# What a program writes and a reader may trust to be current.
GENERATED := docs/plan.schema.json docs/conformance.md docs/checks.md docs/messages.md $(HARBOR)/data

.PHONY: help setup demo quarter test test-journeys test-slow test-postgres test-spark test-browser format lint types \
	contracts migrations fresh vendor audit check bench bench-large load calibrate bless schema checks messages conformance \
	harbor mutate everything lock clean

help: ## print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- what a newcomer runs ---

setup: .venv/.ready ## install Plaudit and its tools into .venv, at locked versions

demo: .venv/.ready ## Harbor, an example company, as a site; away from a terminal every page is asked once
	PLAUDIT_HOME=$${PLAUDIT_HOME:-.demo} $(PLAUDIT) demo

quarter: .venv/.ready ## a quarter of Harbor without a site: who earned what, one statement, what plan check finds
	$(PLAUDIT) calculate $(HARBOR)/plan --data $(HARBOR)/data --period $(PERIOD)
	$(PLAUDIT) explain $(HARBOR)/plan --data $(HARBOR)/data --period $(PERIOD) --person ada
	$(PLAUDIT) plan check $(HARBOR)/plan

test: .venv/.ready ## run the tests that are quick and need nothing but Python (T=path narrows)
	$(BIN)/pytest --quiet --numprocesses auto --dist worksteal -m "not journey and $(LATER)" $(T)

# --- what needs more ---

test-postgres: .venv/.ready ## run the tests against a private PostgreSQL cluster that they start
	$(BIN)/pytest --quiet --numprocesses auto --dist worksteal -m "postgres and not slow" $(T)

test-spark: .venv/.spark ## run the tests on a local Spark (needs Java 17)
	$(BIN)/pytest --quiet -m spark $(T)

test-browser: .venv/.ready ## open the pages in a real Chromium, with and without script, and look for what bars anybody
	$(BIN)/pytest --quiet --numprocesses auto --dist worksteal -m browser $(T)

test-journeys: .venv/.ready ## run the tests that go through many rooms: Harbor, drawn companies, a site, processes that are killed
	$(BIN)/pytest --quiet --numprocesses auto --dist worksteal -m "journey and $(LATER)" $(T)

test-slow: .venv/.ready ## run the tests that take long
	$(BIN)/pytest --quiet --numprocesses auto --dist worksteal -m slow $(T)

# --- habits ---

format: .venv/.ready ## lay out the sources
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

lint: .venv/.ready ## look for what ruff knows
	$(BIN)/ruff format --check
	$(BIN)/ruff check

types: .venv/.ready ## check the types
	$(BIN)/mypy

contracts: .venv/.ready ## check which room imports which
	$(BIN)/lint-imports

harbor: .venv/.ready ## make the Harbor example again from its seed
	$(BIN)/python $(HARBOR)/make.py

migrations: .venv/.ready ## fail if a model has no migration yet
	PLAUDIT_HOME=$$(mktemp -d) DJANGO_SETTINGS_MODULE=plaudit.web.settings $(BIN)/django-admin makemigrations --check --dry-run

fresh: schema conformance checks messages harbor ## regenerate what is generated, and fail if it was stale
	@stale=$$(git status --porcelain -- $(GENERATED)); test -z "$$stale" || { \
		git diff --stat -- $(GENERATED); echo "Stale, now made again; commit it:"; echo "$$stale"; exit 1; }

vendor: .venv/.ready ## fetch the front-end files again at their pinned versions (needs npm)
	$(BIN)/python .ci/vendor.py

audit: .venv/.ready ## look for published advisories on what is locked
	$(BIN)/python .ci/audit.py $(wildcard requirements/*.lock)

check: lint types contracts migrations test test-journeys test-slow test-postgres test-spark test-browser fresh ## all of it, as continuous integration runs it

# --- what is generated ---

schema: .venv/.ready ## write the JSON Schema of the plan document
	$(PLAUDIT) plan schema > docs/plan.schema.json.new
	mv docs/plan.schema.json.new docs/plan.schema.json

conformance: .venv/.ready ## replay the cases of other systems and write where we agree
	$(BIN)/python -m tests.conformance

checks: .venv/.ready ## write the page of what plan check looks for
	$(BIN)/python -m plaudit.plans.checks.page docs/checks.md

messages: .venv/.ready ## write the page of every problem that can be noted
	$(BIN)/python -m tests.golden.messages

bless: .venv/.ready ## rewrite the golden files; read the difference before you commit it
	$(BIN)/pytest --quiet -m "$(LATER)" --bless --ignore tests/test_blessed.py
	git diff --stat

# --- how fast, how well tested ---

bench: .venv/.bench ## measure against SQL by hand, polars and pandas (ten million activities; half an hour)
	$(BIN)/python -m bench.run
	$(BIN)/python -m bench.profile
	$(BIN)/python -m bench.late
	$(BIN)/python -m bench.startup
	$(BIN)/python -m bench.simulate
	$(BIN)/python -m bench.studies

bench-large: .venv/.bench ## measure a hundred million activities in twelve GiB (needs 80 GB of disk)
	$(BIN)/python -m bench.large

load: .venv/.ready ## the site with a million activities and twenty people who read, think and log (half an hour)
	$(BIN)/python -m bench.load

calibrate: .venv/.ready ## do the evidence's intervals hold as often as they say: a thousand simulated companies
	$(BIN)/python -m bench.calibrate

mutate: .venv/.ready ## break the arithmetic on purpose and count what the tests miss (T=values narrows)
	$(BIN)/python -m tests.mutation $(T)

everything: check mutate bench calibrate ## the long night: all of it, and every law on many examples
	$(MAKE) test test-journeys T=tests/properties EXAMPLES=2000

# --- the environment ---

lock: ## choose versions anew and write the lock files
	$(PIP) install uv==0.13.9
	$(call lock,dev,--group dev --extra postgres --extra site --extra evidence)
	$(call lock,spark,--extra spark --constraint requirements/dev.lock)
	$(call lock,bench,--extra bench --constraint requirements/dev.lock)

# No host: where packages come from is the machine's business (decision 0009).
define lock
$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --no-header pyproject.toml $(2) --output-file requirements/$(1).lock
endef

clean: ## remove the environment and what runs left behind
	rm -rf .venv .demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .bench

# The stamps are younger than what they stand for, so a new lock file installs again.
.venv/.ready: requirements/dev.lock pyproject.toml
	$(if $(PYTHON),,$(error Plaudit needs Python 3.11 or later; install one or name it: make setup PYTHON=/path/to/python3))
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(LOCKED) requirements/dev.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	touch $@

.venv/.spark: .venv/.ready requirements/spark.lock
	$(LOCKED) requirements/spark.lock
	touch $@

.venv/.bench: .venv/.ready requirements/bench.lock
	$(LOCKED) requirements/bench.lock
	touch $@
