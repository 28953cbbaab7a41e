# `make demo` and `make test` are all a newcomer needs; both install what is missing into .venv.

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python

.PHONY: install demo test check format docs reference lock clean

install: .venv/.installed

.venv/bin/uv:
	$(PYTHON) -c 'import sys; sys.exit("Lantu needs Python 3.11 or later; set PYTHON=…" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv

.venv/.installed: requirements.lock pyproject.toml | .venv/bin/uv
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-build-isolation --no-deps -e .
	touch $@

.venv/.developing: requirements-dev.lock .venv/.installed
	$(INSTALL) --require-hashes -r requirements-dev.lock
	touch $@

demo: install
	$(BIN)/lantu demo

test: .venv/.developing
	$(BIN)/pytest -n 2 --dist loadgroup $(TESTS)

check: .venv/.developing reference
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: .venv/.developing
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: install
	$(BIN)/python -m graph.describe > docs/model.md
	$(BIN)/python -m api.examples

reference: .venv/.developing
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going docs/reference build/reference

lock: .venv/bin/uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --upgrade \
	  --custom-compile-command 'make lock' --python-version 3.11 \
	  --group build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --upgrade \
	  --custom-compile-command 'make lock' --python-version 3.11 \
	  --constraint requirements.lock --extra cluster --group build pyproject.toml -o requirements-cluster.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --upgrade \
	  --custom-compile-command 'make lock' --python-version 3.11 \
	  --constraint requirements-cluster.lock --all-extras --group build --group dev pyproject.toml -o requirements-dev.lock

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
