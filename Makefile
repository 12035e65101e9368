# Everything a contributor runs. `make test` is what has to be green; it needs
# no network but the Go module proxy, and installs what is missing when it may.
#
#   make test       format, vet, staticcheck, every test with the race detector
#   make build      bin/parallax: one static file
#   make bench      every benchmark, among them the time of a whole process
#   make fuzz       every fuzz target for FUZZTIME
#   make accuracy   the figures of docs/accuracy.md, where the labelled data is
#   make lint       format, vet and staticcheck alone
#   make train      the learned files, made anew from the labelled data
#   make pictures   the README's screenshots and shown output, made anew

SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := test

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
FUZZTIME    ?= 20s
BENCH       ?= .
VERSION     ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)

# Labelled data that may not be part of the project (news texts belong to their
# publishers). Tests that need it have the build tag "shared"; without the
# folder they are not built.
PARALLAX_SHARED ?= $(abspath ../shared)
SHARED_TAG      := $(if $(wildcard $(PARALLAX_SHARED)/data),$(if $(wildcard $(PARALLAX_SHARED)/score),shared))
comma           := ,
TAGS            := browser$(if $(SHARED_TAG),$(comma)$(SHARED_TAG))

# A checkout that belongs to somebody else, as in containers, has no VCS state
# that git would tell.
export GOFLAGS := -buildvcs=false
export PARALLAX_SHARED

.PHONY: test deps lint fmt vet staticcheck unit build bench fuzz accuracy train pictures clean

test: deps lint unit
	@echo
	@echo "make test: all green (format, vet, staticcheck, tests with -race; tags $(TAGS))"
	@$(if $(SHARED_TAG),:,echo "make test: no labelled data at ../shared$(comma) so no accuracy floor was checked")

deps:
	@.ci/deps

lint: fmt vet staticcheck

fmt:
	@bad=$$(gofmt -l $$(git ls-files --cached --others --exclude-standard '*.go' 2>/dev/null || find . -name '*.go')); \
	if [ -n "$$bad" ]; then echo "gofmt would change:" $$bad; exit 1; fi
	@echo "gofmt: ok"

vet:
	@go vet ./...
	@go vet -tags $(TAGS) ./...
	@echo "go vet: ok"

staticcheck:
	@go run $(STATICCHECK) -tags $(TAGS) ./...
	@echo "staticcheck: ok"

unit:
	go test -race -timeout 15m -tags $(TAGS) ./...

build:
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=$(VERSION)" -o bin/parallax ./cmd/parallax

bench:
	go test -run '^$$' -bench '$(BENCH)' -benchmem ./...

# A fuzz target runs alone: go test takes one at a time.
fuzz:
	@go list -f '{{.ImportPath}} {{.Dir}}' ./... | while read -r pkg dir; do \
	  for target in $$(grep -hoE '^func Fuzz[A-Za-z0-9_]*' "$$dir"/*_test.go 2>/dev/null | awk '{print $$2}' | sort -u); do \
	    echo "$$pkg $$target"; go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) "$$pkg"; \
	  done; \
	done

accuracy: build
	@if [ -z "$(SHARED_TAG)" ]; then echo "make accuracy needs the labelled data: set PARALLAX_SHARED to its folder"; exit 1; fi
	python3 $(PARALLAX_SHARED)/score/collation.py --bin bin/parallax --in $(PARALLAX_SHARED)/data/basil/in --gold $(PARALLAX_SHARED)/data/basil/gold
	python3 $(PARALLAX_SHARED)/score/quotes.py --bin bin/parallax --gold $(PARALLAX_SHARED)/data/polnear/dev
	python3 $(PARALLAX_SHARED)/score/cofenet.py --bin bin/parallax --gold $(PARALLAX_SHARED)/data/cofenet/valid.jsonl
	python3 $(PARALLAX_SHARED)/score/stories.py --bin bin/parallax --gold $(PARALLAX_SHARED)/data/stories/*.jsonl
	python3 $(PARALLAX_SHARED)/score/times.py --bin bin/parallax --gold $(PARALLAX_SHARED)/data/times/tbaq

# Each command's docstring and docs/models.md say what it learns from. The order
# counts: what comes later is learned on the tags of what comes first.
train:
	go run ./internal/tag/train
	go run ./internal/attribution/train
	go run ./internal/attribution/train -confidence

CHROMIUM := $(firstword $(shell command -v chromium chromium-browser google-chrome 2>/dev/null))

pictures: build
	mkdir -p build
	bin/parallax compare --format html -o build/example.html examples/hallowmere-water
	profile=$$(mktemp -d); \
	$(CHROMIUM) --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking \
	  --user-data-dir=$$profile --window-size=1280,1180 --screenshot=docs/comparison.png build/example.html; \
	rm -rf $$profile
	bin/parallax serve --demo --log none --listen 127.0.0.1:18730 & service=$$!; \
	trap 'kill $$service' EXIT; \
	until curl -sf http://127.0.0.1:18730/api/1/status | grep -q '"stories":9.*"to_compare":0'; do sleep .5; done; \
	profile=$$(mktemp -d); \
	$(CHROMIUM) --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking \
	  --user-data-dir=$$profile --window-size=1280,1180 --screenshot=docs/service.png http://127.0.0.1:18730/; \
	rm -rf $$profile
	go test -run TestReadmeShowsWhatHappens -update .

clean:
	rm -rf bin build
