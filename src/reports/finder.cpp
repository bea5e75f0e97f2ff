#include "reports/finder.h"

#include <algorithm>

#include "base/fold.h"
#include "model/stated.h"

namespace daybook {

namespace {

constexpr size_t tells_numbers_apart = 4;  // the end of a phone, as it is told

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool has_digit(std::string_view text) { return std::any_of(text.begin(), text.end(), is_digit); }
bool is_number(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '.' || c == '-'; });
}

// ¥68, 68元, 1,200.00 as the number alone.
std::string without_money_marks(std::string text) {
    for (std::string_view mark : {"¥", "元", ","})
        for (size_t at = 0; (at = text.find(mark)) != std::string::npos;) text.erase(at, mark.size());
    return text;
}

bool is_name(Value value) { return value == Value::account || value == Value::category || value == Value::word || value == Value::rest; }

Text place_of(Key key, Value value, bool second) {
    if (key == Key::courier) return second ? Text::found_tracking : Text::col_courier;
    if (value == Value::account) return Text::col_account;
    if (value == Value::category) return Text::col_category;
    return Text::found_text;
}

}  // namespace

Finder::Finder(const Books& books, std::span<const std::string> words, std::span<const Comment> comments)
    : entries_(books.entries()), decimals_(books.settings().currency.decimals), comments_(comments), tags_(books, last_date) {
    for (const std::string& word : words) {
        Needle needle;
        needle.text = folded(word);
        read_amount(needle);
        const std::string bare = without_blanks_and_dashes(needle.text);
        needle.short_number = is_number(bare) && bare.size() < tells_numbers_apart;
        if (has_digit(bare) && bare.size() >= tells_numbers_apart) needle.bare = bare;
        mark_names(needle);
        mark_masters(needle);
        needles_.push_back(std::move(needle));
    }
}

void Finder::read_amount(Needle& needle) const {
    const std::string number = without_money_marks(needle.text);
    int64_t value = 0;
    if (!has_digit(number)) return;
    if (parse_decimal(number, decimals_, value) == BadNumber::none) needle.amount = Money(value);
    if (parse_decimal(number, price_decimals, value) == BadNumber::none) needle.price = UnitPrice(value);
}

bool Finder::is_in(const Needle& needle, std::string_view text) const {
    fold(text, folded_);
    return folded_.find(needle.text) != std::string::npos;
}

void Finder::mark_names(Needle& needle) const {
    needle.items.resize(entries_.items.size());
    needle.parties.resize(entries_.parties.size());
    needle.words.resize(entries_.words.size());
    needle.numbers.resize(entries_.words.size());
    for (uint32_t i = 1; i < needle.items.size(); ++i) needle.items[i] = is_in(needle, entries_.items.text(static_cast<ItemId>(i)));
    for (uint32_t i = 1; i < needle.parties.size(); ++i)
        if (is_in(needle, entries_.parties.text(static_cast<PartyId>(i)))) needle.parties[i].where = Text::col_name;
    for (uint32_t i = 1; i < needle.words.size(); ++i) {
        needle.words[i] = is_in(needle, entries_.words.text(static_cast<WordId>(i)));
        if (needle.bare.empty()) {
            needle.numbers[i] = needle.words[i] && !needle.short_number;
        } else {  // folded_ is that word still
            const bool with_blanks = folded_.find_first_of(" \t-") != std::string::npos;
            needle.numbers[i] = (with_blanks ? without_blanks_and_dashes(folded_) : folded_).find(needle.bare) != std::string::npos;
        }
    }
}

// What items and parties are declared with, at any time.
void Finder::mark_masters(Needle& needle) const {
    for (const Entry& entry : entries_.entries) {
        if (entry.kind == Kind::item || entry.kind == Kind::kit)
            for (const Detail& detail : entries_.details_of(entry)) {
                if (detail.key == Key::name || detail.key == Key::spec) needle.items[entry.subject] |= needle.words[detail.a];
                if (detail.key == Key::barcode) needle.items[entry.subject] |= needle.numbers[detail.a];
            }
        if (entry.kind == Kind::customer || entry.kind == Kind::supplier)
            for (const Detail& detail : entries_.details_of(entry)) mark_party(needle, needle.parties[entry.subject], detail);
    }
    for (const Styles::Style& style : entries_.styles.all())  // T恤 红 S
        for (const Styles::Member& member : style.members)
            for (WordId name : member.names) needle.items[index_of(member.item)] |= needle.words[index_of(name)];
}

void Finder::mark_party(const Needle& needle, Hit& hit, const Detail& detail) const {
    if (hit.where != Text::nothing) return;
    const auto mark = [&](bool fits, Text where) {
        if (fits) hit = {where, where == Text::col_name ? std::string_view() : entries_.words.text(detail.word())};
    };
    switch (detail.key) {
        case Key::name: return mark(needle.words[detail.a], Text::col_name);
        case Key::also: return mark(is_in(needle, entries_.parties.text(detail.party())), Text::col_name);
        case Key::phone: return mark(needle.numbers[detail.a], Text::col_phone);
        case Key::email: return mark(needle.words[detail.a], Text::col_email);
        case Key::address: return mark(needle.words[detail.a], Text::found_address);
        default: return;
    }
}

bool Finder::fits(uint32_t entry, std::vector<Hit>& hits) const {
    hits.clear();
    for (const Needle& needle : needles_) {
        const std::optional<Hit> hit = find(needle, entry);
        if (!hit) return false;
        hits.push_back(*hit);
    }
    return true;
}

std::vector<bool> Finder::documents() const {
    std::vector<bool> found(entries_.entries.size());
    std::vector<Hit> hits;
    for (uint32_t i = 0; i < found.size(); ++i) {
        const Entry& entry = entries_.entries[i];
        if (spec(entry.kind).declares || !fits(i, hits)) continue;
        found[i] = true;
        found[static_cast<size_t>(&entries_.document_of(entry) - entries_.entries.data())] = true;
    }
    return found;
}

std::vector<ItemId> Finder::items() const {
    std::vector<ItemId> found;
    for (uint32_t i = 1; i < entries_.items.size(); ++i)
        if (std::all_of(needles_.begin(), needles_.end(), [&](const Needle& needle) { return needle.items[i] != 0; }))
            found.push_back(static_cast<ItemId>(i));
    return found;
}

std::vector<PartyId> Finder::parties() const {
    std::vector<PartyId> found;
    for (uint32_t i = 1; i < entries_.parties.size(); ++i)
        if (std::all_of(needles_.begin(), needles_.end(), [&](const Needle& needle) { return needle.parties[i].where != Text::nothing; }) &&
            entries_.other_names.resolve(static_cast<PartyId>(i)) == static_cast<PartyId>(i))
            found.push_back(static_cast<PartyId>(i));
    return found;
}

// At first what a list shows, so that the reader sees why it is there; an amount goes before all, since its digits are in many numbers.
std::optional<Hit> Finder::find(const Needle& needle, uint32_t index) const {
    const Entry& entry = entries_.entries[index];
    if (needle.price)
        if (const auto hit = in_amounts(needle, entry)) return hit;
    if (const auto hit = in_goods(needle, entry)) return hit;
    if (const auto hit = in_party(needle, entries_.party_of(entry))) return hit;
    if (!needle.short_number && is_in(needle, entries_.refs.text(entry.ref))) return Hit{Text::col_ref, {}};
    if (const auto hit = in_comments(needle, index)) return hit;
    if (const auto hit = in_details(needle, entry)) return hit;
    return in_clauses(needle, index);
}

std::optional<Hit> Finder::in_goods(const Needle& needle, const Entry& entry) const {
    for (const GoodsLine& line : entries_.goods_of(entry))
        if (needle.items[index_of(line.item)]) return Hit{Text::col_goods, {}};
    for (uint32_t i = entry.first_goods; i < entry.first_goods + entry.goods_count; ++i)
        if (const Marks* marks = entries_.marks_of(i); marks && needle.words[index_of(marks->lot)])
            return Hit{Text::col_lot, entries_.words.text(marks->lot)};
    return {};
}

std::optional<Hit> Finder::in_party(const Needle& needle, PartyId party) const {
    const Hit& hit = needle.parties[index_of(party)];
    return hit.where == Text::nothing ? std::nullopt : std::optional(hit);
}

// What it comes to, a line of money, a unit price or a line's total.
std::optional<Hit> Finder::in_amounts(const Needle& needle, const Entry& entry) const {
    const Hit found{Text::col_amount, {}};
    for (const GoodsLine& line : entries_.goods_of(entry)) {
        if (line.form == PriceForm::unit && line.unit_price() == *needle.price) return Hit{Text::col_price, {}};
        if (line.form != PriceForm::none && needle.amount && stated_amount(line, decimals_) == *needle.amount) return found;
    }
    if (!needle.amount) return {};
    for (const Detail& detail : entries_.details_of(entry)) {
        const Value value = spec(detail.key).values[0];
        if ((value == Value::money || value == Value::signed_money) && detail.money() == *needle.amount) return found;
    }
    if (entry.goods_count && stated_value(entries_, entry, decimals_) == *needle.amount) return found;
    return {};
}

std::optional<Hit> Finder::in_comments(const Needle& needle, uint32_t entry) const {
    auto comment = std::lower_bound(comments_.begin(), comments_.end(), entry, [](const Comment& c, uint32_t e) { return c.entry < e; });
    for (; comment != comments_.end() && comment->entry == entry; ++comment)
        if (is_in(needle, comment->text)) return Hit{Text::found_note, comment->text};
    return {};
}

std::optional<Hit> Finder::in_details(const Needle& needle, const Entry& entry) const {
    for (const Detail& detail : entries_.details_of(entry)) {
        if (detail.key == Key::tag || detail.key == Key::untag) continue;  // tags are found by what they are now
        const KeySpec& key = spec(detail.key);
        if (key.of_party()) {
            if (const auto hit = in_party(needle, detail.party())) return hit;
            continue;
        }
        uint32_t names = 0;
        for (Value value : key.values) {
            if (!is_name(value)) continue;
            const uint32_t name = names++ ? detail.b : detail.a;
            const bool number = detail.key == Key::courier && names == 2;
            if (number ? needle.numbers[name] : needle.words[name])
                return Hit{place_of(detail.key, value, number), entries_.words.text(static_cast<WordId>(name))};
        }
    }
    return {};
}

std::optional<Hit> Finder::in_clauses(const Needle& needle, uint32_t index) const {
    const Entry& entry = entries_.entries[index];
    for (WordId tag : tags_.of(index))
        if (needle.words[index_of(tag)]) return Hit{Text::found_tag, entries_.words.text(tag)};
    const std::pair<WordId, Text> clauses[] = {{entries_.document_of(entry).channel, Text::col_channel},
                                               {entry.channel, Text::col_channel},
                                               {entry.staff, Text::col_staff},
                                               {entry.purpose, Text::col_category},
                                               {entry.warehouse, Text::col_warehouse},
                                               {entry.warehouse_to, Text::col_warehouse}};
    for (const auto& [word, where] : clauses)
        if (needle.words[index_of(word)]) return Hit{where, entries_.words.text(word)};
    return {};
}

}  // namespace daybook
