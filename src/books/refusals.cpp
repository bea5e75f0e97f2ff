#include "books/refusals.h"

#include <utility>

#include "base/check.h"

namespace daybook {

std::string ref_of(const Entries& entries, const Entry& entry) {
    return std::string(entry.ref == RefId::none ? spec(entry.kind).name : entries.refs.text(entry.ref));
}

bool Refusals::refuse(const Entry& entry, Message what, Message hint, uint32_t word) {
    return refuse_at(entry, 0, word, std::move(what), std::move(hint));
}

bool Refusals::refuse_clause(const Entry& entry, Clause clause, Message what, Message hint) {
    problems_.push_back({std::move(what), std::move(hint), {entry.file, entry.line, 0, clause}});
    return false;
}

bool Refusals::refuse_goods(const Entry& entry, uint32_t goods_index, uint32_t word, Message what, Message hint) {
    const bool own = goods_index - entry.first_goods < entry.goods_count;
    const uint32_t carried_out = own ? no_entry : entries_.find(entry.of);
    CHECK_INVARIANT(own || carried_out != no_entry);
    return refuse_at(own ? entry : entries_.entries[carried_out], entries_.goods[goods_index].below, word, std::move(what),
                     std::move(hint));
}

bool Refusals::refuse_at(const Entry& entry, uint32_t below, uint32_t word, Message what, Message hint) {
    problems_.push_back({std::move(what), std::move(hint), {entry.file, entry.line + below, word, Clause::count_of_clauses}});
    return false;
}

}  // namespace daybook
