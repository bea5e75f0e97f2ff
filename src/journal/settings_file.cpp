#include "journal/settings_file.h"

#include <algorithm>

#include "journal/offers_file.h"
#include "journal/toml_reader.h"
#include "model/amounts.h"

namespace daybook {

namespace {

int decimals_of(std::string_view currency) {
    for (std::string_view code : {"JPY", "KRW", "VND", "CLP", "ISK", "PYG", "UGX", "XAF", "XOF", "XPF"})
        if (currency == code) return 0;
    for (std::string_view code : {"KWD", "BHD", "OMR", "JOD", "TND", "IQD", "LYD"})
        if (currency == code) return 3;
    return 2;
}

void read_shop(TomlReader& shop, Settings& settings) {
    shop.string("name", settings.shop_name);
    shop.string("email", settings.shop_email);
    shop.text("currency", [&](std::string_view code) -> Message {
        if (code.size() != 3 || !std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
            return {Text::err_currency, {code}};
        settings.books.currency = {std::string(code), decimals_of(code)};
        return {};
    });
    shop.choice("language", {"en", "zh"}, [&](size_t i) { settings.language = i == 0 ? Lang::en : Lang::zh; });
    shop.text("device", [&](std::string_view letter) -> Message {
        if (!is_device(letter)) return {Text::err_device, {letter}};
        settings.device = letter;
        return {};
    });
    shop.done();
}

void read_books(TomlReader& books, BookSettings& settings) {
    books.choice("costing", {"average", "fifo"}, [&](size_t i) { settings.costing = i == 0 ? Costing::average : Costing::fifo; });
    books.choice("negative_stock", {"refuse", "allow"},
                 [&](size_t i) { settings.negative_stock = i == 0 ? NegativeStock::refuse : NegativeStock::allow; });
    books.choice("revenue_at", {"ship", "confirm"}, [&](size_t i) { settings.revenue_at = i == 0 ? RevenueAt::ship : RevenueAt::confirm; });
    Date closed;
    if (books.date("closed_until", closed)) settings.closed_until = closed;
    books.done();
}

void read_tax(TomlReader& tax, TaxSettings& settings) {
    tax.choice("regime", {"none", "small", "general"}, [&](size_t i) { settings.regime = static_cast<TaxRegime>(i); });
    tax.text("rate", [&](std::string_view text) -> Message {
        int64_t rate = 0;
        if (!text.ends_with('%') || parse_decimal(text.substr(0, text.size() - 1), 4, rate) != BadNumber::none)
            return {Text::err_not_a_rate, {text}};
        if (rate < 0 || rate > 1'000'000) return {Text::err_rate_out_of_range, {text}};
        settings.rate = static_cast<int32_t>(rate);
        return {};
    });
    tax.boolean("prices_include_tax", settings.prices_include_tax);
    tax.done();
}

void read_plan(TomlReader& plan, PlanSettings& settings) {
    plan.days("sales_days", settings.sales_days);
    plan.days("cover_days", settings.cover_days);
    plan.days("lead_time", settings.lead_time);
    plan.done();
}

void read_warnings(TomlReader& warnings, WarningSettings& settings) {
    warnings.days("slow_days", settings.slow_days);
    warnings.days("expiring_days", settings.expiring_days);
    warnings.done();
}

// Its page for a parcel is opened in a browser: nothing but a web address will do.
void read_courier(TomlReader& courier, Courier& out) {
    courier.string("track", out.track);
    const bool web = out.track.starts_with("https://") || out.track.starts_with("http://");
    if (!out.track.empty() && (!web || out.track.find("{number}") == std::string::npos))
        courier.wrong(*courier.node("track"), {Text::err_track_address, {out.track}}, Text::hint_track_address);
    courier.done();
}

void read_staff_member(TomlReader& member, StaffMember& out, const WrongRight& wrong_right) {
    member.string("email", out.email);
    if (member.has("may")) member.strings("may", out.may.emplace(), wrong_right);
    member.done();
}

}  // namespace

Settings parse_settings(const std::string& path, std::string_view text, Errors& errors, const WrongRight& wrong_right) {
    Settings settings;
    const Result<toml::table> parsed = parse_toml(path, text);
    if (!parsed) {
        errors.push_back(parsed.error());
        return settings;
    }
    TomlReader file(*parsed, "", path, text, errors);
    file.string("journal", settings.journal);
    file.section("shop", [&](TomlReader& reader) { read_shop(reader, settings); });
    file.section("books", [&](TomlReader& reader) { read_books(reader, settings.books); });
    file.section("tax", [&](TomlReader& reader) { read_tax(reader, settings.books.tax); });
    file.section("accounts", [&](TomlReader& reader) {
        reader.string("default", settings.default_account);
        reader.done();
    });
    file.section("git", [&](TomlReader& reader) {
        reader.boolean("commit", settings.git_commit);
        reader.done();
    });
    file.section("segments", [&](TomlReader& reader) {
        reader.days("cycle_days", settings.cycle_days);
        reader.done();
    });
    file.section("plan", [&](TomlReader& reader) { read_plan(reader, settings.plan); });
    file.section("warnings", [&](TomlReader& reader) { read_warnings(reader, settings.warnings); });
    file.tables("channels", [&](std::string_view name, TomlReader& reader) {
        settings.channels.emplace_back(name);
        reader.done();
    });
    file.tables("couriers", [&](std::string_view name, TomlReader& reader) {
        read_courier(reader, settings.couriers.emplace_back(Courier{std::string(name), {}}));
    });
    file.tables("staff", [&](std::string_view name, TomlReader& reader) {
        read_staff_member(reader, settings.staff.emplace_back(StaffMember{std::string(name), {}, {}}), wrong_right);
    });
    read_offers(file, settings.books.currency.decimals, settings.offers);
    file.node("import");  // exchange reads the import rules when it needs them
    file.done();
    return settings;
}

bool is_device(std::string_view name) {
    return !name.empty() && name.size() <= 3 &&
           std::all_of(name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)); });
}

}  // namespace daybook
