// daybook find: documents, items and parties by any words in them.
#include "reports/find.h"

#include "cli/command.h"
#include "cli/session.h"
#include "cli/typed_find.h"

namespace daybook {

namespace {

std::vector<Choice> document_kinds() {
    std::vector<Choice> kinds;
    for (const KindSpec& kind : all_kinds())
        if (!kind.declares) kinds.emplace_back(kind.name, kind.label);
    return kinds;
}

int find(Session& session, const Args& args) {
    FindFilter filter;
    const auto words = words_to_find(args.words);
    if (!words) return session.say_error(words.error(), bad_usage);
    filter.words = *words;
    for (const std::string& kind : args.all("kind")) filter.kinds.push_back(find_kind(kind)->kind);
    filter.out = args.has("all");
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    const Result<std::vector<Comment>> comments = journal.comments();
    if (!comments) return session.say_error(comments.error());
    return session.answer(args, journal, [&](const Question& question) { return find_report(question, filter, *comments); });
}

Command find_command() {
    return {"find,查找",
            Text::cmd_find,
            {{"WORDS", Text::arg_find, 1, -1}},
            std::vector<Option>{{"--kind,--种类", "KIND", Text::opt_find_kind, 1, 1, true, document_kinds()},
                                {"--all,--全部", "", Text::opt_find_all}} +
                reading_options(),
            find,
            {"daybook find 王芳 龙井", "daybook find SF1234567890", "daybook find 68.00 -p this-month --kind sell"},
            {}};
}

const Listed listed(105, find_command);

}  // namespace

}  // namespace daybook
