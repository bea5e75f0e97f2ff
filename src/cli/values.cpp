#include "cli/values.h"

#include <algorithm>
#include <map>

#include "books/service_cases.h"
#include "cli/known.h"
#include "reports/status.h"

namespace daybook {

namespace {

// Who is a customer, who a supplier: what is declared, and with whom they deal.
struct Sides {
    std::vector<bool> customer, supplier, known;
};

Sides sides_of(const Entries& entries) {
    Sides sides;
    for (std::vector<bool>* side : {&sides.customer, &sides.supplier, &sides.known}) side->resize(entries.parties.size());
    for (const Entry& entry : entries.entries) {
        const bool master = entry.kind == Kind::customer || entry.kind == Kind::supplier;
        const uint32_t party = master ? entry.subject : index_of(entry.party);
        if (!party || party >= sides.known.size()) continue;
        sides.known[party] = true;
        (with_supplier(entry.kind) ? sides.supplier : sides.customer)[party] = true;
    }
    return sides;
}

class Values {
  public:
    Values(const Session& session, const Journal& journal, const TypedPlace& place)
        : session_(session), entries_(journal.entries()), place_(place) {}

    std::vector<Fitting> all() {
        for (const WantedWord& wanted : place_.wanted) add(wanted);
        return std::move(found_);
    }

  private:
    void add(const WantedWord& wanted) {
        const std::string& name = wanted.name;
        const bool own_word = wanted.option.empty();
        if (wanted.of_few) return;  // the shell's script has them
        if (wanted.help == Text::arg_edited) {
            add_refs(wanted);
            add_items("");
            add_parties(true, true);
            add_accounts();
        } else if (name == "GOODS") {
            add_items(":");
        } else if (name == "ITEM" || (name == "CODE" && own_word)) {
            add_items("");
        } else if (name == "CUSTOMER" || name == "SUPPLIER") {
            add_parties(name == "CUSTOMER", name == "SUPPLIER");
        } else if (name == "ACCOUNT" || (own_word && (name == "FROM" || name == "TO"))) {
            add_accounts();
        } else if (name == "NAME" || name == "OLD" || name == "NEW") {
            if (wanted.help != Text::arg_display_name && wanted.help != Text::arg_rules && wanted.help != Text::opt_shop_name)
                add_parties(true, true);
        } else if (name == "REF" && wanted.option != "ref") {
            add_refs(wanted);
        } else {
            add_words(wanted);
        }
    }

    void add_items(const char* behind) {
        struct Facts {
            std::string_view name;
            std::string price;
            std::vector<std::string> names;
        };
        std::vector<Facts> facts(entries_.items.size());
        for (const Entry& entry : entries_.entries) {
            if (entry.kind != Kind::item && entry.kind != Kind::kit) continue;
            Facts& of = facts[entry.subject];
            for (const Detail& detail : entries_.details_of(entry)) {
                if (detail.key == Key::name) of.name = entries_.words.text(detail.word());
                if (detail.key == Key::barcode) of.names.emplace_back(entries_.words.text(detail.word()));
                if (detail.key == Key::price && !detail.a)
                    of.price = to_text(UnitPrice(detail.number), session_.settings().books.currency.decimals);
            }
        }
        for (uint32_t i = 1; i < facts.size(); ++i) {
            Facts& of = facts[i];
            std::string help(of.name);
            if (!of.price.empty()) help.append(help.empty() ? "" : " ").append(of.price);
            if (!of.name.empty()) of.names.insert(of.names.begin(), std::string(of.name));
            found_.push_back({std::string(entries_.items.text(static_cast<ItemId>(i))) + behind, help, std::move(of.names)});
        }
    }

    void add_parties(bool customers, bool suppliers) {
        const Sides sides = sides_of(entries_);
        std::vector<std::string_view> display(entries_.parties.size());
        std::vector<std::vector<std::string>> others(entries_.parties.size());
        for (const Entry& entry : entries_.entries) {
            if (entry.kind != Kind::customer && entry.kind != Kind::supplier) continue;
            for (const Detail& detail : entries_.details_of(entry)) {
                if (detail.key == Key::name) display[entry.subject] = entries_.words.text(detail.word());
                if (detail.key == Key::also) others[entry.subject].emplace_back(entries_.parties.text(detail.party()));
            }
        }
        for (uint32_t i = 1; i < entries_.parties.size(); ++i) {
            if (!sides.known[i] || !((customers && sides.customer[i]) || (suppliers && sides.supplier[i]))) continue;
            if (!display[i].empty()) others[i].emplace_back(display[i]);
            found_.push_back({std::string(entries_.parties.text(static_cast<PartyId>(i))), std::string(display[i]), std::move(others[i])});
        }
    }

    void add_accounts() {
        for (WordId account : accounts_used(entries_)) {
            const WordId display = entries_.account_names.display(account);
            const std::string name(display == account ? std::string_view() : entries_.words.text(display));
            found_.push_back({std::string(entries_.words.text(account)), name, {name}});
        }
    }

    // Names that entries have behind a clause or a key, those of the settings before them.
    void add_words(const WantedWord& wanted) {
        const Settings& settings = session_.settings();
        std::vector<std::string> words;
        const auto clause = [&](WordId Entry::*field) {
            for (const Entry& entry : entries_.entries) add_once(words, entry.*field);
        };
        if (wanted.name == "CHANNEL") {
            clause(&Entry::channel);
        } else if (wanted.name == "STAFF") {
            for (const StaffMember& member : settings.staff) words.push_back(member.name);
            clause(&Entry::staff);
        } else if (wanted.name == "WAREHOUSE") {
            clause(&Entry::warehouse);
            clause(&Entry::warehouse_to);
        } else if (wanted.name == "PURPOSE" || (wanted.name == "CATEGORY" && wanted.option.empty())) {
            const std::string& command = place_.path.back()->name;
            for (const Entry& entry : entries_.entries)
                if (const std::string_view kind = spec(entry.kind).name; kind == command || !find_kind(command))
                    add_once(words, entry.purpose);
        } else {
            const std::string name = wanted.option.empty() ? small(wanted.name) : wanted.option;
            if (name == "level")
                for (const Level& level : settings.offers.levels) words.push_back(level.name);
            if (name == "courier")
                for (const Courier& courier : settings.couriers) words.push_back(courier.name);
            add_behind(name == "untag" ? "tag" : name, wanted.name, words);
        }
        for (const std::string& word : words) found_.push_back({word, {}, {}});
    }

    // What stands behind the key of that name: of a tag the tag, of a fee its category.
    void add_behind(const std::string& name, const std::string& value, std::vector<std::string>& words) {
        const KeySpec* key = find_key(name);
        if (!key || key->personal == Personal::identifies || key->personal == Personal::left_out || key->key == Key::text) return;
        const Value first = key->values[0];
        const bool word_first = first == Value::word || first == Value::rest;
        if (!word_first && value != "CATEGORY") return;
        for (const Entry& entry : entries_.entries)
            for (const Detail& detail : entries_.details_of(entry))
                if (detail.key == key->key) add_once(words, detail.word());
    }

    void add_once(std::vector<std::string>& words, WordId word) {
        if (word == WordId::none) return;
        if (seen_.size() < entries_.words.size()) seen_.resize(entries_.words.size());
        if (seen_[index_of(word)]) return;
        seen_[index_of(word)] = true;
        const std::string_view text = entries_.words.text(word);
        if (std::find(words.begin(), words.end(), text) == words.end()) words.emplace_back(text);
    }

    static std::string small(std::string text) {
        for (char& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return text;
    }

    // The refs that such a word can mean, the last first.
    void add_refs(const WantedWord& wanted) {
        const bool any = wanted.help == Text::arg_ref && place_.path.back()->name == "show";
        std::vector<bool> fits(entries_.entries.size(), any);
        if (!any) {
            Books books(entries_, session_.settings().books);
            books.replay(nullptr, is_status_wanted(wanted) ? last_date : first_date);
            const Statuses statuses(books, last_date);
            if (wanted.help == Text::arg_service) {
                for (const ServiceCase& one : service_cases(books, last_date)) fits[one.entries[0]] = one.open;
            } else {
                for (uint32_t i = 0; i < fits.size(); ++i) fits[i] = !books.is_out(i) && is_wanted(wanted, books, statuses, i);
                if (wanted.help == Text::arg_move)
                    for (uint32_t i = 0; i < fits.size(); ++i) leave_out_arrived(books, i, fits);
            }
        }
        constexpr size_t most = 500;  // nobody reads on
        const std::string small_typed = small(place_.typed);
        const auto begun = found_.size();
        for (auto i = static_cast<uint32_t>(fits.size()); i-- > 0 && found_.size() < begun + most;) {
            const Entry& entry = entries_.entries[i];
            if (!fits[i] || entry.ref == RefId::none) continue;
            const std::string_view ref = entries_.refs.text(entry.ref), party = entries_.parties.text(entries_.party_of(entry));
            const auto holds = [&](std::string_view name) { return small(std::string(name)).find(small_typed) != std::string::npos; };
            if (!small_typed.empty() && !holds(ref) && !holds(party)) continue;
            std::string help = to_text(entry.date);
            help.append(" ").append(text(spec(entry.kind).label, session_.lang()));
            if (!party.empty()) help.append(" ").append(party);
            found_.push_back({std::string(ref), help, {std::string(party)}});
        }
    }

    // Whether it takes the books to tell which refs fit; else what entries say of one another is enough.
    bool is_status_wanted(const WantedWord& wanted) const {
        for (Text help :
             {Text::arg_ship_refs, Text::arg_shipped, Text::arg_order, Text::arg_purchase_order, Text::arg_sale, Text::arg_service})
            if (wanted.help == help) return true;
        const std::string& command = place_.path.back()->name;
        return wanted.option == "of" && (command == "sell" || command == "order" || command == "purchase");
    }

    void leave_out_arrived(const Books& books, uint32_t i, std::vector<bool>& fits) const {
        const Entry& entry = entries_.entries[i];
        if (entry.kind != Kind::arrive || books.is_out(i)) return;
        if (const uint32_t move = entries_.find(entry.of); move != no_entry) fits[move] = false;
    }

    bool is_wanted(const WantedWord& wanted, const Books& books, const Statuses& statuses, uint32_t i) const {
        const Entry& entry = entries_.entries[i];
        const Kind kind = entry.kind;
        const Status status = statuses.of(i);
        const bool open_order = kind == Kind::order && (status == Status::to_ship || status == Status::partly_shipped);
        const bool open_purchase = status == Status::expected || status == Status::partly_received;
        switch (wanted.help) {
            case Text::arg_ship_refs: return open_order;
            case Text::arg_shipped: return kind == Kind::order && !books.order_of(i)->waiting.empty();
            case Text::arg_order: return open_order;
            case Text::arg_purchase_order: return open_purchase;
            case Text::arg_sale:
                return (kind == Kind::sell && status != Status::returned) ||
                       (kind == Kind::order && books.order_of(i)->shipped && status != Status::returned);
            case Text::arg_purchase: return kind == Kind::purchase;
            case Text::arg_move: return kind == Kind::move && is_in_transit(entry);
            default: break;
        }
        if (wanted.option == "of") return is_wanted_of(status, kind);
        return kind != Kind::void_entry;
    }

    // Behind --of: a quote that is taken up, an order of goods that come.
    bool is_wanted_of(Status status, Kind kind) const {
        const std::string& command = place_.path.back()->name;
        if (command == "sell" || command == "order") return status == Status::quoted;
        if (command == "purchase") return kind == Kind::purchase_order && (status == Status::expected || status == Status::partly_received);
        return kind != Kind::void_entry;
    }

    bool is_in_transit(const Entry& entry) const {
        const std::span<const Detail> details = entries_.details_of(entry);
        return std::any_of(details.begin(), details.end(),
                           [](const Detail& detail) { return detail.key == Key::in_transit && detail.number; });
    }

    const Session& session_;
    const Entries& entries_;
    const TypedPlace& place_;
    std::vector<Fitting> found_;
    std::vector<bool> seen_;  // words
};

}  // namespace

bool has_values(std::string_view name, bool of_option) {
    constexpr std::string_view names[] = {"GOODS",   "ITEM",  "CUSTOMER",  "SUPPLIER", "ACCOUNT",  "NAME", "REF",
                                          "CHANNEL", "STAFF", "WAREHOUSE", "PURPOSE",  "CATEGORY", "TAG"};
    constexpr std::string_view own_words[] = {"CODE", "FROM", "TO", "OLD", "NEW"}, of_options[] = {"WORD", "TEXT"};
    const auto holds = [&](const auto& list) { return std::find(std::begin(list), std::end(list), name) != std::end(list); };
    return holds(names) || (of_option ? holds(of_options) : holds(own_words));
}

std::vector<Fitting> values_for(const Session& session, const Journal& journal, const TypedPlace& place) {
    return Values(session, journal, place).all();
}

}  // namespace daybook
