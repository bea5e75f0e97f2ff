// Parcels: where one is, and what couriers are paid and buyers charged for them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/settings.h"
#include "reports/report.h"

namespace daybook {

// A courier that carried something of an entry.
struct Parcel {
    uint32_t entry = 0;  // a sale or a shipment
    WordId courier = WordId::none;
    WordId number = WordId::none;
};

// The courier's page for a number, which is percent-encoded; empty where the courier has none, or the number is empty.
std::string tracking_address(std::span<const Courier> couriers, std::string_view courier, std::string_view number);

// The parcels of a sale, an order or a shipment, or the one of that number; their addresses, those that are known, are added to
// `addresses`.
Answer track_report(const Question& question, std::span<const Courier> couriers, std::string_view word,
                    std::vector<std::string>& addresses);

// By month and courier: parcels, postage that buyers were charged and that the shop paid (when sent, and later to the courier: 月结).
Answer couriers_report(const Question& question);

}  // namespace daybook
