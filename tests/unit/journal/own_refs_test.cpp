#include "journal/own_refs.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>

#include "base/files.h"
#include "journal/git_folder.h"

using namespace daybook;

namespace {

// STEM|DEVICE|COUNTER; "none" where no command makes such a ref.
std::string taken_apart(std::string_view ref) {
    const auto made = made_ref(ref);
    return made ? std::string(made->stem) + "|" + std::string(made->device) + "|" + std::to_string(made->counter) : "none";
}

struct Folder {
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "own-refs-XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() { std::filesystem::remove_all(path); }
    std::string path;
};

}  // namespace

TEST_CASE("a ref that commands make is taken apart") {
    CHECK(taken_apart("S261103-1") == "S261103-||1");
    CHECK(taken_apart("PO261103-kq12") == "PO261103-kq|kq|12");
    CHECK(taken_apart("S261103-a11") == "S261103-a|a|11");
    CHECK(taken_apart("S261103-a1-1") == "S261103-a1-|a1|1");
    for (const char* ref : {"S1", "S261103", "S261103-", "S261103-kq", "s261103-1", "S261103-abcd1", "S261103-a-1", "S261103--1",
                            "S26110-k1", "S261103-k0", "S261103-k99999999999", "261103-1", "S261103-龙1", ""})
        CHECK_MESSAGE(taken_apart(ref) == "none", ref);
    CHECK(ref_stem("S", "261103", "") == "S261103-");
    CHECK(ref_stem("S", "261103", "kq") == "S261103-kq");
    CHECK(ref_stem("S", "261103", "a1") == "S261103-a1-");
}

TEST_CASE("what was made here is remembered, each ledger's own") {
    const Folder folder;
    const std::string path = folder.path + "/daybook-refs";
    OwnRefs one(path, "books of 2026/shop.journal"), two(path, "other.journal");
    one.note(*made_ref("S261103-kq2"));
    one.note(*made_ref("S261103-kq1"));
    REQUIRE(one.keep());
    CHECK(OwnRefs(path, "books of 2026/shop.journal").last("S261103-kq") == 2);
    OwnRefs other(path, "other.journal");
    CHECK(other.last("S261103-kq") == 0);
    other.note(*made_ref("R261103-kq7"));
    REQUIRE(other.keep());
    const OwnRefs again(path, "books of 2026/shop.journal");
    CHECK(again.has(*made_ref("S261103-kq2")));
    CHECK(!again.has(*made_ref("S261103-kq3")));
    CHECK(!again.has(*made_ref("S261104-kq1")));
    CHECK(OwnRefs(path, "other.journal").last("R261103-kq") == 7);
    REQUIRE(write_file(path, "S261103-kq\nS261103-kq x shop\n\nS261103-kq 5 shop\nS26110"));
    CHECK(OwnRefs(path, "shop").last("S261103-kq") == 5);
}

TEST_CASE("git's configuration is read as git reads it") {
    const Folder folder;
    const std::string path = folder.path + "/config";
    REQUIRE(write_file(
        path,
        "# made by hand\n[Core]\n\tbare = false ; no\n[remote \"or\\\"igin\"] url = /a/b # c\n\tFetch = \"+refs/heads/*\"\n"
        "[daybook]\n device = q\n device =   kq   \n flag\n[merge \"daybook\"]\n\tdriver = \"'/my bin/daybook'\" merge \\\n-- %O\n[open"));
    CHECK(git_config_value(path, "core.bare") == "false");
    CHECK(git_config_value(path, "remote.or\"igin.url") == "/a/b");
    CHECK(git_config_value(path, "remote.or\"igin.fetch") == "+refs/heads/*");
    CHECK(git_config_value(path, "daybook.device") == "kq");
    CHECK(git_config_value(path, "daybook.flag") == "true");
    CHECK(git_config_value(path, "merge.daybook.driver") == "'/my bin/daybook' merge -- %O");
    CHECK(git_config_value(path, "daybook.birth").empty());
    CHECK(git_config_value(folder.path + "/nowhere", "daybook.device").empty());
}
