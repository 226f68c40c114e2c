PORT ?= 8000
# How many processes run the tests; each takes whole files, in the order of their names: the long ones come early.
TESTERS ?= 2
VENV := .venv/bin
# The most words of rules that may stand in webapp/nlp's code instead of its tables.
RULE_WORDS := 500

.PHONY: run test check lint front-end constraints clean

run: .venv/.installed
	$(VENV)/mention-mapper gazetteer build --if-missing
	$(VENV)/mention-mapper serve --port $(PORT)

# Continuous integration needs Node; elsewhere the tests run without it.
test: .venv/.installed-dev $(if $(filter true,$(CI)),front-end)
	@scripts/ensure-chromium
	$(VENV)/python -m pytest --numprocesses $(TESTERS) --dist loadfile --no-loadscope-reorder

check: lint front-end test

lint: .venv/.installed-dev
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/lint-imports
	$(VENV)/python scripts/count-rule-words --limit $(RULE_WORDS)

front-end:
	scripts/check-front-end

.venv/.installed: pyproject.toml constraints.txt constraints-py311.txt scripts/install
	scripts/install
	@touch $@

.venv/.installed-dev: pyproject.toml constraints.txt constraints-py311.txt constraints-dev.txt scripts/install
	scripts/install dev
	@touch .venv/.installed $@

# Updates the pinned versions of all dependencies; needs uv and the network.
constraints:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
		pyproject.toml --group build -o constraints.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url \
		--group dev -c constraints.txt -o constraints-dev.txt

clean:
	rm -rf .venv node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
