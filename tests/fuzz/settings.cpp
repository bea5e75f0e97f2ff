// daybook.toml: the settings, and import rules of any name that it has.
#include "importing/import_fields.h"
#include "importing/import_rules.h"
#include "journal/settings_file.h"
#include "property.h"

using namespace daybook;

extern "C" int LLVMFuzzerInitialize(int* count, char*** line) {
    std::vector<std::string> words;
    for (std::string_view field : all_fields()) words.push_back(std::string(field) + " = ");
    return fuzz::print_dictionary(*count, *line, words);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size > 8 * 1024) return 0;
    const std::string text(reinterpret_cast<const char*>(data), size);
    Errors errors;
    const Settings settings = parse_settings("daybook.toml", text, errors);
    for (const Error& error : errors) fuzz::can_be_shown(error);
    if (errors.empty())
        fuzz::property(settings.books.currency.decimals >= 0 && settings.books.currency.decimals <= 6, "a currency has decimals");
    for (const char* name : {"x", "sales"})
        if (const auto rules = read_import_rules("daybook.toml", text, name); !rules) {
            fuzz::property(!rules.error().empty(), "rules that are refused say why");
            for (const Error& error : rules.error()) fuzz::can_be_shown(error);
        }
    return 0;
}
