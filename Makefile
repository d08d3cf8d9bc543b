# Everything from a bare clone, with Debian's python3 and make alone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
COMPILED := build/wheel/.installed

.DEFAULT_GOAL := help
.PHONY: help build test test-long lint audit score wheel bench lock clean

help:  ## Show this help
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(INSTALLED): requirements.lock pyproject.toml .ci/environment
	@PYTHON=$(PYTHON) sh .ci/environment $(VENV)
	@touch $@

build: $(INSTALLED)  ## Turn seeds/documents into a release in output/
	@$(BIN)/xinzhi build

lint: $(INSTALLED)  ## Check style and types
	@$(BIN)/ruff check flows schemas tests
	@$(BIN)/ruff format --check --quiet flows schemas tests
	@$(BIN)/mypy

test: lint  ## Lint, then run the tests that need nothing but Python
	@$(BIN)/python -m pytest

test-long: $(INSTALLED)  ## Run the tests that take long or need PostgreSQL, Chromium or a cluster
	@sh .ci/services
	@$(BIN)/python -m pytest -m long

audit: $(INSTALLED)  ## Ask an advisory service whether a locked library has a known vulnerability
	@$(BIN)/python -m tests.audit

score: $(INSTALLED)  ## Score the seeds against tests/gold and print the table
	@$(BIN)/python -m tests.gold.gate

wheel: $(COMPILED)  ## Make the wheel, compiled by mypyc where there is a C compiler, in dist/

$(COMPILED): $(INSTALLED) hatch_build.py $(shell find flows schemas seeds/reference -type f -not -name '*.pyc')
	@rm -rf dist $(@D) && mkdir -p $(@D)
	@XINZHI_COMPILE=$$(command -v cc >/dev/null && echo 1) $(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation -w dist .
	@$(BIN)/python -m pip install --quiet --no-deps --no-index --target $(@D) dist/*.whl
	@touch $@

bench: $(COMPILED)  ## Measure the wheel's speed as a ratio to jieba.cut on the same text
	@PYTHONPATH=$(dir $(COMPILED)):. $(BIN)/python -P -m tests.benchmarks.bench

lock: $(INSTALLED)  ## Renew requirements.lock from pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --quiet --upgrade -o requirements.lock

clean:  ## Remove what the other targets made, releases excepted
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
