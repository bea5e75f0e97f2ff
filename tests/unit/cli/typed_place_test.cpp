#include "cli/typed_place.h"

#include <doctest/doctest.h>

using namespace daybook;

namespace {

// "GOODS" or "--to CUSTOMER" for each word that is wanted there.
std::string wanted(const std::vector<std::string>& words) {
    std::string out;
    for (const WantedWord& one : place_of(words).wanted)
        out.append(out.empty() ? "" : ", ").append(one.option.empty() ? "" : "--" + one.option + " ").append(one.name);
    return out;
}

std::string split(const std::string& line) {
    const TypedLine typed = split_line(line);
    std::string out;
    for (const std::string& word : typed.words) out += "[" + word + "]";
    if (typed.quote) out += typed.quote;
    return out + (typed.behind_break ? " " + std::to_string(typed.behind_break) : "");
}

}  // namespace

TEST_CASE("the place in a command line says what is wanted there") {
    CHECK(wanted({"sell", ""}) == "GOODS");
    CHECK(wanted({"sell", "TEA:1", ""}) == "GOODS");
    CHECK(wanted({"sell", "--to", ""}) == "--to CUSTOMER");
    CHECK(wanted({"sell", "--to=x"}) == "--to CUSTOMER");
    CHECK(wanted({"sell", "TEA:1", "--received", ""}) == "--received AMOUNT");
    CHECK(wanted({"sell", "TEA:1", "--received", "5", ""}) == "--received ACCOUNT, GOODS");
    CHECK(wanted({"sell", "TEA:1", "--fee", "5", ""}) == "--fee CATEGORY");
    CHECK(wanted({"sell", "return", ""}) == "REF");
    CHECK(wanted({"sell", "return", "S1", ""}) == "GOODS");
    CHECK(wanted({"sell", "return", "S1", "--note", "x", ""}) == "GOODS");
    CHECK(wanted({"edit", "S1", ""}) == "REF, GOODS");
    CHECK(wanted({"customer", "add", "x", ""}) == "NAME");
    CHECK(wanted({"transfer", "5", ""}) == "FROM");
    CHECK(wanted({"transfer", "5", "cash", ""}) == "TO");
    CHECK(wanted({"sell", "--dry-run", ""}) == "GOODS");
    CHECK(wanted({"sell", "-"}) == "GOODS");
    CHECK(wanted({"sell", "--"}) == "");
    CHECK(wanted({"sell", "--", ""}) == "GOODS");
    CHECK(wanted({"no-such", ""}) == "");
    CHECK(place_of({"-f", "x.journal", "sell", ""}).file == "x.journal");
    CHECK(place_of({"--file=x.journal", "sell", ""}).file == "x.journal");
    CHECK(place_of({"sell", "--to=王"}).typed == "王");
}

TEST_CASE("a line of bash is taken apart as bash does it") {
    CHECK(split("daybook sell TEA:1 --to ") == "[daybook][sell][TEA:1][--to][]");
    CHECK(split("daybook sell TEA:") == "[daybook][sell][TEA:] 4");
    CHECK(split("daybook --to=王") == "[daybook][--to=王] 5");
    CHECK(split("daybook 'a b' c") == "[daybook][a b][c]");
    CHECK(split("daybook 'a b") == "[daybook][a b]'");
    CHECK(split("daybook \"a $b \\\"c") == "[daybook][a $b \"c]\"");
    CHECK(split("daybook a\\ b\\") == "[daybook][a b\\]");
    CHECK(split("daybook ''") == "[daybook][]");
    CHECK(split("") == "[]");
}
