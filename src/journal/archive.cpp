#include "journal/archive.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>

#include "base/files.h"
#include "base/process.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

constexpr const char* history_name = "history.bundle";
constexpr const char* sums_name = "SHA256SUMS";

tl::unexpected<Error> cannot_write(const std::string& path, int code) { return fail({Text::err_cannot_write, {path, system_error(code)}}); }

// A folder of our own that goes with its owner; nobody else may enter it.
class WorkFolder {
  public:
    WorkFolder() {
        std::error_code ignored;
        path_ = (fs::temp_directory_path(ignored) / "daybook-XXXXXX").string();
        if (!::mkdtemp(path_.data())) code_ = errno;
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    ~WorkFolder() {
        std::error_code ignored;
        if (!code_) fs::remove_all(path_, ignored);
    }
    const std::string& path() const { return path_; }
    int code() const { return code_; }
    Result<std::string> inner(const char* name) const {
        const std::string inside = path_ + "/" + name;
        std::error_code code;
        if (!fs::create_directory(inside, code)) return cannot_write(inside, code.value());
        return inside;
    }

  private:
    std::string path_;
    int code_ = 0;
};

// The archive under a passing name beside its own, so that the one has it whole or not at all.
class Unnamed {
  public:
    explicit Unnamed(const std::string& target) : target_(target), path_(target + ".XXXXXX") {
        const int file = ::mkstemp(path_.data());  // mode 0600
        if (file < 0)
            code_ = errno;
        else
            ::close(file);
    }
    Unnamed(const Unnamed&) = delete;
    Unnamed& operator=(const Unnamed&) = delete;
    ~Unnamed() {
        if (!code_) ::unlink(path_.c_str());
    }
    const std::string& path() const { return path_; }
    int code() const { return code_; }

    Result<void> name() {
        const Descriptor file(::open(path_.c_str(), O_RDONLY | O_CLOEXEC));
        if (file.get() < 0 || ::fsync(file.get()) != 0) return cannot_write(target_, errno);
        if (::link(path_.c_str(), target_.c_str()) != 0) {
            if (errno == EEXIST) return fail({Text::err_exists, {target_}}, Text::hint_backup_exists);
            return cannot_write(target_, errno);
        }
        const fs::path folder = fs::path(target_).parent_path();
        const Descriptor parent(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC));
        if (parent.get() >= 0) ::fsync(parent.get());
        return {};
    }

  private:
    std::string target_, path_;
    int code_ = 0;
};

std::string last_line(std::string_view text) {
    const size_t end = text.find_last_not_of(" \t\r\n");
    if (end == std::string_view::npos) return {};
    const size_t eol = text.rfind('\n', end);
    const size_t begin = eol == std::string_view::npos ? 0 : eol + 1;
    return std::string(text.substr(begin, end + 1 - begin));
}

// What the program printed, or what it complained of.
Result<std::string> step(std::vector<std::string> words, const std::string& folder) {
    Run run;
    run.words = std::move(words);
    run.folder = folder;
    Result<Ran> ran = run_program(run);
    if (!ran) return tl::unexpected<Error>(ran.error());
    if (ran->status == 0) return std::move(ran->out);
    const std::string said = last_line(ran->err);
    return fail({Text::err_backup_step, {run.words[0], said.empty() ? std::to_string(ran->status) : said}});
}

Result<void> copy_into(const std::string& folder, const ArchivedFile& file, Archive& archive) {
    const Result<std::string> text = read_file(file.path);
    if (!text) return tl::unexpected<Error>(text.error());
    const fs::path copy = fs::path(folder) / file.name;
    std::error_code code;
    fs::create_directories(copy.parent_path(), code);
    if (code) return cannot_write(copy.parent_path().string(), code.value());
    ++archive.files;
    archive.bytes += text->size();
    return create_file(copy.string(), *text);
}

bool is_in_repository(const std::string& folder) {
    std::error_code ignored;
    for (fs::path at = fs::absolute(folder, ignored);; at = at.parent_path()) {
        if (fs::exists(at / ".git", ignored)) return true;
        if (at == at.parent_path()) return false;
    }
}

// Every branch and tag of the repository, as one file that git clones from. None where nothing is committed yet.
Result<void> bundle_history(const std::string& folder, const std::string& into, Archive& archive) {
    if (!is_in_repository(folder)) return {};
    const Result<std::string> count = step({"git", "rev-list", "--all", "--count"}, folder);
    if (!count) return tl::unexpected<Error>(count.error());
    std::from_chars(count->data(), count->data() + count->size(), archive.commits);
    if (archive.commits == 0) return {};
    const Result<std::string> made = step({"git", "bundle", "create", "--quiet", into + "/" + history_name, "--all"}, folder);
    if (!made) return tl::unexpected<Error>(made.error());
    return {};
}

Result<void> write_sums(const std::string& folder) {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) names.push_back(entry.path().lexically_relative(folder).string());
    std::sort(names.begin(), names.end());
    std::vector<std::string> words = {"sha256sum", "--"};
    words.insert(words.end(), names.begin(), names.end());
    const Result<std::string> sums = step(words, folder);
    if (!sums) return tl::unexpected<Error>(sums.error());
    return create_file(folder + "/" + sums_name, *sums);
}

// Each file against the one that stands now, so that a ledger that changed meanwhile is seen too.
Result<void> compare(const std::string& unpacked, std::span<const ArchivedFile> files) {
    for (const ArchivedFile& file : files) {
        const Result<std::string> stands = read_file(file.path), came_back = read_file((fs::path(unpacked) / file.name).string());
        if (!stands) return tl::unexpected<Error>(stands.error());
        if (!came_back || *came_back != *stands) return fail({Text::err_backup_differs, {file.path}}, Text::hint_backup_differs);
    }
    if (const Result<std::string> sums = step({"sha256sum", "--check", "--quiet", sums_name}, unpacked); !sums)
        return tl::unexpected<Error>(sums.error());
    return {};
}

}  // namespace

Result<Archive> make_archive(const std::string& target, std::span<const ArchivedFile> files, const std::string& folder,
                             const std::function<Result<void>(const std::string& unpacked)>& look) {
    const auto refuse = [](const auto& result) { return tl::unexpected<Error>(result.error()); };
    std::error_code code;
    const std::string whole = fs::absolute(target, code).string();
    if (fs::exists(whole, code)) return fail({Text::err_exists, {target}}, Text::hint_backup_exists);
    const WorkFolder work;
    if (work.code()) return cannot_write(work.path(), work.code());
    const Result<std::string> packed = work.inner("packed"), unpacked = work.inner("unpacked");
    if (!packed) return refuse(packed);
    if (!unpacked) return refuse(unpacked);
    Archive archive;
    for (const ArchivedFile& file : files)
        if (const auto ok = copy_into(*packed, file, archive); !ok) return refuse(ok);
    if (const auto ok = bundle_history(folder, *packed, archive); !ok) return refuse(ok);
    if (const auto ok = write_sums(*packed); !ok) return refuse(ok);
    Unnamed unnamed(whole);
    if (unnamed.code()) return cannot_write(target, unnamed.code());
    if (const auto ok = step({"tar", "-czf", unnamed.path(), "-C", *packed, "."}, {}); !ok) return refuse(ok);
    if (const auto ok = step({"tar", "-xzf", unnamed.path(), "-C", *unpacked}, {}); !ok) return refuse(ok);
    if (const auto ok = compare(*unpacked, files); !ok) return refuse(ok);
    if (archive.commits)
        if (const auto ok = step({"git", "bundle", "verify", "--quiet", *unpacked + "/" + history_name}, folder); !ok) return refuse(ok);
    if (const auto ok = look(*unpacked); !ok) return refuse(ok);
    if (const auto ok = unnamed.name(); !ok) return refuse(ok);
    return archive;
}

}  // namespace daybook
