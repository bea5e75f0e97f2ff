#include "reports/find.h"

#include <algorithm>

#include "books/party_cards.h"
#include "model/stated.h"
#include "reports/finder.h"
#include "reports/goods_text.h"

namespace daybook {

namespace {

constexpr size_t most_places = 3;  // that a row names

// What its goods come to, else the money that it moves; nothing where it says neither.
Cell amount_cell(const Entries& entries, const Entry& entry, int decimals) {
    if (const Money value = stated_value(entries, entry, decimals)) return value;
    Money paid, received;
    for (const Detail& detail : entries.details_of(entry)) {
        if (detail.key == Key::paid) paid += detail.money();
        if (detail.key == Key::received) received += detail.money();
    }
    const Money moved = received ? received : paid;
    return moved ? Cell(moved) : Cell();
}

Message places_of(std::span<const Hit> hits) {
    std::vector<Message::Arg> places;
    for (const Hit& hit : hits) {
        const bool there = std::any_of(places.begin(), places.end(), [&](const Message::Arg& place) { return place.label == hit.where; });
        if (!there && places.size() < most_places) places.emplace_back(hit.where);
    }
    constexpr Text texts[] = {Text::nothing, Text::found_one, Text::found_two, Text::found_three};
    Message all(texts[places.size()]);
    all.args = std::move(places);
    return all;
}

std::string texts_of(std::span<const Hit> hits) {
    std::vector<std::string_view> texts;
    for (const Hit& hit : hits)
        if (!hit.text.empty() && std::find(texts.begin(), texts.end(), hit.text) == texts.end()) texts.push_back(hit.text);
    std::string all;
    for (std::string_view one : texts) all.append(all.empty() ? "" : "; ").append(one);
    return all;
}

Table documents_table() {
    Table table;
    table.key = "documents";
    table.columns = {{"date", Text::col_date}, {"ref", Text::col_ref}, {"kind", Text::col_kind}, {"party", Text::col_party}};
    add_goods_columns(table, "goods", Text::col_goods);
    table.columns.insert(table.columns.end(), {{"amount", Text::col_amount}, {"found_in", Text::col_found_in}, {"found", Text::col_found}});
    table.columns[6].signal = false;
    return table;
}

Table items_table(const Books& books, const Finder& finder) {
    Table table;
    table.key = "items";
    table.title = Text::title_found_items;
    table.columns = {{"item", Text::col_item}, {"name", Text::col_name}};
    const Entries& entries = books.entries();
    std::vector<WordId> names(entries.items.size());
    for (const Entry& entry : entries.entries) {
        if (entry.kind != Kind::item && entry.kind != Kind::kit) continue;
        for (const Detail& detail : entries.details_of(entry))
            if (detail.key == Key::name) names[entry.subject] = detail.word();
    }
    for (const Styles::Style& style : entries.styles.all())
        for (const Styles::Member& member : style.members)
            if (WordId& name = names[index_of(member.item)]; name == WordId::none)
                name = entries.styles.name_of(member.item, names[index_of(style.code)]);
    for (ItemId item : finder.items()) table.rows.push_back({item_code(entries, item), word(entries, names[index_of(item)])});
    return table;
}

Table parties_table(const Books& books, const Finder& finder) {
    Table table;
    table.key = "parties";
    table.title = Text::title_found_parties;
    table.columns = {{"party", Text::col_name}, {"phone", Text::col_phone}};
    const std::vector<PartyId> found = finder.parties();
    if (found.empty()) return table;
    const std::vector<PartyCard> cards = party_cards(books, last_date);
    for (PartyId party : found)
        table.rows.push_back({party_name(books.entries(), party), word(books.entries(), cards[index_of(party)].phone())});
    return table;
}

}  // namespace

Answer find_report(const Question& question, const FindFilter& filter, std::span<const Comment> comments) {
    const Entries& entries = question.entries;
    Books books(entries, question.settings);
    books.replay(nullptr, first_date);  // what is void and what follows what; a slip in a figure hides nothing
    const Finder finder(books, filter.words, comments);
    std::string typed;
    for (const std::string& one : filter.words) typed.append(typed.empty() ? "" : " ").append(one);
    Report report = new_report(question, "find", {Text::title_find, {typed}}, false);
    Table table = documents_table();
    size_t left_out = 0;
    std::vector<Hit> hits;
    for (uint32_t index : books.sequence()) {
        const Entry& entry = entries.entries[index];
        if (spec(entry.kind).declares || !question.period.contains(entry.date)) continue;
        if (!filter.kinds.empty() && std::find(filter.kinds.begin(), filter.kinds.end(), entry.kind) == filter.kinds.end()) continue;
        if (!finder.fits(index, hits)) continue;
        const bool out = books.is_out(index);
        if (out && !filter.out && ++left_out) continue;
        std::vector<Cell> row = {entry.date, ref_text(entries, entry), Message(out ? why_out(entries, index) : spec(entry.kind).label),
                                 party_name(entries, entries.party_of(entry))};
        add_goods_cells(row, goods_text(entries, entry));
        row.insert(row.end(), {amount_cell(entries, entry, report.money_decimals), places_of(hits), texts_of(hits)});
        table.rows.push_back(std::move(row));
    }
    Table items = items_table(books, finder), parties = parties_table(books, finder);
    const bool nothing = table.rows.empty() && items.rows.empty() && parties.rows.empty();
    table.when_empty = !nothing     ? Text::no_documents
                       : left_out   ? Text::only_out_found
                       : filter.out ? Text::nothing_found_at_all
                                    : Text::nothing_found;
    if (left_out) report.notes.push_back({Text::note_found_out, {std::to_string(left_out)}});
    report.tables.push_back(std::move(table));
    if (!items.rows.empty()) report.tables.push_back(std::move(items));
    if (!parties.rows.empty()) report.tables.push_back(std::move(parties));
    return report;
}

}  // namespace daybook
