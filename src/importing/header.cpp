#include "importing/header.h"

#include <algorithm>

#include "importing/cell.h"

namespace daybook {

namespace {

constexpr int longest_preamble = 200;  // records

struct Match {
    Header header;
    size_t found = 0;
    size_t missing = 0;  // the first column that it lacks, and has to have
    std::vector<std::string> names;
};

// Where the column stands: by its name, or as Amount#2 by its name and its place among those of that name.
size_t find_name(const std::vector<std::string>& names, std::string_view wanted) {
    const auto by_name = std::find(names.begin(), names.end(), wanted);
    const size_t hash = wanted.rfind('#');
    int64_t place = 0;
    if (by_name != names.end() || hash == std::string_view::npos || parse_decimal(wanted.substr(hash + 1), 0, place) != BadNumber::none)
        return static_cast<size_t>(by_name - names.begin());
    for (size_t i = 0; i < names.size(); ++i)
        if (names[i] == wanted.substr(0, hash) && --place == 0) return i;
    return names.size();
}

// By its own name, else by one that other files have for it.
size_t find_column(const std::vector<std::string>& names, const ImportColumn& column) {
    size_t at = find_name(names, column.name);
    for (size_t i = 0; at == names.size() && i < column.also.size(); ++i) at = find_name(names, column.also[i]);
    return at;
}

Match match(const Records& reader, const std::vector<ImportColumn>& columns) {
    Match out;
    for (std::string_view field : reader.fields()) out.names.emplace_back(trim_cell(field));
    out.missing = columns.size();
    for (size_t i = 0; i < columns.size(); ++i) {
        const size_t at = find_column(out.names, columns[i]);
        const bool there = at < out.names.size();
        if (!there && !columns[i].optional) out.missing = std::min(out.missing, i);
        out.found += there;
        out.header.field_of.push_back(there ? static_cast<uint32_t>(at) : UINT32_MAX);
    }
    while (!out.names.empty() && out.names.back().empty()) out.names.pop_back();
    out.header.width = out.names.size();
    out.header.raw = reader.raw();
    return out;
}

// Two columns of one name: which of them is meant cannot be known.
Result<void> check_single(const Match& here, const std::vector<ImportColumn>& columns) {
    for (const ImportColumn& column : columns) {
        const size_t at = find_column(here.names, column);
        if (at == here.names.size() || column.name.find('#') != std::string::npos) continue;
        const auto count = std::count(here.names.begin(), here.names.end(), here.names[at]);
        if (count <= 1) continue;
        Error error = column.unknown;
        error.what = {Text::import_two_columns, {here.names[at], std::to_string(count)}};
        error.hint = {Text::import_say_which, {here.names[at]}};
        return tl::unexpected(std::move(error));
    }
    return {};
}

}  // namespace

HeaderFit header_fit(const Records& reader, const std::vector<ImportColumn>& columns) {
    const Match here = match(reader, columns);
    return {here.found, here.missing};
}

bool has_header(Records& reader, const std::vector<ImportColumn>& columns) {
    const auto found = find_header(reader, columns);
    return found || found.error().what.id == Text::import_two_columns;
}

Result<Header> find_header(Records& reader, const std::vector<ImportColumn>& columns) {
    Match best;
    bool any = false;
    for (int i = 0; i < longest_preamble; ++i) {
        const auto more = reader.next();
        if (!more) return tl::unexpected(more.error());
        if (!*more) break;
        any = true;
        Match here = match(reader, columns);
        if (here.missing == columns.size() && (here.found > 0 || columns.empty())) {
            if (auto single = check_single(here, columns); !single) return tl::unexpected(std::move(single.error()));
            return std::move(here.header);
        }
        if (here.found > best.found) best = std::move(here);
    }
    if (!any) return fail(Text::import_empty_file, Text::import_export_again);
    if (best.found == 0) return fail(Text::import_no_header, Text::import_check_delimiter);
    Error error = columns[best.missing].unknown;
    std::vector<std::string_view> names;
    for (const std::string& name : best.names)
        if (!name.empty()) names.push_back(name);
    error.hint = meant(columns[best.missing].name, names);
    return tl::unexpected(std::move(error));
}

}  // namespace daybook
