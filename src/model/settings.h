// What daybook.toml says, as plain values. Read by journal/settings_file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/text.h"
#include "model/date.h"

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

struct Settings {
    std::string shop_name;
    std::string shop_email;  // the sender of letters: an address, or NAME <address>
    std::optional<Lang> language;
    std::string journal = "shop.journal";  // relative to the file
    BookSettings books;
    std::string default_account = "cash";
    int32_t cycle_days = 30;  // how often a regular customer buys
    std::string device;       // letter in the refs of this machine
    bool git_commit = false;  // each entry is committed once it is written
};

}  // namespace daybook
