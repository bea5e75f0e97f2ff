#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace daybook {

void check_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "daybook: internal error: %s does not hold (%s:%d). Nothing was written. Please report it.\n", condition, file,
                 line);
    std::abort();
}

}  // namespace daybook
