# make            what can be done here
# make run        try the platform
# make test       run every test
#
# Everything is made inside .venv; stamps in it remember what has been done, so a second call starts at once.
# A stamp's name carries a checksum of what it depends on: the lock file, this project's metadata, the Python in use
# and this directory (a copied .venv points to the place it was copied from, so it is made anew).

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export PIP_NO_INPUT = 1
# Tests start the program a hundred times: it is compiled once, whatever is usual on this machine.
unexport PYTHONDONTWRITEBYTECODE

# PYTHON=python3.12 chooses; otherwise it is the first of these that is new enough.
ifndef PYTHON
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$python; break; fi; done)
endif

# How system packages come; INSTALL=: leaves them alone.
INSTALL ?= .ci/install
PYTEST_ARGS ?= -n 2
MEASURE_ARGS ?=
WALK_ARGS ?=
VENV := .venv
BIN := $(VENV)/bin

sum = $(firstword $(shell cat $(1) 2>/dev/null | cksum))
where := $(firstword $(shell { echo $(CURDIR); $(PYTHON) -VV; $(PYTHON) -c 'import sys; print(sys.prefix)'; } 2>/dev/null | cksum))
LIGHTHOUSE := tests/measure/lighthouse
VERIFIER := tests/certificates/badges
MADE := $(VENV)/.made-$(where)
RUN := $(VENV)/.run-$(where)-$(call sum,pyproject.toml requirements.lock)
TEST := $(VENV)/.test-$(where)-$(call sum,pyproject.toml requirements.lock requirements-dev.lock)

MO := $(patsubst %.po,%.mo,$(wildcard lms/translations/*/LC_MESSAGES/*.po))

.PHONY: help
help: ## Say what can be done here
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

# System packages come first, then make looks again: there may be a Python now that was not there before.
.PHONY: run
run: ## Start a demonstration on 127.0.0.1:8000, with invented people
	@PYTHON="$(PYTHON)" $(INSTALL) run
	@$(MAKE) $(if $(PYTHON),PYTHON=$(PYTHON)) run-ready
	@exec $(BIN)/lms demo

.PHONY: test
test: ## Run every test
	@PYTHON="$(PYTHON)" $(INSTALL) test
	@$(MAKE) $(if $(PYTHON),PYTHON=$(PYTHON)) test-ready
	@$(BIN)/pytest $(PYTEST_ARGS)

.PHONY: check
check: $(TEST) translations ## Check format, lint, types, imports, the house's rules and the courses
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/pytest -q tests/house
	@$(BIN)/lms courses check

.PHONY: fix
fix: $(TEST) ## Format the code and mend what can be mended by rule
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

# BENCH_ARGS=papers measures only what printing costs, BENCH_ARGS=out what the faces of the figures cost,
# BENCH_ARGS=authoring what publishing costs and that reading parses nothing, BENCH_ARGS=sheets how sheets are read.
.PHONY: bench
bench: $(TEST) translations ## Measure how fast it is
	@$(BIN)/python -m tests.bench $(BENCH_ARGS)

# BENCH_ARGS="--share 0.1" measures a tenth of the people.
.PHONY: bench-province
bench-province: $(TEST) translations ## Measure figures and register of 3.6 million people (half an hour)
	@$(BIN)/python -m tests.bench province $(BENCH_ARGS)

# MEASURE_ARGS="lesson --runs 1" measures only pages with «lesson» in their name, and each once.
.PHONY: measure
measure: ## Measure every page as a cheap phone on a weak network sees it
	@PYTHON="$(PYTHON)" $(INSTALL) test
	@$(MAKE) $(if $(PYTHON),PYTHON=$(PYTHON)) test-ready $(LIGHTHOUSE)/node_modules/.package-lock.json
	@$(BIN)/python -m tests.measure $(MEASURE_ARGS)

.PHONY: faults
faults: $(TEST) translations ## Break things on purpose, and reorganise a whole province
	@$(BIN)/pytest tests/faults tests/journeys/offline tests/places tests/catalogue/archive -n0 -m long

# A walk takes longer than faulthandler_timeout allows a test. WALK_ARGS="-k dich-vu-cong" takes one course.
.PHONY: walk
walk: $(TEST) translations ## Take every course from its first page to its certificate in a small telephone
	@$(BIN)/pytest tests/journeys/shipped -m long -o faulthandler_timeout=3600 $(PYTEST_ARGS) $(WALK_ARGS)

.PHONY: translations
translations: $(RUN) $(MO) ## Compile the translations

lms/translations/%.mo: lms/translations/%.po | $(RUN)
	@$(BIN)/pybabel -q compile -i $< -o $@ -l $(firstword $(subst /, ,$*))

# New sentences come in without a translation; make check fails until they have one.
.PHONY: messages
messages: $(TEST) ## Collect the sentences of the program for the translators
	@pot=$$(mktemp); $(BIN)/pybabel -q extract -F pyproject.toml -k lazy_gettext -k N_ --add-location=file -s -o "$$pot" . && \
		$(BIN)/pybabel -q update -i "$$pot" -d lms/translations -w 1000 --no-fuzzy-matching --ignore-obsolete; \
		sed -i -E '/^"(Report-Msgid|POT-|PO-Rev|Last-Tr|Language-Team|Generated)/d' lms/translations/*/LC_MESSAGES/*.po; \
		rm -f "$$pot"

# uv reads the packages' metadata for every platform; it is fetched for this and thrown away, nothing else needs it.
# What is locked stays unless pyproject.toml asks for more: UPGRADE=1 takes the newest of everything.
# The full version is "3.11.0rc1" on Ubuntu 22.04, which older pips take for neither below nor above 3.12.
.PHONY: lock
lock: python ## Lock the dependencies anew (UPGRADE=1: the newest ones)
	@set -e; uv=$$(mktemp -d); trap 'rm -rf "$$uv"' EXIT; \
	$(PYTHON) -m venv "$$uv"; "$$uv/bin/pip" install -q uv; \
	lock() { file=$$1; shift; \
		"$$uv/bin/uv" pip compile -q pyproject.toml --group build --universal --python-version 3.11 \
			--generate-hashes --no-header $(if $(UPGRADE),--upgrade) -o "$$file" "$$@" >/dev/null; \
		{ echo "# $$what"; echo "# Made from pyproject.toml by: make lock"; \
			sed 's/python_full_version \([<>=]* .3\.[0-9]*.\)/python_version \1/' "$$file"; } > "$$uv/lock"; \
		cp "$$uv/lock" "$$file"; echo "$$file"; }; \
	what="What the platform runs with." lock requirements.lock; \
	what="What it is tested and checked with, what it runs with included." \
		lock requirements-dev.lock --extra dev -c requirements.lock

.PHONY: clean
clean: ## Remove what make made; data stays
	@rm -rf $(VENV) $(LIGHTHOUSE)/node_modules $(VERIFIER)/node_modules build dist *.egg-info .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	@rm -f $(MO)
	@find lms tests migrations -type d -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

# --- What the targets above stand on ---

.PHONY: run-ready test-ready
run-ready: translations
test-ready: $(TEST) translations $(VERIFIER)/node_modules/.package-lock.json

.PHONY: python
python:
	@$(or $(PYTHON),false) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Cần Python 3.11 trở lên. Nếu có, hãy chỉ rõ: make PYTHON=python3.12 …" >&2; \
		echo "Python 3.11 or newer is needed. If there is one, name it: make PYTHON=python3.12 …" >&2; \
		exit 1; }

$(MADE): | python
	@echo "$(VENV): $$($(PYTHON) --version)"
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@touch $@

# --no-deps: the lock file holds all of it, so pip has nothing to work out.
$(RUN): | $(MADE)
	@echo "$(VENV): requirements.lock"
	@$(BIN)/pip install -q --require-hashes --no-deps -r requirements.lock
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.run-* $(VENV)/.test-*
	@touch $@

# What is written in JavaScript, by others: it is installed beside what asks it.
%/node_modules/.package-lock.json: %/package-lock.json | $(TEST)
	@echo "$*: package-lock.json"
	@cd $* && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent
	@touch $@

# All that $(RUN) does and more, so that one installation is enough.
$(TEST): | $(MADE)
	@echo "$(VENV): requirements-dev.lock"
	@$(BIN)/pip install -q --require-hashes --no-deps -r requirements-dev.lock
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e .
	@rm -f $(VENV)/.run-* $(VENV)/.test-*
	@touch $(RUN) $@
