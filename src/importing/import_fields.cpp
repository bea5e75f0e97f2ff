#include "importing/import_fields.h"

#include <algorithm>
#include <array>
#include <span>

namespace daybook {

namespace {

constexpr std::array<std::string_view, 22> table_settings = {
    "preset",   "encoding", "delimiter", "sheet",    "decimal_mark", "thousands_mark", "minus_mark", "empty", "date_format",
    "services", "headers",  "optional",  "known_by", "document",     "first",          "sum",        "rates", "items",
    "totals",   "values",   "case",      "then"};
constexpr std::array<std::string_view, 8> entry_fields = {"kind", "ref", "date", "note", "party", "currency", check_total, check_tax};
constexpr std::array<std::string_view, 13> goods_fields = {"item",    "name",  "quantity", "price", "total",         "unit",      "lot",
                                                           "expires", "money", "tax_rate", "goods", "goods_between", "goods_each"};

bool is_one_of(std::string_view word, std::span<const std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool may_have_price(Kind kind) { return wants_price(kind) || kind == Kind::purchase_return || kind == Kind::sale_return; }

}  // namespace

bool is_table_setting(std::string_view field) { return is_one_of(field, table_settings); }

std::vector<std::string_view> all_fields() {
    std::vector<std::string_view> out(table_settings.begin(), table_settings.end());
    out.insert(out.end(), entry_fields.begin(), entry_fields.end());
    out.insert(out.end(), goods_fields.begin(), goods_fields.end());
    for (const ClauseSpec& clause : all_clauses()) out.push_back(clause.name);
    for (const KeySpec& key : all_keys())
        if (!is_one_of(key.name, goods_fields)) out.push_back(key.name);
    return out;
}

bool takes(const KindSpec& kind, std::string_view field) {
    if (find_key(kind, field)) return true;
    if (const ClauseSpec* clause = find_clause(field); clause && kind.use(clause->clause) != ClauseUse::none) return true;
    if (field == "party") return party_clause(kind).has_value();
    if (field == "price" || field == "total") return may_have_price(kind.kind);
    if (field == check_total || field == check_tax) return kind.signs != no_goods;
    if (field == "money") return money_key(kind.kind).has_value();
    if (is_one_of(field, goods_fields)) return kind.signs != no_goods || (kind.declares && field == "name");
    return is_one_of(field, entry_fields);
}

bool can_import(Kind kind) { return kind != Kind::kit && kind != Kind::assemble; }

bool wants_price(Kind kind) {
    return kind == Kind::open || kind == Kind::purchase || kind == Kind::purchase_order || kind == Kind::quote || kind == Kind::order ||
           kind == Kind::sell;
}

std::optional<Clause> party_clause(const KindSpec& kind) {
    for (const ClauseSpec& clause : all_clauses())
        if (kind.use(clause.clause) == ClauseUse::party) return clause.clause;
    return std::nullopt;
}

std::optional<Key> money_key(Kind kind) {
    switch (kind) {
        case Kind::sell:
        case Kind::order:
        case Kind::purchase_return: return Key::received;
        case Kind::sale_return:
        case Kind::purchase: return Key::paid;
        default: return std::nullopt;
    }
}

bool drops_sign(Kind kind) { return kind == Kind::sale_return || kind == Kind::purchase_return || kind == Kind::write_off; }

}  // namespace daybook
