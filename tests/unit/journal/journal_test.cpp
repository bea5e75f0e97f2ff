#include "journal/journal.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <thread>

#include "base/files.h"
#include "journal/ahead.h"
#include "journal/blocks.h"
#include "journal/parser.h"

using namespace daybook;

namespace {

namespace fs = std::filesystem;

struct Folder {
    fs::path path = fs::temp_directory_path() / ("daybook-test-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    std::string file(const std::string& name, const std::string& text) const {
        const fs::path file = path / name;
        fs::create_directories(file.parent_path());
        REQUIRE(write_file(file.string(), text));
        return file.string();
    }
};

// The texts of the errors, with the place inside the folder.
std::string errors_of(const Journal& journal, const Folder& folder = {}) {
    std::string out;
    for (const Error& error : journal.errors()) {
        std::string text = render_error(error, Lang::en, false);
        for (size_t at; (at = text.find(folder.path.string() + "/")) != std::string::npos;) text.erase(at, folder.path.string().size() + 1);
        out += text;
    }
    return out;
}

const std::string written =
    "\xef\xbb\xbf; the shop; 2026\r\n\r\n"
    "2026-11-01 item TEA 龙井   ; a note\r\n"
    "\tunit\t盒 ; boxes\r\n"
    "; at the margin, within\r\n"
    "    price    59.00\r\n"
    "; at the margin, behind\r\n"
    "2026-11-02 open \"O \\\"1\\\"\"\r\n"
    "    ; inside\r\n"
    "    +  TEA  1 @ 5\r\n"
    "    ; the last word\r\n"
    "  \r\n"
    "    ; between\r\n"
    "include other.journal\r\n"
    "; end";

}  // namespace

TEST_CASE("journal: an entry's text is what stands in the file, comments and layout included") {
    Journal journal{BookSettings()};
    std::string text = written;
    text.erase(text.find("include"));
    journal.read_main("shop.journal", text);
    CHECK(errors_of(journal) == "");
    const auto& entries = journal.entries().entries;
    REQUIRE(entries.size() == 2);
    CHECK(journal.text_of(entries[0]) ==
          "2026-11-01 item TEA 龙井   ; a note\n\tunit\t盒 ; boxes\n; at the margin, within\n    price    59.00\n");
    CHECK(journal.note_of(entries[0]) == "a note");
    CHECK(journal.note_of(entries[1]) == "");
    CHECK(journal.place_of(entries[1]) == "shop.journal:8");
}

TEST_CASE("blocks: they are the file, byte for byte") {
    const std::vector<Block> blocks = blocks_of(written);
    std::string all, refs;
    for (const Block& block : blocks) {
        all += block.text;
        refs += block.is_entry ? block.date + " " + block.kind + " " + block.ref + "\n" : "-\n";
    }
    CHECK(all == written);
    CHECK(refs == "-\n2026-11-01 item TEA\n-\n2026-11-02 open O \"1\"\n-\n");
    CHECK(blocks[2].text == "; at the margin, behind\r\n");
    CHECK(blocks[3].text.ends_with("    ; the last word\r\n"));
}

TEST_CASE("blocks: of texts that are empty, broken or without a last line end") {
    CHECK(blocks_of("").empty());
    CHECK(blocks_of("\n").size() == 1);
    CHECK(blocks_of("    + A 1\n").at(0).is_entry == false);
    for (const std::string text :
         {"2026", "2026-01-01 sell", "x\n  y", "\n\n2026-01-01 sell S1\n2026-01-01 sell S2\n  - A 1\n\n", "; a\n;b", "\r\n", "a\"b c"}) {
        std::string all;
        for (const Block& block : blocks_of(text)) all += block.text;
        CHECK(all == text);
    }
    CHECK(blocks_of("2026-01-01 sell S1\n2026-01-01 sell S2\n").size() == 2);
}

TEST_CASE("journal: includes are read where they stand, relative to the file that says so, once each") {
    const Folder folder;
    const std::string main = folder.file("shop.journal", "include y/2025.journal\n\n2026-01-01 account cash\n");
    folder.file("y/2025.journal", "2025-01-01 account bank\n\ninclude ../more.journal\n");
    folder.file("more.journal", "2024-01-01 account alipay\n");
    Journal journal{BookSettings()};
    journal.read_main(main, *read_file(main));
    CHECK(errors_of(journal, folder) == "");
    REQUIRE(journal.entries().entries.size() == 3);
    CHECK(to_text(journal.entries().entries[1].date) == "2024-01-01");
    CHECK(journal.place_of(journal.entries().entries[1]).ends_with("/more.journal:1"));
}

TEST_CASE("journal: an include that is missing, outside, twice or in a circle is an error at its word") {
    const Folder folder;
    const std::string main = folder.file(
        "shop.journal",
        "include gone.journal\ninclude ../x.journal\ninclude /etc/hostname\ninclude a.journal\ninclude a.journal\ninclude shop.journal\n");
    folder.file("a.journal", "include shop.journal\n");
    Journal journal{BookSettings()};
    journal.read_main(main, *read_file(main));
    std::string places;
    for (const Error& error : journal.errors())
        places += fs::path(error.place.file).filename().string() + ":" + std::to_string(error.place.line) + ":" +
                  std::to_string(error.place.column) + " ";
    CHECK(places == "shop.journal:1:9 shop.journal:2:9 shop.journal:3:9 a.journal:1:9 shop.journal:5:9 shop.journal:6:9 ");
}

TEST_CASE("journal: a problem of the books is shown at its word, in its file") {
    Journal journal{BookSettings()};
    journal.read_main("shop.journal", "\n2026-01-01 sell 单1 to 王芳 via 淘宝 ; x\n    - \"红 茶\" 2 @ 3\n");
    const auto at = [&](Spot spot) {
        const Error error = journal.locate({Text::err_overflow, {}, spot});
        return std::to_string(error.place.line) + ":" + std::to_string(error.place.column) + " caret " + std::to_string(error.caret) + "+" +
               std::to_string(error.width);
    };
    CHECK(at({0, 2, 2, Clause::count_of_clauses}) == "2:17 caret 16+3");
    CHECK(at({0, 2, 0, Clause::to}) == "2:23 caret 23+4");
    CHECK(at({0, 2, 0, Clause::via}) == "2:30 caret 32+4");
    CHECK(at({0, 3, 1, Clause::count_of_clauses}) == "3:7 caret 6+7");
    CHECK(at({0, 3, 2, Clause::count_of_clauses}) == "3:13 caret 14+1");
}

TEST_CASE("journal: what a writer asks of a file's end") {
    const auto read = [](const std::string& text) {
        auto journal = std::make_unique<Journal>(BookSettings());
        journal->read_main("shop.journal", text);
        return journal;
    };
    CHECK(read("")->tail_errors().empty());
    CHECK_FALSE(read("")->wants_blank_line());
    CHECK(read("2026-01-01 account a\n")->wants_blank_line());
    CHECK_FALSE(read("2026-01-01 account a\n\n")->wants_blank_line());
    CHECK_FALSE(read("2026-01-01 account a\r\n\r\n")->wants_blank_line());
    const Errors torn = read("2026-01-01 account a\n2026-01-02 acc")->tail_errors();
    REQUIRE(torn.size() == 1);
    CHECK(torn[0].place.line == 2);
    CHECK(torn[0].what.id == Text::err_torn_tail);
}

namespace {

// Everything that the journal says, in words: what two ways of reading it must agree on.
std::string told(const Journal& journal) {
    std::string out;
    const Entries& e = journal.entries();
    for (const Entry& entry : e.entries) {
        out += fmt::format("{} {} {} ref {} of {} replaces {} party {} via {} by {} in {} to {}\n", journal.place_of(entry),
                           spec(entry.kind).name, entry.date.days, e.refs.text(entry.ref), e.refs.text(entry.of),
                           e.refs.text(entry.replaces()), e.parties.text(entry.party), e.words.text(entry.channel),
                           e.words.text(entry.staff), e.words.text(entry.warehouse), e.words.text(entry.warehouse_to));
        if (entry.kind == Kind::item) out += fmt::format("item {}\n", e.items.text(static_cast<ItemId>(entry.subject)));
        if (entry.kind == Kind::customer) out += fmt::format("customer {}\n", e.parties.text(static_cast<PartyId>(entry.subject)));
        if (entry.kind == Kind::account) out += fmt::format("account {}\n", e.words.text(static_cast<WordId>(entry.subject)));
        if (entry.ref != RefId::none) out += fmt::format("found {}\n", e.find(entry.ref));
        for (uint32_t i = 0; i < entry.goods_count; ++i) {
            const GoodsLine& line = e.goods[entry.first_goods + i];
            out += fmt::format("  {} {} {} {}", line.sign, e.items.text(line.item), line.quantity.raw, line.price);
            if (const Marks* marks = e.marks_of(entry.first_goods + i))
                out += fmt::format(" {} lot {}", e.words.text(marks->unit), e.words.text(marks->lot));
            out += "\n";
        }
        for (const Detail& detail : e.details_of(entry))
            out += fmt::format("  {} {} {} {} {}\n", spec(detail.key).name, detail.number,
                               spec(detail.key).of_party() ? e.parties.text(detail.party()) : e.words.text(detail.word()),
                               e.words.text(detail.second_word()), detail.below);
    }
    for (uint32_t id = 1; id < e.refs.size(); ++id) out += fmt::format("{} ", e.refs.text(static_cast<RefId>(id)));
    for (uint32_t id = 1; id < e.words.size(); ++id) out += fmt::format("{} ", e.words.text(static_cast<WordId>(id)));
    for (uint32_t id = 1; id < e.items.size(); ++id) out += fmt::format("{} ", e.items.text(static_cast<ItemId>(id)));
    return out + fmt::format("\n{} files, {} unfinished\n", journal.files().size(), journal.unfinished().size());
}

const std::string first_half =
    "2026-01-01 item TEA 龙井\n    supplier 王村\n\n2026-01-01 customer 李雷\n    also 小李\n\n"
    "2026-01-02 purchase P1 from 王村 in 仓库 ; the first tea of this year's spring\n    + TEA 10 盒 @ 5 lot:L1\n    freight 3 by value\n\n"
    "2026-01-03 sell S1 to 小李 via taobao by 阿花 in 仓库\n    - TEA 1 @ 9\n    received 9 支付宝\n    fee 0.10 commission 支付宝\n\n";
const std::string second_half =
    "2026-01-04 account alipay 支付宝\n\n2026-01-04 item CUP 杯子\n    supplier 陈记\n\n"
    "2026-01-04 customer 韩梅梅\n    also 小韩\n\n"
    "2026-01-05 purchase P2 from 陈记\n    + CUP 5 @ 2 lot:L2\n    + TEA 1 @ 5\n    duty 3 by quantity\n\n"
    "2026-01-06 sell S2 to 小韩 via 淘宝 by 阿花\n    - CUP 1 @ 9\n    received 9 alipay ; note\n\n"
    "2026-01-03 sell S3 to 李雷 replaces S1\n    - TEA 1 @ 9\n\n"
    "2026-01-07 return R1 of S1\n    + TEA 1\n\n2026-01-08 move M1 from 仓库 to 店里\n    - TEA 1\n\n";

const std::string third_part =
    "2026-01-09 purchase P3 from 小韩 in 店里\n    + CUP 5 @ 2 lot:L2\n    + TEA 1 @ 5\n\n2026-01-10 expense E1\n    paid 1 cash\n\n";

const Parser::Include no_include = [](std::span<const Parser::Included>) {};
const Parser::PlaceOf nowhere = [](const Entry&) { return std::string(); };

// Where the first second half begins that stands: its goods keep the block they were read into, and numbers in between are left out.
enum class Halved { no, inside_a_file, between_files };
Halved halved(const Journal& journal) {
    const Entries& e = journal.entries();
    const auto found =
        std::find_if(e.entries.begin(), e.entries.end(), [&](const Entry& entry) { return entry.first_goods > e.goods.size(); });
    if (found == e.entries.end()) return Halved::no;
    return found[-1].file == found->file ? Halved::inside_a_file : Halved::between_files;
}

bool has_second_processor() { return std::thread::hardware_concurrency() > 1; }

Journal read(const std::string& path, uint64_t halve_from) {
    Journal journal(BookSettings(), halve_from);
    journal.read_main(path, std::move(*TextFile::open(path)));
    return journal;
}

void same(const Journal& halves, const Journal& whole, const Folder& folder) {
    CHECK(errors_of(halves, folder) == errors_of(whole, folder));
    if (whole.errors().empty()) CHECK(told(halves) == told(whole));
    CHECK(halves.files() == whole.files());
    CHECK(render_error(halves.tail_errors().empty() ? Error(Text::nothing) : halves.tail_errors()[0], Lang::en, false) ==
          render_error(whole.tail_errors().empty() ? Error(Text::nothing) : whole.tail_errors()[0], Lang::en, false));
}

}  // namespace

TEST_CASE("journal: a long file parsed in halves says what it says parsed in one") {
    const Folder folder;
    folder.file("more.journal", "2026-01-09 expense E1\n    paid 1 cash\n");
    folder.file("long.journal", second_half + second_half);
    const std::string hole(300, '\0');
    const std::string again = "2026-02-01 sell S1 to 李雷\n    - TEA 1 @ 9\n\n";
    const std::string broken = "2026-02-01 sell S9 to 李雷\n    - TEA x @ 9\n\n";
    int joined = 0;
    for (const std::string& text :
         {first_half + second_half, "\xef\xbb\xbf" + first_half + second_half + "; end", first_half + second_half + again,
          first_half + second_half + broken, broken + first_half + second_half, first_half + second_half + "include more.journal\n",
          "include more.journal\n" + first_half + second_half, first_half + hole + second_half, first_half + second_half + hole,
          "include long.journal\n\n" + first_half, first_half + "include long.journal\n\n" + first_half}) {
        const std::string path = folder.file("shop.journal", text);
        const Journal whole = read(path, Journal::long_file), halves = read(path, 1);
        same(halves, whole, folder);
        CHECK(halved(whole) == Halved::no);
        joined += halved(halves) == Halved::inside_a_file;
    }
    CHECK(joined == (has_second_processor() ? 5 : 0));
}

TEST_CASE("journal: a run of includes parsed in halves says what it says parsed one by one") {
    const Folder folder;
    folder.file("1.journal", first_half);
    folder.file("2.journal", "\xef\xbb\xbf; empty but for this\n");
    folder.file("3.journal", second_half + "; end");
    folder.file("4.journal", third_part);
    folder.file("sub/5.journal", "");
    folder.file("again.journal", "2026-02-01 sell S1 to 李雷\n    - TEA 1 @ 9\n\n");
    folder.file("broken.journal", "2026-02-01 sell S9 to 李雷\n    - TEA x @ 9\n\n");
    folder.file("hole.journal", third_part + std::string(300, '\0') + "\n");
    folder.file("nests.journal", "; a file of files\ninclude 4.journal\n");
    folder.file("deeper.journal", "include 1.journal\ninclude 3.journal\n");
    const struct {
        std::string includes;  // by their names, or lines as they stand
        size_t files, errors;
        bool shared = false;
    } cases[] = {{"1 3", 3, 0, true},
                 {"1 2 3 4 sub/5", 6, 0, true},
                 {"sub/5 2 2 1 3", 5, 1},
                 {"1 2 3 1", 4, 1},
                 {"1 3 again", 4, 1},
                 {"again 3 1", 4, 1},
                 {"1 broken 3 4", 5, 1, true},
                 {"1 3 4 broken", 5, 1},
                 {"1 3 4 none", 4, 1},
                 {"1 none 3 4", 4, 1},
                 {"1 3 ../4", 3, 1},
                 {"1 3 shop", 3, 1},
                 {"1 3 hole", 4, 0},
                 {"hole 1 3", 4, 0, true},
                 {"1 3 nests", 5, 0},
                 {"nests 1 3", 5, 0},
                 {"nests 1 3 4", 5, 1},
                 {"1 4 nests 3", 5, 1},
                 {"deeper 4", 5, 0, true},
                 {"1 ;comment\n\n 3 4", 4, 0, true},
                 {"1 include\n 3 4", 4, 1},
                 {"1 3 2026-02-01_nonsense\n 4 2", 5, 1, true},
                 {"1 2026-02-01_expense_E7\n____paid_1_cash\n\n 3 4", 4, 0}};
    for (const auto& [includes, files, errors, shared] : cases) {
        std::string text;
        std::istringstream words(includes);
        for (std::string word; std::getline(words, word, ' ');) {
            std::replace(word.begin(), word.end(), '_', ' ');
            text += word.ends_with('\n') ? word : "include " + word + ".journal\n";
        }
        CAPTURE(text);
        const std::string path = folder.file("shop.journal", text);
        const Journal whole = read(path, Journal::long_file), halves = read(path, 1);
        same(halves, whole, folder);
        // a run below another is shared only where the thread of that one has ended by then: on a busy machine, not every time
        bool joined = halved(halves) == Halved::between_files;
        for (int tries = 0; shared && has_second_processor() && !joined && tries < 100; ++tries)
            joined = halved(read(path, 1)) == Halved::between_files;
        CHECK(joined == (shared && has_second_processor()));
        CHECK(whole.files().size() == files);
        CHECK(whole.errors().size() == errors);
    }
}

TEST_CASE("journal: a second half stands only where parsing on would have given the same") {
    const struct {
        std::string text;
        bool stands;
    } cases[] = {{first_half + second_half, true},
                 {first_half + second_half + "include more.journal\n", false},
                 {first_half + second_half + "2026-02-01 sell S9\n    - TEA x\n", false},
                 {first_half + second_half + "2026-02-01 sell S1\n    - TEA 1\n", false},
                 {first_half + second_half + std::string(9, '\0'), false}};
    for (const auto& [text, stands] : cases) {
        const Source source("shop.journal", text);
        Journal whole{BookSettings()};
        whole.read_main("shop.journal", first_half + second_half);
        Entries entries;
        Errors errors;
        Parser parser(entries, BookSettings(), errors, 0, "shop.journal", no_include, nowhere);
        REQUIRE(source.read([&](std::string_view lines) { return parser.parse(lines); }, {0, first_half.size()}));
        parser.finish();
        const size_t before = entries.entries.size();
        Ahead ahead{BookSettings()};
        if (!ahead.start({{&source, 0, first_half.size()}})) return;  // one processor
        const Ahead::Ends ends = ahead.join(entries, parser.lines());
        CHECK(ends.has_value() == stands);
        CHECK(entries.entries.size() == (stands ? whole.entries().entries.size() : before));
        if (!stands) continue;
        CHECK(ends->front().at == text.size());
        CHECK(ends->front().tail == text.substr(text.size() - 4));
        CHECK(entries.entries.back().line == whole.entries().entries.back().line);
        CHECK(entries.words.text(entries.entries.back().warehouse_to) == "店里");
    }
}

TEST_CASE("journal: files parsed ahead stand behind those parsed before, each with its end") {
    Entries entries;
    Errors errors;
    const Source first("1.journal", first_half), second("2.journal", second_half), third("3.journal", third_part);
    Parser parser(entries, BookSettings(), errors, 1, first.name(), no_include, nowhere);
    REQUIRE(first.read([&](std::string_view lines) { return parser.parse(lines); }));
    parser.finish();
    const size_t before = entries.entries.size();
    Ahead ahead{BookSettings()};
    if (!ahead.start({{&second, 2}, {&third, 3}})) return;  // one processor
    const Ahead::Ends ends = ahead.join(entries, 0);
    REQUIRE(ends);
    REQUIRE(ends->size() == 2);
    CHECK((*ends)[0].at == second_half.size());
    CHECK((*ends)[1].at == third_part.size());
    CHECK(entries.entries[before].file == 2);
    CHECK(entries.entries[before].line == 1);
    CHECK(entries.entries.back().file == 3);
    CHECK(entries.entries.back().line == 5);
    CHECK(entries.refs.text(entries.entries.back().ref) == "E1");
}
