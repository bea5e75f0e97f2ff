#include "base/closeness.h"

#include <algorithm>

#include "base/built_in.h"
#include "base/utf8.h"

namespace daybook {

namespace {

// Who bears one has a name of four characters, as a firm may.
constexpr std::string_view double_surnames[] = {"欧阳", "上官", "司马", "诸葛", "司徒", "东方",
                                                "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯"};

bool is_chinese(int32_t c) { return c >= 0x4e00 && c <= 0x9fff; }

// What the file readings.txt says: of each character the numbers of its lines. Read when it is first asked for.
class Readings {
  public:
    Readings() {
        std::string_view text = built_in("base", "readings.txt");
        for (uint16_t syllable = 0; !text.empty(); ++syllable) {
            const std::string_view line = text.substr(0, text.find('\n'));
            text.remove_prefix(std::min(line.size() + 1, text.size()));
            if (line.starts_with('#')) continue;
            for (int32_t character : lower_characters(line.substr(line.find(' ') + 1))) read_.push_back({character, syllable});
        }
        std::sort(read_.begin(), read_.end());
    }
    bool alike(int32_t a, int32_t b) const {
        for (auto one = first_of(a); one != read_.end() && one->first == a; ++one)
            for (auto two = first_of(b); two != read_.end() && two->first == b; ++two)
                if (one->second == two->second) return true;
        return false;
    }

  private:
    using Read = std::pair<int32_t, uint16_t>;  // a character, a syllable
    std::vector<Read>::const_iterator first_of(int32_t character) const {
        return std::lower_bound(read_.begin(), read_.end(), Read{character, 0});
    }
    std::vector<Read> read_;
};

// Both of the same number of characters, two at least.
bool same_by_sound(const std::vector<int32_t>& a, const std::vector<int32_t>& b) {
    size_t chinese = 0;
    for (size_t i = 0; i < a.size(); ++i) {
        if (is_chinese(a[i]) && is_chinese(b[i])) ++chinese;
        if (a[i] != b[i] && !sound_alike(a[i], b[i])) return false;
    }
    return chinese > 0;
}

bool neighbours_swapped(const std::vector<int32_t>& a, const std::vector<int32_t>& b) {
    const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin());
    if (x == a.end() || x + 1 == a.end() || !is_chinese(x[0]) || !is_chinese(x[1])) return false;
    return x[0] == y[1] && x[1] == y[0] && std::equal(x + 2, a.end(), y + 2);
}

}  // namespace

bool sound_alike(int32_t a, int32_t b) {
    if (a == b) return true;
    if (!is_chinese(a) || !is_chinese(b)) return false;
    static const Readings readings;
    return readings.alike(a, b);
}

bool close_names(std::string_view a, std::string_view b) {
    if (a == b) return false;
    if (likely_slip(a, b)) return true;
    if (a.size() != b.size()) return false;  // of Chinese characters all take three bytes
    const std::vector<int32_t> x = lower_characters(a), y = lower_characters(b);
    return x.size() == y.size() && x.size() >= 2 && (same_by_sound(x, y) || neighbours_swapped(x, y));
}

bool likely_same_party(std::string_view fresh, std::string_view known) {
    if (!likely_slip(fresh, known)) return false;
    const bool person = characters(fresh) <= 4 && std::any_of(std::begin(double_surnames), std::end(double_surnames),
                                                              [&](std::string_view surname) { return fresh.starts_with(surname); });
    return !person;
}

std::string_view a_close_name(std::string_view name, std::span<const std::string_view> known) {
    for (std::string_view one : known)
        if (close_names(name, one)) return one;
    return {};
}

}  // namespace daybook
