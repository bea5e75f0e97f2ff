#include "model/entry.h"

#include <algorithm>

namespace daybook {

const Marks* Entries::find_marks(uint32_t goods_index) const {
    return &*std::lower_bound(marks.begin(), marks.end(), goods_index, [](const Marks& m, uint32_t index) { return m.goods < index; });
}

}  // namespace daybook
