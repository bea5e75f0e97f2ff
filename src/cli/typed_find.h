// What is looked for: the words of `find`, and the options of lists of documents that narrow them alike.
#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/session.h"

namespace daybook {

// Without the blanks around them; an error where one is empty.
Result<std::vector<std::string>> words_to_find(const std::vector<std::string>& typed);

// --item and --find, and what was typed for them.
std::vector<Option> list_options();

template <class Filter>
Result<void> find_in_list(const Session& session, const Args& args, const Journal& journal, Filter& filter) {
    if (args.has("item")) {
        const Result<ItemId> item = session.item(journal, args.get("item"));
        if (!item) return tl::unexpected<Error>(item.error());
        filter.item = *item;
    }
    if (!args.has("find")) return {};
    Result<std::vector<std::string>> words = words_to_find(args.all("find"));
    if (!words) return tl::unexpected<Error>(words.error());
    Result<std::vector<Comment>> comments = journal.comments();
    if (!comments) return tl::unexpected<Error>(comments.error());
    filter.words = std::move(*words);
    filter.comments = std::move(*comments);
    return {};
}

}  // namespace daybook
