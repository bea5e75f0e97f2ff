// Prices at the counter, with worked values.
#include "books/offers.h"

#include <doctest/doctest.h>

using namespace daybook;

namespace {

const Date today = from_civil({2026, 11, 11});

BasketLine line(const char* item, const char* category, int64_t quantity, int64_t cents, bool agreed = false) {
    return {item, category, Quantity(quantity * one_unit), Money(cents), agreed};
}

Promotion named(const char* name) {
    Promotion promotion;
    promotion.name = name;
    return promotion;
}

std::string off_of(const Promotion& promotion, const std::vector<BasketLine>& basket, const Occasion& occasion = {today, {}, {}, true},
                   const Uses& uses = {}) {
    std::vector<Money> off;
    Money goods;
    const WhyNot why = try_promotion(promotion, occasion, uses, basket, off, goods);
    if (why != WhyNot::none) return "why " + std::to_string(static_cast<int>(why));
    std::string text;
    for (Money part : off) text += (text.empty() ? "" : " ") + to_text(part, 2);
    return text;
}

std::string why(WhyNot not_) { return "why " + std::to_string(static_cast<int>(not_)); }

}  // namespace

TEST_CASE("offers: money off from a minimum on, and for each time that it is reached") {
    Promotion promotion = named("满减");
    promotion.minimum = Money(20'000);
    promotion.off = Money(3'000);
    CHECK(off_of(promotion, {line("A", "", 1, 19'999)}) == why(WhyNot::minimum));
    CHECK(off_of(promotion, {line("A", "", 1, 20'000)}) == "30.00");
    CHECK(off_of(promotion, {line("A", "", 1, 30'000), line("B", "", 1, 10'001)}) == "22.50 7.50");
    promotion.every = true;
    CHECK(off_of(promotion, {line("A", "", 1, 59'999)}) == "60.00");
    CHECK(off_of(promotion, {line("A", "", 1, 60'000)}) == "90.00");
}

TEST_CASE("offers: a percentage, to the cent; no more off than the goods come to") {
    Promotion promotion = named("九折");
    promotion.percent = 100'000;
    CHECK(off_of(promotion, {line("A", "", 1, 1'005)}) == "1.01");  // 1.005, half away from zero
    CHECK(off_of(promotion, {line("A", "", 1, 333), line("B", "", 1, 333), line("C", "", 1, 334)}) == "0.33 0.33 0.34");
    promotion = named("立减");
    promotion.off = Money(5'000);
    CHECK(off_of(promotion, {line("A", "", 1, 1'200)}) == "12.00");
    CHECK(off_of(promotion, {line("A", "", 1, 0)}) == why(WhyNot::goods));
}

TEST_CASE("offers: of those bought and free, the cheapest are free") {
    Promotion promotion = named("买二送一");
    promotion.buy = 2;
    promotion.free = 1;
    CHECK(off_of(promotion, {line("A", "", 2, 2'000)}) == why(WhyNot::nothing_off));
    CHECK(off_of(promotion, {line("A", "", 2, 2'000), line("B", "", 1, 700)}) == "0.00 7.00");
    CHECK(off_of(promotion, {line("A", "", 7, 7'000)}) == "20.00");
    CHECK(off_of(promotion, {line("A", "", 5, 5'000), line("B", "", 1, 700)}) == "10.00 7.00");
}

TEST_CASE("offers: by item, category, level, channel, day, uses") {
    Promotion promotion = named("x");
    promotion.off = Money(100);
    promotion.items = {"A"};
    promotion.categories = {"茶叶"};
    CHECK(off_of(promotion, {line("A", "", 1, 500), line("B", "茶叶/绿茶", 1, 500), line("C", "茶叶店", 1, 500)}) == "0.50 0.50 0.00");
    CHECK(off_of(promotion, {line("A", "", 1, 500, true)}) == why(WhyNot::goods));  // a price agreed on
    const std::vector<BasketLine> basket = {line("A", "", 1, 500)};
    promotion.levels = {"VIP"};
    CHECK(off_of(promotion, basket) == why(WhyNot::level));
    CHECK(off_of(promotion, basket, {today, "VIP", {}, false}) == "1.00");
    promotion.channels = {"taobao"};
    CHECK(off_of(promotion, basket, {today, "VIP", "wechat", false}) == why(WhyNot::channel));
    promotion.levels.clear();
    promotion.channels.clear();
    promotion.begin = promotion.end = today;
    CHECK(off_of(promotion, basket) == "1.00");
    CHECK(off_of(promotion, basket, {today - 1, {}, {}, true}) == why(WhyNot::not_yet));
    CHECK(off_of(promotion, basket, {today + 1, {}, {}, true}) == why(WhyNot::over));
    promotion.limit = 2;
    CHECK(off_of(promotion, basket, {today, {}, {}, true}, {1, 0}) == "1.00");
    CHECK(off_of(promotion, basket, {today, {}, {}, true}, {2, 0}) == why(WhyNot::used_up));
    promotion.limit_per_customer = 1;
    CHECK(off_of(promotion, basket, {today, {}, {}, true}, {1, 0}) == why(WhyNot::walk_in));
    CHECK(off_of(promotion, basket, {today, {}, {}, false}, {1, 1}) == why(WhyNot::used_up_by_customer));
}

TEST_CASE("offers: the best single one, then those that come on top of what is left") {
    Promotion small = named("small"), large = named("large"), top = named("top"), coupon = named("coupon");
    small.off = Money(1'000);
    large.percent = 200'000;
    top.percent = 500'000;
    top.stack = true;
    coupon.off = Money(3'000);
    coupon.code = "C";
    const std::vector<Promotion> all = {small, large, top, coupon};
    const auto best = [&](const Promotion* with, bool automatic) {
        std::vector<BasketLine> basket = {line("A", "", 1, 10'000)};
        std::string text;
        for (const Discount& discount : best_discounts(all, with, automatic, {today, {}, {}, false}, {}, basket))
            text += discount.name + " " + to_text(discount.off, 2) + " ";
        return text + to_text(basket[0].amount, 2);
    };
    CHECK(best(nullptr, true) == "large 20.00 top 40.00 40.00");
    CHECK(best(&all[3], true) == "coupon 30.00 top 35.00 35.00");
    CHECK(best(&all[3], false) == "coupon 30.00 70.00");
    CHECK(best(nullptr, false) == "100.00");
}

TEST_CASE("offers: level prices and points") {
    Level vip;
    vip.discount = 50'000;
    vip.points = 1'500'000;
    CHECK(level_price(UnitPrice(68'000'000), vip, 2) == UnitPrice(64'600'000));
    CHECK(level_price(UnitPrice(9'990'000), vip, 2) == UnitPrice(9'490'000));  // 9.4905
    CHECK(level_price(UnitPrice(333'000'000), vip, 0) == UnitPrice(316'000'000));
    PointsRule rule{Money(100), Money(1)};
    CHECK(points_for(Money(9'999), rule, nullptr) == 99);
    CHECK(points_for(Money(9'999), rule, &vip) == 149);
    CHECK(points_for(Money(-5), rule, nullptr) == 0);
    CHECK(points_for(Money(9'999), PointsRule(), &vip) == 0);
}
