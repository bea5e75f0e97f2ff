#include "books/offers.h"

#include <algorithm>

#include "base/wide.h"

namespace daybook {

namespace {

bool is_in(const std::vector<std::string>& list, std::string_view name) {
    return list.empty() || std::find(list.begin(), list.end(), name) != list.end();
}

// 茶叶 holds 茶叶/绿茶.
bool is_below(std::string_view category, std::string_view of) {
    return category == of || (category.starts_with(of) && category.size() > of.size() && category[of.size()] == '/');
}

bool is_for(const Promotion& promotion, const BasketLine& line) {
    if (line.agreed || line.amount.raw <= 0) return false;
    if (promotion.items.empty() && promotion.categories.empty()) return true;
    if (!promotion.items.empty() && is_in(promotion.items, line.item)) return true;
    return std::any_of(promotion.categories.begin(), promotion.categories.end(),
                       [&](const std::string& category) { return is_below(line.category, category); });
}

WhyNot check_occasion(const Promotion& promotion, const Occasion& occasion, const Uses& uses) {
    if (occasion.day < promotion.begin) return WhyNot::not_yet;
    if (occasion.day > promotion.end) return WhyNot::over;
    if (!is_in(promotion.levels, occasion.level)) return WhyNot::level;
    if (!is_in(promotion.channels, occasion.channel)) return WhyNot::channel;
    if (promotion.limit && uses.all >= *promotion.limit) return WhyNot::used_up;
    if (promotion.limit_per_customer && occasion.walk_in) return WhyNot::walk_in;
    if (promotion.limit_per_customer && uses.by_customer >= *promotion.limit_per_customer) return WhyNot::used_up_by_customer;
    return WhyNot::none;
}

// Of every `buy` + `free` whole units the cheapest are free.
void take_free(const Promotion& promotion, std::span<const BasketLine> basket, const std::vector<size_t>& lines, std::vector<Money>& off) {
    std::vector<size_t> cheapest = lines;
    const auto whole_units = [&](size_t i) { return basket[i].quantity.raw / one_unit; };
    std::stable_sort(cheapest.begin(), cheapest.end(), [&](size_t a, size_t b) {
        const Wide left = static_cast<Wide>(basket[a].amount.raw) * basket[b].quantity.raw;
        return left < static_cast<Wide>(basket[b].amount.raw) * basket[a].quantity.raw;
    });
    int64_t units = 0;
    for (size_t i : lines) units += whole_units(i);
    int64_t free = units / (promotion.buy + promotion.free) * promotion.free;
    for (size_t i : cheapest) {
        const int64_t taken = std::min(free, whole_units(i));
        off[i] = share(basket[i].amount, Quantity(taken * one_unit), basket[i].quantity);
        free -= taken;
    }
}

}  // namespace

WhyNot try_promotion(const Promotion& promotion, const Occasion& occasion, const Uses& uses, std::span<const BasketLine> basket,
                     std::vector<Money>& off, Money& goods) {
    off.assign(basket.size(), Money());
    goods = Money();
    if (const WhyNot why = check_occasion(promotion, occasion, uses); why != WhyNot::none) return why;
    std::vector<size_t> lines;
    std::vector<int64_t> weights(basket.size());
    for (size_t i = 0; i < basket.size(); ++i) {
        if (!is_for(promotion, basket[i])) continue;
        lines.push_back(i);
        weights[i] = basket[i].amount.raw;
        goods += basket[i].amount;
    }
    if (lines.empty()) return WhyNot::goods;
    if (goods < promotion.minimum) return WhyNot::minimum;
    if (promotion.buy > 0) {
        take_free(promotion, basket, lines, off);
    } else {
        Money total(mul_div(goods.raw, promotion.percent, 1'000'000));
        const int64_t times = promotion.every ? goods.raw / promotion.minimum.raw : 1;
        for (int64_t i = 0; i < times && total < goods; ++i) total += promotion.off;
        allocate(std::min(total, goods), weights, off);
    }
    const bool any = std::any_of(off.begin(), off.end(), [](Money part) { return part.raw > 0; });
    return any ? WhyNot::none : WhyNot::nothing_off;
}

namespace {

Money total(const std::vector<Money>& parts) {
    Money sum;
    for (Money part : parts) sum += part;
    return sum;
}

const Uses& uses_of(const std::map<std::string, Uses>& uses, const Promotion& promotion) {
    static const Uses none;
    const auto found = uses.find(promotion.name);
    return found == uses.end() ? none : found->second;
}

}  // namespace

std::vector<Discount> best_discounts(const std::vector<Promotion>& promotions, const Promotion* coupon, bool automatic,
                                     const Occasion& occasion, const std::map<std::string, Uses>& uses, std::vector<BasketLine>& basket) {
    std::vector<Discount> discounts;
    std::vector<Money> off, best_off;
    Money goods;
    const auto applies = [&](const Promotion& promotion) {
        const bool wanted = promotion.code.empty() ? automatic : &promotion == coupon;
        return wanted && try_promotion(promotion, occasion, uses_of(uses, promotion), basket, off, goods) == WhyNot::none;
    };
    const auto take = [&](const Promotion& promotion, const std::vector<Money>& parts) {
        discounts.push_back({promotion.name, total(parts)});
        for (size_t i = 0; i < basket.size(); ++i) basket[i].amount -= parts[i];
    };
    const Promotion* best = nullptr;
    for (const Promotion& promotion : promotions) {
        if (promotion.stack || !applies(promotion) || (best && total(off) <= total(best_off))) continue;
        best = &promotion;
        best_off = off;
    }
    if (best) take(*best, best_off);
    for (const Promotion& promotion : promotions)
        if (promotion.stack && applies(promotion)) take(promotion, std::vector<Money>(off));
    return discounts;
}

UnitPrice level_price(UnitPrice list, const Level& level, int money_decimals) {
    const int64_t smallest = powers_of_ten[price_decimals - money_decimals];  // millionths in the currency's smallest unit
    return UnitPrice(mul_div(list.raw, 1'000'000 - level.discount, 1'000'000 * smallest) * smallest);
}

int64_t points_for(Money spent, const PointsRule& rule, const Level* level) {
    if (rule.per.raw <= 0 || spent.raw <= 0) return 0;
    const Wide times = level ? level->points : one_unit;
    return static_cast<int64_t>(spent.raw * times / (static_cast<Wide>(rule.per.raw) * one_unit));
}

std::map<std::string, Uses> uses_of(const Entries& entries, PartyId customer, uint32_t replaced) {
    std::vector<bool> is_void(entries.entries.size());
    for (const Entry& entry : entries.entries)
        if (const uint32_t target = entries.find(entry.of); entry.kind == Kind::void_entry && target != no_entry) is_void[target] = true;
    std::map<std::string, Uses> uses;
    for (uint32_t i = 0; i < entries.entries.size(); ++i) {
        const Entry& entry = entries.entries[i];
        if (is_void[i] || i == replaced || entries.replacements.by(i) != no_entry ||
            (entry.kind != Kind::sell && entry.kind != Kind::order))
            continue;
        for (const Detail& detail : entries.details_of(entry)) {
            if (detail.key != Key::discount || !detail.a) continue;
            Uses& of_name = uses[std::string(entries.words.text(detail.word()))];
            ++of_name.all;
            of_name.by_customer += customer != PartyId::none && entry.party == customer;
        }
    }
    return uses;
}

}  // namespace daybook
