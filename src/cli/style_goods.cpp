#include "cli/style_goods.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "journal/writer.h"

namespace daybook {

namespace {

using Values = std::vector<WordId>;  // one for each axis; none where it is still open

// A way to read the word before the colon.
struct Head {
    const Styles::Style* style = nullptr;
    Values values;
};

// A way to read a part of the list.
struct Part {
    Values values;
    std::string quantity;
};

bool is_quantity(std::string_view text) {
    int64_t ignored = 0;
    return !text.empty() && text[0] >= '0' && text[0] <= '9' && parse_decimal(text, quantity_decimals, ignored) == BadNumber::none;
}

class ListReader {
  public:
    ListReader(const Entries& entries, const TypedGoods& typed) : entries_(entries), typed_(typed) {
        for (const Styles::Style& style : entries.styles.all()) {
            read_name(style, entries.items.text(style.code));
            for (WordId name : style.names) read_name(style, entries.words.text(name));
        }
    }

    // Whether it is of a style at all.
    bool any() const { return !heads_.empty(); }
    // The style whose code stands before a value that is none of its own: TSHIRT-紫:S2. What holds a number may be a new item's.
    const Styles::Style* meant() const {
        if (is_quantity(typed_.quantity)) return nullptr;
        const Styles::Style* found = nullptr;
        for (const Styles::Style& style : entries_.styles.all())
            if (typed_.item.starts_with(std::string(entries_.items.text(style.code)) + "-") &&
                (!found || entries_.items.text(style.code).size() > entries_.items.text(found->code).size()))
                found = &style;
        return found;
    }
    tl::unexpected<Error> refuse_all(const Styles::Style& style) const {
        return refuse_part({&style, Values(style.axes.size())}, typed_.item.substr(entries_.items.text(style.code).size() + 1),
                           std::string(entries_.items.text(style.code)));
    }

    Result<std::vector<TypedGoods>> lines() const {
        std::optional<std::vector<TypedGoods>> found;
        std::optional<Error> wrong;
        for (const Head& head : heads_) {
            Result<std::vector<TypedGoods>> read = lines_of(head);
            if (!read && !wrong) wrong = read.error();
            if (!read) continue;
            if (found && found->front().item != read->front().item)
                return fail({Text::err_style_list_two_ways, {typed_.item, found->front().item, read->front().item}},
                            Text::hint_style_list_two_ways);
            found = std::move(*read);
        }
        if (found) return *found;
        return tl::unexpected<Error>(*wrong);
    }

  private:
    void read_name(const Styles::Style& style, std::string_view name) {
        if (typed_.item.starts_with(name))
            read_head({&style, Values(style.axes.size())}, 0, std::string_view(typed_.item).substr(name.size()));
    }

    // -红, or -S, or -红-S behind the code: each axis in turn has a value there, or is left open.
    void read_head(Head head, size_t axis, std::string_view rest) {
        if (axis == head.style->axes.size()) {
            if (rest.empty()) heads_.push_back(std::move(head));
            return;
        }
        read_head(head, axis + 1, rest);
        for (WordId value : head.style->axes[axis].values) {
            const std::string_view text = entries_.words.text(value);
            if (!rest.starts_with('-') || !rest.substr(1).starts_with(text)) continue;
            Head with = head;
            with.values[axis] = value;
            read_head(std::move(with), axis + 1, rest.substr(1 + text.size()));
        }
    }

    void read_part(const Styles::Style& style, Part part, size_t axis, bool first, std::string_view rest, std::vector<Part>& found) const {
        while (axis < style.axes.size() && part.values[axis] != WordId::none) ++axis;
        if (axis == style.axes.size()) {
            if (rest.starts_with('=')) rest.remove_prefix(1);
            if (!is_quantity(rest)) return;
            part.quantity = rest;
            found.push_back(std::move(part));
            return;
        }
        if (!first && rest.starts_with('-')) rest.remove_prefix(1);
        for (WordId value : style.axes[axis].values) {
            const std::string_view text = entries_.words.text(value);
            if (!rest.starts_with(text)) continue;
            Part with = part;
            with.values[axis] = value;
            read_part(style, std::move(with), axis + 1, false, rest.substr(text.size()), found);
        }
    }

    Result<std::vector<TypedGoods>> lines_of(const Head& head) const {
        std::vector<TypedGoods> lines;
        const std::string tail = typed_.quantity + typed_.unit + typed_.price;
        for (size_t at = 0, end = 0; at <= tail.size(); at = end + 1) {
            end = std::min(tail.find(',', at), tail.size());
            const std::string part = tail.substr(at, end - at);
            const size_t price = std::min(part.find('@'), part.size());
            std::vector<Part> found;
            read_part(*head.style, {head.values, {}}, 0, true, std::string_view(part).substr(0, price), found);
            if (found.empty()) return refuse_part(head, part.substr(0, price), typed_.item);
            if (found.size() > 1)
                return fail({Text::err_style_list_two_ways, {part, described(found[0]), described(found[1])}},
                            Text::hint_style_list_two_ways);
            const Styles::Member* member = head.style->with(found[0].values);
            if (!member) return refuse_values(*head.style, found[0].values);
            TypedGoods line = typed_;
            line.item = entries_.items.text(member->item);
            line.quantity = found[0].quantity;
            line.unit.clear();
            line.price = part.substr(price);
            lines.push_back(std::move(line));
        }
        for (size_t i = lines.size(); i-- > 1;)
            if (lines[i - 1].price.empty() && !lines[i].price.starts_with("@@")) lines[i - 1].price = lines[i].price;
        return lines;
    }

    std::string described(const Part& part) const {
        std::string text;
        for (WordId value : part.values) text.append(entries_.words.text(value)).append(" ");
        return text + "× " + part.quantity;
    }

    tl::unexpected<Error> refuse_part(const Head& head, const std::string& part, const std::string& before) const {
        std::string axes, values, first;
        for (size_t i = 0; i < head.values.size(); ++i) {
            if (head.values[i] != WordId::none) continue;
            const Styles::Axis& axis = head.style->axes[i];
            axes.append(axes.empty() ? "" : " ").append(entries_.words.text(axis.name));
            first.append(first.empty() ? "" : "-").append(entries_.words.text(axis.values.front()));
            values.append(values.empty() ? "" : "; ");
            for (const WordId& value : axis.values)
                values.append(&value == &axis.values.front() ? "" : ", ").append(entries_.words.text(value));
        }
        const bool parted =
            (first.back() >= '0' && first.back() <= '9') || first.find(' ') != std::string::npos;  // 38=2, where S2 would do
        const std::string like = before + ":" + first + (parted ? "=2" : "2");
        return fail({Text::err_style_list, {part, axes}}, {Text::hint_style_list_is, {daybook::quoted(like), values}});
    }

    tl::unexpected<Error> refuse_values(const Styles::Style& style, const Values& values) const {
        std::string text, options, code(entries_.items.text(style.code));
        const std::string style_code = code;
        for (size_t i = 0; i < values.size(); ++i) {
            const std::string value(entries_.words.text(values[i]));
            text.append(text.empty() ? "" : " ").append(value);
            code += "-" + value;
            options += " --axis " + daybook::quoted(std::string(entries_.words.text(style.axes[i].name)) + "=" + value);
        }
        return fail({Text::err_no_such_values, {style_code, text}},
                    {Text::hint_no_such_values, {daybook::quoted(code) + " --style " + daybook::quoted(style_code) + options}});
    }

    const Entries& entries_;
    const TypedGoods& typed_;
    std::vector<Head> heads_;
};

}  // namespace

Result<void> spread_lists(const Entries& entries, std::vector<TypedGoods>& goods) {
    if (entries.styles.empty()) return {};
    std::vector<TypedGoods> all;
    for (TypedGoods& typed : goods) {
        const ItemId item = entries.items.find(typed.item);
        const bool no_style = item != ItemId::none && !entries.styles.find(item);
        const ListReader list(entries, typed);
        if (const Styles::Style* meant = item == ItemId::none && !list.any() ? list.meant() : nullptr) return list.refuse_all(*meant);
        if (no_style || !list.any()) {
            all.push_back(std::move(typed));
            continue;
        }
        const Result<std::vector<TypedGoods>> lines = list.lines();
        if (!lines) return tl::unexpected<Error>(lines.error());
        all.insert(all.end(), lines->begin(), lines->end());
    }
    goods = std::move(all);
    return {};
}

}  // namespace daybook
