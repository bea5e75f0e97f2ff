#include "reports/statement.h"

namespace daybook {

Sums& Sums::operator+=(const Sums& other) {
    now += other.now;
    before += other.before;
    return *this;
}

Statement::Statement(std::string key, Message now, std::optional<Message> before) {
    table_.key = std::move(key);
    table_.shown = Shown::screen_only;
    table_.when_empty = Text::no_accounts;
    table_.columns = {{"line", Text::nothing}, {"amount", std::move(now)}};
    if (before) table_.columns.push_back({"before", std::move(*before)});
}

void Statement::heading(Text label) { add(Band::heading, Message(label), Cell(), Cell()); }
void Statement::line(Cell label, const Sums& sums) { add(Band::plain, std::move(label), sums.now, sums.before); }
void Statement::subtotal(Message label, const Sums& sums) { add(Band::subtotal, std::move(label), sums.now, sums.before); }
void Statement::result(Text label, const Sums& sums) { add(Band::result, Message(label), sums.now, sums.before); }

void Statement::add(Band band, Cell label, Cell now, Cell before) {
    table_.bands.push_back(band);
    std::vector<Cell>& row = table_.rows.emplace_back();
    row = {std::move(label), std::move(now), std::move(before)};
    row.resize(table_.columns.size());
}

}  // namespace daybook
