# Every target works on a fresh machine with Python 3.11, make and git; the
# environment is installed from the lock the first time a target needs it.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PY := .venv/bin/python

export PYTHONUTF8 := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := false

.PHONY: demo run check test test-trial test-real test-spark bench lint lint-sql clean

demo: .venv/installed ## a made-up company, from raw files to audiences
	$(PY) -m python_hooks demo
	$(PY) -m python_hooks run

run: .venv/installed ## RAW=<folder> AS_OF=<timestamp> THROUGH=<date> POLICY=<folder> MODE=<mode>
	$(PY) -m python_hooks run \
		$(if $(RAW),--raw "$(RAW)") $(if $(AS_OF),--as-of "$(AS_OF)") \
		$(if $(THROUGH),--through "$(THROUGH)") \
		$(if $(POLICY),--policy "$(POLICY)") $(if $(MODE),--mode "$(MODE)") \
		$(if $(filter false,$(PUBLISH)),--no-publish)

check: .venv/installed ## POLICY=<folder>: look for mistakes in the policy files
	$(PY) -m python_hooks check $(if $(POLICY),--policy "$(POLICY)")

TRIALS_true :=
TRIALS_replay := and (not trial or replay)
TRIALS_ := and not trial
test: .venv/installed-train .venv/installed-value ## all tests but the three below; TRIAL=true: those of test-trial as well, =replay: some
	$(PY) -m pytest -m "not spark and not real $(TRIALS_$(TRIAL))" \
		-n 2 --dist loadfile --no-loadscope-reorder

test-trial: .venv/installed ## replays and comparisons of whole days
	$(PY) -m pytest -m "trial and not real"

test-real: .venv/installed-value .venv/installed-train ## ten days on two real years of receipts, people of known truth; QUICK=true: some
	$(PY) -m pytest -m "real $(if $(filter true,$(QUICK)),and not trial)"

test-spark: .venv/installed-spark ## the second engine: the whole project, and every decision equal
	$(PY) -m pytest -m spark

bench: .venv/installed ## how fast the walk is, beside a compiled one, and who is who; CUSTOMERS=, RECORDS=<number>
	$(PY) -m uv sync --frozen --inexact --quiet --group bench
	$(PY) -m tests.benchmarks.walk $(if $(CUSTOMERS),--customers $(CUSTOMERS))
	$(PY) -m tests.benchmarks.walk $(if $(CUSTOMERS),--customers $(CUSTOMERS)) --plenty
	$(PY) -m tests.benchmarks.walk $(if $(CUSTOMERS),--customers $(CUSTOMERS)) --campaigns 1000
	$(PY) -m tests.benchmarks.identity $(if $(RECORDS),--records $(RECORDS))

lint: .venv/installed ## ruff and mypy
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

# The linter opens DuckDB to compile the models; there is nothing to land for it.
lint-sql: .venv/installed ## sqlfluff over every model and test; takes minutes; PROCESSES=<number>
	mkdir -p "$${BATUTA_HOME:-.batuta}"
	BATUTA_LANDED=1 $(PY) -m sqlfluff lint --processes $(or $(PROCESSES),2) models tests

.venv/installed: uv.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("batuta needs Python 3.11 or 3.12; name one with PYTHON=...") if not (3, 11) <= sys.version_info[:2] <= (3, 12) else None'
	test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(PY) -m uv sync --frozen --inexact --quiet
	@touch $@

.venv/installed-spark: .venv/installed
	$(PY) -m uv sync --frozen --inexact --quiet --group spark
	@touch $@

.venv/installed-train: .venv/installed
	$(PY) -m uv sync --frozen --inexact --quiet --group train
	@touch $@

.venv/installed-value: .venv/installed
	$(PY) -m uv sync --frozen --inexact --quiet --group value
	@touch $@

clean: ## remove everything generated in this folder
	rm -rf .batuta target logs
