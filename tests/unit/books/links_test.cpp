// What entries say of one another: their sequence, voids, bills, and what is refused of an `of`.
#include "books/links.h"

#include <doctest/doctest.h>

#include <memory>

#include "journal/journal.h"

using namespace daybook;

namespace {

struct Linked {
    explicit Linked(const std::string& text) : journal(BookSettings()), refusals(journal.entries()) {
        journal.read_draft("x", text);
        for (const Error& error : journal.errors()) MESSAGE(render_error(error, Lang::en, false));
        REQUIRE(journal.errors().empty());
        links = std::make_unique<Links>(journal.entries());
        for (uint32_t i = 0; i < journal.entries().entries.size(); ++i) links->look_at(i);
        links->close(refusals);
    }
    std::string name(uint32_t index) const {
        return index == no_entry ? "none" : ref_of(journal.entries(), journal.entries().entries[index]);
    }
    uint32_t find(const std::string& ref) const {
        uint32_t i = 0;
        while (i < journal.entries().entries.size() && name(i) != ref) ++i;
        REQUIRE(i < journal.entries().entries.size());
        return i;
    }
    std::string names(std::span<const uint32_t> list) const {
        std::string out;
        for (uint32_t index : list) out += (out.empty() ? "" : " ") + name(index);
        return out;
    }
    std::string voided_by(const std::string& ref) const { return name(links->voided_by(find(ref))); }
    std::string bills_of(const std::string& ref) const { return names(links->bills_of(find(ref))); }
    // What the entry is `of`; or nothing, and something was refused.
    std::string target(const std::string& ref, std::initializer_list<Kind> kinds = {}) {
        uint32_t found = no_entry;
        const size_t before = refusals.problems().size();
        const bool stands = links->target_of(journal.entries().entries[find(ref)], kinds, refusals, found);
        CHECK(refusals.problems().size() - before == (stands ? 0 : 1));
        return stands ? name(found) : "";
    }
    std::string refused() const { return refusals.problems().empty() ? "" : say(refusals.problems().back().what, Lang::en); }

    Journal journal;
    Refusals refusals;
    std::unique_ptr<Links> links;
};

std::string quote(const std::string& date, const std::string& ref) { return "2026-01-" + date + " quote " + ref + "\n    - A 1 @ 1\n\n"; }

const std::string traded =
    "2026-01-05 purchase P1 from X\n    + A 9 @ 3\n\n2026-01-06 order O1 to C\n    - A 2 @ 9\n\n2026-01-07 ship H1 of O1\n\n"
    "2026-01-08 confirm K1 of O1\n\n";

}  // namespace

TEST_CASE("links: the sequence goes by date, and by place in the files where dates are equal") {
    const Linked linked(quote("03", "A") + quote("01", "B") + quote("03", "C") + quote("02", "D"));
    CHECK(linked.names(linked.links->sequence()) == "B D A C");
}

TEST_CASE("links: a void takes out what means nothing without its entry, and not what goods or money came back of") {
    const Linked linked(traded + "2026-01-09 void V1 of O1\n\n2026-01-09 void V2 of H1\n");
    for (const char* gone : {"O1", "H1", "K1"}) CHECK(linked.voided_by(gone) == "V1");
    CHECK(linked.voided_by("P1") == "none");
    CHECK_FALSE(linked.links->is_out(linked.find("V1")));
    CHECK(linked.refusals.problems().size() == 1);
    CHECK(linked.refused() == "H1 is already voided, by V1");
    const Linked returned(traded + "2026-01-09 return R1 of O1\n    + A 1\n\n2026-01-10 void V1 of O1\n");
    CHECK(returned.voided_by("O1") == "none");
    CHECK(returned.refusals.problems().size() == 1);
    const Linked undone(traded + "2026-01-09 return R1 of O1\n    + A 1\n\n2026-01-09 void V0 of R1\n\n2026-01-10 void V1 of O1\n");
    CHECK(undone.voided_by("R1") == "V0");
    CHECK(undone.voided_by("O1") == "V1");
}

TEST_CASE("links: what is replaced is out, and what was of it is of the last that replaces it") {
    const std::string twice =
        "2026-01-06 order O2 to C replaces O1\n    - A 3 @ 9\n\n2026-01-05 order O3 to C replaces O2\n    - A 4 @ 9\n\n";
    Linked linked(traded + twice);
    for (const char* out : {"O1", "O2"}) CHECK(linked.links->is_out(linked.find(out)));
    CHECK_FALSE(linked.links->is_out(linked.find("O3")));
    CHECK(linked.target("H1", {Kind::order}) == "O3");
    CHECK(linked.target("K1", {Kind::order}) == "O3");
    CHECK(linked.voided_by("O1") == "none");
    // its void brings back what it replaced, with what was written of that
    Linked back(traded + twice + "2026-01-12 void V1 of O3\n\n");
    CHECK(back.target("H1", {Kind::order}) == "O2");
    CHECK(back.voided_by("O3") == "V1");
    CHECK(back.voided_by("H1") == "none");
    Linked all_back(traded + twice + "2026-01-12 void V1 of O3\n\n2026-01-12 void V2 of O2\n\n2026-01-13 void V3 of O1\n\n");
    CHECK(all_back.target("K1", {Kind::order}).empty());
    CHECK(all_back.voided_by("H1") == "V3");
}

TEST_CASE("links: a replaced entry is not voided; nor is one replaced that a void took along") {
    const Linked linked(traded + "2026-01-06 order O2 to C replaces O1\n    - A 3 @ 9\n\n2026-01-12 void V1 of O1\n\n");
    CHECK(linked.refused() == "O1 has been replaced, by O2 of 2026-01-06");
    const Linked along(traded +
                       "2026-01-06 order O2 to C\n    - A 3 @ 9\n\n2026-01-12 void V1 of O1\n\n2026-01-13 ship H2 of O2 replaces H1\n\n");
    CHECK(along.refused() == "H1 was voided by V1 on 2026-01-12");
    const Linked before(traded +
                        "2026-01-06 order O2 to C\n    - A 3 @ 9\n\n2026-01-10 ship H2 of O2 replaces H1\n\n2026-01-12 void V1 of O1\n\n");
    CHECK(before.refused().empty());
    CHECK(before.voided_by("H2") == "none");
}

TEST_CASE("links: on its day a replacement has the place of what it replaces, and what follows it comes behind it") {
    const Linked linked(quote("03", "A") + quote("03", "B") + quote("04", "C") + "2026-01-03 quote A2 replaces A\n    - A 2 @ 1\n\n" +
                        "2026-01-05 quote B2 replaces B\n    - A 2 @ 1\n\n");
    CHECK(linked.names(linked.links->sequence()) == "A A2 B C B2");
    const Linked later(quote("01", "A") + "2026-01-03 sell S1 to C of A\n    - A 1 @ 1\n\n2026-01-03 return R1 of S1\n    + A 1\n\n" +
                       "2026-01-03 quote A2 replaces A\n    - A 2 @ 1\n\n");
    CHECK(later.names(later.links->sequence()) == "A A2 S1 R1");
}

TEST_CASE("links: a purchase has the bills that are not void, by date, wherever they stand") {
    const Linked linked(
        "2026-01-09 bill B2 from Y of P1\n    freight 2\n\n2026-01-08 bill B1 from Y of P1\n    freight 1\n\n"
        "2026-01-07 bill B0 from Y of P1\n    freight 1\n\n" +
        traded + "2026-01-10 void V1 of B0\n");
    CHECK(linked.bills_of("P1") == "B1 B2");
    CHECK(linked.bills_of("O1").empty());
    CHECK(linked.links->is_spoken_of(linked.find("P1")));
    CHECK_FALSE(linked.links->is_spoken_of(linked.find("H1")));
}

TEST_CASE("links: an entry is of one that is there by its day, not void, and of a kind that makes sense") {
    Linked linked(traded +
                  "2026-01-04 collect C1 from C of O1\n    received 1 cash\n\n2026-01-09 collect C2 from C\n    received 1 cash\n\n" +
                  "2026-01-09 refund F1 to C\n    paid 1 cash\n\n2026-01-09 ship H2 of O2\n\n2026-01-09 void V1 of H1\n\n" +
                  "2026-01-10 confirm K2 of H1\n\n2026-01-11 service W1 to C of H1 for complaint\n    text late\n");
    CHECK(linked.target("K1", {Kind::order, Kind::ship}) == "O1");
    CHECK(linked.target("C2", {Kind::order}) == "none");
    CHECK(linked.target("F1", {Kind::order}).empty());
    CHECK(linked.refused() == "this `refund` does not say what it is `of`");
    CHECK(linked.target("C1", {Kind::order}).empty());
    CHECK(linked.target("H2", {Kind::order}).empty());
    CHECK(linked.refused() == "there is no entry O2");
    CHECK(linked.target("K1", {Kind::sell}).empty());
    CHECK(linked.target("K2", {Kind::order, Kind::ship}).empty());
    CHECK(linked.target("W1", {Kind::ship}) == "H1");
}
