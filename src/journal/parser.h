// Text into entries. Errors accumulate: each names its line, shows the word and says what was expected.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "journal/lexer.h"
#include "model/entry.h"
#include "model/settings.h"

namespace daybook {

constexpr size_t longest_line = 64 * 1024;  // bytes

class Parser {
  public:
    // `include PATH`; the error is for whoever finds that it cannot be.
    struct Included {
        std::string path;
        Error at_the_word;
    };
    // What to do with a run of them, with nothing but comments between: read and parse these files now, one after the other.
    using Include = std::function<void(std::span<const Included> run)>;
    // FILE:LINE of an entry that stands in another text.
    using PlaceOf = std::function<std::string(const Entry& entry)>;

    // Of one text: `file` is its number, `name` how it is called in errors. All but the settings outlive the parser.
    Parser(Entries& entries, const BookSettings& settings, Errors& errors, uint16_t file, std::string_view name, const Include& include,
           const PlaceOf& place_of)
        : out_(entries),
          money_decimals_(settings.currency.decimals),
          errors_(errors),
          include_(include),
          place_of_(place_of),
          file_(file),
          name_(name) {}

    // Parses lines of the text, padded (journal/lexer.h); they need not stay once this returns. How many of the bytes count: all, or those
    // before a line that begins with NUL, which begins what was never committed (base/locked_file.h).
    size_t parse(std::string_view lines);
    // Behind the last line, or before a header.
    void finish();
    uint32_t lines() const { return line_number_; }  // parsed so far

  private:
    bool parse_line(std::string_view line);
    void parse_include(WordCursor& cursor);
    void parse_header(WordCursor& cursor);
    bool parse_date_word(WordCursor& cursor);
    bool parse_clause(WordCursor& cursor, Word preposition, const ClauseSpec* clause);
    bool parse_clauses(WordCursor& cursor);
    bool parse_ref(WordCursor& cursor);
    void parse_detail(WordCursor& cursor);
    bool parse_goods(WordCursor& cursor, char sign);
    bool parse_quantity(WordCursor& cursor, GoodsLine& goods);
    bool parse_behind_quantity(WordCursor& cursor, Word word, GoodsLine& goods);
    bool parse_price(WordCursor& cursor, Word at, GoodsLine& goods);
    bool parse_mark(WordCursor& cursor, Word word, Marks& marks);
    bool parse_key(WordCursor& cursor);
    bool refuse_key(const WordCursor& cursor, Word word);
    bool parse_values(WordCursor& cursor, const KeySpec& key, Detail& detail);
    bool parse_more_words(WordCursor& cursor, Detail detail);
    bool parse_value(WordCursor& cursor, Value kind, Word word, Detail& detail, bool second_name);
    bool no_date(const WordCursor& cursor, Word word, BadDate fault, Text hint);
    bool parse_number(const WordCursor& cursor, Word word, int decimals, int64_t& number);
    bool end_of_line(WordCursor& cursor);
    bool check_comment(const WordCursor& cursor);
    void finish_entry();
    void put_lines();
    void finish_includes();

    std::string_view spelling(Word word);
    bool valid(const WordCursor& cursor, Word word);
    std::string_view rest_of_line(WordCursor& cursor, Word first);
    template <class Id, class Field>
    bool intern(Names<Id>& names, const WordCursor& cursor, Word word, Field& field);

    bool wrong(const WordCursor& cursor, Word word, Message what, Message hint = {});
    Error error(const WordCursor& cursor, uint32_t at, uint32_t length, Message what, Message hint = {}) const;

    Entries& out_;
    int money_decimals_;
    Errors& errors_;
    const Include& include_;
    const PlaceOf& place_of_;

    uint16_t file_ = 0;
    std::string_view name_;
    uint32_t line_number_ = 0;
    std::vector<Included> includes_;  // nothing but comments followed so far
    std::string_view header_line_;    // of the entry being read
    std::string kept_header_;         // where its lines are gone
    bool in_entry_ = false;
    bool broken_ = false;             // the entry has an error: read on for more, but do not keep it
    const KindSpec* kind_ = nullptr;  // of the entry being read; null where the kind is unknown
    Entry entry_;
    std::vector<GoodsLine> goods_;  // of it, with what is marked, and its details
    std::vector<Marks> marked_;
    std::vector<Detail> details_;
    uint64_t seen_keys_ = 0;
    Marks marks_;              // of the goods line being read; valid once it has any
    std::string scratch_;      // an unescaped word, or the rest of a line
    char date_text_[10] = {};  // the last date, so that a day's entries read it once
    Date date_;
};

}  // namespace daybook
