# What a person who works on brandbot types. Needs Python >= 3.11 (with its venv module), git and make.
PYTHON ?= python3
BIN := .venv/bin
unexport PYTHONDONTWRITEBYTECODE # pytest and each process that a test starts would compile everything anew

.PHONY: demo test coverage slow proofs faults kills soak lint types contracts bench bench-peers gallery lock golden clean

# Walk the sample school through a year, on this machine only, and say where to look.
demo: .venv/.runtime
	$(BIN)/brandbot demo out/demo

# Everything that must hold before a change may land.
test: lint types contracts
	$(BIN)/python -m pytest -n 2 --dist loadfile

# The same tests, counting the lines and branches that they come to: half as long again, so it is a step of its own.
coverage: .venv/.dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term

# The tests that take a good part of a minute each.
slow: .venv/.dev
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m slow

# What takes minutes: every template, school and hard photo, measured on the pixels of its JPEG, and thousands of texts.
proofs: .venv/.dev
	BRANDBOT_PROOFS=1 $(BIN)/python -m pytest -n 2 tests/test_templates_pixels.py tests/test_templates_pixels_hard.py \
		tests/test_templates_fuzz.py tests/test_templates_fuzz_formats.py tests/test_drawing_templates.py

# Every fault at every request, with a death at every boundary, counted in a table: minutes on two cores.
faults: .venv/.dev
	PYTHONPATH=tests $(BIN)/python scripts/faults.py

# Real processes over HTTP, killed at seeded moments, 8 % of their calls faulted: each post is live exactly once.
kills: .venv/.dev
	PYTHONPATH=tests $(BIN)/python scripts/kills.py --posts 200 --kills 30

# The same for as long as it takes.
soak: .venv/.dev
	PYTHONPATH=tests $(BIN)/python scripts/kills.py --posts 4000 --kills 100

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev
	$(BIN)/mypy

contracts: .venv/.dev
	$(BIN)/lint-imports

# Speed, as ratios within one run; fails where a promise is broken.
bench: .venv/.dev
	$(BIN)/python benchmarks/run.py

# The same post drawn by others, on this machine and in one run (needs npm and Chromium; fetches their packages).
bench-peers: .venv/.dev
	$(BIN)/python benchmarks/peers/run.py

# Contact sheets of all templates, in three schools, below out/gallery.
gallery: .venv/.dev
	$(BIN)/python scripts/gallery.py

# Draw the golden pictures and reports anew; look at every one of them before committing.
golden: .venv/.dev
	BRANDBOT_UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests

# Resolve the dependencies anew (needs uv).
lock:
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --group build \
		--extra faces --extra heic \
		--no-header --output-file requirements.lock
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --group dev \
		--extra faces --extra heic --extra cjk \
		--constraint requirements.lock --no-header --output-file requirements-dev.lock

clean:
	rm -rf .venv out dist htmlcov .coverage* .mypy_cache .ruff_cache .pytest_cache

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "brandbot needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv .venv || \
		{ echo "Python's venv module is missing (on Debian: apt install python3-venv)"; exit 1; }

.venv/.runtime: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/.dev: .venv/.runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.lock
	touch $@
