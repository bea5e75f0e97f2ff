// A journal that is written to: locked from before it is read until its entry is on disk, which is then there whole or not at all.
//
// No single write() is: a killed process or a power cut can leave any part of it behind, perhaps up to a line's end, so that half an entry
// looks like a whole one. So an appended text is written with NUL in place of its first byte, and synced; only then its first byte, which
// commits it. A line that begins with NUL begins what was never committed: readers stop there, writers refuse.
#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/files.h"

namespace daybook {

class LockedFile {
  public:
    // Opens and locks; waits for another writer. After locking it makes sure that the path still names the locked file.
    static Result<LockedFile> open(const std::string& path);

    // The same file for reading: what was locked, whatever the path names by now.
    Result<TextFile> text() const;
    // Behind the last byte, which ends a line. On an error the file is as it was, but for
    //   err_cannot_cut_back: an uncommitted part stands behind it;
    //   err_unconfirmed: the text is there, but may not outlive a power cut;
    //   err_replaced: the file is none any more, another stands in its place.
    Result<void> append(std::string_view text);
    // Takes off what stands behind so many bytes. On an error it is as it was, but for err_unconfirmed.
    Result<void> cut(uint64_t size);

  private:
    LockedFile(Descriptor file, std::string path, uint64_t size) : file_(std::move(file)), path_(std::move(path)), size_(size) {}
    int commit(std::string_view text, bool& committed);
    bool was_replaced(const struct stat& own) const;

    Descriptor file_;
    std::string path_;
    uint64_t size_;  // as this one knows it
};

// Whether what is not committed there, from a NUL at `at` on, was left behind: no writer is at work on it.
bool was_left_unfinished(const std::string& path, uint64_t at);

}  // namespace daybook
