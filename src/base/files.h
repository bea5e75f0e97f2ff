// The disk: reading whole files, and appending under a lock so that an entry is there whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace daybook {

// The file's bytes. An error names the path and what the system said.
Result<std::string> read_file(const std::string& path);

// Why a system call failed, in the system's words.
std::string system_error(int code);

// A file locked for writing from before it is read until its entry is on disk.
class LockedFile {
  public:
    // Opens and locks; waits for another writer. After locking it makes sure that the path still names the locked file.
    static Result<LockedFile> open(const std::string& path);

    LockedFile(LockedFile&& other) noexcept;
    LockedFile& operator=(LockedFile&& other) noexcept;
    LockedFile(const LockedFile&) = delete;
    LockedFile& operator=(const LockedFile&) = delete;
    ~LockedFile();

    Result<std::string> read() const;
    // One write and a sync. What was written short is cut back: on an error the file is as it was.
    Result<void> append(std::string_view text);

  private:
    LockedFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}

    int descriptor_ = -1;
    std::string path_;
};

// A new file that only its owner can read (mode 0600), written and synced. An existing one is never touched: an error.
Result<void> create_file(const std::string& path, std::string_view text);

// Replaces or creates a report or a rejects file.
Result<void> write_file(const std::string& path, std::string_view text);

}  // namespace daybook
