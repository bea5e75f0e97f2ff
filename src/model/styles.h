// Styles (款): items that differ only in what lies on the style's axes, such as colour and size. What an item does not say of itself, its
// style says for it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/date.h"
#include "model/names.h"

namespace daybook {

struct Entries;
struct Problem;

class Styles {
  public:
    struct Axis {
        WordId name = WordId::none;
        std::vector<WordId> values;  // in the order in which they were said
    };
    struct Member {
        ItemId item = ItemId::none;
        Date since;                  // it takes what the style says from this day on
        uint64_t place = 0;          // of its values, in their order
        std::vector<WordId> values;  // one for each axis
        std::vector<WordId> names;   // what it is called under each of the style's names: T恤 红 S
    };
    struct Style {
        ItemId code = ItemId::none;
        std::vector<Axis> axes;
        std::vector<Member> members;  // in the order of their values
        std::vector<WordId> names;

        // The item that has these values; null where none has.
        const Member* with(std::span<const WordId> values) const;
        // Where the value stands on the axis of that number; the axis' size where it does not.
        size_t place_on(size_t axis, WordId value) const;
        // Where values stand among all combinations; none where one of them is not on its axis.
        std::optional<uint64_t> place_of(std::span<const WordId> values) const;
    };

    bool empty() const { return styles_.empty(); }
    // In the order in which they were declared.
    std::span<const Style> all() const { return styles_; }
    const Style* find(ItemId item) const;  // null where it is no style
    // The style that it is an item of, and what it is there; null where it is of none.
    const Style* of(ItemId item) const;
    const Member* member(ItemId item) const;
    // What the item is called where it has no name of its own and its style has this one.
    WordId name_of(ItemId item, WordId style_name) const;

  private:
    friend class StylesReader;
    Style& declared(ItemId code);
    Style* declared_as(ItemId code);
    void put(Style& style, Member member);
    void put_in_order();

    std::vector<Style> styles_;
    std::unordered_map<uint32_t, size_t> by_code_;
    struct At {
        size_t style = 0, member = 0;
    };
    std::unordered_map<uint32_t, At> by_item_;
};

// Which entries' items are of which style: once more whenever entries came. What is wrong with that, each said at its line.
std::vector<Problem> resolve_styles(Entries& entries);

// The codes of a style's items, as many as a message can hold.
std::string item_codes(const Entries& entries, const Styles::Style& style);
// "红 S"
std::string values_text(const Entries& entries, const Styles::Member& member);

}  // namespace daybook
