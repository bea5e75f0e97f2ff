#include "books/telling_words.h"

#include <algorithm>
#include <string>

namespace daybook {

namespace {

using Word = std::string_view;

constexpr Word capital_words[] = {"owner", "draw",  "draws", "drawing",   "drawings",   "withdraw", "withdrawal", "withdrawals",
                                  "loan",  "loans", "repay", "repayment", "repayments", "capital",  "investment", "borrowed"};
// as parts of a Chinese name
constexpr Word capital_parts[] = {"提款", "提现", "取现", "取款", "还款", "还贷", "借款", "贷款", "还钱", "借钱",
                                  "业主", "老板", "股东", "分红", "注资", "投资", "本金", "私用", "家用", "个人支取"};
constexpr Word cost_words[] = {"fee", "fees", "interest", "charge", "charges", "cost", "costs", "salary", "wages"};
constexpr Word cost_parts[] = {"费", "利息", "收益", "工资"};

constexpr Word counted_units[] = {"件",   "个",   "盒",   "箱",   "只",    "瓶",     "包",   "袋",   "套",     "双",
                                  "条",   "张",   "台",   "本",   "支",    "把",     "罐",   "桶",   "枚",     "对",
                                  "辆",   "部",   "顶",   "副",   "盏",    "听",     "册",   "pc",   "pcs",    "piece",
                                  "each", "ea",   "item", "unit", "box",   "case",   "pack", "bag",  "bottle", "can",
                                  "jar",  "pair", "set",  "roll", "sheet", "carton", "tin",  "tube", "packet"};

template <class List>
bool holds(const List& list, Word word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

template <class List>
bool has_part(const List& parts, Word name) {
    return std::any_of(std::begin(parts), std::end(parts), [&](Word part) { return name.find(part) != Word::npos; });
}

// Whether one of the English words of the name, parted by whatever is no letter, is in the list.
template <class List>
bool has_word(const List& list, Word name) {
    std::string word;
    for (size_t i = 0; i <= name.size(); ++i) {
        const char small = i < name.size() ? static_cast<char>(name[i] | 0x20) : '\0';
        if (small >= 'a' && small <= 'z')
            word += small;
        else if (holds(list, word))
            return true;
        else
            word.clear();
    }
    return false;
}

}  // namespace

bool sounds_like_capital(Word category) {
    if (has_part(cost_parts, category) || has_word(cost_words, category)) return false;
    return has_part(capital_parts, category) || has_word(capital_words, category);
}

bool is_counted(Word unit) {
    std::string small;
    for (char c : unit) small += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    if (small.size() > 3 && small.ends_with('s') && holds(counted_units, small.substr(0, small.size() - 1))) return true;
    if (small.ends_with("xes")) small.resize(small.size() - 2);
    return holds(counted_units, small);
}

}  // namespace daybook
