// One function for each rule of the language, so longer than other files.
#include "journal/parser.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "base/utf8.h"
#include "journal/faults.h"

namespace daybook {

Error Parser::error(const WordCursor& cursor, uint32_t at, uint32_t length, Message what, Message hint) const {
    return error_at(name_, line_number_, cursor.line(), at, length, std::move(what), std::move(hint));
}

bool Parser::wrong(const WordCursor& cursor, Word word, Message what, Message hint) {
    const uint32_t at = word ? cursor.position_of(word) : static_cast<uint32_t>(cursor.line().size());
    finish_includes();
    errors_.push_back(error(cursor, at, word.length, std::move(what), std::move(hint)));
    broken_ = true;
    return false;
}

size_t Parser::parse(std::string_view lines) {
    const char* p = lines.data();
    const char* const end = p + lines.size();
    while (p < end) {
        const char* eol = static_cast<const char*>(std::memchr(p, '\n', static_cast<size_t>(end - p)));
        if (!eol) eol = end;
        const char* line_end = eol > p && eol[-1] == '\r' ? eol - 1 : eol;
        ++line_number_;
        if (!parse_line({p, static_cast<size_t>(line_end - p)})) return static_cast<size_t>(p - lines.data());
        p = eol + 1;
    }
    if (in_entry_ && header_line_.data() != kept_header_.data()) {
        kept_header_ = header_line_;
        header_line_ = kept_header_;
    }
    return lines.size();
}

// False where the line begins what was never committed. No line begins with NUL otherwise, so that only a fault asks.
bool Parser::parse_line(std::string_view line) {
    if (line.size() > longest_line) {
        if (line[0] == '\0') return false;
        finish_includes();
        errors_.push_back(error_at(name_, line_number_, line.substr(0, 60), 0, 0, {Text::err_long_line, {std::to_string(line.size())}},
                                   Text::hint_long_line));
        broken_ = true;
        return true;
    }
    WordCursor cursor(line);
    if (cursor.at_end()) {
        if (cursor.comment().empty()) finish_entry();  // a blank line parts entries; a comment does not
        end_of_line(cursor);
        return true;
    }
    if (cursor.position() > 0) {
        parse_detail(cursor);
        return true;
    }
    finish_entry();
    if (line[0] == '\0') return false;
    if (cursor.take("include"))
        parse_include(cursor);
    else
        parse_header(cursor);
    return true;
}

void Parser::parse_include(WordCursor& cursor) {
    const Word path = cursor.next();
    if (!path) {
        wrong(cursor, path, Text::err_include_what, Text::hint_include);
        return;
    }
    if (!valid(cursor, path) || !end_of_line(cursor)) return;
    includes_.push_back({std::string(spelling(path)), error(cursor, cursor.position_of(path), path.length, {})});
}

// The other files are parsed now, in the middle of this one, by parsers of their own.
void Parser::finish_includes() {
    if (!includes_.empty()) include_(std::exchange(includes_, {}));
}

void Parser::finish() {
    finish_entry();
    finish_includes();
}

void Parser::parse_header(WordCursor& cursor) {
    finish_includes();
    entry_ = Entry();
    entry_.line = line_number_;
    entry_.file = file_;
    goods_.clear();
    marked_.clear();
    details_.clear();
    header_line_ = cursor.line();
    in_entry_ = true;
    broken_ = false;
    kind_ = nullptr;
    seen_keys_ = 0;
    if (!parse_date_word(cursor)) return;
    const Word kind = cursor.next();
    if (!kind) {
        wrong(cursor, kind, Text::err_no_kind, Text::hint_header);
        return;
    }
    kind_ = kind.form == WordForm::plain ? find_kind(kind.text()) : nullptr;
    if (!kind_) {
        if (valid(cursor, kind))
            wrong(cursor, kind, {Text::err_unknown_kind, {kind.text()}}, way_out(kind.text(), kind_names(), Text::nothing));
        return;
    }
    entry_.kind = kind_->kind;
    if (parse_ref(cursor) && parse_clauses(cursor)) end_of_line(cursor);
}

// False where nothing can be said of the rest of the line; a day that does not exist is an error, but read on.
bool Parser::parse_date_word(WordCursor& cursor) {
    if (cursor.take({date_text_, sizeof date_text_})) {  // mostly the date of the entry before
        entry_.date = date_;
        return true;
    }
    const Word date = cursor.next();
    if (!valid(cursor, date)) return false;
    switch (parse_date(date.text(), entry_.date)) {
        case BadDate::not_a_date:
            for (std::string_view marker : {"<<<<<<<", "|||||||", "=======", ">>>>>>>"})
                if (date.text() == marker) return wrong(cursor, date, Text::err_conflict_marker, Text::hint_conflict_marker);
            return wrong(cursor, date, {Text::err_not_a_date, {date.text()}},
                         has_full_width(date.text())                      ? Text::hint_full_width
                         : date.text()[0] >= '0' && date.text()[0] <= '9' ? Text::hint_iso_date
                                                                          : Text::hint_header);
        case BadDate::no_such_day: wrong(cursor, date, {Text::err_no_such_day, {date.text()}}, Text::hint_iso_date); break;
        case BadDate::none: std::memcpy(date_text_, date.text().data(), 10); date_ = entry_.date;
    }
    return true;
}

bool Parser::parse_ref(WordCursor& cursor) {
    const Word word = cursor.next();
    if (!word) return wrong(cursor, word, {Text::err_no_ref, {kind_->name}}, kind_->declares ? Text::hint_code : Text::hint_ref);
    switch (kind_->kind) {
        case Kind::item:
        case Kind::kit: return intern(out_.items, cursor, word, entry_.subject);
        case Kind::customer:
        case Kind::supplier: return intern(out_.parties, cursor, word, entry_.subject);
        case Kind::account: return intern(out_.words, cursor, word, entry_.subject);
        default: break;
    }
    if (!intern(out_.refs, cursor, word, entry_.ref)) return false;
    const uint32_t before = out_.find(entry_.ref);
    if (before != no_entry) {
        const Entry& first = out_.entries[before];
        const std::string_view ref = out_.refs.text(entry_.ref);
        return wrong(cursor, word,
                     first.file == file_ ? Message(Text::err_ref_twice, {ref, std::to_string(first.line)})
                                         : Message(Text::err_ref_twice_elsewhere, {ref, place_of_(first)}),
                     Text::hint_ref_twice);
    }
    if (word.form == WordForm::plain && find_clause(word.text()))
        return wrong(cursor, word, {Text::err_ref_is_clause, {word.text()}}, Text::hint_ref);
    return true;
}

bool Parser::parse_clauses(WordCursor& cursor) {
    if (kind_->declares) {
        const Word first = cursor.next();
        if (!first) return true;
        const std::string_view name = rest_of_line(cursor, first);
        if (broken_ || (name.empty() && !wrong(cursor, first, Text::err_empty_name))) return false;
        Detail detail;
        detail.key = Key::name;
        detail.a = index_of(out_.words.intern(name));
        details_.push_back(detail);
        return true;
    }
    uint32_t seen = 0;
    while (const Word preposition = cursor.next()) {
        const ClauseSpec* clause = preposition.form == WordForm::plain ? find_clause(preposition.text()) : nullptr;
        if (!clause && !valid(cursor, preposition)) return false;
        if (clause && ((seen >> static_cast<unsigned>(clause->clause)) & 1))
            return wrong(cursor, preposition, {Text::err_clause_twice, {preposition.text()}});
        if (!parse_clause(cursor, preposition, clause)) return false;
        seen |= 1u << static_cast<unsigned>(clause->clause);
    }
    return true;
}

bool Parser::parse_clause(WordCursor& cursor, Word preposition, const ClauseSpec* clause) {
    const ClauseUse use = clause ? kind_->use(clause->clause) : ClauseUse::none;
    if (use == ClauseUse::none)
        return wrong(cursor, preposition,
                     {clause ? Text::err_clause_not_here : Text::err_unknown_clause, {preposition.text(), kind_->name}},
                     way_out(preposition.text(), clause_names(*kind_), Text::hint_no_clauses));
    const Word name = cursor.next();
    if (!name) return wrong(cursor, name, {Text::err_clause_without_name, {preposition.text()}});
    switch (use) {
        case ClauseUse::party: return intern(out_.parties, cursor, name, entry_.party);
        case ClauseUse::channel: return intern(out_.words, cursor, name, entry_.channel);
        case ClauseUse::staff: return intern(out_.words, cursor, name, entry_.staff);
        case ClauseUse::purpose: return intern(out_.words, cursor, name, entry_.purpose);
        case ClauseUse::entry:
            return clause->clause == Clause::replaces ? intern(out_.refs, cursor, name, entry_.subject)
                                                      : intern(out_.refs, cursor, name, entry_.of);
        default: return intern(out_.words, cursor, name, clause->clause == Clause::to ? entry_.warehouse_to : entry_.warehouse);
    }
}

void Parser::parse_detail(WordCursor& cursor) {
    if (!in_entry_) {
        wrong(cursor, cursor.next(), Text::err_detail_alone, Text::hint_detail_alone);
        return;
    }
    if (!kind_) return;  // of an unknown kind nothing can be said
    if (line_number_ - entry_.line > longest_entry) {
        wrong(cursor, cursor.next(), {Text::err_long_entry, {std::to_string(longest_entry)}}, Text::hint_long_entry);
        kind_ = nullptr;
        return;
    }
    const bool read = cursor.take('-')   ? parse_goods(cursor, '-')
                      : cursor.take('+') ? parse_goods(cursor, '+')
                      : cursor.take('=') ? parse_goods(cursor, '=')
                                         : parse_key(cursor);
    if (read && !cursor.at_line_end()) end_of_line(cursor);
}

bool Parser::parse_goods(WordCursor& cursor, char sign) {
    const uint8_t bit = sign == '+' ? plus : sign == '-' ? minus : equals;
    if (!(kind_->signs & bit))
        return wrong(cursor, {cursor.line().data() + cursor.position() - 1, 1},
                     {Text::err_sign_not_here, {std::string(1, sign), kind_->name}}, sign_text(kind_->signs));
    GoodsLine goods;
    goods.sign = sign & 0x3f;  // all of them fit
    goods.below = (line_number_ - entry_.line) & longest_entry;
    const Word item = cursor.next();
    if (!item) return wrong(cursor, item, Text::err_goods_without_item, Text::hint_goods);
    if (!intern(out_.items, cursor, item, goods.item)) return false;
    if (!cursor.take_number(quantity_decimals, goods.quantity.raw) && !parse_quantity(cursor, goods)) return false;
    while (const Word word = cursor.next())
        if (!parse_behind_quantity(cursor, word, goods)) return false;
    if (goods.has_marks) marked_.push_back(marks_);
    goods_.push_back(goods);
    return true;
}

bool Parser::parse_quantity(WordCursor& cursor, GoodsLine& goods) {
    const Word quantity = cursor.next();
    if (!quantity) return wrong(cursor, quantity, Text::err_goods_without_quantity, Text::hint_goods);
    if (!parse_number(cursor, quantity, quantity_decimals, goods.quantity.raw)) return false;
    if (goods.quantity.raw < 0 || (goods.quantity.raw == 0 && goods.sign != '='))
        return wrong(cursor, quantity, {Text::err_quantity_not_positive, {quantity.text()}}, Text::hint_quantity_sign);
    return true;
}

bool Parser::parse_behind_quantity(WordCursor& cursor, Word word, GoodsLine& goods) {
    if (word.is("@") || word.is("@@")) return parse_price(cursor, word, goods);
    if (!goods.has_marks) {
        marks_ = Marks();
        marks_.goods = static_cast<uint32_t>(goods_.size());
        goods.has_marks = true;
    }
    return parse_mark(cursor, word, marks_);
}

// Behind @ or @@.
bool Parser::parse_price(WordCursor& cursor, Word at, GoodsLine& goods) {
    if (kind_->kind == Kind::count || kind_->kind == Kind::write_off || kind_->kind == Kind::move)
        return wrong(cursor, at, {Text::err_price_not_here, {kind_->name}}, Text::hint_price_not_here);
    if (goods.form != PriceForm::none) return wrong(cursor, at, Text::err_price_twice);
    goods.form = at.length == 1 ? PriceForm::unit : PriceForm::total;
    const int decimals = goods.form == PriceForm::unit ? price_decimals : money_decimals_;
    if (cursor.take_number(decimals, goods.price)) return true;
    const Word price = cursor.next();
    if (!price) return wrong(cursor, price, Text::err_price_missing, Text::hint_goods);
    if (!parse_number(cursor, price, decimals, goods.price)) return false;
    return goods.price >= 0 || wrong(cursor, price, {Text::err_negative_price, {price.text()}});
}

bool Parser::parse_mark(WordCursor& cursor, Word word, Marks& marks) {
    if (!valid(cursor, word)) return false;
    const size_t colon = word.form == WordForm::plain ? word.text().find(':') : std::string_view::npos;
    if (colon == std::string_view::npos) {
        if (index_of(marks.unit)) return wrong(cursor, word, {Text::err_goods_extra_word, {word.text()}}, Text::hint_goods);
        return intern(out_.words, cursor, word, marks.unit);
    }
    const std::string_view key = word.text().substr(0, colon);
    Word value = word;
    value.begin += colon + 1;
    value.length -= static_cast<uint32_t>(colon) + 1;
    if (!value) return wrong(cursor, word, {Text::err_mark_without_value, {word.text()}});
    if (key == "lot") return intern(out_.words, cursor, value, marks.lot);
    if (key == "expires") {
        Date date;
        if (parse_date(value.text(), date) != BadDate::none)
            return wrong(cursor, value, {Text::err_no_such_day, {value.text()}}, Text::hint_iso_date);
        marks.expires = date;
        return true;
    }
    Detail detail;
    if (key == "tax") {
        if (!parse_value(cursor, Value::rate, value, detail, false)) return false;
        marks.tax = static_cast<int32_t>(detail.number);
        return true;
    }
    if (key == "cost") {
        if (!parse_value(cursor, Value::price, value, detail, false)) return false;
        marks.cost = UnitPrice(detail.number);
        return true;
    }
    return wrong(cursor, word, {Text::err_unknown_mark, {key}}, way_out(key, {"lot", "expires", "tax", "cost"}, Text::nothing));
}

bool Parser::parse_key(WordCursor& cursor) {
    const Word word = cursor.next();
    const KeySpec* key = word.form == WordForm::plain ? find_key(*kind_, word.text()) : nullptr;
    if (!key) return refuse_key(cursor, word);
    const uint64_t bit = uint64_t{1} << static_cast<unsigned>(key->key);
    if ((seen_keys_ & bit) && !key->repeats) return wrong(cursor, word, {Text::err_key_twice, {word.text()}});
    seen_keys_ |= bit;
    Detail detail;
    detail.key = key->key;
    detail.below = line_number_ - entry_.line;
    if (!parse_values(cursor, *key, detail)) return false;
    details_.push_back(detail);
    return key->values[1] != Value::words || parse_more_words(cursor, detail);
}

// The other names of a line that takes any number of them.
bool Parser::parse_more_words(WordCursor& cursor, Detail detail) {
    while (const Word word = cursor.next()) {
        ++detail.number;
        if (!intern(out_.words, cursor, word, detail.b)) return false;
        details_.push_back(detail);
    }
    return true;
}

// No key of that name, or (where there is one) none that this kind of entry takes.
bool Parser::refuse_key(const WordCursor& cursor, Word word) {
    const KeySpec* key = word.form == WordForm::plain ? find_key(word.text()) : nullptr;
    if (!key && !valid(cursor, word)) return false;
    const std::string_view name = word.text();
    const bool signed_word = name.size() > 1 && (name[0] == '+' || name[0] == '-' || name[0] == '=');
    return wrong(cursor, word, {key ? Text::err_key_not_here : Text::err_unknown_key, {name, kind_->name}},
                 signed_word            ? Message(Text::hint_space_after_sign)
                 : has_full_width(name) ? Message(Text::hint_full_width)
                                        : way_out(name, key_names(*kind_), Text::hint_no_keys));
}

// Behind the key: at least as many as it requires; and where `=` or `by` stands, what belongs to that too.
bool Parser::parse_values(WordCursor& cursor, const KeySpec& key, Detail& detail) {
    bool all = false, second_name = false;
    size_t i = 0;
    const bool money = key.values[0] == Value::money || key.values[0] == Value::signed_money;
    if (money && cursor.take_number(money_decimals_, detail.number)) i = 1;
    for (; i < key.values.size() && key.values[i] != Value::none; ++i) {
        const Value kind = key.values[i];
        const Word value = cursor.next();
        if (!value) {
            if (kind == Value::yes_no) detail.number = 1;  // `in-transit` alone says yes
            return (i >= key.required && !all) ||
                   wrong(cursor, value, {Text::err_key_wants_more, {key.name}}, {Text::hint_key_is, {key.help}});
        }
        if (!parse_value(cursor, kind, value, detail, second_name)) return false;
        second_name = detail.a != 0;
        all = all || kind == Value::equals || kind == Value::by;
    }
    return true;
}

bool Parser::parse_value(WordCursor& cursor, Value kind, Word word, Detail& detail, bool second_name) {
    uint32_t& name = second_name ? detail.b : detail.a;
    switch (kind) {
        case Value::money:
        case Value::signed_money:
            if (!parse_number(cursor, word, money_decimals_, detail.number)) return false;
            if (kind == Value::money && detail.number < 0)
                return wrong(cursor, word, {Text::err_negative_amount, {word.text()}}, Text::hint_negative_amount);
            return true;
        case Value::price:
        case Value::quantity:
            if (!parse_number(cursor, word, price_decimals, detail.number)) return false;
            if (detail.number < 0) return wrong(cursor, word, {Text::err_negative_amount, {word.text()}}, Text::hint_negative_amount);
            return true;
        case Value::whole: return parse_number(cursor, word, 0, detail.number);
        case Value::days:
            if (!parse_number(cursor, word, 0, detail.number)) return false;
            return (detail.number >= 0 && detail.number <= 36'500) || wrong(cursor, word, {Text::err_days, {word.text()}});
        case Value::rate:
            if (!word.text().ends_with('%') ||
                parse_decimal(word.text().substr(0, word.text().size() - 1), 4, detail.number) != BadNumber::none)
                return wrong(cursor, word, {Text::err_not_a_rate, {word.text()}}, Text::hint_rate);
            return (detail.number >= 0 && detail.number <= 1'000'000) ||
                   wrong(cursor, word, {Text::err_rate_out_of_range, {word.text()}}, Text::hint_rate);
        case Value::date: {
            Date date;
            if (const BadDate fault = parse_date(word.text(), date); fault != BadDate::none)
                return no_date(cursor, word, fault, Text::hint_iso_date);
            detail.number = date.days;
            return true;
        }
        case Value::yes_no:
            if (!word.is("yes") && !word.is("no")) return wrong(cursor, word, {Text::err_not_yes_no, {word.text()}});
            detail.number = word.is("yes");
            return true;
        case Value::birthday: {
            Birthday day;
            if (const BadDate fault = parse_birthday(word.text(), day); fault != BadDate::none)
                return no_date(cursor, word, fault, Text::hint_birthday);
            detail.number = day.number();
            return true;
        }
        case Value::status:
            if (!word.is("open") && !word.is("closed")) return wrong(cursor, word, {Text::err_not_a_status, {word.text()}});
            return intern(out_.words, cursor, word, detail.a);
        case Value::account_class: {
            const auto found = std::find(declared_classes.begin(), declared_classes.end(), word.text());
            if (word.form != WordForm::plain || found == declared_classes.end())
                return valid(cursor, word) && wrong(cursor, word, {Text::err_not_a_class, {word.text()}}, Text::hint_class);
            detail.number = found - declared_classes.begin();
            return true;
        }
        case Value::party: return intern(out_.parties, cursor, word, detail.a);
        case Value::item: return intern(out_.items, cursor, word, detail.a);
        case Value::account:
        case Value::category:
        case Value::words:
        case Value::word: return intern(out_.words, cursor, word, name);
        case Value::rest: {
            const std::string_view rest = rest_of_line(cursor, word);
            name = index_of(out_.words.intern(rest));
            return !rest.empty() || (!broken_ && wrong(cursor, word, Text::err_empty_name));
        }
        case Value::equals: return word.is("=") || wrong(cursor, word, {Text::err_expected_word, {word.text(), "="}});
        case Value::by: return word.is("by") || wrong(cursor, word, {Text::err_expected_word, {word.text(), "by"}});
        case Value::basis:
            if (word.form != WordForm::plain || !find_basis(word.text()))
                return valid(cursor, word) && wrong(cursor, word, {Text::err_not_a_basis, {word.text()}},
                                                    way_out(word.text(), {all_bases().begin(), all_bases().end()}, Text::nothing));
            return intern(out_.words, cursor, word, detail.a);
        case Value::none: break;
    }
    return true;
}

bool Parser::no_date(const WordCursor& cursor, Word word, BadDate fault, Text hint) {
    return valid(cursor, word) &&
           wrong(cursor, word, {fault == BadDate::not_a_date ? Text::err_not_a_date : Text::err_no_such_day, {word.text()}}, hint);
}

bool Parser::parse_number(const WordCursor& cursor, Word word, int decimals, int64_t& number) {
    const BadNumber fault = word.form == WordForm::plain ? parse_decimal(word.text(), decimals, number) : BadNumber::not_a_number;
    if (fault == BadNumber::none) return true;
    if (!valid(cursor, word)) return false;
    return wrong(cursor, word, number_fault(fault, word.text(), decimals), number_hint(fault, word.text()));
}

// Only a comment may be left.
bool Parser::end_of_line(WordCursor& cursor) {
    if (!cursor.at_end()) {
        const Word extra = cursor.next();
        return valid(cursor, extra) && wrong(cursor, extra, {Text::err_extra_word, {extra.text()}}, Text::hint_extra_word);
    }
    return cursor.comment().empty() || check_comment(cursor);
}

// Its bytes are looked at here, since nothing else reads them.
bool Parser::check_comment(const WordCursor& cursor) {
    const TextFault fault = find_fault(cursor.comment());
    if (fault.kind == BadText::none) return true;
    return wrong(cursor, {cursor.comment().data() + fault.at, 1}, bad_text(fault), bad_text_hint(fault));
}

void Parser::finish_entry() {
    if (!in_entry_) return;
    in_entry_ = false;
    if (!broken_ && kind_->goods_required && goods_.empty()) {
        errors_.push_back(error_at(name_, entry_.line, header_line_, 0, static_cast<uint32_t>(header_line_.size()),
                                   {Text::err_no_goods, {kind_->name}},
                                   kind_->signs == equals ? Text::hint_count_goods : Text::hint_goods));
        broken_ = true;
    }
    // a broken entry is kept as a bare header, so that a second use of its ref is seen; no books are made of such files
    if (!broken_) put_lines();
    if (entry_.ref != RefId::none && out_.find(entry_.ref) == no_entry) {
        if (index_of(entry_.ref) >= out_.entry_of_ref.size())
            out_.entry_of_ref.resize(std::max<size_t>(index_of(entry_.ref) + 1, out_.entry_of_ref.size() * 2), no_entry);
        out_.entry_of_ref[index_of(entry_.ref)] = static_cast<uint32_t>(out_.entries.size());
    }
    constexpr uint64_t other_names = uint64_t{1} << static_cast<unsigned>(Key::also) | uint64_t{1} << static_cast<unsigned>(Key::also_item);
    const bool names = entry_.kind == Kind::account || (seen_keys_ & other_names);
    if (!broken_ && names) out_.renaming.push_back(static_cast<uint32_t>(out_.entries.size()));
    if (!broken_ && entry_.kind == Kind::item) out_.item_entries.push_back(static_cast<uint32_t>(out_.entries.size()));
    if (!broken_ && entry_.replaces() != RefId::none) out_.replacing.push_back(static_cast<uint32_t>(out_.entries.size()));
    out_.entries.push_back(entry_);
    out_.latest = std::max(out_.latest, entry_.date);
}

void Parser::put_lines() {
    entry_.first_goods = out_.goods.append(goods_);
    entry_.goods_count = static_cast<uint32_t>(goods_.size());
    entry_.first_detail = out_.details.append(details_);
    entry_.detail_count = static_cast<uint32_t>(details_.size());
    for (Marks& marks : marked_) {
        marks.goods += entry_.first_goods;
        out_.marks.push_back(marks);
    }
}

std::string_view Parser::spelling(Word word) {
    if (word.form != WordForm::escaped) return word.text();
    scratch_ = unescape(word.text());
    return scratch_;
}

bool Parser::valid(const WordCursor& cursor, Word word) {
    switch (word.form) {
        case WordForm::unclosed_quote: return wrong(cursor, word, Text::err_unclosed_quote, Text::hint_quote);
        case WordForm::quote_inside: return wrong(cursor, word, Text::err_quote_inside, Text::hint_quote);
        case WordForm::semicolon_inside: return wrong(cursor, word, Text::err_semicolon_inside, Text::hint_quote);
        case WordForm::bad_escape: return wrong(cursor, word, Text::err_bad_escape, Text::hint_quote);
        default: break;  // a control character is found again below, with its place
    }
    const TextFault fault = find_fault({word.begin, word.length});
    if (fault.kind == BadText::none) return true;
    return wrong(cursor, {word.begin + fault.at, 1}, bad_text(fault), bad_text_hint(fault));
}

// Words up to the end of the line as one text, single spaces between them; a quoted text stands alone.
std::string_view Parser::rest_of_line(WordCursor& cursor, Word first) {
    if (!valid(cursor, first)) return {};
    if (cursor.at_end()) return spelling(first);
    std::string joined(spelling(first));
    while (const Word word = cursor.next()) {
        if (!valid(cursor, word)) return {};
        joined.append(" ").append(spelling(word));
    }
    scratch_ = std::move(joined);
    return scratch_;
}

// Nearly all names were seen before, and found valid then.
template <class Id, class Field>
bool Parser::intern(Names<Id>& names, const WordCursor& cursor, Word word, Field& field) {
    typename Names<Id>::Seat seat;
    Id id = word.form == WordForm::plain ? names.look_up(word.text(), seat) : Id::none;
    if (id == Id::none) {
        if (!valid(cursor, word)) return false;
        const std::string_view name = spelling(word);
        if (name.empty()) return wrong(cursor, word, Text::err_empty_name);
        id = word.form == WordForm::plain ? names.add(name, seat) : names.intern(name);
    }
    field = static_cast<Field>(id);
    return true;
}

}  // namespace daybook
