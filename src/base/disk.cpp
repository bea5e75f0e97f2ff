#include "base/disk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstdio>

namespace daybook {

namespace {

Disk real_disk;
Disk* disk_in_use = &real_disk;

}  // namespace

int Disk::open(const char* path, int flags, mode_t mode) { return ::open(path, flags | O_CLOEXEC, mode); }
int Disk::duplicate(int file) { return ::fcntl(file, F_DUPFD_CLOEXEC, 0); }
ssize_t Disk::read(int file, void* into, size_t size) { return ::read(file, into, size); }
ssize_t Disk::read_at(int file, void* into, size_t size, off_t at) { return ::pread(file, into, size, at); }
ssize_t Disk::write(int file, const void* from, size_t size) { return ::write(file, from, size); }
ssize_t Disk::write_at(int file, const void* from, size_t size, off_t at) { return ::pwrite(file, from, size, at); }
int Disk::sync(int file) { return ::fsync(file); }
int Disk::sync_content(int file) { return ::fdatasync(file); }
int Disk::cut(int file, off_t size) { return ::ftruncate(file, size); }
int Disk::lock(int file, int how) { return ::flock(file, how); }
int Disk::status(int file, struct stat& into) { return ::fstat(file, &into); }
int Disk::status(const char* path, struct stat& into) { return ::stat(path, &into); }
int Disk::set_mode(int file, mode_t mode) { return ::fchmod(file, mode); }
int Disk::link(const char* from, const char* to) { return ::link(from, to); }
int Disk::rename(const char* from, const char* to) { return ::rename(from, to); }
int Disk::remove(const char* path) { return ::unlink(path); }

Disk& disk() { return *disk_in_use; }

DiskInstead::DiskInstead(Disk& disk) : before_(disk_in_use) { disk_in_use = &disk; }
DiskInstead::~DiskInstead() { disk_in_use = before_; }

}  // namespace daybook
