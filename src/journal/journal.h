// The ledger's files as one journal: read with their includes and parsed in order. Their text is not kept; excerpts are read again.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "base/files.h"
#include "journal/ahead.h"
#include "journal/comment.h"
#include "journal/parser.h"
#include "journal/source.h"
#include "model/entry.h"
#include "model/settings.h"

namespace daybook {

// What stands at the end of a file and was never committed (base/locked_file.h): a writer is at work there, or died.
struct Unfinished {
    std::string file;   // as the user calls it
    uint32_t line = 0;  // where it begins
    uint64_t at = 0;    // in bytes
};

class Journal {
  public:
    // A file of so many bytes or more, or a run of includes, is parsed in halves, both at once: it takes so long to regain what a second
    // thread costs.
    static constexpr uint64_t long_file = 4 * 1024 * 1024;

    explicit Journal(const BookSettings& settings, uint64_t halve_from = long_file) : settings_(settings), halve_from_(halve_from) {}

    // Parses the main file and what it includes; `path` is how the user calls it. Errors go to errors().
    void read_main(const std::string& path, TextFile file);
    void read_main(const std::string& path, std::string text);
    // The same for a journal that does not lie on the disk, such as one of a revision that git keeps: `open` gives the text of a file that
    // the user calls by this path. `label` goes before the paths in messages.
    using Opener = std::function<Result<std::string>(const std::string& path)>;
    void read_main(const std::string& path, const Opener& open, const std::string& label);
    // Parses a text that is not in the files (yet): entries that a command is about to append. `name` is what errors call it.
    void read_draft(const std::string& name, std::string text);

    const Entries& entries() const { return entries_; }
    const Errors& errors() const { return errors_; }
    // The main file and what it includes, as the user calls them, in the order of their reading.
    std::vector<std::string> files() const;
    // The text of a file, by its number in that order.
    Result<std::string> text_of_file(size_t file) const { return sources_[file].text(); }

    // A problem of the books, shown where it stands.
    Error locate(const Problem& problem) const;
    // FILE:LINE of an entry, for messages that name another entry.
    std::string place_of(const Entry& entry) const;
    // The entry as it stands in its file, comments and layout included, ending in a newline.
    std::string text_of(const Entry& entry) const;
    // What stands behind the ; of its header; empty where nothing does.
    std::string note_of(const Entry& entry) const;
    // Every comment on a line of an entry, in the order of the entries: the files are read once more.
    Result<std::vector<Comment>> comments() const;
    // The texts end before these.
    std::vector<Unfinished> unfinished() const;
    // Every file ends in what is committed, and the main one where an entry may be appended: in a newline, or empty. Else the errors, with
    // line and remedy. Who holds the lock has shut writers out; to others a part that is being written is no error.
    enum class Writers { shut_out, may_be_at_work };
    Errors tail_errors(Writers writers = Writers::shut_out) const;
    // The main file's text needs a blank line before an appended entry.
    bool wants_blank_line() const;

  private:
    // A file that an `include` names: as the user calls it, and as it is known however it is spelt. Its bytes where that is known.
    struct Named {
        std::string called, whole;
        uint64_t size = 0;
    };
    // Why it cannot be read, and what to do.
    struct Refusal {
        Message what, hint;
    };

    void read_main(const std::string& path, Source source);
    void parse(const std::string& path, Source source);
    std::string whole_path(const std::string& path) const;
    Result<Source> open_included(const std::string& path, const std::string& whole) const;
    Named named(uint16_t from, const std::string& path) const;
    std::optional<Refusal> refusal(const std::string& path, const Named& file, const std::set<std::string>& included) const;
    void include(uint16_t from, std::span<const Parser::Included> run);
    void include(const Parser::Included& word, const Named& file);
    size_t middle_of(std::span<const Parser::Included> run, std::span<const Named> files) const;
    std::unique_ptr<Ahead> start_ahead(std::vector<Ahead::Text> texts);
    Ahead::Ends join(std::unique_ptr<Ahead> ahead, uint32_t lines);
    bool join(std::unique_ptr<Ahead> ahead, std::span<const Named> files, std::deque<Source>& sources);
    Result<Source::End> read_in_halves(const Source& source, Parser& parser, uint16_t file, const Source::Take& take);
    void settle_names();
    void join_parties(const Entry& entry);
    void name_item(uint32_t index);
    void name_account(const Entry& entry);

    BookSettings settings_;
    uint64_t halve_from_ = 0;
    uint64_t parsed_ = 0;   // bytes, of all files
    uint64_t waiting_ = 0;  // bytes of the files of a run that are still to be parsed
    Entries entries_;
    Errors errors_;
    std::deque<Source> sources_;
    std::vector<std::string> paths_;  // of these, as the user calls them
    Opener opener_;                   // none: the disk
    std::string label_;
    std::string folder_;                        // of the main file, canonical
    std::vector<std::string> open_;             // canonical paths of the files being parsed
    std::set<std::string> included_;            // and of all that were
    std::vector<std::unique_ptr<Ahead>> idle_;  // for long files to come
};

}  // namespace daybook
