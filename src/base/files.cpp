#include "base/files.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace daybook {

namespace {

class Descriptor {
  public:
    explicit Descriptor(int value) : value_(value) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    int get() const { return value_; }
    int release() { return std::exchange(value_, -1); }

  private:
    int value_;
};

tl::unexpected<Error> cannot(Text what, const std::string& path, int code) { return fail({what, {path, system_error(code)}}); }

Result<std::string> read_all(int descriptor, const std::string& path) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) return cannot(Text::err_cannot_read, path, errno);
    if (S_ISDIR(status.st_mode)) return cannot(Text::err_cannot_read, path, EISDIR);
    std::string text;
    text.resize(static_cast<size_t>(status.st_size > 0 ? status.st_size : 4096));
    size_t have = 0;
    for (;;) {
        if (have == text.size()) {
            char probe = 0;
            const ssize_t more = ::pread(descriptor, &probe, 1, static_cast<off_t>(have));
            if (more == 0) break;
            text.resize(text.size() * 2);
        }
        const ssize_t n = ::pread(descriptor, text.data() + have, text.size() - have, static_cast<off_t>(have));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return cannot(Text::err_cannot_read, path, errno);
        if (n == 0) break;
        have += static_cast<size_t>(n);
    }
    text.resize(have);
    return text;
}

// Holds back Ctrl-C and the like while an entry is being written: it is there whole or not at all.
class SignalsHeld {
  public:
    SignalsHeld() {
        sigset_t held;
        sigemptyset(&held);
        for (int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXFSZ}) sigaddset(&held, signal);
        ::pthread_sigmask(SIG_BLOCK, &held, &before_);
    }
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;
    ~SignalsHeld() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  private:
    sigset_t before_{};
};

// All of the text, or an errno.
int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t n = ::write(descriptor, text.data(), text.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        if (n == 0) return ENOSPC;
        text.remove_prefix(static_cast<size_t>(n));
    }
    return 0;
}

}  // namespace

std::string system_error(int code) { return std::generic_category().message(code); }

Result<std::string> read_file(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) return cannot(Text::err_cannot_read, path, errno);
    return read_all(file.get(), path);
}

Result<LockedFile> LockedFile::open(const std::string& path) {
    for (;;) {
        Descriptor file(::open(path.c_str(), O_RDWR | O_APPEND | O_CLOEXEC));
        if (file.get() < 0) return cannot(Text::err_cannot_write, path, errno);
        while (::flock(file.get(), LOCK_EX) != 0)
            if (errno != EINTR) return cannot(Text::err_cannot_lock, path, errno);
        struct stat locked {
        }, named{};
        if (::fstat(file.get(), &locked) != 0) return cannot(Text::err_cannot_read, path, errno);
        if (::stat(path.c_str(), &named) != 0) return cannot(Text::err_cannot_read, path, errno);
        // an editor or git may have put another file in its place while we waited
        if (locked.st_dev == named.st_dev && locked.st_ino == named.st_ino) return LockedFile(file.release(), path);
    }
}

LockedFile::LockedFile(LockedFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

LockedFile& LockedFile::operator=(LockedFile&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    std::swap(path_, other.path_);
    return *this;
}

LockedFile::~LockedFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::string> LockedFile::read() const { return read_all(descriptor_, path_); }

Result<void> LockedFile::append(std::string_view text) {
    const SignalsHeld held;
    struct stat before {};
    if (::fstat(descriptor_, &before) != 0) return cannot(Text::err_cannot_write, path_, errno);
    int code = write_all(descriptor_, text);
    if (code == 0 && ::fdatasync(descriptor_) != 0) code = errno;
    if (code == 0) return {};
    if (::ftruncate(descriptor_, before.st_size) != 0) return cannot(Text::err_cannot_cut_back, path_, errno);
    ::fdatasync(descriptor_);
    return cannot(Text::err_cannot_write, path_, code);
}

Result<void> create_file(const std::string& path, std::string_view text) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.get() < 0) return cannot(Text::err_cannot_write, path, errno);
    int code = write_all(file.get(), text);
    if (code == 0 && ::fsync(file.get()) != 0) code = errno;
    if (code == 0) return {};
    ::unlink(path.c_str());
    return cannot(Text::err_cannot_write, path, code);
}

Result<void> write_file(const std::string& path, std::string_view text) {
    const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (file.get() < 0) return cannot(Text::err_cannot_write, path, errno);
    if (const int code = write_all(file.get(), text)) return cannot(Text::err_cannot_write, path, code);
    return {};
}

}  // namespace daybook
