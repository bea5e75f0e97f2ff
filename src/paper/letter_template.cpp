#include "paper/letter_template.h"

#include <algorithm>
#include <kainjow/mustache.hpp>

#include "base/check.h"
#include "base/utf8.h"
#include "journal/faults.h"

namespace daybook {

namespace mustache = kainjow::mustache;

namespace {

constexpr LetterVariable of_customer[] = {
    {"name", Text::letter_name},         {"customer", Text::letter_customer},     {"level", Text::letter_level},
    {"birthday", Text::letter_birthday}, {"phone", Text::letter_phone},           {"email", Text::letter_email},
    {"address", Text::letter_address},   {"points", Text::letter_points},         {"stored", Text::letter_stored},
    {"orders", Text::letter_orders},     {"revenue", Text::letter_revenue},       {"last_order", Text::letter_last_order},
    {"owed", Text::letter_owed},         {"overdue", Text::letter_overdue},       {"due", Text::letter_due},
    {"shop", Text::letter_shop},         {"shop_email", Text::letter_shop_email}, {"currency", Text::letter_currency},
    {"today", Text::letter_today},
};

constexpr LetterVariable of_document[] = {
    {"ref", Text::letter_ref},   {"date", Text::letter_date},     {"due", Text::letter_document_due},
    {"days", Text::letter_days}, {"amount", Text::letter_amount}, {"open", Text::letter_open},
};

constexpr std::string_view documents = "documents";

bool knows(std::span<const LetterVariable> variables, std::string_view name) {
    return std::any_of(variables.begin(), variables.end(), [&](const LetterVariable& v) { return v.name == name; });
}

struct Line {
    uint32_t number = 0;
    std::string_view text;
};

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

// Looks at every tag before the library does: what it says of a bad one has no line, and a name that it does not know it leaves out.
class Checker {
  public:
    Checker(const std::string& path, Errors& errors) : path_(path), errors_(errors) {}

    void check(const Line& line) {
        line_ = line;
        if (const TextFault fault = find_fault(line.text); fault.kind != BadText::none)
            return wrong(fault.at, 1, fault.kind == BadText::invalid_utf8 ? Text::err_not_utf8 : Text::err_control_character,
                         Text::hint_bad_bytes);
        for (size_t at = line.text.find("{{"); at != std::string_view::npos; at = line.text.find("{{", at)) {
            const bool three = line.text.substr(at, 3) == "{{{";
            const size_t from = at + (three ? 3 : 2), end = line.text.find(three ? "}}}" : "}}", from);
            if (end == std::string_view::npos) return wrong(at, 2, Text::err_letter_unclosed, Text::hint_letter_unclosed);
            check_tag(at, end + (three ? 3 : 2) - at, trimmed(line.text.substr(from, end - from)));
            at = end;
        }
    }

    // Sections end in the part where they begin.
    void end_part() {
        for (const Section& section : open_) {
            line_ = section.line;
            wrong(section.at, section.length, {Text::err_letter_section_open, {section.name}}, {Text::hint_letter_section, {section.name}});
        }
        open_.clear();
    }

  private:
    struct Section {
        std::string_view name;
        Line line;
        size_t at, length;
        bool each_document;
    };

    void wrong(size_t at, size_t length, Message what, Message hint) {
        errors_.push_back(error_at(path_, line_.number, line_.text, static_cast<uint32_t>(at), static_cast<uint32_t>(length),
                                   std::move(what), std::move(hint)));
    }

    void check_tag(size_t at, size_t length, std::string_view tag) {
        if (tag.starts_with('!')) return;
        const char sign = tag.empty() ? '\0' : tag[0];
        const bool opens = sign == '#' || sign == '^';
        const std::string_view name = opens || sign == '/' || sign == '&' ? trimmed(tag.substr(1)) : tag;
        if (sign == '/') return close(at, length, name);
        if (!check_name(at, length, name, opens)) return;
        if (opens) open_.push_back({name, line_, at, length, sign == '#' && name == documents});
    }

    bool check_name(size_t at, size_t length, std::string_view name, bool opens) {
        const bool in_document = std::any_of(open_.begin(), open_.end(), [](const Section& s) { return s.each_document; });
        if (knows(of_customer, name) || (in_document && knows(of_document, name)) || (opens && name == documents)) return true;
        if (knows(of_document, name))
            wrong(at, length, {Text::err_letter_of_document, {name}}, Text::hint_letter_of_document);
        else {
            std::vector<std::string_view> names;
            for (const LetterVariable& variable : of_customer) names.push_back(variable.name);
            if (in_document)
                for (const LetterVariable& variable : of_document) names.push_back(variable.name);
            else
                names.push_back(documents);
            wrong(at, length, {Text::err_letter_unknown, {name}}, way_out(name, names, Text::nothing));
        }
        return false;
    }

    void close(size_t at, size_t length, std::string_view name) {
        if (open_.empty() || open_.back().name != name)
            return wrong(
                at, length, {Text::err_letter_section_close, {name}},
                open_.empty() ? Message(Text::hint_letter_section, {name}) : Message(Text::hint_letter_section, {open_.back().name}));
        open_.pop_back();
    }

    const std::string& path_;
    Errors& errors_;
    Line line_;
    std::vector<Section> open_;
};

mustache::object data_of(const LetterWords& words, std::span<const LetterVariable> variables) {
    mustache::object data;
    for (const LetterVariable& variable : variables) {
        const auto found = words.find(variable.name);
        CHECK_INVARIANT(found != words.end());
        const std::string name(variable.name);
        if (found->second.empty())
            data.emplace(name, mustache::data(false));
        else
            data.emplace(name, mustache::data(found->second));
    }
    return data;
}

std::string filled(const std::string& text, const LetterValues& values) {
    mustache::mustache made(text);
    CHECK_INVARIANT(made.is_valid());                                        // Checker has seen to it
    made.set_custom_escape([](const std::string& value) { return value; });  // plain text, not HTML
    mustache::object data = data_of(values.words, of_customer);
    mustache::list rows;
    for (const LetterWords& document : values.documents) rows.emplace_back(data_of(document, of_document));
    data.emplace(std::string(documents), mustache::data(rows));
    return made.render(mustache::data(data));
}

// What stands behind "Subject:", in either language; nothing where the line is none.
std::optional<std::string_view> subject_of(std::string_view line) {
    for (std::string_view head : {"Subject:", "subject:", "主题：", "主题:"})
        if (line.starts_with(head)) return trimmed(line.substr(head.size()));
    return std::nullopt;
}

}  // namespace

std::span<const LetterVariable> letter_variables() { return of_customer; }
std::span<const LetterVariable> document_variables() { return of_document; }

std::optional<LetterTemplate> LetterTemplate::read(const std::string& path, std::string_view text, Errors& errors) {
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);  // what Windows' Notepad begins a file with
    std::vector<Line> lines;
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back({static_cast<uint32_t>(lines.size() + 1), line});
    }
    if (lines.empty()) lines.push_back({1, {}});
    const size_t before = errors.size();
    Checker checker(path, errors);
    LetterTemplate out;
    checker.check(lines[0]);
    const auto subject = subject_of(lines[0].text);
    if (errors.size() == before && (!subject || subject->empty()))
        errors.push_back(error_at(path, 1, lines[0].text, 0, static_cast<uint32_t>(lines[0].text.size()), Text::err_letter_no_subject,
                                  Text::hint_letter_subject));
    checker.end_part();
    for (size_t i = 1; i < lines.size(); ++i) {
        checker.check(lines[i]);
        if (out.body_.empty() && trimmed(lines[i].text).empty()) continue;
        out.body_.append(lines[i].text).append("\n");
    }
    checker.end_part();
    if (errors.size() == before && out.body_.empty())
        errors.push_back(error_at(path, lines.back().number, lines.back().text, 0, 0, Text::err_letter_no_body, Text::hint_letter_subject));
    if (errors.size() != before) return std::nullopt;
    out.subject_ = *subject;
    return out;
}

std::string LetterTemplate::subject(const LetterValues& values) const { return filled(subject_, values); }

std::string LetterTemplate::body(const LetterValues& values) const {
    std::string text = filled(body_, values);
    while (text.ends_with("\n\n")) text.pop_back();
    if (!text.ends_with('\n')) text += '\n';
    return text;
}

}  // namespace daybook
