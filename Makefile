# Everything runs from .venv, which is made anew when the locked versions change.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.stamp

.PHONY: site docs zensical test lint bench dist setup lock clean

site: $(STAMP)  ## condense every session and build the blog into site/
	$(BIN)/ldblog condense --all
	$(BIN)/ldblog build

docs: $(STAMP)  ## bring the reference up to date and build the documentation into site-docs/
	$(BIN)/python -m ldblog.reference
	NO_MKDOCS_2_WARNING=true $(BIN)/mkdocs build --strict --config-file mkdocs-docs.yml

zensical: $(STAMP)  ## build the posts as they stand with Zensical into site-zensical/
	$(BIN)/ldblog build --engine zensical

test: $(STAMP)  ## run every test
	$(BIN)/python -m coverage erase
	$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup --cov --cov-report=term-missing --cov-fail-under=99

lint: $(STAMP)  ## format, lint and type checks
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(STAMP)  ## print the figures that we claim, in short
	$(BIN)/python benchmarks/condense_corpus.py
	$(BIN)/python benchmarks/condense_many.py --sessions 20 --runs 1
	$(BIN)/python benchmarks/build_speed.py --sessions 20 --runs 1

dist: $(STAMP)  ## build the wheel and the sdist into dist/, and check them (VERSION: which it must be)
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .
	$(BIN)/twine check --strict dist/*
	$(BIN)/check-wheel-contents dist
	test -z "$(VERSION)" || test -f "dist/ldblog-$(VERSION).tar.gz"

setup: $(STAMP)  ## set up .venv with the locked versions

$(STAMP): constraints.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

lock: $(STAMP)  ## choose the newest versions of all dependencies and lock them
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --upgrade --generate-hashes \
	  --all-extras --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links \
	  --output-file constraints.txt pyproject.toml

clean:  ## remove what can be made again
	rm -rf $(VENV) .cache site site-docs site-zensical
