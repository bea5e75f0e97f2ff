// What accounts are called: each has a code, and may have display names, by which it is known just as well.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "model/names.h"

namespace daybook {

enum class BadAccountName {
    none,
    code,  // it is the code of another account
    name   // it is a name of another account already
};

class AccountNames {
  public:
    bool is_declared(WordId code) const { return display_.contains(index_of(code)); }
    // Whether no account has any name but its code.
    bool empty() const { return code_of_.empty(); }
    // The account's code, by whichever name.
    WordId code(WordId name) const;
    // The latest display name; the code where there is none.
    WordId display(WordId code) const;

    BadAccountName declare(WordId code);
    // Of an account that is declared.
    BadAccountName add(WordId code, WordId name);

  private:
    std::unordered_map<uint32_t, WordId> code_of_;  // by display name
    std::unordered_map<uint32_t, WordId> display_;  // by code
};

struct Entries;

// Puts codes in place of display names on all lines of money.
void resolve_accounts(Entries& entries);

// The code of the account that somebody means who types this: by a display name, by its usual name in the other language (现金 for cash),
// or `deposit` by any of the words for a customer's stored value.
std::string account_code(const Entries& entries, std::string_view typed);

// Words that mean a customer's stored value wherever they are typed: no account may be called so. The journal says `deposit`.
std::span<const std::string_view> stored_value_words();

// The usual accounts, in the order of their use.
struct UsualAccount {
    std::string_view code, chinese;
};
std::span<const UsualAccount> usual_accounts();

}  // namespace daybook
