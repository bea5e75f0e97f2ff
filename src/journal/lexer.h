// A line of the journal into words. The one place that knows white space, quotes and comments.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>

#include <bit>
#endif

namespace daybook {

enum class BadWord { none, unclosed_quote, quote_inside, semicolon_inside, bad_escape, control_character };

struct Word {
    std::string_view text;  // as it stands, without quotes; escapes still in it where `escaped`
    uint32_t at = 0;        // byte offset in the line
    uint32_t length = 0;    // bytes in the line, quotes included
    bool quoted = false;
    bool escaped = false;  // holds \" or \\: use unescape
    BadWord fault = BadWord::none;

    bool is(std::string_view bare) const { return !quoted && text == bare; }
    explicit operator bool() const { return length > 0; }
};

std::string unescape(std::string_view text);

// So many bytes behind a line may be read, and the first of them is a line end, a carriage return or NUL.
constexpr size_t line_padding = 16;

// The first byte that no word holds: white space, a quote, a semicolon, a control character. Behind the line there is one.
inline const char* word_end(const char* p) {
#ifdef __SSE2__  // sixteen bytes at once: words took a fifth of a run, byte by byte
    const __m128i space = _mm_set1_epi8(' '), quote = _mm_set1_epi8('"'), semicolon = _mm_set1_epi8(';'), del = _mm_set1_epi8(127);
    for (;; p += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, space), bytes);
        const __m128i marks = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, semicolon)),
                                           _mm_or_si128(_mm_cmpeq_epi8(bytes, del), low));
        if (const auto found = static_cast<unsigned>(_mm_movemask_epi8(marks))) return p + std::countr_zero(found);
    }
#else
    while (static_cast<unsigned char>(*p) > ' ' && *p != '"' && *p != ';' && *p != 127) ++p;
    return p;
#endif
}

// Walks the words of one line. The line is without its line end, and padded (line_padding).
class WordCursor {
  public:
    explicit WordCursor(std::string_view line) : begin_(line.data()), at_(begin_), end_(begin_ + line.size()) {}

    // The next word; false where the line or its comment begins. A faulty word has its fault set, and the cursor stands behind it.
    Word next() {
        if (at_end()) return {};
        if (*at_ == '"') return quoted_word();
        const char* const stop = word_end(at_);
        if (stop != end_ && *stop != ' ' && *stop != '\t') return faulty_word(stop);
        return word_to(stop);
    }
    // Whether only white space or a comment is left.
    bool at_end() {
        while (*at_ == ' ' || *at_ == '\t') ++at_;
        return at_ == end_ || *at_ == ';';
    }
    // The comment behind the words, from its ; on; empty where there is none. Valid once at_end() is true.
    std::string_view comment() const { return {at_, static_cast<size_t>(end_ - at_)}; }
    uint32_t position() const { return static_cast<uint32_t>(at_ - begin_); }
    std::string_view line() const { return {begin_, static_cast<size_t>(end_ - begin_)}; }

  private:
    Word word_to(const char* stop) {
        Word word;
        word.at = position();
        word.length = static_cast<uint32_t>(stop - at_);
        word.text = {at_, word.length};
        at_ = stop;
        return word;
    }
    Word faulty_word(const char* fault);
    Word quoted_word();

    const char* begin_;
    const char* at_;
    const char* end_;
};

}  // namespace daybook
