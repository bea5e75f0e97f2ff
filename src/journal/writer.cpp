#include "journal/writer.h"

#include <algorithm>

#include "base/utf8.h"
#include "model/kinds.h"

namespace daybook {

namespace {

bool is_number(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && text[0] >= '0' && text[0] <= '9' &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

std::string in_quotes(std::string_view word) {
    std::string out = "\"";
    for (char c : word) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

uint32_t whole_part(std::string_view number) { return static_cast<uint32_t>(std::min(number.find('.'), number.size())); }

}  // namespace

std::string quoted(std::string_view word) {
    const bool bare = !word.empty() && word.find_first_of(" \t;\"") == std::string_view::npos && word != "@" && word != "@@";
    return bare ? std::string(word) : in_quotes(word);
}

EntryWriter::EntryWriter(std::string_view date, std::string_view kind, std::string_view ref) {
    // a clause's word is a name only in quotes
    const std::string name = find_clause(ref) ? in_quotes(ref) : quoted(ref);
    header_.append(date).append(" ").append(kind).append(" ").append(name);
    const KindSpec* found = find_kind(kind);
    declares_ = found && found->declares;
}

EntryWriter& EntryWriter::display_name(std::string_view name) {
    if (!name.empty()) header_.append(" ").append(quoted(name));
    return *this;
}

EntryWriter& EntryWriter::clause(std::string_view preposition, std::string_view name) {
    header_.append(" ").append(preposition).append(" ").append(quoted(name));
    return *this;
}

EntryWriter& EntryWriter::note(std::string_view text) {
    note_ = text;
    std::replace_if(
        note_.begin(), note_.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return *this;
}

EntryWriter& EntryWriter::goods(char sign, std::string_view item, std::string_view quantity, std::string_view unit, std::string_view price,
                                std::initializer_list<std::string_view> marks) {
    Line line{std::string(1, sign) + " " + quoted(item), std::string(quantity), {}};
    // a:b would be a mark
    const bool like_a_mark = unit.find(':') != std::string_view::npos;
    if (!unit.empty()) line.rest.append(" ").append(like_a_mark ? in_quotes(unit) : quoted(unit));
    if (!price.empty()) line.rest.append(" ").append(price);
    for (std::string_view mark : marks) line.rest.append(" ").append(mark);
    lines_.push_back(std::move(line));
    return *this;
}

EntryWriter& EntryWriter::detail(std::string_view key, std::initializer_list<std::string_view> values) {
    return detail(key, std::vector<std::string>(values.begin(), values.end()));
}

EntryWriter& EntryWriter::detail(std::string_view key, const std::vector<std::string>& values) {
    Line line{std::string(key), {}, {}};
    for (const std::string& value : values) {
        if (&value == &values.front())
            line.value = daybook::quoted(value);  // std::quoted would fit a std::string better
        else
            line.rest.append(" ").append(daybook::quoted(value));
    }
    lines_.push_back(std::move(line));
    return *this;
}

std::string EntryWriter::text() const {
    std::string out = header_;
    if (!note_.empty()) out.append(" ; ").append(note_);
    out += '\n';
    uint32_t heads = 0, wholes = 0;
    for (const Line& line : lines_) {
        heads = std::max(heads, width(line.head));
        if (!declares_ && is_number(line.value)) wholes = std::max(wholes, whole_part(line.value));
    }
    for (const Line& line : lines_) {
        out.append("    ").append(line.head);
        if (!line.value.empty()) {
            const uint32_t shift = !declares_ && is_number(line.value) ? wholes - whole_part(line.value) : 0;
            out.append(heads - width(line.head) + 1 + shift, ' ').append(line.value);
        }
        out.append(line.rest).append("\n");
    }
    return out;
}

}  // namespace daybook
