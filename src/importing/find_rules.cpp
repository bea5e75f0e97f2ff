#include "importing/find_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "importing/csv.h"
#include "importing/encoding.h"
#include "importing/header.h"
#include "importing/open_records.h"
#include "importing/presets.h"

namespace daybook {

namespace {

constexpr size_t looked_at = 65536;    // bytes
constexpr int longest_preamble = 200;  // records

struct Candidate {
    std::string name;
    bool preset = false;
    std::vector<ImportColumn> columns;
    size_t wanted = 0;  // columns that a file must have
};

// Those of a preset that lacks what only its user knows too.
std::vector<ImportColumn> columns_of(std::string_view preset) {
    auto rules = read_preset(preset);
    if (!rules) rules = read_import_rules("", fmt::format("[import.x]\npreset = \"{}\"\ndate = \"2000-01-01\"\n", preset), "x");
    return rules ? rules->columns : std::vector<ImportColumn>();
}

std::string preset_of(const std::string& path, std::string_view text, const std::string& name) {
    const auto document = parse_toml(path, text);
    if (!document) return {};
    return (*document)["import"][name]["preset"].value_or(std::string());
}

// What is wrong with the ledger's own rules is said, lest a preset read the file instead.
Result<std::vector<Candidate>> all_candidates(const std::string& path, std::string_view text) {
    std::vector<Candidate> out;
    std::vector<std::string> amended;
    for (std::string& name : rules_names(path, text)) {
        const auto rules = read_import_rules(path, text, name);
        if (!rules) return tl::unexpected(rules.error().front());
        amended.push_back(preset_of(path, text, name));
        out.push_back({std::move(name), false, rules->columns});
    }
    for (std::string_view name : preset_names())
        if (std::find(amended.begin(), amended.end(), name) == amended.end()) out.push_back({std::string(name), true, columns_of(name)});
    for (Candidate& one : out)
        one.wanted = static_cast<size_t>(
            std::count_if(one.columns.begin(), one.columns.end(), [](const ImportColumn& column) { return !column.optional; }));
    return out;
}

class Search {
  public:
    Search(const ImportFile& file, std::vector<Candidate> candidates) : file_(file), candidates_(std::move(candidates)) {}

    Result<FoundRules> run() {
        if (auto table = check_table(file_.bytes); !table) return tl::unexpected(placed(std::move(table.error())));
        if (is_workbook(file_.bytes)) return run_through_sheets();
        const std::string start = file_.bytes.substr(0, looked_at);
        for (std::string_view encoding : likely_encodings(start)) {
            // whole lines: the cut must not go through a character
            const size_t line_end = encoding == "utf-16" ? looked_at : start.rfind('\n');
            const auto text = to_utf8(start.substr(0, file_.bytes.size() <= looked_at ? std::string::npos : line_end), encoding);
            if (!text) continue;
            for (char delimiter : {',', '\t', ';', '|'})
                if (text->find(delimiter) != std::string::npos) {
                    CsvReader reader(*text, delimiter);
                    if (auto found = look(reader, encoding, delimiter)) return std::move(*found);
                }
        }
        return tl::unexpected(placed(none()));
    }

  private:
    // What is found has the form of what a workbook's rows are kept as, so that it goes together with files of that form.
    Result<FoundRules> run_through_sheets() {
        std::optional<Result<FoundRules>> found;
        bool is_empty = true;
        const auto sheet = find_sheet(file_.bytes, [&](Records& records) {
            found = look(records, "utf-8", ',');
            is_empty = is_empty && records.line() == 0;
            return found.has_value();
        });
        if (!sheet) return tl::unexpected(placed(sheet.error()));
        if (is_empty) return tl::unexpected(placed(Error(Text::import_empty_file, Text::import_export_again)));
        if (!found) return tl::unexpected(placed(none()));
        if (*found) (*found)->sheet = *sheet;
        return std::move(*found);
    }

    // Nothing where no record is a header that is known.
    std::optional<Result<FoundRules>> look(Records& reader, std::string_view encoding, char delimiter) {
        for (int i = 0; i < longest_preamble; ++i) {
            const auto more = reader.next();
            if (!more || !*more) return std::nullopt;
            std::vector<const Candidate*> fitting;
            for (const Candidate& one : candidates_) {
                if (one.wanted == 0 || reader.fields().size() < 2) continue;
                const HeaderFit fit = header_fit(reader, one.columns);
                if (fit.missing == one.columns.size() && fit.found > 0)
                    fitting.push_back(&one);
                else if (fit.found * 2 > one.wanted)
                    keep_nearest(one, fit, reader);
            }
            if (fitting.empty()) continue;
            // the ledger's own go before presets
            if (std::any_of(fitting.begin(), fitting.end(), [](const Candidate* one) { return !one->preset; }))
                std::erase_if(fitting, [](const Candidate* one) { return one->preset; });
            if (fitting.size() > 1) return tl::unexpected(placed(several(fitting)));
            return FoundRules{fitting[0]->name, fitting[0]->preset, std::string(encoding), delimiter};
        }
        return std::nullopt;
    }

    void keep_nearest(const Candidate& one, const HeaderFit& fit, const Records& reader) {
        if (nearest_ && nearest_found_ * one.wanted >= fit.found * nearest_->wanted) return;
        nearest_ = &one;
        nearest_found_ = fit.found;
        missing_ = one.columns[fit.missing].name;
        line_ = reader.line();
    }

    Error none() const {
        if (file_.bytes.empty()) return Error(Text::import_empty_file, Text::import_export_again);
        if (!nearest_)
            return Error(Text::import_not_known, {Text::import_ways_to_know, {fmt::format("{}", fmt::join(preset_names(), ", "))}});
        Error error(Text::import_not_known, {Text::import_nearest, {nearest_->name, missing_}});
        error.place.line = line_;
        return error;
    }

    Error several(const std::vector<const Candidate*>& fitting) const {
        std::string names;
        for (const Candidate* one : fitting) names.append(names.empty() ? "" : ", ").append(one->name);
        const std::string_view option = fitting[0]->preset ? "--preset " : "";
        return Error({Text::import_several, {names}}, {Text::import_name_one, {std::string(option).append(fitting[0]->name), file_.name}});
    }

    Error placed(Error error) const {
        error.place.file = file_.name;
        return error;
    }

    const ImportFile& file_;
    std::vector<Candidate> candidates_;
    const Candidate* nearest_ = nullptr;
    size_t nearest_found_ = 0;
    std::string missing_;
    uint32_t line_ = 0;
};

}  // namespace

std::vector<std::string> rules_names(const std::string& settings_path, std::string_view settings_text) {
    std::vector<std::string> out;
    const auto document = parse_toml(settings_path, settings_text);
    if (!document) return out;
    if (const toml::table* imports = (*document)["import"].as_table())
        for (const auto& [key, node] : *imports)
            if (node.is_table()) out.emplace_back(key.str());
    return out;
}

Result<FoundRules> find_rules(const ImportFile& file, const std::string& settings_path, std::string_view settings_text) {
    auto candidates = all_candidates(settings_path, settings_text);
    if (!candidates) return tl::unexpected(std::move(candidates.error()));
    return Search(file, std::move(*candidates)).run();
}

}  // namespace daybook
