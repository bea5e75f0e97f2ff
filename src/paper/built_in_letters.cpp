// The letters that the program knows: letters/NAME.LANGUAGE.txt beside this file.
#include "base/built_in.h"
#include "paper/letter_template.h"

namespace daybook {

namespace {

constexpr std::string_view folder = "paper/letters";

}  // namespace

std::vector<std::string_view> letter_names() {
    std::vector<std::string_view> names;
    for (const BuiltInFile& file : built_in_folder(folder))
        if (const std::string_view name = file.name.substr(0, file.name.find('.')); names.empty() || names.back() != name)
            names.push_back(name);
    return names;
}

std::string_view built_in_letter(std::string_view name, Lang lang) {
    const std::string file = std::string(name) + (lang == Lang::zh ? ".zh.txt" : ".en.txt");
    const BuiltInFile* found = find_built_in(folder, file);
    return found ? found->text : std::string_view();
}

}  // namespace daybook
