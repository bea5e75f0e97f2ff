// A disk that fails on demand, in the place of the real one: the n-th call, a write that comes short, a disk that fills up.
#pragma once

#include <cerrno>
#include <cstdint>
#include <string>
#include <vector>

#include "base/disk.h"

namespace daybook {

class FaultyDisk : public Disk {
  public:
    static constexpr int never = -1;

    int fail_call = never;  // this call, counted from 0 over all sorts
    int fail_from = never;  // this call and every one behind it
    int code = EIO;
    int short_call = never;  // this write takes only `short_size` bytes
    size_t short_size = 0;
    int64_t room = INT64_MAX;  // so many bytes may still be written, then the disk is full

    std::vector<std::string> calls;  // what was called, in order
    int faults = 0;                  // how many calls were made to fail or come short

    int open(const char* path, int flags, mode_t mode) override { return fails("open") ? -1 : Disk::open(path, flags, mode); }
    int duplicate(int file) override { return fails("duplicate") ? -1 : Disk::duplicate(file); }
    ssize_t read(int file, void* into, size_t size) override { return fails("read") ? -1 : Disk::read(file, into, size); }
    ssize_t read_at(int file, void* into, size_t size, off_t at) override {
        return fails("read_at") ? -1 : Disk::read_at(file, into, size, at);
    }
    ssize_t write(int file, const void* from, size_t size) override { return written("write", size) ? Disk::write(file, from, size) : -1; }
    ssize_t write_at(int file, const void* from, size_t size, off_t at) override {
        return written("write_at", size) ? Disk::write_at(file, from, size, at) : -1;
    }
    int sync(int file) override { return fails("sync") ? -1 : Disk::sync(file); }
    int sync_content(int file) override { return fails("sync_content") ? -1 : Disk::sync_content(file); }
    int cut(int file, off_t size) override { return fails("cut") ? -1 : Disk::cut(file, size); }
    int lock(int file, int how) override { return fails("lock") ? -1 : Disk::lock(file, how); }
    int status(int file, struct stat& into) override { return fails("status of file") ? -1 : Disk::status(file, into); }
    int status(const char* path, struct stat& into) override { return fails("status of path") ? -1 : Disk::status(path, into); }
    int set_mode(int file, mode_t mode) override { return fails("set_mode") ? -1 : Disk::set_mode(file, mode); }
    int link(const char* from, const char* to) override { return fails("link") ? -1 : Disk::link(from, to); }
    int rename(const char* from, const char* to) override { return fails("rename") ? -1 : Disk::rename(from, to); }
    int remove(const char* path) override { return fails("remove") ? -1 : Disk::remove(path); }

  private:
    bool fails(const char* what) {
        const int call = static_cast<int>(calls.size());
        calls.emplace_back(what);
        if (call != fail_call && (fail_from == never || call < fail_from)) return false;
        ++faults;
        errno = code;
        return true;
    }
    // Whether something of it is; makes `size` what there is room for.
    bool written(const char* what, size_t& size) {
        const int call = static_cast<int>(calls.size());
        if (fails(what)) return false;
        if (call == short_call && short_size < size) {
            ++faults;
            size = short_size;
        }
        if (size > 0 && static_cast<uint64_t>(room) < size) {
            ++faults;
            size = static_cast<size_t>(room);
            if (size == 0) {
                errno = ENOSPC;
                return false;
            }
        }
        room -= static_cast<int64_t>(size);
        return true;
    }
};

}  // namespace daybook
