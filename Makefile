# Everything sets itself up: a fresh machine needs Python 3.11 or later, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
AS_OF := 2026-11-23

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint fixtures bench docs clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "vmgate needs Python 3.11 or later; try make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]' --config-settings editable_mode=compat
	@touch $@

# checkov lives in an environment of its own: it brings 96 packages. Where it cannot be had, its tests say so.
$(VENV)-checkov/.installed: pyproject.toml $(VENV)/.installed
	@test -x $(VENV)-checkov/bin/python || $(PYTHON) -m venv $(VENV)-checkov
	@$(VENV)-checkov/bin/python -m pip install --quiet --disable-pip-version-check -e '.[checkov]' \
	  && touch $@ || echo 'checkov could not be installed: the tests that run it are skipped' >&2

# An independent parser, which installs the same module as checkov's, and another evaluator to be measured against.
$(VENV)-hcl2/.installed: $(VENV)/.installed
	@test -x $(VENV)-hcl2/bin/python || $(PYTHON) -m venv $(VENV)-hcl2
	@$(VENV)-hcl2/bin/python -m pip install --quiet --disable-pip-version-check 'python-hcl2==8.1.4' \
	  && touch $@ || echo 'python-hcl2 could not be installed: the tests that ask it are skipped' >&2

$(VENV)-tfparse/.installed: $(VENV)/.installed
	@test -x $(VENV)-tfparse/bin/python || $(PYTHON) -m venv $(VENV)-tfparse
	@$(VENV)-tfparse/bin/python -m pip install --quiet --disable-pip-version-check 'tfparse==0.6.22' \
	  && touch $@ || echo 'tfparse could not be installed: it is not compared' >&2

setup: $(VENV)/.installed ## install vmgate and its tools into .venv

# Both shut the gate, which is what they are there to show: an exit code of 1 is the demo's success.
demo: $(VENV)/.installed ## judge the shipped example, its source and its plan
	@echo '$$ vmgate check examples/campus/compliant   # the source of a site that obeys'
	@$(BIN)/vmgate check examples/campus/compliant --as-of $(AS_OF)
	@echo
	@echo '$$ vmgate check examples/campus/broken/plan.json   # the plan of its broken twin'
	@$(BIN)/vmgate check examples/campus/broken/plan.json --as-of $(AS_OF); test $$? -eq 1
	@echo
	@echo '$$ vmgate template list   # where the templates of both stand'
	@$(BIN)/vmgate template list --registry examples/campus/templates --as-of $(AS_OF)

test: $(VENV)/.installed $(VENV)-checkov/.installed $(VENV)-hcl2/.installed ## run all tests
	@$(BIN)/python -m pytest -n auto

lint: $(VENV)/.installed ## style, types, import directions, generated pages
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fixtures: $(VENV)/.installed ## remake every committed plan (needs a terraform binary)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[fixtures]' --config-settings editable_mode=compat
	@$(BIN)/python -m tests.standin.plans -j 2
	@$(BIN)/python -m tests.rules.make_plans
	@$(BIN)/python -m tests.translate.cases

bench: $(VENV)/.installed $(VENV)-checkov/.installed $(VENV)-tfparse/.installed ## measure the promised ratios
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]' --config-settings editable_mode=compat
	@$(BIN)/python -m bench

docs: $(VENV)/.installed ## write the pages that are generated from the rules, the translations and the form of the site policy
	@$(BIN)/vmgate rules --format markdown > docs/rules.md
	@$(BIN)/vmgate rules --format matrix > docs/matrix.md
	@$(BIN)/vmgate policy reference > docs/policy.md
	@$(BIN)/vmgate policy schema > docs/vmgate.schema.json

clean: ## remove what was installed and cached
	@rm -rf $(VENV) $(VENV)-checkov $(VENV)-hcl2 $(VENV)-tfparse .mypy_cache .ruff_cache .pytest_cache .hypothesis bench/.cache
