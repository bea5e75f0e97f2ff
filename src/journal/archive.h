// A compressed copy of a ledger's files and of its history in git, read back before it gets its name. Made by tar, gzip, sha256sum and git.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "base/error.h"

namespace daybook {

struct ArchivedFile {
    std::string name;  // in the archive
    std::string path;  // where it stands now
};

struct Archive {
    uint64_t files = 0, bytes = 0;  // of the ledger, before they were compressed
    uint64_t commits = 0;           // of its history; 0 where there is none
};

// Makes the archive at `target`, mode 0600; an error where something has that name already. `folder` is the ledger's: where that is in a
// git repository, the archive holds all of its history as history.bundle. It is unpacked again, each file compared with the one that
// stands, and `look` is asked what it finds in the folder where it was unpacked; on any error nothing is left.
Result<Archive> make_archive(const std::string& target, std::span<const ArchivedFile> files, const std::string& folder,
                             const std::function<Result<void>(const std::string& unpacked)>& look);

}  // namespace daybook
