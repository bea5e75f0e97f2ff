// What somebody who is asked may want to know, or have completed: the journal as it was last read, and its books.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "books/books.h"
#include "cli/compose.h"
#include "cli/line_editor.h"
#include "reports/prices.h"

namespace daybook {

class AtHand {
  public:
    explicit AtHand(Session& session) : session_(session), prices_(session.settings().books.currency.decimals) {}

    // Reads the ledger and replays it. False after saying why not. No lock is held: what is written later is checked then.
    bool read(const Args& args);

    const Journal& journal() const { return *journal_; }
    const Entries& entries() const { return journal_->entries(); }
    const Books& books() const { return *books_; }
    int decimals() const { return session_.settings().books.currency.decimals; }

    std::string name_of(ItemId item) const;   // its display name, with its code behind it
    std::string label_of(ItemId item) const;  // what tells it from others: name, price, what there is
    // What is held; nothing of a service, or of a kit, whose parts are held.
    std::optional<Quantity> on_hand(ItemId item) const;
    // In that warehouse, or, where none is named, in none; in a ledger without warehouses, all.
    std::optional<Quantity> on_hand_in(ItemId item, const std::string& warehouse) const;
    // How many of its own unit that is; 0 where the unit is none of its.
    Quantity in_own_unit(ItemId item, const TypedGoods& goods) const;
    // What the customer paid for one of it the last time.
    std::optional<UnitPrice> last_price(PartyId customer, ItemId item) const;
    // What one cost the last time, in that unit.
    std::optional<UnitPrice> last_cost(PartyId supplier, ItemId item, const std::string& unit) const;
    // What the party owes; what it is owed where negative.
    Money owes(PartyId party) const;

    // Those whose code or name holds the text, in the order of their codes.
    std::vector<ItemId> items_like(std::string_view part) const;
    Completions complete_item(std::string_view typed, size_t from) const;
    Completions complete_party(std::string_view typed, bool suppliers) const;
    Completions complete_account(std::string_view typed) const;  // its last word
    Completions complete_category(std::string_view typed, Kind kind) const;
    Completions complete_warehouse(std::string_view typed) const;
    // Whether an entry names the account, or a new shop has it.
    bool knows_account(const std::string& typed) const;

    // What an entry that has no money yet leaves to be paid, by the books themselves. Errors where they would not stand with it; goods that
    // are not there may be none.
    tl::expected<Money, Errors> due(const Args& args, Draft draft, bool may_be_short = false) const;

  private:
    std::optional<UnitPrice> opening_cost(ItemId item) const;
    std::vector<WordId> accounts() const;

    Session& session_;
    std::optional<Journal> journal_;
    std::optional<Books> books_;
    PricesObserver prices_;
};

}  // namespace daybook
