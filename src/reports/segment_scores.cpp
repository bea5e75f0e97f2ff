// Recency, frequency and money: the scores and the groups, by thresholds that a seller can check by hand. They hold for five customers as
// for five thousand; fifths of a list would not.
#include "base/wide.h"
#include "reports/customers.h"

namespace daybook {

int64_t recency_score(int32_t days, int32_t cycle_days) {
    const int64_t cycle = cycle_days;
    return days <= cycle ? 5 : days <= 2 * cycle ? 4 : days <= 3 * cycle ? 3 : days <= 6 * cycle ? 2 : 1;
}

int64_t frequency_score(int64_t orders) { return orders >= 10 ? 5 : orders >= 5 ? 4 : orders >= 3 ? 3 : orders; }

int64_t money_score(Money revenue, Money total, int64_t customers) {
    if (revenue.raw <= 0) return 1;
    const Wide own = static_cast<Wide>(revenue.raw) * customers, all = total.raw;
    return own >= 2 * all ? 5 : own >= all ? 4 : 2 * own >= all ? 3 : 4 * own >= all ? 2 : 1;
}

Group group_of(const Scores& scores) {
    if (scores.frequency == 0) return Group::prospect;
    if (scores.recency == 1) return Group::lost;
    if (scores.recency <= 3) return scores.frequency >= 2 ? Group::at_risk : Group::asleep;
    if (scores.frequency >= 3) return scores.money >= 4 ? Group::best : Group::loyal;
    return scores.frequency == 2 ? Group::promising : Group::fresh;
}

const std::array<GroupSpec, groups>& all_groups() {
    static constexpr std::array<GroupSpec, groups> list = {{
        {Group::best, Text::group_best, Text::means_best, 2},
        {Group::loyal, Text::group_loyal, Text::means_loyal, 2},
        {Group::promising, Text::group_promising, Text::means_promising, 2},
        {Group::fresh, Text::group_new, Text::means_new, 2},
        {Group::at_risk, Text::group_at_risk, Text::means_at_risk, 2},
        {Group::asleep, Text::group_asleep, Text::means_asleep, 2},
        {Group::lost, Text::group_lost, Text::means_lost, 6},
        {Group::prospect, Text::group_prospect, Text::means_prospect, 0},
    }};
    return list;
}

Text group_name(Group group) { return all_groups()[static_cast<size_t>(group)].name; }

Message group_meaning(Group group, int32_t cycle_days) {
    const GroupSpec& one = all_groups()[static_cast<size_t>(group)];
    return {one.meaning, {std::to_string(one.cycles * int64_t{cycle_days})}};
}

}  // namespace daybook
