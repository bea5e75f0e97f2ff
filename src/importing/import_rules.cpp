#include "importing/import_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "importing/cell.h"
#include "importing/encoding.h"
#include "importing/import_fields.h"

namespace daybook {

namespace {

// A field of the rules and where its name stands.
struct Field {
    const toml::node* node = nullptr;
    toml::source_region at;
};
using Fields = std::map<std::string, Field, std::less<>>;

class RulesReader {
  public:
    RulesReader(const std::string& file, std::string_view text) : source_(file, text) {}

    tl::expected<ImportRules, Errors> read(const toml::table& table) {
        read_settings(table);
        read_cases(table);
        if (!source_.errors.empty()) return tl::unexpected(std::move(source_.errors));
        rules_.columns = std::move(source_.columns);
        return std::move(rules_);
    }

  private:
    void read_settings(const toml::table& table);
    void read_mark(const toml::table& table, std::string_view key, char& mark);
    void read_values(const toml::node& node);
    void read_cases(const toml::table& table);
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
        if (field == fields.end() || field->second.node->value_or(key).empty()) source_.wrong(at, {Text::import_missing, {key}});
    }

    RulesSource source_;
    ImportRules rules_;
};

void RulesReader::read_settings(const toml::table& table) {
    const auto text_setting = [&](std::string_view key, const auto& take) {
        const toml::node* node = table.get(key);
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
    read_mark(table, "decimal_mark", rules_.marks.decimal);
    read_mark(table, "thousands_mark", rules_.marks.thousands);
    text_setting("date_format", [&](const std::string& text, const toml::node& node) {
        if (bad_date_format(text) != std::string_view::npos)
            source_.wrong(node.source(), {Text::import_bad_date_format, {text}}, Text::import_date_format_is);
        rules_.date_format = text;
    });
    if (const toml::node* node = table.get("services")) rules_.services = source_.texts_of(*node, "services");
    if (const toml::node* node = table.get("values")) read_values(*node);
}

void RulesReader::read_mark(const toml::table& table, std::string_view key, char& mark) {
    const toml::node* node = table.get(key);
    const auto text = node ? source_.text_of(*node, key) : std::nullopt;
    if (!text) return;
    const bool fits = text->size() == 1 && std::string_view(",. '").find(*text) != std::string_view::npos;
    if (fits) mark = (*text)[0];
    if (!fits || rules_.marks.decimal == rules_.marks.thousands) source_.wrong_type(*node, key, Text::import_a_mark);
}

void RulesReader::read_values(const toml::node& node) {
    if (!node.is_table()) return source_.wrong(node.source(), {Text::err_toml_wants_table, {"values"}});
    for (const auto& [name, inner] : *node.as_table()) {
        if (!inner.is_table()) {
            source_.wrong(inner.source(), {Text::err_toml_wants_table, {name.str()}});
            continue;
        }
        // in the order of the file, but what is spelt out goes before patterns
        std::vector<std::tuple<bool, uint32_t, uint32_t, std::string, std::string>> sorted;
        for (const auto& [pattern, value] : *inner.as_table())
            if (auto text = source_.text_of(value, pattern.str()))
                sorted.emplace_back(pattern.str().find_first_of("*?") != std::string_view::npos, pattern.source().begin.line,
                                    pattern.source().begin.column, pattern.str(), std::move(*text));
        std::sort(sorted.begin(), sorted.end());
        auto& values = source_.columns[source_.column(trim_cell(name.str()), name.source())].values;
        for (const auto& row : sorted) values.emplace_back(std::get<3>(row), std::get<4>(row));
    }
}

void RulesReader::read_cases(const toml::table& table) {
    const Fields general = fields_of(table);
    std::vector<const KindSpec*> kinds;
    const toml::node* cases = table.get("case");
    if (cases && (!cases->is_array() || !cases->as_array()->is_homogeneous(toml::node_type::table)))
        return source_.wrong_type(*cases, "case", Text::import_cases);
    if (cases) {
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
    if (!cases || general.contains("kind"))
        if (const KindSpec* kind = read_case(general, table.source(), {})) kinds.push_back(kind);
    if (!kinds.empty()) check_taken(general, kinds);
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
    if (words.size() < key.required || words.size() > static_cast<size_t>(end_of_values - key.values.begin()))
        return source_.wrong(at.source(), {Text::import_word_count, {key.name, fmt::format("{}", words.size())}},
                             {Text::hint_key_is, {key.help}});
    for (size_t i = 0; i < words.size(); ++i) {
        detail.words.push_back(source_.template_of(words[i], at).value_or(Template()));
        detail.values.push_back(key.values[i]);
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
    Error error({Text::import_no_rules, {name}}, known.empty() ? Message(Text::import_rules_are) : meant(name, known));
    error.place.file = file;
    return {error};
}

}  // namespace

tl::expected<ImportRules, Errors> read_import_rules(const std::string& file, std::string_view toml_text, std::string_view name) {
    const Result<toml::table> document = parse_toml(file, toml_text);
    if (!document) return tl::unexpected(Errors{document.error()});
    const toml::table* imports = (*document)["import"].as_table();
    const toml::table* table = imports ? (*imports)[name].as_table() : nullptr;
    if (!table) return tl::unexpected(no_rules(file, imports, name));
    auto rules = RulesReader(file, toml_text).read(*table);
    if (rules) rules->name = name;
    return rules;
}

}  // namespace daybook
