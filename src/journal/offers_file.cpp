#include "journal/offers_file.h"

#include <algorithm>

#include "journal/faults.h"

namespace daybook {

namespace {

// Amounts are texts, "30.00", or whole numbers; never binary fractions.
void read_money(TomlReader& reader, std::string_view key, int decimals, Money& amount) {
    const toml::node* found = reader.node(key);
    if (!found) return;
    std::string text;
    if (const auto* words = found->as_string()) text = words->get();
    if (const auto* number = found->as_integer()) text = std::to_string(number->get());
    if (parse_decimal(text, decimals, amount.raw) == BadNumber::none && amount.raw > 0) return;
    amount = Money();
    reader.wrong(*found, {Text::err_toml_wants_amount, {key}}, {Text::hint_toml_amount, {key}});
}

void read_whole(TomlReader& reader, std::string_view key, int32_t& value) {
    const toml::node* found = reader.node(key);
    if (!found) return;
    const auto* number = found->as_integer();
    if (!number || number->get() < 1 || number->get() > 1'000'000'000) return reader.wrong(*found, {Text::err_toml_wants_count, {key}});
    value = static_cast<int32_t>(number->get());
}

void read_limit(TomlReader& reader, std::string_view key, std::optional<int32_t>& limit) {
    int32_t value = 0;
    read_whole(reader, key, value);
    if (value) limit = value;
}

void read_percent(TomlReader& reader, std::string_view key, int32_t& parts) {
    reader.text(key, [&](std::string_view text) -> Message {
        int64_t rate = 0;
        if (!text.ends_with('%') || parse_decimal(text.substr(0, text.size() - 1), 4, rate) != BadNumber::none)
            return {Text::err_not_a_rate, {text}};
        if (rate < 0 || rate > 1'000'000) return {Text::err_rate_out_of_range, {text}};
        parts = static_cast<int32_t>(rate);
        return {};
    });
}

void read_level(TomlReader& reader, Level& level) {
    read_percent(reader, "discount", level.discount);
    reader.text("points", [&](std::string_view text) -> Message {
        const bool ok = parse_decimal(text, 6, level.points) == BadNumber::none && level.points >= 0;
        if (!ok) level.points = one_unit;
        return ok ? Message() : Message(Text::err_toml_wants_points, {"points"});
    });
    reader.done();
}

// What a promotion gives: one thing, and all that this takes.
void check_gift(TomlReader& reader, const toml::node& at, const Promotion& promotion) {
    const bool free = promotion.buy || promotion.free;
    const int gifts = (promotion.off ? 1 : 0) + (promotion.percent ? 1 : 0) + (free ? 1 : 0);
    if (gifts != 1 || (free && (!promotion.buy || !promotion.free)))
        return reader.wrong(at, {Text::err_promotion_gives, {promotion.name}}, Text::hint_promotion_gives);
    if (promotion.every && (!promotion.off || !promotion.minimum))
        reader.wrong(at, {Text::err_promotion_every, {promotion.name}}, Text::hint_promotion_every);
}

void read_promotion(TomlReader& reader, const toml::node& at, int decimals, const std::vector<Level>& levels, Promotion& promotion) {
    reader.date("begin", promotion.begin);
    reader.date("end", promotion.end);
    reader.strings("items", promotion.items);
    reader.strings("categories", promotion.categories);
    reader.strings("levels", promotion.levels);
    reader.strings("channels", promotion.channels);
    read_money(reader, "minimum", decimals, promotion.minimum);
    read_money(reader, "off", decimals, promotion.off);
    reader.boolean("every", promotion.every);
    read_percent(reader, "percent", promotion.percent);
    read_whole(reader, "buy", promotion.buy);
    read_whole(reader, "free", promotion.free);
    reader.string("code", promotion.code);
    read_limit(reader, "limit", promotion.limit);
    read_limit(reader, "limit_per_customer", promotion.limit_per_customer);
    reader.boolean("stack", promotion.stack);
    reader.done();
    check_gift(reader, at, promotion);
    if (promotion.name == points_discount) reader.wrong(at, {Text::err_promotion_name, {promotion.name}}, Text::hint_reserved_category);
    if (promotion.begin > promotion.end)
        reader.wrong(at, {Text::err_empty_period, {to_text(promotion.begin), to_text(promotion.end)}}, Text::hint_promotion_days);
    std::vector<std::string_view> names;
    for (const Level& level : levels) names.push_back(level.name);
    for (const std::string& level : promotion.levels)
        if (std::find(names.begin(), names.end(), level) == names.end())
            reader.wrong(*reader.node("levels"), {Text::err_unknown_level, {level}}, way_out(level, names, Text::hint_levels_are));
}

}  // namespace

void read_offers(TomlReader& file, int money_decimals, OfferSettings& offers) {
    file.tables("levels", [&](std::string_view name, TomlReader& reader) {
        read_level(reader, offers.levels.emplace_back(Level{std::string(name)}));
    });
    file.section("points", [&](TomlReader& reader) {
        read_money(reader, "per", money_decimals, offers.points.per);
        read_money(reader, "worth", money_decimals, offers.points.worth);
        reader.done();
    });
    const toml::table* promotions = file.table("promotions");
    file.tables("promotions", [&](std::string_view name, TomlReader& reader) {
        Promotion promotion;
        promotion.name = name;
        read_promotion(reader, *promotions->get(name), money_decimals, offers.levels, promotion);
        offers.promotions.push_back(std::move(promotion));
    });
}

}  // namespace daybook
