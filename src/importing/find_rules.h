// Which rules a file is read by, found by its header: those of daybook.toml first, then the presets; and its encoding and delimiter.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importing/import.h"

namespace daybook {

struct FoundRules {
    std::string name;
    bool preset = false;
    std::string encoding;
    char delimiter = ',';
    std::string sheet = {};  // of a workbook
};

// The names of the tables [import.NAME].
std::vector<std::string> rules_names(const std::string& settings_path, std::string_view settings_text);

// An Error where none fits, with the likeliest and what it lacks; or where several do. It has the file's name.
Result<FoundRules> find_rules(const ImportFile& file, const std::string& settings_path, std::string_view settings_text);

}  // namespace daybook
