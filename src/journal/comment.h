// What stands behind a ; in an entry: the journal's files keep it, entries do not.
#pragma once

#include <cstdint>
#include <string>

namespace daybook {

struct Comment {
    uint32_t entry = 0;
    std::string text;  // without the ;
};

}  // namespace daybook
