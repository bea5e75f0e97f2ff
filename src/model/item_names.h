// Other names of items (key `also`), by which they are found where they are typed. In the journal an item is its code.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "model/names.h"

namespace daybook {

struct Entries;

class ItemNames {
  public:
    struct Said {
        ItemId item = ItemId::none;
        uint32_t entry = 0, below = 0;  // where
    };
    bool empty() const { return said_.empty(); }
    // Null where no item is called so.
    const Said* find(WordId name) const;
    // False where the name is another item's already.
    bool add(WordId name, const Said& said) { return said_.try_emplace(static_cast<uint32_t>(name), said).first->second.item == said.item; }
    const std::unordered_map<uint32_t, Said>& all() const { return said_; }  // by name

    // A name that is the code of another item, which came in since this was last asked.
    struct Clash {
        WordId name = WordId::none;
        Said said;
    };
    std::vector<Clash> codes_among_names(const Entries& entries);

  private:
    std::unordered_map<uint32_t, Said> said_;
    uint32_t items_ = 1;  // those before were looked at
    size_t names_ = 0;    // and as many names
};

}  // namespace daybook
