// Builds the text of an entry, as commands and imports write it: one layout, names quoted where they must be.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace daybook {

// The word as the journal spells it: bare, or in double quotes where it holds white space, ; or ", is empty or could be taken for something
// else.
std::string quoted(std::string_view word);

class EntryWriter {
  public:
    // `ref` is the entry's own name; for master data the code or name that it declares. It is quoted here, as all names are.
    EntryWriter(std::string_view date, std::string_view kind, std::string_view ref);

    EntryWriter& display_name(std::string_view name);                          // master data: words behind the code
    EntryWriter& clause(std::string_view preposition, std::string_view name);  // from 义乌华美服饰
    EntryWriter& note(std::string_view text);                                  // ; text, behind the header; line ends become spaces
    // `price` is the text behind the quantity as it stands: "@ 35.00", "@@ 100.00", or empty; `marks` are key:value words.
    EntryWriter& goods(char sign, std::string_view item, std::string_view quantity, std::string_view unit, std::string_view price,
                       std::initializer_list<std::string_view> marks = {});
    // Values as they are to stand: numbers as they are, names are quoted here.
    EntryWriter& detail(std::string_view key, std::initializer_list<std::string_view> values);
    EntryWriter& detail(std::string_view key, const std::vector<std::string>& values);

    // The entry with its columns aligned, ending in one newline; no blank line behind it.
    std::string text() const;

  private:
    struct Line {
        std::string head;   // "+ ITEM" or a key
        std::string value;  // quantity, amount or name: numbers line up by their whole part
        std::string rest;   // all behind it, with its leading space
    };

    bool declares_ = false;  // master data: values stand in one column, from the left
    std::string header_;
    std::string note_;
    std::vector<Line> lines_;
};

}  // namespace daybook
