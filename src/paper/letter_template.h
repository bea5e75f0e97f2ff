// A letter's template: a text with a subject line and variables in double braces (mustache), read once and filled in for each customer.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace daybook {

struct LetterVariable {
    std::string_view name;
    Text help;
};

// What a template may name: of the customer and the shop; and, between {{#documents}} and {{/documents}}, of each document.
std::span<const LetterVariable> letter_variables();
std::span<const LetterVariable> document_variables();

using LetterWords = std::map<std::string, std::string, std::less<>>;

struct LetterValues {
    LetterWords words;                   // every one of letter_variables; an empty one counts as not there
    std::vector<LetterWords> documents;  // each has every one of document_variables
};

class LetterTemplate {
  public:
    // `path` is how errors call it. Nothing where there are errors.
    static std::optional<LetterTemplate> read(const std::string& path, std::string_view text, Errors& errors);

    std::string subject(const LetterValues& values) const;  // one line
    std::string body(const LetterValues& values) const;     // ends in a newline

  private:
    std::string subject_, body_;
};

// The templates inside the program: what they are called, and the text of one; empty where there is none of that name.
std::vector<std::string_view> letter_names();
std::string_view built_in_letter(std::string_view name, Lang lang);

}  // namespace daybook
