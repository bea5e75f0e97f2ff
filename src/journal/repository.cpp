#include "journal/repository.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <thread>

namespace daybook {

namespace {

// What `git rev-parse --local-env-vars` names: the variables that tie a git to one repository.
const std::vector<std::string> of_one_repository = {"GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                    "GIT_COMMON_DIR",
                                                    "GIT_DIR",
                                                    "GIT_GRAFT_FILE",
                                                    "GIT_IMPLICIT_WORK_TREE",
                                                    "GIT_INDEX_FILE",
                                                    "GIT_INTERNAL_SUPER_PREFIX",
                                                    "GIT_NO_REPLACE_OBJECTS",
                                                    "GIT_OBJECT_DIRECTORY",
                                                    "GIT_PREFIX",
                                                    "GIT_REPLACE_REF_BASE",
                                                    "GIT_SHALLOW_FILE",
                                                    "GIT_WORK_TREE"};

Result<Ran> run_git(const std::string& folder, std::vector<std::string> words, bool in_hook = false) {
    words.insert(words.begin(), "git");
    Run run{std::move(words),
            folder,
            {},
            in_hook ? std::vector<std::string>() : of_one_repository,
            {{"GIT_LITERAL_PATHSPECS", "1"}, {"GIT_TERMINAL_PROMPT", "0"}}};
    Result<Ran> ran = run_program(run);
    if (!ran) ran.error().hint = Text::hint_no_git;
    return ran;
}

// What git complains of, as one line.
Message words_of_git(const Ran& ran) {
    std::string words;
    for (char c : ran.err.empty() ? ran.out : ran.err)
        if (c != '\n')
            words += c;
        else if (!words.empty() && !words.ends_with("; "))
            words += "; ";
    while (words.ends_with("; ")) words.resize(words.size() - 2);
    return words.empty() ? Message(Text::err_git_stopped, {std::to_string(ran.status)}) : Message(Text::err_git, {words});
}

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const size_t end = std::min(text.find(at), text.size());
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return parts;
}

bool is_locked(const Ran& ran) { return ran.status != 0 && ran.err.find("index.lock") != std::string::npos; }

}  // namespace

Result<Ran> Repository::run(std::vector<std::string> words) const { return run_git(folder_, std::move(words), in_hook_); }

Repository Repository::of_hook() {
    Repository found(".");
    found.in_hook_ = true;
    return found;
}

Result<std::string> Repository::ask(std::vector<std::string> words) const {
    Result<Ran> ran = run(std::move(words));
    if (!ran) return tl::unexpected<Error>(ran.error());
    if (ran->status != 0) return fail(words_of_git(*ran));
    return std::move(ran->out);
}

Result<Repository> Repository::find(const std::string& folder) {
    Repository found(folder.empty() ? "." : folder);
    const Result<Ran> inside = found.run({"rev-parse", "--is-inside-work-tree"});
    if (!inside) return tl::unexpected<Error>(inside.error());
    if (inside->status != 0 && inside->err.find("dubious") != std::string::npos) return fail(words_of_git(*inside));  // another user's
    if (inside->status != 0 || inside->out != "true\n") return fail({Text::err_not_in_git, {found.folder_}}, Text::hint_not_in_git);
    const Result<std::string> told = found.ask({"rev-parse", "--is-shallow-repository", "--git-path", "index.lock", "--show-prefix"});
    if (!told) return tl::unexpected<Error>(told.error());
    const std::vector<std::string> lines = split(*told, '\n');
    if (!lines.empty()) found.shallow_ = lines[0] == "true";
    if (lines.size() > 1) found.lock_ = (std::filesystem::path(found.folder_) / lines[1]).lexically_normal().string();
    if (lines.size() > 2) found.prefix_ = lines[2];
    return found;
}

Result<Repository> Repository::make(const std::string& folder) {
    const Result<std::string> made = Repository(folder).ask({"init", "--quiet"});
    if (!made) return tl::unexpected<Error>(made.error());
    return find(folder);
}

Result<void> Repository::can_commit(const std::string& folder) {
    for (const char* who : {"GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"}) {
        const Result<Ran> ran = run_git(folder, {"var", who});
        if (!ran) return tl::unexpected<Error>(ran.error());
        if (ran->status != 0) return fail(Text::err_git_identity, Text::hint_git_identity);
    }
    return {};
}

bool Repository::note_device(const std::string& git_folder, const std::string& device) {
    const std::string there = "--git-dir=" + git_folder, name = "refs/daybook/" + device;
    const Result<Ran> blob = run_git({}, {there, "hash-object", "-w", "/dev/null"});  // a ref must name something
    if (!blob || blob->status != 0) return true;
    const std::string id = blob->out.substr(0, blob->out.find('\n'));
    const Result<Ran> noted = run_git({}, {there, "update-ref", name, id, ""});  // only where it is not there yet
    if (!noted || noted->status == 0) return true;
    const Result<Ran> known = run_git({}, {there, "rev-parse", "--verify", "--quiet", name});
    return !known || known->status != 0;
}

Result<std::string> Repository::commit_named(const std::string& revision) const {
    Result<Ran> ran = run({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
    if (!ran) return tl::unexpected<Error>(ran.error());
    if (ran->status != 0 || ran->out.empty())
        return fail({Text::err_no_revision, {revision}}, shallow_ ? Text::hint_shallow : Text::hint_no_revision);
    ran->out.pop_back();
    return std::move(ran->out);
}

Result<std::optional<std::string>> Repository::text_at(const std::string& commit, const std::string& path) {
    auto known = blobs_.find(commit);
    if (known == blobs_.end()) {
        const Result<std::string> listed = ask({"ls-tree", "-r", "-z", "--full-name", commit});
        if (!listed) return tl::unexpected<Error>(listed.error());
        known = blobs_.emplace(commit, std::map<std::string, std::string>()).first;
        for (const std::string& line : split(*listed, '\0')) {  // MODE TYPE ID<TAB>PATH
            const size_t tab = line.find('\t');
            if (tab != std::string::npos && line.starts_with("100") && tab > 12)
                known->second[line.substr(tab + 1)] = line.substr(12, tab - 12);
        }
    }
    const auto blob = known->second.find(prefix_ + path);
    if (blob == known->second.end()) return std::optional<std::string>();
    Result<std::string> text = ask({"cat-file", "blob", blob->second});
    if (!text) return tl::unexpected<Error>(text.error());
    return std::optional<std::string>(std::move(*text));
}

Result<std::vector<Commit>> Repository::commits(const std::string& from, const std::string& to,
                                                const std::vector<std::string>& paths) const {
    std::vector<std::string> words = {
        "log", "-z", "--reverse", "--date=short", "--format=%H%x01%aN%x01%aE%x01%ad%x01%s", "--end-of-options", from + ".." + to, "--"};
    words.insert(words.end(), paths.begin(), paths.end());
    const Result<std::string> listed = ask(std::move(words));
    if (!listed) return tl::unexpected<Error>(listed.error());
    std::vector<Commit> out;
    for (const std::string& line : split(*listed, '\0')) {
        std::vector<std::string> parts = split(line, '\x01');
        parts.resize(5);
        out.push_back({parts[0], parts[1], parts[2], parts[3], parts[4]});
    }
    return out;
}

Result<std::vector<Revision>> Repository::revisions(const std::string& from, const std::string& to) const {
    const Result<std::string> listed = ask({"log", "-z", "--reverse", "--topo-order", "--no-mailmap", "--format=%H%x01%P%x01%an%x01%ae",
                                            "--end-of-options", from + ".." + to, "--"});
    if (!listed) return tl::unexpected<Error>(listed.error());
    std::vector<Revision> out;
    for (const std::string& line : split(*listed, '\0')) {
        std::vector<std::string> parts = split(line, '\x01');
        parts.resize(4);
        out.push_back({parts[0], parts[2], parts[3], split(parts[1], ' ')});
    }
    return out;
}

Result<std::string> Repository::common_base(const std::string& a, const std::string& b) const {
    Result<Ran> ran = run({"merge-base", a, b});
    if (!ran) return tl::unexpected<Error>(ran.error());
    return ran->status == 0 ? ran->out.substr(0, ran->out.find('\n')) : std::string();
}

Result<std::vector<std::string>> Repository::changed_files(const std::string& commit) const {
    const Result<std::string> listed =
        ask({"diff-tree", "-r", "-c", "--root", "--no-renames", "--name-only", "--no-commit-id", "-z", commit});
    if (!listed) return tl::unexpected<Error>(listed.error());
    return split(*listed, '\0');
}

Result<std::string> Repository::setting(const std::string& name) const { return setting_at(folder_, name); }

Result<std::string> Repository::setting_at(const std::string& folder, const std::string& name) {
    Result<Ran> ran = run_git(folder, {"config", "--get", name});
    if (!ran) return tl::unexpected<Error>(ran.error());
    if (ran->status != 0) return std::string();
    ran->out.pop_back();
    return std::move(ran->out);
}

Result<void> Repository::set(const std::string& name, const std::string& value) const {
    const Result<std::string> done = ask({"config", name, value});
    if (!done) return tl::unexpected<Error>(done.error());
    return {};
}

Result<void> Repository::set_in(const std::string& file, const std::string& name, const std::string& value) {
    const Result<Ran> ran = run_git({}, {"config", "--file", file, name, value});
    if (!ran) return tl::unexpected<Error>(ran.error());
    return ran->status == 0 ? Result<void>() : fail(words_of_git(*ran));
}

Result<bool> Repository::knows(const std::string& path) const {
    const Result<std::string> listed = ask({"ls-files", "--", path});
    if (!listed) return tl::unexpected<Error>(listed.error());
    return !listed->empty();
}

Result<bool> Repository::commit(const std::vector<std::string>& paths, const std::string& message) const {
    using namespace std::chrono;
    constexpr auto patience = seconds(5);
    const auto until = steady_clock::now() + patience;
    const auto with_paths = [&](std::vector<std::string> words) {
        words.emplace_back("--");
        words.insert(words.end(), paths.begin(), paths.end());
        return words;
    };
    // a file that git does not know yet is added first: only what is known can be committed by its name
    for (const std::vector<std::string>& words :
         {with_paths({"add"}), with_paths({"commit", "--quiet", "--message=" + message, "--only"})}) {
        Result<Ran> ran = run(words);
        while (ran && is_locked(*ran) && steady_clock::now() < until) {
            std::this_thread::sleep_for(milliseconds(100));
            ran = run(words);
        }
        if (!ran) return tl::unexpected<Error>(ran.error());
        if (is_locked(*ran)) return fail(Text::err_index_locked, {Text::hint_index_locked, {lock_}});
        if (ran->status == 0) continue;
        const Result<Ran> changed = run(with_paths({"status", "--porcelain"}));
        if (words[0] == "commit" && changed && changed->status == 0 && changed->out.empty()) return false;
        return fail(words_of_git(*ran));
    }
    return true;
}

}  // namespace daybook
