#include "importing/presets.h"

#include <algorithm>

#include "base/built_in.h"

namespace daybook {

namespace {

constexpr std::string_view folder = "importing/presets", ending = ".toml";

}  // namespace

std::vector<std::string_view> preset_names() {
    std::vector<std::string_view> names;
    for (const BuiltInFile& file : built_in_folder(folder)) names.push_back(file.name.substr(0, file.name.size() - ending.size()));
    std::sort(names.begin(), names.end());
    return names;
}

std::optional<Preset> find_preset(std::string_view name) {
    const BuiltInFile* file = find_built_in(folder, std::string(name).append(ending));
    if (!file) return std::nullopt;
    return Preset{std::string("presets/").append(file->name), file->text};
}

}  // namespace daybook
