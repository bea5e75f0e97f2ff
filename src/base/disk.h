// The system calls that files are made of, one virtual call each, so that tests can put a disk in their place that fails on demand.
#pragma once

#include <sys/stat.h>
#include <sys/types.h>

#include <cstddef>

namespace daybook {

// Each returns what the system call of its name does, and leaves errno behind; retrying is the caller's affair.
class Disk {
  public:
    Disk() = default;
    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;
    virtual ~Disk() = default;

    virtual int open(const char* path, int flags, mode_t mode);
    virtual int duplicate(int file);  // closed on exec, as all are
    virtual ssize_t read(int file, void* into, size_t size);
    virtual ssize_t read_at(int file, void* into, size_t size, off_t at);
    virtual ssize_t write(int file, const void* from, size_t size);
    virtual ssize_t write_at(int file, const void* from, size_t size, off_t at);
    virtual int sync(int file);          // all of it: fsync
    virtual int sync_content(int file);  // its bytes and size: fdatasync
    virtual int cut(int file, off_t size);
    virtual int lock(int file, int how);
    virtual int status(int file, struct stat& into);
    virtual int status(const char* path, struct stat& into);
    virtual int set_mode(int file, mode_t mode);
    virtual int link(const char* from, const char* to);
    virtual int rename(const char* from, const char* to);
    virtual int remove(const char* path);
};

// The disk in use.
Disk& disk();

// Puts another in its place as long as this lives. For tests; one at a time.
class DiskInstead {
  public:
    explicit DiskInstead(Disk& disk);
    DiskInstead(const DiskInstead&) = delete;
    DiskInstead& operator=(const DiskInstead&) = delete;
    ~DiskInstead();

  private:
    Disk* before_;
};

}  // namespace daybook
