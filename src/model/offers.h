// What daybook.toml says of levels, points and promotions: the rules by which prices at the counter are worked out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/amounts.h"
#include "model/date.h"

namespace daybook {

struct Level {
    std::string name;
    int32_t discount = 0;       // off the list price, in parts in a million
    int64_t points = one_unit;  // how many times the points, in millionths
};

struct PointsRule {
    Money per;    // money spent for one point; 0: none are granted
    Money worth;  // what one is redeemed for; 0: none are
};

// Gives one of three things: money off, a percentage, or goods free.
struct Promotion {
    std::string name;
    Date begin = first_date, end = last_date;                      // its last day is `end`
    std::vector<std::string> items, categories, levels, channels;  // empty: all
    Money minimum;                                                 // what its goods must come to
    Money off;                                                     // 满200减30
    bool every = false;                                            // 每满200减30: for each time that the minimum is reached
    int32_t percent = 0;                                           // parts in a million
    int32_t buy = 0, free = 0;                                     // of so many bought and free, the cheapest are free
    std::string code;                                              // only for who names it
    std::optional<int32_t> limit, limit_per_customer;              // uses
    bool stack = false;                                            // comes on top of others
};

struct OfferSettings {
    std::vector<Level> levels;
    PointsRule points;
    std::vector<Promotion> promotions;

    const Level* level(std::string_view name) const {
        for (const Level& one : levels)
            if (one.name == name) return &one;
        return nullptr;
    }
};

}  // namespace daybook
