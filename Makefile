# Two commands do everything: `make run` serves the site, `make test` tests it (README.md).
PYTHON  ?= python3
HOST    ?= 127.0.0.1
PORT    ?= 8000
WORKERS ?= 2
VAR_DIR ?= $(CURDIR)/var
export HOST VAR_DIR

BIN    := .venv/bin
MANAGE := $(BIN)/python manage.py
STATIC := $(shell find catalog/static -type f)

.PHONY: run test admin prepare messages

run: prepare
	$(BIN)/gunicorn bouncesite.wsgi --bind $(HOST):$(PORT) --workers $(WORKERS) --threads 4 --preload --no-control-socket

test: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(MANAGE) makemigrations --check --dry-run
	$(BIN)/pytest -n auto

# An account for the admin at /admin/; it asks for a name and a password.
admin: prepare
	$(MANAGE) createsuperuser

# Database, catalog and static files, each brought up to date; nothing that an editor changed is lost.
prepare: .venv/ready $(VAR_DIR)/static/staticfiles.json
	$(MANAGE) migrate --no-input --verbosity 0
	$(MANAGE) load_catalog

# Interface strings: gathers them from the code, keeps their translations, compiles.
messages: .venv/ready
	$(MANAGE) messages

.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; name it as PYTHON=...")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VAR_DIR)/static/staticfiles.json: .venv/ready $(STATIC)
	$(MANAGE) collectstatic --no-input --clear --verbosity 0
