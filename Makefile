# Each target runs from a fresh clone on a machine that has Python 3.11 to 3.13, make and a C compiler.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data

.PHONY: setup demo test bench train test-train lint clean

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

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
