#include "model/typed_amounts.h"

#include <array>

#include "base/half_width.h"

namespace daybook {

namespace {

struct CurrencyMarks {
    std::string_view currency;
    std::array<std::string_view, 3> marks;
};

const CurrencyMarks* marks_of(std::string_view currency) {
    static constexpr CurrencyMarks all[] = {
        {"CNY", {"¥", "元", "块"}}, {"JPY", {"¥", "円"}}, {"USD", {"$"}}, {"EUR", {"€"}}, {"GBP", {"£"}}};
    for (const CurrencyMarks& one : all)
        if (one.currency == currency) return &one;
    return nullptr;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::string plain_amount(std::string_view typed, std::string_view currency) {
    const std::string plain = half_width(typed);
    std::string_view number = trimmed(plain);
    const bool minus = number.starts_with('-');
    if (minus) number.remove_prefix(1);
    if (const CurrencyMarks* known = marks_of(currency))
        for (std::string_view mark : known->marks) {                          // ￥68元 has both
            if (number.starts_with(mark)) number.remove_prefix(mark.size());  // an empty mark takes nothing away
            if (number.ends_with(mark)) number.remove_suffix(mark.size());
        }
    number = trimmed(number);
    // 元 alone, -￥-5 or 5美元 is no number: it is refused as it was typed
    if (number.empty() || number.find_first_not_of("0123456789.,") != std::string_view::npos) return plain;
    return (minus ? "-" : "") + std::string(number);
}

}  // namespace daybook
