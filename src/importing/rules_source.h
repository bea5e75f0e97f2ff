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

// What a column says of a document of several rows.
enum class Gather : uint8_t {
    unsaid,    // equal or blank on all of them; an amount must not stand twice
    document,  // one value for the whole of it: a blank cell has that of the row where it stands first, and another one is an error
    first,     // likewise, but the first row's counts, whatever others say
    sum        // its amounts are added up
};

struct ImportColumn {
    std::string name;
    Error unknown;  // what to say where a file has no such column: it points at the rules
    std::vector<std::pair<std::string, std::string>>
        values;                     // [import.NAME.values.COLUMN]: pattern and what it stands for, exact ones first
    std::vector<std::string> also;  // [import.NAME.headers]: what other files call it, in another language or an older layout
    bool optional = false;          // a file may lack it: its cells are blank then
    Gather gather = Gather::unsaid;
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
