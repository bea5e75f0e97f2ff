#!/usr/bin/env python3
"""The table of tests/bench/run.sh, which makes the inputs and calls this."""
import os
import platform
import shutil
import statistics
import subprocess
import sys
import time

BENCH, DAYBOOK, BIG = os.environ["BENCH"], os.environ["DAYBOOK"], int(os.environ["BIG"])
PAIRS = int(os.environ.get("PAIRS", "11"))
LIMIT = os.path.join(BENCH, "limit")
MILLION = os.path.join(BENCH, "1000000", "shop.journal")
HUNDRED = os.path.join(BENCH, "100000", "shop.journal")


printed = []


def say(line):
    printed.append(line)
    print(line, flush=True)


def into_page(page):
    """Puts the table where the page has it."""
    begin, end = "<!-- tests/bench/run.sh -->\n", "<!-- end -->"
    with open(page, encoding="utf-8") as file:
        before, _, rest = file.read().partition(begin)
    if end not in rest:
        sys.exit(f"{page}: no table of tests/bench/run.sh to replace")
    with open(page, "w", encoding="utf-8") as file:
        file.write(before + begin + "\n".join(printed) + "\n" + rest[rest.index(end):])


class Run:
    """One finished process: seconds by the clock and of the processor, and its peak memory in bytes."""

    def __init__(self, command, stdin=None):
        began = time.perf_counter()
        child = subprocess.Popen(command, stdin=stdin or subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        self.wall = time.perf_counter() - began
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss * 1024
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit(f"{' '.join(command)}: exit {child.returncode}")


def pairs(ours, other, n=PAIRS):
    """Both in turn, A B A B, after a run of each that is not counted."""
    Run(ours), Run(other)
    return [(Run(ours), Run(other)) for _ in range(n)]


def row(what, ratios, goal, note=""):
    ratios = sorted(ratios)
    say(f"| {what} | {statistics.median(ratios):.2f} | {ratios[0]:.2f}–{ratios[-1]:.2f} | {goal} | {note} |")


def against(what, ours, other, goal):
    done = pairs(ours, other)
    wall = statistics.median(a.wall for a, _ in done)
    cpu = statistics.median(a.cpu / b.cpu for a, b in done)
    row(what, [a.wall / b.wall for a, b in done], goal, f"{wall:.3f} s; processor time {cpu:.2f}")
    return done


def daybook(journal, *words):
    return [DAYBOOK, "-f", journal, "--today", "2026-12-31", *words]


def folder(name):
    path = os.path.join(BENCH, name)
    os.makedirs(path, exist_ok=True)
    return path


def write(path, text):
    if not os.path.exists(path) or os.path.getsize(path) != len(text.encode()):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    return path


def entries_of(journal):
    with open(journal, encoding="utf-8") as file:
        return file.read().rstrip("\n").split("\n\n")


def reports():
    limit = [LIMIT, "ids", MILLION]
    peak = os.path.getsize(MILLION)
    stock = against("`stock`, against `limit ids`", daybook(MILLION, "stock"), limit, "2")
    memory = [a.peak / peak for a, _ in stock]
    for words in (["profit", "--by", "item"], ["profit", "--by", "customer"], ["report", "daily"], ["report", "balance"]):
        done = against(f"`{' '.join(words)}`, against `limit ids`", daybook(MILLION, *words), limit, "2.5")
        memory += [a.peak / peak for a, _ in done]
    row("peak memory of these, against the file's size", memory, "1.5", f"the file has {peak / 2**20:.0f} MiB")


def appending():
    entries = entries_of(HUNDRED)
    item = next(line.split()[1] for line in reversed(entries[0].split("\n")) if line.startswith("    +"))
    copy = os.path.join(folder("append"), "shop.journal")
    shutil.copyfile(HUNDRED, copy)
    sale = daybook(copy, "sell", f"{item}:0.001@0", "--date", "2026-12-31", "--received", "0", "--with", "cash")
    against("appending a sale to 100,000 documents, against `stock` on them", sale, daybook(HUNDRED, "stock"), "1.2")


def start():
    thousand = os.path.join(BENCH, "1000", "shop.journal")
    done = pairs(daybook(thousand, "stock"), ["git", "--version"], 5 * PAIRS)
    row("the whole process on 1,000 documents, against `git --version`", [a.wall / b.wall for a, b in done], "3",
        f"{1000 * statistics.median(a.wall for a, _ in done):.1f} ms")


def flat():
    """What each further document costs. The first thousand bring the names and the item rows, and the start: they are told, not compared."""
    def processor_time(n):
        journal = os.path.join(BENCH, str(n), "shop.journal")
        return statistics.median(Run(daybook(journal, "stock")).cpu for _ in range(PAIRS if n >= 100000 else 10 * PAIRS))

    first = processor_time(1000)
    costs = {n: (processor_time(n) - first) / (n - 1000) for n in (10000, 100000, 1000000, BIG) if n}
    note = ", ".join(f"to {n:,}: {1e6 * cost:.2f} µs" for n, cost in costs.items())
    row("processor time of each document after the first 1,000, against that of 100,000", [cost / costs[100000] for cost in costs.values()],
        "0.8–1.2", f"{note}; the start and the first 1,000, with their 1,000 rows: {1000 * first:.1f} ms")


def shapes():
    plain = daybook(MILLION, "stock")
    fifo = folder("fifo")
    write(os.path.join(fifo, "daybook.toml"), '[books]\ncosting = "fifo"\n')
    link = os.path.join(fifo, "shop.journal")
    if not os.path.exists(link):
        os.symlink(MILLION, link)
    against("FIFO, against average", daybook(link, "stock"), plain, "1.3")
    entries = entries_of(MILLION)
    half = len(entries) // 2
    mixed = "\n\n".join(entry for pair in zip(entries[half:], entries[:half]) for entry in pair) + "\n"
    late = write(os.path.join(folder("late"), "shop.journal"), mixed)
    against("out of date order, against in order", daybook(late, "stock"), plain, "1.3")
    parts, size = folder("parts"), (len(entries) + 499) // 500
    for i in range(500):
        write(os.path.join(parts, f"{i:03}.journal"), "\n\n".join(entries[i * size:(i + 1) * size]) + "\n")
    main = write(os.path.join(parts, "shop.journal"), "".join(f"include {i:03}.journal\n" for i in range(500)))
    against("in 500 included files, against in one", daybook(main, "stock"), plain, "1.3")


def importing():
    sales = os.environ["SALES_CSV"]
    if not sales or not shutil.which("sqlite3"):
        return
    place = folder("import")
    journal, database = os.path.join(place, "shop.journal"), os.path.join(place, "shop.db")
    shutil.copyfile(os.environ["RULES"], os.path.join(place, "daybook.toml"))
    with open(sales, "rb") as file:
        rows = file.read().count(b"\n")

    def ours():
        with open(journal, "w", encoding="utf-8"):
            pass
        Run(daybook(journal, "import", "purchases", os.environ["PURCHASES_CSV"]))
        return Run(daybook(journal, "import", "sales", sales)).wall

    def theirs():
        if os.path.exists(database):
            os.remove(database)
        return Run(["sqlite3", database, ".mode csv", f".import '{sales}' sales"]).wall

    done = [(ours(), theirs()) for _ in range(PAIRS)]
    seconds = statistics.median(a for a, _ in done)
    row("`import` of the real invoices, rows a second against SQLite's `.import`", [b / a for a, b in done], "0.5",
        f"{rows:,} rows, {rows / seconds:,.0f} a second; both written to disk")


def others():
    place = os.path.join(BENCH, "10000")
    ours = daybook(os.path.join(place, "shop.journal"), "report", "balance")
    for name, command in (("ledger", ["ledger", "-f", f"{place}/shop.ledger", "bal", "assets:bank"]),
                          ("hledger", ["hledger", "-f", f"{place}/shop.ledger", "bal"]),
                          ("sqlite3, load only", ["sqlite3", ":memory:", ".mode csv", f".import {place}/documents.csv d", f".import {place}/lines.csv l"])):
        if not shutil.which(command[0]):
            continue
        try:
            done = [(Run(command), Run(ours)) for _ in range(3)]
        except SystemExit as why:
            say(f"| {name}: {why} | | | | |")
            continue
        row(f"{name}, against `report balance`, 10,000 documents", [a.wall / b.wall for a, b in done], "–",
            f"{statistics.median(a.wall for a, _ in done):.2f} s")


def main():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.partition(": ")[2].strip() for line in file if line.startswith("model name")), platform.machine())
    say(f"{os.cpu_count()} cores ({model}), Linux, page cache warm; ratios of the time by the clock, {PAIRS} pairs run in turn.\n")
    say("| what | median | spread | to reach | |\n|---|---|---|---|---|")
    reports()
    appending()
    start()
    flat()
    shapes()
    importing()
    others()
    if os.environ["PAGE"]:
        into_page(os.environ["PAGE"])


main()
