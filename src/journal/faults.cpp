#include "journal/faults.h"

#include <algorithm>

#include "base/utf8.h"

namespace daybook {

namespace {

constexpr uint32_t excerpt_cells = 100;

std::string join(const std::vector<std::string_view>& names) {
    std::string out;
    for (std::string_view name : names) out.append(out.empty() ? "" : ", ").append(name);
    return out;
}

}  // namespace

std::vector<std::string_view> kind_names() {
    std::vector<std::string_view> names;
    for (const KindSpec& kind : all_kinds()) names.push_back(kind.name);
    names.push_back("include");
    return names;
}

std::vector<std::string_view> key_names(const KindSpec& kind) {
    std::vector<std::string_view> names;
    for (const KeySpec& key : all_keys())
        if (kind.allows(key.key)) names.push_back(key.name);
    return names;
}

std::vector<std::string_view> clause_names(const KindSpec& kind) {
    std::vector<std::string_view> names;
    for (const ClauseSpec& clause : all_clauses())
        if (kind.use(clause.clause) != ClauseUse::none) names.push_back(clause.name);
    return names;
}

// "did you mean …?" where a name is near, else all that could stand here.
Message way_out(std::string_view word, const std::vector<std::string_view>& names, Text none_at_all) {
    const std::string_view near = did_you_mean(word, names);
    if (!near.empty()) return {Text::hint_did_you_mean, {near}};
    return names.empty() ? Message(none_at_all) : Message(Text::hint_one_of, {join(names)});
}

// Full-width characters that an input method leaves behind, and how they are meant.
bool has_full_width(std::string_view text) {
    for (size_t i = 0; i + 2 < text.size(); ++i) {
        const auto a = static_cast<unsigned char>(text[i]), b = static_cast<unsigned char>(text[i + 1]);
        if (a == 0xef && (b == 0xbc || b == 0xbd)) return true;
        if (a == 0xe3 && b == 0x80 && static_cast<unsigned char>(text[i + 2]) == 0x80) return true;
    }
    return false;
}

Text bad_text(const TextFault& fault) {
    switch (fault.kind) {
        case BadText::invalid_utf8: return Text::err_not_utf8;
        case BadText::hidden_character: return Text::err_hidden_character;
        default: return Text::err_control_character;
    }
}

Text bad_text_hint(const TextFault& fault) {
    return fault.kind == BadText::hidden_character ? Text::hint_hidden_character : Text::hint_bad_bytes;
}

Text sign_text(uint8_t signs) {
    switch (signs) {
        case plus: return Text::signs_plus;
        case minus: return Text::signs_minus;
        case equals: return Text::signs_equals;
        case plus | minus: return Text::signs_both;
        default: return Text::signs_none;
    }
}

Message number_fault(BadNumber fault, std::string_view text, int decimals) {
    switch (fault) {
        case BadNumber::thousands_separator: return {Text::err_thousands, {text}};
        case BadNumber::too_many_decimals:
            return decimals ? Message(Text::err_decimals, {text, std::to_string(decimals)}) : Message(Text::err_not_whole, {text});
        case BadNumber::too_large: return {Text::err_number_too_large, {text}};
        default: return {Text::err_not_a_number, {text}};
    }
}

Message number_hint(BadNumber fault, std::string_view text) {
    if (fault == BadNumber::thousands_separator) {
        std::string plain(text);
        const size_t comma = plain.find(',');
        const size_t behind = plain.size() - comma - 1;
        if (comma > 0 && behind >= 1 && behind <= 2 && plain.find('.') == std::string::npos)  // 8,5 is no 85
            plain[comma] = '.';
        else
            plain.erase(std::remove(plain.begin(), plain.end(), ','), plain.end());
        return {Text::hint_write, {plain}};
    }
    if (fault == BadNumber::not_a_number) return has_full_width(text) ? Text::hint_full_width : Text::hint_number;
    return {};
}

Error error_at(std::string_view file, uint32_t line_number, std::string_view line, uint32_t at, uint32_t length, Message what,
               Message hint) {
    Error e(std::move(what), std::move(hint));
    at = std::min(at, static_cast<uint32_t>(line.size()));
    length = std::min(length, static_cast<uint32_t>(line.size()) - at);
    e.place = {std::string(file), line_number, characters(line.substr(0, at)) + 1};
    // a long line is shown from a little before the fault
    size_t from = 0;
    if (width(line.substr(0, std::min<size_t>(line.size(), at + length))) > excerpt_cells && at > 40) {
        from = at - 40;
        while (from < at && (static_cast<unsigned char>(line[from]) & 0xc0) == 0x80) ++from;
    }
    std::string tabless(cut_to_width(line.substr(from, 4 * excerpt_cells), excerpt_cells));
    std::replace(tabless.begin(), tabless.end(), '\t', ' ');
    e.excerpt = tabless;
    e.caret = width(printable(line.substr(from, at - from)));
    e.width = std::min(width(printable(line.substr(at, length))), excerpt_cells > e.caret ? excerpt_cells - e.caret : 1);
    e.width = std::max<uint32_t>(e.width, 1);
    return e;
}

}  // namespace daybook
