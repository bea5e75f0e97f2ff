#!/usr/bin/env bash
# How fast is it? Runs daybook beside the practical limit and beside the tools that a seller might use instead, and prints a table.
#
#   tests/bench/run.sh LIMIT_CPP GENERATE_PY [SALES_CSV]
#
# LIMIT_CPP is a bare replay of the journal that GENERATE_PY makes (modes: limit ids FILE). SALES_CSV (or .csv.gz), a shop's invoices with its
# purchases-made-up.csv beside them as examples/online-retail imports them, is imported by daybook and by sqlite3. SQLite, ledger and
# hledger are run where they are installed.
#
# DAYBOOK  the program measured (default: build/daybook)      BENCH   where the inputs are kept (default: /tmp/daybook-bench)
# PAIRS    runs of each pair (default: 11)                    BIG     the largest journal's documents (default: 4000000; 0: leave it out)
# PAGE     a page whose table between "<!-- tests/bench/run.sh -->" and "<!-- end -->" is to be replaced by this one, such as README.md
#
# Nothing here fails on time.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ $# -lt 2 ] || [ $# -gt 3 ]; then
    sed -n '4p' "${BASH_SOURCE[0]}" | sed 's/^# */usage: /' >&2
    exit 2
fi
limit_cpp=$1 generate=$2
export SALES_CSV=${3:-} PURCHASES_CSV=$(dirname -- "${3:-.}")/purchases-made-up.csv
export PAGE=${PAGE:-} RULES=$root/examples/online-retail/daybook.toml
export DAYBOOK=${DAYBOOK:-$root/build/daybook} BENCH=${BENCH:-/tmp/daybook-bench} BIG=${BIG:-4000000}
[ -x "$DAYBOOK" ] || { echo "run.sh: no $DAYBOOK: build it first" >&2; exit 1; }

mkdir -p "$BENCH"
[ "$BENCH/limit" -nt "$limit_cpp" ] || "${CXX:-g++}" -O3 -march=x86-64-v2 -std=c++17 -pthread "$limit_cpp" -o "$BENCH/limit"
for n in 1000 10000 100000 1000000 ${BIG#0}; do
    kinds=j
    if [ "$n" = 10000 ]; then kinds=jls; fi
    [ -s "$BENCH/$n/done" ] || { echo "making $n documents …" >&2; python3 "$generate" "$n" "$BENCH/$n" "$kinds" >"$BENCH/$n.totals" && date >"$BENCH/$n/done"; }
done
if [ "${SALES_CSV%.gz}" != "$SALES_CSV" ]; then
    gzip -dc -- "$SALES_CSV" >"$BENCH/sales.csv"
    SALES_CSV=$BENCH/sales.csv
fi
exec python3 "$root/tests/bench/table.py"
