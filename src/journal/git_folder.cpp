#include "journal/git_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "base/files.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

std::string in_small_letters(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

// Walks a configuration's text; git wrote it, or the user by hand.
class ConfigReader {
  public:
    explicit ConfigReader(std::string_view text) : text_(text) {}

    std::vector<std::pair<std::string, std::string>> read() {
        std::vector<std::pair<std::string, std::string>> out;
        std::string section;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (std::isspace(static_cast<unsigned char>(c))) {
                ++at_;
            } else if (c == '#' || c == ';') {
                skip_line();
            } else if (c == '[') {
                section = header();
            } else {
                const size_t begin = at_;
                while (at_ < text_.size() && text_[at_] != '=' && text_[at_] != '\n') ++at_;
                std::string key(text_.substr(begin, at_ - begin));
                key.erase(std::find_if(key.rbegin(), key.rend(), [](unsigned char one) { return !std::isspace(one); }).base(), key.end());
                const bool has_value = at_ < text_.size() && text_[at_] == '=';
                if (has_value) ++at_;
                out.emplace_back(section + "." + in_small_letters(key), has_value ? value() : "true");
            }
        }
        return out;
    }

  private:
    void skip_line() { at_ = std::min(text_.find('\n', at_), text_.size()); }

    // [remote "origin"]
    std::string header() {
        const size_t end = std::min(text_.find_first_of("]\n\"", at_), text_.size());
        std::string name(text_.substr(at_ + 1, end - at_ - 1));
        name.erase(std::remove_if(name.begin(), name.end(), [](unsigned char one) { return std::isspace(one); }), name.end());
        name = in_small_letters(name);
        at_ = end;
        if (at_ < text_.size() && text_[at_] == '"') {
            name += '.';
            for (++at_; at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\n'; ++at_) {
                if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
                name += text_[at_];
            }
            at_ = std::min(text_.find_first_of("]\n", at_), text_.size());
        }
        if (at_ < text_.size()) ++at_;
        return name;
    }

    std::string value() {
        std::string out;
        bool quoted = false;
        size_t kept = 0;  // white space at the end is none of it
        for (; at_ < text_.size() && text_[at_] != '\n'; ++at_) {
            char c = text_[at_];
            if (!quoted && (c == '#' || c == ';')) {
                skip_line();
                break;
            }
            if (c == '"') {
                quoted = !quoted;
                kept = out.size();
                continue;
            }
            if (c == '\\' && at_ + 1 < text_.size()) {
                c = text_[++at_];
                if (c == '\n') continue;
                out += c == 'n' ? '\n' : c == 't' ? '\t' : c;
                kept = out.size();
                continue;
            }
            const bool space = std::isspace(static_cast<unsigned char>(c));
            if (space && !quoted && out.empty()) continue;
            out += c;
            if (!space || quoted) kept = out.size();
        }
        out.resize(kept);
        return out;
    }

    std::string_view text_;
    size_t at_ = 0;
};

std::string whole(const fs::path& path) {
    std::error_code ignored;
    return fs::weakly_canonical(fs::absolute(path, ignored), ignored).string();
}

std::string first_line(const std::string& path) {
    const Result<std::string> text = read_file(path);
    if (!text) return {};
    std::string line = text->substr(0, text->find('\n'));
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

bool is_repository(const fs::path& folder) {
    std::error_code ignored;
    return fs::exists(folder / "HEAD", ignored) && (fs::exists(folder / "objects", ignored) || fs::exists(folder / "commondir", ignored));
}

}  // namespace

std::vector<std::pair<std::string, std::string>> read_git_config(const std::string& path) {
    const Result<std::string> text = read_file(path);
    return text ? ConfigReader(*text).read() : std::vector<std::pair<std::string, std::string>>();
}

std::string git_config_value(const std::string& path, const std::string& name) {
    std::string found;
    for (const auto& [key, value] : read_git_config(path))
        if (key == name) found = value;
    return found;
}

std::optional<GitFolder> GitFolder::at(const std::string& path) {
    std::error_code ignored;
    const fs::path inner = fs::path(path) / ".git";
    fs::path own = fs::exists(inner, ignored) ? inner : fs::path(path);
    if (fs::is_regular_file(own, ignored)) {  // of a submodule or a linked work tree: it says where
        constexpr std::string_view says = "gitdir: ";
        const std::string line = first_line(own.string());
        if (!line.starts_with(says)) return std::nullopt;
        own = fs::path(path) / line.substr(says.size());
    }
    if (!is_repository(own)) return std::nullopt;
    GitFolder found{whole(path), whole(own), {}};
    const std::string common = first_line(found.own + "/commondir");
    found.common = common.empty() ? found.own : whole(fs::path(found.own) / common);
    return found;
}

std::optional<GitFolder> GitFolder::holding(const std::string& folder) {
    std::error_code ignored;
    for (fs::path at = whole(folder.empty() ? "." : folder);; at = at.parent_path()) {
        if (fs::exists(at / ".git", ignored))
            if (auto found = GitFolder::at(at.string())) return found;
        if (!at.has_relative_path()) return std::nullopt;
    }
}

bool GitFolder::is_clone() const {
    if (is_linked()) return true;
    for (const auto& [name, value] : read_git_config(shared_config()))
        if (name.starts_with("remote.") && name.ends_with(".url")) return true;
    return first_line(own + "/logs/HEAD").find("\tclone: from ") != std::string::npos;
}

std::vector<std::string> GitFolder::remotes_on_disk() const {
    constexpr std::string_view file_address = "file://";
    std::vector<std::string> out;
    for (const auto& [name, value] : read_git_config(shared_config())) {
        if (!name.starts_with("remote.") || !name.ends_with(".url")) continue;
        const fs::path path = fs::path(top) / (value.starts_with(file_address) ? value.substr(file_address.size()) : value);
        std::error_code ignored;
        if (fs::is_directory(path, ignored)) out.push_back(path.string());
    }
    return out;
}

std::string GitFolder::birth() const {
    struct statx status {};
    if (::statx(AT_FDCWD, own.c_str(), 0, STATX_BTIME | STATX_INO, &status) != 0) return {};
    if (status.stx_mask & STATX_BTIME) return fmt::format("{}.{:09}", status.stx_btime.tv_sec, status.stx_btime.tv_nsec);
    return fmt::format("inode {}", status.stx_ino);
}

}  // namespace daybook
