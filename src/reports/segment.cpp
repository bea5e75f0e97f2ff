#include "reports/segment.h"

#include <algorithm>

namespace daybook {

namespace {

Cell score_cell(int64_t score) { return score == 0 ? Cell() : Cell(score); }

std::string tags_of(const Entries& entries, const Customer& customer) {
    std::string out;
    for (WordId tag : customer.card->tags) out.append(out.empty() ? "" : ", ").append(entries.words.text(tag));
    return out;
}

Table customers_table(const Entries& entries, std::vector<Customer>& list, bool any) {
    std::stable_sort(list.begin(), list.end(),
                     [](const Customer& a, const Customer& b) { return a.group != b.group ? a.group < b.group : a.revenue > b.revenue; });
    constexpr Shown data = Shown::data_only;
    Table table;
    table.key = "customers";
    table.columns = {{"customer", Text::col_customer},
                     {"group", Text::col_group},
                     {"level", Text::col_level},
                     {"last_order", Text::col_last_order},
                     {"days", Text::col_days_since},
                     {"orders", Text::col_orders, Summed::count},
                     {"revenue", Text::col_revenue, Summed::money},
                     {"recency", Text::col_recency},
                     {"frequency", Text::col_frequency},
                     {"monetary", Text::col_monetary},
                     {"receivable", Text::col_receivable, Summed::money},
                     {"points", Text::word_points, data},
                     {"stored_value", Text::col_stored_value, data},
                     {"phone", Text::col_phone, data},
                     {"email", Text::col_email, data},
                     {"address", Text::col_postal, data},
                     {"birthday", Text::col_birthday, data},
                     {"source", Text::col_source, data},
                     {"tags", Text::word_tags, data}};
    table.when_empty = any ? Text::no_customers_like_that : Text::no_customers;
    for (const Customer& customer : list) {
        const PartyCard& card = *customer.card;
        table.rows.push_back(
            {party_name(entries, customer.id), Message(group_name(customer.group)), word(entries, card.level),
             customer.last_order ? Cell(*customer.last_order) : Cell(), customer.last_order ? Cell(int64_t{customer.days_since}) : Cell(),
             customer.orders, customer.revenue, score_cell(customer.scores.recency), score_cell(customer.scores.frequency),
             score_cell(customer.scores.money), customer.receivable, customer.points, customer.stored, word(entries, card.phone()),
             word(entries, card.email()), word(entries, card.address()), card.birthday ? to_text(*card.birthday) : std::string(),
             word(entries, card.source), tags_of(entries, customer)});
    }
    add_total(table);
    return table;
}

Table groups_table(const std::vector<Customer>& list, int32_t cycle_days) {
    Table table;
    table.key = "groups";
    table.title = Text::title_groups;
    table.columns = {{"group", Text::col_group},
                     {"customers", Text::col_customers},
                     {"revenue", Text::col_revenue},
                     {"share", Text::col_share_of_revenue},
                     {"meaning", Text::col_meaning}};
    std::array<int64_t, groups> counts{};
    std::array<Money, groups> revenues{};
    Money total;
    for (const Customer& customer : list) {
        ++counts[static_cast<size_t>(customer.group)];
        revenues[static_cast<size_t>(customer.group)] += customer.revenue;
        total += customer.revenue;
    }
    for (size_t i = 0; i < groups; ++i)
        if (counts[i])
            table.rows.push_back({Message(group_name(static_cast<Group>(i))), counts[i], revenues[i], margin(revenues[i], total),
                                  group_meaning(static_cast<Group>(i), cycle_days)});
    return table;
}

}  // namespace

Answer segment_report(const Question& question, const CustomerFilter& filter, int32_t cycle_days) {
    Customers customers(question);
    if (const auto found = find_customers(question, filter, cycle_days, customers); !found) return tl::unexpected<Problems>(found.error());
    Report report = new_report(question, "customer segment", Text::title_segment, true);
    report.tables.push_back(customers_table(question.entries, customers.list, customers.any));
    if (!customers.list.empty()) report.tables.push_back(groups_table(customers.list, cycle_days));
    return report;
}

}  // namespace daybook
