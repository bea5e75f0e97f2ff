#include "base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/disk.h"
#include "base/retry.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

constexpr int held_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXFSZ};

tl::unexpected<Error> cannot(Text what, const std::string& path, int code) { return fail({what, {path, system_error(code)}}); }

// All of the text, or an errno.
int write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t n = retried([&] { return disk().write(file, text.data(), text.size()); });
        if (n < 0) return errno;
        if (n == 0) return ENOSPC;
        text.remove_prefix(static_cast<size_t>(n));
    }
    return 0;
}

// The name must outlive a power cut, too. Some file systems cannot sync a folder, and need not.
int sync_folder(const fs::path& path) {
    const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
    const Descriptor file(retried([&] { return disk().open(folder.c_str(), O_RDONLY | O_DIRECTORY, 0); }));
    if (file.get() < 0) return errno == EACCES ? 0 : errno;  // one may write in a folder and yet not list it
    if (retried([&] { return disk().sync(file.get()); }) == 0 || errno == EINVAL) return 0;
    return errno;
}

// A file of no name that anybody knows yet, beside the one that it is to become; gone with its owner unless it was given away.
class Draft {
  public:
    explicit Draft(const fs::path& beside) {
        for (int i = 0;; ++i) {
            path_ = (beside.parent_path() / fmt::format(".daybook-{}-{}.tmp", ::getpid(), i)).string();
            file_ = Descriptor(retried([&] { return disk().open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600); }));
            if (file_.get() >= 0 || errno != EEXIST || i == 100) break;
        }
        code_ = file_.get() < 0 ? errno : 0;
        made_ = code_ == 0;
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    ~Draft() {
        if (made_) disk().remove(path_.c_str());
    }

    int fill(std::string_view text, mode_t mode) {
        if (code_ == 0) code_ = write_all(file_.get(), text);
        if (code_ == 0 && mode != 0600 && retried([&] { return disk().set_mode(file_.get(), mode); }) != 0) code_ = errno;
        if (code_ == 0 && retried([&] { return disk().sync(file_.get()); }) != 0) code_ = errno;
        return code_;
    }
    // Under that name, where nothing must stand yet.
    int become_new(const std::string& name) {
        if (retried([&] { return disk().link(path_.c_str(), name.c_str()); }) == 0) return 0;
        if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS) return errno;
        struct stat there {};  // a file system without links
        if (disk().status(name.c_str(), there) == 0) return EEXIST;
        return become(name);
    }
    int become(const std::string& name) {
        if (retried([&] { return disk().rename(path_.c_str(), name.c_str()); }) != 0) return errno;
        made_ = false;
        return 0;
    }

  private:
    std::string path_;
    Descriptor file_{-1};
    int code_ = 0;
    bool made_ = false;
};

bool is_same(const struct stat& a, const struct stat& b) { return a.st_dev == b.st_dev && a.st_ino == b.st_ino; }

// Where the text goes to a file that is open already, a pipe or a device: there is nothing to replace.
Result<void> write_through(const std::string& path, std::string_view text, bool to_output) {
    const Descriptor file(to_output ? disk().duplicate(STDOUT_FILENO) : retried([&] { return disk().open(path.c_str(), O_WRONLY, 0); }));
    if (file.get() < 0) return cannot(Text::err_cannot_write, path, errno);
    if (const int code = write_all(file.get(), text)) return cannot(Text::err_cannot_write, path, code);
    return {};
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
        case ENOLCK: return Text::sys_no_locks;
        case EPIPE: return Text::sys_not_read;
        case EBADF: return Text::sys_closed;
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
    if (file.get() < 0 || disk().status(file.get(), status) != 0) return cannot(Text::err_cannot_read, path, errno);
    if (S_ISDIR(status.st_mode)) return cannot(Text::err_cannot_read, path, EISDIR);
    return TextFile(std::move(file), path, static_cast<uint64_t>(std::max<off_t>(status.st_size, 0)), !S_ISREG(status.st_mode));
}

Result<TextFile> TextFile::open(const std::string& path) {
    return adopt(Descriptor(retried([&] { return disk().open(path.c_str(), O_RDONLY, 0); })), path);
}

Result<size_t> TextFile::read(uint64_t at, char* into, size_t size) const {
    size_t have = 0;
    if (pipe_ && at != passed_) return have;
    while (have < size) {
        const ssize_t n = retried([&] {
            return pipe_ ? disk().read(file_.get(), into + have, size - have)
                         : disk().read_at(file_.get(), into + have, size - have, static_cast<off_t>(at + have));
        });
        if (n < 0) return cannot(Text::err_cannot_read, path_, errno);
        if (n == 0) break;
        have += static_cast<size_t>(n);
    }
    if (pipe_) passed_ += have;  // several threads may read a file
    return have;
}

Result<std::string> TextFile::all() const {
    std::string text(size_ + 1, '\0');
    for (size_t have = 0;; text.resize(text.size() * 2)) {
        const Result<size_t> n = read(have, text.data() + have, text.size() - have);
        if (!n) return tl::unexpected<Error>(n.error());
        have += *n;
        if (have == text.size()) continue;
        text.resize(have);
        return text;
    }
}

Result<std::string> read_file(const std::string& path) {
    const Result<TextFile> file = TextFile::open(path);
    if (!file) return tl::unexpected<Error>(file.error());
    return file->all();
}

Result<void> create_file(const std::string& path, std::string_view text, int* why) {
    const SignalsHeld held;
    Draft draft(path);
    int code = draft.fill(text, 0600);
    if (code == 0) code = draft.become_new(path);
    if (code == 0) {
        code = sync_folder(path);
        if (code != 0) disk().remove(path.c_str());
    }
    if (why) *why = code;
    if (code != 0) return cannot(Text::err_cannot_write, path, code);
    return {};
}

Result<void> write_file(const std::string& path, std::string_view text) {
    const SignalsHeld held;
    struct stat there {
    }, output{};
    const bool exists = disk().status(path.c_str(), there) == 0;
    if (!exists && errno != ENOENT) return cannot(Text::err_cannot_write, path, errno);
    const bool to_output = exists && disk().status(STDOUT_FILENO, output) == 0 && is_same(there, output);
    if (exists && S_ISDIR(there.st_mode)) return cannot(Text::err_cannot_write, path, EISDIR);
    if (to_output || (exists && !S_ISREG(there.st_mode))) return write_through(path, text, to_output);
    std::error_code ignored;
    fs::path target = path;
    if (fs::is_symlink(path, ignored)) target = fs::weakly_canonical(path, ignored);
    if (target.empty()) return cannot(Text::err_cannot_write, path, ELOOP);
    if (exists) {  // a file that may not be written is not replaced, though its folder would let us
        const Descriptor writable(retried([&] { return disk().open(path.c_str(), O_WRONLY, 0); }));
        if (writable.get() < 0) return cannot(Text::err_cannot_write, path, errno);
    }
    Draft draft(target);
    int code = draft.fill(text, exists ? there.st_mode & 07777 : 0600);
    if (code == 0) code = draft.become(target.string());
    if (code != 0) return cannot(Text::err_cannot_write, path, code);
    if ((code = sync_folder(target)) != 0) return cannot(Text::err_unconfirmed, path, code);
    return {};
}

SignalsHeld::SignalsHeld() {
    sigset_t held;
    sigemptyset(&held);
    for (int signal : held_signals) sigaddset(&held, signal);
    ::pthread_sigmask(SIG_BLOCK, &held, &before_);
}

SignalsHeld::~SignalsHeld() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

void ignore_signals() {
    for (int signal : held_signals) ::signal(signal, SIG_IGN);
}

}  // namespace daybook
