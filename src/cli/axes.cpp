#include "cli/axes.h"

#include <algorithm>

#include "journal/faults.h"
#include "journal/writer.h"

namespace daybook {

namespace {

std::string with_plain_marks(std::string text) {
    for (const auto& [wide, plain] : {std::pair("，", ","), std::pair("、", ","), std::pair("＝", "=")})
        for (size_t at = 0; (at = text.find(wide, at)) != std::string::npos;) text.replace(at, std::string_view(wide).size(), plain);
    return text;
}

std::string trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return std::string(text);
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
    std::string text;
    for (const std::string& word : words) text.append(text.empty() ? "" : between).append(word);
    return text;
}

Result<std::vector<TypedAxis>> parse_axes(const std::vector<std::string>& typed) {
    std::vector<TypedAxis> axes;
    for (const std::string& word : typed) {
        Result<TypedAxis> axis = parse_axis(word);
        if (!axis) return tl::unexpected<Error>(axis.error());
        axes.push_back(std::move(*axis));
    }
    return axes;
}

std::vector<std::string_view> axis_names(const Entries& entries, const Styles::Style& style) {
    std::vector<std::string_view> names;
    for (const Styles::Axis& axis : style.axes) names.push_back(entries.words.text(axis.name));
    return names;
}

std::vector<std::string> texts(const Entries& entries, const std::vector<WordId>& words) {
    std::vector<std::string> out;
    for (WordId word : words) out.emplace_back(entries.words.text(word));
    return out;
}

// The style's axes as they are, with the typed ones added.
Result<std::vector<TypedAxis>> widened(const Entries& entries, const Styles::Style* style, const std::vector<TypedAxis>& typed) {
    std::vector<TypedAxis> axes;
    if (style)
        for (const Styles::Axis& axis : style->axes)
            axes.push_back({std::string(entries.words.text(axis.name)), texts(entries, axis.values)});
    for (const TypedAxis& more : typed) {
        auto axis = std::find_if(axes.begin(), axes.end(), [&](const TypedAxis& one) { return one.name == more.name; });
        if (axis == axes.end()) {
            if (style && !style->members.empty()) {
                std::vector<std::string> names;
                for (std::string_view name : axis_names(entries, *style)) names.emplace_back(name);
                return fail({Text::err_axis_late, {entries.items.text(style->code), more.name}},
                            {Text::hint_axis_late, {joined(names, ", ")}});
            }
            axis = axes.insert(axes.end(), {more.name, {}});
        }
        for (const std::string& value : more.values)
            if (std::find(axis->values.begin(), axis->values.end(), value) == axis->values.end()) axis->values.push_back(value);
    }
    return axes;
}

// Calls `each` with every combination of one value from each axis, the last axis the fastest.
template <class Each>
void each_combination(const std::vector<TypedAxis>& axes, const Each& each) {
    std::vector<size_t> at(axes.size());
    for (;;) {
        std::vector<std::string> values;
        for (size_t i = 0; i < axes.size(); ++i) values.push_back(axes[i].values[at[i]]);
        each(values);
        size_t i = axes.size();
        while (i > 0 && ++at[i - 1] == axes[i - 1].values.size()) at[--i] = 0;
        if (i == 0) return;
    }
}

// The item of the style that has these values already.
bool has_item(const Entries& entries, const Styles::Style* style, const std::vector<std::string>& values) {
    if (!style) return false;
    std::vector<WordId> words;
    for (const std::string& value : values) words.push_back(entries.words.find(value));
    return style->with(words) != nullptr;
}

bool is_item(const Entries& entries, const std::string& code) {
    const ItemId item = entries.items.find(code);
    return item != ItemId::none && std::any_of(entries.item_entries.begin(), entries.item_entries.end(),
                                               [&](uint32_t index) { return entries.entries[index].subject == index_of(item); });
}

}  // namespace

Result<TypedAxis> parse_axis(const std::string& typed) {
    const std::string word = with_plain_marks(typed);
    const size_t equals = word.find('=');
    TypedAxis axis{trimmed(word.substr(0, equals)), {}};
    bool good = equals != std::string::npos && !axis.name.empty() && word.find_first_of(":@=;|\"", equals + 1) == std::string::npos;
    for (size_t at = equals + 1, end = 0; good && at <= word.size(); at = end + 1) {
        end = std::min(word.find(',', at), word.size());
        const std::string value = trimmed(std::string_view(word).substr(at, end - at));
        good = !value.empty();
        if (std::find(axis.values.begin(), axis.values.end(), value) == axis.values.end()) axis.values.push_back(value);
    }
    if (!good) return fail({Text::err_axis_typed, {typed}}, Text::hint_axis_typed);
    return axis;
}

Result<StyleDrafts> with_items(const Entries& entries, Draft draft, const std::vector<std::string>& typed) {
    const Result<std::vector<TypedAxis>> more = parse_axes(typed);
    if (!more) return tl::unexpected<Error>(more.error());
    const Styles::Style* style = entries.styles.find(entries.items.find(draft.subject));
    const Result<std::vector<TypedAxis>> axes = widened(entries, style, *more);
    if (!axes) return tl::unexpected<Error>(axes.error());
    size_t count = 1;
    for (const TypedAxis& axis : *axes) count = std::min<size_t>(count * axis.values.size(), 1'000'000'000);
    if (count > most_items_of_style)
        return fail({Text::err_too_many_items, {draft.subject, std::to_string(count), std::to_string(most_items_of_style)}},
                    Text::hint_too_many_items);
    for (const TypedAxis& axis : *more) {
        std::vector<std::string> line = {axis.name};
        line.insert(line.end(), axis.values.begin(), axis.values.end());
        draft.details[Key::axis].push_back(std::move(line));
    }
    draft.without = {Key::axis};
    StyleDrafts made;
    const std::string code = draft.subject;
    made.drafts.push_back(std::move(draft));
    each_combination(*axes, [&](const std::vector<std::string>& values) {
        if (has_item(entries, style, values)) return;
        Draft& item = made.drafts.emplace_back();
        item.kind = Kind::item;
        item.subject = code + "-" + joined(values, "-");
        item.in_tow = true;
        if (is_item(entries, item.subject)) made.joined.push_back(item.subject);
        std::vector<std::string> line = {code};
        line.insert(line.end(), values.begin(), values.end());
        item.details[Key::style] = {line};
    });
    return made;
}

Result<const Styles::Style*> known_style(const Entries& entries, std::string_view code) {
    if (const Styles::Style* style = entries.styles.find(entries.items.find(code))) return style;
    std::string all;
    for (const Styles::Style& style : entries.styles.all()) all.append(all.empty() ? "" : ", ").append(entries.items.text(style.code));
    return fail({Text::err_no_style, {code}}, all.empty() ? Message(Text::hint_no_style, {code}) : Message(Text::hint_known_styles, {all}));
}

Result<void> join_style(const Entries& entries, Draft& draft, const std::string& code, const std::vector<std::string>& typed) {
    const Result<std::vector<TypedAxis>> axes = parse_axes(typed);
    if (!axes) return tl::unexpected<Error>(axes.error());
    const Result<const Styles::Style*> found = known_style(entries, code);
    if (!found) return tl::unexpected<Error>(found.error());
    const Styles::Style& style = **found;
    const std::vector<std::string_view> names = axis_names(entries, style);
    std::vector<std::string> line = {code};
    for (const TypedAxis& axis : *axes) {
        if (std::find(names.begin(), names.end(), axis.name) == names.end())
            return fail({Text::err_no_axis, {code, axis.name}}, way_out(axis.name, names, Text::nothing));
        if (axis.values.size() > 1)
            return fail({Text::err_axis_one_value, {axis.name, joined(axis.values, ", ")}}, Text::hint_axis_one_value);
    }
    for (size_t i = 0; i < names.size(); ++i) {
        const auto axis = std::find_if(axes->rbegin(), axes->rend(), [&](const TypedAxis& one) { return one.name == names[i]; });
        if (axis == axes->rend()) {
            const std::string like = std::string(names[i]) + "=" + std::string(entries.words.text(style.axes[i].values.front()));
            return fail({Text::err_axis_missing, {draft.subject, names[i]}}, {Text::hint_axis_missing, {like}});
        }
        line.push_back(axis->values.front());
    }
    draft.details[Key::style] = {line};
    draft.without = {Key::axis, Key::style};
    return {};
}

std::vector<Option> style_options() { return {{"--style,--款", "CODE", Text::opt_of_style}, {"--matrix,--表格", "", Text::opt_matrix}}; }

int answer_of_style(Session& session, const Args& args, const Journal& journal,
                    const std::function<Answer(const Question&, const Styles::Style&)>& ask) {
    if (!args.has("style")) return session.say_error(Error(Text::err_grid_one_style, Text::hint_matrix_style), bad_usage);
    const Result<ItemId> item = session.item(journal, args.get("style"));
    if (!item) return session.say_error(item.error());
    const Result<const Styles::Style*> style = known_style(journal.entries(), journal.entries().items.text(*item));
    if (!style) return session.say_error(style.error());
    return session.answer(args, journal, [&](const Question& question) { return ask(question, **style); });
}

}  // namespace daybook
