#include "cli/parcels.h"

#include <cstdlib>

#include "base/launch.h"
#include "base/utf8.h"
#include "cli/known.h"
#include "cli/write.h"
#include "reports/parcels.h"

namespace daybook {

namespace {

// One parcel goes to one customer.
Result<void> check_same_customer(const Session& session, const Journal& journal, const std::vector<std::string>& refs) {
    const Entries& entries = journal.entries();
    const Entry* first = nullptr;
    for (const std::string& ref : refs) {
        const Result<uint32_t> index = session.entry(journal, ref);
        if (!index) return tl::unexpected<Error>(index.error());
        const Entry& order = entries.entries[*index];
        if (!first) first = &order;
        if (order.kind != Kind::order || order.party == first->party) continue;  // what is no order, the books refuse
        return fail({Text::err_ship_customers, {refs.front(), entries.parties.text(first->party), ref, entries.parties.text(order.party)}},
                    Text::hint_ship_customers);
    }
    return {};
}

// What is sent in one parcel is a shipment for each order; the courier and the number stand in each, the postage in the first.
Result<std::vector<Draft>> shipments(const std::vector<std::string>& refs) {
    std::vector<Draft> drafts;
    for (const std::string& ref : refs) {
        Draft& draft = drafts.emplace_back();
        draft.kind = Kind::ship;
        draft.clauses[Clause::of] = ref;
        if (drafts.size() > 1) draft.without = {Key::cost};
    }
    return drafts;
}

constexpr const char* ship_words = "daybook sell ship";

int ship(Session& session, const Args& args) {
    // goods hold a colon, and stand behind the orders
    size_t orders = 1;
    while (orders < args.words.size() && !are_goods(args.words[orders])) ++orders;
    const std::vector<std::string> refs(args.words.begin(), args.words.begin() + static_cast<ptrdiff_t>(orders));
    if (orders > 1 && orders < args.words.size())
        return session.say_error(Error({Text::err_goods_of_many, {std::to_string(orders)}}, {Text::hint_goods_of_many, {refs.back()}}),
                                 bad_usage);
    if (orders == 1)
        return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
            if (const auto ok = check_entry_first(session, journal, args.words, ship_words); !ok) return tl::unexpected<Error>(ok.error());
            return goods_draft(args, Kind::ship, '-', 1, args.words[0]);
        });
    return write_entries(session, args, [&](const Journal& journal) -> Result<std::vector<Draft>> {
        if (const auto ok = check_entry_first(session, journal, args.words, ship_words); !ok) return tl::unexpected<Error>(ok.error());
        if (const auto same = check_same_customer(session, journal, refs); !same) return tl::unexpected<Error>(same.error());
        return shipments(refs);
    });
}

// The user's browser: $BROWSER, else what the desktop opens addresses with.
std::string browser() {
    const char* named = std::getenv("BROWSER");
    if (named && *named) return named;
#ifdef __APPLE__
    return "open";
#else
    return "xdg-open";
#endif
}

int open_addresses(const Session& session, const std::vector<std::string>& addresses) {
    if (addresses.empty()) return session.say_error(Error(Text::err_nothing_to_open));
    const std::string program = browser();
    for (const std::string& address : addresses)
        if (const auto opened = launch_program({program, address}); !opened) return session.say_error(opened.error());
    return done;
}

// Nothing was sent under that name: what was likely meant.
Error no_parcel(const Entries& entries, const std::string& wanted) {
    if (entries.find(entries.refs.find(wanted)) != no_entry) return Error({Text::err_nothing_sent, {wanted}}, Text::hint_nothing_sent);
    std::vector<std::string_view> known;
    for (const Entry& entry : entries.entries)
        for (const Detail& detail : entries.details_of(entry)) {
            if (detail.key != Key::courier) continue;
            known.push_back(entries.refs.text(entry.ref));
            known.push_back(entries.words.text(detail.second_word()));
        }
    const std::string_view near = did_you_mean(wanted, known);
    return Error({Text::err_no_parcel, {wanted}},
                 near.empty() ? Message(Text::hint_nothing_sent) : Message(Text::hint_did_you_mean, {near}));
}

int track(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    std::vector<std::string> addresses;
    const Answer found = track_report(Question{journal.entries(), session.settings().books, {}, session.today()},
                                      session.settings().couriers, args.words[0], addresses);
    if (!found) return session.say_problems(journal, found.error());
    if (found->tables.front().rows.empty()) return session.say_error(no_parcel(journal.entries(), args.words[0]));
    if (const int code = session.show(args, *found); code != done || !args.has("open")) return code;
    return open_addresses(session, addresses);
}

}  // namespace

Command ship_command() {
    return {"ship,发货",
            Text::cmd_ship,
            {{"REF", Text::arg_ship_refs, 1, 1}, {"GOODS", Text::arg_ship_goods, 0, -1}},
            writing_options(Kind::ship),
            ship,
            {"daybook sell ship O261103-1 --courier 顺丰 SF1234567890 --cost 6 --with cash",
             "daybook sell ship O261103-1 O261104-2 --courier 顺丰 SF1234567891"},
            {}};
}

Command track_command() {
    return {"track,查件",
            Text::cmd_track,
            {{"PARCEL", Text::arg_track, 1, 1}},
            std::vector<Option>{{"--open,--打开", "", Text::opt_open_address}} + output_options(),
            track,
            {"daybook sell track O261103-1", "daybook sell track SF1234567890 --open"},
            {}};
}

}  // namespace daybook
