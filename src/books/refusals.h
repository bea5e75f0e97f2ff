// What is wrong with the entries, gathered as it is found: what, where, and the way out.
#pragma once

#include <string>
#include <vector>

#include "model/entry.h"

namespace daybook {

// How a message calls an entry: its ref, or, of master data, its kind.
std::string ref_of(const Entries& entries, const Entry& entry);

// Each refusal returns false, so that whoever refuses can return it.
class Refusals {
  public:
    explicit Refusals(const Entries& entries) : entries_(entries) {}

    bool refuse(const Entry& entry, Message what, Message hint = {}, uint32_t word = 2);  // at a word of the header
    bool refuse_clause(const Entry& entry, Clause clause, Message what, Message hint = {});
    bool refuse_at(const Entry& entry, uint32_t below, uint32_t word, Message what, Message hint = {});  // lines below the header
    // At a goods line: the entry's own, or one of the order or move that it carries out.
    bool refuse_goods(const Entry& entry, uint32_t goods_index, uint32_t word, Message what, Message hint = {});

    const std::vector<Problem>& problems() const { return problems_; }

  private:
    const Entries& entries_;
    std::vector<Problem> problems_;
};

}  // namespace daybook
