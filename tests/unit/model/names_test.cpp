#include "model/names.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <type_traits>

using namespace daybook;

namespace {

const std::string composed = "caf\xc3\xa9", decomposed = "cafe\xcc\x81";

}  // namespace

TEST_CASE("ids count up from 1 in the order of first sight") {
    Names<ItemId> names;
    CHECK(names.size() == 1);
    CHECK(index_of(names.intern("红色T恤")) == 1);
    CHECK(index_of(names.intern("TSHIRT-M")) == 2);
    CHECK(index_of(names.intern("红色T恤")) == 1);
    CHECK(names.text(ItemId{1}) == "红色T恤");
    CHECK(names.size() == 3);
}

TEST_CASE("no name is id 0") {
    Names<ItemId> names;
    CHECK(names.intern("") == ItemId::none);
    CHECK(names.find("") == ItemId::none);
    CHECK(names.find("nobody") == ItemId::none);
    CHECK(names.text(ItemId::none).empty());
    CHECK(names.size() == 1);
}

TEST_CASE("names with a common start, and with NULs, are different names") {
    Names<WordId> names;
    const auto a = names.intern("a"), eight = names.intern("aaaaaaaa"), nine = names.intern("aaaaaaaaa");
    const auto with_nul = names.intern(std::string_view("a\0", 2));
    CHECK(a != eight);
    CHECK(eight != nine);
    CHECK(with_nul != a);
    CHECK(names.text(with_nul).size() == 2);
}

TEST_CASE("composed and decomposed spellings are one name with one id, whichever comes first") {
    Names<PartyId> composed_first;
    const PartyId id = composed_first.intern(composed);
    CHECK(composed_first.find(decomposed) == id);
    CHECK(composed_first.intern(decomposed) == id);
    CHECK(composed_first.find(decomposed) == id);
    CHECK(composed_first.size() == 2);

    Names<PartyId> decomposed_first;
    const PartyId other = decomposed_first.intern(decomposed);
    CHECK(decomposed_first.text(other) == composed);
    CHECK(decomposed_first.intern(composed) == other);
    CHECK(decomposed_first.find(composed) == other);
    CHECK(decomposed_first.size() == 2);
}

TEST_CASE("many spellings of one name, more than there are names") {
    // each é may be spelt in two ways: 2^10 spellings, all one name
    Names<PartyId> names;
    for (int spelling = 0; spelling < 1 << 10; ++spelling) {
        std::string name;
        for (int i = 0; i < 10; ++i) name += spelling >> i & 1 ? "e\xcc\x81" : "\xc3\xa9";
        REQUIRE(index_of(names.intern(name)) == 1);
    }
    CHECK(names.size() == 2);
}

TEST_CASE("a hundred thousand names keep their ids and texts as the table grows") {
    Names<WordId> names;
    const std::string_view first = names.text(names.intern("顾客0"));
    for (uint32_t i = 1; i < 100'000; ++i) REQUIRE(index_of(names.intern(fmt::format("顾客{}", i))) == i + 1);
    for (uint32_t i = 0; i < 100'000; ++i) {
        const std::string name = fmt::format("顾客{}", i);
        REQUIRE(index_of(names.find(name)) == i + 1);
        REQUIRE(names.text(static_cast<WordId>(i + 1)) == name);
    }
    CHECK(first == "顾客0");  // views stay valid
    CHECK(names.find("顾客100000") == WordId::none);
}

TEST_CASE("a name longer than a block, and room made in advance") {
    Names<WordId> names;
    names.reserve(5'000);
    const std::string long_name(200'000, 'x');
    const auto before = names.intern("before"), id = names.intern(long_name), after = names.intern("after");
    CHECK(names.text(id) == long_name);
    CHECK(names.text(before) == "before");
    CHECK(names.text(after) == "after");
    CHECK(names.find(long_name) == id);
}

TEST_CASE("a table moves with its names, and is never copied") {
    Names<WordId> names;
    const auto id = names.intern("现金");
    const Names<WordId> moved = std::move(names);
    CHECK(moved.text(id) == "现金");
    CHECK(moved.find("现金") == id);
    CHECK_FALSE(std::is_copy_constructible_v<Names<WordId>>);
}

TEST_CASE("names: what another table holds gets this one's numbers, in the order of first sight") {
    NameTable ours, theirs;
    for (int i = 0; i < 1000; ++i) ours.intern("S-" + std::to_string(i));
    const std::string long_name(300, 'x');
    theirs.intern("S-7");
    theirs.intern(decomposed);
    for (int i = 990; i < 3000; ++i) theirs.intern("S-" + std::to_string(i));
    theirs.intern(long_name);
    std::vector<std::string> names;
    for (uint32_t id = 0; id < theirs.size(); ++id) names.emplace_back(theirs.text(id));
    std::vector<uint32_t> copied;
    NameTable other;
    other.take_in(theirs, copied);
    const std::vector<uint32_t> ids = ours.take_over(std::move(theirs));
    REQUIRE(ids.size() == names.size());
    REQUIRE(copied.size() == names.size());
    for (uint32_t id = 0; id < ids.size(); ++id) {
        CHECK(ours.text(ids[id]) == names[id]);
        CHECK(ours.find(names[id]) == ids[id]);
        CHECK(other.text(copied[id]) == names[id]);
    }
    CHECK(ids[1] == 8);
    CHECK(ids[2] == 1001);
    CHECK(ours.find(composed) == ids[2]);
    const uint32_t next = ours.size();
    CHECK(ours.intern("S-3000") == next);
    CHECK(ours.text(next) == "S-3000");
    CHECK(ours.size() == 1 + 3000 + 2 + 1);
}
