#include "journal/merge.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include "journal/blocks.h"
#include "journal/journal.h"

using namespace daybook;

namespace {

std::string sale(const std::string& ref, const std::string& price = "59.00", const std::string& date = "2026-11-03") {
    return date + " sell " + ref + " to 王芳\n    - TEA 1 @ " + price + "\n    received " + price + " cash\n";
}

// Merged without a conflict, both ways round.
std::string clean(const std::string& base, const std::string& ours, const std::string& theirs) {
    const Merged merged = merge_journals(base, ours, theirs);
    CHECK_MESSAGE(merged.conflicts.empty(), merged.text);
    CHECK(merge_journals(base, theirs, ours).conflicts.empty());
    return merged.text;
}

// The texts of the conflicts, one a line.
std::string conflicts(const std::string& base, const std::string& ours, const std::string& theirs) {
    std::string out;
    for (const Error& error : merge_journals(base, ours, theirs).conflicts)
        out += std::to_string(error.place.line) + ": " + say(error.what, Lang::en) + "\n";
    return out;
}

std::string with_crlf(const std::string& text) {
    std::string out;
    for (char c : text) c == '\n' ? out += "\r\n" : out += c;
    return out;
}

}  // namespace

TEST_CASE("merge: what both sides added stays whole, ours first, in the place where it was put") {
    const std::string base = sale("S1") + "\n" + sale("S2");
    CHECK(clean(base, base + "\n" + sale("A1"), base + "\n" + sale("B1")) == base + "\n" + sale("A1") + "\n" + sale("B1"));
    const std::string between = sale("S1") + "\n" + sale("B1") + "\n" + sale("B2") + "\n" + sale("S2");
    CHECK(clean(base, base + "\n" + sale("A1"), between) == between + "\n" + sale("A1"));
    const std::string ours = sale("S1") + "\n" + sale("A1") + "\n" + sale("S2");
    CHECK(clean(base, ours, between) == sale("S1") + "\n" + sale("A1") + "\n" + sale("B1") + "\n" + sale("B2") + "\n" + sale("S2"));
    CHECK(clean(base, sale("A0") + "\n" + base, sale("B0") + "\n" + base) == sale("A0") + "\n" + sale("B0") + "\n" + base);
}

TEST_CASE("merge: files that began apart have all of both") {
    CHECK(clean("", sale("S1"), sale("S2")) == sale("S1") + "\n" + sale("S2"));
    CHECK(clean("", "", sale("S2")) == sale("S2"));
    CHECK(clean("", sale("S1") + "\n" + sale("S2"), sale("S2") + "\n" + sale("S3")) == sale("S1") + "\n" + sale("S2") + "\n" + sale("S3"));
}

TEST_CASE("merge: what both sides did alike, and what only one did, is no conflict") {
    const std::string base = sale("S1") + "\n" + sale("S2") + "\n" + sale("S3");
    const std::string changed = sale("S1", "50.00") + "\n" + sale("S2") + "\n" + sale("S3");
    const std::string shorter = sale("S1") + "\n" + sale("S3");
    CHECK(clean(base, changed, changed + "\n" + sale("S4")) == changed + "\n" + sale("S4"));
    CHECK(clean(base, changed, shorter) == sale("S1", "50.00") + "\n" + sale("S3"));
    CHECK(clean(base, shorter, shorter + "\n" + sale("S4")) == shorter + "\n" + sale("S4"));
    CHECK(clean(base, sale("S3") + "\n" + sale("S1") + "\n" + sale("S2"), changed) ==
          sale("S3") + "\n" + sale("S1", "50.00") + "\n" + sale("S2"));
    CHECK(clean(base, changed, sale("S3") + "\n" + sale("S1") + "\n" + sale("S2")) ==
          sale("S3") + "\n" + sale("S1", "50.00") + "\n" + sale("S2"));
}

TEST_CASE("merge: layout is no change, a word is") {
    const std::string base = sale("S1") + "\n" + sale("S2");
    const std::string indented = "2026-11-03  sell S1 to  王芳\n\t- TEA   1 @ 59.00\n\treceived 59.00 cash\n\n" + sale("S2");
    CHECK(clean(base, indented, sale("S1", "50.00") + "\n" + sale("S2") + "\n" + sale("S3")) ==
          sale("S1", "50.00") + "\n" + sale("S2") + "\n" + sale("S3"));
    CHECK(clean("", sale("S1"), indented) == base);
}

TEST_CASE("merge: conflicts stand between git's marks, whole entries of them") {
    const std::string base = sale("S1") + "\n" + sale("S2") + "\n" + sale("S3");
    const std::string ours = sale("S1", "50.00") + "\n" + sale("S3", "58.00"), theirs = sale("S1", "51.00") + "\n" + sale("S2", "1.00");
    const Merged merged = merge_journals(base, ours, theirs);
    CHECK(merged.text == "<<<<<<< ours\n" + sale("S1", "50.00") + "||||||| base\n" + sale("S1") + "=======\n" + sale("S1", "51.00") +
                             ">>>>>>> theirs\n\n<<<<<<< ours\n||||||| base\n" + sale("S2") + "=======\n" + sale("S2", "1.00") +
                             ">>>>>>> theirs\n\n<<<<<<< ours\n" + sale("S3", "58.00") + "||||||| base\n" + sale("S3") +
                             "=======\n>>>>>>> theirs\n");
    CHECK(conflicts(base, ours, theirs) ==
          "1: S1 was changed on both sides, in different ways\n15: S2 was removed on our side and changed on theirs\n"
          "26: S3 was changed on our side and removed on theirs\n");
    CHECK(conflicts(sale("S1"), sale("S1") + sale("S2"), sale("S1") + sale("S2", "1.00")) ==
          "5: S2 is new on both sides, but not the same\n");
}

TEST_CASE("merge: what was moved") {
    const auto ledger = [](const std::string& digits) {
        std::string out;
        for (char digit : digits) out += sale(std::string("S") + digit);
        return out;
    };
    CHECK(clean(ledger("1234"), ledger("4123"), ledger("12354")) == ledger("41235"));
    CHECK(clean(ledger("123"), ledger("312"), ledger("2314")) == ledger("3214"));
    CHECK(clean(ledger("123"), ledger("321"), ledger("231")) == ledger("321"));
    CHECK(clean(ledger("1234"), ledger("2134"), ledger("1243")) == ledger("2143"));
    // 2 before 1, and 3 before 2, and 1 before 3
    CHECK(conflicts(ledger("123"), ledger("213"), ledger("132")) == "1: both sides moved entries, to different places\n");
}

TEST_CASE("merge: master data is told by its kind, name and date") {
    const std::string tea = "2026-11-01 item TEA 龙井\n    price 59.00\n", later = "2026-11-05 item TEA\n    price 65.00\n",
                      tea_customer = "2026-11-05 customer TEA\n    phone 1\n";
    CHECK(clean(tea, tea + "\n" + later, tea + "\n" + tea_customer) == tea + "\n" + later + "\n" + tea_customer);
    const std::string again = tea + "\n" + later + "\n" + later;  // amended twice on one day
    CHECK(clean(again, again + "\n" + sale("S1"), tea + "\n" + later) == tea + "\n" + later + "\n" + sale("S1"));
    CHECK(conflicts(tea, tea + later, tea + "2026-11-05 item TEA\n    price 66.00\n") ==
          "4: item TEA is new on both sides, but not the same\n");
}

TEST_CASE("merge: comments stay with the entry below them, or with what they follow") {
    const std::string base = "; the shop\n\n" + sale("S1") + "\n; --- evening ---\n\n; watch him\n" + sale("S2");
    const std::string ours = "; the shop, 2026\n\n" + sale("S1") + "\n; --- evening ---\n\n; watch him\n" + sale("S2", "50.00");
    const std::string theirs = "; the shop\n\n" + sale("S1") + "\n; checked\n\n; --- evening ---\n\n; watch him well\n" + sale("S2");
    CHECK(clean(base, ours, theirs) ==
          "; the shop, 2026\n\n" + sale("S1") + "\n; checked\n\n; --- evening ---\n\n; watch him well\n" + sale("S2", "50.00"));
    // the same words behind different entries are two comments, behind one entry they are one
    CHECK(clean(sale("S1"), sale("S1") + "\n" + sale("A1") + "\n; paid\n", sale("S1") + "\n" + sale("B1") + "\n; paid\n") ==
          sale("S1") + "\n" + sale("A1") + "\n; paid\n\n" + sale("B1") + "\n; paid\n");
    CHECK(clean(sale("S1"), sale("S1") + "\n; paid\n", sale("S1") + "\n; paid\n\n" + sale("B1")) ==
          sale("S1") + "\n; paid\n\n" + sale("B1"));
    CHECK(conflicts(sale("S1"), "; a\n" + sale("S1"), "; b\n" + sale("S1")) == "1: S1 was changed on both sides, in different ways\n");
}

TEST_CASE("merge: includes are told by their path") {
    const std::string base = "include 2024.journal\n\n" + sale("S1");
    CHECK(clean(base, "include 2024.journal\ninclude 2025.journal\n\n" + sale("S1"),
                "include 2024.journal\ninclude 2025.journal\n\n" + sale("S1") + "\n" + sale("S2")) ==
          "include 2024.journal\ninclude 2025.journal\n\n" + sale("S1") + "\n" + sale("S2"));
}

TEST_CASE("merge: line ends, the byte order mark and a missing last line end") {
    const std::string base = sale("S1"), bom = "\xef\xbb\xbf";
    CHECK(clean(base, with_crlf(base + "\n" + sale("A1")), base + "\n" + sale("B1")) ==
          with_crlf(base + "\n" + sale("A1") + "\n" + sale("B1")));
    CHECK(clean(with_crlf(base), with_crlf(base + "\n" + sale("A1")), base + "\n" + sale("B1")) ==
          base + "\n" + sale("A1") + "\n" + sale("B1"));
    CHECK(clean(base, bom + base + "\n" + sale("A1"), base + "\n" + sale("B1")) == bom + base + "\n" + sale("A1") + "\n" + sale("B1"));
    const auto torn = [](std::string text) {
        text.pop_back();
        return text;
    };
    // torn stays torn, at the end: what was not finished does not come to look finished
    CHECK(clean(base, base + "\n" + sale("A1"), torn(base + "\n" + sale("B1"))) == torn(base + "\n" + sale("A1") + "\n" + sale("B1")));
    CHECK(clean(torn(base), torn(base) + "\n\n" + sale("A1"), base + "\n" + sale("B1")) == base + "\n" + sale("A1") + "\n" + sale("B1"));
}

TEST_CASE("merge: texts with errors lose nothing") {
    const std::string base = "  + stray 1\n\n2026-11-31 sell S1\n    - TEA one\n2026-11-03\nnonsense here\n";
    const std::string ours = base + "\n2026-11-03 sell\n    - A 1\n", theirs = "    + stray 1\n" + base + "\n\"open sell\n    - B 1\n";
    const std::string merged = clean(base, ours, theirs);
    for (const std::string line : {"    + stray 1\n", "  + stray 1\n", "2026-11-31 sell S1\n    - TEA one\n", "2026-11-03\n",
                                   "nonsense here\n", "2026-11-03 sell\n    - A 1\n", "\"open sell\n    - B 1\n"})
        CHECK_MESSAGE(merged.find(line) != std::string::npos, line);
    // what was never committed stays so, at the end, where it hides nothing
    const std::string nul(1, '\0'), half = nul + "026-11-03 sell A1\n    - TE";
    CHECK(clean(sale("S1"), sale("S1") + half, sale("S1") + "\n" + sale("B1")).starts_with(sale("S1") + "\n" + sale("B1") + half));
    // a ref that stands twice is nobody's ancestor: neither side's is taken for removed
    const std::string twice = sale("S1", "1.00") + "\n" + sale("S1", "2.00");
    CHECK(conflicts(twice, sale("S1", "1.00"), sale("S1", "2.00")) == "1: S1 is new on both sides, but not the same\n");
}

// ---- random branches against a model that knows entries by ref, and nothing of lines ----

namespace {

// A version of a ledger: entries in their order, each with the comment right above it.
struct Piece {
    std::string ref, comment, text;
    std::string whole() const { return (comment.empty() ? "" : "; " + comment + "\n") + text; }
    bool operator==(const Piece&) const = default;
};
using Branch = std::vector<Piece>;

std::string text_of(const Branch& branch) {
    std::string out;
    for (const Piece& piece : branch) out += (out.empty() ? "" : "\n") + piece.whole();
    return out;
}

class Maker {
  public:
    explicit Maker(uint64_t seed) : random_(seed) {}
    size_t below(size_t n) { return std::uniform_int_distribution<size_t>(0, n - 1)(random_); }

    Piece fresh(const std::string& ref) {
        Piece piece{ref, below(6) ? "" : "note " + std::to_string(below(3)), {}};
        const std::string day = "2026-11-0" + std::to_string(1 + below(9));
        switch (below(4)) {
            case 0: piece.text = day + " purchase " + ref + " from 甲\n    + TEA " + std::to_string(1 + below(2)) + " @ 30.00\n"; break;
            case 1: piece.text = day + " expense " + ref + " for 房租\n    paid " + std::to_string(1 + below(2)) + ".00 cash\n"; break;
            case 2: piece.text = day + " void " + ref + " of S" + std::to_string(below(3)) + " ; typed twice\n"; break;
            default: piece.text = sale(ref, std::to_string(1 + below(2)) + ".00", day);
        }
        return piece;
    }

    Branch base() {
        Branch out;
        for (size_t i = 0, n = below(7); i < n; ++i) out.push_back(fresh("S" + std::to_string(i)));
        return out;
    }

    // Some edits of a day: added at the end or late, changed, removed, voided. New refs are the side's own, or such as both may take.
    Branch edited(Branch branch, const std::string& side, bool moves) {
        for (size_t i = 0, n = below(5); i < n; ++i) {
            const size_t at = branch.empty() ? 0 : below(branch.size());
            const auto where = branch.begin() + static_cast<std::ptrdiff_t>(at);
            const size_t what = below(moves ? 9 : 8);
            if (what < 3 || branch.empty()) {
                const std::string ref = below(4) ? side + std::to_string(i) : "N" + std::to_string(below(2));
                if (std::any_of(branch.begin(), branch.end(), [&](const Piece& piece) { return piece.ref == ref; })) continue;
                branch.insert(what == 0 && !branch.empty() ? where : branch.end(), fresh(ref));
            } else if (what == 3) {
                branch.erase(where);
            } else if (what == 4) {
                where->comment = below(2) ? "" : "note " + std::to_string(below(3));
            } else if (what == 8) {
                Piece piece = *where;
                branch.erase(where);
                branch.insert(branch.begin() + static_cast<std::ptrdiff_t>(below(branch.size() + 1)), std::move(piece));
            } else {
                where->text = fresh(where->ref).text;
            }
        }
        return branch;
    }

  private:
    std::mt19937_64 random_;
};

const Piece* find(const Branch& branch, const std::string& ref) {
    const auto found = std::find_if(branch.begin(), branch.end(), [&](const Piece& piece) { return piece.ref == ref; });
    return found == branch.end() ? nullptr : &*found;
}

// What must come of one ref: its whole text, nothing, or a conflict.
struct Fate {
    bool conflict = false;
    std::string whole;
};

Fate fate_of(const Piece* base, const Piece* ours, const Piece* theirs) {
    const auto whole = [](const Piece* piece) { return piece ? piece->whole() : std::string(); };
    if (!base && ours && theirs) {
        if (ours->text != theirs->text) return {true, {}};
        if (ours->comment == theirs->comment || theirs->comment.empty()) return {false, whole(ours)};
        return ours->comment.empty() ? Fate{false, whole(theirs)} : Fate{true, {}};
    }
    if (whole(ours) == whole(theirs) || whole(theirs) == whole(base)) return {false, whole(ours)};
    if (whole(ours) == whole(base)) return {false, whole(theirs)};
    if (!ours || !theirs) return {true, {}};
    Piece both = *ours;  // the comment and the entry may have been changed by one side each
    const auto pick = [](const std::string& o, const std::string& a, const std::string& b, std::string& out) {
        out = a == o ? b : a;
        return a == b || a == o || b == o;
    };
    const bool text = pick(base->text, ours->text, theirs->text, both.text);
    const bool comment = pick(base->comment, ours->comment, theirs->comment, both.comment);
    return text && comment ? Fate{false, both.whole()} : Fate{true, {}};
}

// The merged text as pieces between blank lines; what stands between git's marks as one each.
std::multiset<std::string> pieces_of(const std::string& text) {
    std::multiset<std::string> out;
    for (size_t at = 0; at < text.size();) {
        const bool conflict = text.compare(at, 7, "<<<<<<<") == 0;
        size_t end = text.find(conflict ? ">>>>>>> theirs\n" : "\n\n", at);
        end = end == std::string::npos ? text.size() : end + (conflict ? 15 : 1);
        out.insert(text.substr(at, end - at));
        at = std::min(text.find_first_not_of('\n', end), text.size());
    }
    return out;
}

std::multiset<std::string> expected(const Branch& base, const Branch& ours, const Branch& theirs, size_t& conflicted) {
    std::set<std::string> refs;
    for (const Branch* branch : {&base, &ours, &theirs})
        for (const Piece& piece : *branch) refs.insert(piece.ref);
    std::multiset<std::string> out;
    conflicted = 0;
    for (const std::string& ref : refs) {
        const Piece *o = find(base, ref), *a = find(ours, ref), *b = find(theirs, ref);
        const Fate fate = fate_of(o, a, b);
        const auto whole = [](const Piece* piece) { return piece ? piece->whole() : std::string(); };
        if (fate.conflict)
            out.insert("<<<<<<< ours\n" + whole(a) + "||||||| base\n" + whole(o) + "=======\n" + whole(b) + ">>>>>>> theirs\n");
        else if (!fate.whole.empty())
            out.insert(fate.whole);
        conflicted += fate.conflict;
    }
    return out;
}

uint64_t seeds() {
    const char* wanted = std::getenv("DAYBOOK_MERGE_SEEDS");
    return wanted ? std::strtoull(wanted, nullptr, 10) : 8'000;
}

// Whether entries stand in the order in which they stand in `branch`.
bool keeps_order(const std::string& merged, const Branch& branch) {
    size_t last = 0;
    for (const Piece& piece : branch) {
        if (piece.ref[0] == 'N') continue;  // new on both sides: it stands where one of them put it
        size_t at = std::string::npos;
        for (const std::string kind : {"sell ", "purchase ", "expense ", "void "}) at = std::min(at, merged.find(kind + piece.ref + " "));
        if (at == std::string::npos) continue;
        if (at < last) return false;
        last = at;
    }
    return true;
}

}  // namespace

TEST_CASE("merge, random branches: as a model of entries says, nothing lost and nothing made") {
    size_t with_conflicts = 0, merged_entries = 0, left_whole = 0;
    for (uint64_t seed = 0; seed < seeds(); ++seed) {
        Maker maker(seed);
        const bool we_move = seed % 4 == 1 || seed % 4 == 3, they_move = seed % 4 >= 2;
        const Branch base = maker.base(), ours = maker.edited(base, "A", we_move), theirs = maker.edited(base, "B", they_move);
        const std::string o = text_of(base), a = text_of(ours), b = text_of(theirs);
        CAPTURE(seed);
        CAPTURE(o);
        CAPTURE(a);
        CAPTURE(b);
        size_t conflicted = 0;
        const Merged merged = merge_journals(o, a, b);
        if (!merged.conflicts.empty() && merged.conflicts[0].what.id == Text::err_merge_moved) {
            REQUIRE(merged.text == "<<<<<<< ours\n" + a + "||||||| base\n" + o + "=======\n" + b + ">>>>>>> theirs\n");
            REQUIRE((we_move && they_move));
            ++left_whole;
            continue;
        }
        REQUIRE(pieces_of(merged.text) == expected(base, ours, theirs, conflicted));
        REQUIRE(merged.conflicts.size() == conflicted);
        // the other way round it holds the same, up to the order of what was added
        const Merged turned = merge_journals(o, b, a);
        REQUIRE(pieces_of(turned.text) == expected(base, theirs, ours, conflicted));
        REQUIRE(merge_journals(o, a, a).text == a);
        REQUIRE(merge_journals(o, o, b).text == b);
        REQUIRE(merge_journals(o, a, o).text == a);
        if (merged.conflicts.empty()) {
            if (!they_move) REQUIRE(keeps_order(merged.text, ours));
            if (!we_move) REQUIRE(keeps_order(merged.text, theirs));
            Journal journal{BookSettings()};
            journal.read_main("merged.journal", merged.text);
            REQUIRE(journal.errors().empty());
            // what was merged once merges into either side again without a word
            REQUIRE(merge_journals(a, merged.text, a).text == merged.text);
            REQUIRE(merge_journals(o, merged.text, b).conflicts.empty());
        }
        with_conflicts += !merged.conflicts.empty();
        merged_entries += pieces_of(merged.text).size();
    }
    CHECK(with_conflicts > seeds() / 20);  // the model sees both outcomes
    CHECK(with_conflicts < seeds() / 2);
    CHECK(merged_entries > seeds());
    CHECK(left_whole > 0);
    CHECK(left_whole < seeds() / 100);
    MESSAGE("merges: ", 2 * seeds(), ", with conflicts: ", with_conflicts, ", left whole: ", left_whole);
}

TEST_CASE("merge: two byte order marks end no line, and are kept") {
    const std::string mark = "\xef\xbb\xbf", entry = "2026-11-01 sell S1\n    - TEA 1 @ 2.00\n", ours = mark + mark + entry;
    const Merged merged = merge_journals(entry, ours, entry);
    CHECK(merged.conflicts.empty());
    CHECK(merged.text == ours);
}
