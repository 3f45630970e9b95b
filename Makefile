# `make` alone lists the commands.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
PYTEST := $(BIN)/python -m pytest
INSTALLED := .venv/.installed
INSTALLED_DEV := .venv/.installed-dev
SERVE := $(BIN)/python -m server --port $(PORT)

.DEFAULT_GOAL := help
.PHONY: help setup app serve test quick check format benchmark verdicts screenshots clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(INSTALLED) ## Make the virtual environment .venv with all that the app needs

app: $(INSTALLED) ## Start the lab for yourself and print its address (make app PORT=8600)
	@$(SERVE) --host $(HOST)

serve: $(INSTALLED) ## Start the same for a class: others reach it too (make serve PORT=80)
	@$(SERVE) --host 0.0.0.0

test: check ## Check and test everything, in a browser too
	$(PYTEST) -n 2 -m "not browser and not benchmark"
	$(PYTEST) -m benchmark
	$(PYTEST) -m browser

quick: check ## Check and run the fast tests, in under a minute
	$(PYTEST) -n 2 -m "not browser and not benchmark and not slow"

check: $(INSTALLED_DEV) ## Check style, types and imports; changes nothing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(INSTALLED_DEV) ## Rewrite the Python files in the project's style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

benchmark: $(INSTALLED_DEV) ## Compare the training engine with plain loops, side by side
	$(BIN)/python -m tests.benchmark

verdicts: $(INSTALLED) ## Examine every claim of the notes again and write content/verdicts.json
	$(BIN)/python -m experiments.claims content/verdicts.json

screenshots: $(INSTALLED_DEV) ## Take the README's pictures again
	$(BIN)/python -m tests.browser.screenshots

clean: ## Delete the virtual environment and everything that a command has made
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps keep a second call from asking pip again; a change of the pins makes them old.
$(INSTALLED): requirements.txt constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the app's packages into .venv ..."
	@$(PIP) --requirement requirements.txt
	@echo "Compressing what browsers load ..."
	@$(BIN)/python -m server.compression
	@touch $@

$(INSTALLED_DEV): requirements-dev.txt $(INSTALLED)
	@echo "Installing the packages for checks and tests ..."
	@$(PIP) --requirement requirements-dev.txt
	@touch $@
