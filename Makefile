PYTHON ?= python3
VENV := .venv
BENCH := .venv-bench
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
ARGS ?=

# Files that exist once their step is done, so that the next run skips it.
CREATED := $(VENV)/.created
INSTALLED := $(VENV)/.installed
TESTABLE := $(VENV)/.testable

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check fix docs prints soak bench clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*  ## /\1\t/p' $(MAKEFILE_LIST)

demo: $(INSTALLED)  ## check the reports in fixtures/
	$(BIN)/reportcheck check fixtures --fail-on never

test: $(TESTABLE)  ## run the tests; ARGS="-k word" goes to pytest
	$(BIN)/python -m pytest $(ARGS)

check: $(TESTABLE)  ## lint, format, types, floors, generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src
	$(BIN)/lint-imports --no-logo
	$(if $(wildcard tools/docs.py),$(BIN)/python tools/docs.py --check)
	$(if $(wildcard tools/schemas.py),$(BIN)/python tools/schemas.py --check)

fix: $(TESTABLE)  ## mend what lint and format can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(TESTABLE)  ## write the generated files anew
	$(if $(wildcard tools/schemas.py),$(BIN)/python tools/schemas.py)
	$(if $(wildcard tools/docs.py),$(BIN)/python tools/docs.py)

prints: $(TESTABLE)  ## print tests/printed anew (needs chromium, LibreOffice and the font WenQuanYi Zen Hei)
	$(PIP) install python-docx
	$(BIN)/python tools/print_pdfs.py

soak: $(TESTABLE)  ## ten thousand reports in all habits and twenty thousand mutants (about half an hour)
	SOAK=45 $(BIN)/python -m pytest tests/test_habits.py -k parses_back
	SOAK=20 $(BIN)/python -m pytest tests/test_more_habits.py tests/test_altered_tables.py tests/test_blind_habits.py tests/test_oracle.py tests/test_word_habits.py
	SOAK=20 $(BIN)/python -m pytest tests/test_pdf_habits.py tests/test_pdf_places.py tests/test_pdf_altered.py tests/test_pdf_mixed.py
	FUZZ=720 $(BIN)/python -m pytest tests/test_fuzz.py

# Of the package as users have it: a wheel, whose data files are compiled.
bench:  ## speed and correctness beside other tools
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install -c constraints.txt --force-reinstall --no-deps .
	$(BENCH)/bin/python -m pip --disable-pip-version-check --quiet install -c constraints.txt '.[bench]'
	$(BENCH)/bin/python benchmarks/pages.py
	$(BENCH)/bin/python benchmarks/repair.py

clean:  ## remove the environment and everything built
	rm -rf $(VENV) $(BENCH) build dist .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	find src tests tools -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

$(CREATED):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'reportcheck needs Python 3.11 or later: make PYTHON=python3.11 ...' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo 'this Python cannot make environments: apt-get install python3-venv (Debian, Ubuntu)' >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(INSTALLED): pyproject.toml constraints.txt | $(CREATED)
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(TESTABLE): pyproject.toml constraints.txt | $(CREATED)
	$(PIP) install -c constraints.txt -e '.[test]'
	@touch $@ $(INSTALLED)
