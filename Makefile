# Each target does everything it needs from a bare clone: Python >= 3.11 and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test serve lint ontology score reference speed browser cepat skema w3c clients lock clean

demo: $(STAMP)
	@$(BIN)/kgkesos demo

test: $(STAMP)
	$(BIN)/python -m pytest -n auto

serve: $(STAMP)
	@test -f kg/current || $(BIN)/kgkesos build documents
	@$(BIN)/kgkesos serve

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# The one form of the ontology's files; a test fails where a file has another.
ontology: $(STAMP)
	$(BIN)/python -m kgkesos.turtle ontology/*.ttl

score: $(STAMP)
	$(BIN)/python bench/score.py
	$(BIN)/python bench/nomenclature.py
	$(BIN)/python bench/findings.py
	$(BIN)/python bench/precision.py

# The graphs of official names and regions, from the CSV in ontology/sumber.
reference: $(STAMP)
	$(BIN)/python -m kgkesos.reference; $(BIN)/python -m kgkesos.padanan

speed: $(STAMP)
	$(BIN)/python bench/reading.py; $(BIN)/python bench/pdf.py; $(BIN)/python bench/large.py; \
	$(BIN)/python bench/checks.py; $(BIN)/python bench/questions.py; $(BIN)/python bench/trace.py

# The stamp is written last, so that an interrupted installation is begun again.
$(STAMP): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("kgkesos needs Python 3.11 or newer; set PYTHON=... to point at one") if sys.version_info < (3, 11) else None'
	@echo "Setting up $(VENV) (once; about a minute)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# What the browser tests need besides Debian's chromium; without it they skip with a word.
browser: $(STAMP)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-browser.lock

# The accelerator for SHACL; without it its tests skip with a word.
cepat: $(STAMP)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-cepat.lock

# What makes requests up from the API's own description; without it that test skips with a word.
skema: $(STAMP)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-skema.lock

# What runs the W3C's tests of the SPARQL protocol (Node 20 or newer); without it they skip with a word.
w3c:
	@npm ci --prefix tests/w3c --no-audit --no-fund --silent

# A client of SPARQL endpoints that tests ask the server with (Node 20 or newer); without it its test skips.
clients:
	@npm ci --prefix tests/clients --no-audit --no-fund --silent

# Needs uv (pip install uv); names no registry host.
lock:
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --no-emit-find-links --no-annotate -o requirements.lock
	uv pip compile pyproject.toml --extra browser --constraint requirements.lock --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate \
		-o requirements-browser.lock
	uv pip compile pyproject.toml --extra cepat --constraint requirements.lock --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate \
		-o requirements-cepat.lock
	uv pip compile pyproject.toml --extra skema --constraint requirements.lock --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url --no-emit-find-links --no-annotate \
		-o requirements-skema.lock

clean:
	rm -rf $(VENV) kg
