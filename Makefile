# The two first commands: `make demo` shows the program, `make test` tests it.
# Elsewhere: `make check` (what CI checks besides), `make help`.

CARGO ?= cargo
# One set of features for the tests and the demonstration, so that they share one build of each dependency (Cargo.toml).
FEATURES = --features test-support

.DEFAULT_GOAL := help
.PHONY: help demo test test-slow test-servers check fmt clippy rustdoc deny drift docs bench performance strength-eval word-lists figures \
	pictures contrast release-smoke captcha-score fuzz install-test-tools

help: ## these lines
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' $(MAKEFILE_LIST) | expand -t 28

# The development profile: it builds sooner than a release, and what would be slow in it is optimised (Cargo.toml).
demo: ## open the menu over the embedded directory (jdupont, Ancien-Mdp-2026)
	$(CARGO) run $(FEATURES) -- demo $(ARGS)

test: install-test-tools ## every test, with a real OpenLDAP server where there is one; the last line counts them
	@tests/count.sh $(CARGO) test $(FEATURES) --no-fail-fast

test-slow: ## more random cases and images, hostile servers at the usual limits, lost answers on slapd (some twenty minutes)
	PROPTEST_CASES=4000 $(CARGO) test $(FEATURES) --lib
	IMAGES=2000 $(CARGO) test $(FEATURES) --test images
	$(CARGO) test $(FEATURES) --test hostile -- --ignored
	$(CARGO) test $(FEATURES) --test writes -- --ignored --nocapture

# A machine that may make no mount namespace skips them; that is no failure, with CI=true either.
test-servers: ## the kiosk of the guide on a real sshd (root; installs openssh-server)
	@CI= PACKAGES=openssh-server TOOLS="sshd ssh sftp" tests/install-tools.sh
	@CI= tests/count.sh $(CARGO) test $(FEATURES) --test sshd -- --ignored

install-test-tools: ## slapd and its tools, for the tests
	@tests/install-tools.sh

check: fmt clippy rustdoc deny drift release-smoke ## formatting, lints, documentation, licences, drift of generated documents

fmt:
	$(CARGO) fmt --check

# The tests and the examples, then the program with each set of features: code that one set does not use is refused.
clippy:
	$(CARGO) clippy $(FEATURES) --all-targets -- -D warnings
	$(CARGO) clippy $(FEATURES) --no-default-features -- -D warnings
	$(CARGO) clippy -- -D warnings
	$(CARGO) clippy --no-default-features -- -D warnings

rustdoc:
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc $(FEATURES) --no-deps --document-private-items

deny:
	@if $(CARGO) deny --version >/dev/null 2>&1; then \
		$(CARGO) deny check bans licenses sources; \
	else \
		echo "cargo-deny is not there: licences and sources are not checked (cargo install cargo-deny)"; \
	fi

# A release has no test-support, and may have no demonstration.
release-smoke: ## the program with the features of a release
	$(CARGO) test --test release
	$(CARGO) test --no-default-features --test release

drift:
	$(CARGO) test $(FEATURES) --test docs

docs: ## write docs/configuration.md again
	$(CARGO) run --quiet $(FEATURES) -- docs config > docs/configuration.md.new
	mv docs/configuration.md.new docs/configuration.md

# The binary as it is delivered (without test-support), which some of the measures start.
bench: ## every measure, beside OpenLDAP's tools and other terminal programs (apt-get install whiptail dialog)
	$(CARGO) build --release --quiet
	$(CARGO) run --release --quiet $(FEATURES) --example bench
	$(CARGO) run --release --quiet $(FEATURES) --example breach_bench
	$(CARGO) run --release --quiet $(FEATURES) --example equal_times

performance: ## write docs/performance.md again: the terminal, measured from outside beside the same programs
	$(CARGO) build --release --quiet
	$(CARGO) run --release --quiet $(FEATURES) --example bench -- --page docs/performance.md

# Its own profile: it is run again after each change of the gauge (Cargo.toml).
strength-eval: ## the gauge beside zxcvbn, against guess numbers; LIST=a public list of passwords (without, it says which)
	@$(CARGO) run --profile measure --quiet $(FEATURES) --example strength_eval -- LIST="$(LIST)" FIRST="$(FIRST)" \
		SURNAMES="$(SURNAMES)" TOWNS="$(TOWNS)" NAMES_A="$(NAMES_A)" NAMES_B="$(NAMES_B)" REAL="$(REAL)" \
		ZXCVBN_TS="$(ZXCVBN_TS)" SEED="$(SEED)" $(ARGS)

# Each list is complete before one of them is replaced.
WORD_LISTS = $(CARGO) run --quiet $(FEATURES) --example word_lists --
WORDS = src/password/strength/words
COMMUNES_PACKAGE = @etalab/decoupage-administratif@6.0.0

word-lists: ## write the lists of names again; FIRST_NAMES=FILE SURNAMES=FILE COMMUNES=FILE (npm fetches it): docs/word-lists.md
	@if [ -z "$(FIRST_NAMES)" ] || [ -z "$(SURNAMES)" ]; then \
		echo "FIRST_NAMES and SURNAMES are missing: docs/word-lists.md says which files they are"; exit 2; \
	fi
	@set -e; made=$$(mktemp -d); trap 'rm -rf "$$made"' EXIT; communes="$(COMMUNES)"; \
	if [ -z "$$communes" ]; then \
		(cd "$$made" && npm pack --silent $(COMMUNES_PACKAGE) >/dev/null && tar xzf *.tgz package/data/communes.json); \
		communes="$$made/package/data/communes.json"; \
	fi; \
	$(WORD_LISTS) first-names "$(FIRST_NAMES)" 8000 > "$$made/first_names.txt"; \
	$(WORD_LISTS) surnames "$(SURNAMES)" 15000 > "$$made/surnames.txt"; \
	$(WORD_LISTS) communes "$$communes" > "$$made/communes.txt"; \
	for name in first_names surnames communes; do cat "$$made/$$name.txt" > "$(WORDS)/$$name.txt"; done

figures: ## circles, lines, comments, names of tests; ARGS=--list says where
	$(CARGO) run --quiet $(FEATURES) --example figures -- $(ARGS)

contrast: ## the least contrast of words and marks, theme by theme, on nine grounds
	$(CARGO) test --quiet $(FEATURES) --test contrast -- --nocapture

pictures: ## the pictures of the screens, for the README
	$(CARGO) run --quiet $(FEATURES) --example pictures

# With coverage where cargo-fuzz and a nightly compiler are; else mutations of well-formed inputs.
FUZZ ?= decoder gate ppolicy ldif config theme breach
FUZZ_SECONDS ?= 60

fuzz: ## random bytes to each reader of untrusted bytes; FUZZ="gate ldif" FUZZ_SECONDS=600
	@if $(CARGO) +nightly fuzz --version >/dev/null 2>&1; then \
		for target in $(FUZZ); do $(CARGO) +nightly fuzz run $$target -- -max_total_time=$(FUZZ_SECONDS) -max_len=4096 -timeout=5 || exit 1; done; \
	else \
		FUZZ_SECONDS=$(FUZZ_SECONDS) $(CARGO) run --quiet $(FEATURES) --example fuzz -- $(FUZZ); \
	fi

captcha-score: ## how many captchas a reading machine reads (needs tesseract)
	@CARGO="$(CARGO)" FEATURES="$(FEATURES)" tests/captcha-score.sh
