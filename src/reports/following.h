// What followed a document (shipments, confirmations, returns, bills, money), and what remains of it: to ship, to confirm, to pay.
#pragma once

#include "reports/report.h"
#include "reports/settlement.h"

namespace daybook {

class Following : public Observer {
  public:
    Following(const Question& question, const Books& books, uint32_t document);

    void booked(const Booked& booked) override;
    // Once the books are replayed: a table of each, where there is anything in it.
    void add_tables(Report& report);

  private:
    bool on_sales_side() const;
    std::string goods_of(const Booked& booked) const;
    void add_goods_left(Table& table) const;
    void add_money_left(Table& table) const;

    const Question& question_;
    const Books& books_;
    const Entry& entry_;
    uint32_t document_;
    std::vector<uint8_t> follows_;  // by entry: is `of` the document, or `of` what is
    std::vector<uint32_t> followers_;
    Debts debts_;
    Table table_;
};

}  // namespace daybook
