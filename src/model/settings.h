// What daybook.toml says, as plain values. Read by journal/settings_file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "model/date.h"
#include "model/offers.h"

namespace daybook {

enum class Costing { average, fifo };
enum class NegativeStock { refuse, allow };
enum class RevenueAt { ship, confirm };
enum class TaxRegime { none, small, general };

struct Currency {
    std::string code = "CNY";
    int decimals = 2;
};

struct TaxSettings {
    TaxRegime regime = TaxRegime::none;
    int32_t rate = 0;  // parts in a million
    bool prices_include_tax = true;
};

struct BookSettings {
    Costing costing = Costing::average;
    NegativeStock negative_stock = NegativeStock::refuse;
    RevenueAt revenue_at = RevenueAt::confirm;
    std::optional<Date> closed_until;
    Currency currency;
    TaxSettings tax;
};

// Someone who enters things: named by `by`, known by what git calls them.
struct StaffMember {
    std::string name;
    std::string email;                            // of git's user
    std::optional<std::vector<std::string>> may;  // kinds of entry and commands (cli/rights); everything where it is not there
};

struct Courier {
    std::string name;
    std::string track;  // the address of its page for a parcel, with {number} in it; may be empty
};

// What `purchase plan` reckons with, in days.
struct PlanSettings {
    int32_t sales_days = 30;  // how far back it looks
    int32_t cover_days = 14;  // how long a purchase is to last once it is there
    int32_t lead_time = 7;    // of what neither item nor supplier says
};

// When stock warns, in days.
struct WarningSettings {
    int32_t slow_days = 60;
    int32_t expiring_days = 30;
};

struct Settings {
    std::string shop_name;
    std::string shop_email;  // the sender of letters: an address, or NAME <address>
    std::optional<Lang> language;
    std::string journal = "shop.journal";  // relative to the file
    BookSettings books;
    std::string default_account = "cash";
    int32_t cycle_days = 30;  // how often a regular customer buys
    std::string device;       // letters in the refs of this machine
    bool git_commit = false;  // each entry is committed once it is written
    PlanSettings plan;
    WarningSettings warnings;
    std::vector<std::string> channels;  // where it sells: [channels.NAME]
    std::vector<Courier> couriers;
    std::vector<StaffMember> staff;
    OfferSettings offers;
};

}  // namespace daybook
