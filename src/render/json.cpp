// A report for scripts: every name as it is stored, every figure exact.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "render/cells.h"
#include "render/render.h"

namespace daybook {

namespace {

using Json = nlohmann::ordered_json;

Json object_of(const Table& table, const std::vector<size_t>& columns, const std::vector<Cell>& cells, int money_decimals) {
    Json object = Json::object();
    for (size_t i : columns) {
        if (std::holds_alternative<std::monostate>(cells[i]) || std::holds_alternative<Bar>(cells[i])) continue;
        if (const auto* number = std::get_if<int64_t>(&cells[i]))
            object[table.columns[i].key] = *number;
        else
            object[table.columns[i].key] = data_text(cells[i], money_decimals);
    }
    return object;
}

void put_table(Json& into, const Table& table, int money_decimals) {
    const std::vector<size_t> columns = data_columns(table);
    Json& rows = into["rows"] = Json::array();
    for (const auto& row : table.rows) rows.push_back(object_of(table, columns, row, money_decimals));
    if (table.total) into["total"] = object_of(table, columns, *table.total, money_decimals);
}

void put_days(Json& into, const Report& report) {
    if (report.as_of) into["as_of"] = to_text(*report.as_of);
    if (report.period && report.period->has_begin()) into["begin"] = to_text(report.period->begin);
    if (report.period && report.period->has_end()) into["end"] = to_text(report.period->end);
}

// What a terminal would act on is spelt \uXXXX: the data stays as it is, and may be looked at. `json` is valid UTF-8, and holds such
// characters (all of two or three bytes) only inside strings.
std::string harmless(std::string_view json) {
    std::string out;
    out.reserve(json.size());
    while (!json.empty()) {
        const auto lead = static_cast<unsigned char>(json[0]);
        const size_t n = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
        const std::string_view character = json.substr(0, n);
        const auto low = [&](size_t i) { return static_cast<unsigned char>(character[i]) & 0x3fu; };
        if ((n == 2 || n == 3) && printable(character) != character)
            out += fmt::format("\\u{:04x}", n == 2 ? (lead & 0x1fu) << 6 | low(1) : (lead & 0x0fu) << 12 | low(1) << 6 | low(2));
        else if (lead == 0x7f)
            out += "\\u007f";
        else
            out += character;
        json.remove_prefix(n);
    }
    return out;
}

std::string json(const Report& report, const Look&) {
    Json out = Json::object();
    out["report"] = report.name;
    put_days(out, report);
    out["currency"] = report.currency;
    if (!report.shop.empty()) out["shop"] = report.shop;
    if (report.made) out["made"] = to_text(*report.made);
    const std::vector<const Table*> tables = tables_without(report, Shown::screen_only);
    put_table(out, tables.empty() ? Table() : *tables.front(), report.money_decimals);
    for (size_t i = 1; i < tables.size(); ++i) put_table(out["tables"][tables[i]->key], *tables[i], report.money_decimals);
    return harmless(out.dump(2, ' ', false, Json::error_handler_t::replace)) + "\n";
}

constexpr Format format{"json", {".json"}, json};
const ListedFormat listed(30, &format);

}  // namespace

}  // namespace daybook
