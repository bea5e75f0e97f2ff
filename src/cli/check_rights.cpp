#include "cli/check_rights.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "cli/rights.h"
#include "journal/blocks.h"
#include "journal/changes.h"
#include "journal/repository.h"
#include "journal/revision.h"

namespace daybook {

namespace {

// What a commit's ledger says: each entry by its words, and each line outside of entries that is no comment, with how often it stands.
struct Said {
    std::map<std::string, EntryText> entries;  // by words; one place of those that stand more than once
    std::map<std::string, int> count;          // of the words of entries, and of lines behind a line feed
    std::vector<std::string> files;            // by their paths in the repository
};

int times(const Said& said, const std::string& words) {
    const auto found = said.count.find(words);
    return found == said.count.end() ? 0 : found->second;
}

std::string second_word(std::string_view line) {
    const size_t from = std::min(line.find(' '), line.size() - 1) + 1;
    const size_t end = std::min(line.find_first_of(" \n", from), line.size());
    return std::string(line.substr(from, end - from));
}

// Whether an entry's words say that it takes another's place: a clause stands behind date, kind and ref, each with a name.
bool replaces_another(std::string_view words) {
    const std::vector<std::string> header = words_of(words.substr(0, words.find('\n')), SIZE_MAX);
    for (size_t i = 3; i < header.size(); i += 2)
        if (header[i] == spec(Clause::replaces).name) return true;
    return false;
}

bool same_address(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return !a.empty() && std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

class RightsCheck {
  public:
    RightsCheck(const Session& session, Repository& git, std::string settings_path, std::string journal_path, Settings today)
        : session_(session),
          git_(git),
          settings_path_(std::move(settings_path)),
          journal_path_(std::move(journal_path)),
          today_(std::move(today)) {}

    // The number of violations, said.
    Result<size_t> check(const std::string& from, const std::string& to) {
        const Result<LedgerAt> old = ledger_at(git_, from, settings_path_, journal_path_, today_);
        if (!old) return tl::unexpected<Error>(old.error());
        staff_ = old->settings.staff;
        if (staff_.empty()) {
            session_.say_line({Text::rights_no_staff, {from.substr(0, 7)}});
            return size_t{0};
        }
        const Result<std::vector<Revision>> revisions = git_.revisions(from, to);
        if (!revisions) return tl::unexpected<Error>(revisions.error());
        for (const Revision& revision : *revisions)
            if (const auto done = check_commit(revision); !done) return tl::unexpected<Error>(done.error());
        if (!wrong_) session_.say_line({Text::rights_passed, {std::to_string(revisions->size())}});
        return wrong_;
    }

  private:
    void wrong(Message what, Message hint, Place place = {}) {
        Error error(std::move(what), std::move(hint));
        error.place = std::move(place);
        session_.say_error(error);
        ++wrong_;
    }

    const StaffMember* author_of(const Revision& revision) const {
        for (const StaffMember& member : staff_)
            if (same_address(member.email, revision.email)) return &member;
        for (const StaffMember& member : staff_)
            if (member.email.empty() && member.name == revision.author) return &member;
        return nullptr;
    }

    Result<const Said*> said_at(const std::string& commit) {
        if (const auto known = said_.find(commit); known != said_.end()) return &known->second;
        Said& said = said_[commit];
        if (commit.empty()) return &said;
        const Result<LedgerAt> ledger = ledger_at(git_, commit, settings_path_, journal_path_, today_);
        if (!ledger && ledger.error().what.id == Text::err_not_at_revision) return &said;
        if (!ledger) return tl::unexpected<Error>(ledger.error());
        Result<std::vector<EntryText>> entries = entry_texts(*ledger->journal);
        if (!entries) return tl::unexpected<Error>(entries.error());
        for (EntryText& entry : *entries) {
            entry.file = path_in_repository(std::move(entry.file), commit);
            ++said.count[entry.unit.tell];
            said.entries[entry.unit.tell] = std::move(entry);
        }
        const std::vector<std::string> files = ledger->journal->files();
        for (size_t i = 0; i < files.size(); ++i) {
            said.files.push_back(path_in_repository(files[i], commit));
            const Result<std::string> text = ledger->journal->text_of_file(i);
            if (!text) return tl::unexpected<Error>(text.error());
            count_lines(*text, said);
        }
        return &said;
    }

    // Includes, and what nobody can read: all between entries that is neither blank nor a comment.
    static void count_lines(const std::string& text, Said& said) {
        for (const Block& block : blocks_of(text)) {
            if (block.is_entry) continue;
            for (std::string_view rest = block.text; !rest.empty();) {
                std::string_view line = rest.substr(0, rest.find('\n'));
                rest.remove_prefix(std::min(line.size() + 1, rest.size()));
                const size_t first = line.find_first_not_of(" \t\r");
                if (first != std::string_view::npos && line[first] != ';') ++said.count["\n" + std::string(line)];
            }
        }
    }

    std::string path_in_repository(std::string file, const std::string& commit) const {
        if (file.starts_with(commit + ":")) file.erase(0, commit.size() + 1);
        const std::filesystem::path folder = ledger_folder(settings_path_, journal_path_);
        const std::string inside = std::filesystem::path(file).lexically_relative(folder).string();
        return git_.prefix() + (inside.empty() ? file : inside);
    }

    Result<void> check_commit(const Revision& revision) {
        const std::string id = revision.id.substr(0, 7), who = fmt::format("{} <{}>", revision.author, revision.email);
        const StaffMember* author = author_of(revision);
        if (!author) {
            wrong({Text::err_rights_author, {id, who}}, {Text::hint_rights_author, {revision.email}});
            return {};
        }
        if (!author->may) return {};
        const Result<const Said*> now = said_at(revision.id);
        if (!now) return tl::unexpected<Error>(now.error());
        Result<Said> before = expected(revision);
        if (!before) return tl::unexpected<Error>(before.error());
        compare(*before, **now, *author, id, who);
        const Result<std::vector<std::string>> files = git_.changed_files(revision.id);
        if (!files) return tl::unexpected<Error>(files.error());
        for (const std::string& file : *files) {
            const auto holds = [&](const std::vector<std::string>& list) {
                return std::find(list.begin(), list.end(), file) != list.end();
            };
            if (!holds((*now)->files) && !holds(before->files)) wrong({Text::err_rights_file, {id, who, file}}, Text::hint_rights_all);
        }
        return {};
    }

    // What the parents alone come to: of one parent what it says; of several what each has done since their common base.
    Result<Said> expected(const Revision& revision) {
        const Result<const Said*> first = said_at(revision.parents.empty() ? std::string() : revision.parents[0]);
        if (!first) return tl::unexpected<Error>(first.error());
        Said out = **first;
        for (size_t i = 1; i < revision.parents.size(); ++i) {
            const Result<std::string> base_id = git_.common_base(revision.parents[0], revision.parents[i]);
            if (!base_id) return tl::unexpected<Error>(base_id.error());
            const Result<const Said*> other = said_at(revision.parents[i]), base = said_at(*base_id);
            if (!other) return tl::unexpected<Error>(other.error());
            if (!base) return tl::unexpected<Error>(base.error());
            for (const auto& [words, theirs] : (*other)->count) {
                const int ours = times(out, words), was = times(**base, words);
                out.count[words] = ours == was ? theirs : theirs == was ? ours : std::max(ours, theirs);
            }
            for (auto& [words, ours] : out.count)
                if (times(**other, words) == 0 && ours == times(**base, words)) ours = 0;  // they took it out
            out.entries.insert((*other)->entries.begin(), (*other)->entries.end());
            out.files.insert(out.files.end(), (*other)->files.begin(), (*other)->files.end());
        }
        return out;
    }

    void compare(const Said& before, const Said& now, const StaffMember& author, const std::string& id, const std::string& who) {
        const Rights rights(author);
        std::map<std::string, std::string> removed;  // by what the entry is in every version: its words
        bool lines = false;
        for (const auto& [words, count] : before.count)
            if (count > times(now, words)) {
                if (words.starts_with('\n'))
                    lines = true;
                else
                    removed.emplace(before.entries.at(words).unit.group, words);
            }
        for (const auto& [words, count] : now.count) {
            if (count <= times(before, words)) continue;
            if (words.starts_with('\n')) {
                lines = true;
                continue;
            }
            const EntryText& entry = now.entries.at(words);
            const std::string kind = second_word(words);
            const Place place{entry.file, entry.line, 0};
            if (removed.erase(entry.unit.group) > 0)
                wrong({Text::err_rights_changes, {id, who, kind, entry.unit.name}}, Text::hint_rights_all, place);
            else if (!rights.may_enter(kind))
                wrong({Text::err_rights_enters, {id, who, kind, entry.unit.name, author.name}},
                      {Text::hint_may, {author.name, rights_text(author)}}, place);
            else if (const std::string_view voids = spec(Kind::void_entry).name; replaces_another(words) && !rights.may_enter(voids))
                wrong({Text::err_rights_replaces, {id, who, kind, entry.unit.name, author.name}},
                      {Text::hint_may, {author.name, rights_text(author)}}, place);
        }
        for (const auto& [group, words] : removed) {
            const EntryText& entry = before.entries.at(words);
            wrong({Text::err_rights_removes, {id, who, second_word(words), entry.unit.name}}, Text::hint_rights_all,
                  {entry.file, entry.line, 0});
        }
        if (lines) wrong({Text::err_rights_lines, {id, who}}, Text::hint_rights_all);
    }

    const Session& session_;
    Repository& git_;
    const std::string settings_path_, journal_path_;
    const Settings today_;
    std::vector<StaffMember> staff_;
    std::map<std::string, Said> said_;  // by commit
    size_t wrong_ = 0;
};

}  // namespace

int check_rights(Session& session, const Args& args) {
    const std::string asked = args.get("rights");
    const size_t dots = asked.find("..");
    const std::string from = asked.substr(0, dots),
                      to = dots == std::string::npos || dots + 2 == asked.size() ? "HEAD" : asked.substr(dots + 2);
    const bool in_hook = std::getenv("GIT_DIR") != nullptr;  // of a server: there is no work tree, nor a ledger in it
    std::string settings = "daybook.toml", journal = Settings().journal;
    if (in_hook && args.has("file")) {
        journal = args.get("file");
        settings = (std::filesystem::path(journal).parent_path() / "daybook.toml").string();
    }
    if (!in_hook) {
        if (!session.find_ledger(args)) return refused;
        settings = session.settings_path();
        journal = session.journal_path();
    }
    Result<Repository> git = in_hook ? Result<Repository>(Repository::of_hook()) : Repository::find(ledger_folder(settings, journal));
    if (!git) return session.say_error(git.error());
    const Result<std::string> old = git->commit_named(from), last = git->commit_named(to);
    if (!old) return session.say_error(old.error());
    if (!last) return session.say_error(last.error());
    const Result<size_t> wrong =
        RightsCheck(session, *git, settings, journal, in_hook ? Settings() : session.settings()).check(*old, *last);
    if (!wrong) return session.say_error(wrong.error());
    if (!*wrong) return done;
    session.warn_line({Text::rights_failed, {std::to_string(*wrong)}});
    return refused;
}

}  // namespace daybook
