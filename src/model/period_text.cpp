#include "model/period_text.h"

namespace daybook {

namespace {

int32_t months_of(const Period& period) {
    const Civil begin = to_civil(period.begin), end = to_civil(period.end);
    if (begin.day != 1 || end.day != 1) return 0;
    return (end.year - begin.year) * 12 + end.month - begin.month;
}

}  // namespace

Message period_text(const Period& period) {
    if (!period.has_begin() && !period.has_end()) return Text::period_all;
    if (!period.has_end()) return {Text::period_from, {to_text(period.begin)}};
    const Date last = period.end - 1;
    if (!period.has_begin()) return {Text::period_up_to, {to_text(last)}};
    if (last == period.begin) return {Text::period_plain, {to_text(last)}};
    const int32_t months = months_of(period);
    const Civil begin = to_civil(period.begin);
    if (months == 1) return {Text::period_plain, {month_text(last)}};
    if (months == 12 && begin.month == 1) return {Text::period_plain, {std::to_string(begin.year)}};
    if (months > 0) return {Text::period_from_to, {month_text(period.begin), month_text(last)}};
    return {Text::period_from_to, {to_text(period.begin), to_text(last)}};
}

std::optional<Period> period_before(const Period& period) {
    if (!period.has_begin() || !period.has_end()) return std::nullopt;
    const int32_t months = months_of(period);
    if (months > 0) return Period{add_months(period.begin, -months), period.begin};
    return Period{period.begin - (period.end.days - period.begin.days), period.begin};
}

}  // namespace daybook
