// daybook backup: a compressed copy of the ledger with its history, read back before it counts as made.
#include <filesystem>
#include <set>

#include "books/books.h"
#include "cli/command.h"
#include "cli/session.h"
#include "journal/archive.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

// What a restored ledger must come to again.
std::string figures_of(const Books& books) {
    std::string out = std::to_string(books.entries().entries.size()) + " " + std::to_string(books.entries().goods.size());
    for (const Posting& row : books.balances().all(books.entries()))
        out.append("\n").append(account_name(row.account, books.entries())).append(" ").append(std::to_string(row.amount.raw));
    for (uint32_t i = 1; i < books.entries().items.size(); ++i)
        out.append("\n").append(std::to_string(books.pool(static_cast<ItemId>(i)).quantity().raw));
    return out;
}

std::string real_path(const fs::path& path) {
    std::error_code ignored;
    return fs::weakly_canonical(fs::absolute(path, ignored), ignored).string();
}

// The ledger's files as they stand, by their places in its folder; what lies elsewhere, by its own name.
class LedgerFiles {
  public:
    LedgerFiles(const Session& session, const Journal& journal) {
        const bool has_settings = !session.settings_path().empty();
        folder_ = fs::path(real_path(has_settings ? session.settings_path() : session.journal_path())).parent_path().string();
        if (has_settings) add(session.settings_path());
        main_ = add(session.journal_path());
        for (const std::string& file : journal.files()) add(file);
    }
    const std::vector<ArchivedFile>& all() const { return files_; }
    const std::string& folder() const { return folder_; }
    const std::string& main() const { return main_; }  // its name in the archive

  private:
    std::string add(const std::string& path) {
        const std::string whole = real_path(path);
        fs::path name = fs::path(whole).lexically_relative(folder_);
        if (name.empty() || *name.begin() == "..") name = fs::path(whole).filename();
        if (seen_.insert(whole).second) files_.push_back({name.string(), path});
        return name.string();
    }

    std::string folder_, main_;
    std::set<std::string> seen_;
    std::vector<ArchivedFile> files_;
};

// The books as they stand; none where they do not, after saying why.
bool books_stand(Session& session, const Args& args, const Journal& journal, std::string& figures) {
    Errors errors = journal.errors();
    for (Error& error : journal.tail_errors()) errors.push_back(std::move(error));
    Books books(journal.entries(), session.settings().books);
    if (errors.empty()) books.replay();
    if (errors.empty() && books.problems().empty()) {
        figures = figures_of(books);
        return true;
    }
    if (args.has("even-broken")) return false;
    session.say_errors(errors);
    session.say_problems(journal, books.problems());
    session.warn_line({Text::hint_backup_broken, {args.words[0]}});
    session.warn_line(Text::nothing_written);
    return false;
}

// The unpacked ledger is read and booked, and comes to the same figures.
Result<void> comes_to(const std::string& path, const Session& session, const std::string& figures) {
    Journal journal(session.settings().books);
    Result<TextFile> file = TextFile::open(path);
    if (!file) return tl::unexpected<Error>(file.error());
    journal.read_main(path, std::move(*file));
    Books books(journal.entries(), session.settings().books);
    if (journal.errors().empty()) books.replay();
    if (journal.errors().empty() && books.problems().empty() && figures_of(books) == figures) return {};
    return fail({Text::err_backup_differs, {session.journal_path()}}, Text::hint_backup_differs);
}

int backup(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    Result<TextFile> file = TextFile::open(session.journal_path());
    if (!file) return session.say_error(file.error());
    journal.read_main(session.journal_path(), std::move(*file));
    std::string figures;
    const bool stand = books_stand(session, args, journal, figures);
    if (!stand && !args.has("even-broken")) return refused;
    const LedgerFiles files(session, journal);
    const Result<Archive> made = make_archive(args.words[0], files.all(), files.folder(), [&](const std::string& folder) {
        return stand ? comes_to(folder + "/" + files.main(), session, figures) : Result<void>();
    });
    if (!made) {
        session.say_error(made.error());
        session.warn_line(Text::nothing_written);
        return refused;
    }
    session.say_line({Text::backup_done, {args.words[0], std::to_string(made->files), std::to_string(made->bytes)}});
    if (stand) session.say_line({Text::backup_books, {std::to_string(journal.entries().entries.size())}});
    session.say_line(made->commits ? Message(Text::backup_history, {std::to_string(made->commits)}) : Message(Text::backup_no_history));
    session.say_line({Text::backup_restore, {args.words[0]}});
    if (made->commits) session.say_line(Text::backup_restore_history);
    return done;
}

Command backup_command() {
    return {"backup,备份",
            Text::cmd_backup,
            {{"FILE", Text::arg_backup, 1, 1}},
            {{"--even-broken,--有误也备份", "", Text::opt_even_broken}},
            backup,
            {"daybook backup shop-2026-11.tar.gz"},
            {}};
}

const Listed listed(160, backup_command);

}  // namespace

}  // namespace daybook
