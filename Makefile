# Chasqui: `make help` lists what can be made. Every target is idempotent.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
# How many processes share the tests, each with a PostgreSQL and a Redis: many tests wait more than
# they compute, so that three are right for two cores.
JOBS ?= 3
# Every one of them, and each of the hundreds of processes that they start, would compile the same
# modules anew where the environment forbids Python to keep what it compiled.
unexport PYTHONDONTWRITEBYTECODE
BIN := $(VENV)/bin
STAMP := $(VENV)/.chasqui-setup
ASSETS := services/portal/static/dist/manifest.json
FRONTEND := $(wildcard services/portal/frontend/*.* services/portal/frontend/*/*.*)

.PHONY: help setup demo up test check format lint types imports e2e chaos wild bench messages clean

help: ## Muestra esta ayuda
	@awk -F ':.*## ' '/^[a-z0-9_-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) $(ASSETS) ## Prepara el entorno: Python, dependencias con hash, recursos del portal

$(STAMP): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if (3, 11) <= v < (3, 14) else \
		"Chasqui necesita Python 3.11, 3.12 o 3.13 (este es %d.%d). Use: make PYTHON=python3.11 …" % v)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements/dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation -e .
	@touch $@

$(ASSETS): $(STAMP) $(FRONTEND)
	@$(BIN)/python services/portal/frontend/build.py

demo: setup ## La historia completa sobre piezas reales; EXIT=1 termina sin quedarse sirviendo
	@$(BIN)/chasqui demo $(if $(EXIT),--exit)

up: setup ## Arranca toda la suite y la deja sirviendo
	@$(BIN)/chasqui up

test: setup ## Todas las pruebas, sobre PostgreSQL, Redis, SMTP y Celery de verdad
	@$(BIN)/python -m pytest -n $(JOBS) --dist loadscope

e2e: setup ## Solo las pruebas con navegador
	@$(BIN)/python -m pytest -m browser -n $(JOBS) --dist loadscope

chaos: setup ## Diez muertes súbitas en medio de un envío
	@CHASQUI_CHAOS_KILLS=10 $(BIN)/python -m pytest -m chaos --timeout 1800

wild: setup ## Decenas de miles de peticiones raras a todos los servicios: ningún 5xx
	@CHASQUI_WILD_FACTOR=40 CHASQUI_FUZZ_EXAMPLES=20000 $(BIN)/python -m pytest --timeout 7200 -n $(JOBS) \
		--dist loadscope tests/integration/*/test_openapi.py tests/integration/portal/test_wild_forms.py \
		tests/unit/mailer/designs/domain/test_finished_designs.py

bench: setup ## Mide las razones de rendimiento y escribe benchmarks/results.json
	@$(BIN)/python -m benchmarks

check: setup ## Formato, estilo, tipos, capas y ancho de las plantillas
	@$(BIN)/ruff format --check -q . && $(BIN)/ruff check -q . && $(BIN)/mypy && $(BIN)/lint-imports
	@$(BIN)/python services/portal/frontend/check_templates.py

messages: setup ## Reúne los textos para traducir y pone al día los catálogos de idiomas
	@$(BIN)/chasqui messages

format: setup ## Da formato
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

lint: setup ## Solo estilo
	@$(BIN)/ruff check .

types: setup ## Solo tipos
	@$(BIN)/mypy

imports: setup ## Solo capas
	@$(BIN)/lint-imports

clean: ## Borra los datos y registros locales (var/)
	@rm -rf var
