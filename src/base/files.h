// The disk: reading whole files, making and replacing them so that each is there whole or not at all. Appending: base/locked_file.h.
#pragma once

#include <signal.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.h"

namespace daybook {

// The file's bytes; of a pipe, all that comes out of it. An error names the path and what the system said.
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
    // The file is this one's from now on; `path` is what errors call it.
    static Result<TextFile> adopt(Descriptor file, const std::string& path);

    // The bytes from `at` on, `size` of them; fewer only at the end of the file. Of a pipe each byte comes once.
    Result<size_t> read(uint64_t at, char* into, size_t size) const;
    Result<std::string> all() const;
    uint64_t size() const { return size_; }  // when it was opened: a guess, it may grow
    const std::string& path() const { return path_; }

  private:
    TextFile(Descriptor file, std::string path, uint64_t size, bool pipe)
        : file_(std::move(file)), path_(std::move(path)), size_(size), pipe_(pipe) {}

    Descriptor file_;
    std::string path_;
    uint64_t size_ = 0;
    bool pipe_ = false;
    mutable uint64_t passed_ = 0;  // bytes that came out of the pipe
};

// A new file that only its owner can read (mode 0600). It appears under its name whole and synced, or not at all; an existing one is never
// touched: an error, whose code is in `why` where that is given.
Result<void> create_file(const std::string& path, std::string_view text, int* why = nullptr);

// Replaces or creates a report or a rejects file: what stood there stays until the new one is whole. Its mode is kept; a link is followed;
// a pipe, a device or the standard output is written to. err_unconfirmed: it is the new one, but may not outlive a power cut.
Result<void> write_file(const std::string& path, std::string_view text);

// Holds back Ctrl-C and the like while something is written.
class SignalsHeld {
  public:
    SignalsHeld();
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;
    ~SignalsHeld();

  private:
    sigset_t before_{};
};

// From here on Ctrl-C and a closed pipe end nothing: what was to be done is done, and only the answer is still to be said.
void ignore_signals();

}  // namespace daybook
