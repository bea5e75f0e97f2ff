#include "cli/offered.h"

#include <algorithm>

#include "base/half_width.h"
#include "base/shell_word.h"
#include "base/utf8.h"
#include "books/offers.h"
#include "books/party_cards.h"
#include "cli/finding.h"
#include "model/typed_amounts.h"

namespace daybook {

namespace {

// The last thing that an item's entries themselves said by a day: what `find` makes of a detail, where it makes something of it.
template <class T, class Find>
std::optional<T> last_own(const Entries& entries, ItemId item, Date day, const Find& find) {
    std::optional<T> said;
    Date since = first_date;
    for (const Entry& entry : entries.entries) {
        if ((entry.kind != Kind::item && entry.kind != Kind::kit) || entry.subject != index_of(item) || entry.date > day ||
            entry.date < since)
            continue;
        for (const Detail& detail : entries.details_of(entry)) {
            const std::optional<T> found = find(detail);
            if (!found) continue;
            said = found;
            since = entry.date;
        }
    }
    return said;
}

// The style that the item was of by a day; none where it was of none.
ItemId style_on(const Entries& entries, ItemId item, Date day) {
    const Styles::Member* member = entries.styles.member(item);
    return member && member->since <= day ? entries.styles.of(item)->code : ItemId::none;
}

// What the item said itself, else what its style said.
template <class T, class Find>
std::optional<T> last_said(const Entries& entries, ItemId item, Date day, const Find& find) {
    const std::optional<T> own = last_own<T>(entries, item, day, find);
    const ItemId style = own ? ItemId::none : style_on(entries, item, day);
    return style == ItemId::none ? own : last_own<T>(entries, style, day, find);
}

std::string_view category_of(const Entries& entries, ItemId item, Date day) {
    const auto category = last_said<WordId>(entries, item, day, [](const Detail& detail) {
        return detail.key == Key::category ? std::optional<WordId>(detail.word()) : std::nullopt;
    });
    return category ? entries.words.text(*category) : std::string_view();
}

class Counter {
  public:
    Counter(const Session& session, const Args& args, const Journal& journal, Draft& draft, Date day)
        : settings_(session.settings()),
          decimals_(settings_.books.currency.decimals),
          session_(session),
          args_(args),
          journal_(journal),
          entries_(journal.entries()),
          draft_(draft) {
        customer_name_ = clause(Clause::to, "to");
        customer_ = entries_.party(customer_name_);  // looked up by now: who has no such name is new
        level_ = level_of(entries_, customer_, day);
        occasion_ = {day, entries_.words.text(level_), {}, customer_name_.empty()};
        channel_ = clause(Clause::via, "via");
        occasion_.channel = channel_;
        for (const std::vector<std::string>& quoted : draft.details[Key::discount]) agreed_off_ += typed_money(quoted[0]);
    }

    Result<void> offer() {
        if (const auto ok = price_lines(); !ok) return ok;
        const bool sale = spec(draft_.kind).allows(Key::points);
        if (const auto ok = take_discounts(); !ok) return ok;
        if (sale && args_.has("redeem"))
            if (const auto ok = redeem(); !ok) return ok;
        if (sale && !customer_name_.empty() && !args_.has("points")) grant();
        return {};
    }

  private:
    std::string clause(Clause clause, const char* option) const {
        const auto own = draft_.clauses.find(clause);
        return own != draft_.clauses.end() ? own->second : args_.get(option);
    }
    // Nothing where it is no amount, such as the name of a discount.
    Money typed_money(const std::string& word) const {
        Money amount;
        return parse_decimal(plain_amount(word, currency()), decimals_, amount.raw) == BadNumber::none ? amount : Money();
    }
    const std::string& currency() const { return settings_.books.currency.code; }
    std::string money(Money amount) const { return to_text(amount, decimals_); }
    const Level* level() const { return settings_.offers.level(occasion_.level); }

    Result<void> price_lines() {
        for (TypedGoods& line : draft_.goods) {
            BasketLine& in_basket = basket_.emplace_back();
            in_basket.agreed = !line.price.empty();
            const ItemId item = entries_.items.find(item_code(entries_, line.item));
            in_basket.item = entries_.items.text(item);
            in_basket.category = category_of(entries_, item, occasion_.day);
            if (line.price.empty()) {
                const Result<UnitPrice> price = price_of(line);
                if (!price) return tl::unexpected<Error>(price.error());
                line.price = "@" + to_text(*price, decimals_);
            }
            // what is no number is for the parser to refuse
            const bool total = line.price.starts_with("@@");
            int64_t price = 0;
            if (parse_decimal(line.quantity, quantity_decimals, in_basket.quantity.raw) != BadNumber::none ||
                parse_decimal(plain_amount(line.price.substr(total ? 2 : 1), currency()), total ? decimals_ : price_decimals, price) !=
                    BadNumber::none)
                continue;
            in_basket.amount = total ? Money(price) : line_amount(in_basket.quantity, UnitPrice(price), decimals_);
        }
        return {};
    }

    // The item's own price for the level, else its list price less the level's discount; of a larger unit, that of all it holds.
    Result<UnitPrice> price_of(const TypedGoods& line) const {
        const Result<ItemId> item = session_.item(journal_, line.item);
        if (!item) return tl::unexpected<Error>(item.error());
        std::optional<UnitPrice> price;
        if (level_ != WordId::none) price = list_price(entries_, *item, occasion_.day, level_);
        if (!price) {
            price = list_price(entries_, *item, occasion_.day, WordId::none);
            if (price && level()) price = level_price(*price, *level(), decimals_);
        }
        if (!price) return tl::unexpected<Error>(no_list_price(session_, entries_, line, *item, occasion_.day));
        const WordId unit = entries_.words.find(line.unit);
        const auto holds = last_said<int64_t>(entries_, *item, occasion_.day, [&](const Detail& detail) {
            const bool larger = detail.key == Key::unit && detail.b && detail.word() == unit;
            return larger ? std::optional<int64_t>(detail.number) : std::nullopt;
        });
        return holds ? UnitPrice(mul_div(price->raw, *holds, one_unit)) : *price;
    }

    Result<void> take_discounts() {
        const std::vector<Promotion>& promotions = settings_.offers.promotions;
        if (promotions.empty() && !args_.has("coupon")) return {};
        const bool counted =
            std::any_of(promotions.begin(), promotions.end(), [](const Promotion& one) { return one.limit || one.limit_per_customer; });
        if (counted) uses_ = uses_of(entries_, customer_, entries_.find(entries_.refs.find(args_.get("replaces"))));
        const Promotion* coupon = nullptr;
        if (args_.has("coupon")) {
            const Result<const Promotion*> found = find_coupon(args_.get("coupon"));
            if (!found) return tl::unexpected<Error>(found.error());
            coupon = *found;
        }
        const std::vector<BasketLine> before = basket_;
        const std::vector<Discount> discounts = best_discounts(promotions, coupon, !args_.has("no-promotion"), occasion_, uses_, basket_);
        if (coupon)
            if (const auto ok = check_taken(*coupon, discounts, before); !ok) return ok;
        for (const Discount& discount : discounts) draft_.details[Key::discount].push_back({money(discount.off), discount.name});
        return {};
    }

    Result<const Promotion*> find_coupon(const std::string& code) const {
        std::vector<std::string_view> codes;
        for (const Promotion& promotion : settings_.offers.promotions) {
            if (promotion.code == code) return &promotion;
            if (!promotion.code.empty()) codes.push_back(promotion.code);
        }
        const std::string_view near = did_you_mean(code, codes);
        return fail({Text::err_no_coupon, {code}}, near.empty() ? Message(Text::hint_no_coupon) : Message(Text::hint_did_you_mean, {near}));
    }

    // A coupon that was named is used, or it is said why not.
    Result<void> check_taken(const Promotion& coupon, const std::vector<Discount>& discounts, const std::vector<BasketLine>& before) const {
        for (const Discount& discount : discounts)
            if (discount.name == coupon.name) return {};
        std::vector<Money> off;
        Money goods;
        const auto found = uses_.find(coupon.name);
        const WhyNot why = try_promotion(coupon, occasion_, found == uses_.end() ? Uses() : found->second, before, off, goods);
        if (why == WhyNot::none) {
            Money own;
            for (Money part : off) own += part;
            return fail({Text::err_coupon_worse, {coupon.code, money(own), discounts.front().name, money(discounts.front().off)}},
                        Text::hint_coupon_worse);
        }
        return refuse_coupon(coupon, why, goods);
    }

    Result<void> refuse_coupon(const Promotion& coupon, WhyNot why, Money goods) const {
        const auto list = [](const std::vector<std::string>& names) {
            std::string all;
            for (const std::string& name : names) all.append(all.empty() ? "" : ", ").append(name);
            return all;
        };
        const std::string& code = coupon.code;
        switch (why) {
            case WhyNot::not_yet: return fail({Text::err_coupon_not_yet, {code, to_text(coupon.begin), to_text(occasion_.day)}});
            case WhyNot::over: return fail({Text::err_coupon_over, {code, to_text(coupon.end), to_text(occasion_.day)}});
            case WhyNot::level:
                return fail({Text::err_coupon_level, {code, list(coupon.levels)}},
                            occasion_.walk_in ? Message(Text::hint_coupon_level) : Message());
            case WhyNot::channel:
                return fail({Text::err_coupon_channel, {code, list(coupon.channels)}},
                            channel_.empty() ? Message(Text::hint_coupon_channel) : Message());
            case WhyNot::minimum: return fail({Text::err_coupon_minimum, {code, money(coupon.minimum), money(goods)}});
            case WhyNot::used_up: return fail({Text::err_coupon_used_up, {code, std::to_string(*coupon.limit)}});
            case WhyNot::used_up_by_customer:
                return fail({Text::err_coupon_used_by, {code, customer_name_, std::to_string(*coupon.limit_per_customer)}});
            case WhyNot::walk_in: return fail({Text::err_coupon_walk_in, {code}}, Text::hint_coupon_level);
            default: return fail({Text::err_coupon_goods, {code}}, Text::hint_coupon_goods);
        }
    }

    // What the goods come to with all discounts so far taken off, those that were typed included.
    Money to_pay() const {
        Money left;
        for (size_t i = 0; i < basket_.size(); ++i) left += basket_[i].amount;
        for (const std::string& word : args_.all("discount")) left -= typed_money(word);
        return left - agreed_off_;
    }

    Result<void> redeem() {
        const PointsRule& rule = settings_.offers.points;
        int64_t points = 0;
        const std::string typed = half_width(args_.get("redeem"));
        if (parse_decimal(typed, 0, points) != BadNumber::none || points <= 0)
            return fail({Text::err_not_whole, {typed}}, Text::hint_redeem);
        if (!rule.worth) return fail(Text::err_points_worth_nothing, Text::hint_points_worth);
        if (customer_name_.empty()) return fail(Text::err_points_of_nobody, Text::hint_points_of_nobody);
        const Money worth(mul_div(points, rule.worth.raw, 1)), left = to_pay();
        if (worth > left)
            return fail({Text::err_redeems_too_much, {typed, money(worth), money(left)}},
                        {Text::hint_redeems_too_much, {std::to_string(std::max<int64_t>(left.raw / rule.worth.raw, 0))}});
        draft_.details[Key::discount].push_back({money(worth), std::string(points_discount)});
        draft_.details[Key::points].push_back({"-" + std::to_string(points)});
        agreed_off_ += worth;
        return {};
    }

    void grant() {
        const int64_t points = points_for(to_pay(), settings_.offers.points, level());
        std::vector<std::vector<std::string>>& lines = draft_.details[Key::points];
        if (points > 0) lines.insert(lines.begin(), {std::to_string(points)});
    }

    const Settings& settings_;
    const int decimals_;
    const Session& session_;
    const Args& args_;
    const Journal& journal_;
    const Entries& entries_;
    Draft& draft_;
    std::string customer_name_, channel_;
    PartyId customer_ = PartyId::none;
    WordId level_ = WordId::none;
    Occasion occasion_;
    std::vector<BasketLine> basket_;
    std::map<std::string, Uses> uses_;
    Money agreed_off_;  // discounts that are not in the basket's amounts: of a quote, of points
};

}  // namespace

// What a style says for a level holds of an item only where the item has no list price of its own.
std::optional<UnitPrice> list_price(const Entries& entries, ItemId item, Date day, WordId level) {
    const auto price_for = [](WordId wanted) {
        return [wanted](const Detail& detail) {
            const bool found = detail.key == Key::price && detail.word() == wanted;
            return found ? std::optional<UnitPrice>(UnitPrice(detail.number)) : std::nullopt;
        };
    };
    if (level != WordId::none && last_own<UnitPrice>(entries, item, day, price_for(WordId::none)))
        return last_own<UnitPrice>(entries, item, day, price_for(level));
    return last_said<UnitPrice>(entries, item, day, price_for(level));
}

Error no_list_price(const Session& session, const Entries& entries, const TypedGoods& line, ItemId item, Date day) {
    const std::string code(entries.items.text(item)), typed = shell_word(code + ":" + line.quantity + line.unit), quoted = shell_word(code);
    std::optional<Date> since;
    for (const Entry& entry : entries.entries) {
        if ((entry.kind != Kind::item && entry.kind != Kind::kit) || entry.subject != index_of(item) || (since && *since <= entry.date))
            continue;
        for (const Detail& detail : entries.details_of(entry))
            if (detail.key == Key::price && detail.word() == WordId::none) since = entry.date;
    }
    const Message what =
        since ? Message(Text::err_no_list_price_yet, {code, to_text(*since), to_text(day)}) : Message(Text::err_no_list_price, {code});
    if (day >= session.today()) return Error(what, {Text::hint_no_list_price, {typed, quoted}});
    return Error(what, {Text::hint_no_list_price_yet, {typed, quoted, to_text(day)}});
}

std::vector<Option> offer_options(Kind kind) {
    std::vector<Option> options = {{"--coupon,--优惠券", "CODE", Text::opt_coupon},
                                   {"--no-promotion,--不参加活动", "", Text::opt_no_promotion}};
    if (spec(kind).allows(Key::points)) options.insert(options.begin(), {"--redeem,--抵扣积分", "POINTS", Text::opt_redeem});
    return options;
}

Result<void> offer(const Session& session, const Args& args, const Journal& journal, Draft& draft) {
    const Result<Date> day = session.day(args);
    if (!day) return tl::unexpected<Error>(day.error());
    const Entries& entries = journal.entries();
    if (const auto ok = find_goods(session, args, entries, draft.kind, draft.goods); !ok) return ok;
    const auto own = draft.clauses.find(Clause::to);
    const std::string to = own != draft.clauses.end() ? own->second : args.get("to");
    if (!to.empty()) {
        const Result<std::string> customer = named_party(session, entries, to, args.has("new") ? Meant::exactly : Meant::any);
        if (!customer) return tl::unexpected<Error>(customer.error());
        draft.clauses[Clause::to] = *customer;
    }
    return Counter(session, args, journal, draft, *day).offer();
}

}  // namespace daybook
