// A table whose rows stand each in a file of its own: a new row is a new file, which puts itself here, and nothing names it.
#pragma once

#include <algorithm>
#include <vector>

#include "base/check.h"

namespace daybook {

// A static object puts a row on the table of its type before main begins. Row: something small, such as a pointer to what makes the row.
template <class Row>
class Listing {
  public:
    // Rows stand in the order of their places, each of which is taken once.
    Listing(int place, Row row) : place_(place), row_(row), next_(first) { first = this; }
    Listing(const Listing&) = delete;
    Listing& operator=(const Listing&) = delete;

    static std::vector<Row> rows() {
        std::vector<const Listing*> all;
        for (const Listing* one = first; one; one = one->next_) all.push_back(one);
        std::sort(all.begin(), all.end(), [](const Listing* a, const Listing* b) { return a->place_ < b->place_; });
        for (size_t i = 1; i < all.size(); ++i) CHECK_INVARIANT(all[i - 1]->place_ < all[i]->place_);
        std::vector<Row> out;
        for (const Listing* one : all) out.push_back(one->row_);
        return out;
    }

  private:
    static constinit inline const Listing* first = nullptr;

    int place_;
    Row row_;
    const Listing* next_;
};

}  // namespace daybook
