#include "cli/typed_find.h"

#include "base/fold.h"

namespace daybook {

Result<std::vector<std::string>> words_to_find(const std::vector<std::string>& typed) {
    constexpr std::string_view blanks = " \t\r\n";
    std::vector<std::string> words;
    for (const std::string& word : typed) {
        const size_t first = word.find_first_not_of(blanks);
        if (folded(word).find_first_not_of(blanks) == std::string::npos) return fail(Text::err_find_nothing, Text::hint_find_nothing);
        words.push_back(word.substr(first, word.find_last_not_of(blanks) + 1 - first));
    }
    return words;
}

std::vector<Option> list_options() {
    return {{"--item,--商品", "ITEM", Text::opt_of_item}, {"--find,--含有", "WORDS", Text::opt_list_find, 1, -1, true}};
}

}  // namespace daybook
