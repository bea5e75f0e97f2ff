// What the fuzz targets share: a property that does not hold ends the run with what it has to say, as a crash does; and how a target prints
// the words that the program declares.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/utf8.h"
#include "model/settings.h"

namespace daybook::fuzz {

inline void property(bool holds, const char* what, const std::string& shown = {}) {
    if (holds) return;
    std::fprintf(stderr, "\nproperty: %s\n%s\n", what, shown.c_str());
    std::abort();
}

// Nothing in any of its lines that a terminal would act on.
inline void is_harmless(const std::string& shown, const char* what) {
    for (size_t at = 0, eol = 0; at < shown.size(); at = eol + 1) {
        eol = std::min(shown.find('\n', at), shown.size());
        const std::string line = shown.substr(at, eol - at);
        property(printable(line) == line, what, shown);
    }
}

// An error can be shown on a terminal: it has a text, which is harmless.
inline void can_be_shown(const Error& error) {
    for (Lang lang : {Lang::en, Lang::zh}) {
        const std::string shown = render_error(error, lang, false);
        property(error.what.id != Text::nothing && shown.ends_with('\n'), "an error says what is wrong", shown);
        is_harmless(shown, "an error is harmless on a terminal");
    }
}

// For a target's LLVMFuzzerInitialize: `--dictionary`, as its first word, prints the words as libFuzzer's -dict wants them.
inline int print_dictionary(int words, char** line, const std::vector<std::string>& dictionary) {
    if (words < 2 || std::string_view(line[1]) != "--dictionary") return 0;
    for (const std::string& word : dictionary) {
        std::fputc('"', stdout);
        for (char c : word) std::printf(c < ' ' || c == '"' || c == '\\' || c > '~' ? "\\x%02x" : "%c", static_cast<unsigned char>(c));
        std::fputs("\"\n", stdout);
    }
    std::fflush(stdout);
    std::_Exit(0);
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
