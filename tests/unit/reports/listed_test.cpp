#include "reports/listed.h"

#include <doctest/doctest.h>

#include <set>

#include "base/utf8.h"
#include "journal/journal.h"
#include "render/render.h"

using namespace daybook;

namespace {

const std::string shop = R"(2026-11-01 purchase P1 from 梅坞
    + TEA  10 @ 30.00
    paid  300.00 bank

2026-11-03 sell S1 to 王芳 via taobao
    - TEA  2 @ 59.00
    received 100.00 bank

2026-11-04 return R1 of S1
    + TEA  1 ; 破损
    paid 59.00 bank
)";

Answer answer(const ListedReport& report, const Args& args, const Settings& settings) {
    Journal journal(settings.books);
    journal.read_draft("shop.journal", std::string(shop));
    REQUIRE(journal.errors().empty());
    const Result<Ask> ask = report.ask({args, settings});
    REQUIRE(ask);
    return (*ask)({journal.entries(), settings.books, {}, from_civil({2026, 11, 30})});
}

}  // namespace

TEST_CASE("every report of the table answers, in every format") {
    std::set<std::string> names;
    for (ListedReport (*make)() : ReportListing::rows()) {
        const ListedReport report = make();
        CAPTURE(report.name);
        CHECK(names.insert(report.name).second);
        CHECK(!text(report.help, Lang::zh).empty());
        const Answer answered = answer(report, {}, {});
        REQUIRE(answered);
        for (const Format* format : formats()) {
            CAPTURE(format->name);
            CHECK(!render(*answered, *format, Look{Lang::zh}).empty());
        }
    }
    CHECK(names.size() >= 16);
    CHECK(ReportListing::rows().front()().name == "daily,日报");
}

TEST_CASE("a report's options reach it") {
    for (ListedReport (*make)() : ReportListing::rows()) {
        const ListedReport report = make();
        if (report.name != "returns" && report.name != "slow") continue;
        Args args;
        if (report.name == "returns") {
            args.set("by", {"supplier"});
            const Answer answered = answer(report, args, {});
            CHECK(answered->tables[0].columns[0].key == "supplier");
        } else {
            args.set("days", {"soon"});
            CHECK_FALSE(report.ask({args, Settings()}));
            args.set("days", {"2w"});
            CHECK(answer(report, args, {})->tables[0].rows.size() == 1);  // last sold 27 days ago
            args.set("days", {"4w"});
            CHECK(answer(report, args, {})->tables[0].rows.empty());
        }
    }
}
