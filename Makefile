# Two commands do everything: `make demo` and `make test`. Both work in a private environment (.venv).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types tests bench docs fuzz goldens man clean

demo: $(VENV)/.installed
	@$(BIN)/plandiff compare 28pt 19pt

test: $(VENV)/.tools lint types tests

lint: $(VENV)/.tools
	$(BIN)/ruff check src tests bench man

types: $(VENV)/.tools
	$(BIN)/mypy

tests: $(VENV)/.tools
	$(BIN)/python -m pytest

bench: $(VENV)/.installed
	@$(BIN)/python bench/accuracy.py
	@$(BIN)/python bench/speed.py

# A long run of what the tests do briefly; a failure prints how to repeat it.
fuzz: $(VENV)/.tools
	FUZZ_COUNT=$(or $(COUNT),1000) $(BIN)/python -m pytest tests/test_fuzz.py --hypothesis-seed=$(or $(SEED),1)

# The build is a test as well.
docs: $(VENV)/.tools
	@$(BIN)/python -m sphinx -W --keep-going -q -b html -d build/docs-cache docs build/docs
	@echo build/docs/index.html

goldens: $(VENV)/.tools
	$(BIN)/python -m pytest tests/test_render.py tests/test_tutorial.py tests/test_docs_site.py --update-goldens

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
	rm -rf $(VENV) dist build .mypy_cache .pytest_cache .ruff_cache .hypothesis
