// A statement as a person reads it: sections with their sums, and beside each amount that of the time before.
#pragma once

#include "reports/report.h"

namespace daybook {

// What something comes to, and what it came to before.
struct Sums {
    Money now, before;

    Sums& operator+=(const Sums& other);
    Sums operator-() const { return {-now, -before}; }
    explicit operator bool() const { return now || before; }
};

class Statement {
  public:
    // `before` heads the second column; without it there is none.
    Statement(std::string key, Message now, std::optional<Message> before);

    void heading(Text label);
    void line(Cell label, const Sums& sums);
    void subtotal(Message label, const Sums& sums);
    void result(Text label, const Sums& sums);

    // For screens only: what scripts read is a table of its own.
    Table take() { return std::move(table_); }

  private:
    void add(Band band, Cell label, Cell now, Cell before);

    Table table_;
};

}  // namespace daybook
