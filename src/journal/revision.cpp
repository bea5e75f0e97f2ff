#include "journal/revision.h"

#include <filesystem>

#include "journal/settings_file.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

fs::path whole(const fs::path& path) {
    std::error_code ignored;
    return fs::absolute(path, ignored).lexically_normal();
}

}  // namespace

std::string ledger_folder(const std::string& settings_path, const std::string& journal_path) {
    const fs::path folder = fs::path(settings_path.empty() ? journal_path : settings_path).parent_path();
    return folder.empty() ? "." : folder.string();
}

Result<LedgerAt> ledger_at(Repository& git, const std::string& revision, const std::string& settings_path, const std::string& journal_path,
                           const Settings& today) {
    const Result<std::string> commit = git.commit_named(revision);
    if (!commit) return tl::unexpected<Error>(commit.error());
    const fs::path folder = ledger_folder(settings_path, journal_path);
    const auto missing = [&](const std::string& path) {
        return fail({Text::err_not_at_revision, {path, revision}}, Text::hint_not_at_revision);
    };
    const Journal::Opener open = [&](const std::string& path) -> Result<std::string> {
        Result<std::optional<std::string>> text = git.text_at(*commit, whole(path).lexically_relative(whole(folder)).string());
        if (!text) return tl::unexpected<Error>(text.error());
        if (!*text) return missing(path);
        return std::move(**text);
    };
    LedgerAt out;
    out.label = revision;
    std::string main = journal_path;
    if (!settings_path.empty()) {
        Result<std::string> text = open(settings_path);
        if (!text && text.error().what.id != Text::err_not_at_revision) return tl::unexpected<Error>(text.error());
        if (text) {
            Errors errors;
            out.settings_text = std::move(*text);
            out.settings = parse_settings(revision + ":" + settings_path, out.settings_text, errors);
            if (!errors.empty()) return tl::unexpected<Error>(errors.front());
            const fs::path beside = fs::path(settings_path).parent_path();
            if (whole(beside / today.journal) == whole(journal_path)) main = (beside / out.settings.journal).string();
        }
    }
    Result<std::string> text = open(main);
    if (!text) return tl::unexpected<Error>(text.error());
    out.journal = std::make_unique<Journal>(out.settings.books);
    out.journal->read_main(main, open, revision + ":");
    return out;
}

}  // namespace daybook
