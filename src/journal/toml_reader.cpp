#include "journal/toml_reader.h"

#include <algorithm>

#include "base/utf8.h"
#include "journal/faults.h"

namespace daybook {

Error toml_error(const std::string& path, std::string_view text, const toml::source_region& where, Message what, Message hint) {
    uint32_t line_number = 1;
    while (line_number < where.begin.line && text.find('\n') != std::string_view::npos) {
        text.remove_prefix(text.find('\n') + 1);
        ++line_number;
    }
    std::string_view line = text.substr(0, text.find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    // toml++ counts columns in characters; excerpts count bytes
    size_t at = 0;
    for (uint32_t column = 1; column < where.begin.column && at < line.size(); ++column) do
            ++at;
        while (at < line.size() && (static_cast<unsigned char>(line[at]) & 0xc0) == 0x80);
    size_t length = line.size() - at;
    if (where.end.line == where.begin.line && where.end.column > where.begin.column)
        length = std::min<size_t>(length, where.end.column - where.begin.column);
    return error_at(path, where.begin.line, line, static_cast<uint32_t>(at), static_cast<uint32_t>(length), std::move(what),
                    std::move(hint));
}

Result<toml::table> parse_toml(const std::string& path, std::string_view text) {
    try {  // the installed library is built with exceptions only
        return toml::parse(text, path);
    } catch (const toml::parse_error& error) {
        // a name such as [staff.小李], which has to be quoted, is what our users trip over
        const bool bare = error.description().find("bare key") != std::string_view::npos;
        return tl::unexpected<Error>(toml_error(path, text, error.source(), {Text::err_no_toml, {error.description()}},
                                                bare ? Text::hint_toml_name : Text::hint_toml));
    }
}

const toml::node* TomlReader::find(std::string_view key) {
    if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.push_back(key);
    return table_.get(key);
}

void TomlReader::wrong(const toml::node& at, Message what, Message hint) {
    errors_.push_back(toml_error(path_, text_, at.source(), std::move(what), std::move(hint)));
}

void TomlReader::string(std::string_view key, std::string& value) {
    text(key, [&](std::string_view given) {
        value = given;
        return Message();
    });
}

void TomlReader::text(std::string_view key, const std::function<Message(std::string_view)>& take) {
    const toml::node* found = find(key);
    if (!found) return;
    const toml::value<std::string>* text = found->as_string();
    if (!text) return wrong(*found, {Text::err_toml_wants_text, {key}}, {Text::hint_toml_text, {key}});
    if (const TextFault fault = find_fault(text->get()); fault.kind != BadText::none) return wrong(*found, bad_text(fault));
    if (const Message why = take(text->get())) wrong(*found, why);
}

void TomlReader::boolean(std::string_view key, bool& value) {
    const toml::node* found = find(key);
    if (!found) return;
    const toml::value<bool>* flag = found->as_boolean();
    if (!flag) return wrong(*found, {Text::err_toml_wants_boolean, {key}});
    value = flag->get();
}

void TomlReader::days(std::string_view key, int32_t& value) {
    const toml::node* found = find(key);
    if (!found) return;
    const toml::value<int64_t>* number = found->as_integer();
    if (!number || number->get() < 0 || number->get() > 3650) return wrong(*found, {Text::err_toml_wants_days, {key}});
    value = static_cast<int32_t>(number->get());
}

void TomlReader::strings(std::string_view key, std::vector<std::string>& values, const std::function<Error(std::string_view)>& wrong_one) {
    const toml::node* found = find(key);
    if (!found) return;
    const toml::array* list = found->as_array();
    if (!list) return wrong(*found, {Text::err_toml_wants_list, {key}});
    for (const toml::node& one : *list) {
        const toml::value<std::string>* text = one.as_string();
        if (!text) return wrong(one, {Text::err_toml_wants_list, {key}});
        if (Error why = wrong_one ? wrong_one(text->get()) : Error(); why.what) wrong(one, std::move(why.what), std::move(why.hint));
        values.push_back(text->get());
    }
}

bool TomlReader::date(std::string_view key, Date& value) {
    const toml::node* found = find(key);
    if (!found) return false;
    const auto* day = found->as_date();
    const auto* words = found->as_string();
    if (day)
        value = from_civil({day->get().year, day->get().month, day->get().day});
    else if (!words || parse_date(words->get(), value) != BadDate::none)
        return wrong(*found, {Text::err_toml_wants_date, {key}}, Text::hint_iso_date), false;
    return true;
}

void TomlReader::section(std::string_view key, const std::function<void(TomlReader&)>& read) {
    const toml::table* found = table(key);
    if (!found) return;
    TomlReader reader(*found, std::string(key), path_, text_, errors_);
    read(reader);
}

void TomlReader::tables(std::string_view key, const std::function<void(std::string_view, TomlReader&)>& read) {
    const toml::table* found = table(key);
    if (!found) return;
    TomlReader all(*found, std::string(key), path_, text_, errors_);
    for (const auto& [name, ignored] : *found) {
        const toml::table* one = all.table(name.str());
        if (!one) continue;
        TomlReader reader(*one, std::string(key).append(".").append(name.str()), path_, text_, errors_);
        read(name.str(), reader);
    }
}

void TomlReader::choice(std::string_view key, std::initializer_list<std::string_view> words, const std::function<void(size_t)>& chosen) {
    const toml::node* found = find(key);
    if (!found) return;
    std::string all;
    for (std::string_view word : words) all.append(all.empty() ? "" : ", ").append(word);
    const toml::value<std::string>* text = found->as_string();
    const auto at = text ? std::find(words.begin(), words.end(), text->get()) : words.end();
    if (at == words.end()) return wrong(*found, {Text::err_toml_choice, {key}}, {Text::hint_one_of, {all}});
    chosen(static_cast<size_t>(at - words.begin()));
}

const toml::node* TomlReader::node(std::string_view key) { return find(key); }

const toml::table* TomlReader::table(std::string_view key) {
    const toml::node* found = find(key);
    if (!found) return nullptr;
    if (!found->is_table())
        wrong(*found, {Text::err_toml_wants_table, {section_.empty() ? std::string(key) : section_ + "." + std::string(key)}});
    return found->as_table();
}

void TomlReader::done() {
    for (const auto& [key, value] : table_) {
        if (std::find(known_.begin(), known_.end(), key.str()) != known_.end()) continue;
        const std::string_view near = did_you_mean(key.str(), known_);
        std::string all;
        for (std::string_view word : known_) all.append(all.empty() ? "" : ", ").append(word);
        const Message hint = near.empty() ? Message(Text::hint_one_of, {all}) : Message(Text::hint_did_you_mean, {near});
        const Message what =
            section_.empty() ? Message(Text::err_toml_unknown, {key.str()}) : Message(Text::err_toml_unknown_in, {key.str(), section_});
        errors_.push_back(toml_error(path_, text_, key.source(), what, hint));
    }
}

}  // namespace daybook
