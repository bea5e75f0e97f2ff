// daybook tag: tags set on an entry, or cleared from it, after it was written.
#include "cli/command.h"
#include "cli/write.h"

namespace daybook {

namespace {

int tag(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        const Result<uint32_t> entry = session.entry(journal, args.words[0]);
        if (!entry) return tl::unexpected<Error>(entry.error());
        Draft draft;
        draft.kind = Kind::tag;
        draft.clauses[Clause::of] = args.words[0];
        for (size_t i = 1; i < args.words.size(); ++i) draft.details[Key::tag].push_back({args.words[i]});
        return draft;
    });
}

Command tag_command() {
    return {"tag,标签",
            Text::cmd_tag,
            {{"REF", Text::arg_ref, 1, 1}, {"TAG", Text::arg_tags, 0, -1}},
            options_without(Kind::tag, {"--of", "--tag"}),
            tag,
            {"daybook tag S261103-1 urgent", "daybook tag S261103-1 --untag urgent"},
            {}};
}

const Listed listed(99, tag_command);

}  // namespace

}  // namespace daybook
