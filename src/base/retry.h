// A system call again where a signal interrupted it.
#pragma once

#include <cerrno>

namespace daybook {

template <class Call>
auto retried(const Call& call) {
    for (;;)
        if (const auto result = call(); result >= 0 || errno != EINTR) return result;
}

}  // namespace daybook
