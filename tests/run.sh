#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test.
#
#   tests/run.sh [--quick | --long]
#
# --quick runs the tests of the release build only: no sanitizers, fuzzing, crashes or valgrind. --long fuzzes, kills and draws ledgers for
# longer, takes every transcript through valgrind, and runs the unit tests as clang builds them. Each step says how it came out; what a failed
# step said is shown under it. The last line is "N passed, N failed", over everything. CMAKE_BUILD_PARALLEL_LEVEL limits the compilers run
# at once.
# shellcheck disable=SC2317  # step runs functions by name
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
cd -- "$root"
# shellcheck source=examples/build-tools.sh
. examples/build-tools.sh

mode=default
tills=()
case "$*" in
    '') ;;
    --quick) mode=quick ;;
    --long) mode=long tills=(--long) ;;
    -h | --help)
        sed -n '2,9s/^# \{0,1\}//p' tests/run.sh
        exit 0
        ;;
    *)
        echo "usage: tests/run.sh [--quick | --long]" >&2
        exit 2
        ;;
esac

passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

finish() {
    printf '%s passed, %s failed\n' "$passed" "$failed"
    if [ "$failed" -gt 0 ]; then exit 1; else exit 0; fi
}

skip() { printf 'skip  %s: %s\n' "$1" "$2"; }

# step NAME COMMAND...: runs it; its last "N passed, N failed", or doctest's own summary, is what it counts for, else it counts for one.
step() {
    local name=$1 began=$SECONDS status=0 good bad
    shift
    "$@" >"$log" 2>&1 </dev/null || status=$?
    read -r good bad < <(
        sed -nE 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p; s/^\[doctest\] test cases: *[0-9]+ \| *([0-9]+) passed \| *([0-9]+) failed.*/\1 \2/p' "$log" |
            tail -n 1 | grep . || echo "$((status == 0)) $((status != 0))"
    )
    if [ "$bad" = 0 ] && { [ "$status" != 0 ] || [ "$good" = 0 ]; }; then bad=1; fi # it did not come to its end, or tested nothing
    passed=$((passed + good)) failed=$((failed + bad))
    if [ "$bad" = 0 ]; then
        printf 'ok    %s: %s passed, 0 failed (%s s)\n' "$name" "$good" $((SECONDS - began))
    else
        printf 'FAIL  %s: %s passed, %s failed (%s s)\n' "$name" "$good" "$bad" $((SECONDS - began))
        tail -n 400 "$log" | sed 's/^/      /'
        return 1
    fi
}

# compile NAME FOLDER CMAKE-OPTION...
compile() {
    local name=$1 folder=$2
    shift 2
    step "$name" configure_and_build "$root/$folder" "$@"
}

configure_and_build() {
    local folder=$1
    shift
    configure "$root" "$folder" -DDAYBOOK_TESTS=ON "$@" && build "$folder" daybook unit_tests
}

# behaviour FOLDER NAME-SUFFIX: the tests that are run on every build.
behaviour() {
    step "unit tests$2" "$1/unit_tests" --no-colors=true || true
    step "transcripts$2" tests/commands/run "$1/daybook" || true
    step "errors$2" tests/commands/run "$1/daybook" tests/errors/*.transcript || true
    step "letters, as Python reads them$2" tests/letters "$1/daybook" || true
}

cases() {
    local names=() name
    while read -r name _; do
        case $name in '' | '#'*) ;; *) names+=("../shared/cases/$name.case") ;; esac
    done <tests/cases_expected.txt
    ../shared/cases/run build/daybook "${names[@]}"
}

online_retail() {
    local out=build/online-retail data=../shared/data/online-retail first second
    rm -rf "$out"
    examples/online-retail/run.sh "$data" "$out" || return 1
    first=$(cat "$out"/*.journal | cksum)
    examples/online-retail/run.sh "$data" "$out" || return 1
    second=$(cat "$out"/*.journal | cksum)
    if [ "$first" != "$second" ]; then
        echo "importing the same files again changed the ledger"
        return 1
    fi
    tests/online_retail build/daybook "$out" "$data/expected.txt"
}

format() { find src tests -name '*.h' -o -name '*.cpp' | LC_ALL=C sort | xargs "$1" --dry-run --Werror; }

packages=("${build_packages[@]}" doctest-dev python3 ccache clang-format-14 hledger ledger beancount)
if [ $mode != quick ]; then packages+=(clang valgrind); fi
if ! install_missing "${packages[@]}"; then
    failed=1
    finish
fi
if ! command -v python3 >/dev/null 2>&1; then
    echo "Missing, please install: python3 (the tests are written in it)" >&2
    failed=1
    finish
fi

step "arrows of the house" tests/arrows || true
step "every refusal has a transcript" tests/errors/coverage || true
formatter=none
for formatter in clang-format-14 clang-format none; do
    if command -v "$formatter" >/dev/null 2>&1 && "$formatter" --version | grep -q 'version 14\.'; then break; fi
done
if [ "$formatter" = none ]; then skip "format" "there is no clang-format 14"; else step "format" format "$formatter" || true; fi

compile "build" build -DCMAKE_BUILD_TYPE=Release || finish
behaviour build ""
if [ -x tests/man ]; then step "manual pages" tests/man build/daybook || true; fi
if [ -x ../shared/cases/run ]; then
    step "worked cases" cases || true
else
    skip "worked cases" "there is no ../shared/cases"
fi
step "a ledger under git" tests/git build/daybook || true
step "tills that are clones" tests/tills "${tills[@]}" build/daybook || true
step "hledger, ledger and beancount agree" tests/oracle/run build/daybook || true
if [ ! -d ../shared/data/online-retail ]; then
    skip "a real shop's invoices" "there is no ../shared/data/online-retail"
else
    step "a real shop's invoices" online_retail || true
fi

if [ $mode = quick ]; then
    skip "crashes, sanitizers, fuzzing, valgrind" "--quick"
    finish
fi
if [ $mode = long ]; then
    fuzz=(--seconds 900) crash=(--long) ledgers=20000 sanitized_ledgers=2000 under_valgrind=(tests/commands/*.transcript)
    for path in tests/errors/*.transcript; do [ "$path" = tests/errors/no-program.transcript ] || under_valgrind+=("$path"); done
else
    # under valgrind a command takes a second or two: a sample of what reads, writes, imports and is refused
    fuzz=(--seconds 60 --seed 1) crash=() ledgers='' sanitized_ledgers=150
    under_valgrind=(tests/commands/{first-day,returns,tax,hostile}.transcript tests/errors/{entries,import-rows}.transcript)
fi
if [ -x tests/crash ]; then step "killed at work, fifty at once" tests/crash "${crash[@]}" build/daybook || true; fi
if [ -n "$ledgers" ]; then DAYBOOK_LEDGERS=$ledgers step "$ledgers random ledgers" build/unit_tests --no-colors=true -tc='properties*,redact*' || true; fi
if compile "build under AddressSanitizer, UBSan" build-sanitize -DCMAKE_BUILD_TYPE=Sanitize; then
    export UBSAN_OPTIONS=print_stacktrace=1 DAYBOOK_LEDGERS=$sanitized_ledgers
    behaviour build-sanitize ", sanitized"
    unset UBSAN_OPTIONS DAYBOOK_LEDGERS
fi
if command -v clang++ >/dev/null 2>&1; then
    step "fuzzing, ${fuzz[1]} s a target, as clang builds it" tests/fuzz/run "${fuzz[@]}" || true
    if [ $mode = long ] && compile "build with clang" build-clang -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=clang++; then
        behaviour build-clang ", clang"
    fi
else
    skip "fuzzing, clang" "there is no clang++"
fi
if command -v valgrind >/dev/null 2>&1; then
    step "transcripts under valgrind" tests/commands/run --under "valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite" \
        build/daybook "${under_valgrind[@]}" || true
else
    skip "transcripts under valgrind" "there is no valgrind"
fi
finish
