// The letters that the program knows. Their words are in the catalogue, a text for each line of words; variables there stand as they do in
// a template, so they are never said as messages are, whose doubled braces mean single ones.
#include <algorithm>
#include <array>

#include "paper/letter_template.h"

namespace daybook {

namespace {

// A text of the catalogue, or a line that is the same in both languages.
struct LetterLine {
    Text words = Text::nothing;
    std::string_view line = {};
};

constexpr LetterLine birthday[] = {{Text::letter_birthday_subject}, {}, {Text::letter_greeting}, {},
                                   {Text::letter_birthday_wish},    {}, {Text::letter_regards},  {{}, "{{shop}}"}};

constexpr LetterLine reminder[] = {{Text::letter_reminder_subject}, {},
                                   {Text::letter_greeting},         {},
                                   {Text::letter_reminder_open},    {},
                                   {{}, "{{#documents}}"},          {Text::letter_reminder_document},
                                   {{}, "{{/documents}}"},          {},
                                   {Text::letter_reminder_paid},    {},
                                   {Text::letter_regards},          {{}, "{{shop}}"}};

constexpr LetterLine thanks[] = {{Text::letter_thanks_subject}, {}, {Text::letter_greeting}, {},
                                 {Text::letter_thanks_words},   {}, {Text::letter_regards},  {{}, "{{shop}}"}};

constexpr std::array<std::string_view, 3> names = {"birthday", "reminder", "thanks"};
constexpr std::array<std::span<const LetterLine>, 3> letters = {birthday, reminder, thanks};

}  // namespace

std::span<const std::string_view> letter_names() { return names; }

std::string built_in_letter(std::string_view name, Lang lang) {
    const auto at = static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
    std::string out;
    if (at == names.size()) return out;
    for (const LetterLine& line : letters[at]) out.append(line.words == Text::nothing ? line.line : text(line.words, lang)).append("\n");
    return out;
}

}  // namespace daybook
