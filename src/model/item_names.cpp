#include "model/item_names.h"

#include <algorithm>

#include "model/entry.h"

namespace daybook {

const ItemNames::Said* ItemNames::find(WordId name) const {
    const auto found = said_.find(index_of(name));
    return found == said_.end() ? nullptr : &found->second;
}

std::vector<ItemNames::Clash> ItemNames::codes_among_names(const Entries& entries) {
    std::vector<Clash> clashes;
    const auto check = [&](ItemId item, WordId name) {
        const Said* said = item == ItemId::none || name == WordId::none ? nullptr : find(name);
        if (said && said->item != item) clashes.push_back({name, *said});
    };
    if (said_.size() > names_) {
        for (const auto& [name, said] : said_)
            check(entries.items.find(entries.words.text(static_cast<WordId>(name))), static_cast<WordId>(name));
    } else if (!said_.empty()) {
        for (uint32_t id = items_; id < entries.items.size(); ++id)
            check(static_cast<ItemId>(id), entries.words.find(entries.items.text(static_cast<ItemId>(id))));
    }
    items_ = entries.items.size();
    names_ = said_.size();
    std::sort(clashes.begin(), clashes.end(), [](const Clash& a, const Clash& b) { return a.name < b.name; });
    return clashes;
}

}  // namespace daybook
