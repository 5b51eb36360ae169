# Two commands do everything: `make demo` and `make test`. Both work in a private environment (.venv).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types audit tests newest oldest bench docs fuzz laws mutants goldens man clean

demo: $(VENV)/.installed
	@$(BIN)/plandiff compare 28pt 19pt

test: $(VENV)/.tools lint types audit tests

lint: $(VENV)/.tools
	$(BIN)/ruff check src tests bench man

types: $(VENV)/.tools
	$(BIN)/mypy

# That what is installed fits together; licences and bounds are held by tests/test_supply.py.
audit: $(VENV)/.tools
	$(BIN)/python -m pip check

tests: $(VENV)/.tools
	$(BIN)/python -m pytest $(TESTS)

# The tests (or TESTS="tests/...") under the newest Python that is here and runs, and with the oldest releases that pyproject.toml allows.
newest: export PYENV_VERSION = $(shell pyenv versions --bare 2>/dev/null | sort -V | tail -1)
newest:
	$(MAKE) tests VENV=.venv-newest PYTHON=$$(for v in 15 14 13 12 11; do python3.$$v -c '' 2>/dev/null && echo python3.$$v && break; done)

oldest:
	$(PYTHON) .ci/oldest.py > .oldest.txt
	PIP_CONSTRAINT=$(CURDIR)/.oldest.txt $(MAKE) tests VENV=.venv-oldest

bench: $(VENV)/.installed
	@$(BIN)/python bench/accuracy.py
	@$(BIN)/python -m pip install --quiet --group bench
	@$(BIN)/python bench/speed.py
	@$(BIN)/python bench/others.py

# A long run of what the tests do briefly; a failure prints how to repeat it.
fuzz: $(VENV)/.tools
	FUZZ_COUNT=$(or $(COUNT),1000) $(BIN)/python -m pytest tests/test_fuzz.py --hypothesis-seed=$(or $(SEED),1)

# The laws over pairs of made-up plans (docs/tested.md): COUNT of them, the same for the same SEED; stopped, it goes on where it was.
laws: $(VENV)/.tools
	@$(BIN)/python bench/laws.py --count $(or $(COUNT),10000) --seed $(or $(SEED),1) $(if $(LOG),--log $(LOG))

# Small faults put into what reads, links and judges, to see which no test notices (docs/mutants.md): COUNT of them, the same for the same SEED.
mutants: $(VENV)/.tools
	$(BIN)/python -m pip install --quiet --group mutants
	@$(BIN)/python bench/mutants.py --count $(or $(COUNT),25) --seed $(or $(SEED),1)

# The build is a test as well.
docs: $(VENV)/.tools
	@$(BIN)/python -m sphinx -W --keep-going -q -b html -d build/docs-cache docs build/docs
	@echo build/docs/index.html

goldens: $(VENV)/.tools
	$(BIN)/python -m pytest tests/test_lexicon.py tests/test_render.py tests/test_tutorial.py tests/test_docs_site.py --update-goldens

man: $(VENV)/.installed
	$(BIN)/python man/generate.py

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'

$(VENV)/.installed: $(VENV)/bin/pip pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.tools: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --group dev --group docs $(if $(shell command -v chromium || command -v chromium-browser),--group browser)
	@touch $@

clean:
	rm -rf $(VENV) mutants .venv-newest .venv-oldest .oldest.txt dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
