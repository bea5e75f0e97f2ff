// One function for each rule of the language, so longer than other files.
#include "journal/parser.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "base/utf8.h"
#include "journal/faults.h"

namespace daybook {

Error Parser::error(const WordCursor& cursor, uint32_t at, uint32_t length, Message what, Message hint) const {
    return error_at(name_, line_number_, cursor.line(), at, length, std::move(what), std::move(hint));
}

bool Parser::wrong(const WordCursor& cursor, const Word& word, Message what, Message hint) {
    const uint32_t at = word ? word.at : static_cast<uint32_t>(cursor.line().size());
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
    const Word first = cursor.next();
    if (first.fault == BadWord::control_character && line[0] == '\0') return false;
    if (first.is("include"))
        parse_include(cursor);
    else
        parse_header(cursor, first);
    return true;
}

// The other file is parsed now, in the middle of this one, by a parser of its own.
void Parser::parse_include(WordCursor& cursor) {
    const Word path = cursor.next();
    if (!path) {
        wrong(cursor, path, Text::err_include_what, Text::hint_include);
        return;
    }
    if (!valid(cursor, path) || !end_of_line(cursor)) return;
    include_(std::string(spelling(path)), error(cursor, path.at, path.length, {}));
}

void Parser::parse_header(WordCursor& cursor, const Word& date) {
    entry_ = Entry();
    entry_.line = line_number_;
    entry_.file = file_;
    entry_.first_goods = static_cast<uint32_t>(out_.goods.size());
    entry_.first_detail = static_cast<uint32_t>(out_.details.size());
    header_line_ = cursor.line();
    in_entry_ = true;
    broken_ = false;
    kind_ = nullptr;
    seen_keys_ = 0;
    if (!parse_date_word(cursor, date)) return;
    const Word kind = cursor.next();
    if (!kind) {
        wrong(cursor, kind, Text::err_no_kind, Text::hint_header);
        return;
    }
    kind_ = kind.quoted ? nullptr : find_kind(kind.text);
    if (!kind_) {
        if (valid(cursor, kind))
            wrong(cursor, kind, {Text::err_unknown_kind, {kind.text}}, way_out(kind.text, kind_names(), Text::nothing));
        return;
    }
    entry_.kind = kind_->kind;
    if (parse_ref(cursor) && parse_clauses(cursor)) end_of_line(cursor);
}

// False where nothing can be said of the rest of the line; a day that does not exist is an error, but read on.
bool Parser::parse_date_word(const WordCursor& cursor, const Word& date) {
    const bool known = date.text.size() == 10 && std::memcmp(date.text.data(), date_text_, 10) == 0;
    if (date.fault == BadWord::none && known) {
        entry_.date = date_;
        return true;
    }
    if (!valid(cursor, date)) return false;
    switch (parse_date(date.text, entry_.date)) {
        case BadDate::not_a_date:
            for (std::string_view marker : {"<<<<<<<", "|||||||", "=======", ">>>>>>>"})
                if (date.text == marker) return wrong(cursor, date, Text::err_conflict_marker, Text::hint_conflict_marker);
            return wrong(cursor, date, {Text::err_not_a_date, {date.text}},
                         has_full_width(date.text)                    ? Text::hint_full_width
                         : date.text[0] >= '0' && date.text[0] <= '9' ? Text::hint_iso_date
                                                                      : Text::hint_header);
        case BadDate::no_such_day: wrong(cursor, date, {Text::err_no_such_day, {date.text}}, Text::hint_iso_date); break;
        case BadDate::none: std::memcpy(date_text_, date.text.data(), 10); date_ = entry_.date;
    }
    return true;
}

bool Parser::parse_ref(WordCursor& cursor) {
    const Word word = cursor.next();
    if (!word) return wrong(cursor, word, {Text::err_no_ref, {kind_->name}}, kind_->declares ? Text::hint_code : Text::hint_ref);
    bool ok = true;
    switch (kind_->kind) {
        case Kind::item:
        case Kind::kit: entry_.subject = index_of(intern(out_.items, cursor, word, ok)); return ok;
        case Kind::customer:
        case Kind::supplier: entry_.subject = index_of(intern(out_.parties, cursor, word, ok)); return ok;
        case Kind::account: entry_.subject = index_of(intern(out_.words, cursor, word, ok)); return ok;
        default: break;
    }
    entry_.ref = intern(out_.refs, cursor, word, ok);
    if (!ok) return false;
    const uint32_t before = out_.find(entry_.ref);
    if (before != no_entry) {
        const Entry& first = out_.entries[before];
        return wrong(cursor, word, {Text::err_ref_twice, {out_.refs.text(entry_.ref), std::to_string(first.line)}}, Text::hint_ref_twice);
    }
    if (!word.quoted && find_clause(word.text)) return wrong(cursor, word, {Text::err_ref_is_clause, {word.text}}, Text::hint_ref);
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
        detail.line = line_number_;
        detail.a = index_of(out_.words.intern(name));
        out_.details.push_back(detail);
        return true;
    }
    uint32_t seen = 0;
    while (const Word preposition = cursor.next()) {
        const ClauseSpec* clause = preposition.quoted ? nullptr : find_clause(preposition.text);
        if (!clause && !valid(cursor, preposition)) return false;
        if (clause && ((seen >> static_cast<unsigned>(clause->clause)) & 1))
            return wrong(cursor, preposition, {Text::err_clause_twice, {preposition.text}});
        if (!parse_clause(cursor, preposition, clause)) return false;
        seen |= 1u << static_cast<unsigned>(clause->clause);
    }
    return true;
}

bool Parser::parse_clause(WordCursor& cursor, const Word& preposition, const ClauseSpec* clause) {
    const ClauseUse use = clause ? kind_->use(clause->clause) : ClauseUse::none;
    if (use == ClauseUse::none)
        return wrong(cursor, preposition, {clause ? Text::err_clause_not_here : Text::err_unknown_clause, {preposition.text, kind_->name}},
                     way_out(preposition.text, clause_names(*kind_), Text::hint_no_clauses));
    const Word name = cursor.next();
    if (!name) return wrong(cursor, name, {Text::err_clause_without_name, {preposition.text}});
    bool ok = true;
    switch (use) {
        case ClauseUse::party: entry_.party = intern(out_.parties, cursor, name, ok); break;
        case ClauseUse::channel: entry_.channel = intern(out_.words, cursor, name, ok); break;
        case ClauseUse::staff: entry_.staff = intern(out_.words, cursor, name, ok); break;
        case ClauseUse::purpose: entry_.purpose = intern(out_.words, cursor, name, ok); break;
        case ClauseUse::entry: entry_.of = intern(out_.refs, cursor, name, ok); break;
        default: (clause->clause == Clause::to ? entry_.warehouse_to : entry_.warehouse) = intern(out_.words, cursor, name, ok); break;
    }
    return ok;
}

void Parser::parse_detail(WordCursor& cursor) {
    const Word word = cursor.next();
    if (!in_entry_) {
        wrong(cursor, word, Text::err_detail_alone, Text::hint_detail_alone);
        return;
    }
    if (!kind_) return;  // of an unknown kind nothing can be said
    const bool sign = !word.quoted && word.text.size() == 1 && (word.text[0] == '+' || word.text[0] == '-' || word.text[0] == '=');
    if (sign ? parse_goods(cursor, word.text[0]) : parse_key(cursor, word)) end_of_line(cursor);
}

bool Parser::parse_goods(WordCursor& cursor, char sign) {
    const uint8_t bit = sign == '+' ? plus : sign == '-' ? minus : equals;
    if (!(kind_->signs & bit)) {
        Word word;
        word.at = static_cast<uint32_t>(cursor.position() - 1);
        word.length = 1;
        return wrong(cursor, word, {Text::err_sign_not_here, {std::string(1, sign), kind_->name}}, sign_text(kind_->signs));
    }
    GoodsLine goods;
    goods.sign = sign;
    goods.line = line_number_;
    const Word item = cursor.next();
    if (!item) return wrong(cursor, item, Text::err_goods_without_item, Text::hint_goods);
    bool ok = true;
    goods.item = intern(out_.items, cursor, item, ok);
    if (!ok) return false;
    const Word quantity = cursor.next();
    if (!quantity) return wrong(cursor, quantity, Text::err_goods_without_quantity, Text::hint_goods);
    if (!parse_number(cursor, quantity, quantity_decimals, goods.quantity.raw)) return false;
    if (goods.quantity.raw < 0 || (goods.quantity.raw == 0 && sign != '='))
        return wrong(cursor, quantity, {Text::err_quantity_not_positive, {quantity.text}}, Text::hint_quantity_sign);
    while (const Word word = cursor.next()) {
        if (word.is("@") || word.is("@@")) {
            if (kind_->kind == Kind::count || kind_->kind == Kind::write_off || kind_->kind == Kind::move)
                return wrong(cursor, word, {Text::err_price_not_here, {kind_->name}}, Text::hint_price_not_here);
            if (goods.form != PriceForm::none) return wrong(cursor, word, Text::err_price_twice);
            if (!parse_price(cursor, goods, word.is("@@"))) return false;
        } else if (!parse_unit_or_mark(cursor, word, goods)) {
            return false;
        }
    }
    if (goods.has_marks) out_.marks.push_back(marks_);
    out_.goods.push_back(goods);
    return true;
}

bool Parser::parse_unit_or_mark(WordCursor& cursor, const Word& word, GoodsLine& goods) {
    if (!goods.has_marks) {
        marks_ = Marks();
        marks_.goods = static_cast<uint32_t>(out_.goods.size());
        goods.has_marks = true;
    }
    return parse_mark(cursor, word, marks_);
}

bool Parser::parse_price(WordCursor& cursor, GoodsLine& goods, bool total) {
    const Word price = cursor.next();
    if (!price) return wrong(cursor, price, Text::err_price_missing, Text::hint_goods);
    goods.form = total ? PriceForm::total : PriceForm::unit;
    if (!parse_number(cursor, price, total ? money_decimals_ : price_decimals, goods.price)) return false;
    if (goods.price < 0) return wrong(cursor, price, {Text::err_negative_price, {price.text}});
    return true;
}

bool Parser::parse_mark(WordCursor& cursor, const Word& word, Marks& marks) {
    if (!valid(cursor, word)) return false;
    bool ok = true;
    const size_t colon = word.quoted ? std::string_view::npos : word.text.find(':');
    if (colon == std::string_view::npos) {
        if (index_of(marks.unit)) return wrong(cursor, word, {Text::err_goods_extra_word, {word.text}}, Text::hint_goods);
        marks.unit = intern(out_.words, cursor, word, ok);
        return ok;
    }
    const std::string_view key = word.text.substr(0, colon);
    Word value = word;
    value.text = word.text.substr(colon + 1);
    value.at += static_cast<uint32_t>(colon) + 1;
    value.length -= static_cast<uint32_t>(colon) + 1;
    if (value.text.empty()) return wrong(cursor, word, {Text::err_mark_without_value, {word.text}});
    if (key == "lot") {
        marks.lot = intern(out_.words, cursor, value, ok);
        return ok;
    }
    if (key == "expires") {
        Date date;
        if (parse_date(value.text, date) != BadDate::none)
            return wrong(cursor, value, {Text::err_no_such_day, {value.text}}, Text::hint_iso_date);
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

bool Parser::parse_key(WordCursor& cursor, const Word& word) {
    const KeySpec* key = word.quoted ? nullptr : find_key(word.text);
    if (!key || !kind_->allows(key->key)) {
        if (!key && !valid(cursor, word)) return false;
        if (word.text.size() > 1 && (word.text[0] == '+' || word.text[0] == '-' || word.text[0] == '='))
            return wrong(cursor, word, {Text::err_unknown_key, {word.text, kind_->name}}, Text::hint_space_after_sign);
        if (has_full_width(word.text)) return wrong(cursor, word, {Text::err_unknown_key, {word.text, kind_->name}}, Text::hint_full_width);
        return wrong(cursor, word, {key ? Text::err_key_not_here : Text::err_unknown_key, {word.text, kind_->name}},
                     way_out(word.text, key_names(*kind_), Text::hint_no_keys));
    }
    const uint64_t bit = uint64_t{1} << static_cast<unsigned>(key->key);
    if ((seen_keys_ & bit) && !key->repeats) return wrong(cursor, word, {Text::err_key_twice, {word.text}});
    seen_keys_ |= bit;
    Detail detail;
    detail.key = key->key;
    detail.line = line_number_;
    bool second_name = false, all = false;  // behind `=` or `by` the rest must stand too
    for (size_t i = 0; i < key->values.size() && key->values[i] != Value::none; ++i) {
        const Word value = cursor.next();
        if (!value) {
            if (key->values[i] == Value::yes_no) detail.number = 1;  // `in-transit` alone says yes
            if (i >= key->required && !all) break;
            return wrong(cursor, value, {Text::err_key_wants_more, {key->name}}, {Text::hint_key_is, {key->help}});
        }
        if (!parse_value(cursor, key->values[i], value, detail, second_name)) return false;
        second_name = detail.a != 0;
        all = all || key->values[i] == Value::equals || key->values[i] == Value::by;
    }
    out_.details.push_back(detail);
    return true;
}

bool Parser::parse_value(WordCursor& cursor, Value kind, const Word& word, Detail& detail, bool second_name) {
    bool ok = true;
    switch (kind) {
        case Value::money:
        case Value::signed_money:
            if (!parse_number(cursor, word, money_decimals_, detail.number)) return false;
            if (kind == Value::money && detail.number < 0)
                return wrong(cursor, word, {Text::err_negative_amount, {word.text}}, Text::hint_negative_amount);
            return true;
        case Value::price:
        case Value::quantity:
            if (!parse_number(cursor, word, price_decimals, detail.number)) return false;
            if (detail.number < 0) return wrong(cursor, word, {Text::err_negative_amount, {word.text}}, Text::hint_negative_amount);
            return true;
        case Value::whole: return parse_number(cursor, word, 0, detail.number);
        case Value::days:
            if (!parse_number(cursor, word, 0, detail.number)) return false;
            return (detail.number >= 0 && detail.number <= 36'500) || wrong(cursor, word, {Text::err_days, {word.text}});
        case Value::rate:
            if (!word.text.ends_with('%') || parse_decimal(word.text.substr(0, word.text.size() - 1), 4, detail.number) != BadNumber::none)
                return wrong(cursor, word, {Text::err_not_a_rate, {word.text}}, Text::hint_rate);
            return (detail.number >= 0 && detail.number <= 1'000'000) ||
                   wrong(cursor, word, {Text::err_rate_out_of_range, {word.text}}, Text::hint_rate);
        case Value::date: {
            Date date;
            if (const BadDate fault = parse_date(word.text, date); fault != BadDate::none)
                return no_date(cursor, word, fault, Text::hint_iso_date);
            detail.number = date.days;
            return true;
        }
        case Value::yes_no:
            if (!word.is("yes") && !word.is("no")) return wrong(cursor, word, {Text::err_not_yes_no, {word.text}});
            detail.number = word.is("yes");
            return true;
        case Value::birthday: {
            Birthday day;
            if (const BadDate fault = parse_birthday(word.text, day); fault != BadDate::none)
                return no_date(cursor, word, fault, Text::hint_birthday);
            detail.number = day.number();
            return true;
        }
        case Value::status:
            if (!word.is("open") && !word.is("closed")) return wrong(cursor, word, {Text::err_not_a_status, {word.text}});
            detail.a = index_of(intern(out_.words, cursor, word, ok));
            return ok;
        case Value::party: detail.a = index_of(intern(out_.parties, cursor, word, ok)); return ok;
        case Value::account:
        case Value::category:
        case Value::word: (second_name ? detail.b : detail.a) = index_of(intern(out_.words, cursor, word, ok)); return ok;
        case Value::rest: {
            const std::string_view rest = rest_of_line(cursor, word);
            (second_name ? detail.b : detail.a) = index_of(out_.words.intern(rest));
            return !rest.empty() || (!broken_ && wrong(cursor, word, Text::err_empty_name));
        }
        case Value::equals: return word.is("=") || wrong(cursor, word, {Text::err_expected_word, {word.text, "="}});
        case Value::by: return word.is("by") || wrong(cursor, word, {Text::err_expected_word, {word.text, "by"}});
        case Value::basis:
            if (!word.is("value") && !word.is("quantity") && !word.is("weight"))
                return wrong(cursor, word, {Text::err_not_a_basis, {word.text}});
            detail.a = index_of(intern(out_.words, cursor, word, ok));
            return ok;
        case Value::none: break;
    }
    return true;
}

bool Parser::no_date(const WordCursor& cursor, const Word& word, BadDate fault, Text hint) {
    return valid(cursor, word) &&
           wrong(cursor, word, {fault == BadDate::not_a_date ? Text::err_not_a_date : Text::err_no_such_day, {word.text}}, hint);
}

bool Parser::parse_number(const WordCursor& cursor, const Word& word, int decimals, int64_t& number) {
    const BadNumber fault = word.quoted ? BadNumber::not_a_number : parse_decimal(word.text, decimals, number);
    if (fault == BadNumber::none) return true;
    if (!valid(cursor, word)) return false;
    return wrong(cursor, word, number_fault(fault, word.text, decimals), number_hint(fault, word.text));
}

// Only a comment may be left.
bool Parser::end_of_line(WordCursor& cursor) {
    if (!cursor.at_end()) {
        const Word extra = cursor.next();
        return valid(cursor, extra) && wrong(cursor, extra, {Text::err_extra_word, {extra.text}}, Text::hint_extra_word);
    }
    return cursor.comment().empty() || check_comment(cursor);
}

// Its bytes are looked at here, since nothing else reads them.
bool Parser::check_comment(const WordCursor& cursor) {
    const TextFault fault = find_fault(cursor.comment());
    if (fault.kind == BadText::none) return true;
    Word word;
    word.at = cursor.position() + static_cast<uint32_t>(fault.at);
    word.length = 1;
    return wrong(cursor, word, bad_text(fault), bad_text_hint(fault));
}

void Parser::finish_entry() {
    if (!in_entry_) return;
    in_entry_ = false;
    entry_.goods_count = static_cast<uint32_t>(out_.goods.size()) - entry_.first_goods;
    entry_.detail_count = static_cast<uint32_t>(out_.details.size()) - entry_.first_detail;
    if (!broken_ && kind_->goods_required && entry_.goods_count == 0) {
        errors_.push_back(error_at(name_, entry_.line, header_line_, 0, static_cast<uint32_t>(header_line_.size()),
                                   {Text::err_no_goods, {kind_->name}},
                                   kind_->signs == equals ? Text::hint_count_goods : Text::hint_goods));
        broken_ = true;
    }
    if (broken_) {
        out_.goods.resize(entry_.first_goods);
        out_.details.resize(entry_.first_detail);
        while (!out_.marks.empty() && out_.marks.back().goods >= entry_.first_goods) out_.marks.pop_back();
    }
    if (entry_.ref != RefId::none && out_.find(entry_.ref) == no_entry) {
        if (index_of(entry_.ref) >= out_.entry_of_ref.size())
            out_.entry_of_ref.resize(std::max<size_t>(index_of(entry_.ref) + 1, out_.entry_of_ref.size() * 2), no_entry);
        out_.entry_of_ref[index_of(entry_.ref)] = static_cast<uint32_t>(out_.entries.size());
    }
    if (!broken_ && (seen_keys_ >> static_cast<unsigned>(Key::also)) & 1)
        out_.renaming.push_back(static_cast<uint32_t>(out_.entries.size()));
    // a broken entry is kept as a bare header, so that a second use of its ref is seen; no books are made of such files
    out_.entries.push_back(entry_);
    if (broken_) {
        out_.entries.back().goods_count = 0;
        out_.entries.back().detail_count = 0;
    }
}

std::string_view Parser::spelling(const Word& word) {
    if (!word.escaped) return word.text;
    scratch_ = unescape(word.text);
    return scratch_;
}

bool Parser::valid(const WordCursor& cursor, const Word& word) {
    switch (word.fault) {
        case BadWord::none: break;
        case BadWord::unclosed_quote: return wrong(cursor, word, Text::err_unclosed_quote, Text::hint_quote);
        case BadWord::quote_inside: return wrong(cursor, word, Text::err_quote_inside, Text::hint_quote);
        case BadWord::semicolon_inside: return wrong(cursor, word, Text::err_semicolon_inside, Text::hint_quote);
        case BadWord::bad_escape: return wrong(cursor, word, Text::err_bad_escape, Text::hint_quote);
        case BadWord::control_character: break;  // found again below, with its place
    }
    const TextFault fault = find_fault(cursor.line().substr(word.at, word.length));
    if (fault.kind == BadText::none) return true;
    Word byte = word;
    byte.at += static_cast<uint32_t>(fault.at);
    byte.length = 1;
    return wrong(cursor, byte, bad_text(fault), bad_text_hint(fault));
}

// Words up to the end of the line as one text, single spaces between them; a quoted text stands alone.
std::string_view Parser::rest_of_line(WordCursor& cursor, const Word& first) {
    if (!valid(cursor, first)) return {};
    if (cursor.at_end()) return spelling(first);
    std::string joined(first.escaped ? unescape(first.text) : std::string(first.text));
    while (const Word word = cursor.next()) {
        if (!valid(cursor, word)) return {};
        joined.append(" ").append(word.escaped ? unescape(word.text) : std::string(word.text));
    }
    scratch_ = std::move(joined);
    return scratch_;
}

template <class Id>
Id Parser::intern(Names<Id>& names, const WordCursor& cursor, const Word& word, bool& ok) {
    if (word.fault == BadWord::none && !word.escaped && !word.text.empty()) {
        // a spelling seen before was found valid then
        const Id id = names.intern(word.text, [&] { return valid(cursor, word); });
        ok = id != Id::none;
        return id;
    }
    ok = valid(cursor, word);
    if (!ok) return Id::none;
    const std::string_view name = spelling(word);
    if (name.empty()) {
        ok = wrong(cursor, word, Text::err_empty_name);
        return Id::none;
    }
    return names.intern(name);
}

}  // namespace daybook
