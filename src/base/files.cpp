#include "base/files.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace daybook {

namespace {

tl::unexpected<Error> cannot(Text what, const std::string& path, int code) { return fail({what, {path, system_error(code)}}); }

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

Message::Arg system_error(int code) {
    switch (code) {
        case ENOENT: return Text::sys_missing;
        case EACCES:
        case EPERM: return Text::sys_no_right;
        case EISDIR: return Text::sys_folder;
        case ENOTDIR: return Text::sys_no_folder;
        case EEXIST: return Text::sys_exists;
        case ENOSPC:
        case EDQUOT: return Text::sys_full;
        case EFBIG: return Text::sys_too_big;
        case EROFS: return Text::sys_read_only;
        case EIO: return Text::sys_fault;
        default: return std::generic_category().message(code);
    }
}

Descriptor::Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
}

Descriptor::~Descriptor() {
    if (value_ >= 0) ::close(value_);
}

Result<TextFile> TextFile::adopt(Descriptor file, const std::string& path) {
    struct stat status {};
    if (file.get() < 0 || ::fstat(file.get(), &status) != 0) return cannot(Text::err_cannot_read, path, errno);
    if (S_ISDIR(status.st_mode)) return cannot(Text::err_cannot_read, path, EISDIR);
    return TextFile(std::move(file), path, static_cast<uint64_t>(std::max<off_t>(status.st_size, 0)));
}

Result<TextFile> TextFile::open(const std::string& path) { return adopt(Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)), path); }

Result<size_t> TextFile::read(uint64_t at, char* into, size_t size) const {
    size_t have = 0;
    while (have < size) {
        const ssize_t n = ::pread(file_.get(), into + have, size - have, static_cast<off_t>(at + have));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return cannot(Text::err_cannot_read, path_, errno);
        if (n == 0) break;
        have += static_cast<size_t>(n);
    }
    return have;
}

Result<std::string> read_file(const std::string& path) {
    const Result<TextFile> file = TextFile::open(path);
    if (!file) return tl::unexpected<Error>(file.error());
    std::string text(file->size() + 1, '\0');
    for (size_t have = 0;; text.resize(text.size() * 2)) {
        const Result<size_t> n = file->read(have, text.data() + have, text.size() - have);
        if (!n) return tl::unexpected<Error>(n.error());
        have += *n;
        if (have == text.size()) continue;
        text.resize(have);
        return text;
    }
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
        if (locked.st_dev == named.st_dev && locked.st_ino == named.st_ino) return LockedFile(std::move(file), path);
    }
}

Result<TextFile> LockedFile::text() const { return TextFile::adopt(Descriptor(::fcntl(file_.get(), F_DUPFD_CLOEXEC, 0)), path_); }

Result<void> LockedFile::append(std::string_view text) {
    const SignalsHeld held;
    struct stat before {};
    if (::fstat(file_.get(), &before) != 0) return cannot(Text::err_cannot_write, path_, errno);
    int code = write_all(file_.get(), text);
    if (code == 0 && ::fdatasync(file_.get()) != 0) code = errno;
    if (code == 0) return {};
    if (::ftruncate(file_.get(), before.st_size) != 0) return cannot(Text::err_cannot_cut_back, path_, errno);
    ::fdatasync(file_.get());
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
