#include "base/locked_file.h"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>

#include "base/disk.h"
#include "base/retry.h"

namespace daybook {

namespace {

tl::unexpected<Error> cannot(Text what, const std::string& path, int code) { return fail({what, {path, system_error(code)}}); }

// All of the text, or an errno.
int write_at(int file, std::string_view text, uint64_t at) {
    while (!text.empty()) {
        const ssize_t n = retried([&] { return disk().write_at(file, text.data(), text.size(), static_cast<off_t>(at)); });
        if (n < 0) return errno;
        if (n == 0) return ENOSPC;
        at += static_cast<uint64_t>(n);
        text.remove_prefix(static_cast<size_t>(n));
    }
    return 0;
}

int sync_content(int file) {
    return retried([&] { return disk().sync_content(file); }) == 0 ? 0 : errno;
}
int cut_to(int file, uint64_t size) {
    return retried([&] { return disk().cut(file, static_cast<off_t>(size)); }) == 0 ? 0 : errno;
}

}  // namespace

// Where the path cannot be asked about, nothing says so.
bool LockedFile::was_replaced(const struct stat& own) const {
    struct stat named {};
    if (disk().status(path_.c_str(), named) != 0) return errno == ENOENT;
    return named.st_dev != own.st_dev || named.st_ino != own.st_ino;
}

Result<LockedFile> LockedFile::open(const std::string& path) {
    for (;;) {
        // without O_APPEND, behind which pwrite would append, too
        Descriptor file(retried([&] { return disk().open(path.c_str(), O_RDWR, 0); }));
        if (file.get() < 0) return cannot(Text::err_cannot_write, path, errno);
        if (retried([&] { return disk().lock(file.get(), LOCK_EX); }) != 0) return cannot(Text::err_cannot_lock, path, errno);
        struct stat locked {
        }, named{};
        if (disk().status(file.get(), locked) != 0) return cannot(Text::err_cannot_read, path, errno);
        if (disk().status(path.c_str(), named) != 0) return cannot(Text::err_cannot_read, path, errno);
        if (!S_ISREG(locked.st_mode)) return fail({Text::err_cannot_write, {path, Text::sys_not_a_file}});
        // an editor or git may have put another file in its place while we waited
        if (locked.st_dev == named.st_dev && locked.st_ino == named.st_ino)
            return LockedFile(std::move(file), path, static_cast<uint64_t>(locked.st_size));
    }
}

Result<TextFile> LockedFile::text() const { return TextFile::adopt(Descriptor(disk().duplicate(file_.get())), path_); }

// In two steps, each on disk before the next. An errno where one failed; `committed`: its first byte is there.
int LockedFile::commit(std::string_view text, bool& committed) {
    const int file = file_.get();
    constexpr std::string_view uncommitted("\0", 1);
    if (const int code = write_at(file, uncommitted, size_)) return code;
    if (const int code = write_at(file, text.substr(1), size_ + 1)) return code;
    if (const int code = sync_content(file)) return code;
    if (const int code = write_at(file, text.substr(0, 1), size_)) return code;
    committed = true;
    return sync_content(file);
}

Result<void> LockedFile::append(std::string_view text) {
    if (text.empty()) return {};
    const SignalsHeld held;
    struct stat own {};
    if (disk().status(file_.get(), own) != 0) return cannot(Text::err_cannot_write, path_, errno);
    // programs that know no lock: what they did since we read it is theirs to keep, and for us to read first
    if (static_cast<uint64_t>(own.st_size) != size_ || was_replaced(own))
        return fail({Text::err_file_changed, {path_}}, Text::hint_file_changed);
    bool committed = false;
    if (const int code = commit(text, committed)) {
        const int uncut = cut_to(file_.get(), size_);
        if (uncut == 0) {
            sync_content(file_.get());
            return cannot(Text::err_cannot_write, path_, code);
        }
        if (disk().status(file_.get(), own) == 0 && static_cast<uint64_t>(own.st_size) == size_)  // not a byte of it was written
            return cannot(Text::err_cannot_write, path_, code);
        if (committed && write_at(file_.get(), std::string_view("\0", 1), size_) != 0) return cannot(Text::err_unconfirmed, path_, code);
        sync_content(file_.get());
        return cannot(Text::err_cannot_cut_back, path_, uncut);
    }
    if (was_replaced(own)) return fail({Text::err_replaced, {path_}}, Text::hint_replaced);
    size_ += text.size();
    return {};
}

Result<void> LockedFile::cut(uint64_t size) {
    const SignalsHeld held;
    if (const int code = cut_to(file_.get(), size)) return cannot(Text::err_cannot_write, path_, code);
    size_ = size;
    if (const int code = sync_content(file_.get())) return cannot(Text::err_unconfirmed, path_, code);
    return {};
}

bool was_left_unfinished(const std::string& path, uint64_t at) {
    const Descriptor file(retried([&] { return disk().open(path.c_str(), O_RDONLY, 0); }));
    if (file.get() < 0 || retried([&] { return disk().lock(file.get(), LOCK_SH | LOCK_NB); }) != 0) return false;
    char byte = 1;  // a writer may have finished it before we had the lock
    return retried([&] { return disk().read_at(file.get(), &byte, 1, static_cast<off_t>(at)); }) == 1 && byte == '\0';
}

}  // namespace daybook
