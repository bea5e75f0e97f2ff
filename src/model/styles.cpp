#include "model/styles.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/utf8.h"
#include "model/entry.h"

namespace daybook {

namespace {

std::string joined(const Entries& entries, std::span<const WordId> words, std::string_view between) {
    std::string text;
    for (WordId word : words) text.append(text.empty() ? "" : between).append(entries.words.text(word));
    return text;
}

std::string axes_text(const Entries& entries, const Styles::Style& style) {
    std::vector<WordId> names;
    for (const Styles::Axis& axis : style.axes) names.push_back(axis.name);
    return joined(entries, names, ", ");
}

// The details of one line that gives several names: those from `first` on that stand as far below the header.
std::span<const Detail> line_from(std::span<const Detail> details, size_t first) {
    size_t end = first + 1;
    while (end < details.size() && details[end].key == details[first].key && details[end].number > 0) ++end;
    return details.subspan(first, end - first);
}

// Calls `each` with every line of the items' entries that bears the key, by date and place.
template <class Each>
void each_line(const Entries& entries, std::span<const uint32_t> sequence, Key key, const Each& each) {
    for (uint32_t index : sequence) {
        const Entry& entry = entries.entries[index];
        const std::span<const Detail> details = entries.details_of(entry);
        for (size_t i = 0; i < details.size(); ++i)
            if (details[i].key == key && (details[i].number == 0 || key == Key::name)) each(entry, line_from(details, i));
    }
}

Problem problem_at(const Entry& entry, const Detail& detail, uint32_t word, Message what, Message hint) {
    return {std::move(what), std::move(hint), {entry.file, entry.line + detail.below, word, Clause::count_of_clauses}};
}

// What is wrong with an item's line `style CODE VALUE…`; nothing where it is right.
class StyleLine {
  public:
    StyleLine(const Entries& entries, const Entry& entry, std::span<const Detail> line) : entries_(entries), entry_(entry), line_(line) {}

    std::string code() const { return std::string(entries_.items.text(static_cast<ItemId>(entry_.subject))); }
    std::string style_code() const { return std::string(entries_.items.text(static_cast<ItemId>(line_[0].a))); }
    Problem wrong(uint32_t word, Message what, Message hint) const {
        return problem_at(entry_, line_[0], word, std::move(what), std::move(hint));
    }
    Problem no_style(std::span<const Styles::Style> known) const {
        std::vector<std::string_view> codes;
        std::string all;
        for (const Styles::Style& one : known) {
            codes.push_back(entries_.items.text(one.code));
            all.append(all.empty() ? "" : ", ").append(codes.back());
        }
        const std::string_view near = did_you_mean(style_code(), codes);
        return wrong(1, {Text::err_no_style, {style_code()}},
                     !near.empty()   ? Message(Text::hint_did_you_mean, {near})
                     : codes.empty() ? Message(Text::hint_no_style, {style_code()})
                                     : Message(Text::hint_known_styles, {all}));
    }
    // Its values, where the style has them; else what is wrong.
    std::optional<Problem> values(const Styles::Style& style, std::vector<WordId>& values) const {
        if (line_.size() != style.axes.size()) {
            std::string like = style_code();
            for (const Styles::Axis& axis : style.axes) like.append(" ").append(entries_.words.text(axis.values.front()));
            return wrong(static_cast<uint32_t>(std::min(line_.size(), style.axes.size())) + 1,
                         {Text::err_style_values, {style_code(), axes_text(entries_, style)}}, {Text::hint_style_values, {like}});
        }
        for (size_t i = 0; i < line_.size(); ++i) {
            const WordId value = line_[i].second_word();
            const Styles::Axis& axis = style.axes[i];
            if (style.place_on(i, value) == axis.values.size()) {
                const std::string_view name = entries_.words.text(axis.name), text = entries_.words.text(value);
                return wrong(static_cast<uint32_t>(i) + 2, {Text::err_axis_value, {style_code(), name, text}},
                             {Text::hint_axis_value,
                              {joined(entries_, axis.values, ", "), style_code(), std::string(name) + "=" + std::string(text)}});
            }
            values.push_back(value);
        }
        return std::nullopt;
    }

  private:
    const Entries& entries_;
    const Entry& entry_;
    std::span<const Detail> line_;
};

}  // namespace

const Styles::Member* Styles::Style::with(std::span<const WordId> values) const {
    const std::optional<uint64_t> place = place_of(values);
    if (!place) return nullptr;
    const auto found =
        std::lower_bound(members.begin(), members.end(), *place, [](const Member& one, uint64_t at) { return one.place < at; });
    return found == members.end() || found->place != *place ? nullptr : &*found;
}

size_t Styles::Style::place_on(size_t axis, WordId value) const {
    const std::vector<WordId>& values = axes[axis].values;
    return static_cast<size_t>(std::find(values.begin(), values.end(), value) - values.begin());
}

// A number with a digit for each axis, so that what differs in the last axis only lies side by side.
std::optional<uint64_t> Styles::Style::place_of(std::span<const WordId> values) const {
    uint64_t place = 0;
    for (size_t i = 0; i < axes.size(); ++i) {
        const size_t at = place_on(i, values[i]);
        if (at == axes[i].values.size()) return std::nullopt;
        place = place * axes[i].values.size() + at;
    }
    return place;
}

const Styles::Style* Styles::find(ItemId item) const {
    const auto found = by_code_.find(index_of(item));
    return found == by_code_.end() ? nullptr : &styles_[found->second];
}

const Styles::Style* Styles::of(ItemId item) const {
    const auto found = by_item_.find(index_of(item));
    return found == by_item_.end() ? nullptr : &styles_[found->second.style];
}

const Styles::Member* Styles::member(ItemId item) const {
    const auto found = by_item_.find(index_of(item));
    return found == by_item_.end() ? nullptr : &styles_[found->second.style].members[found->second.member];
}

WordId Styles::name_of(ItemId item, WordId style_name) const {
    const Style* style = of(item);
    if (!style || style_name == WordId::none) return WordId::none;
    const auto found = std::find(style->names.begin(), style->names.end(), style_name);
    return found == style->names.end() ? WordId::none : member(item)->names[static_cast<size_t>(found - style->names.begin())];
}

Styles::Style& Styles::declared(ItemId code) {
    const auto [at, fresh] = by_code_.emplace(index_of(code), styles_.size());
    if (fresh) styles_.emplace_back().code = code;
    return styles_[at->second];
}

Styles::Style* Styles::declared_as(ItemId code) {
    const auto found = by_code_.find(index_of(code));
    return found == by_code_.end() ? nullptr : &styles_[found->second];
}

// What an item says of its values later holds.
void Styles::put(Style& style, Member member) {
    const auto number = static_cast<size_t>(&style - styles_.data());
    const auto [at, fresh] = by_item_.emplace(index_of(member.item), At{number, style.members.size()});
    if (fresh) return style.members.push_back(std::move(member));
    Member& before = style.members[at->second.member];
    before.place = member.place;
    before.values = std::move(member.values);
}

void Styles::put_in_order() {
    for (size_t number = 0; number < styles_.size(); ++number) {
        std::vector<Member>& members = styles_[number].members;
        std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) { return a.place < b.place; });
        for (size_t i = 0; i < members.size(); ++i) by_item_[index_of(members[i].item)] = {number, i};
    }
}

std::string item_codes(const Entries& entries, const Styles::Style& style) {
    constexpr size_t most = 12;
    std::string codes;
    for (size_t i = 0; i < style.members.size() && i < most; ++i)
        codes.append(i ? ", " : "").append(entries.items.text(style.members[i].item));
    return style.members.size() > most ? codes + " …" : codes;
}

std::string values_text(const Entries& entries, const Styles::Member& member) { return joined(entries, member.values, " "); }

// Their axes first: an item may stand above the style that it is of.
class StylesReader {
  public:
    StylesReader(Entries& entries, Styles& styles) : entries_(entries), styles_(styles), sequence_(entries.item_entries) {
        std::stable_sort(sequence_.begin(), sequence_.end(), [&](uint32_t a, uint32_t b) { return entry(a).date < entry(b).date; });
    }

    std::vector<Problem> read() {
        each_line(entries_, sequence_, Key::axis, [&](const Entry& entry, Line line) { add_axis(entry, line); });
        each_line(entries_, sequence_, Key::style, [&](const Entry& entry, Line line) {
            if (auto bad = add_member(entry, line)) problems_.push_back(std::move(*bad));
        });
        styles_.put_in_order();
        each_line(entries_, sequence_, Key::name, [&](const Entry& entry, Line line) { add_name(entry, line[0].word()); });
        return std::move(problems_);
    }

  private:
    using Line = std::span<const Detail>;

    const Entry& entry(uint32_t index) const { return entries_.entries[index]; }

    void add_axis(const Entry& entry, Line line) {
        std::vector<Styles::Axis>& axes = styles_.declared(static_cast<ItemId>(entry.subject)).axes;
        auto axis = std::find_if(axes.begin(), axes.end(), [&](const Styles::Axis& one) { return one.name == line[0].word(); });
        if (axis == axes.end()) axis = axes.insert(axes.end(), {line[0].word(), {}});
        for (const Detail& detail : line)
            if (std::find(axis->values.begin(), axis->values.end(), detail.second_word()) == axis->values.end())
                axis->values.push_back(detail.second_word());
    }

    std::optional<Problem> add_member(const Entry& entry, Line line) {
        const StyleLine check(entries_, entry, line);
        const auto item = static_cast<ItemId>(entry.subject);
        Styles::Style* style = styles_.declared_as(static_cast<ItemId>(line[0].a));
        if (!style) return check.no_style(styles_.all());
        if (styles_.find(item))
            return check.wrong(1, {Text::err_style_of_style, {check.code(), check.style_code()}}, Text::hint_style_of_style);
        Styles::Member member{item, entry.date, 0, {}, {}};
        if (auto bad = check.values(*style, member.values)) return bad;
        if (const Styles::Style* other = styles_.of(item); other && other != style)
            return check.wrong(1, {Text::err_style_changed, {check.code(), entries_.items.text(other->code)}},
                               {Text::hint_style_changed, {check.style_code()}});
        member.place = *style->place_of(member.values);
        if (const Styles::Member* before = styles_.member(item)) taken_.erase({style->code, before->place});
        const auto [same, fresh] = taken_.emplace(std::pair(style->code, member.place), item);
        if (!fresh && same->second != item)
            return check.wrong(2, {Text::err_style_same, {check.code(), entries_.items.text(same->second), values_text(entries_, member)}},
                               Text::hint_style_same);
        styles_.put(*style, std::move(member));
        return std::nullopt;
    }

    // What its items are called that have no name of their own.
    void add_name(const Entry& entry, WordId name) {
        Styles::Style* style = styles_.declared_as(static_cast<ItemId>(entry.subject));
        if (!style || std::find(style->names.begin(), style->names.end(), name) != style->names.end()) return;
        style->names.push_back(name);
        for (Styles::Member& member : style->members)
            member.names.push_back(entries_.words.intern(std::string(entries_.words.text(name)) + " " + values_text(entries_, member)));
    }

    Entries& entries_;
    Styles& styles_;
    std::vector<uint32_t> sequence_;  // entries of items, by date and place
    std::map<std::pair<ItemId, uint64_t>, ItemId> taken_;
    std::vector<Problem> problems_;
};

namespace {

bool speaks_of_styles(const Entries& entries) {
    return std::any_of(entries.item_entries.begin(), entries.item_entries.end(), [&](uint32_t index) {
        const std::span<const Detail> details = entries.details_of(entries.entries[index]);
        return std::any_of(details.begin(), details.end(), [](const Detail& d) { return d.key == Key::axis || d.key == Key::style; });
    });
}

}  // namespace

std::vector<Problem> resolve_styles(Entries& entries) {
    if (!speaks_of_styles(entries)) return {};
    entries.styles = Styles();
    return StylesReader(entries, entries.styles).read();
}

}  // namespace daybook
