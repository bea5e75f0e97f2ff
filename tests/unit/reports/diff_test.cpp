#include "reports/diff.h"

#include <doctest/doctest.h>

#include <map>
#include <random>

#include "journal/changes.h"
#include "reports/profit.h"
#include "unit/random_ledger.h"

using namespace daybook;

namespace {

std::string text_of(const Cell& cell) {
    if (const auto* message = std::get_if<Message>(&cell)) return say(*message, Lang::en);
    return std::get<std::string>(cell);
}

struct Sums {
    Money stock, revenue, cogs, net_profit;
};

// What moved in each month, by the first table; its stock as what it moved by since the month before.
std::map<std::string, Sums> months_of(const Report& report) {
    std::map<std::string, Sums> out;
    for (const auto& row : report.tables[0].rows) {
        Sums& sums = out[text_of(row[0])];
        const std::string figure = text_of(row[1]);
        const Money moved = std::get<Money>(row[4]);
        CHECK(std::get<Money>(row[3]) - std::get<Money>(row[2]) == moved);
        if (figure == "stock value") sums.stock = moved;
        if (figure == "revenue") sums.revenue = moved;
        if (figure == "cost of goods sold") sums.cogs = moved;
        if (figure == "net profit") sums.net_profit = moved;
    }
    return out;
}

std::map<std::string, Sums> entries_of(const Report& report) {
    std::map<std::string, Sums> out;
    if (report.tables.size() < 2) return out;
    for (const auto& row : report.tables[1].rows) {
        Sums& sums = out[text_of(row[0])];
        sums.stock += std::get<Money>(row[6]);
        sums.revenue += std::get<Money>(row[7]);
        sums.cogs += std::get<Money>(row[8]);
        sums.net_profit += std::get<Money>(row[9]);
    }
    return out;
}

// Gross profit by month, as another report has it.
std::map<std::string, Money> gross_profit(const Question& question) {
    std::map<std::string, Money> out;
    const Answer answer = profit_report(question, ProfitBy::month, 0);
    for (const auto& row : answer->tables[0].rows) out[text_of(row[0])] = std::get<Money>(row[4]);
    return out;
}

}  // namespace

TEST_CASE("diff, random ledgers: the rows of entries add up to what moved, and profit agrees") {
    size_t compared = 0, moved = 0;
    for (uint64_t seed = 0; seed < 150; ++seed) {
        RandomLedger ledger = make_ledger(seed);
        uint64_t dropped = 0;
        drop_refused(ledger, dropped);
        RandomLedger older = ledger;
        std::mt19937_64 random(seed);
        for (int i = 0; i < 3 && !older.entries.empty(); ++i)
            older.entries.erase(older.entries.begin() + static_cast<std::ptrdiff_t>(random() % older.entries.size()));
        drop_refused(older, dropped);
        CAPTURE(seed);
        const Replayed before(older), now(ledger);
        REQUIRE((before.stands() && now.stands()));
        const Question then{before.journal.entries(), ledger.settings, {}, Date()},
            today{now.journal.entries(), ledger.settings, {}, Date()};
        for (const bool turned : {false, true}) {
            const Journal &from = turned ? now.journal : before.journal, &to = turned ? before.journal : now.journal;
            const auto changes = changes_between(from, to);
            REQUIRE(changes);
            const Question &old = turned ? today : then, &fresh = turned ? then : today;
            const auto report = diff_report(old, fresh, *changes, Text::title_diff);
            REQUIRE(report);
            const auto months = months_of(*report), rows = entries_of(*report);
            Money stock;
            for (const auto& [month, sums] : rows) {
                const auto found = months.find(month);
                const Sums said = found == months.end() ? Sums() : found->second;
                stock += sums.stock;
                CHECK(said.stock == stock);
                CHECK(said.revenue == sums.revenue);
                CHECK(said.cogs == sums.cogs);
                CHECK(said.net_profit == sums.net_profit);
            }
            std::map<std::string, Money> profit = gross_profit(fresh);
            for (const auto& [month, amount] : gross_profit(old)) profit[month] -= amount;
            for (const auto& [month, amount] : profit) {
                const auto found = months.find(month);
                const Sums said = found == months.end() ? Sums() : found->second;
                CHECK(said.revenue - said.cogs == amount);
            }
            moved += !months.empty();
            ++compared;
        }
    }
    CHECK(compared == 300);
    CHECK(moved > 150);
}

TEST_CASE("changes: a move and another layout are none, a word and the note behind a header are") {
    const auto changes = [](const std::string& then, const std::string& today) {
        Journal before{BookSettings()}, now{BookSettings()};
        before.read_main("then.journal", then);
        now.read_main("now.journal", today);
        std::string out;
        const auto found = changes_between(before, now);
        for (const EntryChange& change : found->entries)
            out += (change.before && change.now ? "changed "
                    : change.now                ? "added "
                                                : "removed ") +
                   (change.now ? change.now : change.before)->unit.name + "\n";
        return out;
    };
    const std::string a = "2026-11-01 sell S1 to 王芳 ; by phone\n    - TEA 1 @ 5\n", b = "2026-11-02 void V1 of S1\n";
    CHECK(changes(a + b, b + "\n; aside\n" + a) == "");
    CHECK(changes(a + b, "2026-11-01  sell S1 to 王芳  ; by phone\r\n\t- TEA 1  @ 5 ; new box\r\n\r\n" + b) == "");
    CHECK(changes(a + b, "2026-11-01 sell S1 to 王芳 ; by post\n    - TEA 1 @ 5\n" + b) == "changed S1\n");
    CHECK(changes(a + b, "2026-11-01 sell S1 to 王芳 ; by phone\n    - TEA 1 @ 6\n") == "changed S1\nremoved V1\n");
    CHECK(changes(a, a + b + "2026-11-01 item TEA\n") == "added V1\nadded item TEA\n");
    CHECK(changes("2026-11-31 sell S1\n    - A one\n", "2026-11-31 sell S1\n    - A two\n") == "changed S1\n");  // with errors too
}
