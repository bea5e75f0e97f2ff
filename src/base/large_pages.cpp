#include "base/large_pages.h"

#include <sys/mman.h>
#if __has_include(<malloc.h>)
#include <malloc.h>
#endif

#include <cstdint>

namespace daybook {

namespace {

constexpr uintptr_t small_page = 4096;

uintptr_t round_up(uintptr_t at, uintptr_t to) { return (at + to - 1) / to * to; }

}  // namespace

void prefer_large_pages(void* memory, size_t bytes) {
    const auto begin = reinterpret_cast<uintptr_t>(memory), end = begin + bytes;
    if (round_up(begin, large_page) + large_page > end) return;
#ifdef MADV_HUGEPAGE
    ::madvise(reinterpret_cast<void*>(round_up(begin, small_page)), end - round_up(begin, small_page), MADV_HUGEPAGE);
#endif
}

void free_large_memory() {
#ifdef M_MMAP_THRESHOLD
    ::mallopt(M_MMAP_THRESHOLD, 1024 * 1024);
    ::mallopt(M_TRIM_THRESHOLD, 8 * 1024 * 1024);  // smaller pieces stay, for the next file
#endif
}

size_t give_back(void* memory, size_t bytes) {
    const auto begin = reinterpret_cast<uintptr_t>(memory);
    const uintptr_t first = round_up(begin, large_page), end = (begin + bytes) / large_page * large_page;
    if (first >= end) return 0;
    ::madvise(reinterpret_cast<void*>(first), end - first, MADV_DONTNEED);
    return end - begin;
}

}  // namespace daybook
