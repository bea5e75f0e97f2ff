// Import rules that come with the program, one file a platform: presets/NAME.toml beside this file, which holds a table [import.NAME].
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace daybook {

struct Preset {
    std::string file;  // how errors call it
    std::string_view text;
};

std::vector<std::string_view> preset_names();

// Nothing where there is none of that name.
std::optional<Preset> find_preset(std::string_view name);

}  // namespace daybook
