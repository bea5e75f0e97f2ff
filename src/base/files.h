// The disk: reading whole files, and appending under a lock so that an entry is there whole or not at all.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace daybook {

// The file's bytes. An error names the path and what the system said.
Result<std::string> read_file(const std::string& path);

// Why a system call failed, in the system's words.
Message::Arg system_error(int code);

// An open file of the system, closed with its owner.
class Descriptor {
  public:
    explicit Descriptor(int value) : value_(value) {}
    Descriptor(Descriptor&& other) noexcept;
    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();
    int get() const { return value_; }

  private:
    int value_;
};

// A file that is read piece by piece, and again where that is wanted.
class TextFile {
  public:
    static Result<TextFile> open(const std::string& path);

    // The bytes from `at` on, `size` of them; fewer only at the end of the file.
    Result<size_t> read(uint64_t at, char* into, size_t size) const;
    uint64_t size() const { return size_; }  // when it was opened: a guess, it may grow
    const std::string& path() const { return path_; }

  private:
    friend class LockedFile;
    TextFile(Descriptor file, std::string path, uint64_t size) : file_(std::move(file)), path_(std::move(path)), size_(size) {}
    static Result<TextFile> adopt(Descriptor file, const std::string& path);

    Descriptor file_;
    std::string path_;
    uint64_t size_ = 0;
};

// A file locked for writing from before it is read until its entry is on disk.
class LockedFile {
  public:
    // Opens and locks; waits for another writer. After locking it makes sure that the path still names the locked file.
    static Result<LockedFile> open(const std::string& path);

    // The same file for reading: what was locked, whatever the path names by now.
    Result<TextFile> text() const;
    // One write and a sync. What was written short is cut back: on an error the file is as it was.
    Result<void> append(std::string_view text);

  private:
    LockedFile(Descriptor file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}

    Descriptor file_;
    std::string path_;
};

// A new file that only its owner can read (mode 0600), written and synced. An existing one is never touched: an error.
Result<void> create_file(const std::string& path, std::string_view text);

// Replaces or creates a report or a rejects file.
Result<void> write_file(const std::string& path, std::string_view text);

}  // namespace daybook
