#include "importing/import_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/check.h"
#include "importing/goods_list.h"
#include "importing/import_fields.h"
#include "importing/import_settings.h"
#include "importing/presets.h"

namespace daybook {

std::string_view DetailRule::name() const { return says == Says::line ? spec(key).name : says == Says::total ? check_total : check_tax; }

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
        read_import_settings(source_, tables_, rules_);
        read_cases();
        if (!source_.errors.empty()) return tl::unexpected(std::move(source_.errors));
        finish_rules(source_, rules_);
        return std::move(rules_);
    }

  private:
    void read_cases();
    void read_cases_of(const toml::table& table, const Fields& general, std::vector<const KindSpec*>& kinds);
    void read_then(const toml::table& table, const Fields& general);
    void read_totals(const toml::table& table);
    template <class Read>
    void each_section(const toml::table& table, std::string_view key, const Read& read);
    std::vector<Condition> conditions_of(const toml::table& table, const toml::node& at);
    const KindSpec* read_case(const Fields& fields, const toml::source_region& at, std::vector<Condition> when,
                              std::vector<ImportCase>& into);
    void read_goods(const Fields& fields, ImportCase& out, const toml::source_region& at);
    void read_goods_list(const Fields& fields, ImportCase& out);
    void read_details(const Fields& fields, const KindSpec& kind, ImportCase& out);
    void read_check(const Fields& fields, std::string_view field, DetailRule::Says says, ImportCase& out);
    void read_detail(const KeySpec& key, std::string_view text, const toml::node& at, ImportCase& out);

    Fields fields_of(const toml::table& table, std::string_view section = {});
    const KindSpec* kind_of(const Fields& fields, const toml::source_region& at, bool& skip);
    void check_taken(const Fields& fields, const std::vector<const KindSpec*>& kinds);
    std::optional<Template> template_at(const Fields& fields, std::string_view key);
    void demand(const Fields& fields, std::string_view key, const toml::source_region& at) {
        const auto field = fields.find(key);
        if (field == fields.end() || field->second.node->value_or(key).empty()) source_.wrong(at, {Text::import_missing, {key}}, way_out_);
    }

    std::vector<const toml::table*> tables_;
    const toml::node* key_ = nullptr;  // the table's own `ref`
    const toml::value<std::string> no_text_{""};
    Message way_out_;  // of a preset that lacks what only its user knows
    RulesSource source_;
    ImportRules rules_;
};

void RulesReader::read_cases() {
    const Fields own = fields_of(*tables_.front());
    Fields general = own;
    if (tables_.size() > 1) {
        const Fields of_preset = fields_of(*tables_.back());
        general.insert(of_preset.begin(), of_preset.end());
    }
    const auto ref = general.find("ref");
    key_ = ref == general.end() ? nullptr : ref->second.node;
    rules_.key = template_at(general, "ref");
    std::vector<const KindSpec*> kinds;
    for (const toml::table* table : tables_) read_cases_of(*table, general, kinds);
    for (const toml::table* table : tables_) read_then(*table, general);
    for (const toml::table* table : tables_) read_totals(*table);
    const bool any = std::any_of(tables_.begin(), tables_.end(), [](const toml::table* table) { return table->contains("case"); });
    if (!any || general.contains("kind"))
        if (const KindSpec* kind = read_case(general, tables_.front()->source(), {}, rules_.cases)) kinds.push_back(kind);
    if (!kinds.empty()) check_taken(own, kinds);  // what a preset says more than another kind takes is no slip of its user's
}

template <class Read>
void RulesReader::each_section(const toml::table& table, std::string_view key, const Read& read) {
    const toml::node* sections = table.get(key);
    if (!sections) return;
    if (!sections->is_array() || !sections->as_array()->is_homogeneous(toml::node_type::table))
        return source_.wrong(sections->source(), {Text::import_sections, {key}});
    for (const toml::node& node : *sections->as_array()) read(*node.as_table(), node);
}

std::vector<Condition> RulesReader::conditions_of(const toml::table& table, const toml::node& at) {
    const toml::node* when = table.get("when");
    if (!when) source_.wrong(at.source(), {Text::import_missing, {"when"}});
    return when ? read_when(source_, *when) : std::vector<Condition>();
}

void RulesReader::read_cases_of(const toml::table& table, const Fields& general, std::vector<const KindSpec*>& kinds) {
    each_section(table, "case", [&](const toml::table& one, const toml::node& node) {
        Fields fields = fields_of(one, "case");
        const Fields own = fields;
        fields.insert(general.begin(), general.end());
        const KindSpec* kind = read_case(fields, node.source(), conditions_of(one, node), rules_.cases);
        if (kind) check_taken(own, {kind});
        if (kind) kinds.push_back(kind);
    });
}

// An entry that follows a document says only what stands in its own section; its ref, unless that does, is the document's with its kind
// behind, its day the document's.
void RulesReader::read_then(const toml::table& table, const Fields& general) {
    each_section(table, "then", [&](const toml::table& one, const toml::node& node) {
        Fields fields = fields_of(one, "then");
        const Fields own = fields;
        for (const char* key : {"ref", "date"})
            if (const auto field = general.find(key); field != general.end()) fields.insert(*field);
        for (const char* key : {"item", "quantity"}) fields[key] = {&no_text_, node.source()};
        const KindSpec* kind = read_case(fields, node.source(), conditions_of(one, node), rules_.then);
        if (!kind) return;
        check_taken(own, {kind});
        if (kind->use(Clause::of) != ClauseUse::entry) source_.wrong(node.source(), {Text::import_follows_nothing, {kind->name}});
        if (!own.contains("ref")) rules_.then.back().ref.parts.emplace_back().text = std::string("-").append(kind->name);
    });
}

void RulesReader::read_totals(const toml::table& table) {
    each_section(table, "totals", [&](const toml::table& one, const toml::node& node) {
        const WordList known = {"preamble", "kind", "is", "sum", "when"};
        for (const auto& [key, value] : one)
            if (std::find(known.begin(), known.end(), key.str()) == known.end())
                source_.wrong(key.source(), {Text::import_field_not_taken, {"totals", key.str()}}, meant(key.str(), known));
        FileTotal total;
        const auto text = [&](std::string_view key) {
            const toml::node* value = one.get(key);
            return value ? source_.text_of(*value, key).value_or("") : std::string();
        };
        total.preamble = text("preamble");
        if (const KindSpec* kind = find_kind(text("kind"))) total.kind = kind->kind;
        total.is = source_.template_of(text("is"), node).value_or(Template());
        total.sum = source_.template_of(text("sum"), node).value_or(Template());
        if (const toml::node* when = one.get("when")) total.when = read_when(source_, *when);
        const bool whole = total.preamble.empty() ? !total.is.parts.empty() && !total.sum.parts.empty() : total.kind.has_value();
        if (!whole) return source_.wrong(node.source(), Text::import_totals_are);
        rules_.totals.push_back(std::move(total));
    });
}

// What belongs to the table as a whole would be left out in silence in a section of it.
Fields RulesReader::fields_of(const toml::table& table, std::string_view section) {
    Fields out;
    const WordList known = all_fields();
    for (const auto& [key, node] : table) {
        const std::string_view name = key.str();
        if (!section.empty() && is_table_setting(name)) source_.wrong(key.source(), {Text::import_field_not_taken, {section, name}});
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

const KindSpec* RulesReader::read_case(const Fields& fields, const toml::source_region& at, std::vector<Condition> when,
                                       std::vector<ImportCase>& into) {
    ImportCase out;
    out.when = std::move(when);
    const KindSpec* kind = kind_of(fields, at, out.skip);
    if (kind) {
        out.kind = kind->kind;
        demand(fields, "ref", at);
        if (&into != &rules_.then) demand(fields, "date", at);  // else, where it is blank, the document's or today
        out.ref = template_at(fields, "ref").value_or(Template());
        out.date = template_at(fields, "date").value_or(Template());
        out.note = template_at(fields, "note");
        out.currency = template_at(fields, "currency");
        out.ref_is_key = key_ && fields.contains("ref") && fields.find("ref")->second.node == key_;
        if (kind->declares) out.name = template_at(fields, "name");
        if (kind->signs != no_goods) read_goods(fields, out, at);
        read_details(fields, *kind, out);
    }
    if (kind || out.skip) into.push_back(std::move(out));
    return kind;
}

void RulesReader::read_goods(const Fields& fields, ImportCase& out, const toml::source_region& at) {
    const KindSpec& kind = spec(out.kind);
    // an empty text: rows of this case have no goods, others of the same document do
    const auto item = fields.find("item");
    const bool none = item != fields.end() && item->second.node->value_or(std::string("x")).empty();
    const bool has_goods = !none && (kind.goods_required || item != fields.end());
    if (fields.contains("goods") && !none) read_goods_list(fields, out);
    if (has_goods && !out.goods) {
        demand(fields, "item", at);
        demand(fields, "quantity", at);
        if (wants_price(out.kind) && !fields.contains("total")) demand(fields, "price", at);
    }
    const auto read = [&](std::string_view field) { return takes(kind, field) ? template_at(fields, field) : std::nullopt; };
    out.item = out.goods ? out.goods->from : read("item");
    out.name = read("name");
    out.tax_rate = read("tax_rate");
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

void RulesReader::read_goods_list(const Fields& fields, ImportCase& out) {
    const auto from = template_at(fields, "goods");
    if (!from) return;
    GoodsList& list = out.goods.emplace();
    list.from = *from;
    if (const auto between = fields.find("goods_between"); between != fields.end())
        list.between = source_.text_of(*between->second.node, "goods_between").value_or("");
    const auto each = fields.find("goods_each");
    if (each == fields.end()) return source_.wrong(fields.find("goods")->second.at, {Text::import_missing, {"goods_each"}});
    for (const std::string& text : source_.texts_of(*each->second.node, "goods_each")) {
        if (auto pattern = parse_goods_pattern(text))
            list.each.push_back(std::move(*pattern));
        else
            source_.wrong(each->second.node->source(), {Text::import_bad_goods_pattern, {text}}, Text::import_goods_pattern_is);
    }
}

void RulesReader::read_check(const Fields& fields, std::string_view field, DetailRule::Says says, ImportCase& out) {
    if (auto amount = template_at(fields, field)) {
        DetailRule& check = out.details.emplace_back();
        check.words.push_back(std::move(*amount));
        check.values.push_back(Value::signed_money);
        check.says = says;
    }
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
    if (kind.signs == no_goods) return;
    read_check(fields, check_total, DetailRule::Says::total, out);
    read_check(fields, check_tax, DetailRule::Says::tax, out);
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
