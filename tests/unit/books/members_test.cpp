// The points that customers hold, and what of a sale's points is undone.
#include "books/members.h"

#include <doctest/doctest.h>

using namespace daybook;

namespace {

Remaining left(int64_t cents, int64_t units = 0) { return {Money(cents), Quantity(units * one_unit)}; }

}  // namespace

TEST_CASE("members: each holds what was set last, and nothing before") {
    Members members;
    CHECK(members.of(static_cast<PartyId>(3)).raw == 0);
    members.set(static_cast<PartyId>(3), Points(7));
    members.set(static_cast<PartyId>(900), Points(1));
    members.set(static_cast<PartyId>(3), Points(5));
    CHECK(members.of(static_cast<PartyId>(3)).raw == 5);
    CHECK(members.of(static_cast<PartyId>(900)).raw == 1);
    CHECK(members.of(static_cast<PartyId>(4)).raw == 0);
}

TEST_CASE("members: what is undone follows what is left of the sale, and adds up to all of it") {
    Members members;
    members.keep(1, Points(10), Points(100), left(300));
    CHECK(members.undo(1, left(200)).raw == 33 - 3);
    CHECK(members.undo(1, left(200)).raw == 0);  // nothing went since
    CHECK(members.undo(1, left(100)).raw == 34 - 4);
    CHECK(members.undo(1, left(0)).raw == 33 - 3);
    CHECK(members.undo(2, left(0)).raw == 0);  // a sale without points
    CHECK(members.keeps(1));
    CHECK_FALSE(members.keeps(2));
}

TEST_CASE("members: of a sale that came to nothing, by quantity") {
    Members members;
    members.keep(1, Points(9), Points(), left(0, 3));
    CHECK(members.undo(1, left(0, 2)).raw == -3);
    CHECK(members.undo(1, left(0, 0)).raw == -6);
}
