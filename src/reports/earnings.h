// Who (or what, or which month) earned what: each posting on revenue and expenses of a period goes to one row, so that the rows add up to
// the income statement.
#pragma once

#include <vector>

#include "reports/history.h"
#include "reports/report.h"

namespace daybook {

enum class ProfitBy { item, style, customer, channel, category, staff, month };

struct Earned {
    Quantity quantity;
    Money revenue, cogs;
    Money fees;      // what platforms and banks kept
    Money postage;   // that buyers paid, less what the shop paid for their parcels
    Money expenses;  // entered as such
    Money other;     // other income, less what counts, write-offs and returns to suppliers lost
    bool any = false;

    Money gross() const { return revenue - cogs; }
    Money net() const { return gross() - fees + postage - expenses + other; }
    bool charged() const { return fees || postage || expenses || other; }
    void add(const Earned& one);
};

class Earnings : public Observer {
  public:
    Earnings(const Question& question, const Books& books, ProfitBy by);

    void booked(const Booked& booked) override;

    // By ItemId, PartyId, WordId, or months from first_month on.
    const std::vector<Earned>& rows() const { return rows_; }
    // What belongs to none of them: rent, count differences …
    const Earned& rest() const { return rest_; }

    static constexpr uint32_t first_month = 1000 * 12;  // no date lies before the year 1000

  private:
    Earned& sold_row(const Booked& booked, const Step& step);
    Earned& charged_row(const Entry& entry, const Entry& root);
    uint32_t item_row(ItemId item, uint32_t sale) const;
    void note_categories(const Booked& booked);
    bool by_goods() const { return by_ == ProfitBy::item || by_ == ProfitBy::style || by_ == ProfitBy::category; }
    void spread(const Booked& booked, const Entry& root, const Earned& charges);
    void weigh(const Booked& booked, const Entry& root);
    Earned& at(uint32_t row);

    const Question& question_;
    const Entries& entries_;
    const Books& books_;
    ProfitBy by_;
    History<WordId> categories_;  // by ItemId
    std::vector<Earned> rows_;
    Earned rest_;
    std::vector<uint32_t> lines_;   // of the sale that charges are spread over: their rows,
    std::vector<int64_t> weights_;  // their values,
    std::vector<Money> parts_;      // and their shares
};

}  // namespace daybook
