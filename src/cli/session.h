// One run of the program: which ledger, which day, which language, and where the answer goes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "cli/command.h"
#include "journal/journal.h"
#include "journal/own_refs.h"
#include "model/settings.h"
#include "reports/report.h"

namespace daybook {

enum Exit { done = 0, refused = 1, bad_usage = 2, interrupted = 130 };

class Session {
  public:
    // Sets language, colour and day from the global options and the environment. An error of usage where they make no sense.
    Result<void> start(const Args& args);

    // The command that is run, as rights name it: "report daily".
    void set_command(std::string command) { command_ = std::move(command); }

    // As --lang or the locale says, else the ledger, else English.
    Lang lang() const;
    Date today() const { return today_; }
    const Settings& settings() const { return settings_; }
    const std::string& journal_path() const { return journal_path_; }
    const std::string& settings_path() const { return settings_path_; }
    const std::string& settings_text() const { return settings_text_; }

    // The device in refs that are made from here on, and those that were made here: see cli/device.h.
    void use_device(std::string device) { settings_.device = std::move(device); }
    const OwnRefs& own_refs() const { return own_refs_; }
    void use_own_refs(OwnRefs own) { own_refs_ = std::move(own); }

    // Finds the ledger (-f, DAYBOOK_FILE, the nearest daybook.toml) and reads its settings. False after saying why not.
    bool find_ledger(const Args& args);
    // Once the ledger is locked: daybook.toml is as it was read, no other closed a month in it meanwhile. False after saying that it is
    // not.
    bool settings_are_fresh() const;
    // Reads and parses the journal as it is on disk. False after saying what is wrong.
    bool read_journal(Journal& journal);
    void remember_files(const Journal& journal) { files_ = journal.files(); }
    // Says what was left out because a writer died over it.
    void warn_of_unfinished(const Journal& journal) const;

    // Writes a report, an export or a rejects file; never over a file of the ledger, nor over one of `inputs`.
    Result<void> save(const std::string& path, std::string_view text, std::vector<std::string> inputs = {}) const;

    // An entry is on disk: from now on whatever goes wrong must not be told as though it were not. Ctrl-C ends nothing any more.
    void entry_is_written();
    bool wrote_entry() const { return wrote_entry_; }

    // The day of --date, else today.
    Result<Date> day(const Args& args) const;
    Result<Period> period(const Args& args) const;

    // A reading command: finds and reads the ledger, asks, and shows the answer as -O and -o say.
    int answer(const Args& args, const std::function<Answer(const Question&)>& ask);
    int answer(const Args& args, const Journal& journal, const std::function<Answer(const Question&)>& ask);
    int show(const Args& args, Report report);

    // Says an error on standard error; returns the exit code for it.
    int say_error(const Error& error, int code = refused) const;
    int say_errors(const Errors& errors, size_t most = 20) const;
    int say_problems(const Journal& journal, const Problems& problems, size_t most = 20) const;
    void say_warning(const Journal& journal, const Problem& problem) const;  // on standard error, like an error
    void say_line(const Message& message) const;                             // on standard output
    // Prints the text of entries, unless it is what was printed last: what was agreed to need not be read twice. Whether it did.
    bool show_entries(const std::string& text);
    // From now on errors and warnings go there, and not to standard error; null: as before.
    void hold_complaints(std::string* into) { held_ = into; }
    void warn_line(const Message& message) const;  // on standard error

    // Once a run: a part was typed, and this was taken for it.
    void say_taken(const std::string& typed, const std::string& taken) const;
    bool has_taken(const std::string& typed) const;

    // Who or what is meant by a name typed on the command line, as cli/finding finds it; an error with "did you mean" where nothing is.
    Result<ItemId> item(const Journal& journal, const std::string& name) const;
    Result<PartyId> party(const Journal& journal, const std::string& name) const;
    Result<WordId> account(const Journal& journal, const std::string& name) const;
    Result<uint32_t> entry(const Journal& journal, const std::string& ref) const;

  private:
    mutable std::optional<Lang> lang_;  // once it is known: before the ledger is read it takes a look into its settings
    bool wrote_entry_ = false;
    std::string shown_;  // entries that were printed last
    bool colour_ = false, colour_errors_ = false;
    std::string* held_ = nullptr;
    uint32_t width_ = 0;
    Date today_;
    Settings settings_;
    OwnRefs own_refs_;
    std::string command_;
    std::string journal_path_, settings_path_, settings_text_;
    mutable std::vector<std::string> taken_;  // parts of names, of which was said what they are taken for
    std::vector<std::string> files_;          // of the journal, once it is read
};

// The options of commands that read: period, format, file. Of those that have no period, the last two.
std::vector<Option> reading_options();
std::vector<Option> output_options();

}  // namespace daybook
