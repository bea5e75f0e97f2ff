// The git repository that a ledger stands in: its files as they were at a revision, who committed what, and committing.
// Git is run as a program. It is asked in the ledger's own folder, whatever GIT_DIR and GIT_INDEX_FILE say: a hook or a merge sets these
// for its own work, and the ledger's repository need not be that one.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/process.h"

namespace daybook {

struct Commit {
    std::string id, author, email, date, subject;  // date: YYYY-MM-DD, the author's
};

// A commit as it stands, whatever a .mailmap makes of its author.
struct Revision {
    std::string id, author, email;
    std::vector<std::string> parents;
};

class Repository {
  public:
    // The one that git runs a hook of: its variables say which, and lend what a push has brought but not yet handed over. May be bare.
    static Repository of_hook();
    // The repository that holds the folder; an error where none does, or where there is no git.
    static Result<Repository> find(const std::string& folder);
    // Makes one in the folder.
    static Result<Repository> make(const std::string& folder);
    // Whether git is there and knows whom to write into a commit. The error has the way out.
    static Result<void> can_commit(const std::string& folder);
    // A setting as git sees it in that folder, whatever file it stands in; empty where it is not set.
    static Result<std::string> setting_at(const std::string& folder, const std::string& name);
    // Sets it in that file; the folder need be in no repository that git would work in for this user.
    static Result<void> set_in(const std::string& file, const std::string& name, const std::string& value);
    // Notes in a repository (its git folder) that a clone has that device, by refs/daybook/DEVICE. False where another has noted it before;
    // true also where it cannot be noted there.
    static bool note_device(const std::string& git_folder, const std::string& device);

    const std::string& folder() const { return folder_; }  // the one asked for; paths below are relative to it

    // The id of the commit that the user means by `revision`. Never taken for an option, whatever it begins with.
    Result<std::string> commit_named(const std::string& revision) const;
    // A file as it was at a commit (its id); nothing where it was not there. Only plain files: a link is no text.
    Result<std::optional<std::string>> text_at(const std::string& commit, const std::string& path);
    // What came after `from` up to `to` (ids, or HEAD), the oldest first; of commits that touch one of `paths`, where any are named.
    Result<std::vector<Commit>> commits(const std::string& from, const std::string& to, const std::vector<std::string>& paths = {}) const;

    // The same with their parents, and a parent before its children.
    Result<std::vector<Revision>> revisions(const std::string& from, const std::string& to) const;
    // The best commit that both come from; empty where there is none.
    Result<std::string> common_base(const std::string& a, const std::string& b) const;
    // The files, by their paths in the repository, in which a commit differs from its parent, or from each of its parents.
    Result<std::vector<std::string>> changed_files(const std::string& commit) const;
    const std::string& prefix() const { return prefix_; }

    Result<std::string> setting(const std::string& name) const;  // empty where it is not set
    Result<void> set(const std::string& name, const std::string& value) const;
    Result<bool> knows(const std::string& path) const;  // whether it keeps that file
    // Commits these files as they are, and nothing else that may be staged. Waits a while for another git. False where nothing changed.
    Result<bool> commit(const std::vector<std::string>& paths, const std::string& message) const;

  private:
    explicit Repository(std::string folder) : folder_(std::move(folder)) {}
    Result<Ran> run(std::vector<std::string> words) const;
    Result<std::string> ask(std::vector<std::string> words) const;  // its output; an error where it fails

    std::string folder_;
    bool in_hook_ = false;
    std::string prefix_;                                               // of the folder in the repository: "" or "books/"
    std::string lock_;                                                 // of the index
    bool shallow_ = false;                                             // old revisions are missing
    std::map<std::string, std::map<std::string, std::string>> blobs_;  // by commit, then path in the repository
};

}  // namespace daybook
