#include "importing/import_settings.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "importing/cell.h"
#include "importing/encoding.h"

namespace daybook {

namespace {

class SettingsReader {
  public:
    SettingsReader(RulesSource& source, std::span<const toml::table* const> tables, ImportRules& rules)
        : source_(source), tables_(tables), rules_(rules) {}

    void read() {
        read_text();
        read_mark("decimal_mark", rules_.marks.decimal);
        read_mark("thousands_mark", rules_.marks.thousands);
        read_dates();
        if (const toml::node* node = setting("services")) rules_.services = source_.texts_of(*node, "services");
        if (const toml::node* node = setting("empty")) rules_.empties = source_.texts_of(*node, "empty");
        read_gathers();
        read_headers();
        read_values();
        read_rates();
        read_items();
    }

  private:
    const toml::node* setting(std::string_view key) const {
        for (const toml::table* table : tables_)
            if (const toml::node* node = table->get(key)) return node;
        return nullptr;
    }
    template <class Take>
    void text_setting(std::string_view key, const Take& take) {
        const toml::node* node = setting(key);
        if (const auto text = node ? source_.text_of(*node, key) : std::nullopt) take(*text, *node);
    }
    // Each table of that name, the ledger's first.
    template <class Take>
    void each_table(std::string_view key, const Take& take) {
        for (size_t i = 0; i < tables_.size(); ++i) {
            const toml::node* node = tables_[i]->get(key);
            if (node && !node->is_table()) source_.wrong(node->source(), {Text::err_toml_wants_table, {key}});
            if (node && node->is_table()) take(i, *node->as_table());
        }
    }

    void read_text();
    void read_mark(std::string_view key, char& mark);
    void read_dates();
    void read_gathers();
    void read_headers();
    void read_values();
    void read_rates();
    void read_items();

    RulesSource& source_;
    std::span<const toml::table* const> tables_;
    ImportRules& rules_;
};

void SettingsReader::read_text() {
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
    text_setting("sheet", [&](const std::string& text, const toml::node&) { rules_.sheet = text; });
    text_setting("minus_mark", [&](const std::string& text, const toml::node&) { rules_.marks.minus = text; });
}

void SettingsReader::read_mark(std::string_view key, char& mark) {
    text_setting(key, [&](const std::string& text, const toml::node& node) {
        const bool fits = text.size() == 1 && std::string_view(",. '").find(text) != std::string_view::npos;
        if (fits) mark = text[0];
        if (!fits || rules_.marks.decimal == rules_.marks.thousands) source_.wrong_type(node, key, Text::import_a_mark);
    });
}

void SettingsReader::read_dates() {
    const toml::node* node = setting("date_format");
    if (!node) return;
    rules_.date_formats = source_.texts_of(*node, "date_format");
    for (const std::string& text : rules_.date_formats)
        if (bad_date_format(text) != std::string_view::npos)
            source_.wrong(node->source(), {Text::import_bad_date_format, {text}}, Text::import_date_format_is);
}

// Lists of columns. What the ledger's own table says of a column goes before what the preset says.
void SettingsReader::read_gathers() {
    std::map<uint32_t, size_t> said;
    for (size_t i = 0; i < tables_.size(); ++i)
        for (const auto& [key, gather] :
             {std::pair("document", Gather::document), std::pair("first", Gather::first), std::pair("sum", Gather::sum)}) {
            const toml::node* node = tables_[i]->get(key);
            if (!node) continue;
            for (const std::string& name : source_.texts_of(*node, key)) {
                const uint32_t column = source_.column(trim_cell(name), node->source());
                const auto before = said.emplace(column, i);
                if (before.second)
                    source_.columns[column].gather = gather;
                else if (before.first->second == i && source_.columns[column].gather != gather)
                    source_.wrong(node->source(), {Text::import_said_twice, {name}});
            }
        }
    for (std::string_view key : {"known_by", "optional"})
        for (const toml::table* table : tables_)
            if (const toml::node* node = table->get(key))
                for (const std::string& name : source_.texts_of(*node, key)) {
                    const uint32_t column = source_.column(trim_cell(name), node->source());
                    if (key == "optional") source_.columns[column].optional = true;
                }
}

void SettingsReader::read_headers() {
    each_table("headers", [&](size_t, const toml::table& table) {
        for (const auto& [name, node] : table) {
            ImportColumn& column = source_.columns[source_.column(trim_cell(name.str()), name.source())];
            for (const std::string& also : source_.texts_of(node, name.str())) column.also.emplace_back(trim_cell(also));
        }
    });
}

void SettingsReader::read_values() {
    // in the order of the files, the ledger's first, but what is spelt out goes before patterns
    using Row = std::tuple<bool, size_t, uint32_t, uint32_t, std::string, std::string>;
    std::map<uint32_t, std::vector<Row>> by_column;
    each_table("values", [&](size_t i, const toml::table& table) {
        for (const auto& [name, inner] : table) {
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
    });
    for (auto& [column, rows] : by_column) {
        std::sort(rows.begin(), rows.end());
        for (const Row& row : rows) source_.columns[column].values.emplace_back(std::get<4>(row), std::get<5>(row));
    }
}

// rates = { USD = "7.12" }: what one of them is worth in the ledger's currency.
void SettingsReader::read_rates() {
    each_table("rates", [&](size_t, const toml::table& table) {
        for (const auto& [currency, node] : table) {
            const auto text = source_.text_of(node, currency.str());
            int64_t rate = 0;
            if (text && (parse_decimal(*text, price_decimals, rate) != BadNumber::none || rate <= 0))
                source_.wrong_type(node, currency.str(), Text::import_a_rate);
            else if (text)
                rules_.rates.emplace_back(currency.str(), rate);
        }
    });
}

// Spelt-out titles go before patterns, the ledger's before a preset's.
void SettingsReader::read_items() {
    each_table("items", [&](size_t, const toml::table& table) {
        for (const auto& [title, node] : table)
            if (auto code = source_.text_of(node, title.str()); code && !code->empty())
                rules_.items.emplace_back(title.str(), std::move(*code));
    });
    std::stable_partition(rules_.items.begin(), rules_.items.end(),
                          [](const auto& item) { return item.first.find_first_of("*?") == std::string::npos; });
}

// An amount of a column that is to be summed is summed; one of nothing but the document's columns, or of none, is the document's.
Gather gather_of(const DetailRule& detail, const std::vector<ImportColumn>& columns) {
    bool all = true;
    for (size_t i = 0; i < detail.words.size(); ++i) {
        if (detail.values[i] != Value::money && detail.values[i] != Value::signed_money) continue;
        for (uint32_t column : detail.words[i].columns()) {
            if (columns[column].gather == Gather::sum) return Gather::sum;
            all &= columns[column].gather != Gather::unsaid;
        }
    }
    return all ? Gather::document : Gather::unsaid;
}

}  // namespace

void read_import_settings(RulesSource& source, std::span<const toml::table* const> tables, ImportRules& rules) {
    SettingsReader(source, tables, rules).read();
}

void finish_rules(RulesSource& source, ImportRules& rules) {
    rules.columns = std::move(source.columns);
    std::vector<bool> tested(rules.columns.size());
    const auto finish = [&](ImportCase& rule) {
        for (const Condition& condition : rule.when) tested[condition.column] = true;
        for (DetailRule& detail : rule.details) detail.gather = gather_of(detail, rules.columns);
    };
    for (ImportCase& rule : rules.cases) finish(rule);
    for (ImportCase& rule : rules.then) finish(rule);
    // a value that stands for another makes two refs of one key, or one of two
    const auto translated = [&](uint32_t column) { return !rules.columns[column].values.empty(); };
    const std::vector<uint32_t> key = rules.key ? rules.key->columns() : std::vector<uint32_t>();
    if (std::any_of(key.begin(), key.end(), translated))
        for (ImportCase& rule : rules.cases) rule.ref_is_key = false;
    for (uint32_t i = 0; i < rules.columns.size(); ++i) {
        const Gather gather = rules.columns[i].gather;
        const bool of_key = std::find(key.begin(), key.end(), i) != key.end();
        if (!of_key && gather != Gather::sum && (gather != Gather::unsaid || tested[i])) rules.carried.push_back(i);
    }
}

}  // namespace daybook
