// Which goods carry the shop and which lie: ABC, turnover, and what has not sold for long.
#pragma once

#include <optional>
#include <vector>

#include "reports/report.h"

namespace daybook {

// When goods were last sold, and since when they are held.
class IdleObserver : public Observer {
  public:
    explicit IdleObserver(const Entries& entries) : items_(entries.items.size()) {}
    void booked(const Booked& booked) override;

    struct Idle {
        ItemId item = ItemId::none;
        std::optional<Date> last_sale;
        int32_t days = 0;  // since then; or, where they came later, since they came
    };
    // Of what is held, what has not sold for so many days; the most value first.
    std::vector<Idle> idle(const Books& books, Date evening, int32_t days) const;

  private:
    struct Track {
        std::optional<Date> last_sale;
        Date since;  // it was out of stock
        bool held = false;
    };
    std::vector<Track> items_;  // by ItemId
};

Answer slow_report(const Question& question, int32_t days);

enum class AbcBy { revenue, profit, quantity };

// Goods by what they bring in; A are those that make up the first 80 %, B those up to 95 %, C the rest.
Answer abc_report(const Question& question, AbcBy by);

// Cost of what was sold ÷ average stock (the mean of opening and closing), and how many days that stock lasts at this rate.
Answer turnover_report(const Question& question);

}  // namespace daybook
