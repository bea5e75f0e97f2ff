#include "importing/header.h"

#include <algorithm>

#include "importing/cell.h"

namespace daybook {

namespace {

constexpr int longest_preamble = 200;  // records

struct Match {
    Header header;
    size_t found = 0;
    size_t missing = 0;  // the first column that it lacks
    std::vector<std::string> names;
};

Match match(const CsvReader& reader, const std::vector<ImportColumn>& columns) {
    Match out;
    for (std::string_view field : reader.fields()) out.names.emplace_back(trim_cell(field));
    out.missing = columns.size();
    for (size_t i = 0; i < columns.size(); ++i) {
        const auto at = std::find(out.names.begin(), out.names.end(), columns[i].name);
        if (at == out.names.end())
            out.missing = std::min(out.missing, i);
        else
            ++out.found;
        out.header.field_of.push_back(static_cast<uint32_t>(at - out.names.begin()));
    }
    while (!out.names.empty() && out.names.back().empty()) out.names.pop_back();
    out.header.width = out.names.size();
    out.header.raw = reader.raw();
    return out;
}

}  // namespace

Result<Header> find_header(CsvReader& reader, const std::vector<ImportColumn>& columns) {
    Match best;
    for (int i = 0; i < longest_preamble; ++i) {
        const auto more = reader.next();
        if (!more) return tl::unexpected(more.error());
        if (!*more) break;
        Match here = match(reader, columns);
        if (here.found == columns.size()) return std::move(here.header);
        if (here.found > best.found) best = std::move(here);
    }
    if (best.found == 0) return fail(Text::import_no_header, Text::import_check_delimiter);
    Error error = columns[best.missing].unknown;
    std::vector<std::string_view> names;
    for (const std::string& name : best.names)
        if (!name.empty()) names.push_back(name);
    error.hint = meant(columns[best.missing].name, names);
    return tl::unexpected(std::move(error));
}

}  // namespace daybook
