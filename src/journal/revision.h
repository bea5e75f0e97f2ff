// A ledger as it was at a revision of git: its settings, its journal, what that includes.
#pragma once

#include <memory>
#include <string>

#include "journal/journal.h"
#include "journal/repository.h"
#include "model/settings.h"

namespace daybook {

struct LedgerAt {
    std::string label;  // the revision, as the user calls it
    Settings settings;  // of that revision; where it has no daybook.toml, the usual ones
    std::string settings_text;
    std::unique_ptr<Journal> journal;  // its own errors stay in it
};

// `settings_path` is that of daybook.toml, empty where there is none; `journal_path` the main journal's today. Where daybook.toml names the
// journal, that of the revision says what it was called then. An error where there is no repository, revision or journal.
Result<LedgerAt> ledger_at(Repository& git, const std::string& revision, const std::string& settings_path, const std::string& journal_path,
                           const Settings& today);

// The folder that ledger_at's repository is to be found in.
std::string ledger_folder(const std::string& settings_path, const std::string& journal_path);

}  // namespace daybook
