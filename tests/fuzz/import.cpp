// An import: rules and rows, parted by a line of dashes; rows alone are read by rules of our own. What comes out is a journal with as many
// entries as the import says that it wrote, and the same names.
#include "importing/import.h"

#include <numeric>

#include "importing/import_fields.h"
#include "journal/journal.h"
#include "journal/printer.h"
#include "property.h"

using namespace daybook;

namespace {

constexpr std::string_view own_rules[] = {
    "[import.x]\nkind = \"sell\"\nref = \"{a}\"\ndate = \"{b}\"\nitem = \"{c}\"\nquantity = \"{d}\"\nprice = \"{e}\"\nto = \"{f}\"\nnote = "
    "\"{g}\"\nname = \"{f}\"\nunit = \"{g}\"\nlot = \"{h}\"\ndiscount = \"{h}\"\n",
    "[import.x]\nkind = \"expense\"\nref = \"{a}\"\ndate = \"{b}\"\nfor = \"{c}\"\npaid = \"{e} {f}\"\nto = \"{f}\"\nnote = \"{g}\"\n",
    "[import.x]\nkind = \"customer\"\nref = \"{a}\"\ndate = \"{b}\"\nname = \"{c}\"\nphone = \"{e}\"\naddress = \"{f}\"\ntag = \"{g}\"\n",
};

size_t written(const ImportResult& result) {
    return std::accumulate(result.documents.begin(), result.documents.end(), result.new_items.size());
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** line) {
    std::vector<std::string> words;
    for (std::string_view field : all_fields()) words.push_back(std::string(field) + " = ");
    for (const KindSpec& kind : all_kinds()) words.push_back("kind = \"" + std::string(kind.name) + "\"\n");
    return fuzz::print_dictionary(*count, *line, words);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0 || size > 8 * 1024) return 0;
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const size_t bar = text.find("\n----\n");
    const std::string own(own_rules[data[0] % std::size(own_rules)]);
    const auto rules = read_import_rules("daybook.toml", bar == std::string::npos ? own : text.substr(0, bar + 1), "x");
    if (!rules) {
        fuzz::property(bar != std::string::npos, "our own rules are read", own);
        for (const Error& error : rules.error()) fuzz::can_be_shown(error);
        return 0;
    }
    const ImportFile file{"rows.csv", bar == std::string::npos ? text : text.substr(bar + 6)};
    const auto result = import_rows(*rules, std::span(&file, 1), ImportLedger());
    if (!result) {
        fuzz::can_be_shown(result.error());
        return 0;
    }
    Journal journal{BookSettings()};
    journal.read_draft("imported", result->journal_text);
    for (const Error& error : journal.errors())
        fuzz::property(false, "what an import writes is read", result->journal_text + render_error(error, Lang::en, false));
    fuzz::property(journal.entries().entries.size() == written(*result), "an import writes as many entries as it says",
                   result->journal_text);
    rejects_csv(*result);
    return 0;
}
