#include "journal/source.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "journal/parser.h"

using namespace daybook;

namespace {

std::string pieced(Source& source, size_t piece) {
    std::string all;
    const auto read = source.read(
        [&](std::string_view lines) {
            if (!all.empty()) CHECK(all.ends_with('\n'));
            all += lines;
            return lines.size();
        },
        {}, piece);
    REQUIRE(read.has_value());
    source.end(*read);
    return all;
}

}  // namespace

TEST_CASE("a text comes in pieces of whole lines, whatever their size") {
    for (const std::string text : {"", "a", "a\n", "a\nbc", "a\nbc\n", "\n\n\n", "long line without an end", "a\r\nb\r\n"})
        for (size_t piece = 1; piece < 12; ++piece) {
            Source source("draft", text);
            CHECK(pieced(source, piece) == text);
            CHECK(source.tail() == std::string_view(text).substr(text.size() - std::min<size_t>(text.size(), 4)));
        }
}

TEST_CASE("a text ends where what follows was never committed, whatever the size of the pieces") {
    const std::string whole = "a\r\nbc\n";
    const std::string text = whole + std::string("\0de\nf", 5);
    for (size_t piece = 1; piece < 16; ++piece) {
        Source source("draft", text);
        const auto read = source.read(
            [&](std::string_view lines) {
                const size_t nul = lines.find('\0');
                return nul == std::string_view::npos ? lines.size() : nul;
            },
            {}, piece);
        REQUIRE(read);
        source.end(*read);
        CHECK(source.committed() == whole.size());
        CHECK(source.tail() == "\nbc\n");
        CHECK(source.last_line() == 3);
        CHECK(source.line(2) == "bc");
        CHECK(source.line(3) == "");
        CHECK_FALSE(source.line(4));
    }
    Source source("draft", whole);
    CHECK(pieced(source, 4) == whole);
    CHECK_FALSE(source.committed());
}

TEST_CASE("a byte order mark is no part of the first line") {
    Source source("draft", std::string("\xef\xbb\xbf"
                                       "a\nb\n"));
    CHECK(pieced(source, 4) == "a\nb\n");
    CHECK(source.line(1) == "a");
    CHECK(source.line(2) == "b");
}

TEST_CASE("lines are found again by their number") {
    std::string text;
    for (int i = 1; i <= 5000; ++i) text += "line " + std::to_string(i) + (i % 3 ? "\n" : "\r\n");
    const Source source("draft", text);
    CHECK(source.last_line() == 5001);
    for (const uint32_t number : {1u, 2u, 1023u, 1024u, 1025u, 2048u, 2049u, 4999u, 5000u, 1u})
        CHECK(source.line(number) == "line " + std::to_string(number));
    CHECK(source.line(5001) == "");
    CHECK_FALSE(source.line(5002));
    CHECK_FALSE(source.line(0));
}

TEST_CASE("an entry that has its header in one piece and a fault in the next still shows its header") {
    Entries entries;
    Errors errors;
    const Parser::Include no_include = [](std::span<const Parser::Included>) {};
    const Parser::PlaceOf nowhere = [](const Entry&) { return std::string(); };
    Parser parser(entries, BookSettings(), errors, 0, "shop.journal", no_include, nowhere);
    {
        const std::string piece = std::string("2026-01-01 sell S1\n") + std::string(line_padding, '\0');
        parser.parse(std::string_view(piece).substr(0, piece.size() - line_padding));
    }
    parser.finish();
    REQUIRE(errors.size() == 1);
    CHECK(errors[0].excerpt == "2026-01-01 sell S1");
}
