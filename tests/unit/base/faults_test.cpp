// Every system call of append, create, replace and fix-tail made to fail in turn: the file is byte for byte the old or the new one, and the
// result tells which. Longer than other files: it goes through four doings in every way that they can fail.
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>

#include "base/locked_file.h"
#include "journal/journal.h"
#include "journal/lexer.h"
#include "journal/tail.h"
#include "unit/faulty_disk.h"

using namespace daybook;

namespace {

namespace fs = std::filesystem;

constexpr int codes[] = {ENOSPC, EIO, EINTR, EROFS, EACCES, ENOLCK};
const std::string fresh = "\n2026-11-03 sell S2 to 王芳\n    - TEA 2 @ 59.00\n    received 118.00 cash\n";

// What the closing line of a run says of the attack.
struct Tally {
    int faults = 0, cuts = 0;
    ~Tally() { fmt::print("faults injected: {}; files as a power cut leaves them: {}\n", faults, cuts); }
};
Tally tally;

struct Folder {
    fs::path path = fs::temp_directory_path() / ("daybook-faults-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    std::string file(const std::string& name) const { return (path / name).string(); }
    void clear() const {
        for (const auto& entry : fs::directory_iterator(path)) fs::remove(entry);
    }
    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : fs::directory_iterator(path)) found.push_back(entry.path().filename().string());
        std::sort(found.begin(), found.end());
        return found;
    }
};

// Past the seam, so that no fault touches it.
std::string bytes_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return in ? std::string(std::istreambuf_iterator<char>(in), {}) : "(none)";
}

void lay(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

struct Attack {
    std::function<void()> prepare;
    std::function<Result<void>()> act;
    std::function<void(const Result<void>&)> verify;

    void once(FaultyDisk& faulty) const {
        prepare();
        Result<void> result;
        {
            const DiskInstead instead(faulty);
            result = act();
        }
        CAPTURE(faulty.fail_call);
        CAPTURE(faulty.code);
        CAPTURE(faulty.fail_from);
        CAPTURE(faulty.room);
        verify(result);
        tally.faults += faulty.faults;
    }

    std::vector<std::string> calls() const {
        FaultyDisk none;
        once(none);
        return none.calls;
    }

    // Each call alone, with each code; then each with all behind it, as a disk that went away.
    void every_call() const {
        const std::vector<std::string> all = calls();
        for (int code : codes)
            for (int call = 0; call < static_cast<int>(all.size()); ++call) {
                FaultyDisk faulty;
                faulty.fail_call = call;
                faulty.code = code;
                once(faulty);
                const std::string& name = all[static_cast<size_t>(call)];
                // an interrupted call is made again; those are never interrupted
                if (code == EINTR && !name.starts_with("status") && name != "duplicate" && name != "remove")
                    CHECK(faulty.calls.size() == all.size() + 1);
                if (code == EINTR) continue;
                FaultyDisk gone;
                gone.fail_from = call;
                gone.code = code;
                once(gone);
            }
    }

    // Each write takes only so many bytes at first, whatever number; and the disk fills up at every byte.
    void every_byte(size_t size) const {
        const std::vector<std::string> all = calls();
        for (int call = 0; call < static_cast<int>(all.size()); ++call) {
            if (!all[static_cast<size_t>(call)].starts_with("write")) continue;
            for (size_t taken = 0; taken < size; ++taken) {
                FaultyDisk faulty;
                faulty.short_call = call;
                faulty.short_size = taken;
                once(faulty);
            }
        }
        for (size_t room = 0; room <= size; ++room) {
            FaultyDisk full;
            full.room = static_cast<int64_t>(room);
            once(full);
        }
    }
};

// What readers take the journal to be.
std::string entries_seen(const std::string& path) {
    Journal journal((BookSettings()));
    auto file = TextFile::open(path);
    REQUIRE(file);
    journal.read_main(path, std::move(*file));
    CHECK(journal.errors().empty());
    std::string all;
    for (const Entry& entry : journal.entries().entries) all += journal.text_of(entry);
    return all;
}

const std::string lf = "2026-11-01 open OB1\n    + TEA 10 @ 30.00\n";
const std::string crlf = "2026-11-01 open OB1\r\n    + TEA 10 @ 30.00\r\n\r\n";
const std::string commented = "; 小店\n\n2026-11-01 open OB1\n    + TEA 10 @ 30.00\n; the end\n";

}  // namespace

TEST_CASE("faults: an append that fails in any call leaves the file as it was, and says so") {
    const Folder folder;
    const std::string path = folder.file("shop.journal");
    for (const std::string& before : {std::string(), lf, crlf, commented}) {
        Attack attack;
        attack.prepare = [&] { lay(path, before); };
        attack.act = [&]() -> Result<void> {
            auto file = LockedFile::open(path);
            if (!file) return tl::unexpected<Error>(file.error());
            const auto text = file->text().and_then([](const TextFile& opened) { return opened.all(); });
            if (!text) return tl::unexpected<Error>(text.error());
            return file->append(fresh);
        };
        lay(path, before);
        const std::string seen_before = entries_seen(path);
        attack.verify = [&](const Result<void>& result) {
            const std::string now = bytes_of(path);
            if (result || result.error().what.id == Text::err_unconfirmed) {
                CHECK(now == before + fresh);
            } else if (result.error().what.id == Text::err_cannot_cut_back) {
                CHECK((now == before || now.starts_with(before + std::string(1, '\0'))));
                CHECK(entries_seen(path) == seen_before);
            } else {
                CHECK(now == before);
            }
        };
        attack.every_call();
        attack.every_byte(fresh.size());
    }
}

TEST_CASE("faults: a power cut at any byte of an append leaves the old entries to readers, stops writers, and is mended") {
    const Folder folder;
    const std::string path = folder.file("shop.journal");
    std::string uncommitted = fresh;
    uncommitted[0] = '\0';
    for (const std::string& before : {std::string(), lf, crlf, commented}) {
        lay(path, before);
        const std::string seen_before = entries_seen(path);
        for (size_t size = 1; size <= fresh.size(); ++size) {
            folder.clear();
            // what the disk had not taken yet comes back as zeros
            for (const std::string& part : {uncommitted.substr(0, size), std::string(size, '\0')}) {
                ++tally.cuts;
                lay(path, before + part);
                CHECK(entries_seen(path) == seen_before);
                Journal journal((BookSettings()));
                journal.read_main(path, std::move(*TextFile::open(path)));
                const Errors errors = journal.tail_errors();
                REQUIRE(errors.size() == 1);
                CHECK(errors[0].what.id == Text::err_unfinished);
                CHECK(errors[0].place.line == std::count(before.begin(), before.end(), '\n') + 1);
                const auto aside = fix_tail(path);
                REQUIRE(aside);
                CHECK(bytes_of(path) == before);
                CHECK(bytes_of(aside->file) == part);
                CHECK(fix_tail(path)->file.empty());
            }
            CHECK(folder.names() == std::vector<std::string>{"shop.journal", "shop.journal.torn-1", "shop.journal.torn-2"});
        }
        folder.clear();
    }
}

TEST_CASE("faults: a new file is there whole or not at all, and an existing one never touched") {
    const Folder folder;
    const std::string path = folder.file("shop.journal");
    for (const bool taken : {false, true}) {
        Attack attack;
        attack.prepare = [&] {
            folder.clear();
            if (taken) lay(path, "another's");
        };
        attack.act = [&] { return create_file(path, fresh); };
        bool gone = false;  // then nothing can be cleared away either
        attack.verify = [&](const Result<void>& result) {
            const std::string now = bytes_of(path);
            if (taken) {
                CHECK_FALSE(result);
                CHECK(now == "another's");
            } else if (result) {
                CHECK(now == fresh);
            } else {
                CHECK((now == "(none)" || (gone && now == fresh)));
            }
        };
        const std::vector<std::string> all = attack.calls();
        for (int code : codes)
            for (int call = 0; call < static_cast<int>(all.size()); ++call)
                for (const bool away : {false, true}) {
                    if (away && code == EINTR) continue;
                    FaultyDisk faulty;
                    gone = away;
                    (away ? faulty.fail_from : faulty.fail_call) = call;
                    faulty.code = code;
                    attack.once(faulty);
                }
        gone = false;
        attack.every_byte(fresh.size());
        attack.prepare();
    }
}

TEST_CASE("faults: a replaced file is the old or the new one") {
    const Folder folder;
    const std::string path = folder.file("stock.csv");
    for (const std::string& before : {std::string("(none)"), std::string("a report of before\n")}) {
        Attack attack;
        attack.prepare = [&] {
            folder.clear();
            if (before == "(none)") return;
            lay(path, before);
            fs::permissions(path, fs::perms(0640));
        };
        attack.act = [&] { return write_file(path, fresh); };
        attack.verify = [&](const Result<void>& result) {
            const bool is_new = result || result.error().what.id == Text::err_unconfirmed;
            CHECK(bytes_of(path) == (is_new ? fresh : before));
            if (before == "(none)") return;
            CHECK(fs::status(path).permissions() == fs::perms(0640));
        };
        attack.every_call();
        attack.every_byte(fresh.size());
        // what succeeds leaves nothing else behind, nor does what fails once
        attack.calls();
        CHECK(folder.names() == std::vector<std::string>{"stock.csv"});
    }
}

TEST_CASE("faults: setting a torn end aside loses nothing, wherever it fails") {
    const Folder folder;
    const std::string path = folder.file("shop.journal");
    const std::string torn = std::string("\0", 1) + fresh.substr(1, 40);
    for (const std::string& part : {torn, std::string("2026-11-03 sell S2\n    - TEA 1")}) {
        Attack attack;
        attack.prepare = [&] {
            folder.clear();
            lay(path, lf + part);
        };
        attack.act = [&]() -> Result<void> {
            const auto aside = fix_tail(path);
            if (!aside) return tl::unexpected<Error>(aside.error());
            return {};
        };
        attack.verify = [&](const Result<void>& result) {
            const bool cut = result || result.error().what.id == Text::err_unconfirmed;
            CHECK(bytes_of(path) == (cut ? lf : lf + part));
            if (cut) CHECK(bytes_of(path + ".torn-1") == part);
        };
        attack.every_call();
        attack.every_byte(part.size());
    }
}

TEST_CASE("faults: a file that another program puts in the journal's place is seen at each moment") {
    const Folder folder;
    const std::string path = folder.file("shop.journal"), other = folder.file("other");
    // replaces the journal when a call of that name has been made so many times
    struct Replacing : FaultyDisk {
        std::string when, path, other;
        int times = 0;
        void maybe(const char* what) {
            if (what == when && times-- == 0) fs::rename(other, path);
        }
        int lock(int file, int how) override {
            const int result = FaultyDisk::lock(file, how);
            maybe("lock");
            return result;
        }
        int duplicate(int file) override {
            const int result = FaultyDisk::duplicate(file);
            maybe("duplicate");
            return result;
        }
        int sync_content(int file) override {
            const int result = FaultyDisk::sync_content(file);
            maybe("sync_content");
            return result;
        }
    };
    const auto append = [&](const std::string& when, int times) -> Result<void> {
        lay(path, lf);
        lay(other, crlf);
        Replacing replacing;
        replacing.when = when;
        replacing.times = times;
        replacing.path = path;
        replacing.other = other;
        ++tally.faults;
        const DiskInstead instead(replacing);
        auto file = LockedFile::open(path);
        REQUIRE(file);
        REQUIRE(file->text());
        return file->append(fresh);
    };
    SUBCASE("while it waits for the lock: it locks the new one") {
        CHECK(append("lock", 0));
        CHECK(bytes_of(path) == crlf + fresh);
    }
    SUBCASE("between reading and writing: it refuses") {
        CHECK(append("duplicate", 0).error().what.id == Text::err_file_changed);
        CHECK(bytes_of(path) == crlf);
    }
    SUBCASE("while it writes: it says that the entry is not there") {
        CHECK(append("sync_content", 1).error().what.id == Text::err_replaced);
        CHECK(bytes_of(path) == crlf);
    }
}

TEST_CASE("faults: a file that grew or shrank between reading and writing is not appended to") {
    const Folder folder;
    const std::string path = folder.file("shop.journal");
    for (const std::string& meanwhile : {lf + "; more\n", lf.substr(0, 20), std::string()}) {
        lay(path, lf);
        auto file = LockedFile::open(path);
        REQUIRE(file);
        lay(path, meanwhile);
        CHECK(file->append(fresh).error().what.id == Text::err_file_changed);
        CHECK(bytes_of(path) == meanwhile);
    }
}

TEST_CASE("faults: a reader whose file is cut back while it reads sees what is left, and shows no line that is gone") {
    const Folder folder;
    const std::string path = folder.file("shop.journal");
    std::string text;
    for (int i = 0; i < 3000; ++i) text += "; line " + std::to_string(i) + "\n";
    lay(path, text);
    Source source(path, std::move(*TextFile::open(path)));
    size_t got = 0;
    const auto read = source.read(
        [&](std::string_view lines) {
            if (got == 0) fs::resize_file(path, 6000);
            got += lines.size();
            return lines.size();
        },
        {}, 4000);
    REQUIRE(read);
    source.end(*read);
    CHECK(got == 6000);
    lay(path, text);
    CHECK(source.last_line() == 3001);
    fs::resize_file(path, 0);
    const auto gone = source.line(2500);
    CHECK((!gone || !WordCursor(*gone).next()));
}

TEST_CASE("faults: a read-only folder") {
    if (::geteuid() == 0) return;  // root may write everywhere
    const Folder folder;
    lay(folder.file("stock.csv"), "old");
    fs::permissions(folder.path, fs::perms(0500));
    CHECK_FALSE(write_file(folder.file("stock.csv"), "new"));
    CHECK_FALSE(create_file(folder.file("b"), "new"));
    CHECK(bytes_of(folder.file("stock.csv")) == "old");
    fs::permissions(folder.path, fs::perms(0700));
}

TEST_CASE("how much of a text is whole") {
    const auto whole = [](const std::string& text) { return text.substr(0, whole_size(text)); };
    CHECK(whole("") == "");
    CHECK(whole(lf) == lf);
    CHECK(whole(lf + "2026") == lf);
    CHECK(whole(lf + "2026-11-03 sell S2\n    - TEA 1") == lf);
    CHECK(whole(lf + "; a remark") == lf);
    CHECK(whole(lf + "; one\n; two") == lf + "; one\n");
    CHECK(whole(lf + "   ") == lf);
    CHECK(whole(lf + "include 2025.jour") == lf);
    CHECK(whole(lf + std::string("\0", 1)) == lf);
    CHECK(whole(lf + std::string("\0a\nb\n\0c", 7)) == lf);
    CHECK(whole(std::string("\0a\n", 3)) == "");
    CHECK(whole("2026-11-03 sell S2") == "");
}
