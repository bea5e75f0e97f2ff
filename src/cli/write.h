// Refuse before writing: an entry is composed, the books are replayed with it, and it is appended only if they stand.
#pragma once

#include <functional>
#include <string>

#include "base/locked_file.h"
#include "books/books.h"
#include "books/doubts.h"
#include "cli/compose.h"
#include "cli/new_names.h"
#include "cli/session.h"

namespace daybook {

// One entry: finds, locks and reads the ledger, lets `make` say what to enter, checks it and appends it. Prints the entry and its ref.
int write_entry(Session& session, const Args& args, const std::function<Result<Draft>(const Journal&)>& make);

// AMOUNT CATEGORY: an entry of money alone, into or out of an account.
int write_by_category(Session& session, const Args& args, Kind kind, Key key);

// Looks on as the books are replayed with new entries, and may have something to say when they are written (or, in a dry run, would be).
struct Watch {
    Observer* observer = nullptr;
    std::function<void(const Entries& entries, uint32_t first_new)> afterwards;
};

// Several entries in one append: all of them stand, or none is written. None to write is done at once. With `preview` (and `dry-run`) among
// the arguments they are only shown: cli/asking.h.
int write_entries(Session& session, const Args& args, const std::function<Result<std::vector<Draft>>(const Journal&)>& make,
                  const Watch& watch = {});

// Entries as they are to stand, and their refs: "S261103-1, S261103-2". No text: there is nothing to write.
struct Composed {
    std::string text, refs;
    std::string shown = {}, last_ref = {};  // of those that are printed, where some are not
    bool left_out = false;

    // One more; what is in tow of others is written without being shown.
    void add(const std::string& entry, const std::string& ref, bool in_tow);
    const std::string& text_to_show() const { return left_out ? shown : text; }
};

// The same with texts that `make` composes; `signed_args` are the command's, with `by` of whoever enters.
int write_composed(Session& session, const Args& args,
                   const std::function<Result<Composed>(const Journal& journal, const Args& signed_args)>& make, const Watch& watch = {});

// What an entry of a closed month comes to: compared before and after a new entry.
struct ClosedFigure {
    uint32_t index = 0;
    Money cost, amounts;
    bool operator==(const ClosedFigure&) const = default;
};

// The journal of a ledger, locked (but for a dry run) from before it is read.
class WritableJournal {
  public:
    // False after saying why it cannot be written to.
    static bool open(Session& session, const Args& args, WritableJournal& out);

    Journal& journal() { return *journal_; }
    size_t first_new() const { return before_.entries; }  // behind the entries that were there
    const KnownBefore& before() const { return before_; }
    // Replays the books with the text, and appends it if they stand. False after saying why not; then nothing was written.
    bool append(Session& session, const Args& args, const std::string& text, Observer* watch = nullptr);
    // What is likely a slip in what was appended, as warnings; so many at most.
    void say_doubts(const Session& session, size_t most = 20) const;
    // What matters now: who owes what, what goes back to whom (reports/afterwards.h).
    void say_afterwards(const Session& session) const;

  private:
    bool check_settings(const Session& session) const;
    bool stands_with(Session& session, Observer* watch);
    bool has_own(const Problems& problems) const;
    void say_why_not(const Session& session, const Problems& problems) const;
    Problem balance_first(const Problem& problem) const;
    bool check_closed(const Session& session, std::span<const ClosedFigure> before, std::span<const ClosedFigure> after) const;

    std::optional<Journal> journal_;
    std::optional<LockedFile> file_;
    KnownBefore before_;         // the draft was read
    std::vector<Doubt> doubts_;  // of the draft
    std::vector<Message> afterwards_;
};

}  // namespace daybook
