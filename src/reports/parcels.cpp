#include "reports/parcels.h"

#include <algorithm>
#include <map>
#include <set>

#include "reports/listed.h"

namespace daybook {

namespace {

constexpr std::string_view place_of_number = "{number}";

// All but the unreserved characters of RFC 3986 as %XX.
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool letter = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z'), digit = byte >= '0' && byte <= '9';
        if (letter || digit || c == '-' || c == '.' || c == '_' || c == '~')
            out += c;
        else
            out.append({'%', hex[byte >> 4], hex[byte & 15]});
    }
    return out;
}

class ParcelsObserver : public Observer {
  public:
    explicit ParcelsObserver(const Question& question) : question_(question) {}

    void booked(const Booked& booked) override {
        if (booked.is_void || !question_.period.contains(booked.entry.date)) return;
        for (const Detail& detail : question_.entries.details_of(booked.entry))
            if (detail.key == Key::courier) parcels.push_back({booked.index, detail.word(), detail.second_word()});
    }

    std::vector<Parcel> parcels;

  private:
    const Question& question_;
};

Message tracking_line(const Entries& entries, const Parcel& parcel, const std::string& address) {
    const std::string courier = word(entries, parcel.courier), number = word(entries, parcel.number);
    if (number.empty()) return {Text::track_no_number, {courier}};
    if (address.empty()) return {Text::track_no_address, {courier, number}};
    return {Text::track_line, {courier, number, address}};
}

}  // namespace

std::string tracking_address(std::span<const Courier> couriers, std::string_view courier, std::string_view number) {
    const auto found = std::find_if(couriers.begin(), couriers.end(), [&](const Courier& one) { return one.name == courier; });
    if (found == couriers.end() || found->track.empty() || number.empty()) return {};
    std::string address = found->track;
    const std::string encoded = percent_encoded(number);
    for (size_t at = 0; (at = address.find(place_of_number, at)) != std::string::npos; at += encoded.size())
        address.replace(at, place_of_number.size(), encoded);
    return address;
}

Answer track_report(const Question& question, std::span<const Courier> couriers, std::string_view wanted,
                    std::vector<std::string>& addresses) {
    const Entries& entries = question.entries;
    Books books(entries, question.settings);
    ParcelsObserver observer(question);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "sell track", Text::title_parcels, false);
    Table table;
    table.key = "parcels";
    table.columns = {{"date", Text::col_date},
                     {"ref", Text::col_ref},
                     {"sale", Text::kind_sell},
                     {"customer", Text::col_customer},
                     {"courier", Text::col_courier},
                     {"number", Text::col_number},
                     {"address", Text::col_address, Shown::data_only}};
    table.columns[3].blank = Text::walk_in;
    const uint32_t named = entries.find(entries.refs.find(wanted));
    std::vector<Parcel> found;
    for (const Parcel& parcel : observer.parcels) {
        const Entry& entry = entries.entries[parcel.entry];
        const Entry& sale = sale_of(entries, entry);
        const bool of_entry = named != no_entry && (parcel.entry == named || &sale == &entries.entries[named]);
        if (!of_entry && entries.words.text(parcel.number) != wanted) continue;
        const std::string courier = word(entries, parcel.courier), number = word(entries, parcel.number);
        const std::string address = tracking_address(couriers, courier, number);
        // several orders may lie in one parcel
        const bool again = std::any_of(found.begin(), found.end(), [&](const Parcel& other) {
            return other.courier == parcel.courier && other.number == parcel.number;
        });
        found.push_back(parcel);
        if (!again) report.notes.push_back(tracking_line(entries, parcel, address));
        if (!again && !address.empty()) addresses.push_back(address);
        table.rows.push_back(
            {entry.date, ref_text(entries, entry), ref_text(entries, sale), party_name(entries, sale.party), courier, number, address});
    }
    report.tables.push_back(std::move(table));
    return report;
}

namespace {

struct CourierMonth {
    std::set<WordId> numbers;  // one parcel may hold several orders
    int64_t unnumbered = 0;
    Money charged, when_sent, later;
    std::set<WordId> paid;  // numbers with a cost
    int64_t unnumbered_paid = 0;

    int64_t parcels() const { return static_cast<int64_t>(numbers.size()) + unnumbered; }
    int64_t not_paid() const { return parcels() - static_cast<int64_t>(paid.size()) - unnumbered_paid; }
};

// Postage paid and charged goes to the first courier of an entry; what an order's buyer was charged, to its first shipment.
class CouriersObserver : public Observer {
  public:
    explicit CouriersObserver(const Question& question)
        : question_(question), charged_(question.entries.entries.size()), carries_(question.entries.words.size()) {
        question.entries.details.each([&](const Detail& detail) {
            if (detail.key == Key::courier) carries_[detail.a] = true;
        });
    }

    void booked(const Booked& booked) override {
        const Entry& entry = booked.entry;
        if (booked.is_void) return;
        if (entry.kind == Kind::expense && entry.party != PartyId::none) later(entry);
        if (entry.kind != Kind::ship && entry.kind != Kind::sell) return;
        Money cost;
        const Detail* first = nullptr;
        for (const Detail& detail : question_.entries.details_of(entry)) {
            if (detail.key == Key::cost) cost += detail.money();
            if (detail.key == Key::courier && !first) first = &detail;
        }
        const Entry& sale = sale_of(question_.entries, entry);
        uint8_t& charged = charged_[static_cast<size_t>(&sale - question_.entries.entries.data())];
        const Money postage = charged ? Money() : postage_of(sale);
        if (!first && !cost && !postage) return;
        charged = 1;
        if (!question_.period.contains(entry.date)) return;
        CourierMonth& row = at(entry.date, first ? first->word() : WordId::none);
        row.charged += postage;
        row.when_sent += cost;
        for (const Detail& detail : question_.entries.details_of(entry))
            if (detail.key == Key::courier) count(at(entry.date, detail.word()), detail, cost.raw > 0);
    }

    // By the month's first day and the courier's name.
    std::map<std::pair<int32_t, std::string>, CourierMonth> rows;

  private:
    Money postage_of(const Entry& sale) const {
        for (const Detail& detail : question_.entries.details_of(sale))
            if (detail.key == Key::postage) return detail.money();
        return {};
    }
    static void count(CourierMonth& row, const Detail& detail, bool paid) {
        if (detail.second_word() == WordId::none) {
            ++row.unnumbered;
            row.unnumbered_paid += paid;
            return;
        }
        row.numbers.insert(detail.second_word());
        if (paid) row.paid.insert(detail.second_word());
    }
    // What is paid to a courier by name, of whatever category: a monthly bill.
    void later(const Entry& entry) {
        const WordId courier = question_.entries.words.find(question_.entries.parties.text(entry.party));
        if (!carries_[index_of(courier)] || !question_.period.contains(entry.date)) return;
        for (const Detail& detail : question_.entries.details_of(entry))
            if (detail.key == Key::paid) at(entry.date, courier).later += detail.money();
    }
    CourierMonth& at(Date date, WordId courier) { return rows[{first_of_month(date).days, word(question_.entries, courier)}]; }

    const Question& question_;
    std::vector<uint8_t> charged_;  // by entry: its postage is counted
    std::vector<bool> carries_;     // by WordId: it is a courier
};

}  // namespace

Answer couriers_report(const Question& question) {
    Books books(question.entries, question.settings);
    CouriersObserver observer(question);
    if (const auto done = replay_for(question, books, &observer); !done) return tl::unexpected<Problems>(done.error());
    Report report = new_report(question, "couriers", Text::title_couriers, false);
    Table table;
    table.key = "couriers";
    table.columns = {{"month", Text::col_month},
                     {"courier", Text::col_courier},
                     {"parcels", Text::col_parcels, Summed::count},
                     {"charged", Text::col_charged, Summed::money},
                     {"paid_when_sent", Text::col_paid_sending, Summed::money},
                     {"paid_later", Text::col_paid_later, Summed::money},
                     {"difference", Text::col_difference, Summed::money},
                     {"not_paid", Text::col_not_paid, Summed::count}};
    table.columns[1].blank = Text::no_courier;
    table.when_empty = Text::no_parcels;
    for (const auto& [key, row] : observer.rows)
        table.rows.push_back({month_text(Date{key.first}), key.second, row.parcels(), row.charged, row.when_sent, row.later,
                              row.charged - row.when_sent - row.later, row.not_paid()});
    add_total(table);
    report.tables.push_back(std::move(table));
    return report;
}

namespace {

const ReportListing listed{
    160, [] {
        return ListedReport{
            "couriers,快递", Text::cmd_report_couriers, plain<couriers_report>, {}, {"daybook report couriers -p last-month"}};
    }};

}  // namespace

}  // namespace daybook
