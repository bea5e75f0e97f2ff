// A command line, one word a line: parsed, composed into an entry, which the journal reads as that one entry or refuses.
#include <algorithm>

#include "cli/compose.h"
#include "cli/parse.h"
#include "journal/blocks.h"
#include "journal/journal.h"
#include "property.h"

using namespace daybook;

namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (size_t at = 0; at <= text.size();) {
        const size_t eol = std::min(text.find('\n', at), text.size());
        words.emplace_back(text.substr(at, eol - at));
        at = eol + 1;
    }
    return words;
}

// The kind that a command of that name enters; of the others only the words are parsed.
const KindSpec* kind_of(const std::vector<const Command*>& path) {
    const KindSpec* kind = find_kind(path.back()->name);
    if (kind && path.size() == 3 && path[1]->name == "purchase" && kind->kind != Kind::bill && kind->kind != Kind::pay) return nullptr;
    return path.size() > 1 && kind && !kind->declares ? kind : nullptr;
}

void composed_is_one_entry(const KindSpec& kind, const Args& args) {
    const char sign = kind.signs & minus ? '-' : kind.signs & plus ? '+' : '=';
    const Result<Draft> draft = goods_draft(args, kind.kind, sign, 0);
    if (!draft) return fuzz::can_be_shown(draft.error());
    const Session session;
    std::vector<std::string> refs;
    const Result<std::string> text = compose(session, args, Entries(), *draft, refs);
    if (!text) return fuzz::can_be_shown(text.error());
    Journal journal{BookSettings()};
    journal.read_draft("composed", *text);
    for (const Error& error : journal.errors()) fuzz::can_be_shown(error);
    if (!journal.errors().empty()) return;
    const Entries& entries = journal.entries();
    fuzz::property(entries.entries.size() == 1 && entries.entries[0].kind == kind.kind, "a command enters one entry, of its kind", *text);
    fuzz::property(entries.entries[0].goods_count == draft->goods.size(), "it has the goods that were typed, and no more", *text);
    fuzz::property(entries.find(entries.refs.find(refs.back())) == 0, "it has the ref that it was given", *text);
    for (const char* clause : {"to", "from"})
        if (args.has(clause) && kind.use(find_clause(clause)->clause) == ClauseUse::party && !args.get(clause).empty())
            fuzz::property(entries.parties.find(args.get(clause)) == entries.entries[0].party, "it has the party that was typed", *text);
}

// Every command and option, and the values of those that have few.
void declared_words(const Command& command, std::vector<std::string>& words) {
    words.push_back(command.name + "\n");
    for (const Positional& positional : command.positionals)
        for (const Choice& choice : positional.choices) words.push_back(choice.word + "\n");
    for (const Option& option : command.options) {
        for (const std::string& name : spellings(option)) words.push_back(name + "\n");
        for (const Choice& choice : option.choices) words.push_back(choice.word + "\n");
    }
    for (const Command& child : command.commands) declared_words(child, words);
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* words, char*** line) {
    std::vector<std::string> declared;
    declared_words(program(), declared);
    std::sort(declared.begin(), declared.end());
    declared.erase(std::unique(declared.begin(), declared.end()), declared.end());
    return fuzz::print_dictionary(*words, *line, declared);
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size > 2 * 1024) return 0;
    std::string_view text(reinterpret_cast<const char*>(data), size);
    if (text.find('\0') != std::string_view::npos) return 0;  // no shell can pass it on
    const Result<Parsed> parsed = parse_command_line(program(), words_of(text));
    if (!parsed) {
        fuzz::can_be_shown(parsed.error());
        return 0;
    }
    for (std::string_view word : parsed->args.all_but("note"))
        if (find_fault(word).kind != BadText::none) return 0;  // refused before anything is composed
    if (parsed->args.has("help") || parsed->args.has("version")) return 0;
    if (const KindSpec* kind = kind_of(parsed->path)) composed_is_one_entry(*kind, parsed->args);
    return 0;
}
