# Night Porter: each target is one command on a fresh machine with Python 3.11+ and make.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
READY  := $(VENV)/.ready

.PHONY: demo run test check bench slow lock clean

$(READY): requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

demo: $(READY)
	$(PY) main.py --demo

run: $(READY)
	$(PY) main.py

test: $(READY)
	@if $(PY) -c 'import PySide6.QtWidgets' 2>/dev/null; then $(PY) -m pytest; else \
		echo "Qt's system libraries are not on this machine (README, Linux): the window's tests are left out."; \
		$(PY) -m pytest -p no:pytest-qt --ignore=tests/ui; fi

slow: $(READY)
	$(PY) -m pytest -m slow --timeout 3600

check: $(READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

bench: $(READY)
	$(PY) -m tests.benchmarks

lock:
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate --output-file requirements.lock

clean:
	rm -rf $(VENV) build dist
