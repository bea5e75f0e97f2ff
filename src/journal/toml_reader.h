// Reads a TOML table key by key: each key once, each of the type wanted; what is left over is unknown, and an error.
#pragma once

#include <toml++/toml.h>

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "model/date.h"

namespace daybook {

// The file's table, whose nodes know the path, or an error with its place where it is no TOML.
Result<toml::table> parse_toml(const std::string& path, std::string_view text);

// An error at a place of a TOML file, with the line as its excerpt.
Error toml_error(const std::string& path, std::string_view text, const toml::source_region& where, Message what, Message hint = {});

class TomlReader {
  public:
    // `section` is how errors call the table: "books", "import.sales"; empty for the whole file. path, text and errors outlive the reader.
    TomlReader(const toml::table& table, std::string section, const std::string& path, std::string_view text, Errors& errors)
        : table_(table), section_(std::move(section)), path_(path), text_(text), errors_(errors) {}

    // Each leaves the value as it was where the key is not there, or has a wrong type or value (an error).
    void string(std::string_view key, std::string& value);
    void boolean(std::string_view key, bool& value);
    void days(std::string_view key, int32_t& value);  // 0 to 3650
    bool date(std::string_view key, Date& value);     // false where the value stays
    // Each of them one that `wrong_one` has nothing to say of.
    void strings(std::string_view key, std::vector<std::string>& values, const std::function<Error(std::string_view)>& wrong_one = {});
    void choice(std::string_view key, std::initializer_list<std::string_view> words, const std::function<void(size_t)>& chosen);
    // A string that `take` understands, or says why not.
    void text(std::string_view key, const std::function<Message(std::string_view)>& take);
    bool has(std::string_view key) const { return table_.contains(key); }
    // A table within; null where it is not there.
    const toml::table* table(std::string_view key);
    // Reads that table, where there is one.
    void section(std::string_view key, const std::function<void(TomlReader& reader)>& read);
    // Each table within that table, such as [couriers.顺丰], under its name.
    void tables(std::string_view key, const std::function<void(std::string_view name, TomlReader& reader)>& read);
    // A key that is read elsewhere, or any value.
    const toml::node* node(std::string_view key);
    // Refuses every key that was not asked for.
    void done();

    void wrong(const toml::node& at, Message what, Message hint = {});

  private:
    const toml::node* find(std::string_view key);

    const toml::table& table_;
    std::string section_;
    const std::string& path_;
    std::string_view text_;
    Errors& errors_;
    std::vector<std::string_view> known_;
};

}  // namespace daybook
