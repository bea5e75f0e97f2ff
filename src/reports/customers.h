// Every customer on one line: what is known of them, what they bought and owe, and which group that puts them in. Lists, segments and
// letters are made of this, through the same filters.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "books/party_cards.h"
#include "reports/report.h"
#include "reports/settlement.h"

namespace daybook {

// In this order, the first that fits: see group_of.
enum class Group : uint8_t { best, loyal, promising, fresh, at_risk, asleep, lost, prospect, count_of_groups };
constexpr size_t groups = static_cast<size_t>(Group::count_of_groups);

struct GroupSpec {
    Group group;
    Text name, meaning;
    int32_t cycles;  // of which the meaning speaks
};
const std::array<GroupSpec, groups>& all_groups();

// 1 to 5, 5 is best; 0 where there never was an order.
struct Scores {
    int64_t recency = 0, frequency = 0, money = 0;
};

// Days since the last order, in cycles: how often a regular customer of the shop buys. Within 1 cycle 5, 2 cycles 4, 3 cycles 3, 6
// cycles 2.
int64_t recency_score(int32_t days, int32_t cycle_days);
// 10 orders 5, 5 to 9 orders 4, 3 or 4 orders 3, 2 orders 2, 1 order 1.
int64_t frequency_score(int64_t orders);
// Revenue beside the average of all who ever ordered (`total` of `customers`): twice it 5, it 4, half 3, a quarter 2, less 1.
int64_t money_score(Money revenue, Money total, int64_t customers);
Group group_of(const Scores& scores);

Text group_name(Group group);
Message group_meaning(Group group, int32_t cycle_days);

// What of a customer may be known or not.
struct CustomerField {
    Key key;
    bool (*is_known)(const PartyCard& card);
};
std::span<const CustomerField> customer_fields();

struct Customer {
    PartyId id = PartyId::none;
    const PartyCard* card = nullptr;  // of Customers::cards
    int64_t orders = 0;               // in the period asked for; so the revenue
    Money revenue;
    std::optional<Date> last_order;
    int32_t days_since = 0;  // the last order
    Money receivable, stored;
    int64_t points = 0;
    Money owed, overdue;             // of what is open
    std::optional<Date> due;         // of what is open, the earliest
    std::vector<OpenDocument> open;  // not paid yet, the first due first
    Scores scores;                   // of all orders up to the period's end
    Group group = Group::prospect;
};

struct Range {
    int64_t least = INT64_MIN, most = INT64_MAX;  // both included
    bool holds(int64_t value) const { return least <= value && value <= most; }
};

// Which customers. Of levels, sources, groups and channels one must fit, of all else every one; nothing asked lets all through.
struct CustomerFilter {
    std::vector<PartyId> only;
    std::vector<WordId> levels, tags, sources, channels;
    std::vector<Group> groups;
    std::vector<ItemId> bought, not_bought;
    std::vector<std::string> categories;
    std::optional<Date> since, not_since;  // of the last order
    std::optional<Period> birthday;
    std::optional<Range> orders, revenue, receivable, points, stored;  // money in the currency's smallest unit
    bool owes = false, overdue = false;
    std::vector<const CustomerField*> has, lacks;
    std::string find;
};

// The customers that the filter lets through, by name, with the books that they were read off.
struct Customers {
    explicit Customers(const Question& question) : books(question.entries, question.settings) {}

    Books books;
    std::vector<PartyCard> cards;
    std::vector<Customer> list;
    bool any = false;  // customers at all, whether the filter lets them through or not
};
tl::expected<void, Problems> find_customers(const Question& question, const CustomerFilter& filter, int32_t cycle_days, Customers& out);

// A sale or an order that counts: neither void nor cancelled as a whole, before anything of it was shipped.
bool is_order_that_counts(const Books& books, uint32_t entry);

// The name that a customer is shown by: the display name, else the one in the journal.
std::string shown_name(const Entries& entries, const Customer& customer);

// Whether a birthday lies in the period, in any of its years. 29 February is kept on the 28th where there is none.
bool is_birthday_in(const Period& period, Birthday birthday);

}  // namespace daybook
