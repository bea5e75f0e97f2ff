#!/usr/bin/env bash
# From a fresh clone to a shop's stock, profit and day, in one command.
#
#   examples/quickstart.sh [FOLDER]
#
# Installs what is missing (apt; elsewhere it says what to install), builds build/daybook, copies the made-up shop of examples/shop into
# FOLDER (a new folder under /tmp where none is given), and shows what daybook makes of it. A shop that is already in FOLDER is left as
# it is.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
# shellcheck source=examples/build-tools.sh
. "$root/examples/build-tools.sh"

case ${1:-} in
    -h | --help)
        sed -n '2,9s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
        exit 0
        ;;
esac

install_missing "${build_packages[@]}"

say "Building daybook (the first time takes a minute or two) …" "正在编译 daybook（首次需一两分钟）……"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { configure "$root" "$root/build" -DCMAKE_BUILD_TYPE=Release -DDAYBOOK_TESTS=OFF && build "$root/build" daybook; } >"$log" 2>&1; then
    cat "$log" >&2
    say "The build failed: its output is above." "编译失败，输出见上。" >&2
    exit 1
fi
daybook=$root/build/daybook

if [ $# -gt 0 ]; then
    mkdir -p -- "$1"
    shop=$(cd -- "$1" && pwd -P)
else
    shop=$(mktemp -d "${TMPDIR:-/tmp}/daybook-shop.XXXXXX")
fi
if [ -e "$shop/shop.journal" ] || [ -e "$shop/daybook.toml" ]; then
    say "There is a shop in $shop already: left as it is." "$shop 里已有账本，保持不动。"
else
    cp -- "$root/examples/shop/daybook.toml" "$root/examples/shop/shop.journal" "$shop/"
    chmod 600 "$shop/shop.journal" # it holds customers' phones
fi
cd -- "$shop"

show() {
    printf '\n$ daybook'
    printf ' %s' "$@"
    printf '\n'
    "$daybook" "$@"
}
show stock
show profit --by item
show report daily --date 2026-11-30

echo
say "This shop is plain text: $shop/shop.journal" "账本是纯文本：$shop/shop.journal"
say "What to type next:" "接下来可以试试："
printf '\n  cd %q\n  alias daybook=%q\n' "$shop" "$daybook"
cat <<'END'
  daybook stock card LJ-50
  daybook sell LJ-50:2 --to 陈晓雯 --received 129.20 --with alipay --date 2026-11-30
  daybook purchase LJ-50:20@32 --from 杭州梅坞茶行 --paid 640 --with bank --date 2026-11-30
  daybook undo
  daybook find 陈晓雯 龙井
  daybook customer due
  daybook profit --by channel
  daybook sell            # alone, it asks
  daybook --help
END
