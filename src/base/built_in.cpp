#include "base/built_in.h"

#include <algorithm>

#include "base/check.h"

namespace daybook {

std::span<const BuiltInFile> built_in_folder(std::string_view folder) {
    const auto all = all_built_in();
    const auto is_of = [&](const BuiltInFile& file) { return file.folder == folder; };
    const auto from = std::find_if(all.begin(), all.end(), is_of);
    return {from, std::find_if_not(from, all.end(), is_of)};
}

const BuiltInFile* find_built_in(std::string_view folder, std::string_view name) {
    for (const BuiltInFile& file : built_in_folder(folder))
        if (file.name == name) return &file;
    return nullptr;
}

std::string_view built_in(std::string_view folder, std::string_view name) {
    const BuiltInFile* file = find_built_in(folder, name);
    CHECK_INVARIANT(file);
    return file->text;
}

}  // namespace daybook
