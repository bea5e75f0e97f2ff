// daybook void: takes an entry, with what follows it, out of the books by a new entry.
#include "cli/command.h"
#include "cli/write.h"

namespace daybook {

namespace {

int void_entry(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        const Result<uint32_t> entry = session.entry(journal, args.words[0]);
        if (!entry) return tl::unexpected<Error>(entry.error());
        Draft draft;
        draft.kind = Kind::void_entry;
        draft.clauses[Clause::of] = args.words[0];
        return draft;
    });
}

Command void_command() {
    return {"void,作废",
            Text::cmd_void,
            {{"REF", Text::arg_ref, 1, 1}},
            options_without(Kind::void_entry, {"--of"}),
            void_entry,
            {"daybook void S261103-1 --note \"typed twice\""},
            {}};
}

const Listed listed(100, void_command);

}  // namespace

}  // namespace daybook
