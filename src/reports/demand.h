// How fast goods go.
#pragma once

#include <vector>

#include "reports/report.h"

namespace daybook {

// What went in the last days, over those of them on which there was any: goods that are out of stock cannot be sold.
struct Demand {
    Quantity sold;     // less what came back; not below 0
    int32_t days = 1;  // on which there was any; at least a week (or all of the days looked at), so that a new item is no rush

    Quantity a_day() const { return in(1); }
    Quantity in(int64_t n) const { return Quantity(mul_div(sold.raw, n, days)); }
    // How many whole days a quantity lasts. Something was sold.
    int64_t lasts(Quantity q) const;
};

// Goods that left by sale or shipment, or into what was made of them, in the `window` days that end with that evening.
class DemandObserver : public Observer {
  public:
    DemandObserver(const Entries& entries, Date evening, int32_t window);

    void booked(const Booked& booked) override;
    Demand of(ItemId item) const;

  private:
    struct Track {
        Quantity sold;
        int32_t days = 0;  // with stock, up to counted_to
        Date counted_to = first_date;
        Date since;  // it was held, where it is
        bool held = false;
    };
    void count_days(Track& track, Date to) const;

    Date begin_, evening_;
    std::vector<Track> items_;  // by ItemId
};

}  // namespace daybook
