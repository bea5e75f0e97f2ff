#include "model/runs.h"

#include <doctest/doctest.h>

#include <numeric>

using namespace daybook;

namespace {

std::vector<int> counted(int from, size_t count) {
    std::vector<int> run(count);
    std::iota(run.begin(), run.end(), from);
    return run;
}

bool holds(const Runs<int>& runs, uint32_t first, const std::vector<int>& run) {
    const std::span<const int> found = runs.run(first, static_cast<uint32_t>(run.size()));
    return std::equal(found.begin(), found.end(), run.begin(), run.end());
}

}  // namespace

TEST_CASE("runs: each run lies side by side, however many there are") {
    Runs<int> runs;
    const std::vector<int> run = counted(0, 1000);
    std::vector<uint32_t> firsts;
    for (int i = 0; i < 1000; ++i) firsts.push_back(runs.append(run));
    CHECK(runs.size() == 1'000'000);
    for (uint32_t first : firsts) REQUIRE(holds(runs, first, run));
    CHECK(std::is_sorted(firsts.begin(), firsts.end()));
    int64_t sum = 0;
    runs.each([&](const int& element) { sum += element; });
    CHECK(sum == int64_t{1000} * 999 * 500);
}

TEST_CASE("runs: a run longer than a block, an empty one, one element") {
    Runs<int> runs;
    CHECK(runs.run(runs.append({}), 0).empty());
    const uint32_t one = runs.append(counted(7, 1));
    const std::vector<int> run = counted(1, 700'000);
    const uint32_t first = runs.append(run), next = runs.append(counted(9, 2));
    CHECK(runs[one] == 7);
    CHECK(holds(runs, first, run));
    CHECK(runs[first + 699'999] == 700'000);
    CHECK(holds(runs, next, counted(9, 2)));
    CHECK(runs.size() == 700'003);
}

TEST_CASE("runs: another list is taken over where it lies, and its numbers are higher by what was said") {
    Runs<int> runs, other, none;
    const uint32_t before = runs.append(counted(1, 3));
    const uint32_t a = other.append(counted(10, 300'000)), b = other.append(counted(20, 2));
    const int* const where = &other[b];
    const uint32_t higher = runs.next_block();
    runs.take_over(std::move(other));
    CHECK(&runs[b + higher] == where);
    CHECK(holds(runs, before, counted(1, 3)));
    CHECK(holds(runs, a + higher, counted(10, 300'000)));
    CHECK(holds(runs, runs.append(counted(30, 4)), counted(30, 4)));
    runs.take_over(std::move(none));
    CHECK(holds(runs, runs.append(counted(40, 4)), counted(40, 4)));
    CHECK(runs.size() == 3 + 300'002 + 8);
    CHECK(other.size() == 0);
    CHECK(holds(other, other.append(counted(5, 5)), counted(5, 5)));
}
