# make test    all tests, browser included; installs what they need
# make lint    formatting, vet and linters
# make bench   how long builds take, beside Hugo and Pagefind: docs/performance.md
#              (of the parts: go test -run '^$$' -bench . ./...)
# make quality how good the search is: of the sample hub, or with SITE=… QUERIES=…
# make fuzz    every fuzz test for FUZZTIME
# make cross   does it build for other systems?
# make vendor  fetch the theme's third-party files anew

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:

FUZZTIME ?= 30s
LINT := .tools/golangci-lint-v2.15.0
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

# Where goroutines meet. The whole pipeline is looked at once more, on the
# sample hub. All under the race detector would take too long: tests of hostile
# input measure time.
RACE := ./cmd/ankerplatz/internal/devserver ./cmd/ankerplatz/internal/host ./generator/output ./search/bleveindex

.PHONY: test lint bench quality fuzz cross vendor packages

# Not from the cache: some tests run the program, whose files it doesn't watch.
test: packages tests/node_modules/.package-lock.json lint
	go test -count=1 -timeout 30m ./...
	go test -race -timeout 30m $(RACE)
	go run -race ./cmd/ankerplatz check --quiet

lint: $(LINT)
	go vet ./...
	$(LINT) run
	$(LINT) fmt --diff

# BENCH=-large adds 100,000 pages; a memory disk as TMPDIR leaves the disk out.
bench:
	go run ./tests/bench $(BENCH)

# tests/quality/main.go says what else FLAGS may be.
quality:
	go run ./tests/quality $(if $(SITE),--site $(SITE)) $(if $(QUERIES),--queries $(QUERIES)) $(FLAGS)

fuzz:
	go test -list '^Fuzz' ./... | awk '/^Fuzz/ { f[n++] = $$1 } $$1 == "ok" { for (i = 0; i < n; i++) print $$2, f[i]; n = 0 }' | \
	while read -r package name; do \
		echo "$$package $$name"; \
		go test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) "$$package"; \
	done

cross:
	GOOS=windows go vet ./...
	GOOS=darwin go vet ./...

vendor:
	node tests/vendor.mjs

# What the tests need of the system: a browser with its driver, Python to read
# messages and calendars back, and a C compiler for the race detector.
packages:
	@missing=(); \
	for need in chromium:chromium chromedriver:chromium-driver gcc:gcc nvim:neovim python3:python3 ssh:openssh-client /usr/sbin/sshd:openssh-server; do \
		command -v "$${need%%:*}" >/dev/null || missing+=("$${need##*:}"); \
	done; \
	python=/usr/bin/python3; [[ -e /etc/debian_version ]] || python=python3; \
	"$$python" -c 'import vobject' 2>/dev/null || missing+=(python3-vobject); \
	if [[ -e /usr/include/stdio.h || ! -e /etc/debian_version ]]; then :; else missing+=(libc6-dev); fi; \
	if (( $${#missing[@]} == 0 )); then exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
		echo "the tests need $${missing[*]}: install them with your system's package manager" >&2; exit 1; \
	fi; \
	if [[ -n "$(SUDO)" ]] && ! command -v sudo >/dev/null; then \
		echo "the tests need $${missing[*]}: run as root: apt-get install $${missing[*]}" >&2; exit 1; \
	fi; \
	$(SUDO) apt-get update -q; \
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$${missing[@]}"

tests/node_modules/.package-lock.json: tests/package.json tests/package-lock.json
	npm --prefix tests ci --no-audit --no-fund
	touch $@

$(LINT):
	mkdir -p .tools
	GOBIN=$(CURDIR)/.tools go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(lastword $(subst -, ,$@))
	mv .tools/golangci-lint $@
