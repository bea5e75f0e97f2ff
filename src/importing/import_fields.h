// The fields of import rules: what of an entry each of them says, and which kinds take it. Clauses and keys come from the table of kinds.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/kinds.h"

namespace daybook {

// What the file says that a document comes to, and the tax in it.
constexpr std::string_view check_total = "check_total", check_tax = "check_tax";

// What belongs to the table as a whole, not to a case: preset, encoding, delimiter …
bool is_table_setting(std::string_view field);
std::vector<std::string_view> all_fields();

// Whether entries of the kind have what the field says.
bool takes(const KindSpec& kind, std::string_view field);

// Kinds that an import can make: all but those whose lines play different parts.
bool can_import(Kind kind);
bool wants_price(Kind kind);
std::optional<Clause> party_clause(const KindSpec& kind);

// The key in which the money of a whole document stands: received, paid, or none.
std::optional<Key> money_key(Kind kind);

// Quantities of these kinds may stand below 0 in a file: what is meant is how many came back or were lost.
bool drops_sign(Kind kind);

}  // namespace daybook
