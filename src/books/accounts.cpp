#include "books/accounts.h"

#include <algorithm>

namespace daybook {

namespace {

enum class Names : uint8_t { none, word, party };

struct ClassSpec {
    std::string_view prefix;
    Names names;
};

constexpr std::array<ClassSpec, account_classes> specs = {{
    {"assets:cash", Names::word},
    {"assets:receivable", Names::party},
    {"assets:inventory", Names::none},
    {"assets:goods-shipped", Names::none},
    {"assets:tax-input", Names::none},
    {"assets", Names::word},
    {"liabilities:payable", Names::party},
    {"liabilities:tax-output", Names::none},
    {"liabilities:unbilled", Names::none},
    {"liabilities:stored-value", Names::party},
    {"liabilities", Names::word},
    {"equity:opening", Names::none},
    {"equity", Names::word},
    {"revenue:sales", Names::none},
    {"revenue:postage", Names::none},
    {"revenue:other", Names::word},
    {"expenses:cogs", Names::none},
    {"expenses:price-variance", Names::none},
    {"expenses:count-difference", Names::none},
    {"expenses:write-off", Names::none},
    {"expenses", Names::word},
}};

std::string_view name_of(Account account, const Entries& entries) {
    switch (specs[static_cast<size_t>(account.cls)].names) {
        case Names::word: return entries.words.text(static_cast<WordId>(account.name));
        case Names::party: return entries.parties.text(static_cast<PartyId>(account.name));
        default: return {};
    }
}

}  // namespace

bool is_income_account(AccountClass cls) { return cls >= AccountClass::sales; }

bool is_named_by_entries(AccountClass cls) {
    return cls == AccountClass::cash || cls == AccountClass::asset || cls == AccountClass::liability || cls == AccountClass::equity;
}

AccountClass account_class(DeclaredClass declared) {
    switch (declared) {
        case DeclaredClass::asset: return AccountClass::asset;
        case DeclaredClass::liability: return AccountClass::liability;
        case DeclaredClass::equity: return AccountClass::equity;
        default: return AccountClass::cash;
    }
}

bool is_reserved_account(AccountClass cls, std::string_view code) {
    if (cls == AccountClass::cash) return false;
    const std::string full = std::string(specs[static_cast<size_t>(cls)].prefix) + ":" + std::string(code.substr(0, code.find(':')));
    const auto is_full = [&](const ClassSpec& one) { return one.prefix == full; };
    return std::any_of(specs.begin(), specs.end(), is_full) || full == retained_earnings;
}

std::string account_name(Account account, const Entries& entries) {
    std::string name(specs[static_cast<size_t>(account.cls)].prefix);
    const std::string_view own = name_of(account, entries);
    if (!own.empty()) name.append(":").append(own);
    return name;
}

std::string account_title(Account account, const Entries& entries) {
    if (is_named_by_entries(account.cls)) account.name = index_of(entries.account_names.display(static_cast<WordId>(account.name)));
    return account_name(account, entries);
}

bool is_reserved_category(std::string_view category) {
    return category == "cogs" || category == "price-variance" || category == "count-difference" || category == "write-off";
}

Money Balances::of(Account account) const {
    const std::vector<Money>& list = by_class_[static_cast<size_t>(account.cls)];
    return account.name < list.size() ? list[account.name] : Money();
}

Money Balances::of_class(AccountClass cls) const {
    Money sum;
    for (Money amount : by_class_[static_cast<size_t>(cls)]) sum += amount;
    return sum;
}

std::vector<Posting> Balances::all(const Entries& entries) const {
    std::vector<Posting> out;
    for (size_t cls = 0; cls < account_classes; ++cls) {
        const size_t first = out.size();
        for (uint32_t name = 0; name < by_class_[cls].size(); ++name) {
            if (!by_class_[cls][name]) continue;
            Account account(static_cast<AccountClass>(cls));
            account.name = name;
            out.push_back({account, by_class_[cls][name]});
        }
        std::sort(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                  [&](const Posting& a, const Posting& b) { return name_of(a.account, entries) < name_of(b.account, entries); });
    }
    return out;
}

}  // namespace daybook
