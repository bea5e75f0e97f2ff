// The chart of accounts (design: Double entry), postings and balances.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/amounts.h"
#include "model/entry.h"

namespace daybook {

// In the order of the chart: assets, liabilities, equity, revenue, expenses.
enum class AccountClass : uint8_t {
    cash,
    receivable,
    inventory,
    goods_shipped,
    tax_input,
    asset,
    payable,
    tax_output,
    unbilled,
    stored_value,
    liability,
    opening,
    equity,
    sales,
    postage_charged,
    other_revenue,
    cogs,
    price_variance,
    count_difference,
    write_off,
    expense,
    count_of_classes
};

constexpr size_t account_classes = static_cast<size_t>(AccountClass::count_of_classes);

struct Account {
    AccountClass cls = AccountClass::cash;
    uint32_t name =
        0;  // a WordId (an account that entries name, other revenue, expenses) or PartyId (receivable, payable, stored value); 0 elsewhere

    Account() = default;
    Account(AccountClass c) : cls(c) {}
    Account(AccountClass c, WordId word) : cls(c), name(index_of(word)) {}
    Account(AccountClass c, PartyId party) : cls(c), name(index_of(party)) {}
    bool operator==(const Account&) const = default;
};

bool is_income_account(AccountClass cls);  // revenue or expense; the others stand in the balance sheet

// Whether it is one of the accounts that money lines name: the shop's money, or of another declared class.
bool is_named_by_entries(AccountClass cls);
AccountClass account_class(DeclaredClass declared);
// Whether the books themselves have an account of that class under that code: assets:inventory.
bool is_reserved_account(AccountClass cls, std::string_view code);

// assets:cash:alipay
std::string account_name(Account account, const Entries& entries);
// The same for readers, with an account's display name: assets:cash:支付宝
std::string account_title(Account account, const Entries& entries);

// What was earned so far, in a balance sheet.
constexpr std::string_view retained_earnings = "equity:retained-earnings";

// Whether an expense category is one that the books keep for themselves (cogs, write-off …).
bool is_reserved_category(std::string_view category);

struct Posting {
    Account account;
    Money amount;  // debit positive
};

// What every account holds.
class Balances {
  public:
    void add(Account account, Money amount) {
        std::vector<Money>& list = by_class_[static_cast<size_t>(account.cls)];
        if (account.name >= list.size()) list.resize(account.name * 2 + 16);
        list[account.name] += amount;
    }
    Money of(Account account) const;
    Money of_class(AccountClass cls) const;  // the sum over its names
    // Every account that was ever posted to and whose balance is not 0, in the order of the chart, then of the name.
    std::vector<Posting> all(const Entries& entries) const;

  private:
    std::array<std::vector<Money>, account_classes> by_class_;
};

}  // namespace daybook
