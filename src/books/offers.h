// Prices at the counter: what a customer's level, the promotions that run and a coupon take off a basket. Pure: the answer is written into
// the entry as plain prices and discounts, and the replay knows nothing of it.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "model/entry.h"
#include "model/offers.h"

namespace daybook {

struct BasketLine {
    std::string_view item, category;
    Quantity quantity;
    Money amount;         // at the price of the customer's level
    bool agreed = false;  // its price was agreed on: nothing is taken off it
};

struct Occasion {
    Date day;
    std::string_view level, channel;  // empty where none is named
    bool walk_in = false;
};

// How often a promotion was used by others and by the customer.
struct Uses {
    int64_t all = 0, by_customer = 0;
};

enum class WhyNot { none, not_yet, over, level, channel, goods, minimum, used_up, used_up_by_customer, walk_in, nothing_off };

struct Discount {
    std::string name;
    Money off;
};

// What the promotion takes off each line, or why it takes nothing. `goods` is what the lines that it is for come to.
WhyNot try_promotion(const Promotion& promotion, const Occasion& occasion, const Uses& uses, std::span<const BasketLine> basket,
                     std::vector<Money>& off, Money& goods);

// The best single promotion and then, in the order of their names, those that come on top; the coupon's among them where there is one.
// `uses` by name of promotion. Takes the discounts off the basket's amounts.
std::vector<Discount> best_discounts(const std::vector<Promotion>& promotions, const Promotion* coupon, bool automatic,
                                     const Occasion& occasion, const std::map<std::string, Uses>& uses, std::vector<BasketLine>& basket);

// The list price less the level's discount, rounded to the currency's smallest unit.
UnitPrice level_price(UnitPrice list, const Level& level, int money_decimals);

// Points for money spent: whole ones only.
int64_t points_for(Money spent, const PointsRule& rule, const Level* level);

// How often sales and orders that stand name the promotion on a discount line. `customer` may be none. One that is about to be replaced
// does not count.
std::map<std::string, Uses> uses_of(const Entries& entries, PartyId customer, uint32_t replaced);

}  // namespace daybook
