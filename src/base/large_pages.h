// Memory in large pages, where the system has them.
#pragma once

#include <cstddef>

namespace daybook {

constexpr size_t large_page = 2 * 1024 * 1024;  // bytes

// Asks for large pages under memory that was just allocated, and will be filled: of a large journal a fifth of the time went on faults for
// small ones. Only advice; memory too small to hold a large page is left alone.
void prefer_large_pages(void* memory, size_t bytes);

// The same for all that a vector has reserved.
template <class Vector>
void prefer_large_pages(Vector& list) {
    prefer_large_pages(list.data(), list.capacity() * sizeof(typename Vector::value_type));
}

// From now on large pieces of memory go back to the system when they are freed. Left to itself, the C library keeps the larger ones the
// larger the first was: a tenth of a large journal's memory, freed and not to be had.
void free_large_memory();

// Memory that will not be read again goes back to the system, as far as it holds whole large pages; its owner still has to free it. How
// far that was, in bytes: from there the next call may go on.
size_t give_back(void* memory, size_t bytes);

}  // namespace daybook
