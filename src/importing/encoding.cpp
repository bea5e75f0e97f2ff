#include "importing/encoding.h"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "base/bytes.h"
#include "base/utf8.h"

namespace daybook {

namespace {

using std::string_view_literals::operator""sv;

// gbk stands for GB18030, which holds all of it and what platforms put beside it; latin-1 for what Windows made of it, which has a € too.
struct Encoding {
    std::string_view name;
    const char* iconv_name;
};
constexpr std::array<Encoding, 4> encodings = {{{"utf-8", "UTF-8"}, {"gbk", "GB18030"}, {"latin-1", "CP1252"}, {"utf-16", "UTF-16"}}};
constexpr std::array<std::string_view, 4> names = {encodings[0].name, encodings[1].name, encodings[2].name, encodings[3].name};

constexpr std::string_view utf8_mark = "\xef\xbb\xbf";

tl::unexpected<Error> not_of(std::string_view encoding, size_t offset, uint32_t line) {
    Error error(Message(Text::import_bad_bytes, {fmt::format("{}", offset), encoding}), Message(Text::import_try_encoding));
    error.place.line = line;
    return tl::unexpected(std::move(error));
}

// Of a character that find_fault points at: all of those have two or three bytes.
size_t length_at(std::string_view text, size_t at) { return static_cast<unsigned char>(text[at]) < 0xe0 ? 2 : 3; }

uint32_t line_at(std::string_view text) { return 1 + static_cast<uint32_t>(std::count(text.begin(), text.end(), '\n')); }

// Text has no zero bytes: where every other byte is one, it is UTF-16 without a mark. Null where it is not.
const char* unmarked_utf16(std::string_view bytes) {
    const std::string_view start = bytes.substr(0, 4096);
    size_t even = 0, odd = 0;
    for (size_t i = 0; i < start.size(); ++i)
        if (start[i] == '\0') ++(i % 2 ? odd : even);
    constexpr size_t seldom = 32;  // a stray zero byte makes no UTF-16 of a text
    if (bytes.size() % 2 || (even == 0) == (odd == 0) || even + odd < 4 || (even + odd) * seldom < start.size()) return nullptr;
    return odd ? "UTF-16LE" : "UTF-16BE";
}

// First byte that is no UTF-8, or npos; and where the hidden characters stand. Plain ASCII is passed eight bytes at a time.
size_t invalid_utf8(std::string_view text, std::vector<size_t>& hidden) {
    for (size_t i = 0; i < text.size();) {
        if (i + 8 <= text.size() && !(load<uint64_t>(text.data() + i) & 0x8080808080808080u)) {
            i += 8;
            continue;
        }
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            ++i;
            continue;
        }
        size_t end = i;
        while (end < text.size() && static_cast<unsigned char>(text[end]) >= 0x80) ++end;
        const TextFault fault = find_fault(text.substr(i, end - i));
        if (fault.kind == BadText::invalid_utf8) return i + fault.at;
        // a control character is valid here: only what comes into the journal is looked at, cell by cell
        if (fault.kind == BadText::hidden_character) hidden.push_back(i + fault.at);
        i = fault.kind == BadText::none ? end : i + fault.at + length_at(text, i + fault.at);
    }
    return std::string_view::npos;
}

// What phones and web pages leave in a name, unseen, would make two customers of one.
void drop(std::string& text, const std::vector<size_t>& hidden) {
    for (auto at = hidden.rbegin(); at != hidden.rend(); ++at) text.erase(*at, length_at(text, *at));
}

class Converter {
  public:
    explicit Converter(const char* from) : handle_(iconv_open("UTF-8", from)) {}
    ~Converter() {
        if (opened()) iconv_close(handle_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    bool opened() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

    // How many bytes were taken: all of them, or up to the first bad one.
    size_t convert(std::string& bytes, std::string& out) const {
        char* from = bytes.data();
        size_t left = bytes.size();
        out.resize(bytes.size() + bytes.size() / 2 + 16);
        size_t written = 0;
        for (;;) {
            char* to = out.data() + written;
            size_t room = out.size() - written;
            const size_t status = iconv(handle_, &from, &left, &to, &room);
            written = out.size() - room;
            if (status != static_cast<size_t>(-1) || errno != E2BIG) break;
            out.resize(out.size() * 2);
        }
        out.resize(written);
        return bytes.size() - left;
    }

  private:
    iconv_t handle_;
};

}  // namespace

std::span<const std::string_view> encoding_names() { return names; }

// In GBK, bytes above ASCII come in pairs; in the Latin scripts mostly one by one.
std::vector<std::string_view> likely_encodings(std::string_view bytes) {
    if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff") || unmarked_utf16(bytes)) return {"utf-16"};
    size_t pairs = 0, singles = 0;
    for (size_t i = 0; i < bytes.size();) {
        size_t end = i;
        while (end < bytes.size() && static_cast<unsigned char>(bytes[end]) >= 0x80) ++end;
        if (end > i) ++((end - i) % 2 ? singles : pairs);
        i = end + 1;
    }
    if (singles > pairs) return {"utf-8", "latin-1", "gbk"};
    return {"utf-8", "gbk", "latin-1"};
}

Result<std::string> to_utf8(std::string bytes, std::string_view encoding) {
    const std::string_view start = std::string_view(bytes).substr(0, 3);
    const bool marked_utf8 = start == utf8_mark;
    if (marked_utf8) encoding = "utf-8";
    if (start.substr(0, 2) == "\xff\xfe"sv || start.substr(0, 2) == "\xfe\xff"sv) encoding = "utf-16";
    std::vector<size_t> hidden;
    const bool marked_utf16 = start.substr(0, 2) == "\xff\xfe"sv || start.substr(0, 2) == "\xfe\xff"sv;
    const char* const unmarked = marked_utf8 || marked_utf16 ? nullptr : unmarked_utf16(bytes);
    if (encoding == "utf-8" && !unmarked) {
        const size_t bad = invalid_utf8(bytes, hidden);
        if (bad != std::string_view::npos) return not_of(encoding, bad, line_at(std::string_view(bytes).substr(0, bad)));
        drop(bytes, hidden);  // the mark among them
        return bytes;
    }
    const auto found = std::find_if(encodings.begin(), encodings.end(), [&](const Encoding& e) { return e.name == encoding; });
    const Converter converter(unmarked ? unmarked : found == encodings.end() ? "" : found->iconv_name);
    if (found == encodings.end() || !converter.opened()) return fail({Text::import_no_encoding, {encoding}});
    std::string out;
    const size_t taken = converter.convert(bytes, out);
    if (taken != bytes.size()) return not_of(encoding, taken, line_at(out));
    invalid_utf8(out, hidden);
    drop(out, hidden);
    return out;
}

}  // namespace daybook
