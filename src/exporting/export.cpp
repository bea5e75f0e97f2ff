#include "exporting/export.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "books/books.h"
#include "exporting/export_names.h"

namespace daybook {

namespace {

constexpr uint32_t amount_column = 48;  // where the shortest amounts begin
constexpr size_t longest_comment = 1000;

// "text" as beancount reads it.
std::string quoted_text(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

// Writes each entry as it is booked; accounts are known only when all are booked, so the head is made last.
class Exporter : public Observer {
  public:
    Exporter(Bookkeeper program, const Entries& entries, const Settings& settings)
        : program_(program),
          entries_(entries),
          settings_(settings),
          accounts_(entries, program == Bookkeeper::beancount ? NameRule::strict : NameRule::plain) {}

    void booked(const Booked& booked) override {
        sums_.clear();
        for (const Posting& posting : booked.postings) add(posting);
        std::erase_if(sums_, [](const Posting& sum) { return !sum.amount; });
        if (sums_.empty()) return;
        first_ = std::min(first_, booked.entry.date);
        header(booked.entry);
        for (const Posting& sum : sums_) posting_line(sum);
        put("\n");
    }

    std::string text() const { return head() + fmt::to_string(body_); }

  private:
    template <class... Args>
    void put(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(body_), format, std::forward<Args>(args)...);
    }

    void add(const Posting& posting) {
        for (Posting& sum : sums_) {
            if (!(sum.account == posting.account)) continue;
            sum.amount += posting.amount;
            return;
        }
        sums_.push_back(posting);
    }

    // Whom or what the entry is about.
    std::string_view about(const Entry& entry) const {
        if (entry.party != PartyId::none) return entries_.parties.text(entry.party);
        return entries_.words.text(entry.purpose);
    }

    void header(const Entry& entry) {
        const std::string_view kind = spec(entry.kind).name, name = about(entry), ref = entries_.refs.text(entry.ref);
        if (program_ == Bookkeeper::beancount) {
            put("{} * ", to_text(entry.date));
            if (!name.empty()) put("{} ", quoted_text(name));
            put("\"{}\"\n  ref: {}\n", kind, quoted_text(ref));
            return;
        }
        const std::string outside_ref = plain_name(ref, "()"), outside_name = name.empty() ? std::string() : plain_name(name, "|");
        if (outside_ref != ref) put("; ref: {}\n", ref.substr(0, longest_comment));
        if (outside_name != name) put("; name: {}\n", name.substr(0, longest_comment));
        put("{} ({}) {}{}{}\n", to_text(entry.date), outside_ref, kind, name.empty() ? "" : " ", outside_name);
    }

    void posting_line(const Posting& sum) {
        const OutsideAccount& account = accounts_.of(sum.account);
        const std::string amount = to_text(sum.amount, settings_.books.currency.decimals);
        const uint32_t gap = std::max<uint32_t>(2, amount_column > account.width ? amount_column - account.width : 0);
        put("    {}{:>{}} {}\n", account.outside, amount, gap + std::max<size_t>(amount.size(), 10), settings_.books.currency.code);
    }

    std::string head() const {
        const std::string& code = settings_.books.currency.code;
        const std::string sample = to_text(Money(1000 * power_of_ten()), settings_.books.currency.decimals);
        std::string out;
        switch (program_) {
            case Bookkeeper::hledger:
                out = fmt::format("decimal-mark .\ncommodity {}{} {}\n\n", sample, settings_.books.currency.decimals ? "" : ".", code);
                break;
            case Bookkeeper::ledger: out = fmt::format("commodity {}\n    format {} {}\n\n", code, sample, code); break;
            case Bookkeeper::beancount:
                out = fmt::format("option \"title\" {}\noption \"operating_currency\" \"{}\"\noption \"name_income\" \"Revenue\"\n\n",
                                  quoted_text(settings_.shop_name), code);
        }
        for (const OutsideAccount* account : accounts_.all()) {
            if (program_ == Bookkeeper::beancount) {
                out += fmt::format("{} open {} {}\n  name: {}\n", to_text(first_), account->outside, code, quoted_text(account->real));
                continue;
            }
            if (account->outside != account->real) out += fmt::format("; name: {}\n", account->real.substr(0, longest_comment));
            out += fmt::format("account {}\n", account->outside);
        }
        return out + "\n";
    }

    int64_t power_of_ten() const {
        int64_t power = 1;
        for (int i = 0; i < settings_.books.currency.decimals; ++i) power *= 10;
        return power;
    }

    Bookkeeper program_;
    const Entries& entries_;
    const Settings& settings_;
    OutsideAccounts accounts_;
    fmt::memory_buffer body_;
    std::vector<Posting> sums_;  // of the entry, by account
    Date first_ = last_date;
};

}  // namespace

tl::expected<std::string, std::vector<Problem>> export_books(Bookkeeper program, const Entries& entries, const Settings& settings) {
    Books books(entries, settings.books);
    Exporter exporter(program, entries, settings);
    books.replay(&exporter);
    if (!books.problems().empty()) return tl::unexpected<std::vector<Problem>>(books.problems());
    return exporter.text();
}

}  // namespace daybook
