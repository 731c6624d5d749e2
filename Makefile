# Seven commands, each alone on a fresh Debian machine with Python 3.11 or newer:
#   make demo    a made-up council, ready to look at in the browser
#   make test    lint, types, import contracts, a look for unsafe code, then every test
#   make lint    all of these but the tests
#   make bench   how fast and how large, each figure beside its floor
#   make attack  the attacks of make test at full size, with their figures; takes about two hours
#   make audit   every young page in every language, two widths, light and dark, as axe judges it
#   make catalogues  brings the catalogues up to date and names each message to be translated
# Python's part goes into .venv. As root on Debian, programs that are missing are installed too.
# Another Python than python3: make test PYTHON=python3.12

BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
MADE := .venv/made
READY := .venv/ready
READY_TO_TEST := .venv/ready-to-test
SIZES := UPDATES=1000 KILLS=14 RUNS=10000 CROWDS=100 PEOPLE=200 GUESTS=34 RECEIPTS=2000 POSTS=200 WRITERS=200 STORIES=100 CHANGES=1000 TWINS=1000 YEARS=5

.PHONY: demo test lint bench attack audit catalogues

demo: $(READY)
	@$(BIN)/participation demo

test: lint
	@.ci/install-system-parts
	@$(BIN)/python -m pytest -n 2

lint: $(READY_TO_TEST)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/bandit --quiet --recursive --configfile pyproject.toml --severity-level medium \
		participation bots surveys

bench: $(READY_TO_TEST)
	@$(BIN)/python -m tests.benchmarks

attack: $(READY_TO_TEST)
	@.ci/install-system-parts
	@env $(addprefix PARTICIPATION_ATTACK_,$(SIZES)) $(BIN)/python -m pytest -n 2 -rA tests/attack tests/journeys/test_five_years.py

audit: $(READY_TO_TEST)
	@.ci/install-system-parts
	@env PARTICIPATION_AUDIT=1 $(BIN)/python -m pytest tests/browser/test_languages.py

catalogues: $(READY_TO_TEST)
	@$(BIN)/python -m tests.languages

$(MADE):
	@.ci/make-venv
	@touch $@

$(READY): pyproject.toml | $(MADE)
	@echo "Installing what the service needs into .venv"
	@$(PIP) --editable ".[xlsform]"
	@touch $@

$(READY_TO_TEST): pyproject.toml | $(MADE)
	@echo "Installing what the service and its tests need into .venv"
	@$(PIP) --editable ".[dev]"
	@touch $@ $(READY)
