# `make` alone lists the commands.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8501
STUDENTS ?= 300
TRAINING ?= 4
REPLICAS ?= 2
MINUTES ?= 10
FILE ?= content/lessons/why-gradients-vanish.md

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --constraint constraints.txt
# On all cores, where pip would take one; packages also bring templates that are no Python yet.
COMPILE := $(BIN)/python -m compileall -qq -j 0 .venv/lib || true
PYTEST := $(BIN)/python -m pytest
AUDITOR := pip-audit==2.10.1
INSTALLED := .venv/.installed
INSTALLED_DEV := .venv/.installed-dev
INSTALLED_NODE := node_modules/.installed
SCRIPTS := $(filter-out shared.js,$(notdir $(wildcard ui/components/*.js)))
SERVE := $(BIN)/python -m server --port $(PORT)

.DEFAULT_GOAL := help
.PHONY: help setup app serve browser test quick check components format benchmark load soak verdicts lesson screenshots lock licences audit clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(INSTALLED) ## Make the virtual environment .venv with all that the app needs

app: $(INSTALLED) ## Start the lab for yourself and print its address (make app PORT=8600)
	@$(SERVE) --host $(HOST)

serve: $(INSTALLED) ## Start it for a class: others reach it too, nginx in front (make serve PORT=80 REPLICAS=2)
	@$(SERVE) --host 0.0.0.0 --replicas $(REPLICAS)

test: check ## Check and test everything, in a browser too
	$(PYTEST) -n 2 -m "not browser and not benchmark"
	$(PYTEST) -n 2 --dist worksteal -m "browser and not benchmark"
	$(PYTEST) -m benchmark

browser: $(INSTALLED_DEV) ## Install Chromium and nginx for the tests, as root on Debian, or say what to install
	@.ci/browser

quick: check ## Check and run the fast tests
	$(PYTEST) -n 2 -m "not browser and not benchmark and not slow"

check: $(INSTALLED_DEV) components ## Check style, types and imports; changes nothing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

# Streamlit takes a component's script as one text, with shared.js before it: so that is what is checked.
ifneq ($(shell command -v npm),)
components: $(INSTALLED_NODE) ## Check the types of the scripts that run in the browser
	@mkdir -p build/components
	@cd ui/components && for script in $(SCRIPTS); do cat shared.js $$script > ../../build/components/$$script; done
	npm run --silent check
else
components:
	@test -z "$(CI)" || { echo "Checking the browser's scripts needs Node 20 or newer, with npm." >&2; exit 1; }
	@echo "The browser's scripts are left unchecked, because there is no npm."
endif

format: $(INSTALLED_DEV) ## Rewrite the Python files in the project's style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

benchmark: $(INSTALLED_DEV) ## Compare the training engine with plain loops, side by side
	$(BIN)/python -m tests.benchmark

verdicts: $(INSTALLED) ## Examine every claim of the notes again and write content/verdicts.json
	$(BIN)/python -m experiments.claims content/verdicts.json

lesson: $(INSTALLED) ## Check a lesson's file and show it in words (make lesson FILE=my-lesson.md)
	@$(BIN)/python -m pages.lessons $(FILE)

load: $(INSTALLED_DEV) ## Send a class to the lab and to a trivial app (make load STUDENTS=300 TRAINING=16 REPLICAS=2)
	$(BIN)/python -m tests.load --students $(STUDENTS) --training $(TRAINING) --replicas $(REPLICAS)

soak: $(INSTALLED_DEV) ## Let students come and go, and see what the server keeps of them (make soak MINUTES=10)
	$(BIN)/python -m tests.load.soak --minutes $(MINUTES)

screenshots: $(INSTALLED_DEV) ## Take the README's pictures again
	$(BIN)/python -m tests.browser.screenshots

lock: $(INSTALLED) ## Write the hashes of what the container installs, on the container's platform
	$(BIN)/python deploy/lock.py

licences: $(INSTALLED) ## List the licences of what the container installs
	$(BIN)/python deploy/licences.py

audit: $(INSTALLED) ## Ask for known weaknesses of what the container installs; needs the network
	@test -x build/audit/bin/pip-audit || $(PYTHON) -m venv build/audit
	@build/audit/bin/python -m pip install --quiet --disable-pip-version-check $(AUDITOR)
	build/audit/bin/pip-audit --disable-pip --requirement deploy/requirements.lock

clean: ## Delete the virtual environment and everything that a command has made
	rm -rf .venv build node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps keep a second call from asking pip again; a change of the pins makes them old.
$(INSTALLED): requirements.txt constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the app's packages into .venv ..."
	@$(PIP) --requirement requirements.txt
	@$(COMPILE)
	@echo "Compressing what browsers load ..."
	@$(BIN)/python -m server.compression
	@$(BIN)/python -m server.icons
	@touch $@

$(INSTALLED_DEV): requirements-dev.txt $(INSTALLED)
	@echo "Installing the packages for checks and tests ..."
	@$(PIP) --requirement requirements-dev.txt
	@$(COMPILE)
	@touch $@

$(INSTALLED_NODE): package.json package-lock.json
	@echo "Installing the package for checks of the browser's scripts ..."
	@npm ci --silent
	@touch $@
