# run, test, check, serve: see README.md

PYTHON ?= python3
PIP := .venv/bin/python -m pip install --quiet --disable-pip-version-check
.DEFAULT_GOAL := help
.PHONY: help run serve test check format requirements pictures

help:
	@echo "make run       try the portal, with a demo city (PORT=8123 make run)"
	@echo "make test      every test, those in a real browser too"
	@echo "make check     style, imports, migrations, deployment"
	@echo "make format    put the code in the house style"
	@echo "make pictures  take the pictures of the manual anew (ONLY=desk make pictures)"
	@echo "make serve     production; .env.example lists what to set"

# A stamp for each list of pins: once they are installed, nothing here needs the network.
.venv/.run: requirements.txt
	@$(PYTHON) scripts/machine.py
	$(PYTHON) -m venv .venv
	$(PIP) -r requirements.txt
	@touch $@

.venv/.test: requirements-test.txt .venv/.run
	$(PIP) -r requirements-test.txt
	@touch $@

run: .venv/.run
	@$(PYTHON) scripts/machine.py "letter libraries"
	@.venv/bin/python scripts/stack.py run

serve: .venv/.run
	@$(PYTHON) scripts/machine.py "letter libraries"
	@.venv/bin/python scripts/stack.py serve

test: .venv/.test
	@.venv/bin/python -m pytest -n 2 --dist loadgroup $(PYTEST)

check: .venv/.test
	@scripts/check

format: .venv/.test
	@scripts/format

pictures: .venv/.test
	@$(PYTHON) scripts/machine.py "letter libraries"
	@.venv/bin/python scripts/pictures.py $(ONLY)

# Raise every pin to the newest release that requirements*.in allow.
requirements:
	rm -rf var/pins
	$(PYTHON) -m venv var/pins
	var/pins/bin/pip install --quiet -r requirements.in
	(echo "# Made by \`make requirements\` from requirements.in; not edited by hand."; \
	  var/pins/bin/pip freeze) > requirements.txt
	var/pins/bin/pip install --quiet -r requirements-test.in
	(echo "# Made by \`make requirements\` from requirements-test.in; not edited by hand."; \
	  echo "-r requirements.txt"; var/pins/bin/pip freeze | grep -vxFf requirements.txt) > requirements-test.txt
	rm -rf var/pins
