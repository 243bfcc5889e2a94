# Each target runs from a fresh clone on a machine that has Python 3.11 to 3.13, make and a C compiler.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data

.PHONY: setup demo test bench train test-train screens test-screens wheel docs reference lint clean

setup: $(VENV)/.done

$(VENV)/.done: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade "pip>=25.1"
	$(BIN)/python -m pip install -q -e .
	touch $@

$(VENV)/.dev: $(VENV)/.done
	$(BIN)/python -m pip install -q --group dev
	touch $@

$(VENV)/.train: $(VENV)/.done
	$(BIN)/python -m pip install -q -e ".[train]"
	touch $@

demo: setup
	$(BIN)/detente demo

lint: $(VENV)/.dev
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests
	$(BIN)/mypy

test: $(VENV)/.dev lint
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

bench: setup
	$(BIN)/detente bench --data $(DATA)

# The settings keep freed memory in the process: giving it back to the system after every step took a third of the time.
train: $(VENV)/.train
	MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=17179869184 $(BIN)/detente train --data $(DATA)
	$(BIN)/python scripts/model_card.py

# What needs torch, apart from the plain suite.
test-train: $(VENV)/.train $(VENV)/.dev
	$(BIN)/python -m pytest -W default training-tests

# The screens of `detente serve`, from web/. Wheels and source archives bring them along; a checkout builds them here.
SCREENS := src/detente/server/web/index.html
screens: $(SCREENS)

$(SCREENS): $(VENV)/.done hatch_build.py $(wildcard web/*.json web/*.ts web/*.js web/index.html web/public/*) $(shell find web/src -type f 2>/dev/null)
	$(BIN)/python -m pip install -q --group screens
	$(BIN)/python hatch_build.py

wheel: screens
	$(BIN)/python -m pip install -q build
	$(BIN)/python -m build -q

# The real pages in a real browser; CHROMIUM names one, else Debian's is looked for, else Playwright fetches its own.
test-screens: screens
	$(BIN)/python -m pip install -q --group browser
	cd web && PATH="$(abspath $(BIN)):$$PATH" node_modules/.bin/svelte-check --fail-on-warnings
	$(BIN)/python -m pytest -p no:cacheprovider -W default browser-tests

# The site of the pages under docs/, in build/site; a warning is an error. It asks no network, neither here nor in the reader's browser.
docs: $(VENV)/.docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "build/site/index.html"

$(VENV)/.docs: $(VENV)/.done
	$(BIN)/python -m pip install -q --group docs
	touch $@

# The tables of docs/reference that are made from the code.
reference: setup
	$(BIN)/python scripts/reference.py

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
