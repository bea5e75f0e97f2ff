// A ledger and its git repository: set up by `init --git`, an entry committed once it is written.
#pragma once

#include <string>

#include "cli/session.h"
#include "journal/git_folder.h"
#include "journal/journal.h"

namespace daybook {

// Makes a repository where the ledger's folder is in none, has git merge the journal by entries, and commits the ledger's files. Done
// before, it does only what is missing. Says what it did.
Result<void> keep_in_git(const Session& session, const std::string& folder);

// Whether .gitattributes asks for our merge driver where the ledger is, and git's configuration does not have it. Reads files; git is
// started only where they hold none.
bool lacks_merge_driver(const std::string& folder);
// True where that was done.
bool set_merge_driver(const std::string& folder);

// Keeps this clone's device, none where it is empty, and which folder has it.
Result<void> keep_device(const GitFolder& here, const std::string& device);

// Where the settings say so, commits the journal with a message made of the entries from `first` on. They are written, whatever git says:
// it is told, and nothing is undone. `rules` is the name of an import's rules; empty where a command wrote
// them.
void commit_written(const Session& session, const Journal& journal, size_t first, const std::string& rules = {});

// Likewise of daybook.toml, once a command has changed it.
void commit_settings(const Session& session, const Message& message);

}  // namespace daybook
