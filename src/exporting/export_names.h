// Names as another program takes them. What it cannot read becomes a dash, and a name that is taken gets a number behind it: no two
// accounts share one, and the caller writes the real name beside each that differs.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "books/accounts.h"

namespace daybook {

// hledger and ledger take nearly every character in an account, beancount letters, digits and dashes.
enum class NameRule { plain, strict };

// Text that stands on a line of its own or as a description: no ; that begins a comment, no white space but single blanks within, none of
// the characters in `also`. Never empty, and cut where it is very long.
std::string plain_name(std::string_view name, std::string_view also = {});

// assets:cash:alipay as `rule` takes it: the same for plain, Assets:Cash:Alipay for strict.
std::string outside_account(std::string_view account, NameRule rule);

struct OutsideAccount {
    std::string real;     // assets:cash:alipay
    std::string outside;  // Assets:Cash:Alipay
    uint32_t width = 0;   // of the latter
};

// The accounts of one export, each named at first sight.
class OutsideAccounts {
  public:
    OutsideAccounts(const Entries& entries, NameRule rule) : entries_(entries), rule_(rule) {}

    const OutsideAccount& of(Account account);
    // In the order of the chart, then of first sight.
    std::vector<const OutsideAccount*> all() const;

  private:
    const Entries& entries_;
    NameRule rule_;
    std::array<std::vector<OutsideAccount>, account_classes> by_class_;  // by name; real is empty where not seen
    std::unordered_set<std::string> taken_;
};

}  // namespace daybook
