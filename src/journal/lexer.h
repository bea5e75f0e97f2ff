// A line of the journal into words. The one place that knows white space, quotes and comments.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "model/amounts.h"

#ifdef __SSE2__
#include <emmintrin.h>

#include <bit>
#endif

namespace daybook {

// How a word stands in the line; what is wrong with it, where anything is.
enum class WordForm : uint32_t {
    plain,
    quoted,
    escaped,  // quoted, and \" or \\ in it: use unescape
    unclosed_quote,
    quote_inside,
    semicolon_inside,
    bad_escape,
    control_character
};

// Two registers wide: the parser hands words about for every line.
struct Word {
    const char* begin = nullptr;  // in the line, quotes included
    uint32_t length = 0;
    WordForm form = WordForm::plain;

    // Without its quotes, with its escapes. A faulty word is as it stands.
    std::string_view text() const {
        const bool in_quotes = form == WordForm::quoted || form == WordForm::escaped;
        return in_quotes ? std::string_view(begin + 1, length - 2) : std::string_view(begin, length);
    }
    bool is(std::string_view bare) const { return form == WordForm::plain && std::string_view(begin, length) == bare; }
    bool is_faulty() const { return form > WordForm::escaped; }
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

    // The next word; false where the line or its comment begins. A faulty word names its fault, and the cursor stands behind it.
    Word next() {
        if (at_end()) return {};
        if (*at_ == '"') return quoted_word();
        const char* const stop = word_end(at_);
        if (!parts_words(stop)) return faulty_word(stop);
        return word_to(stop, WordForm::plain);
    }
    // The next word where it is just these bytes: what nearly always stands in a place is taken without making a word of it.
    bool take(char c) {
        skip_blanks();
        return *at_ == c && take_to(at_ + 1);
    }
    bool take(std::string_view bytes) {
        skip_blanks();
        return static_cast<size_t>(end_ - at_) >= bytes.size() && std::memcmp(at_, bytes.data(), bytes.size()) == 0 &&
               take_to(at_ + bytes.size());
    }
    // The next word where it is a number like nearly all: above 0, without a sign, with no more decimals, and too short to overflow.
    // `value` counts units of the last decimal.
    bool take_number(int decimals, int64_t& value);
    // Whether nothing at all is left.
    bool at_line_end() const { return at_ == end_; }
    // Whether only white space or a comment is left.
    bool at_end() {
        skip_blanks();
        return at_ == end_ || *at_ == ';';
    }
    // The comment behind the words, from its ; on; empty where there is none. Valid once at_end() is true.
    std::string_view comment() const { return {at_, static_cast<size_t>(end_ - at_)}; }
    uint32_t position() const { return static_cast<uint32_t>(at_ - begin_); }
    uint32_t position_of(Word word) const { return static_cast<uint32_t>(word.begin - begin_); }
    std::string_view line() const { return {begin_, static_cast<size_t>(end_ - begin_)}; }

  private:
    void skip_blanks() {
        while (*at_ == ' ' || *at_ == '\t') ++at_;
    }
    bool parts_words(const char* p) const { return p == end_ || *p == ' ' || *p == '\t'; }
    bool take_to(const char* stop) {
        if (!parts_words(stop)) return false;
        at_ = stop;
        return true;
    }
    Word word_to(const char* stop, WordForm form) {
        const Word word{at_, static_cast<uint32_t>(stop - at_), form};
        at_ = stop;
        return word;
    }
    Word faulty_word(const char* fault);
    Word quoted_word();

    const char* begin_;
    const char* at_;
    const char* end_;
};

// By itself it would be a call for each number of a journal.
[[gnu::always_inline]] inline bool WordCursor::take_number(int decimals, int64_t& value) {
    skip_blanks();
    const char* p = at_;
    uint64_t number = 0;
    const auto digits = [&] {
        for (; *p >= '0' && *p <= '9'; ++p) number = number * 10 + static_cast<uint64_t>(*p - '0');
    };
    digits();
    int places = 0;
    if (*p == '.' && p != at_) {
        const char* const point = p++;
        digits();
        places = static_cast<int>(p - point) - 1;
        if (places == 0 || places > decimals) return false;
    }
    if (number == 0 || p - at_ > 18 - decimals || !take_to(p)) return false;
    value = static_cast<int64_t>(number) * powers_of_ten[decimals - places];
    return true;
}

}  // namespace daybook
