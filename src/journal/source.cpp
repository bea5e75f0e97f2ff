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
    size = static_cast<size_t>(std::min<uint64_t>(size, limit() - std::min(at, limit())));
    if (file_) return file_->read(at, into, size);
    const std::string_view rest = std::string_view(text_).substr(std::min<size_t>(at, text_.size()), size);
    std::copy(rest.begin(), rest.end(), into);
    return rest.size();
}

Result<Source::End> Source::read(const Take& take, Stretch stretch, size_t piece) const {
    std::vector<char> buffer(static_cast<size_t>(std::min<uint64_t>(piece, size_ + 1)) + line_padding);
    uint64_t at = stretch.from;
    size_t have = 0;  // bytes in the buffer, from a line's start
    std::string tail;
    for (;;) {
        const size_t room = static_cast<size_t>(std::min<uint64_t>(buffer.size() - line_padding - have, stretch.to - at));
        const Result<size_t> got = bytes(at, buffer.data() + have, room);
        if (!got) return tl::unexpected<Error>(got.error());
        at += *got;
        have += *got;
        const bool last = *got < room || at == stretch.to;
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
        if (last && stretch.from == 0 && stretch.to == UINT64_MAX) close();
        const bool marked = at == have && lines.starts_with(byte_order_mark);
        const size_t mark = marked ? byte_order_mark.size() : 0;
        const size_t taken = mark + take(lines.substr(mark));
        const bool cut = taken < lines.size();
        lines = lines.substr(0, taken);
        tail.append(lines.substr(taken - std::min<size_t>(taken, 4)));
        tail.erase(0, tail.size() - std::min<size_t>(tail.size(), 4));
        if (last || cut) return End{at - have + taken, cut, tail};
        have -= taken;
        std::memmove(buffer.data(), buffer.data() + taken, have);
    }
}

std::optional<uint64_t> Source::middle(uint64_t shortest) const {
    if (size_ < shortest) return std::nullopt;
    const uint64_t at = size_ / 2;
    std::string around(16 * 1024, '\0');
    around.resize(bytes(at, around.data(), around.size()).value_or(0));
    for (size_t found = 0; (found = around.find('\n', found)) != std::string::npos;)
        if (++found < around.size() && around[found] >= '0' && around[found] <= '9') return at + found;
    return std::nullopt;
}

void Source::end(End end) {
    end_ = std::move(end);
    close();
}

void Source::close() const {
    if (!file_ || hold_ == Hold::always) return;
    path_ = file_->path();
    file_.reset();
}

Result<std::string> Source::text() const {
    std::string out(static_cast<size_t>(std::min(size_, limit())), '\0');
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
