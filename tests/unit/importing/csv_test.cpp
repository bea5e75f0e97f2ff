#include "importing/csv.h"

#include <doctest/doctest.h>

using namespace daybook;

namespace {

using Rows = std::vector<std::vector<std::string>>;

Rows rows_of(std::string_view text, char delimiter = ',') {
    CsvReader reader(text, delimiter);
    Rows out;
    for (;;) {
        const auto more = reader.next();
        REQUIRE(more);
        if (!*more) return out;
        out.emplace_back(reader.fields().begin(), reader.fields().end());
    }
}

}  // namespace

TEST_CASE("csv: fields end at the delimiter, records at a line end") {
    CHECK(rows_of("") == Rows{});
    CHECK(rows_of("a,b\nc,d\n") == Rows{{"a", "b"}, {"c", "d"}});
    CHECK(rows_of("a,b\r\nc,d") == Rows{{"a", "b"}, {"c", "d"}});
    CHECK(rows_of("a,\n,\n\n") == Rows{{"a", ""}, {"", ""}, {""}});
    CHECK(rows_of("a;b,c\n", ';') == Rows{{"a", "b,c"}});
    CHECK(rows_of("a\t\tb\n", '\t') == Rows{{"a", "", "b"}});
    CHECK(rows_of("a\rb,c\r\n") == Rows{{"a\rb", "c"}});
}

TEST_CASE("csv: quotes hold delimiters, line ends and doubled quotes") {
    CHECK(rows_of("\"a,b\",c\n") == Rows{{"a,b", "c"}});
    CHECK(rows_of("\"a\r\nb\",c\r\n") == Rows{{"a\r\nb", "c"}});
    CHECK(rows_of("\"say \"\"hi\"\"\",\"\"\"\"\n") == Rows{{"say \"hi\"", "\""}});
    CHECK(rows_of("\"\",x\n\"\"") == Rows{{"", "x"}, {""}});
}

TEST_CASE("csv: what platforms write beside the standard") {
    CHECK(rows_of("=\"0001\",b\n") == Rows{{"=\"0001\"", "b"}});
    CHECK(rows_of("say \"hi\",b\n") == Rows{{"say \"hi\"", "b"}});
    CHECK(rows_of("\"123\"\t,\"x\" ,  \"y, z\"\n") == Rows{{"123", "x", "y, z"}});
    CHECK(rows_of("\"a\"b,c\n") == Rows{{"ab", "c"}});
}

TEST_CASE("csv: a record knows its line and its text, over line ends in quotes") {
    CsvReader reader("a\n\"b\n\nb\",1\r\nc\n", ',');
    REQUIRE(*reader.next());
    CHECK(reader.line() == 1);
    REQUIRE(*reader.next());
    CHECK(reader.line() == 2);
    CHECK(reader.raw() == "\"b\n\nb\",1");
    REQUIRE(*reader.next());
    CHECK(reader.line() == 5);
    CHECK(reader.raw() == "c");
    CHECK_FALSE(*reader.next());
}

TEST_CASE("csv: an unclosed quote is an error at the line where it opens") {
    CsvReader reader("a\n\"b\nc\",\"d\n\n", ',');
    REQUIRE(*reader.next());
    const auto more = reader.next();
    REQUIRE_FALSE(more);
    CHECK(more.error().what.id == Text::csv_unclosed_quote);
    CHECK(more.error().place.line == 3);
}

TEST_CASE("csv: fields stay valid when the reader has gone on") {
    CsvReader reader("\"a\"\"b\"\n\"c\"\"d\"\n", ',');
    REQUIRE(*reader.next());
    const std::string_view first = reader.fields()[0];
    REQUIRE(*reader.next());
    CHECK(first == "a\"b");
}
