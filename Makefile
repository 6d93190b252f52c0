# Works from any folder, spaces and accents included: every path is relative, and tools are run
# as modules, because a script cannot name its interpreter when the path holds a space.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
CONSTRAINTS := .ci/constraints.txt
READY := $(VENV)/.ready
READY_TO_TEST := $(VENV)/.ready-to-test
INSTALL := $(RUN) -m pip install --quiet --disable-pip-version-check --constraint $(CONSTRAINTS)

# Python reads .pth files in the locale's encoding: a relative path has no accent to stumble on,
# and stays right when the folder is moved.
LINK_HERE := $(RUN) -c "import os, pathlib, sysconfig; \
	packages = sysconfig.get_path('purelib'); \
	link = pathlib.Path(packages, '_editable_impl_duettiste.pth'); \
	link.write_text(os.path.relpath('.', packages) + chr(10))"

.PHONY: help setup play demo test lint format bench screenshots docs clean

help:
	@echo "make play         play in this terminal"
	@echo "make demo         watch one play and read its debrief"
	@echo "make test         run every test"
	@echo "make lint         style, format, types, dependency rules"
	@echo "make format       lay the code out"
	@echo "make bench        measure, and print the table"
	@echo "make screenshots  draw the pictures of the README again"
	@echo "make docs         write the pages made from the code"
	@echo "make clean        remove what can be made again"

setup: $(READY)

# An environment whose Python has gone is made again.
ifneq ($(shell $(RUN) -c "print(1)" 2>/dev/null),1)
.PHONY: $(READY)
endif

$(READY): pyproject.toml $(CONSTRAINTS)
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null \
		|| { echo "Duettiste demande Python 3.11 ou plus récent : make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@echo "Installation dans $(VENV), une seule fois (une minute environ)…"
	@$(RUN) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@$(INSTALL) --editable .
	@$(LINK_HERE)
	@touch $(READY)

$(READY_TO_TEST): $(READY)
	@$(INSTALL) --editable ".[dev]"
	@$(LINK_HERE)
	@touch $(READY_TO_TEST)

play: $(READY)
	@$(RUN) -m game

demo: $(READY)
	@$(RUN) -m game demo --seed 1

test: $(READY_TO_TEST)
	@$(RUN) -m pytest --numprocesses auto --dist worksteal

lint: $(READY_TO_TEST)
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@$(RUN) -c "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"

format: $(READY_TO_TEST)
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

bench: $(READY_TO_TEST)
	@$(RUN) -m tests.bench

screenshots: $(READY_TO_TEST)
	@$(RUN) -m tests.pictures

docs: $(READY)
	@$(RUN) -m tests.documentation

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
