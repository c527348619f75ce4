# SPDX-License-Identifier: Apache-2.0
#
#   make demo     builds, imports the samples, issues a report in three formats and a small bidding round, verifies all
#   make loop     runs a month of the loop around the report on the samples: catalogue, reconciliation, assessment
#   make test     builds and runs every test with the outside judges
#   make fuzz     feeds each reader with broken input for a minute (FUZZ_SECONDS=n for longer)
#   make soak     long fault and fuzz runs
#   make golden   keeps the texts of typical reports anew (Tests/Golden)
#   make bench    measures, stage by stage (PEERS=DIR beside other generators, see docs/performance.md)
#   make format   formats the sources

# The runtime of Swift is linked in: what is built starts sooner, runs faster and needs no Swift where it runs.
BUILD := swift build -c release --static-swift-stdlib
BIN   := .build/release
TESTS := swift test

export PATH := $(CURDIR)/.build/judges/bin:$(PATH)
export CREDITREPORT_JUDGES := $(CURDIR)/.build/judges

.PHONY: all demo loop test golden fuzz soak bench format lint clean
all: build

.PHONY: build
build:
	.ci/prerequisites build
	$(BUILD) --product creditreport

loop: build
	PATH=$(CURDIR)/$(BIN):$$PATH Samples/loop/month

demo: build
	PATH=$(CURDIR)/$(BIN):$$PATH Samples/demo

test:
	.ci/prerequisites test
	$(TESTS)

golden:
	.ci/prerequisites test
	CREDITREPORT_GOLDEN=renew $(TESTS) --filter GoldenTests
	git --no-pager diff --stat Tests/Golden

fuzz:
	.ci/prerequisites build
	Tests/Fuzzing/run

soak: build
	CREDITREPORT_HISTORIES=1000000 $(TESTS) --filter ComparisonTests
	CREDITREPORT_MUTATIONS=20000 $(TESTS) --filter SchemaAgreementTests
	CREDITREPORT_RECORDS="1000 10000" $(TESTS) --filter LongReportTests
	Tests/Mutations/run
	CREDITREPORT=$(CURDIR)/$(BIN)/creditreport Tests/Faults/run
	CREDITREPORT=$(CURDIR)/$(BIN)/creditreport Tests/Faults/rounds
	PATH=$(CURDIR)/$(BIN):$$PATH Tests/Judges/round
	CREDITREPORT=$(CURDIR)/$(BIN)/creditreport Tests/Sizes/run
	$(BUILD) --product creditbench
	$(BIN)/creditbench flips Samples/vectors/root.pem . 2026-11-20T10:00:00+08:00 1 Samples/vectors/report.xml Samples/vectors/report.html Samples/vectors/report.pdf
	FUZZ_SECONDS=600 Tests/Fuzzing/run

bench: demo
	.ci/prerequisites bench
	$(BUILD) --product creditbench
	PATH=$(CURDIR)/$(BIN):$$PATH Samples/bench
	PATH=$(CURDIR)/$(BIN):$$PATH Samples/bench-verify
	for records in 10000 1000000; do $(BIN)/creditbench store --records $$records; done
	if [ -n "$(PEERS)" ]; then PATH=$(CURDIR)/$(BIN):$$PATH PEERS="$(PEERS)" Samples/bench-peers && PATH=$(CURDIR)/$(BIN):$$PATH PEERS="$(PEERS)" Samples/bench-cold; fi

format:
	swift format -i --configuration .swift-format -r Package.swift Sources Tests

lint:
	swift format lint --strict --configuration .swift-format -r Package.swift Sources Tests

clean:
	rm -rf .build .build-fuzz out
