#include "reports/report.h"

#include <algorithm>

namespace daybook {

Report new_report(const Question& question, std::string name, Message title, bool state) {
    Report report;
    report.name = std::move(name);
    report.title = std::move(title);
    report.currency = question.settings.currency.code;
    report.money_decimals = question.settings.currency.decimals;
    if (!state) {
        report.period = question.period;
        return report;
    }
    Date evening = question.today;
    if (question.period.has_end())
        evening = question.period.end - 1;
    else  // entries dated ahead of today count: say so
        evening = std::max(evening, question.entries.latest);
    report.as_of = evening;
    return report;
}

tl::expected<void, Problems> replay_for(const Question& question, Books& books, Observer* observer) {
    books.replay(observer, question.period.end);
    if (!books.problems().empty()) return tl::unexpected<Problems>(books.problems());
    return {};
}

Date evening_of(const Question& question) { return question.period.has_end() ? question.period.end - 1 : question.today; }

std::string item_code(const Entries& entries, ItemId item) { return std::string(entries.items.text(item)); }
std::string party_name(const Entries& entries, PartyId party) { return std::string(entries.parties.text(party)); }
std::string word(const Entries& entries, WordId id) { return std::string(entries.words.text(id)); }
Text why_out(const Entries& entries, uint32_t index) { return entries.replacements.by(index) == no_entry ? Text::voided : Text::replaced; }

std::string account_label(const Entries& entries, WordId code) { return word(entries, entries.account_names.display(code)); }
std::string ref_text(const Entries& entries, const Entry& entry) { return std::string(entries.refs.text(entry.ref)); }

Cell margin(Money gross_profit, Money revenue) {
    if (!revenue) return {};
    return Percent{mul_div(gross_profit.raw, 1000, revenue.raw)};
}

}  // namespace daybook
