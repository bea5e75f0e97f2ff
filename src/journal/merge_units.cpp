#include "journal/merge_units.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "journal/blocks.h"
#include "model/kinds.h"

namespace daybook {

namespace {

constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

std::string with_plain_ends(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 1);
    for (size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') out += text[i];
    if (!out.empty() && out.back() != '\n') out += '\n';
    return out;
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\n") == std::string_view::npos; }

bool is_include(std::string_view line) {
    const std::vector<std::string> words = words_of(line.substr(0, line.find('\n')), 2);
    return line[0] == 'i' && words.size() == 2 && words[0] == "include";
}

class Reader {
  public:
    void entry(const Block& block) {
        Unit unit = unit_of(block, Comments::all);
        if (!unit.named) nameless(unit, unit.tell);
        add(std::move(unit));
    }

    void between(std::string_view text) {
        for (size_t at = 0, next = 0; at < text.size(); at = next) {
            next = std::min(text.find('\n', at), text.size() - 1) + 1;  // a second byte order mark ends no line
            const std::string_view line = text.substr(at, next - at);
            if (is_blank(line)) {
                close_note();
                gap_ += line;
            } else if (is_include(line)) {
                Unit unit;
                unit.text = line;
                unit.tell = spelled(line, Comments::all);
                unit.name = words_of(line.substr(0, line.find('\n')), 2)[1];
                unit.group = "include " + unit.name;
                unit.named = true;
                add(std::move(unit));
            } else {
                lead_ += line;
            }
        }
    }

    Version finish() {
        close_note();
        version_.tail = std::move(gap_);
        return std::move(version_);
    }

  private:
    void nameless(Unit& unit, const std::string& words) const {
        unit.group = "words " + words;
        unit.tell = anchor_;
    }
    void close_note() {
        if (lead_.empty()) return;
        Unit unit;
        unit.text = std::exchange(lead_, {});
        nameless(unit, unit.text);
        add(std::move(unit));
    }
    void add(Unit unit) {
        unit.gap = std::exchange(gap_, {});
        unit.lead = std::exchange(lead_, {});
        unit.place = version_.units.size();
        if (unit.named) anchor_ = unit.group;
        version_.units.push_back(std::move(unit));
    }

    Version version_;
    std::string gap_, lead_;
    std::string anchor_;  // the last named unit: what a comment follows
};

}  // namespace

Unit unit_of(const Block& entry, Comments comments) {
    Unit unit;
    unit.text = entry.text;
    unit.tell = spelled(entry.text, comments);
    unit.group = identity_of(entry);
    unit.named = !unit.group.empty();
    const KindSpec* kind = find_kind(entry.kind);
    const bool declares = kind && kind->declares;
    unit.unique = unit.named && !declares;
    unit.name = declares ? entry.kind + " " + entry.ref : entry.ref;
    unit.group = unit.named ? "entry " + unit.group : "words " + unit.tell;
    return unit;
}

Version units_of(std::string_view journal) {
    const bool marked = journal.starts_with(byte_order_mark);
    if (marked) journal.remove_prefix(byte_order_mark.size());
    const std::string text = with_plain_ends(journal);
    Reader reader;
    for (const Block& block : blocks_of(text))
        if (block.is_entry)
            reader.entry(block);
        else
            reader.between(block.text);
    Version version = reader.finish();
    version.marked = marked;
    version.torn = !journal.empty() && journal.back() != '\n';
    const size_t end = journal.find('\n');
    version.two_bytes = end != std::string_view::npos && end > 0 && journal[end - 1] == '\r';
    return version;
}

std::vector<size_t> match_units(const std::vector<const Unit*>& base, const std::vector<const Unit*>& other, Match how) {
    struct Waiting {
        std::vector<size_t> units;
        size_t taken = 0;
    };
    std::vector<size_t> found(other.size(), no_unit);
    std::vector<bool> taken(base.size());
    const auto match = [&](bool told) {
        const auto key = [&](const Unit& unit) { return told ? unit.group + "\n" + unit.tell : unit.group; };
        std::unordered_map<std::string, Waiting> groups;
        for (size_t i = 0; i < base.size(); ++i)
            if (!taken[i]) groups[key(*base[i])].units.push_back(i);
        for (size_t i = 0; i < other.size(); ++i) {
            if (found[i] != no_unit || (!told && how == Match::additions && !other[i]->named)) continue;
            const auto group = groups.find(key(*other[i]));
            if (group == groups.end() || group->second.taken == group->second.units.size()) continue;
            found[i] = group->second.units[group->second.taken++];
            taken[found[i]] = true;
        }
    };
    if (how == Match::descent) {
        std::unordered_map<std::string_view, size_t> refs;
        for (const Unit* unit : base)
            if (unit->unique) ++refs[unit->group];
        for (size_t i = 0; i < base.size(); ++i) taken[i] = base[i]->unique && refs[base[i]->group] > 1;
    }
    match(true);
    match(false);
    return found;
}

}  // namespace daybook
