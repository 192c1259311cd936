# Stillwater, from a fresh clone: `make demo` to try it, `make test` to prove it.
# Needs Python 3.11 or newer and make; everything else is installed into .venv.

PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
PORT   ?= 8080
export PORT

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset tour run test check lint audit sbom format fuzz faults soak bench docs lock clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: $(VENV)/.run ## the whole service and a pretend Telegram, on a page at PORT (8080)
	@$(PY) -m bot demo

demo-reset: $(VENV)/.run ## clear the demo's data
	@$(PY) -m bot demo --reset

tour: $(VENV)/.run ## play the whole journey by itself, here in the terminal
	@$(PY) -m bot demo --tour

run: $(VENV)/.run ## a real bot; says what it needs
	@$(PY) -m bot run

RUN := $(PY) -m pytest --numprocesses=auto --dist=worksteal
# Lines are counted where the rooms that decide are tried: it makes everything three times as slow.
RULES := tests/bot tests/safety

test: $(VENV)/.dev ## every test, on real parts, with the coverage floor
	$(RUN) --cov --cov-report= $(RULES) $(PYTEST)
	$(PY) -m coverage report --skip-covered --show-missing --fail-under=95 \
	    --include='bot/counsel/*,bot/care.py,bot/mydata/*,bot/pictures/*,bot/interview/*,bot/safety/*,bot/schedule/*,bot/screens/*,bot/errors.py,bot/people.py,bot/roles.py,bot/settings.py,bot/message.py,bot/arrival.py'
	$(RUN) $(addprefix --ignore=,$(RULES)) tests $(PYTEST)

check: $(VENV)/.run ## the content lint, and the fidelity of every check-in
	@$(PY) -m bot check

lint: $(VENV)/.dev ## ruff, mypy --strict, and who may import whom
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo
	@$(PY) -m tests.deploy.audit

audit: $(VENV)/.dev ## known holes in what is pinned, where the network lets it be asked
	@$(PY) -m tests.deploy.audit

sbom: $(VENV)/.dev ## list every part that is installed, as CycloneDX (stillwater.cdx.json)
	$(PY) -m cyclonedx_py requirements --output-reproducible --pyproject pyproject.toml \
	    -o stillwater.cdx.json deploy/lock/run.txt

format: $(VENV)/.dev ## put the code into one form
	$(VENV)/bin/ruff check --fix-only
	$(VENV)/bin/ruff format

fuzz: $(VENV)/.fuzz ## what comes from outside, tried for FUZZ_SECONDS a target (120), led by coverage
	$(PY) -m tests.fuzz $(FUZZ)

faults: $(VENV)/.dev ## the service broken in every way there is, within FAULT_SECONDS (1200); goes on where it was
	$(PY) -m tests.faults $(FAULTS)

soak: $(VENV)/.dev ## SOAK_MINUTES (30) at thirty updates a second, in bad weather; everything accounted for
	$(PY) -m tests.soak $(SOAK)

bench: $(VENV)/.dev $(VENV)/echo/.bench ## what it costs, with ratios taken in one run; BENCH="--only NAME --json FILE"
	$(PY) -m tests.benchmarks $(BENCH)

docs: $(VENV)/.dev ## write the pages of check-ins and of people to call, for reviewers
	$(PY) -m tests.checkins_page
	$(PY) -m tests.resources_page

lock: $(VENV)/.dev ## pin and hash what pyproject.toml asks for
	$(PY) -m pip install --quiet uv
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header pyproject.toml --extra meaning -o deploy/lock/run.txt
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header pyproject.toml --extra meaning --group dev \
	    -o deploy/lock/dev.txt
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --group fuzz \
	    -o deploy/lock/fuzz.txt
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --group bench \
	    -o deploy/lock/bench.txt

clean: ## remove what was made here, but no data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Stillwater needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)

# What a start reads is read once here: else the first start would take twice as long.
define install
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@$(PY) -m bot.warming
endef

$(VENV)/.run: deploy/lock/run.txt | $(PY)
	$(install)
	@touch $@

$(VENV)/.fuzz: deploy/lock/fuzz.txt $(VENV)/.dev
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# aiogram wants an older pydantic than ours, so the bot that is measured beside ours has a room of its own.
$(VENV)/echo/.bench: deploy/lock/bench.txt | $(VENV)/.dev
	$(PYTHON) -m venv $(VENV)/echo
	$(VENV)/echo/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.dev: deploy/lock/dev.txt deploy/lock/run.txt | $(PY)
	$(install)
	@touch $@ $(VENV)/.run
