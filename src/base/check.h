// CHECK: an invariant of our own that must hold in release builds too. A failure is our bug, never the user's data.
#pragma once

namespace daybook {

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace daybook

#define CHECK_INVARIANT(condition) \
    (__builtin_expect(!(condition), 0) ? ::daybook::check_failed(#condition, __FILE__, __LINE__) : static_cast<void>(0))
