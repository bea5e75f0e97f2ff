#include "base/built_in.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/listing.h"

using namespace daybook;

namespace fs = std::filesystem;

TEST_CASE("every file of such a type under src/ is built in as it stands, and no other") {
    const fs::path source = fs::path(__FILE__).parent_path().parent_path().parent_path().parent_path() / "src";
    REQUIRE(fs::exists(source));
    size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(source)) {
        if (!std::set<std::string>{".toml", ".html", ".css", ".txt"}.contains(entry.path().extension().string())) continue;
        CAPTURE(entry.path().string());
        std::ostringstream text;
        text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        const fs::path inside = fs::relative(entry.path(), source);
        const BuiltInFile* file = find_built_in(inside.parent_path().string(), inside.filename().string());
        REQUIRE(file);
        CHECK(file->text == text.str());
        ++count;
    }
    CHECK(count > 8);
    CHECK(all_built_in().size() == count);
}

TEST_CASE("a folder lists its own files by name, not those below it") {
    const auto letters = built_in_folder("paper/letters");
    REQUIRE(letters.size() >= 6);
    CHECK(letters[0].name == "birthday.en.txt");
    CHECK(letters[1].name == "birthday.zh.txt");
    CHECK(letters[0].text.starts_with("Subject: Happy birthday"));
    for (const BuiltInFile& file : letters) CHECK(file.folder == "paper/letters");
    CHECK(built_in_folder("paper").empty());
    CHECK(built_in_folder("nowhere").empty());
    CHECK_FALSE(find_built_in("paper/letters", "birthday"));
    CHECK_FALSE(find_built_in("paper/letters", ""));
}

namespace {

struct Fruit {
    const char* name;
};

const Listing<Fruit> last(30, {"pear"});
const Listing<Fruit> first(10, {"apple"});
const Listing<Fruit> second(20, {"fig"});

struct Stone {};

}  // namespace

TEST_CASE("a listing's rows stand in the order of their places") {
    std::string names;
    for (const Fruit& fruit : Listing<Fruit>::rows()) names += std::string(fruit.name) + " ";
    CHECK(names == "apple fig pear ");
    CHECK(Listing<Stone>::rows().empty());
}
