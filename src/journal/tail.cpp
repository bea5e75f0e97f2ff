#include "journal/tail.h"

#include <algorithm>
#include <cerrno>

#include "base/disk.h"
#include "base/locked_file.h"
#include "journal/blocks.h"
#include "journal/lexer.h"

namespace daybook {

namespace {

size_t line_ends(std::string_view text) { return static_cast<size_t>(std::count(text.begin(), text.end(), '\n')); }

// Into a new file beside the journal; its name.
Result<std::string> write_aside(const std::string& journal, std::string_view part) {
    for (int number = 1;; ++number) {
        std::string name = journal + ".torn-" + std::to_string(number);
        int why = 0;
        const Result<void> made = create_file(name, part, &why);
        if (made) return name;
        if (why != EEXIST || number == 10'000) return tl::unexpected<Error>(made.error());
    }
}

}  // namespace

size_t whole_size(std::string_view journal) {
    constexpr std::string_view uncommitted_line("\n\0", 2);
    if (journal.starts_with('\0')) return 0;
    if (const size_t at = journal.find(uncommitted_line); at != std::string_view::npos) return at + 1;
    if (journal.empty() || journal.ends_with('\n')) return journal.size();
    std::string padded(journal);
    padded.append(line_padding, '\0');
    const Block last = blocks_of(std::string_view(padded).substr(0, journal.size())).back();
    return last.is_entry ? journal.size() - last.text.size() : journal.rfind('\n') + 1;
}

Result<SetAside> fix_tail(const std::string& journal) {
    Result<LockedFile> file = LockedFile::open(journal);
    if (!file) return tl::unexpected<Error>(file.error());
    const Result<std::string> text = file->text().and_then([](const TextFile& opened) { return opened.all(); });
    if (!text) return tl::unexpected<Error>(text.error());
    const std::string_view whole = std::string_view(*text).substr(0, whole_size(*text));
    const std::string_view part = std::string_view(*text).substr(whole.size());
    if (part.empty()) return SetAside();
    const Result<std::string> aside = write_aside(journal, part);
    if (!aside) return tl::unexpected<Error>(aside.error());
    if (const auto cut = file->cut(whole.size()); !cut) {
        if (cut.error().what.id == Text::err_cannot_write) disk().remove(aside->c_str());
        return tl::unexpected<Error>(cut.error());
    }
    return SetAside{*aside, line_ends(whole) + 1, line_ends(part) + (part.ends_with('\n') ? 0 : 1)};
}

}  // namespace daybook
