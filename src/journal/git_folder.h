// The folder in which git keeps a repository, read as files: what every run of ours asks of it is too little to start git for.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace daybook {

// A file of git's configuration (git-config(1)): `merge.daybook.driver` and its value, in the order of the file. Includes are not followed.
std::vector<std::pair<std::string, std::string>> read_git_config(const std::string& path);
// The last value of that name; empty where there is none.
std::string git_config_value(const std::string& path, const std::string& name);

struct GitFolder {
    std::string top;     // of the work tree; of a bare repository the repository itself
    std::string own;     // what belongs to this work tree alone
    std::string common;  // what all work trees of the repository share

    // The repository that holds the folder, looked for upwards as git does; whatever GIT_DIR says, see journal/repository.h.
    static std::optional<GitFolder> holding(const std::string& folder);
    // The repository at that very path, bare or not.
    static std::optional<GitFolder> at(const std::string& path);

    bool is_linked() const { return own != common; }  // by `git worktree add`
    // What is set for this work tree alone. Of a linked one, git itself looks there only with extensions.worktreeConfig.
    std::string config() const { return own + (is_linked() ? "/config.worktree" : "/config"); }
    std::string shared_config() const { return common + "/config"; }
    // Whether there are other copies to exchange entries with: it has a remote, was made by `git clone`, or shares a repository.
    bool is_clone() const;
    // The remotes that are folders which can be reached from here.
    std::vector<std::string> remotes_on_disk() const;
    // Which folder this is: a copy is another. The moment at which it was made, where the file system knows it. Moving it changes nothing.
    std::string birth() const;
};

}  // namespace daybook
