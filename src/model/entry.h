// Entries as the replay reads them: flat arrays in the order of the files, names interned, no text.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/text.h"
#include "model/account_names.h"
#include "model/amounts.h"
#include "model/date.h"
#include "model/item_names.h"
#include "model/kinds.h"
#include "model/names.h"
#include "model/other_names.h"
#include "model/replacements.h"
#include "model/runs.h"
#include "model/styles.h"

namespace daybook {

enum class PriceForm : uint8_t { none, unit, total };  // nothing said; @ UNIT-PRICE; @@ LINE-TOTAL

// Lines that an entry may have below its header.
constexpr uint32_t longest_entry = (uint32_t{1} << 22) - 1;

struct GoodsLine {
    Quantity quantity;  // positive, whatever the sign
    int64_t price = 0;  // a UnitPrice or a Money, as `form` says
    ItemId item = ItemId::none;
    uint32_t below : 22 = 0;  // lines below the header
    PriceForm form : 2 = PriceForm::none;
    char sign : 7 = '+';
    bool has_marks : 1 = false;  // lot:, expires:, tax:, cost:, or a unit stand in Entries::marks

    UnitPrice unit_price() const { return UnitPrice(price); }
    Money total() const { return Money(price); }
};

static_assert(sizeof(GoodsLine) == 24, "half of what a large journal asks of memory");

// What stands behind a line's price as key:value, and the unit where one is named.
struct Marks {
    uint32_t goods = 0;  // index of its goods line
    WordId unit = WordId::none;
    WordId lot = WordId::none;
    std::optional<Date> expires;
    std::optional<int32_t> tax;  // parts in a million
    std::optional<UnitPrice> cost;
};

struct Detail {
    int64_t number = 0;  // money, price, quantity, rate, days or date: as the key's table row says
    uint32_t a = 0;      // its first name: an account, party, category or word, as the row says
    uint32_t b = 0;      // its second name
    uint32_t below = 0;  // lines below the header; 0 for what the header itself says
    Key key = Key::name;

    Money money() const { return Money(number); }
    WordId word() const { return static_cast<WordId>(a); }
    WordId second_word() const { return static_cast<WordId>(b); }
    PartyId party() const { return static_cast<PartyId>(a); }
};

struct Entry {
    Date date;
    uint32_t line = 0;  // of the header
    uint32_t first_goods = 0, goods_count = 0;
    uint32_t first_detail = 0, detail_count = 0;
    RefId ref = RefId::none;  // of a document; none for master data
    uint32_t subject = 0;     // of master data: the ItemId, PartyId or WordId that it declares; of a document: see replaces()
    RefId of = RefId::none;
    PartyId party = PartyId::none;
    WordId channel = WordId::none, staff = WordId::none, purpose = WordId::none;
    WordId warehouse = WordId::none;     // `in`, or `from` of a move
    WordId warehouse_to = WordId::none;  // `to` of a move
    uint16_t file = 0;
    Kind kind = Kind::item;

    // The entry that this one stands for from now on.
    RefId replaces() const { return ref == RefId::none ? RefId::none : static_cast<RefId>(subject); }
};

constexpr uint32_t no_entry = UINT32_MAX;

// Everything that the files say.
struct Entries {
    std::vector<Entry> entries;
    Runs<GoodsLine> goods;
    Runs<Detail> details;
    std::vector<Marks> marks;  // sorted by goods
    Names<ItemId> items;
    Names<PartyId> parties;
    Names<RefId> refs;
    Names<WordId> words;
    Date latest;                     // of all entries
    std::vector<uint32_t> renaming;  // entries that say `also` or declare an account, till that is put right
    OtherNames other_names;
    ItemNames item_names;
    AccountNames account_names;
    std::vector<uint32_t> replacing;  // entries that replace another
    Replacements replacements;
    std::vector<uint32_t> item_entries;  // entries that declare items
    Styles styles;
    std::vector<uint32_t> entry_of_ref;  // by RefId; no_entry where a ref is only spoken of

    // Categories that the books themselves use.
    WordId postage = words.intern("postage");
    WordId fee = words.intern("fee");
    WordId services = words.intern("services");
    WordId bonus = words.intern("bonus");

    // The account that means a customer's stored value.
    WordId deposit = words.intern("deposit");

    std::span<const GoodsLine> goods_of(const Entry& e) const { return goods.run(e.first_goods, e.goods_count); }
    std::span<const Detail> details_of(const Entry& e) const { return details.run(e.first_detail, e.detail_count); }
    // The party of that name, or the one whose other name it is; none where there is no such.
    PartyId party(std::string_view name) const { return other_names.resolve(parties.find(name)); }
    uint32_t find(RefId ref) const { return index_of(ref) < entry_of_ref.size() ? entry_of_ref[index_of(ref)] : no_entry; }
    // Of all entries that have one.
    std::vector<std::string_view> written_refs() const;
    // Whose it is: its own party, else that of the entry it follows, such as a purchase its order's. None for a walk-in.
    // The sale, order or purchase that an entry counts for: itself, or the first on its way up along `of`; else where the way ends.
    const Entry& document_of(const Entry& e) const;
    // Whose it is: its own party, else the first on the way up, such as a purchase's that of its order. None for a walk-in.
    PartyId party_of(const Entry& e) const;
    // The marks of a goods line, or null where it has none.
    const Marks* marks_of(uint32_t goods_index) const { return goods[goods_index].has_marks ? find_marks(goods_index) : nullptr; }
    // Room for what so many bytes to come will bring, judged by what those parsed so far brought.
    void make_room(uint64_t parsed, uint64_t to_come);

  private:
    const Marks* find_marks(uint32_t goods_index) const;
};

// Which word of a line an error points at: the name behind a clause of a header, else the word of that number.
struct Spot {
    uint16_t file = 0;
    uint32_t line = 0;
    uint32_t word = 0;  // counted from 0
    Clause clause = Clause::count_of_clauses;
};

// What is wrong with the entries: said by whoever finds it, shown with its excerpt by whoever knows the text.
struct Problem {
    Message what;
    Message hint;
    Spot spot;
};

}  // namespace daybook
