#include "importing/rules_source.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "base/utf8.h"
#include "journal/faults.h"

namespace daybook {

void RulesSource::wrong(const toml::source_region& at, Message what, Message hint) {
    errors.push_back(error_here(at, std::move(what), std::move(hint)));
}

Error RulesSource::error_here(const toml::source_region& at, Message what, Message hint) const {
    const auto file = std::find_if(files_.begin(), files_.end(), [&](const auto& one) { return at.path && one.first == *at.path; });
    CHECK_INVARIANT(file != files_.end());
    return toml_error(file->first, file->second, at, std::move(what), std::move(hint));
}

void RulesSource::wrong_type(const toml::node& node, std::string_view key, Text wanted) {
    wrong(node.source(), {Text::import_wrong_type, {key, wanted}});
}

std::optional<std::string> RulesSource::text_of(const toml::node& node, std::string_view key) {
    if (const auto* number = node.as_integer()) return fmt::format("{}", number->get());
    const auto* text = node.as_string();
    if (text && find_fault(text->get()).kind == BadText::none) return text->get();
    if (text)
        wrong(node.source(), bad_text(find_fault(text->get())));
    else
        wrong(node.source(), {Text::err_toml_wants_text, {key}}, {Text::hint_toml_text, {key}});
    return std::nullopt;
}

std::vector<std::string> RulesSource::texts_of(const toml::node& node, std::string_view key) {
    std::vector<std::string> out;
    if (const toml::array* list = node.as_array()) {
        for (const toml::node& each : *list)
            if (auto text = text_of(each, key)) out.push_back(std::move(*text));
    } else if (auto text = text_of(node, key)) {
        out.push_back(std::move(*text));
    }
    return out;
}

std::optional<Template> RulesSource::template_of(std::string_view text, const toml::node& at) {
    auto out = parse_template(text, [&](std::string_view name) { return column(name, at.source()); });
    if (!out) wrong(at.source(), {Text::import_bad_braces, {text}}, Text::import_braces_are);
    return out;
}

uint32_t RulesSource::column(std::string_view name, const toml::source_region& at) {
    for (size_t i = 0; i < columns.size(); ++i)
        if (columns[i].name == name) return static_cast<uint32_t>(i);
    columns.emplace_back();
    columns.back().name = name;
    columns.back().unknown = error_here(at, {Text::import_no_column, {name}});
    return static_cast<uint32_t>(columns.size() - 1);
}

Message meant(std::string_view word, const WordList& candidates) {
    const std::string_view near = did_you_mean(word, candidates);
    if (!near.empty()) return {Text::hint_did_you_mean, {near}};
    return {Text::hint_one_of, {fmt::format("{}", fmt::join(candidates, ", "))}};
}

}  // namespace daybook
