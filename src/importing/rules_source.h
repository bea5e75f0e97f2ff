// What the readers of import rules share: the texts of the table and of its preset for errors, the columns spoken of so far, and typed
// access to values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "importing/fill.h"
#include "journal/toml_reader.h"

namespace daybook {

struct ImportColumn {
    std::string name;
    Error unknown;  // what to say where a file has no such column: it points at the rules
    std::vector<std::pair<std::string, std::string>>
        values;  // [import.NAME.values.COLUMN]: pattern and what it stands for, exact ones first
};

class RulesSource {
  public:
    // Whatever is read stands in one of the files, by the path that it was parsed with.
    void add_file(const std::string& path, std::string_view text) { files_.emplace_back(path, text); }

    void wrong(const toml::source_region& at, Message what, Message hint = {});
    void wrong_type(const toml::node& node, std::string_view key, Text wanted);

    std::optional<std::string> text_of(const toml::node& node, std::string_view key);  // a whole number counts as text
    std::vector<std::string> texts_of(const toml::node& node, std::string_view key);   // one, or a list
    std::optional<Template> template_of(std::string_view text, const toml::node& at);
    uint32_t column(std::string_view name, const toml::source_region& at);

    std::vector<ImportColumn> columns;
    Errors errors;

  private:
    Error error_here(const toml::source_region& at, Message what, Message hint = {}) const;

    std::vector<std::pair<std::string, std::string_view>> files_;  // path and text
};

using WordList = std::vector<std::string_view>;

// "did you mean …?", or all that there are.
Message meant(std::string_view word, const WordList& candidates);

}  // namespace daybook
