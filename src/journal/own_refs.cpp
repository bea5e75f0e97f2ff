#include "journal/own_refs.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/files.h"

namespace daybook {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

// Nothing where it is none, or more than we count to.
std::optional<uint32_t> counter_of(std::string_view digits) {
    uint32_t counter = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), counter);
    if (fault != std::errc() || end != digits.data() + digits.size() || counter == 0) return std::nullopt;
    return counter;
}

}  // namespace

std::string ref_stem(std::string_view letter, std::string_view day, std::string_view device) {
    return fmt::format("{}{}-{}{}", letter, day, device, !device.empty() && is_digit(device.back()) ? "-" : "");
}

std::optional<MadeRef> made_ref(std::string_view ref) {
    constexpr size_t day_size = 6, longest_device = 3;
    size_t at = 0;
    while (at < ref.size() && ref[at] >= 'A' && ref[at] <= 'Z') ++at;
    const std::string_view rest = ref.substr(at);
    if (at == 0 || rest.size() < day_size + 2 || rest[day_size] != '-' || !std::all_of(rest.begin(), rest.begin() + day_size, is_digit))
        return std::nullopt;
    size_t digits = ref.size();
    while (digits > at + day_size + 1 && is_digit(ref[digits - 1])) --digits;
    const auto counter = counter_of(ref.substr(digits));
    if (!counter) return std::nullopt;
    MadeRef made{ref.substr(0, digits), ref.substr(at + day_size + 1, digits - at - day_size - 1), *counter};
    if (made.device.ends_with('-')) {
        made.device.remove_suffix(1);
        if (made.device.empty() || !is_digit(made.device.back())) return std::nullopt;
    }
    if (made.device.size() > longest_device ||
        !std::all_of(made.device.begin(), made.device.end(), [](char c) { return is_digit(c) || is_letter(c); }))
        return std::nullopt;
    return made;
}

// A line: STEM COUNTER LEDGER. What is none, as after a power cut, is left out.
OwnRefs::OwnRefs(std::string path, std::string ledger) : path_(std::move(path)), ledger_(std::move(ledger)) {
    const Result<std::string> text = read_file(path_);
    if (!text) return;
    for (size_t at = 0, end = 0; at < text->size(); at = end + 1) {
        end = std::min(text->find('\n', at), text->size());
        const std::string_view line = std::string_view(*text).substr(at, end - at);
        const size_t stem = std::min(line.find(' '), line.size()), number = std::min(line.find(' ', stem + 1), line.size());
        if (number == line.size()) continue;
        const auto counter = counter_of(line.substr(stem + 1, number - stem - 1));
        if (!counter) continue;
        if (line.substr(number + 1) == ledger_)
            last_[std::string(line.substr(0, stem))] = *counter;
        else
            others_.emplace_back(line);
    }
}

uint32_t OwnRefs::last(std::string_view stem) const {
    const auto found = last_.find(stem);
    return found == last_.end() ? 0 : found->second;
}

void OwnRefs::note(const MadeRef& ref) {
    if (path_.empty() || has(ref)) return;
    last_[std::string(ref.stem)] = ref.counter;
    changed_ = true;
}

Result<void> OwnRefs::keep() {
    if (!changed_) return {};
    std::string text;
    for (const std::string& line : others_) text.append(line).append("\n");
    for (const auto& [stem, counter] : last_) text += fmt::format("{} {} {}\n", stem, counter, ledger_);
    changed_ = false;
    return write_file(path_, text);
}

}  // namespace daybook
