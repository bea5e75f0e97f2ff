// Files that stand in the tree as what they are (.toml, .html, .css, .txt under src/) and are built into the program: presets, letters, the
// page of an HTML report. One that is added is found by its folder and name; no list names it.
#pragma once

#include <span>
#include <string_view>

namespace daybook {

struct BuiltInFile {
    std::string_view folder;  // "paper/letters"
    std::string_view name;    // "birthday.en.txt"
    std::string_view text;    // as it stands
};

// All of them, by folder and name: made by built_in.cmake.
std::span<const BuiltInFile> all_built_in();

// Those of a folder, by name.
std::span<const BuiltInFile> built_in_folder(std::string_view folder);

// Null where there is no such file.
const BuiltInFile* find_built_in(std::string_view folder, std::string_view name);

// The text of one that is there, as what follows in the code takes for granted.
std::string_view built_in(std::string_view folder, std::string_view name);

}  // namespace daybook
