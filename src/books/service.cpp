// Service records: complaints, enquiries, repairs and follow-ups; and tags. They move nothing; what is open is worked out by
// books/service_cases.
#include <algorithm>

#include "base/utf8.h"
#include "books/books.h"

namespace daybook {

bool Books::book_service(const Entry& entry) {
    uint32_t target = no_entry;
    if (!target_of(entry, {Kind::quote, Kind::sell, Kind::order, Kind::ship, Kind::confirm, Kind::sale_return, Kind::refund, Kind::service},
                   target))
        return false;
    PartyId party;
    if (!member_of(entry, target, party)) return false;
    if (party == PartyId::none) return refuse(entry, {Text::err_no_party, {"service", "to"}}, Text::hint_no_party);
    const bool follows = target != no_entry && entries_.entries[target].kind == Kind::service;
    if (entry.purpose == WordId::none && !follows) return refuse(entry, {Text::err_no_category, {"service"}}, Text::hint_no_purpose);
    const std::string_view purpose = entries_.words.text(entry.purpose);
    if (entry.purpose != WordId::none && !find_purpose(purpose)) {
        std::vector<std::string_view> known;
        for (const PurposeSpec& one : all_purposes()) known.insert(known.end(), {one.name, one.chinese});
        const std::string_view near = did_you_mean(purpose, known);
        return refuse_clause(entry, Clause::for_purpose, {Text::err_unknown_purpose, {purpose}},
                             near.empty() ? Message(Text::hint_no_purpose) : Message(Text::hint_did_you_mean, {near}));
    }
    bool says = false;
    for (const Detail& detail : entries_.details_of(entry)) says = says || detail.key != Key::tag;
    if (!says) return refuse(entry, {Text::err_no_money, {"service", "text"}}, Text::hint_service_text);
    masters_.parties[index_of(party)].is_customer = true;
    return true;
}

// Tags set or cleared later: books nothing; reports/tags reads them.
bool Books::book_tag(const Entry& entry) {
    uint32_t target = no_entry;
    if (!target_of(entry, {}, target)) return false;
    if (entry.detail_count == 0)
        return refuse(entry, {Text::err_no_money, {"tag", "tag"}}, {Text::hint_tag, {ref_of(entries_.entries[target])}});
    return true;
}

}  // namespace daybook
