#include "render/render.h"

#include <algorithm>

#include "base/check.h"

namespace daybook {

namespace {

bool ends_in(std::string_view path, std::string_view ending) {
    if (ending.empty() || path.size() < ending.size()) return false;
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(ending.begin(), ending.end(), path.end() - static_cast<std::ptrdiff_t>(ending.size()),
                      [&](char e, char p) { return e == lower(p); });
}

template <class Wanted>
const Format* first_format(const Wanted& wanted) {
    const auto found = std::find_if(formats().begin(), formats().end(), [&](const Format* format) { return wanted(*format); });
    return found == formats().end() ? nullptr : *found;
}

void check_shape(const Report& report) {
    for (const Table& table : report.tables) {
        for (const auto& row : table.rows) CHECK_INVARIANT(row.size() == table.columns.size());
        CHECK_INVARIANT(table.bands.empty() || table.bands.size() == table.rows.size());
        CHECK_INVARIANT(!table.total || table.total->size() == table.columns.size());
    }
}

}  // namespace

const std::vector<const Format*>& formats() {
    static const std::vector<const Format*> all = ListedFormat::rows();
    return all;
}

std::vector<std::string> format_names() {
    std::vector<std::string> names;
    for (const Format* format : formats()) names.emplace_back(format->name);
    return names;
}

const Format* format_named(std::string_view name) {
    return first_format([&](const Format& format) { return format.name == name; });
}

const Format* format_of_file(std::string_view path) {
    return first_format([&](const Format& format) {
        return std::any_of(format.endings.begin(), format.endings.end(), [&](std::string_view ending) { return ends_in(path, ending); });
    });
}

std::string render(const Report& report, const Format& format, const Look& look) {
    check_shape(report);
    return format.rendered(report, look);
}

}  // namespace daybook
