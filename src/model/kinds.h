// The one table of entry kinds, their clauses and keys. Parser, writer, command line, help and manual are all driven by it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/text.h"

namespace daybook {

enum class Kind : uint8_t {
    item,
    kit,
    customer,
    supplier,
    account,
    open,
    purchase_order,
    purchase,
    purchase_return,
    bill,
    pay,
    quote,
    order,
    ship,
    confirm,
    cancel,
    sell,
    sale_return,
    refund,
    collect,
    expense,
    income,
    transfer,
    balance,
    count,
    move,
    arrive,
    write_off,
    assemble,
    service,
    points,
    deposit,
    tag,
    void_entry,
    count_of_kinds
};

enum class Clause : uint8_t { from, to, via, by, of, in, for_purpose, replaces, count_of_clauses };

// What a clause's name is, in a kind.
enum class ClauseUse : uint8_t { none, party, warehouse, channel, staff, entry, purpose };

enum class Key : uint8_t {
    name,
    unit,
    price,
    barcode,
    category,
    reorder,
    preferred_supplier,
    weight,
    spec,
    tax,
    service,
    lead_time,
    first_expiry,
    phone,
    email,
    address,
    birthday,
    source,
    level,
    tag,
    terms,
    opt_out,
    cash,
    receivable,
    payable,
    discount,
    postage,
    freight,
    duty,
    paid,
    received,
    fee,
    cost,
    due,
    courier,
    reason,
    status,
    text,
    in_transit,
    points,
    also,
    bonus,
    stored_value,
    account_class,
    untag,
    also_item,  // `also` of an item: a word, where a party's is a party
    axis,
    style,
    count_of_keys
};

// What a key's values are, in order. `account`, `category`, `word`, `text` are names; `rest` is all that is left of the line.
enum class Value : uint8_t {
    none,
    money,
    signed_money,
    price,
    quantity,
    rate,
    days,
    date,
    whole,
    yes_no,
    birthday,       // year, month and day as the digits of a number; the year is 0 where none is given
    status,         // open or closed
    account_class,  // a DeclaredClass
    account,
    category,
    word,
    party,
    rest,
    equals,
    by,
    basis,
    item,
    words  // one name or more, up to the end of the line: a Detail for each, numbered from 0
};

// Whether a key's last value is about a person: for a redacted export. It tells of one (a tag, a reason: it gets a stand-in), or identifies
// one (a name, a phone: and no other name may have it within it), or is left out with its line. Values that are parties always are.
enum class Personal : uint8_t { no, tells, identifies, left_out };

struct KeySpec {
    Key key;
    std::string_view name;
    std::string_view chinese;  // of its option; the journal knows the other only
    std::array<Value, 4> values;
    uint8_t required;  // how many of them must stand
    bool repeats;      // may stand more than once in an entry
    Personal personal;
    Text help;

    // Whether its first name is a party's.
    bool of_party() const { return values[0] == Value::party || values[1] == Value::party; }
    bool of_item() const { return values[0] == Value::item; }
};

struct ClauseSpec {
    Clause clause;
    std::string_view name;
    Text help;
};

enum Signs : uint8_t { no_goods = 0, plus = 1, minus = 2, equals = 4 };

struct KindSpec {
    Kind kind;
    std::string_view name;
    std::string_view letter;  // starts the refs that commands make; empty for master data
    bool declares;            // the third word is a code or name, and words may follow as the display name
    uint8_t signs;            // which signs its goods may bear
    bool goods_required;
    std::array<ClauseUse, static_cast<size_t>(Clause::count_of_clauses)> clauses;
    uint64_t keys;  // a bit for each Key
    Text label;     // its name in the reader's language
    Text help;

    bool allows(Key key) const { return (keys >> static_cast<unsigned>(key)) & 1; }
    ClauseUse use(Clause clause) const { return clauses[static_cast<size_t>(clause)]; }
};

// What an option for the clause is called in Chinese: that goes by what the clause means in that kind.
std::string_view chinese_name(const KindSpec& kind, Clause clause);

// Whether its party is a supplier, not a customer.
bool with_supplier(Kind kind);

// What a service record is for. Chinese names stand for the same in a journal.
enum class Purpose : uint8_t { complaint, enquiry, repair, follow_up, count_of_purposes };

struct PurposeSpec {
    Purpose purpose;
    std::string_view name, chinese;
    Text label;
};

std::span<const PurposeSpec> all_purposes();
// By either name; null where there is none of that name.
const PurposeSpec* find_purpose(std::string_view name);

// What an account is: the shop's money, or something else that it has or owes. The words of the key `class`.
enum class DeclaredClass : uint8_t { money, asset, liability, equity, count_of_classes };

constexpr std::array<std::string_view, static_cast<size_t>(DeclaredClass::count_of_classes)> declared_classes = {"money", "asset",
                                                                                                                 "liability", "equity"};
// What a cost is spread over goods by.
enum class Basis : uint8_t { value, quantity, weight };

std::span<const std::string_view> all_bases();  // their names, in that order
std::optional<Basis> find_basis(std::string_view name);

// What a promotion may not be called: `discount 2.00 points` is what points were redeemed for.
constexpr std::string_view points_discount = "points";

std::span<const KindSpec> all_kinds();
std::span<const KeySpec> all_keys();
std::span<const ClauseSpec> all_clauses();

const KindSpec& spec(Kind kind);
const KeySpec& spec(Key key);
const ClauseSpec& spec(Clause clause);

// Null where there is none of that name.
const KindSpec* find_kind(std::string_view name);
const KeySpec* find_key(std::string_view name);
const ClauseSpec* find_clause(std::string_view name);
// The key of that name which the kind takes: `also` is one of goods, and another of parties.
const KeySpec* find_key(const KindSpec& kind, std::string_view name);

}  // namespace daybook
