#!/bin/sh
# run.sh DATA OUT: makes a ledger in OUT from DATA's purchases-made-up.csv and sales.csv (or sales.csv.gz), and shows what came of it.
set -eu

if [ $# -ne 2 ]; then
    echo "usage: run.sh DATA OUT   (see README.md beside this script)" >&2
    exit 2
fi
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
data=$1
out=$2
daybook=${DAYBOOK:-$here/../../build/daybook}

[ -x "$daybook" ] || { echo "run.sh: no $daybook: build it first (cmake -S . -B build && cmake --build build), or set DAYBOOK" >&2; exit 1; }
for need in "$data/purchases-made-up.csv" "$here/daybook.toml"; do
    [ -r "$need" ] || { echo "run.sh: cannot read $need" >&2; exit 1; }
done

sales=$data/sales.csv
unpacked=
trap '[ -z "$unpacked" ] || rm -f -- "$unpacked"' EXIT
trap 'exit 130' INT TERM
if [ ! -r "$sales" ]; then
    [ -r "$sales.gz" ] || { echo "run.sh: neither $sales nor $sales.gz is there" >&2; exit 1; }
    unpacked=$(mktemp)
    gzip -dc -- "$sales.gz" >"$unpacked"
    sales=$unpacked
fi

mkdir -p -- "$out"
cp -- "$here/daybook.toml" "$out/daybook.toml"
chmod u+w -- "$out/daybook.toml"
: >"$out/shop.journal"

book() { "$daybook" -f "$out/shop.journal" "$@"; }
title() { printf '\n== %s\n' "$*"; }

title "import: seven purchases, then seven months of sales"
book import purchases "$data/purchases-made-up.csv"
book import sales "$sales"

title "stock (its last lines)"
book stock >"$out/stock.txt"
tail -n 8 "$out/stock.txt"

title "profit by month"
book profit --by month

title "balance"
book report balance

title "the same files again add nothing"
before=$(cksum <"$out/shop.journal")
book import purchases "$data/purchases-made-up.csv"
book import sales "$sales"
[ "$before" = "$(cksum <"$out/shop.journal")" ] || { echo "run.sh: the second import changed the journal" >&2; exit 1; }
