# Everything runs in .venv; a stamp says what was installed there.
PYTHON ?= python3.11
BIN := .venv/bin
# Bytecode is compiled at install: without it every start is three times slower.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check format lint types contracts bench shots clean

run: .venv/run.stamp  ## open the sample portfolio
	$(BIN)/kapta demo

test: .venv/dev.stamp  ## run the whole suite
	$(BIN)/python -m pytest -n auto --dist worksteal -q

check: lint types contracts test  ## everything a change has to pass

format: .venv/dev.stamp
	$(BIN)/ruff format kapta_tui tests bench docs
	$(BIN)/ruff check --fix kapta_tui tests bench docs

lint: .venv/dev.stamp
	$(BIN)/ruff format --check kapta_tui tests bench docs
	$(BIN)/ruff check kapta_tui tests bench docs
	$(BIN)/deptry .

types: .venv/dev.stamp
	$(BIN)/mypy

contracts: .venv/dev.stamp
	$(BIN)/lint-imports

bench: .venv/dev.stamp  ## measure ratios against their anchors and write docs/benchmarks.md
	$(BIN)/python -m pip install -q -r bench/requirements.txt
	$(BIN)/python -m compileall -q .venv/lib kapta_tui
	$(BIN)/python bench/run.py

shots: .venv/dev.stamp  ## draw the pictures of the README
	$(BIN)/python docs/make_pictures.py

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/run.stamp: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q -c constraints.txt -e .
	$(BIN)/python -m compileall -q .venv/lib kapta_tui
	touch $@

.venv/dev.stamp: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q -c constraints.txt -e '.[dev]'
	$(BIN)/python -m compileall -q .venv/lib kapta_tui
	touch $@ .venv/run.stamp
