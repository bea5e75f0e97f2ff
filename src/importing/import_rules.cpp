#include "importing/import_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/check.h"
#include "importing/cell.h"
#include "importing/encoding.h"
#include "importing/import_fields.h"
#include "importing/presets.h"

namespace daybook {

namespace {

// A field of the rules and where its name stands.
struct Field {
    const toml::node* node = nullptr;
    toml::source_region at;
};
using Fields = std::map<std::string, Field, std::less<>>;

// Reads the ledger's table and, beneath it, that of a preset: what the first says goes before what the second says.
class RulesReader {
  public:
    void add(const std::string& path, std::string_view text, const toml::table& table) {
        source_.add_file(path, text);
        tables_.push_back(&table);
    }

    void of_preset_alone(std::string_view name) { way_out_ = {Text::hint_amend_preset, {name}}; }

    tl::expected<ImportRules, Errors> read() {
        read_settings();
        read_cases();
        if (!source_.errors.empty()) return tl::unexpected(std::move(source_.errors));
        rules_.columns = std::move(source_.columns);
        return std::move(rules_);
    }

  private:
    void read_settings();
    void read_mark(const toml::node* node, std::string_view key, char& mark);
    void read_values();
    void read_cases();
    void read_cases_of(const toml::table& table, const Fields& general, std::vector<const KindSpec*>& kinds);
    const KindSpec* read_case(const Fields& fields, const toml::source_region& at, std::vector<Condition> when);
    void read_goods(const Fields& fields, ImportCase& out, const toml::source_region& at);
    void read_details(const Fields& fields, const KindSpec& kind, ImportCase& out);
    void read_detail(const KeySpec& key, std::string_view text, const toml::node& at, ImportCase& out);

    Fields fields_of(const toml::table& table);
    const KindSpec* kind_of(const Fields& fields, const toml::source_region& at, bool& skip);
    void check_taken(const Fields& fields, const std::vector<const KindSpec*>& kinds);
    std::optional<Template> template_at(const Fields& fields, std::string_view key);
    void demand(const Fields& fields, std::string_view key, const toml::source_region& at) {
        const auto field = fields.find(key);
        if (field == fields.end() || field->second.node->value_or(key).empty()) source_.wrong(at, {Text::import_missing, {key}}, way_out_);
    }

    std::vector<const toml::table*> tables_;
    Message way_out_;  // of a preset that lacks what only its user knows
    RulesSource source_;
    ImportRules rules_;
};

void RulesReader::read_settings() {
    const auto setting = [&](std::string_view key) {
        const toml::node* found = nullptr;
        for (const toml::table* table : tables_)
            if (!found) found = table->get(key);
        return found;
    };
    const auto text_setting = [&](std::string_view key, const auto& take) {
        const toml::node* node = setting(key);
        if (const auto text = node ? source_.text_of(*node, key) : std::nullopt) take(*text, *node);
    };
    text_setting("encoding", [&](const std::string& text, const toml::node& node) {
        const auto names = encoding_names();
        if (std::find(names.begin(), names.end(), text) == names.end())
            source_.wrong(node.source(), {Text::import_no_encoding, {text}}, meant(text, WordList(names.begin(), names.end())));
        rules_.encoding = text;
    });
    text_setting("delimiter", [&](const std::string& text, const toml::node& node) {
        if (text.size() != 1 || static_cast<unsigned char>(text[0]) >= 0x80 || text == "\"")
            source_.wrong_type(node, "delimiter", Text::import_one_character);
        rules_.delimiter = text.substr(0, 1)[0];
    });
    read_mark(setting("decimal_mark"), "decimal_mark", rules_.marks.decimal);
    read_mark(setting("thousands_mark"), "thousands_mark", rules_.marks.thousands);
    text_setting("date_format", [&](const std::string& text, const toml::node& node) {
        if (bad_date_format(text) != std::string_view::npos)
            source_.wrong(node.source(), {Text::import_bad_date_format, {text}}, Text::import_date_format_is);
        rules_.date_format = text;
    });
    if (const toml::node* node = setting("services")) rules_.services = source_.texts_of(*node, "services");
    read_values();
}

void RulesReader::read_mark(const toml::node* node, std::string_view key, char& mark) {
    const auto text = node ? source_.text_of(*node, key) : std::nullopt;
    if (!text) return;
    const bool fits = text->size() == 1 && std::string_view(",. '").find(*text) != std::string_view::npos;
    if (fits) mark = (*text)[0];
    if (!fits || rules_.marks.decimal == rules_.marks.thousands) source_.wrong_type(*node, key, Text::import_a_mark);
}

void RulesReader::read_values() {
    // in the order of the files, the ledger's first, but what is spelt out goes before patterns
    using Row = std::tuple<bool, size_t, uint32_t, uint32_t, std::string, std::string>;
    std::map<uint32_t, std::vector<Row>> by_column;
    for (size_t i = 0; i < tables_.size(); ++i) {
        const toml::node* node = tables_[i]->get("values");
        if (node && !node->is_table()) source_.wrong(node->source(), {Text::err_toml_wants_table, {"values"}});
        if (!node || !node->is_table()) continue;
        for (const auto& [name, inner] : *node->as_table()) {
            if (!inner.is_table()) {
                source_.wrong(inner.source(), {Text::err_toml_wants_table, {name.str()}});
                continue;
            }
            std::vector<Row>& rows = by_column[source_.column(trim_cell(name.str()), name.source())];
            for (const auto& [pattern, value] : *inner.as_table())
                if (auto text = source_.text_of(value, pattern.str()))
                    rows.emplace_back(pattern.str().find_first_of("*?") != std::string_view::npos, i, pattern.source().begin.line,
                                      pattern.source().begin.column, pattern.str(), std::move(*text));
        }
    }
    for (auto& [column, rows] : by_column) {
        std::sort(rows.begin(), rows.end());
        for (const Row& row : rows) source_.columns[column].values.emplace_back(std::get<4>(row), std::get<5>(row));
    }
}

void RulesReader::read_cases() {
    const Fields own = fields_of(*tables_.front());
    Fields general = own;
    if (tables_.size() > 1) {
        const Fields of_preset = fields_of(*tables_.back());
        general.insert(of_preset.begin(), of_preset.end());
    }
    std::vector<const KindSpec*> kinds;
    for (const toml::table* table : tables_) read_cases_of(*table, general, kinds);
    const bool any = std::any_of(tables_.begin(), tables_.end(), [](const toml::table* table) { return table->contains("case"); });
    if (!any || general.contains("kind"))
        if (const KindSpec* kind = read_case(general, tables_.front()->source(), {})) kinds.push_back(kind);
    if (!kinds.empty()) check_taken(own, kinds);  // what a preset says more than another kind takes is no slip of its user's
}

void RulesReader::read_cases_of(const toml::table& table, const Fields& general, std::vector<const KindSpec*>& kinds) {
    const toml::node* cases = table.get("case");
    if (!cases) return;
    if (!cases->is_array() || !cases->as_array()->is_homogeneous(toml::node_type::table))
        return source_.wrong_type(*cases, "case", Text::import_cases);
    for (const toml::node& node : *cases->as_array()) {
        const toml::table& one = *node.as_table();
        Fields fields = fields_of(one);
        const Fields own = fields;
        fields.insert(general.begin(), general.end());
        const toml::node* when = one.get("when");
        if (!when) source_.wrong(node.source(), {Text::import_missing, {"when"}});
        const KindSpec* kind = read_case(fields, node.source(), when ? read_when(source_, *when) : std::vector<Condition>());
        if (kind) check_taken(own, {kind});
        if (kind) kinds.push_back(kind);
    }
}

Fields RulesReader::fields_of(const toml::table& table) {
    Fields out;
    const WordList known = all_fields();
    for (const auto& [key, node] : table) {
        const std::string_view name = key.str();
        if (is_table_setting(name) || name == "when") continue;
        if (std::find(known.begin(), known.end(), name) != known.end())
            out[std::string(name)] = {&node, key.source()};
        else
            source_.wrong(key.source(), {Text::import_unknown_field, {name}}, meant(name, known));
    }
    return out;
}

// A field that none of the kinds takes would be left out in silence.
void RulesReader::check_taken(const Fields& fields, const std::vector<const KindSpec*>& kinds) {
    for (const auto& field : fields) {
        const auto taken = [&](const KindSpec* kind) { return takes(*kind, field.first); };
        if (std::none_of(kinds.begin(), kinds.end(), taken))
            source_.wrong(field.second.at, {Text::import_field_not_taken, {kinds[0]->name, field.first}});
    }
}

// Null where rows are to be skipped, and where there is no such kind.
const KindSpec* RulesReader::kind_of(const Fields& fields, const toml::source_region& at, bool& skip) {
    demand(fields, "kind", at);
    const auto field = fields.find("kind");
    const auto name = field == fields.end() ? std::nullopt : source_.text_of(*field->second.node, "kind");
    if (!name) return nullptr;
    skip = *name == "skip";
    const KindSpec* kind = find_kind(*name);
    if (skip || (kind && can_import(kind->kind))) return kind;
    WordList names = {"skip"};
    for (const KindSpec& one : all_kinds())
        if (can_import(one.kind)) names.push_back(one.name);
    source_.wrong(field->second.node->source(), {Text::import_no_kind, {*name}}, meant(*name, names));
    return nullptr;
}

const KindSpec* RulesReader::read_case(const Fields& fields, const toml::source_region& at, std::vector<Condition> when) {
    ImportCase out;
    out.when = std::move(when);
    const KindSpec* kind = kind_of(fields, at, out.skip);
    if (kind) {
        out.kind = kind->kind;
        demand(fields, "ref", at);
        demand(fields, "date", at);
        out.ref = template_at(fields, "ref").value_or(Template());
        out.date = template_at(fields, "date").value_or(Template());
        out.note = template_at(fields, "note");
        if (kind->declares) out.name = template_at(fields, "name");
        if (kind->signs != no_goods) read_goods(fields, out, at);
        read_details(fields, *kind, out);
    }
    if (kind || out.skip) rules_.cases.push_back(std::move(out));
    return kind;
}

void RulesReader::read_goods(const Fields& fields, ImportCase& out, const toml::source_region& at) {
    const KindSpec& kind = spec(out.kind);
    const bool has_goods = kind.goods_required || fields.contains("item");
    if (has_goods) {
        demand(fields, "item", at);
        demand(fields, "quantity", at);
        if (wants_price(out.kind) && !fields.contains("total")) demand(fields, "price", at);
    }
    const auto read = [&](std::string_view field) { return takes(kind, field) ? template_at(fields, field) : std::nullopt; };
    out.item = read("item");
    out.name = read("name");
    out.quantity = read("quantity");
    out.unit = read("unit");
    out.lot = read("lot");
    out.expires = read("expires");
    out.price = read("price");
    out.total = read("total");
    if (out.price && out.total) source_.wrong(fields.find("total")->second.at, Text::import_price_or_total);
    const auto money = fields.find("money");
    if (money != fields.end() && takes(kind, "money")) out.money = source_.text_of(*money->second.node, "money").value_or("");
}

void RulesReader::read_details(const Fields& fields, const KindSpec& kind, ImportCase& out) {
    const auto add_clause = [&](Clause clause, std::string_view field) {
        if (auto name = template_at(fields, field)) out.clauses.push_back({clause, std::move(*name)});
    };
    if (const auto party = party_clause(kind); party && !fields.contains(spec(*party).name)) add_clause(*party, "party");
    for (const ClauseSpec& clause : all_clauses())
        if (kind.use(clause.clause) != ClauseUse::none) add_clause(clause.clause, clause.name);
    for (const KeySpec& key : all_keys()) {
        const auto field = fields.find(key.name);
        if (!kind.allows(key.key) || field == fields.end() || (kind.declares && key.key == Key::name)) continue;
        for (const std::string& text : source_.texts_of(*field->second.node, key.name))
            if (!text.empty()) read_detail(key, text, *field->second.node, out);
    }
}

void RulesReader::read_detail(const KeySpec& key, std::string_view text, const toml::node& at, ImportCase& out) {
    DetailRule detail;
    detail.key = key.key;
    WordList words = split_words(text);
    const auto end_of_values = std::find(key.values.begin(), key.values.end(), Value::none);
    const auto rest = static_cast<size_t>(std::find(key.values.begin(), end_of_values, Value::rest) - key.values.begin());
    if (rest < words.size()) {  // the rest of the line is one value
        const auto from = static_cast<size_t>(words[rest].data() - text.data());
        words.resize(rest);
        words.push_back(text.substr(from));
    }
    const bool any_number = end_of_values[-1] == Value::words;
    const auto most = static_cast<size_t>(end_of_values - key.values.begin());
    if (words.size() < key.required || (words.size() > most && !any_number))
        return source_.wrong(at.source(), {Text::import_word_count, {key.name, fmt::format("{}", words.size())}},
                             {Text::hint_key_is, {key.help}});
    for (size_t i = 0; i < words.size(); ++i) {
        detail.words.push_back(source_.template_of(words[i], at).value_or(Template()));
        detail.values.push_back(key.values[std::min(i, most - 1)]);
    }
    out.details.push_back(std::move(detail));
}

// Nothing where the field is not there, or empty: so a case takes back what the table says.
std::optional<Template> RulesReader::template_at(const Fields& fields, std::string_view key) {
    const auto field = fields.find(key);
    if (field == fields.end()) return std::nullopt;
    const auto text = source_.text_of(*field->second.node, key);
    if (!text || text->empty()) return std::nullopt;
    return source_.template_of(*text, *field->second.node);
}

Errors no_rules(const std::string& file, const toml::table* imports, std::string_view name) {
    WordList known;
    if (imports)
        for (const auto& [key, node] : *imports) known.push_back(key.str());
    Message hint = known.empty() ? Message(Text::import_rules_are) : meant(name, known);
    if (find_preset(name)) hint = {Text::hint_there_is_preset, {name}};
    Error error({Text::import_no_rules, {name}}, hint);
    error.place.file = file;
    return {error};
}

const toml::table* rules_in(const toml::table& document, std::string_view name) {
    const toml::table* imports = document["import"].as_table();
    return imports ? (*imports)[name].as_table() : nullptr;
}

}  // namespace

tl::expected<ImportRules, Errors> read_import_rules(const std::string& file, std::string_view toml_text, std::string_view name) {
    const Result<toml::table> document = parse_toml(file, toml_text);
    if (!document) return tl::unexpected(Errors{document.error()});
    const toml::table* table = rules_in(*document, name);
    if (!table) return tl::unexpected(no_rules(file, (*document)["import"].as_table(), name));
    RulesReader reader;
    reader.add(file, toml_text, *table);
    Result<toml::table> beneath;
    if (const toml::node* node = table->get("preset")) {
        const auto refuse = [&](Message what, Message hint) {
            return tl::unexpected(Errors{toml_error(file, toml_text, node->source(), std::move(what), std::move(hint))});
        };
        const std::optional<std::string> preset_name = node->value<std::string>();
        if (!preset_name) return refuse({Text::err_toml_wants_text, {"preset"}}, {Text::hint_toml_text, {"preset"}});
        const std::optional<Preset> preset = find_preset(*preset_name);
        if (!preset) return refuse({Text::err_no_preset, {*preset_name}}, meant(*preset_name, preset_names()));
        beneath = parse_toml(preset->file, preset->text);
        CHECK_INVARIANT(beneath && rules_in(*beneath, *preset_name));
        reader.add(preset->file, preset->text, *rules_in(*beneath, *preset_name));
    }
    auto rules = reader.read();
    if (rules) rules->name = name;
    return rules;
}

tl::expected<ImportRules, Errors> read_preset(std::string_view name) {
    const std::optional<Preset> preset = find_preset(name);
    CHECK_INVARIANT(preset);
    const Result<toml::table> document = parse_toml(preset->file, preset->text);
    CHECK_INVARIANT(document && rules_in(*document, name));
    RulesReader reader;
    reader.add(preset->file, preset->text, *rules_in(*document, name));
    reader.of_preset_alone(name);
    auto rules = reader.read();
    if (rules) rules->name = name;
    return rules;
}

}  // namespace daybook
