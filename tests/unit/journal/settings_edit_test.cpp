#include "journal/settings_edit.h"

#include <doctest/doctest.h>

#include "journal/settings_file.h"

using namespace daybook;

namespace {

const Date october = from_civil({2026, 10, 31});

std::string closed(const std::string& text, const std::string& comment = {}) {
    const Result<std::string> out = with_closed_until("daybook.toml", text, october, comment);
    return out ? *out : "error: " + say(out.error().what, Lang::en);
}

}  // namespace

TEST_CASE("closed_until: a value that stands is replaced, and nothing else") {
    CHECK(closed("[books]\nclosed_until = 2026-01-31 # was\n") == "[books]\nclosed_until = 2026-10-31 # was\n");
    CHECK(closed("[books]\r\n  closed_until='2026-01-31'\r\n") == "[books]\r\n  closed_until=2026-10-31\r\n");
    CHECK(closed("books.closed_until = \"2026-01-31\"") == "books.closed_until = 2026-10-31");
    CHECK(closed("a.b = 1\n") == "error: daybook.toml is written so that closed_until cannot be put into it");
    CHECK(closed("books = { closed_until = 2026-01-31, costing = \"fifo\" }") ==
          "books = { closed_until = 2026-10-31, costing = \"fifo\" }");
    CHECK(closed("[shop]\nname = \"小店 [books]\"\n[ books ] # 账\nclosed_until = 2026-01-31") ==
          "[shop]\nname = \"小店 [books]\"\n[ books ] # 账\nclosed_until = 2026-10-31");
}

TEST_CASE("closed_until: where none stands it goes below [books], else into a section of its own") {
    CHECK(closed("[books]\ncosting = \"fifo\"\n") == "[books]\nclosed_until = 2026-10-31\ncosting = \"fifo\"\n");
    CHECK(closed("[books]") == "[books]\nclosed_until = 2026-10-31\n");
    CHECK(closed("") == "[books]\nclosed_until = 2026-10-31\n");
    CHECK(closed("[shop]\r\nname = \"x\"") == "[shop]\r\nname = \"x\"\r\n\r\n[books]\r\nclosed_until = 2026-10-31\r\n");
    CHECK(closed("books = { costing = \"fifo\" }\n") == "error: daybook.toml is written so that closed_until cannot be put into it");
    CHECK(closed("# [books]\n") == "# [books]\n\n[books]\nclosed_until = 2026-10-31\n");
}

TEST_CASE("closed_until: a comment becomes a line above it, behind those that were there") {
    CHECK(closed("[books]\n# one\nclosed_until = 2026-11-30\n", "two") == "[books]\n# one\n# two\nclosed_until = 2026-10-31\n");
    CHECK(closed("books = { closed_until = 2026-01-31 }", "why") == "# why\nbooks = { closed_until = 2026-10-31 }");
}
