// A shop that is about to get a ledger: what is known of it, and the two files that this makes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/session.h"
#include "importing/opening.h"

namespace daybook {

struct NewAccount {
    std::string code, name;  // the name may be empty
};

struct NewShop {
    std::string name = "shop", currency = "CNY";
    std::optional<Lang> language;  // said in its settings
    std::string tax = "none", rate;
    std::vector<std::string> channels;
    std::vector<NewAccount> accounts;  // none: the usual ones
};

// The usual accounts of a shop of that language.
std::vector<NewAccount> first_accounts(Lang lang);

// "small:3%", "bank=银行": an error of usage where they make no sense.
Result<void> take_tax(NewShop& shop, const std::string& typed);
Result<void> take_accounts(NewShop& shop, const std::vector<std::string>& typed);

// daybook.toml: what is not used stands there as comments, in the language of the shop.
std::string settings_text(const NewShop& shop, Lang lang);
// The journal's first entries: its accounts, and the owner's.
std::string journal_text(const NewShop& shop, Date day, Lang lang);

// What the program would say of the two files.
Errors faults_of(const std::string& settings, const std::string& journal);

// Asks for each of them on the terminal. False where whoever was asked has gone.
bool ask_for(const Session& session, NewShop& shop);

}  // namespace daybook
