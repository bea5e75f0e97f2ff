#include "unit/booked_text.h"

#include <fmt/format.h>

#include "books/books.h"
#include "journal/journal.h"

namespace daybook {

namespace {

std::string listed(const Balances& balances, const Entries& entries, int decimals) {
    std::string out;
    for (const Posting& row : balances.all(entries))
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", account_name(row.account, entries), to_text(row.amount, decimals));
    return out;
}

class OneEntry : public Observer {
  public:
    explicit OneEntry(std::string_view ref, const Entries& entries) : ref_(ref), entries_(entries) {}
    void booked(const Booked& booked) override {
        if (entries_.refs.text(booked.entry.ref) != ref_) return;
        taxes.assign(booked.taxes.begin(), booked.taxes.end());
        for (const Posting& posting : booked.postings) sums.add(posting.account, posting.amount);
    }
    Balances sums;
    std::vector<TaxStep> taxes;

  private:
    std::string_view ref_;
    const Entries& entries_;
};

// Books the text; what is refused, or else what `answer` says.
template <class Ask>
std::string answer_of(const std::string& text, const BookSettings& settings, const std::string& ref, const Ask& ask) {
    Journal journal(settings);
    journal.read_draft("x", text);
    std::string refused;
    const auto refuse = [&](const Error& error) {
        refused += fmt::format("{}{}:{} {}", refused.empty() ? "" : "; ", error.place.line, error.place.column, say(error.what, Lang::en));
    };
    for (const Error& error : journal.errors()) refuse(error);
    if (!refused.empty()) return refused;
    Books books(journal.entries(), settings);
    OneEntry one(ref, journal.entries());
    books.replay(&one);
    for (const Problem& problem : books.problems()) refuse(journal.locate(problem));
    return refused.empty() ? ask(books, one) : refused;
}

}  // namespace

std::string postings_of(const std::string& ref, const std::string& text, const BookSettings& settings) {
    return answer_of(text, settings, ref, [&](const Books& books, const OneEntry& one) {
        return listed(one.sums, books.entries(), settings.currency.decimals);
    });
}

std::string taxes_of(const std::string& ref, const std::string& text, const BookSettings& settings) {
    return answer_of(text, settings, ref, [&](const Books&, const OneEntry& one) {
        const int decimals = settings.currency.decimals;
        std::string out;
        for (const TaxStep& tax : one.taxes)
            out += fmt::format("{}{}% {} {}{}", out.empty() ? "" : ", ", tax.rate / 10'000, to_text(tax.net, decimals),
                               to_text(tax.tax, decimals), tax.bought ? " bought" : "");
        return out;
    });
}

std::string balances_of(const std::string& text, const BookSettings& settings) {
    return answer_of(text, settings, "", [&](const Books& books, const OneEntry&) {
        return listed(books.balances(), books.entries(), settings.currency.decimals);
    });
}

std::string stock_of(const std::string& text, const BookSettings& settings) {
    return answer_of(text, settings, "", [&](const Books& books, const OneEntry&) {
        std::string out;
        for (uint32_t i = 1; i < books.entries().items.size(); ++i) {
            const auto item = static_cast<ItemId>(i);
            out += fmt::format("{}{} {} {}", out.empty() ? "" : ", ", books.entries().items.text(item),
                               to_text(books.pool(item).quantity()), to_text(books.pool(item).value(), settings.currency.decimals));
        }
        return out;
    });
}

}  // namespace daybook
