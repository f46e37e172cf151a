# Everything a newcomer needs, with only python3 (3.11 or later), pip and make.
#   make demo     the main job on the chamber site that comes along: crawl, archive, show
#   make test     the whole suite but what is slow
#   make check    lint, types, all tests, docs: what CI runs
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --require-hashes

.PHONY: help setup analysis demo test slow lint format types docs check bench lock clean
help: ; @sed -n '2,4s/^# *//p' Makefile

setup: $(VENV)/.base
$(VENV)/.base: requirements.txt .ci/link.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "error: $(PYTHON) is older than 3.11; try: make PYTHON=python3.12 setup" >&2; exit 2; }
	@echo "setting up .venv …"
	@$(PYTHON) -m venv --without-pip $(VENV)
	@$(PIP) -r requirements.txt
	@$(BIN)/python .ci/link.py
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements-dev.txt
	@echo "adding the development tools …"
	@$(PIP) -r requirements-dev.txt
	@touch $@

# what docs/analysis.md, the benchmarks of exports and a few slow tests need: pandas, DuckDB, polars, matplotlib, pyarrow, frictionless, trafilatura
analysis: $(VENV)/.analysis
$(VENV)/.analysis: $(VENV)/.base requirements-analysis.txt
	@echo "adding the libraries of analysts …"
	@$(PIP) -r requirements-analysis.txt
	@touch $@

demo: setup
	@$(BIN)/kazcrawl demo $(ARGS)

# crawls wait for their servers: a third process fills two cores
test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n 3 --dist worksteal $(ARGS)

slow: $(VENV)/.dev $(VENV)/.analysis
	@$(BIN)/python -m pytest -m slow $(ARGS)

lint: $(VENV)/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

format: $(VENV)/.dev
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

types: $(VENV)/.dev
	@$(BIN)/mypy

docs: $(VENV)/.dev
	@$(BIN)/python -m pytest tests/test_docs.py

check: lint types test slow docs

bench: $(VENV)/.dev $(VENV)/.analysis
	@$(BIN)/python -m benchmarks.parse $(ARGS)
	@$(BIN)/python -m benchmarks.export --posts 20000 # of 100,000, the size that the goals are of, pandas makes 9 GB

# needs uv; the locks are hash-pinned, hold for every platform and Python from 3.11 on, and name no index
LOCK := UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate
lock:
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) requirements-dev.in -o requirements-dev.txt
	$(LOCK) requirements-analysis.in -o requirements-analysis.txt

clean: ; rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache dist build

include
