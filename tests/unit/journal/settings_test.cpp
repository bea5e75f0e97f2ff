#include <doctest/doctest.h>
#include <fmt/format.h>

#include "journal/settings_file.h"

using namespace daybook;

namespace {

// LINE:COLUMN of each error, with the excerpt's part under the caret.
std::string errors_of(const std::string& toml) {
    Errors errors;
    parse_settings("daybook.toml", toml, errors);
    std::string out;
    for (const Error& error : errors) {
        CHECK(error.place.file == "daybook.toml");
        CHECK_FALSE(say(error.what, Lang::zh).empty());
        out += fmt::format("{}{}:{}", out.empty() ? "" : " ", error.place.line, error.place.column);
    }
    return out;
}

Settings settings_of(const std::string& toml) {
    Errors errors;
    Settings settings = parse_settings("daybook.toml", toml, errors);
    for (const Error& error : errors) MESSAGE(render_error(error, Lang::en, false));
    CHECK(errors.empty());
    return settings;
}

}  // namespace

TEST_CASE("settings: nothing said is the default") {
    const Settings settings = settings_of("");
    CHECK(settings.journal == "shop.journal");
    CHECK(settings.books.currency.code == "CNY");
    CHECK(settings.books.currency.decimals == 2);
    CHECK(settings.books.costing == Costing::average);
    CHECK(settings.books.negative_stock == NegativeStock::refuse);
    CHECK(settings.books.revenue_at == RevenueAt::confirm);
    CHECK_FALSE(settings.books.closed_until);
    CHECK(settings.books.tax.regime == TaxRegime::none);
    CHECK_FALSE(settings.language);
}

TEST_CASE("settings: every key is read") {
    const Settings settings = settings_of(
        "journal = \"账.journal\"\n[shop]\nname = \"小店\"\ncurrency = \"JPY\"\nlanguage = \"zh\"\ndevice = \"b\"\n"
        "[books]\ncosting = \"fifo\"\nnegative_stock = \"allow\"\nrevenue_at = \"ship\"\nclosed_until = 2026-03-31\n"
        "[tax]\nregime = \"general\"\nrate = \"6.5%\"\nprices_include_tax = false\n[accounts]\ndefault = \"支付宝\"\n");
    CHECK(settings.journal == "账.journal");
    CHECK(settings.shop_name == "小店");
    CHECK(settings.books.currency.decimals == 0);
    CHECK(settings.language == Lang::zh);
    CHECK(settings.device == "b");
    CHECK(settings.books.costing == Costing::fifo);
    CHECK(settings.books.negative_stock == NegativeStock::allow);
    CHECK(settings.books.revenue_at == RevenueAt::ship);
    CHECK(to_text(*settings.books.closed_until) == "2026-03-31");
    CHECK(settings.books.tax.regime == TaxRegime::general);
    CHECK(settings.books.tax.rate == 65'000);
    CHECK_FALSE(settings.books.tax.prices_include_tax);
    CHECK(settings.default_account == "支付宝");
    CHECK(settings_of("[shop]\ncurrency = \"KWD\"").books.currency.decimals == 3);
    CHECK(to_text(*settings_of("[books]\nclosed_until = \"2026-03-31\"").books.closed_until) == "2026-03-31");
}

TEST_CASE("settings: a wrong type or value is an error at its value") {
    CHECK(errors_of("journal = 5") == "1:11");
    CHECK(errors_of("shop = \"x\"") == "1:8");
    CHECK(errors_of("[shop]\nname = 5") == "2:8");
    CHECK(errors_of("[shop]\nname = [\"x\"]") == "2:8");
    CHECK(errors_of("[shop]\nname = \"a\\u0007\"") == "2:8");
    CHECK(errors_of("[shop]\ncurrency = \"yuan\"") == "2:12");
    CHECK(errors_of("[shop]\ncurrency = \"cny\"") == "2:12");
    CHECK(errors_of("[shop]\nlanguage = \"fr\"") == "2:12");
    CHECK(errors_of("[shop]\ndevice = \"-\"") == "2:10");
    CHECK(errors_of("[books]\ncosting = \"lifo\"") == "2:11");
    CHECK(errors_of("[books]\ncosting = true") == "2:11");
    CHECK(errors_of("[books]\nnegative_stock = false") == "2:18");
    CHECK(errors_of("[books]\nclosed_until = 5") == "2:16");
    CHECK(errors_of("[books]\nclosed_until = \"31.3.2026\"") == "2:16");
    CHECK(errors_of("[tax]\nrate = 13") == "2:8");
    CHECK(errors_of("[tax]\nrate = \"13\"") == "2:8");
    CHECK(errors_of("[tax]\nrate = \"130%\"") == "2:8");
    CHECK(errors_of("[tax]\nrate = \"-1%\"") == "2:8");
    CHECK(errors_of("[tax]\nprices_include_tax = \"yes\"") == "2:22");
    CHECK(errors_of("[accounts]\ndefault = 1") == "2:11");
}

TEST_CASE("settings: an unknown name is an error at its name; no TOML is one where it ends to be") {
    CHECK(errors_of("jurnal = \"x\"") == "1:1");
    CHECK(errors_of("[shop]\n\"商号\" = \"x\"\nname = 5") == "3:8 2:1");
    CHECK(errors_of("[book]\ncosting = \"fifo\"") == "1:2");
    CHECK(errors_of("[shop\n").starts_with("1:"));
    CHECK(errors_of("name = \"小店").starts_with("1:"));
    CHECK_FALSE(errors_of("a = 1\na = 2").empty());
    CHECK_FALSE(errors_of("x = \"\xff\"").empty());
}
