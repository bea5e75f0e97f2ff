// A journal: read, printed, read again, booked; and all that the program can be asked of it.
#include "journal/journal.h"

#include "books/books.h"
#include "journal/blocks.h"
#include "journal/printer.h"
#include "property.h"
#include "shop.h"

using namespace daybook;

namespace {

void blocks_are_the_text(std::string_view text) {
    std::string joined;
    for (const Block& block : blocks_of(text)) joined += block.text;
    fuzz::property(joined == text, "blocks, one behind the other, are the text", joined);
}

// What the parser understood, written by the writer, is understood as the same.
void printed_is_read_as_the_same(const Journal& journal, const BookSettings& settings) {
    const std::string once = printed(journal.entries(), settings.currency.decimals);
    Journal again(settings);
    again.read_draft("printed", once);
    for (const Error& error : again.errors()) fuzz::property(false, "what is printed is read", once + render_error(error, Lang::en, false));
    const std::string twice = printed(again.entries(), settings.currency.decimals);
    fuzz::property(once == twice, "what is printed is read as the same", once + "----\n" + twice);
}

std::vector<std::string> declared_words() {
    std::vector<std::string> words;
    for (const KindSpec& kind : all_kinds()) words.push_back(std::string(kind.name) + " ");
    for (const KeySpec& key : all_keys()) words.push_back("\n    " + std::string(key.name) + " ");
    for (const ClauseSpec& clause : all_clauses()) words.push_back(" " + std::string(clause.name) + " ");
    for (const PurposeSpec& purpose : all_purposes()) words.emplace_back(purpose.name);
    return words;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* words, char*** line) { return fuzz::print_dictionary(*words, *line, declared_words()); }

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0 || size > 16 * 1024) return 0;
    const BookSettings settings = fuzz::settings_of(data[0]);
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    blocks_are_the_text(text);
    Journal journal(settings);
    journal.read_draft("fuzz.journal", text);
    for (const Error& error : journal.errors()) fuzz::can_be_shown(error);
    if (!journal.errors().empty()) return 0;
    for (const Entry& entry : journal.entries().entries) journal.note_of(entry), journal.text_of(entry);
    printed_is_read_as_the_same(journal, settings);
    Books books(journal.entries(), settings);
    books.replay();
    for (const Problem& problem : books.problems()) fuzz::can_be_shown(journal.locate(problem));
    static const fuzz::Shop shop;
    if (books.problems().empty()) shop.ask_everything(journal.entries(), text, settings);
    return 0;
}
