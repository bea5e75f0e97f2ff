#include "journal/merge.h"

#include <algorithm>
#include <list>
#include <optional>

#include "journal/merge_units.h"

namespace daybook {

namespace {

// One thing through the three versions; null where a version lacks it.
struct Row {
    const Unit* base = nullptr;
    const Unit* ours = nullptr;
    const Unit* theirs = nullptr;

    bool dropped = false;
    bool moved_by_us = false, moved_by_them = false;
    std::string lead, text;  // what becomes of it, where it is no conflict
    Text conflict = Text::nothing;

    const Unit& any() const { return ours ? *ours : theirs ? *theirs : *base; }
};

std::vector<const Unit*> pointers(const std::vector<Unit>& units) {
    std::vector<const Unit*> out;
    for (const Unit& unit : units) out.push_back(&unit);
    return out;
}

class Merge {
  public:
    Merge(std::string_view base, std::string_view ours, std::string_view theirs)
        : base_(units_of(base)), ours_(units_of(ours)), theirs_(units_of(theirs)) {}

    // Nothing where both sides moved something, and differently.
    std::optional<Merged> run() {
        make_rows();
        for (Row& row : rows_) decide(row);
        moved_by_us_ = mark_moved(row_of_ours_, &Row::moved_by_us);
        moved_by_them_ = mark_moved(row_of_theirs_, &Row::moved_by_them);
        put_in_order();
        if (!order_is_both_sides()) {
            if (moved_pairs() > most_pairs) return std::nullopt;
            sort_common();
            if (!order_is_both_sides()) return std::nullopt;
        }
        return write();
    }

  private:
    void make_rows();
    void decide(Row& row) const;
    size_t mark_moved(const std::vector<size_t>& row_of, bool Row::*moved);
    void put_in_order();
    std::list<size_t>::iterator behind_all(const std::vector<bool>& rows);
    static constexpr size_t most_pairs = 100'000'000;  // a second or so
    size_t moved_pairs() const { return (moved_by_us_ + moved_by_them_) * order_.size(); }
    bool order_is_both_sides();
    std::vector<std::list<size_t>::iterator> common();
    void sort_common();
    Merged write();
    std::string gap_of(const Row& row, const Row* before) const;
    void write_conflict(const Row& row, Merged& out) const;

    const Version base_, ours_, theirs_;
    std::vector<Row> rows_;
    std::vector<size_t> row_of_ours_, row_of_theirs_;  // by the unit's place
    std::list<size_t> order_;                          // rows of the result
    size_t moved_by_us_ = 0, moved_by_them_ = 0;
};

void Merge::make_rows() {
    const auto base = pointers(base_.units), ours = pointers(ours_.units), theirs = pointers(theirs_.units);
    const std::vector<size_t> of_ours = match_units(base, ours, Match::descent), of_theirs = match_units(base, theirs, Match::descent);
    rows_.resize(base.size());
    for (size_t i = 0; i < base.size(); ++i) rows_[i].base = base[i];
    row_of_ours_ = of_ours;
    row_of_theirs_ = of_theirs;
    std::vector<const Unit*> fresh_ours, fresh_theirs;
    for (const Unit* unit : ours) {
        size_t& row = row_of_ours_[unit->place];
        if (row == no_unit) {
            row = rows_.size();
            rows_.emplace_back();
            fresh_ours.push_back(unit);
        }
        rows_[row].ours = unit;
    }
    for (const Unit* unit : theirs)
        if (row_of_theirs_[unit->place] == no_unit) fresh_theirs.push_back(unit);
    const std::vector<size_t> both = match_units(fresh_ours, fresh_theirs, Match::additions);
    for (size_t i = 0; i < fresh_theirs.size(); ++i) {
        size_t& row = row_of_theirs_[fresh_theirs[i]->place];
        row = both[i] == no_unit ? rows_.size() : row_of_ours_[fresh_ours[both[i]]->place];
        if (both[i] == no_unit) rows_.emplace_back();
    }
    for (const Unit* unit : theirs) rows_[row_of_theirs_[unit->place]].theirs = unit;
}

// Which of two texts stands where each side may have changed what was in `base`; nothing where both did, differently.
std::optional<std::string> one_of(const std::string* base, const std::string& ours, const std::string& theirs, const auto& same) {
    if (ours == theirs) return ours;
    if (base && ours == *base) return theirs;
    if (base && theirs == *base) return ours;
    if (same(ours, theirs)) return ours;
    if (base && same(ours, *base)) return theirs;
    if (base && same(theirs, *base)) return ours;
    return std::nullopt;
}

void Merge::decide(Row& row) const {
    const Unit *base = row.base, *ours = row.ours, *theirs = row.theirs;
    if (ours && theirs) {
        // what an entry says is worked out once, when it is read
        const auto says = [&](const std::string& text) -> const std::string& {
            return &text == &ours->text ? ours->tell : &text == &theirs->text ? theirs->tell : base->tell;
        };
        const auto same = [&](const std::string& a, const std::string& b) { return ours->named && says(a) == says(b); };
        const auto never = [](const std::string&, const std::string&) { return false; };
        const std::string none;  // a comment that only one side put above a new entry stays
        std::optional<std::string> text = one_of(base ? &base->text : nullptr, ours->text, theirs->text, same);
        std::optional<std::string> lead = one_of(base ? &base->lead : &none, ours->lead, theirs->lead, never);
        if (text && lead) {
            row.text = std::move(*text);
            row.lead = std::move(*lead);
        } else {
            row.conflict = base ? Text::err_merge_changed : Text::err_merge_same_ref;
        }
        return;
    }
    const Unit* left = ours ? ours : theirs;
    row.dropped = !left;
    if (!left) return;
    if (base) {
        row.dropped = !left->named || (left->tell == base->tell && left->lead == base->lead);
        if (!row.dropped) row.conflict = ours ? Text::err_merge_removed_theirs : Text::err_merge_removed_ours;
    }
    row.text = left->text;
    row.lead = left->lead;
}

// What must have been moved so that the others keep base's order: all but a longest run of rows that rise.
size_t Merge::mark_moved(const std::vector<size_t>& row_of, bool Row::*moved) {
    std::vector<size_t> kept, tops, before(rows_.size(), no_unit);  // tops[n]: the lowest row that ends a rising run of n + 1
    for (size_t row : row_of)
        if (row < base_.units.size()) kept.push_back(row);
    for (size_t row : kept) {
        const auto at = std::lower_bound(tops.begin(), tops.end(), row);
        if (at != tops.begin()) before[row] = *(at - 1);
        if (at == tops.end())
            tops.push_back(row);
        else
            *at = row;
    }
    if (tops.size() == kept.size()) return 0;
    for (size_t row : kept) rows_[row].*moved = true;
    for (size_t row = tops.back(); row != no_unit; row = before[row]) rows_[row].*moved = false;
    return kept.size() - tops.size();
}

// Our order; then theirs is walked, and what it has more, or elsewhere, is put behind what it follows there.
void Merge::put_in_order() {
    std::vector<std::list<size_t>::iterator> at(rows_.size(), order_.end());
    std::vector<bool> passed(rows_.size());
    for (size_t row : row_of_ours_)
        if (!rows_[row].dropped && (!rows_[row].moved_by_them || rows_[row].moved_by_us)) at[row] = order_.insert(order_.end(), row);
    const auto put_by_us = [](const Row& row) { return (!row.base && !row.theirs) || row.moved_by_us; };
    const auto added_by_us = [](const Row& row) { return !row.base && !row.theirs; };
    auto behind = order_.begin();
    for (size_t row : row_of_theirs_) {
        if (rows_[row].dropped) continue;
        if (at[row] == order_.end()) {
            const bool moved = rows_[row].base;
            if (moved && moved_by_us_) behind = behind_all(passed);  // what it follows there may stand apart by now
            while (behind != order_.end() && (moved ? added_by_us(rows_[*behind]) : put_by_us(rows_[*behind]))) ++behind;
            at[row] = order_.insert(behind, row);
        }
        passed[row] = true;
        behind = std::next(at[row]);
    }
}

std::list<size_t>::iterator Merge::behind_all(const std::vector<bool>& rows) {
    for (auto at = order_.end(); at != order_.begin(); --at)
        if (rows[*std::prev(at)]) return at;
    return order_.begin();
}

// Of any two entries that all three versions hold, whether the first goes before the second: as the side says that changed it, else base.
bool goes_before(const Row& first, const Row& second) {
    const bool base = first.base->place < second.base->place, ours = first.ours->place < second.ours->place,
               theirs = first.theirs->place < second.theirs->place;
    return ours != base ? ours : theirs;
}

// The places in the result of the entries that all three hold.
std::vector<std::list<size_t>::iterator> Merge::common() {
    std::vector<std::list<size_t>::iterator> out;
    for (auto at = order_.begin(); at != order_.end(); ++at)
        if (const Row& row = rows_[*at]; row.base && row.ours && row.theirs && row.base->named) out.push_back(at);
    return out;
}

// Where both sides moved something an order that suits both may be impossible: to be looked at by a person, for among entries of one day
// the order has a meaning.
bool Merge::order_is_both_sides() {
    if (!moved_by_us_ || !moved_by_them_) return true;
    if (moved_pairs() > most_pairs) return false;
    std::vector<const Row*> rows;
    for (const auto& at : common()) rows.push_back(&rows_[*at]);
    for (size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i]->moved_by_us && !rows[i]->moved_by_them) continue;
        for (size_t j = 0; j < rows.size(); ++j)
            if (i != j && !goes_before(*rows[std::min(i, j)], *rows[std::max(i, j)])) return false;
    }
    return true;
}

void Merge::sort_common() {
    const std::vector<std::list<size_t>::iterator> places = common();
    std::vector<size_t> rows;
    for (const auto& at : places) rows.push_back(*at);
    for (size_t i = 1; i < rows.size(); ++i)  // by insertion: there may be no order at all, which a library's sort must not be asked for
        for (size_t j = i; j > 0 && goes_before(rows_[rows[j]], rows_[rows[j - 1]]); --j) std::swap(rows[j], rows[j - 1]);
    for (size_t i = 0; i < rows.size(); ++i) *places[i] = rows[i];
}

void Merge::write_conflict(const Row& row, Merged& out) const {
    const Unit& unit = row.any();
    Error conflict({row.conflict, {unit.name}}, row.conflict == Text::err_merge_same_ref ? Text::hint_merge_same_ref : Text::nothing);
    conflict.place.line = 1 + static_cast<uint32_t>(std::count(out.text.begin(), out.text.end(), '\n'));
    out.conflicts.push_back(std::move(conflict));
    const auto put = [&](std::string_view marker, const Unit* side) {
        out.text.append(marker).append("\n");
        if (side) out.text.append(side->lead).append(side->text);
    };
    put("<<<<<<< ours", row.ours);
    put("||||||| base", row.base);
    put("=======", row.theirs);
    put(">>>>>>> theirs", nullptr);
}

std::string with_line_ends(const std::string& text, bool two_bytes) {
    if (!two_bytes) return text;
    std::string out;
    for (char c : text) c == '\n' ? out += "\r\n" : out += c;
    return out;
}

// The blank lines above: of the side that changed them, else ours. What was the first of its file, or would now stand so close to a comment
// that it would be taken for that entry's, gets the distance that its file keeps.
std::string Merge::gap_of(const Row& row, const Row* before) const {
    const bool by_them = row.theirs && (!row.ours || (row.base && row.base->gap == row.ours->gap));
    const Unit& unit = by_them ? *row.theirs : row.any();
    const std::vector<Unit>& version = by_them ? theirs_.units : ours_.units;
    if (!before) return unit.place == 0 ? unit.gap : "";
    if (!unit.gap.empty()) return unit.gap;
    if (!before->any().named || row.conflict != Text::nothing) return "\n";
    return unit.place == 0 ? version.size() > 1 ? version[1].gap : "\n" : "";
}

Merged Merge::write() {
    const auto changed = [&](auto part) { return base_.*part == ours_.*part ? theirs_.*part : ours_.*part; };
    Merged out;
    const Row* before = nullptr;
    bool torn = false;
    for (size_t index : order_) {
        const Row& row = rows_[index];
        out.text += gap_of(row, before);
        if (row.conflict == Text::nothing)
            out.text.append(row.lead).append(row.text);
        else
            write_conflict(row, out);
        before = &row;
        const auto is_torn_in = [&](const Version& version, const Unit* last) {
            return version.torn && last && last->place + 1 == version.units.size();
        };
        torn = row.conflict == Text::nothing && (is_torn_in(ours_, row.ours) || (!row.ours && is_torn_in(theirs_, row.theirs)));
    }
    const std::string tail = changed(&Version::tail);
    out.text += tail;
    if (torn && tail.empty() && !out.text.empty()) out.text.pop_back();
    out.text = with_line_ends(out.text, changed(&Version::two_bytes));
    if (changed(&Version::marked)) out.text.insert(0, "\xef\xbb\xbf");
    return out;
}

std::string with_last_end(std::string_view text) {
    std::string out(text);
    if (!out.empty() && out.back() != '\n') out += '\n';
    return out;
}

Merged left_whole(std::string_view base, std::string_view ours, std::string_view theirs) {
    Merged out;
    out.text = "<<<<<<< ours\n" + with_last_end(ours) + "||||||| base\n" + with_last_end(base) + "=======\n" + with_last_end(theirs) +
               ">>>>>>> theirs\n";
    Error conflict{Message(Text::err_merge_moved)};
    conflict.place.line = 1;
    out.conflicts.push_back(std::move(conflict));
    return out;
}

// Where what was never committed begins (base/locked_file.h): readers stop there.
size_t committed_size(std::string_view text) {
    if (text.starts_with('\0')) return 0;
    const size_t at = text.find(std::string_view("\n\0", 2));
    return at == std::string_view::npos ? text.size() : at + 1;
}

}  // namespace

Merged merge_journals(std::string_view base, std::string_view ours, std::string_view theirs) {
    if (ours == theirs || theirs == base) return {std::string(ours), {}};
    if (ours == base) return {std::string(theirs), {}};
    const size_t a = committed_size(ours), b = committed_size(theirs), o = committed_size(base);
    if (a < ours.size() || b < theirs.size() || o < base.size()) {
        // it stays what it is, and last: an entry behind it would not be seen
        const std::string_view rest_of_ours = ours.substr(a), rest_of_theirs = theirs.substr(b);
        Merged merged = merge_journals(base.substr(0, o), ours.substr(0, a), theirs.substr(0, b));
        if (!merged.text.empty() && merged.text.back() != '\n') merged.text += '\n';
        merged.text += with_last_end(rest_of_ours);
        if (rest_of_theirs != rest_of_ours) merged.text += rest_of_theirs;
        return merged;
    }
    std::optional<Merged> merged = Merge(base, ours, theirs).run();
    return merged ? std::move(*merged) : left_whole(base, ours, theirs);
}

}  // namespace daybook
