// Reports for the renderers' tests; labels are borrowed from the catalogue's kinds.
#pragma once

#include "render/render.h"

namespace daybook::samples {

inline const std::string replaced = "\xef\xbf\xbd";
inline const std::string right_to_left = "\xe2\x80\xae";

inline Cell name(std::string text) { return text; }
inline Cell money(int64_t cents) { return Money(cents); }
inline Cell units(int64_t n) { return Quantity(n * one_unit); }
inline Cell label(Text id) { return Message(id); }

// A report with every sort of column.
inline Report stock() {
    Table table;
    table.key = "stock";
    table.columns = {{"item", Text::kind_item},
                     {"name", Text::key_name},
                     {"on_hand", Text::kind_count},
                     {"unit_cost", Text::key_price, Shown::data_only},
                     {"value", Text::kind_balance},
                     {"margin", Text::kind_points},
                     {"bar", Text::kind_bill, Shown::screen_only}};
    table.rows = {{name("TSHIRT-M"), name("红色T恤M码"), units(18), UnitPrice(36'000000), money(648'00), Percent{445}, Bar{1, 1}},
                  {name("CUP"), name("cup"), Quantity(-500'000), UnitPrice(333'333), money(-17), Percent{-5}, Bar{1, 8}}};
    table.total = {{{}, {}, {}, {}, money(647'83), {}, {}}};
    table.when_empty = Message(Text::kind_void);
    Report report;
    report.name = "stock";
    report.title = Message(Text::kind_open);
    report.as_of = from_civil({2026, 11, 30});
    report.tables = {table};
    return report;
}

// One name in one column.
inline Report holding(std::string text) {
    Report report;
    report.name = "names";
    Table table;
    table.columns = {{"item", Text::kind_item}};
    table.rows = {{name(std::move(text))}};
    report.tables = {table};
    return report;
}

inline Table accounts() {
    Table table;
    table.key = "accounts";
    table.columns = {{"account", Text::kind_account}, {"entries", Text::kind_count}};
    table.rows = {{label(Text::kind_sell), int64_t{3}}, {name("现金"), int64_t{-2}}};
    table.total = {{{}, int64_t{1}}};
    table.title = Message(Text::kind_account);
    return table;
}

inline std::string shown(const Report& report, std::string_view format, Look look = {}) {
    return render(report, *format_named(format), look);
}
inline std::string txt(const std::string& text) { return shown(holding(text), "txt"); }
inline std::string csv(const std::string& text) { return shown(holding(text), "csv").substr(5); }
inline std::string md(const std::string& text) { return shown(holding(text), "md").substr(17); }

inline bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace daybook::samples
