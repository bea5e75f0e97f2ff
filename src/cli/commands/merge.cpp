// daybook merge: the driver that git calls to merge a journal (gitattributes(5)); `daybook init --git` tells it to.
#include "journal/merge.h"

#include "base/files.h"
#include "cli/command.h"
#include "cli/session.h"

namespace daybook {

namespace {

constexpr int not_merged = 129;  // git takes 1 to 128 for a result with conflicts in it

int merge(Session& session, const Args& args) {
    std::string texts[3];
    for (size_t i = 0; i < 3; ++i) {
        Result<std::string> text = read_file(args.words[i]);
        if (!text) return session.say_error(text.error(), not_merged);
        texts[i] = std::move(*text);
    }
    Merged merged = merge_journals(texts[0], texts[1], texts[2]);
    if (merged.text != texts[1])
        if (const auto written = write_file(args.words[1], merged.text); !written) return session.say_error(written.error(), not_merged);
    if (merged.conflicts.empty()) return done;
    for (Error& conflict : merged.conflicts) conflict.place.file = args.words[args.words.size() > 3 ? 3 : 1];
    session.say_errors(merged.conflicts);
    session.warn_line(Text::hint_conflict_marker);
    return refused;
}

Command merge_command() {
    return {"merge,合并",
            Text::cmd_merge,
            {{"BASE", Text::arg_merge_base, 1, 1},
             {"OURS", Text::arg_merge_ours, 1, 1},
             {"THEIRS", Text::arg_merge_theirs, 1, 1},
             {"PATH", Text::arg_merge_path, 0, 1}},
            {},
            merge,
            {"git config merge.daybook.driver \"daybook merge %O %A %B %P\"", "daybook merge old.journal mine.journal theirs.journal"},
            {}};
}

const Listed listed(170, merge_command);

}  // namespace

}  // namespace daybook
