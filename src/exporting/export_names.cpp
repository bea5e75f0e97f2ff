#include "exporting/export_names.h"

#include "base/utf8.h"

namespace daybook {

namespace {

constexpr size_t longest_name = 240;  // bytes; ledger takes no line past 4096

std::string_view cut_to_bytes(std::string_view text, size_t most) {
    if (text.size() <= most) return text;
    while ((static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
    return text.substr(0, most);
}

bool starts_component(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// Beancount's component: a capital or a digit first, then letters, digits and dashes. What has no plain capital (Chinese) stands behind X-.
std::string strict_component(std::string_view name) {
    std::string out;
    for (std::string_view rest = cut_to_bytes(name, longest_name); !rest.empty();) {
        const Character c = first_character(rest);
        rest.remove_prefix(c.bytes.size());
        out.append(c.letter || c.digit ? c.bytes : "-");
    }
    if (out.empty()) return "X";
    if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return starts_component(out[0]) ? out : "X-" + out;
}

}  // namespace

std::string plain_name(std::string_view name, std::string_view also) {
    std::string out;
    bool before = false;  // a blank may stand here
    for (std::string_view rest = cut_to_bytes(name, longest_name); !rest.empty();) {
        const Character c = first_character(rest);
        rest.remove_prefix(c.bytes.size());
        const bool blank = c.bytes == " " && before && !rest.empty() && !first_character(rest).space;
        before = !c.space;
        const bool kept = blank || (!c.space && c.bytes != ";" && also.find(c.bytes) == std::string_view::npos);
        out.append(kept ? c.bytes : "-");
    }
    return out.empty() ? "-" : out;
}

std::string outside_account(std::string_view account, NameRule rule) {
    std::string out;
    for (;;) {
        const size_t colon = account.find(':');
        const std::string_view component = account.substr(0, colon);
        out.append(rule == NameRule::plain ? plain_name(component) : strict_component(component));
        if (colon == std::string_view::npos) return out;
        out += ':';
        account.remove_prefix(colon + 1);
    }
}

const OutsideAccount& OutsideAccounts::of(Account account) {
    std::vector<OutsideAccount>& list = by_class_[static_cast<size_t>(account.cls)];
    if (account.name >= list.size()) list.resize(account.name * 2 + 16);
    OutsideAccount& found = list[account.name];
    if (!found.real.empty()) return found;
    found.real = account_name(account, entries_);
    const std::string first = outside_account(found.real, rule_);
    found.outside = first;
    for (int number = 2; !taken_.insert(found.outside).second; ++number) found.outside = first + "-" + std::to_string(number);
    found.width = width(found.outside);
    return found;
}

std::vector<const OutsideAccount*> OutsideAccounts::all() const {
    std::vector<const OutsideAccount*> out;
    for (const std::vector<OutsideAccount>& list : by_class_)
        for (const OutsideAccount& account : list)
            if (!account.real.empty()) out.push_back(&account);
    return out;
}

}  // namespace daybook
