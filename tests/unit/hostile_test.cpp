// Names that are markup, formulas, escapes or paths, held against everything that shows, writes or reads a name.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "exporting/export.h"
#include "exporting/redact.h"
#include "importing/csv.h"
#include "importing/import.h"
#include "journal/journal.h"
#include "journal/printer.h"
#include "journal/writer.h"
#include "unit/render_samples.h"

using namespace daybook;
using namespace std::string_literals;

namespace {

const std::vector<std::string> hostile = {
    // markup
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'-alert(1)-'",
    "</td></table>",
    "&lt;b&gt;&#60;",
    "<!-- x",
    "]]>",
    // formulas of a spreadsheet
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "+1",
    "-1",
    "-1+1|cmd",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "a;=1",
    "a\t=1",
    "a,=1",
    // Markdown
    "a | b",
    "|---|",
    "**x** _y_ `z`",
    "[x](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "# x",
    "\\",
    "\\|",
    // a terminal
    "\x1b[31mred",
    "\x1b]0;title\x07",
    "\xc2\x9b"
    "31m",
    "a\x08\x08\x08",
    "\x7f",
    "nul\0byte"s,
    // text that is not what it seems
    "\u202egpj.exe",
    "\u2066x\u2069",
    "x\u200e",
    "\u061cx",
    "a\u200bb",
    "\ufeffx",
    "a\u2060b",
    "line\u2028two",
    "line\u2029two",
    // bytes that are no UTF-8
    "\xff\xfe",
    "\xc0\xaf",
    "\xed\xa0\x80",
    "\xf4\x90\x80\x80",
    "cut\xe7\x8e",
    // the journal's own marks
    "x ; paid 1.00 cash",
    "\"",
    "\\\"",
    "x\" to y",
    "to",
    "@",
    "@@ 5",
    "lot:x",
    "2026-01-01 sell S9",
    "include /etc/passwd",
    "\n2026-01-01 expense E9 for x\n    paid 5.00 cash",
    "\r\n    paid 5.00 cash",
    // paths and shells
    "../../etc/passwd",
    "/etc/passwd",
    "$(touch x)",
    "`touch x`",
    "%s%n{0}",
    "-rf",
    "--help",
};

const std::string tame = "x";

size_t count_of(std::string_view text, std::string_view part) {
    size_t n = 0;
    for (size_t at = 0; (at = text.find(part, at)) != std::string_view::npos; at += part.size()) ++n;
    return n;
}

// Pipes that no backslash makes plain.
size_t pipes(std::string_view text) {
    size_t n = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '|')
            ++n;
    }
    return n;
}

void has_no_controls(const std::string& text) {
    std::string lines = text;
    std::replace(lines.begin(), lines.end(), '\n', ' ');
    CHECK(printable(lines) == lines);
}

bool is_valid(const std::string& name) { return find_fault(name).kind == BadText::none; }

// A sale to that customer, of that item, by way of that channel, paid into that account.
std::string sale_with(const std::string& name) {
    EntryWriter writer("2026-01-02", "sell", "S1");
    writer.clause("to", name).clause("via", name).note(name);
    writer.goods('-', name, "1", name, "@ 5.00");
    writer.detail("discount", {"1.00", name});
    writer.detail("received", {"4.00", name});
    return writer.text();
}

std::string stocked(const std::string& name) {
    EntryWriter writer("2026-01-01", "open", "OB1");
    writer.goods('+', name, "9", "", "@ 1.00");
    return writer.text() + "\n" + sale_with(name);
}

}  // namespace

TEST_CASE("hostile names: each renderer shows the name and nothing else") {
    for (const std::string& name : hostile) {
        CAPTURE(name);
        const auto render_one = [&](const std::string& one, std::string_view format) {
            return samples::shown(samples::holding(one), format);
        };
        const std::string txt = render_one(name, "txt");
        has_no_controls(txt);
        CHECK(count_of(txt, "\n") == count_of(render_one(tame, "txt"), "\n"));

        const std::string html = render_one(name, "html");
        has_no_controls(html);
        for (const char* mark : {"<", ">", "\"", "\n"}) CHECK(count_of(html, mark) == count_of(render_one(tame, "html"), mark));

        const std::string md = render_one(name, "md");
        has_no_controls(md);
        CHECK(pipes(md) == pipes(render_one(tame, "md")));
        for (const char* mark : {"\n", "<"}) CHECK(count_of(md, mark) == count_of(render_one(tame, "md"), mark));

        const std::string json = render_one(name, "json");
        has_no_controls(json);
        const std::string read = nlohmann::json::parse(json)["rows"][0]["item"];
        if (find_fault(name).kind != BadText::invalid_utf8) CHECK(read == name);

        const std::string csv = render_one(name, "csv");
        CsvReader reader(csv, ',');
        REQUIRE(reader.next().value());
        REQUIRE(reader.next().value());
        REQUIRE(reader.fields().size() == 1);
        const std::string field(reader.fields()[0]);
        for (const char* start : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"}) CHECK(!field.starts_with(start));
        if (is_valid(name)) CHECK((field == name || field == "'" + name));
        CHECK(!reader.next().value());
    }
}

TEST_CASE("hostile names: an error shows them on lines of its own") {
    for (const std::string& name : hostile) {
        CAPTURE(name);
        Error error({Text::err_unknown_item, {name}}, {Text::hint_did_you_mean, {name}});
        error.place = {name, 3, 4};
        error.excerpt = name;
        for (bool colour : {false, true}) {
            std::string shown = render_error(error, Lang::zh, colour);
            CHECK(count_of(shown, "\n") == 4);
            for (const char* ours : {"\x1b[1;31m", "\x1b[1m", "\x1b[0m"})
                for (size_t at = 0; (at = shown.find(ours)) != std::string::npos;) shown.erase(at, std::string_view(ours).size());
            has_no_controls(shown);
        }
    }
}

TEST_CASE("hostile names: the journal reads what is written as that name, or refuses it; never as anything more") {
    size_t taken = 0;
    for (const std::string& name : hostile) {
        CAPTURE(name);
        Journal journal{BookSettings()};
        journal.read_draft("x", sale_with(name));
        if (!journal.errors().empty()) {
            CHECK((!is_valid(name) || name == "\t=1" || name == "a\t=1"));
            for (const Error& error : journal.errors()) has_no_controls(render_error(error, Lang::en, false));
            continue;
        }
        ++taken;
        const Entries& entries = journal.entries();
        REQUIRE(entries.entries.size() == 1);
        const Entry& entry = entries.entries[0];
        CHECK(entry.goods_count == 1);
        CHECK(entry.detail_count == 2);
        CHECK(entries.parties.text(entry.party) == name);
        CHECK(entries.words.text(entry.channel) == name);
        CHECK(entries.items.text(entries.goods[0].item) == name);
        CHECK(entries.words.text(entries.marks_of(0)->unit) == name);
        CHECK(entries.words.text(entries.details[0].word()) == name);
        CHECK(entries.words.text(entries.details[1].word()) == name);
        if (name.find('\t') != std::string::npos) continue;  // in a note it is a space
        CHECK(journal.note_of(entry) == name.substr(std::min(name.find_first_not_of("; \t"), name.size())));
    }
    CHECK(taken == static_cast<size_t>(std::count_if(hostile.begin(), hostile.end(), is_valid)));
}

TEST_CASE("hostile names: exports have as many lines, and transactions, as with a tame one") {
    const auto exported = [](Bookkeeper program, const std::string& name) {
        Journal journal{BookSettings()};
        journal.read_draft("x", stocked(name));
        REQUIRE(journal.errors().empty());
        return export_books(program, journal.entries(), Settings()).value();
    };
    for (const std::string& name : hostile) {
        if (!is_valid(name)) continue;
        CAPTURE(name);
        for (Bookkeeper program : {Bookkeeper::hledger, Bookkeeper::ledger, Bookkeeper::beancount}) {
            const std::string text = exported(program, name);
            has_no_controls(text);
            // but for comments, which hold the real name where another had to be made of it
            const auto lines = [](const std::string& all) { return count_of("\n" + all, "\n") - count_of("\n" + all, "\n; "); };
            CHECK(lines(text) == lines(exported(program, tame)));
            CHECK(count_of(text, "\n2026-") == count_of(exported(program, tame), "\n2026-"));
        }
        Journal journal{BookSettings()};
        journal.read_draft("x", stocked(name));
        Journal again{BookSettings()};
        again.read_draft("y", redacted(journal.entries(), 2, Lang::en));
        CHECK(again.errors().empty());
        CHECK(again.entries().entries.size() == 2);
    }
}

TEST_CASE("hostile names: an import writes a cell as that name, or calls the row bad") {
    const auto rules =
        read_import_rules("daybook.toml",
                          "[import.x]\nkind = \"sell\"\nref = \"{a}\"\ndate = \"{b}\"\nitem = \"{c}\"\nquantity = \"1\"\nprice = "
                          "\"5\"\nto = \"{c}\"\nvia = \"{c}\"\nname = \"{c}\"\nnote = \"{c}\"\ndiscount = \"1 {c}\"\n",
                          "x");
    REQUIRE(rules.has_value());
    size_t written = 0;
    for (const std::string& name : hostile) {
        CAPTURE(name);
        std::string cell = "\"";
        for (char c : name) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
        const ImportFile file{"rows.csv", "a,b,c\n1,2026-01-01," + cell + "\"\n"};
        const auto result = import_rows(*rules, std::span(&file, 1), ImportLedger());
        if (!result) {
            CHECK(find_fault(name).kind == BadText::invalid_utf8);
            continue;
        }
        Journal journal{BookSettings()};
        journal.read_draft("x", result->journal_text);
        for (const Error& error : journal.errors()) MESSAGE(render_error(error, Lang::en, false));
        REQUIRE(journal.errors().empty());
        const Entries& entries = journal.entries();
        CHECK(entries.entries.size() == (result->bad.empty() ? 2u : 0u));  // the item's and the sale's
        if (!result->bad.empty()) continue;
        ++written;
        const Entry& sale = entries.entries[1];
        CHECK(sale.kind == Kind::sell);
        CHECK(sale.goods_count == 1);
        CHECK(sale.detail_count == 1);
        if (is_valid(name) && name.find_first_of("\t\r\n") == std::string::npos) {
            CHECK(entries.parties.text(sale.party) == name);
            CHECK(entries.words.text(sale.channel) == name);
            CHECK(entries.items.text(entries.goods[0].item) == name);
        }
        CHECK(is_valid(std::string(entries.parties.text(sale.party))));
    }
    CHECK(written > 40);
}
