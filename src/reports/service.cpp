#include "reports/service.h"

#include <algorithm>

#include "books/service_cases.h"

namespace daybook {

namespace {

// What its `text` lines say.
std::string texts_of(const Entries& entries, const Entry& entry) {
    std::string all;
    for (const Detail& detail : entries.details_of(entry))
        if (detail.key == Key::text) all.append(all.empty() ? "" : "; ").append(entries.words.text(detail.word()));
    return all;
}

Text label_of(Purpose purpose) { return all_purposes()[static_cast<size_t>(purpose)].label; }

}  // namespace

Table open_cases_table(const Books& books, Date evening, PartyId only) {
    const Entries& entries = books.entries();
    Table table;
    table.key = "service";
    table.title = Text::title_open_cases;
    table.columns = {{"ref", Text::col_ref}, {"date", Text::col_date},      {"customer", Text::col_customer}, {"for", Text::col_for},
                     {"due", Text::col_due}, {"days", Text::col_days_over}, {"text", Text::col_text}};
    table.when_empty = Text::no_open_cases;
    std::vector<ServiceCase> cases = service_cases(books, evening + 1);
    std::stable_sort(cases.begin(), cases.end(),
                     [](const ServiceCase& a, const ServiceCase& b) { return a.due.value_or(last_date) < b.due.value_or(last_date); });
    for (const ServiceCase& one : cases) {
        if (!one.open || (only != PartyId::none && one.party != only)) continue;
        const Entry& first = entries.entries[one.entries.front()];
        const int64_t over = one.due ? std::max(0, evening.days - one.due->days) : 0;
        table.rows.push_back({ref_text(entries, first), first.date, party_name(entries, one.party), Message(label_of(one.purpose)),
                              one.due ? Cell(*one.due) : Cell(), over ? Cell(over) : Cell(), texts_of(entries, first)});
    }
    return table;
}

Answer open_cases_report(const Question& question) {
    Books books(question.entries, question.settings);
    if (const auto done = replay_for(question, books, nullptr); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "customer log", {}, true);
    report.tables.push_back(open_cases_table(books, *report.as_of, PartyId::none));
    return report;
}

namespace {

class LogObserver : public Observer {
  public:
    LogObserver(const Question& question, PartyId customer, Table& table) : question_(question), customer_(customer), table_(table) {}

    void booked(const Booked& booked) override {
        const Entry& entry = booked.entry;
        if (booked.is_void || !question_.period.contains(entry.date)) return;
        const bool declares = entry.kind == Kind::customer && entry.subject == index_of(customer_);
        if (!declares && entry.party != customer_ && sale_of(question_.entries, entry).party != customer_) return;
        if (declares)
            row(entry, amended(entry));
        else if (entry.kind == Kind::service)
            row(entry, service(entry));
        else if (entry.kind == Kind::deposit || entry.kind == Kind::points)
            row(entry, reason(entry));
        else
            return;
    }

  private:
    void row(const Entry& entry, std::string what) {
        const PurposeSpec* purpose = find_purpose(question_.entries.words.text(entry.purpose));
        table_.rows.push_back({entry.date, ref_text(question_.entries, entry), Message(purpose ? purpose->label : spec(entry.kind).label),
                               entry.of == RefId::none ? std::string() : std::string(question_.entries.refs.text(entry.of)),
                               std::move(what), word(question_.entries, entry.staff)});
    }

    // The values of its lines as the journal has them.
    std::string amended(const Entry& entry) const {
        std::string all;
        for (const Detail& detail : question_.entries.details_of(entry)) {
            std::string value = detail.a ? word(question_.entries, detail.word()) : std::to_string(detail.number);
            if (detail.key == Key::birthday) value = to_text(Birthday::of(detail.number));
            if (detail.key == Key::also) value = party_name(question_.entries, detail.party());
            if (detail.key == Key::opt_out) value = detail.number ? "yes" : "no";
            all.append(all.empty() ? "" : "; ").append(spec(detail.key).name).append(" ").append(value);
        }
        return all;
    }

    std::string service(const Entry& entry) const {
        std::string all = texts_of(question_.entries, entry);
        for (const Detail& detail : question_.entries.details_of(entry)) {
            std::string said;
            if (detail.key == Key::due) said = "due " + to_text(Date{static_cast<int32_t>(detail.number)});
            if (detail.key == Key::status) said = word(question_.entries, detail.word());
            if (!said.empty()) all.append(all.empty() ? "" : "; ").append(said);
        }
        return all;
    }

    std::string reason(const Entry& entry) const {
        std::string all;
        for (const Detail& detail : question_.entries.details_of(entry)) {
            std::string said;
            if (detail.key == Key::points) said = "points " + std::to_string(detail.number);
            if (detail.key == Key::reason) said = word(question_.entries, detail.word());
            if (detail.key == Key::received || detail.key == Key::paid || detail.key == Key::bonus)
                said.append(spec(detail.key).name).append(" ").append(to_text(detail.money(), question_.settings.currency.decimals));
            if (!said.empty()) all.append(all.empty() ? "" : "; ").append(said);
        }
        return all;
    }

    const Question& question_;
    PartyId customer_;
    Table& table_;
};

}  // namespace

Answer customer_log_report(const Question& question, PartyId customer) {
    Books books(question.entries, question.settings);
    Report report = new_report(question, "customer log", {Text::title_log, {question.entries.parties.text(customer)}}, false);
    Table table;
    table.key = "log";
    table.columns = {{"date", Text::col_date}, {"ref", Text::col_ref},   {"kind", Text::col_kind},
                     {"of", Text::col_of},     {"text", Text::col_text}, {"staff", Text::col_staff}};
    table.when_empty = Text::no_log;
    LogObserver observer(question, customer, table);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    report.tables.push_back(std::move(table));
    return report;
}

}  // namespace daybook
