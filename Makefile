# Every road into the house. `make` alone lists them.

# The first python3 that really runs. The shims of version managers come last: they stand on PATH
# for Pythons that do not run, and are slow.
PYTHONS = $(wildcard $(addsuffix /python3,$(filter-out %/shims,$(subst :, ,$(PATH))))) \
  /usr/bin/python3 /usr/local/bin/python3 python3 python
define bootstrap
@for p in $(PYTHONS); do \
  $$p -ESs -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1 \
    && exec $$p -ESs scripts/bootstrap.py $1; \
done; \
echo 'Python 3.8 or newer was not found: install it, for example with "apt install python3".' >&2; \
exit 1
endef
# A shell that forbids byte code would have every start compile all libraries anew (10 seconds).
unexport PYTHONDONTWRITEBYTECODE
# Killing make ends what it started.
TIED := $(shell command -v setpriv >/dev/null 2>&1 && echo setpriv --pdeathsig TERM)
# Tests that share a running assistant stay together (tests/tiers.py). PART=2/6 adds a sixth of
# the full matrices.
PYTEST = -m pytest -n auto --dist loadgroup --no-loadscope-reorder $(if $(PART),--part $(PART)) $(ARGS)

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev stock run test quick test-all check format train nlu-report mutants doctor clean

help: ## Say what can be done here
	@echo 'Ofisi: a help desk that talks. "make run" starts everything.'
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: setup ## Start everything in this terminal; Ctrl-C ends it
	@exec $(TIED) .venv/bin/ofisi run

test: setup-dev ## Run every test that protects a change, in parallel
	@exec .venv/bin/python $(PYTEST)

quick: setup-dev ## Run unit and contract tests alone, in half a minute
	@exec .venv/bin/python $(PYTEST) --tier quick tests/unit tests/contracts

test-all: setup-dev ## Run the full matrices too
	@exec .venv/bin/python $(PYTEST) $(if $(PART),,--tier all)

check: setup-dev ## Lint, formatting, types, layers and the house rules
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports
	@.venv/bin/python -m pytest -q tests/contracts/test_house.py

format: setup-dev ## Put the code into its usual shape
	@.venv/bin/ruff check --fix-only .
	@.venv/bin/ruff format .

train: setup ## Train a model from data/ now
	@exec .venv/bin/ofisi train

nlu-report: setup-dev ## Measure how well messages are understood; STOCK=1 measures Rasa's default too
	@exec .venv/bin/python -m benchmarks.understanding $(if $(STOCK),--stock) $(ARGS)

mutants: setup-dev ## Put small mistakes into the product and tell how many the tests notice: hours
	@.tools/bin/uv sync --quiet --frozen --inexact --group dev --group mutation
	@exec .venv/bin/python -m scripts.mutation whole $(ARGS)

doctor: setup ## Look for what is wrong, and say what to do
	@exec .venv/bin/ofisi doctor

setup:
	$(bootstrap)

setup-dev:
	$(call bootstrap,--dev)

stock: ## Set up stock Rasa on Python 3.10 (0.9 GB), for the benchmarks to compare with
	$(call bootstrap,--stock)

clean: ## Remove the environments and caches; data in var/ and models/ stays
	@rm -rf .venv .venv-stock .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
