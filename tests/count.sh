#!/bin/sh
# count.sh COMMAND… runs a command that runs tests, shows its output, and ends on one line:
#   N passed, N failed, N skipped
# A test that cannot run prints `SKIPPED name: why` (tests/support/skip.rs); libtest calls it passed, this line does not.
# Exit status: that of the command; 1 with CI=true where a test was skipped.
set -u

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM

{ "$@" 2>&1; echo $? >"$work/status"; } | tee "$work/output"
status=$(cat "$work/status")

awk -v status="$status" -v ci="${CI:-}" '
    /^test result: (ok|FAILED)\. / { passed += $4; failed += $6; if ($3 == "FAILED.") reported++ }
    /(^|\.\.\. )SKIPPED [^ ]+: / { skipped++ }
    /^error: [0-9]+ targets? failed:/ { targets = $2 }
    END {
        # A test binary that died has no result of its own: it counts for one failure. So does a build that failed.
        if (targets > reported) failed += targets - reported
        if (status && !failed) failed = 1
        if (!status && skipped && ci == "true") { status = 1; print "CI=true: no test may be skipped" }
        printf "%d passed, %d failed, %d skipped\n", passed - skipped, failed, skipped
        exit status
    }' "$work/output"
