// What the fuzz targets share: a property that does not hold ends the run with what it has to say, as a crash does.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/utf8.h"
#include "model/settings.h"

namespace daybook::fuzz {

inline void property(bool holds, const char* what, const std::string& shown = {}) {
    if (holds) return;
    std::fprintf(stderr, "\nproperty: %s\n%s\n", what, shown.c_str());
    std::abort();
}

// An error can be shown on a terminal: it has a text, and nothing in it that a terminal would act on.
inline void can_be_shown(const Error& error) {
    for (Lang lang : {Lang::en, Lang::zh}) {
        const std::string shown = render_error(error, lang, false);
        property(error.what.id != Text::nothing && shown.ends_with('\n'), "an error says what is wrong", shown);
        for (size_t at = 0, eol = 0; (eol = shown.find('\n', at)) != std::string::npos; at = eol + 1) {
            const std::string line = shown.substr(at, eol - at);
            property(printable(line) == line, "an error is harmless on a terminal", shown);
        }
    }
}

// The first byte of an input chooses the settings, so that the fuzzer tries them all.
inline BookSettings settings_of(uint8_t choice) {
    BookSettings settings;
    settings.costing = choice & 1 ? Costing::fifo : Costing::average;
    settings.negative_stock = choice & 2 ? NegativeStock::allow : NegativeStock::refuse;
    settings.revenue_at = choice & 4 ? RevenueAt::ship : RevenueAt::confirm;
    settings.currency.decimals = choice & 8 ? 0 : 2;
    settings.tax.regime = choice & 16 ? TaxRegime::general : choice & 32 ? TaxRegime::small : TaxRegime::none;
    settings.tax.rate = choice & 48 ? 130'000 : 0;
    settings.tax.prices_include_tax = choice & 64;
    return settings;
}

}  // namespace daybook::fuzz
