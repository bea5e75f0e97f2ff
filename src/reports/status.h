// Where a quote, an order or a sale stands: one status, for every list.
#pragma once

#include <vector>

#include "books/books.h"

namespace daybook {

// The first that holds. Of an order: goods are left to ship; they wait for confirmation; some or all came back; nothing was shipped, all of
// it is cancelled; else it is done. A purchase order is expected until all has come. Returns, refunds and void documents have none.
enum class Status : uint8_t {
    none,
    quoted,
    to_ship,
    partly_shipped,
    shipped,
    partly_returned,
    returned,
    cancelled,
    done,
    expected,
    partly_received
};

// As it is typed and shown: "to-ship".
Text status_text(Status status);
// Those that a sale, an order or a quote can have.
std::vector<Status> sale_statuses();

// Of the books as they stand after a replay up to `end`.
class Statuses {
  public:
    Statuses(const Books& books, Date end);
    Status of(uint32_t entry) const;

  private:
    Status of_sale(uint32_t entry) const;
    Status of_order(uint32_t entry, const Order& order) const;
    Status of_purchase_order(uint32_t entry, const Order& order) const;
    bool kept_any(uint32_t sale) const;

    const Books& books_;
    std::vector<uint8_t> taken_up_;   // by entry: a quote became an order or a sale, goods of a purchase order came
    std::vector<uint8_t> came_back_;  // goods of a sale or an order
};

}  // namespace daybook
