// Memory in large pages, where the system has them.
#pragma once

#include <cstddef>

namespace daybook {

// Asks for large pages under memory that was just allocated, and will be filled: of a large journal a fifth of the time went on faults for
// small ones. Only advice; memory too small to hold a large page is left alone.
void prefer_large_pages(void* memory, size_t bytes);

// The same for all that a vector has reserved.
template <class Vector>
void prefer_large_pages(Vector& list) {
    prefer_large_pages(list.data(), list.capacity() * sizeof(typename Vector::value_type));
}

}  // namespace daybook
