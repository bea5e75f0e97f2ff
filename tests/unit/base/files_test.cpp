#include <doctest/doctest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <thread>
#include <vector>

#include "base/locked_file.h"

using namespace daybook;

namespace {

namespace fs = std::filesystem;

struct Folder {
    fs::path path = fs::temp_directory_path() / ("daybook-files-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    std::string file(const std::string& name) const { return (path / name).string(); }
};

// As though the disk were full behind so many bytes.
struct SmallDisk {
    rlimit before{};
    explicit SmallDisk(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small{bytes, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
        ::signal(SIGXFSZ, SIG_IGN);
    }
    ~SmallDisk() { ::setrlimit(RLIMIT_FSIZE, &before); }
};

}  // namespace

TEST_CASE("files: a new file is its owner's alone, and an existing one is never touched") {
    const Folder folder;
    REQUIRE(create_file(folder.file("a"), "one\n"));
    struct stat status {};
    REQUIRE(::stat(folder.file("a").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
    CHECK_FALSE(create_file(folder.file("a"), "two\n"));
    CHECK(*read_file(folder.file("a")) == "one\n");
    REQUIRE(write_file(folder.file("a"), "three"));
    CHECK(*read_file(folder.file("a")) == "three");
}

TEST_CASE("files: what cannot be read or written says its path and why") {
    const Folder folder;
    for (const auto& result : {read_file(folder.file("none")), read_file(folder.path.string())}) {
        REQUIRE_FALSE(result);
        CHECK(result.error().what.args[0].plain.find(folder.path.string()) == 0);
    }
    CHECK_FALSE(write_file(folder.file("none/x"), ""));
    CHECK_FALSE(create_file(folder.file("none/x"), ""));
    CHECK_FALSE(LockedFile::open(folder.file("none")));
}

TEST_CASE("files: an appended text is there whole, behind what was there") {
    const Folder folder;
    REQUIRE(create_file(folder.file("a"), "one\n"));
    {
        auto file = LockedFile::open(folder.file("a"));
        REQUIRE(file);
        REQUIRE(file->append("two\n"));
        REQUIRE(file->append(""));
    }
    CHECK(*read_file(folder.file("a")) == "one\ntwo\n");
}

TEST_CASE("files: where the disk is full the file is as it was") {
    const Folder folder;
    const std::string before(1000, 'x');
    REQUIRE(create_file(folder.file("a"), before));
    {
        auto file = LockedFile::open(folder.file("a"));
        REQUIRE(file);
        const SmallDisk small(1500);
        const auto written = file->append(std::string(1000, 'y'));  // half of it fits
        REQUIRE_FALSE(written);
        CHECK(written.error().what.id == Text::err_cannot_write);
    }
    CHECK(*read_file(folder.file("a")) == before);
    {
        const SmallDisk small(10);
        CHECK_FALSE(create_file(folder.file("b"), before));
    }
    CHECK_FALSE(fs::exists(folder.file("b")));
}

TEST_CASE("files: writers wait for one another, and none writes into a file that was replaced") {
    const Folder folder;
    REQUIRE(create_file(folder.file("a"), ""));
    std::vector<std::thread> writers;
    for (int i = 0; i < 4; ++i) {
        writers.emplace_back([&, i] {
            for (int k = 0; k < 10; ++k) {
                auto file = LockedFile::open(folder.file("a"));
                if (!file) continue;
                const std::string there = *read_file(folder.file("a"));
                // as an editor does: a new file in its place
                if (k == 5) {
                    (void)write_file(folder.file("new" + std::to_string(i)), there + "e\n");
                    fs::rename(folder.file("new" + std::to_string(i)), folder.file("a"));
                } else {
                    (void)file->append("w\n");
                }
            }
        });
    }
    for (std::thread& writer : writers) writer.join();
    const std::string text = *read_file(folder.file("a"));
    CHECK(text.size() == 80);
    CHECK(std::count(text.begin(), text.end(), 'e') == 4);
}
