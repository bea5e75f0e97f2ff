#include "reports/demand.h"

#include <algorithm>

namespace daybook {

namespace {

constexpr int32_t week = 7;

// What of a step is demand; below 0 where goods came back.
Quantity demanded(Kind kind, Quantity moved) {
    switch (kind) {
        case Kind::sell:
        case Kind::ship:
        case Kind::sale_return: return -moved;
        case Kind::assemble: return moved.raw < 0 ? -moved : Quantity();
        default: return {};
    }
}

}  // namespace

int64_t Demand::lasts(Quantity q) const {
    const int64_t days_left = mul_div(q.raw, days, sold.raw);
    return in(days_left) > q ? days_left - 1 : days_left;  // mul_div rounds
}

DemandObserver::DemandObserver(const Entries& entries, Date evening, int32_t window)
    : begin_(evening - (std::max(window, 1) - 1)), evening_(evening), items_(entries.items.size()) {}

void DemandObserver::booked(const Booked& booked) {
    const Date date = booked.entry.date;
    if (date > evening_) return;
    for (const Step& step : booked.steps) {
        if (!step.quantity) continue;
        Track& track = items_[index_of(step.item)];
        if (date >= begin_) track.sold += demanded(booked.entry.kind, step.quantity);
        const bool held = step.on_hand.raw > 0;
        if (held && !track.held) track.since = date;
        if (!held && track.held) count_days(track, date);
        track.held = held;
    }
}

// The last day counts: something was there until it was sold.
void DemandObserver::count_days(Track& track, Date to) const {
    const Date from = std::max({track.since, begin_, track.counted_to + 1});
    if (to < from) return;
    track.days += to.days - from.days + 1;
    track.counted_to = to;
}

Demand DemandObserver::of(ItemId item) const {
    Track track = items_[index_of(item)];
    if (track.held) count_days(track, evening_);
    const int32_t window = evening_.days - begin_.days + 1;
    return {std::max(track.sold, Quantity()), std::max(track.days, std::min(week, window))};
}

}  // namespace daybook
