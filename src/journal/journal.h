// The ledger's files as one journal: read with their includes, parsed in order, kept as text for excerpts and for printing.
#pragma once

#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "model/entry.h"
#include "model/settings.h"

namespace daybook {

class Journal {
  public:
    explicit Journal(const BookSettings& settings) : settings_(settings) {}

    // Parses the main file, given as read, and what it includes. Errors go to errors().
    void read_main(const std::string& path, std::string text);
    // Parses a text that is not in the files (yet): entries that a command is about to append. `name` is what errors call it.
    void read_draft(const std::string& name, std::string text);

    const Entries& entries() const { return entries_; }
    const Errors& errors() const { return errors_; }

    // A problem of the books, shown where it stands.
    Error locate(const Problem& problem) const;
    // FILE:LINE of an entry, for messages that name another entry.
    std::string place_of(const Entry& entry) const;
    // The entry as it stands in its file, comments and layout included, ending in a newline.
    std::string text_of(const Entry& entry) const;
    // What stands behind the ; of its header; empty where nothing does.
    std::string note_of(const Entry& entry) const;
    // The main file's text ends where an entry may be appended: in a newline, or empty. Else the error, with line and remedy.
    Errors tail_errors() const;
    // The main file's text needs a blank line before an appended entry.
    bool wants_blank_line() const;

  private:
    struct Source {
        std::string name;  // as the user calls it
        std::string text;
        std::vector<size_t> line_starts;  // made when first asked for
    };

    uint16_t add_source(std::string name, std::string text);
    void parse_source(uint16_t file);
    void include(uint16_t from, std::string_view path, const Error& at_the_word);
    std::string_view line_of(uint16_t file, uint32_t line) const;
    std::string_view text_from_line(uint16_t file, uint32_t line) const;

    BookSettings settings_;
    Entries entries_;
    Errors errors_;
    mutable std::deque<Source> sources_;
    std::string folder_;              // of the main file, canonical
    std::vector<std::string> open_;   // canonical paths of the files being parsed
    std::set<std::string> included_;  // and of all that were
};

}  // namespace daybook
