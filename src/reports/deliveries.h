// What suppliers delivered, and whether it came on time.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "reports/report.h"

namespace daybook {

// Days from order to delivery: what the item says, else its supplier; nothing where neither does.
std::optional<int32_t> lead_time_of(const Masters& masters, ItemId item, PartyId supplier);

// How long each purchase took that follows an order, and whether it was late.
class DeliveriesObserver : public Observer {
  public:
    DeliveriesObserver(const Question& question, const Books& books);
    void booked(const Booked& booked) override;

    struct Supplier {
        int64_t documents = 0;
        Quantity bought, sent_back;
        Money amount, given_back;
        int64_t on_time = 0, late = 0;
        std::optional<Date> last;
    };
    std::vector<Supplier> suppliers;  // by PartyId

    // Days from its order to that purchase; nothing where it followed none.
    std::optional<int32_t> took(uint32_t purchase) const;

  private:
    std::optional<Date> expected(const Entry& purchase, const Entry& order) const;

    const Question& question_;
    const Books& books_;
    std::unordered_map<uint32_t, int32_t> took_;
};

// One row a supplier: what came, what went back, on time or late, what is owed.
Answer suppliers_report(const Question& question);

}  // namespace daybook
