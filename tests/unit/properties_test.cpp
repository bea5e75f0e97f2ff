// What holds of every ledger, tried on random ones. DAYBOOK_LEDGERS=N tries N of them, DAYBOOK_SEED=N begins at that seed. A ledger that
// fails is printed as short as it can be made.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <csetjmp>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <map>
#include <random>

#include "journal/printer.h"
#include "reports/profit.h"
#include "reports/statements.h"
#include "unit/random_ledger.h"
#include "unit/settlement_property.h"

using namespace daybook;

namespace {

uint64_t number_of(const char* variable, uint64_t otherwise) {
    const char* value = std::getenv(variable);
    return value ? std::strtoull(value, nullptr, 10) : otherwise;
}

struct Tally {
    uint64_t ledgers = 0, entries = 0, dropped = 0;
    std::map<std::string_view, uint64_t> kinds, tried;
};
Tally tally;

// What is wrong, in words; empty where nothing is. Said of ledgers that stand.
using Property = std::function<std::string(const RandomLedger&)>;

std::string differ(const std::string& one, const std::string& other) {
    return one == other ? "" : "figures\n" + one + "differ from\n" + other;
}

std::string stands_and(const Replayed& replayed, const std::string& want) {
    return replayed.stands() ? differ(figures(*replayed.books), want) : "it does not stand: " + replayed.complaints();
}

std::string figures_of(const RandomLedger& ledger) { return figures(*Replayed(ledger).replay().books); }

// ---- after every entry ----

// Sums what the books say of each entry, and holds it against what they hold.
class Auditor : public Observer {
  public:
    Auditor(const Books& books) : books_(books), held_(books.entries().items.size()) {}

    void booked(const Booked& booked) override {
        if (!fault.empty()) return;
        Money postings;
        for (const Posting& posting : booked.postings) postings += posting.amount;
        for (const Step& step : booked.steps) {
            held_[index_of(step.item)].first += step.quantity;
            held_[index_of(step.item)].second += step.value;
            cogs += step.cogs;
            revenue += step.revenue;
        }
        for (const TaxStep& tax : booked.taxes) {
            (tax.bought ? bought_tax : taxed) += tax.tax;
            Taxes& rate = rates_[{tax.bought, tax.rate}];
            rate.net += tax.net;
            rate.tax += tax.tax;
            ++rate.steps;
        }
        if (postings) fault = "postings do not sum to zero";
        check_pools();
        check_sums();
        points += booked.points;
        check_members();
        if (!fault.empty()) fault += " after " + std::string(books_.entries().refs.text(booked.entry.ref));
    }

    std::string fault;

  private:
    void check_pools() {
        Money stock;
        for (uint32_t i = 1; i < held_.size(); ++i) {
            const Pool& pool = books_.pool(static_cast<ItemId>(i));
            stock += pool.value();
            if (!pool.quantity() && pool.value()) fault = "quantity 0 has a value";
            if (pool.quantity() != held_[i].first || pool.value() != held_[i].second) fault = "the steps do not explain the stock";
        }
        const Balances& balances = books_.balances();
        if (stock != balances.of(AccountClass::inventory)) fault = "the stock is not worth its account";
        Money went = stock;
        for (AccountClass cls : {AccountClass::goods_shipped, AccountClass::cogs, AccountClass::write_off, AccountClass::count_difference,
                                 AccountClass::price_variance})
            went += balances.of(cls);
        if (went != books_.goods_in()) fault = "something was lost or made";
    }

    void check_members() {
        Points held;
        for (uint32_t i = 1; i < books_.entries().parties.size(); ++i) {
            const auto party = static_cast<PartyId>(i);
            held += books_.points(party);
            if (books_.points(party).raw < 0) fault = "points are below 0";
            if (books_.stored_value(party).raw < 0) fault = "stored value is below 0";
        }
        if (held != points) fault = "what the entries say of points does not add up";
    }

    void check_sums() {
        const Balances& balances = books_.balances();
        if (cogs != balances.of(AccountClass::cogs)) fault = "the steps do not explain the cost of goods sold";
        if (-revenue != balances.of(AccountClass::sales)) fault = "the steps do not explain the revenue";
        if (-taxed != balances.of(AccountClass::tax_output)) fault = "the tax steps do not explain the output tax";
        if (bought_tax != balances.of(AccountClass::tax_input)) fault = "the tax steps do not explain the input tax";
        // each line rounds once, and so does each part of it that comes back
        for (const auto& [kind, taxes] : rates_)
            if (std::abs(taxes.tax.raw - mul_div(taxes.net.raw, kind.second, one_unit)) > taxes.steps)
                fault = fmt::format("the tax at {} millionths is not that of its net", kind.second);
    }

    struct Taxes {
        Money net, tax;
        int64_t steps = 0;
    };

    const Books& books_;
    std::vector<std::pair<Quantity, Money>> held_;
    std::map<std::pair<bool, int32_t>, Taxes> rates_;  // by side and rate
    Money cogs, revenue, taxed, bought_tax;
    Points points;
};

std::string is_sound_after_every_entry(const RandomLedger& ledger) {
    Replayed replayed(ledger);
    Auditor auditor(*replayed.books);
    replayed.replay(&auditor);
    return auditor.fault;
}

// At the end, what is reserved or on its way is what orders leave open.
std::string orders_hold_what_is_reserved(const RandomLedger& ledger) {
    Replayed replayed(ledger);
    const Books& books = *replayed.replay().books;
    const Entries& entries = books.entries();
    std::map<ItemId, Quantity> reserved, incoming;
    for (uint32_t i = 0; i < entries.entries.size(); ++i) {
        const Order* order = books.order_of(i);
        if (!order) continue;
        for (const OrderLine& line : order->lines) {
            if (line.open.raw < 0) return "more left an order than was ordered";
            if (entries.entries[i].kind == Kind::purchase_order)
                incoming[line.item] += line.open;
            else if (line.kit == no_entry && !books.masters().of(line.item).service)
                reserved[line.item] += line.open;
            else if (line.kit != no_entry)
                for (const GoodsLine& part : entries.goods_of(entries.entries[line.kit]))
                    reserved[part.item] += Quantity(mul_div(part.quantity.raw, line.open.raw, one_unit));
        }
    }
    for (uint32_t i = 1; i < entries.items.size(); ++i) {
        const auto item = static_cast<ItemId>(i);
        const std::string name(entries.items.text(item));
        if (books.reserved(item) != reserved[item])
            return name + ": reserved " + to_text(books.reserved(item)) + ", open " + to_text(reserved[item]);
        if (books.incoming(item) != incoming[item])
            return name + ": incoming " + to_text(books.incoming(item)) + ", open " + to_text(incoming[item]);
    }
    return "";
}

// By whatever it is asked, of the whole time or a part of it.
std::string profit_by_anything_is_the_income_statements(const RandomLedger& ledger) {
    const Replayed replayed(ledger);
    const Date some_day = ledger.entries[ledger.seed % ledger.entries.size()].date;
    for (const Period& period : {Period(), Period{some_day, some_day + 20}}) {
        const Question question{replayed.journal.entries(), ledger.settings, period, some_day};
        const Answer income = income_report(question);
        if (!income) return "no income statement";
        const Money earned = -total_money(income->tables.front(), "balance");
        Money fees;
        for (ProfitBy by : {ProfitBy::item, ProfitBy::customer, ProfitBy::channel, ProfitBy::category, ProfitBy::staff, ProfitBy::month}) {
            const Answer profit = profit_report(question, by, 0);
            if (!profit) return "no profit";
            const Table& table = profit->tables.front();
            const std::string name = table.columns.front().key;
            const Money net = total_money(table, "net_profit");
            if (net != earned) return "by " + name + " " + to_text(net, 2) + ", the income statement " + to_text(earned, 2);
            const Money explained = total_money(table, "gross_profit") - total_money(table, "fees") + total_money(table, "postage") -
                                    total_money(table, "expenses") + total_money(table, "other");
            if (explained != net) return "by " + name + " the columns do not add up";
            if (by != ProfitBy::item && total_money(table, "fees") != fees) return "by " + name + " other fees than by item";
            fees = total_money(table, "fees");
        }
        ++tally.tried["profits"];
    }
    return "";
}

// ---- two ledgers that must agree ----

std::string shuffled_places_change_nothing(const RandomLedger& ledger) {
    RandomLedger shuffled = ledger;
    std::mt19937_64 random(ledger.seed);
    std::vector<RandomEntry>& entries = shuffled.entries;
    for (size_t i = entries.size(); i > 1; --i) std::swap(entries[i - 1], entries[random() % i]);
    // those of one day stay in their order
    std::map<Date, std::vector<const RandomEntry*>> days;
    for (const RandomEntry& entry : ledger.entries) days[entry.date].push_back(&entry);
    std::map<Date, size_t> used;
    for (RandomEntry& entry : entries) entry = *days[entry.date][used[entry.date]++];
    return stands_and(Replayed(shuffled).replay(), figures_of(ledger));
}

std::string another_name_is_the_party_itself(const RandomLedger& ledger) {
    const auto says_also = [](const RandomEntry& entry) { return entry.text.find("    also 小王\n") != std::string::npos; };
    if (std::none_of(ledger.entries.begin(), ledger.entries.end(), says_also)) return "";
    ++tally.tried["other names"];
    RandomLedger renamed = ledger;
    for (RandomEntry& entry : renamed.entries)
        for (const auto& [from, to] : {std::pair<std::string, std::string>{"    also 小王\n", ""}, {"小王", "王芳"}})
            for (size_t at = 0; (at = entry.text.find(from)) != std::string::npos;) entry.text.replace(at, from.size(), to);
    return stands_and(Replayed(renamed).replay(), figures_of(ledger));
}

std::string an_entry_and_its_void_are_neither(const RandomLedger& ledger) {
    RandomLedger voided = ledger;
    Date last = ledger.entries.front().date;
    std::vector<size_t> refs;
    const Replayed original(ledger);
    for (size_t i = 0; i < ledger.entries.size(); ++i) {
        last = std::max(last, ledger.entries[i].date);
        if (original.journal.entries().entries[i].ref != RefId::none) refs.push_back(i);
    }
    if (refs.empty()) return "";
    const size_t target = refs[ledger.seed % refs.size()];
    const std::string ref(original.journal.entries().refs.text(original.journal.entries().entries[target].ref));
    voided.entries.push_back({Kind::void_entry, last, fmt::format("{} void THE-VOID of {}\n", to_text(last), ref)});
    Replayed with(voided);
    with.replay();
    if (!with.stands()) return "";  // it may not be voided, or others need it
    ++tally.tried["voids"];
    RandomLedger neither = ledger;
    for (size_t i = ledger.entries.size(); i-- > 0;)
        if (with.books->voided_by(static_cast<uint32_t>(i)) == ledger.entries.size())
            neither.entries.erase(neither.entries.begin() + static_cast<std::ptrdiff_t>(i));
    for (RandomEntry& entry : neither.entries) {  // a complaint stands, whatever became of its sale; money spent on it is spent
        const bool stands = entry.kind == Kind::service || entry.kind == Kind::expense || entry.kind == Kind::income;
        if (const size_t at = entry.text.find(" of " + ref + " "); stands && at != std::string::npos)
            entry.text.erase(at, 5 + ref.size() - 1);
    }
    return stands_and(Replayed(neither).replay(), figures(*with.books));
}

// The first digit below the header is another one.
std::string changed(std::string text) {
    const size_t digit = text.find_first_of("0123456789", text.find("\n    "));
    if (digit != std::string::npos) text[digit] = text[digit] == '9' ? '8' : static_cast<char>(text[digit] + 1);
    return text;
}

// Whatever the replacement says, at whatever place it stands: as if the entry had said that from the start.
std::string a_replaced_entry_and_its_replacement_are_the_replacement(const RandomLedger& ledger) {
    Replayed original(ledger);
    original.replay();
    const Entries& entries = original.journal.entries();
    std::vector<size_t> refs;
    for (uint32_t i = 0; i < ledger.entries.size(); ++i)
        if (entries.entries[i].ref != RefId::none && ledger.entries[i].kind != Kind::void_entry && !original.books->is_out(i))
            refs.push_back(i);
    if (refs.empty()) return "";
    const size_t target = refs[ledger.seed % refs.size()];
    const std::string ref = " " + std::string(entries.refs.text(entries.entries[target].ref));
    RandomLedger edited = ledger, replaced = ledger;
    edited.entries[target].text = changed(edited.entries[target].text);
    RandomEntry replacement = edited.entries[target];
    replacement.text.replace(replacement.text.find(ref), ref.size(), " THE-NEW replaces" + ref);
    const size_t place = (ledger.seed / 7) % (replaced.entries.size() + 1);
    replaced.entries.insert(replaced.entries.begin() + static_cast<std::ptrdiff_t>(place), replacement);
    Replayed want(edited), got(replaced);
    if (want.replay().stands() != got.replay().stands())
        return "only one of them stands:\n" + replacement.text + want.complaints() + got.complaints();
    if (!want.stands()) return "";
    ++tally.tried["replacements"];
    return differ(figures(*got.books), figures(*want.books));
}

std::string printed_text_gives_the_same_books(const RandomLedger& ledger) {
    const int decimals = ledger.settings.currency.decimals;
    const std::string once = printed(Replayed(ledger).journal.entries(), decimals);
    Replayed again(ledger.settings, once);
    if (!again.journal.errors().empty()) return "what is printed does not parse: " + again.complaints() + once;
    if (const std::string twice = printed(again.journal.entries(), decimals); twice != once) return "printed\n" + once + "then\n" + twice;
    return stands_and(again.replay(), figures_of(ledger));
}

std::string a_report_to_a_day_is_that_of_the_journal_cut_there(const RandomLedger& ledger) {
    Date first = first_date, last = first_date;
    for (const RandomEntry& entry : ledger.entries) {
        last = std::max(last, entry.date);
        if (entry.kind == Kind::bill || entry.kind == Kind::void_entry || entry.text.find(" also ") != std::string::npos)
            first = std::max(first, entry.date);
    }
    const Date day = std::max(first, ledger.entries[ledger.seed % ledger.entries.size()].date);
    if (day >= last) return "";
    ++tally.tried["cuts"];
    RandomLedger cut = ledger;
    std::erase_if(cut.entries, [&](const RandomEntry& entry) { return entry.date > day; });
    Replayed stopped(ledger);
    stopped.replay(nullptr, day + 1);
    return stands_and(Replayed(cut).replay(), figures(*stopped.books));
}

std::string both_costings_agree_where_all_costs_are_equal(const RandomLedger& ledger) {
    RandomLedger other = ledger;
    other.settings.costing = ledger.settings.costing == Costing::fifo ? Costing::average : Costing::fifo;
    return stands_and(Replayed(other).replay(), figures_of(ledger));
}

// The first purchase line of more than one unit into two.
std::string a_split_purchase_line_changes_no_average(const RandomLedger& ledger) {
    RandomLedger split = ledger;
    split.settings.costing = Costing::average;
    split.settings.negative_stock = NegativeStock::refuse;
    if (!Replayed(split).replay().stands()) return "";
    const std::string before = figures_of(split);
    for (RandomEntry& entry : split.entries) {
        if (entry.kind != Kind::purchase) continue;
        const size_t line = entry.text.find("    + "), eol = entry.text.find('\n', line), at = entry.text.find(" @ ", line);
        if (at == std::string::npos || at > eol) continue;
        const size_t digits = entry.text.rfind(' ', at - 1) + 1;
        const int64_t quantity = std::stoll(entry.text.substr(digits, at - digits));
        if (quantity < 2) continue;
        const std::string head = entry.text.substr(line, digits - line), tail = entry.text.substr(at, eol - at + 1);
        const int64_t part = 1 + static_cast<int64_t>(ledger.seed % static_cast<uint64_t>(quantity - 1));
        entry.text.replace(line, eol - line + 1, head + std::to_string(part) + tail + head + std::to_string(quantity - part) + tail);
        ++tally.tried["splits"];
        break;
    }
    return stands_and(Replayed(split).replay(), before);
}

// ---- trying, and shrinking what fails ----

sigjmp_buf before_abort;
void back_from_abort(int) { siglongjmp(before_abort, 1); }

// A broken invariant of the books aborts: here it is a fault like any other.
std::string fault_of(const Property& property, const RandomLedger& ledger) {
    const auto old = std::signal(SIGABRT, back_from_abort);
    std::string fault;
    if (sigsetjmp(before_abort, 1) == 0)
        fault = property(ledger);
    else
        fault = "an invariant is broken";
    std::signal(SIGABRT, old);
    return fault;
}

// Without each run of entries that the fault can do without, the long runs first.
RandomLedger shortest(const Property& property, RandomLedger ledger) {
    for (size_t run = ledger.entries.size() / 2; run > 0; run = run > 1 ? run / 2 : 0) {
        for (size_t from = ledger.entries.size(); from-- > 0;) {
            if (from + run > ledger.entries.size() || run == ledger.entries.size()) continue;
            RandomLedger less = ledger;
            const auto begin = less.entries.begin() + static_cast<std::ptrdiff_t>(from);
            less.entries.erase(begin, begin + static_cast<std::ptrdiff_t>(run));
            const Property still = [&](const RandomLedger& one) { return Replayed(one).replay().stands() ? property(one) : std::string(); };
            if (!fault_of(still, less).empty()) ledger = std::move(less);
        }
    }
    return ledger;
}

std::string settings_text(const BookSettings& settings) {
    return fmt::format("costing {}, negative stock {}, revenue at {}, {} decimals, tax regime {} of {} millionths, prices {} tax",
                       settings.costing == Costing::fifo ? "fifo" : "average",
                       settings.negative_stock == NegativeStock::allow ? "allow" : "refuse",
                       settings.revenue_at == RevenueAt::ship ? "ship" : "confirm", settings.currency.decimals,
                       static_cast<int>(settings.tax.regime), settings.tax.rate, settings.tax.prices_include_tax ? "with" : "without");
}

void try_all(const Limits& limits, uint64_t ledgers, std::initializer_list<std::pair<const char*, Property>> properties) {
    const uint64_t first = number_of("DAYBOOK_SEED", 1);
    int failures = 0;
    for (uint64_t seed = first; seed < first + ledgers && failures < 3; ++seed) {
        RandomLedger ledger = make_ledger(seed, limits);
        const Property books_them = [&](const RandomLedger& one) {
            ledger = one;
            drop_refused(ledger, tally.dropped);
            return std::string();
        };
        const auto fail = [&](const char* name, const Property& property, const RandomLedger& failing) {
            const RandomLedger least = shortest(property, failing);
            FAIL_CHECK(fmt::format("seed {}: {}: {}\n{}\n\n{}", seed, name, fault_of(property, least), settings_text(ledger.settings),
                                   least.text()));
            ++failures;
        };
        const RandomLedger raw = ledger;
        if (const std::string fault = fault_of(books_them, raw); !fault.empty()) {
            fail(
                "the books take or refuse it", [](const RandomLedger& one) { return Replayed(one).replay(), std::string(); }, raw);
            continue;
        }
        ++tally.ledgers;
        tally.entries += ledger.entries.size();
        for (const RandomEntry& entry : ledger.entries) ++tally.kinds[spec(entry.kind).name];
        for (const auto& [name, property] : properties)
            if (!fault_of(property, ledger).empty()) fail(name, property, ledger);
    }
}

}  // namespace

TEST_CASE("properties: of all ledgers") {
    try_all({}, number_of("DAYBOOK_LEDGERS", 2000),
            {{"sound after every entry", is_sound_after_every_entry},
             {"orders hold what is reserved", orders_hold_what_is_reserved},
             {"profit by anything is the income statement's", profit_by_anything_is_the_income_statements},
             {"shuffled places change nothing", shuffled_places_change_nothing},
             {"another name is the party itself", another_name_is_the_party_itself},
             {"an entry and its void are neither", an_entry_and_its_void_are_neither},
             {"a replaced entry and its replacement are the replacement", a_replaced_entry_and_its_replacement_are_the_replacement},
             {"printed text gives the same books", printed_text_gives_the_same_books},
             {"a report to a day is that of the journal cut there", a_report_to_a_day_is_that_of_the_journal_cut_there}});
}

TEST_CASE("properties: card, list, due, ageing and statement agree for every party, every day") {
    try_all({}, std::max<uint64_t>(number_of("DAYBOOK_LEDGERS", 2000) / 10, 10), {{"settlement agrees", settlement_agrees}});
}

TEST_CASE("properties: where all costs of an item are equal, both costings agree") {
    Limits limits;
    limits.equal_costs = true;
    try_all(limits, number_of("DAYBOOK_LEDGERS", 2000) / 2, {{"both costings agree", both_costings_agree_where_all_costs_are_equal}});
}

TEST_CASE("properties: a purchase line split in two changes no average") {
    Limits limits;
    limits.exact_prices = true;
    try_all(limits, number_of("DAYBOOK_LEDGERS", 2000) / 2, {{"a split line changes nothing", a_split_purchase_line_changes_no_average}});
}

TEST_CASE("properties: every kind that is booked was tried") {
    std::string said = fmt::format("{} ledgers, {} entries booked, {} refused", tally.ledgers, tally.entries, tally.dropped);
    for (const auto& [what, count] : tally.tried) said += fmt::format(", {} {}", count, what);
    for (const auto& [kind, count] : tally.kinds) said += fmt::format("\n  {} {}", count, kind);
    fmt::print("properties: {}\n", said);
    const std::vector<Kind> made = kinds_made();
    for (const KindSpec& kind : all_kinds()) {
        CHECK_MESSAGE((std::find(made.begin(), made.end(), kind.kind) != made.end()), "random_ledger.cpp makes none: ", kind.name);
        CHECK_MESSAGE((tally.kinds[kind.name] > 0 || number_of("DAYBOOK_LEDGERS", 2000) < 100), "none stood: ", kind.name);
    }
}
