#include "journal/source.h"

#include <algorithm>
#include <cstring>

#include "journal/lexer.h"

namespace daybook {

namespace {

constexpr uint32_t lines_per_mark = 1024;
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

const char* find_line_end(const char* p, const char* end) {
    return static_cast<const char*>(std::memchr(p, '\n', static_cast<size_t>(end - p)));
}

}  // namespace

Result<size_t> Source::bytes(uint64_t at, char* into, size_t size) const {
    if (!file_ && !path_.empty()) {
        Result<TextFile> again = TextFile::open(path_);
        if (!again) return tl::unexpected<Error>(again.error());
        file_.emplace(std::move(*again));
    }
    size = static_cast<size_t>(std::min<uint64_t>(size, end_ - std::min(at, end_)));
    if (file_) return file_->read(at, into, size);
    const std::string_view rest = std::string_view(text_).substr(std::min<size_t>(at, text_.size()), size);
    std::copy(rest.begin(), rest.end(), into);
    return rest.size();
}

Result<void> Source::read(const std::function<size_t(std::string_view)>& take, size_t piece) {
    std::vector<char> buffer(static_cast<size_t>(std::min<uint64_t>(piece, size_ + 1)) + line_padding);
    uint64_t at = 0;
    size_t have = 0;  // bytes in the buffer, from a line's start
    bool first = true;
    for (;;) {
        const size_t room = buffer.size() - line_padding - have;
        const Result<size_t> got = bytes(at, buffer.data() + have, room);
        if (!got) return tl::unexpected<Error>(got.error());
        at += *got;
        have += *got;
        const bool last = *got < room;
        std::string_view lines(buffer.data(), have);
        if (!last) {
            const bool hole = buffer[0] == '\0';  // never committed, however long it is: taken as it stands, and cut
            if (!hole) lines = lines.substr(0, lines.rfind('\n') + 1);
            if (lines.empty()) {  // one line, longer than the buffer
                buffer.resize(have * 2 + line_padding);
                continue;
            }
        }
        std::fill_n(buffer.begin() + static_cast<std::ptrdiff_t>(have), line_padding, '\0');
        if (last && file_ && hold_ == Hold::while_reading) {
            path_ = file_->path();
            file_.reset();
        }
        const size_t mark = first && lines.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
        const size_t taken = mark + take(lines.substr(mark));
        const bool cut = taken < lines.size();
        if (cut) end_ = at - have + taken;
        lines = lines.substr(0, taken);
        tail_.append(lines.substr(lines.size() - std::min<size_t>(lines.size(), 4)));
        tail_.erase(0, tail_.size() - std::min<size_t>(tail_.size(), 4));
        if (last || cut) return {};
        first = false;
        have -= lines.size();
        std::memmove(buffer.data(), buffer.data() + lines.size(), have);
    }
}

Result<std::string> Source::text() const {
    std::string out(static_cast<size_t>(std::min(size_, end_)), '\0');
    const Result<size_t> got = bytes(0, out.data(), out.size());
    if (!got) return tl::unexpected<Error>(got.error());
    out.resize(*got);
    return out;
}

void Source::mark_lines() const {
    if (!marks_.empty()) return;
    std::vector<char> buffer(256 * 1024);
    marks_.push_back(0);
    lines_ = 1;
    uint64_t at = 0;
    for (;;) {
        const Result<size_t> got = bytes(at, buffer.data(), buffer.size());
        if (!got || *got == 0) break;
        const char* const end = buffer.data() + *got;
        for (const char* p = buffer.data(); (p = find_line_end(p, end)) != nullptr;) {
            ++p;
            if (lines_++ % lines_per_mark == 0) marks_.push_back(at + static_cast<uint64_t>(p - buffer.data()));
        }
        at += *got;
    }
    marks_.push_back(at);
}

uint32_t Source::last_line() const {
    mark_lines();
    return lines_;
}

std::optional<std::string_view> Source::line(uint32_t number) const {
    mark_lines();
    if (number == 0 || number > lines_) return std::nullopt;
    const size_t stretch = (number - 1) / lines_per_mark;
    if (stretch != stretch_number_) {
        stretch_.resize(static_cast<size_t>(marks_[stretch + 1] - marks_[stretch]));
        const Result<size_t> got = bytes(marks_[stretch], stretch_.data(), stretch_.size());
        if (!got) return std::nullopt;
        stretch_.resize(*got);
        stretch_.append(line_padding, '\0');
        stretch_number_ = stretch;
    }
    std::string_view text(stretch_.data(), stretch_.size() - line_padding);
    if (number == 1 && text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    for (uint32_t skipped = (number - 1) % lines_per_mark; skipped > 0; --skipped) {
        const size_t end = text.find('\n');
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);  // none of it may be left, where a writer cut it back
    }
    text = text.substr(0, text.find('\n'));
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

}  // namespace daybook
