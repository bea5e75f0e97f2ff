"""What tests/git and tests/tills share: a shop's ledger in a repository, and a count of what held."""
import os, pathlib, subprocess, sys, tempfile

DAYBOOK = ""
passed, failures = 0, []

BASE = """; the shop
2026-11-01 item TEA
    price 59.00

2026-11-02 purchase P1 from 杭州茶行
    + TEA    10 @ 30.00
    paid 300.00 cash
"""


def sale(ref, date="2026-11-03", price="59.00"):
    return f"\n{date} sell {ref}\n    - TEA 1 @ {price}\n    received {price} cash\n"


def check(what, holds, shown=""):
    global passed
    if holds:
        passed += 1
    else:
        failures.append(f"{what}\n{shown}")


class Shop:
    """A folder with a repository and a ledger, and a daybook on the PATH that is the binary under test."""

    def __init__(self, top, name, driver="daybook"):
        self.folder = pathlib.Path(top, name)
        programs = pathlib.Path(top, "bin")
        programs.mkdir(exist_ok=True)
        if not (programs / "daybook").exists():
            (programs / "daybook").symlink_to(DAYBOOK)
        self.env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self.env.update(PATH=f"{programs}:{os.environ['PATH']}", HOME=str(top), LC_ALL="C.UTF-8", NO_COLOR="1", GIT_CONFIG_NOSYSTEM="1",
                        GIT_AUTHOR_NAME="test", GIT_AUTHOR_EMAIL="test@example.org", GIT_COMMITTER_NAME="test",
                        GIT_COMMITTER_EMAIL="test@example.org")
        self.folder.mkdir(parents=True)
        self.journal = self.folder / "shop.journal"
        if driver == "daybook":
            self.run("daybook", "init", "--git")
        else:
            self.run("git", "init", "-q")
            (self.folder / ".gitattributes").write_text(f"*.journal merge={driver}\n")
        self.write(BASE)
        self.commit("the first day")
        self.trunk = self.run("git", "symbolic-ref", "--short", "HEAD").stdout.strip()

    def run(self, *words, env=None, folder=None):
        return subprocess.run(words, cwd=folder or self.folder, env={**self.env, **(env or {})}, capture_output=True, text=True, timeout=60)

    def text(self):
        return self.journal.read_text()

    def write(self, text):
        self.journal.write_text(text)

    def commit(self, message):
        done = self.run("git", "add", "-A"), self.run("git", "commit", "-qm", message)
        assert done[1].returncode == 0, done[1].stderr

    def branch(self, name, text):
        """A branch off the trunk's tip with that text; back on the trunk."""
        self.run("git", "checkout", "-qb", name)
        self.write(text)
        self.commit(name)
        self.run("git", "checkout", "-q", self.trunk)


def run_all(daybook, all_tests):
    """Each of the tests with a fresh folder for all; what did not hold, and the exit status for it."""
    global DAYBOOK
    DAYBOOK = str(pathlib.Path(daybook).resolve())
    with tempfile.TemporaryDirectory() as top:
        (pathlib.Path(top) / ".gitconfig").write_text("[gc]\n    auto = 0\n[advice]\n    detachedHead = false\n")
        for tests in all_tests:
            tests(os.path.realpath(top))
    for failure in failures:
        print(failure)
    print(f"{passed} passed, {len(failures)} failed")
    sys.exit(1 if failures else 0)
