#!/usr/bin/env bash
# Installs what is missing, builds, and runs every test.
#
#   tests/run.sh [--quick | --long]
#
# --quick runs the tests of the release build only: no sanitizers, fuzzing, crashes or valgrind. --long fuzzes, kills and draws ledgers for
# longer, takes every transcript through valgrind, and runs the unit tests as clang builds them. First all is built; then as many steps run
# beside each other as there are processors, and tell in their order how they came out; what a failed step said is shown under it. The last
# line is "N passed, N failed", over everything. CMAKE_BUILD_PARALLEL_LEVEL limits the compilers and steps run at once.
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

passed=0 failed=0 bad=0
begun=() told=0 # the steps' names, and how many of them have been told of
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
at_once=${CMAKE_BUILD_PARALLEL_LEVEL:-$(getconf _NPROCESSORS_ONLN)}

# begin NAME COMMAND...: runs it beside others that have begun, each of which is to need one processor.
begin() {
    local name=$1 log=$logs/${#begun[@]}
    shift
    while [ "$(jobs -rp | wc -l)" -ge "$at_once" ]; do
        wait -n || true
        tell
    done
    begun+=("$name")
    run_step "$log" "$@" &
}

run_step() {
    local log=$1 began=$SECONDS status=0
    shift
    "$@" >"$log" 2>&1 </dev/null || status=$?
    echo "$status $((SECONDS - began))" >"$log.end"
}

skip() {
    begun+=("$1")
    echo "$2" >"$logs/$((${#begun[@]} - 1)).skipped"
}

# tell: of those that have ended, up to the first that has not.
tell() {
    while [ "$told" -lt "${#begun[@]}" ]; do
        if [ -e "$logs/$told.skipped" ]; then
            printf 'skip  %s: %s\n' "${begun[told]}" "$(<"$logs/$told.skipped")"
        elif [ -e "$logs/$told.end" ]; then
            tell_of "${begun[told]}" "$logs/$told"
        else
            return 0
        fi
        told=$((told + 1))
    done
}

# Its last "N passed, N failed", or doctest's own summary, is what a step counts for, else it counts for one.
tell_of() {
    local name=$1 log=$2 status seconds good
    read -r status seconds <"$log.end"
    read -r good bad < <(
        sed -nE 's/^([0-9]+) passed, ([0-9]+) failed$/\1 \2/p; s/^\[doctest\] test cases: *[0-9]+ \| *([0-9]+) passed \| *([0-9]+) failed.*/\1 \2/p' "$log" |
            tail -n 1 | grep . || echo "$((status == 0)) $((status != 0))"
    )
    if [ "$bad" = 0 ] && { [ "$status" != 0 ] || [ "$good" = 0 ]; }; then bad=1; fi # it did not come to its end, or tested nothing
    passed=$((passed + good)) failed=$((failed + bad))
    if [ "$bad" = 0 ]; then
        printf 'ok    %s: %s passed, 0 failed (%s s)\n' "$name" "$good" "$seconds"
    else
        printf 'FAIL  %s: %s passed, %s failed (%s s)\n' "$name" "$good" "$bad" "$seconds"
        tail -n 400 "$log" | sed 's/^/      /'
    fi
}

# Waits for all that have begun. One whose end nobody wrote down was killed.
settle() {
    wait || true
    local each
    for each in "${!begun[@]}"; do
        if [ ! -e "$logs/$each.end" ] && [ ! -e "$logs/$each.skipped" ]; then echo "137 0" >"$logs/$each.end"; fi
    done
    tell
}

finish() {
    settle
    printf '%s passed, %s failed\n' "$passed" "$failed"
    if [ "$failed" -gt 0 ]; then exit 1; else exit 0; fi
}

# compile NAME FOLDER "TARGETS" CMAKE-OPTION...: by itself, since it takes all processors.
compile() {
    local name=$1 folder=$2 targets=$3
    shift 3
    settle
    begin "$name" configure_and_build "$root/$folder" "$targets" "$@"
    settle
    [ "$bad" = 0 ]
}

configure_and_build() {
    local folder=$1 targets=$2
    shift 2
    # shellcheck disable=SC2086  # targets are words
    configure "$root" "$folder" -DDAYBOOK_TESTS=ON "$@" && build "$folder" $targets
}

# behaviour FOLDER NAME-SUFFIX: the tests that are run on every build. The unit tests as two steps, which take as long as each other.
behaviour() {
    begin "unit tests: properties of random ledgers$2" "$1/unit_tests" --no-colors=true -tc="$properties"
    begin "unit tests$2" "$1/unit_tests" --no-colors=true -tce="$properties"
    begin "transcripts$2" tests/commands/run --jobs 1 "$1/daybook"
    begin "errors$2" tests/commands/run --jobs 1 "$1/daybook" tests/errors/*.transcript
    begin "letters, as Python reads them$2" tests/letters "$1/daybook"
}
properties='properties*,redact*'

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

packages=("${build_packages[@]}" doctest-dev python3 ccache clang-format-14 hledger ledger beancount zsh fish)
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
if command -v clang++ >/dev/null 2>&1; then clang=yes; else clang=no; fi

# What is built: by g++ for use, by clang with the sanitizers, so that both hold the code to their warnings.
compile "build" build "daybook unit_tests" -DCMAKE_BUILD_TYPE=Release || finish
sanitized=no
if [ $mode != quick ]; then
    if [ $clang = yes ]; then
        options=("daybook unit_tests fuzz" -DCMAKE_CXX_COMPILER=clang++)
    else
        options=("daybook unit_tests")
    fi
    if compile "build under AddressSanitizer, UBSan" build-sanitize "${options[@]}" -DCMAKE_BUILD_TYPE=Sanitize; then sanitized=yes; fi
fi

begin "arrows of the house" tests/arrows
begin "every refusal has a transcript" tests/errors/coverage
formatter=none
for formatter in clang-format-14 clang-format none; do
    if command -v "$formatter" >/dev/null 2>&1 && "$formatter" --version | grep -q 'version 14\.'; then break; fi
done
if [ "$formatter" = none ]; then skip "format" "there is no clang-format 14"; else begin "format" format "$formatter"; fi

behaviour build ""
begin "manual pages" tests/man build/daybook
if [ -x ../shared/cases/run ]; then
    begin "worked cases" cases
else
    skip "worked cases" "there is no ../shared/cases"
fi
begin "a ledger under git" tests/git build/daybook
begin "TAB in bash, zsh and fish" tests/shells build/daybook
begin "tills that are clones" tests/tills "${tills[@]}" build/daybook
begin "hledger, ledger and beancount agree" tests/oracle/run build/daybook
if [ -d ../shared/data/online-retail ]; then
    begin "a real shop's invoices" online_retail
else
    skip "a real shop's invoices" "there is no ../shared/data/online-retail"
fi

if [ $mode = quick ]; then
    skip "crashes, sanitizers, fuzzing, valgrind" "--quick"
    finish
fi
if [ $mode = long ]; then
    seconds=900 seed=0 crash=(--long) ledgers=20000 sanitized_ledgers=2000 under_valgrind=(tests/commands/*.transcript)
    for path in tests/errors/*.transcript; do [ "$path" = tests/errors/no-program.transcript ] || under_valgrind+=("$path"); done
else
    # under valgrind a command takes a second or two: a sample of what reads, writes, imports and is refused
    seconds=60 seed=1 crash=() ledgers='' sanitized_ledgers=150
    under_valgrind=(tests/commands/{first-day,returns,tax,hostile}.transcript tests/errors/{entries,import-rows}.transcript)
fi
begin "killed at work, fifty at once" tests/crash "${crash[@]}" build/daybook
if [ -n "$ledgers" ]; then DAYBOOK_LEDGERS=$ledgers begin "$ledgers random ledgers" build/unit_tests --no-colors=true -tc="$properties"; fi
if [ $sanitized = yes ]; then
    export UBSAN_OPTIONS=print_stacktrace=1 DAYBOOK_LEDGERS=$sanitized_ledgers
    behaviour build-sanitize ", sanitized"
    unset UBSAN_OPTIONS DAYBOOK_LEDGERS
fi
if command -v valgrind >/dev/null 2>&1; then
    begin "transcripts under valgrind" tests/commands/run --jobs 1 --under "valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite" \
        build/daybook "${under_valgrind[@]}"
else
    skip "transcripts under valgrind" "there is no valgrind"
fi
if [ $clang = no ]; then
    skip "fuzzing" "there is no clang++"
elif [ $sanitized = yes ]; then
    for source in tests/fuzz/*.cpp; do
        target=$(basename "$source" .cpp)
        begin "fuzzing $target, $seconds s" tests/fuzz/run --built --seconds $seconds --seed $seed "$target"
    done
fi
if [ $mode = long ] && [ $clang = yes ] && compile "build with clang" build-clang "daybook unit_tests" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=clang++; then
    behaviour build-clang ", clang"
fi
finish
