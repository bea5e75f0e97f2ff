#include "cli/show.h"

#include <fmt/format.h>

#include "base/utf8.h"
#include "cli/session.h"
#include "reports/documents.h"

namespace daybook {

namespace {

int show(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    const Result<uint32_t> index = session.entry(journal, args.words[0]);
    if (!index) return session.say_error(index.error());
    const Entry& entry = journal.entries().entries[*index];
    std::string text = journal.text_of(entry);
    if (!args.has("output-format") && !args.has("output")) {
        session.say_line({Text::stands_in, {journal.place_of(entry)}});
        for (size_t from = 0, end = 0; (end = text.find('\n', from)) != std::string::npos; from = end + 1)
            fmt::print("{}\n", printable(text.substr(from, end - from)));
        fmt::print("\n");
        text.clear();
    }
    return session.answer(args, journal, [&](const Question& question) { return entry_report(question, *index, text); });
}

}  // namespace

Command show_command() {
    return {"show,查看", Text::cmd_show, {{"REF", Text::arg_ref, 1, 1}}, reading_options(), show, {"daybook show S261103-1"}, {}};
}

}  // namespace daybook
