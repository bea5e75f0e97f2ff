// Reading and replaying a journal asks for memory in few, large pieces: none for each line, none for each document. A slip shows here.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <atomic>
#include <cstdlib>
#include <new>

#include "books/books.h"
#include "journal/journal.h"

namespace {

std::atomic<size_t> allocations = 0;

void* counted(size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size ? size : 1)) return memory;
    throw std::bad_alloc();
}

}  // namespace

void* operator new(size_t size) { return counted(size); }
void* operator new[](size_t size) { return counted(size); }
// std::stable_sort asks so, and gives back by the plain delete
void* operator new(size_t size, const std::nothrow_t&) noexcept { return ++allocations, std::malloc(size ? size : 1); }
void* operator new[](size_t size, const std::nothrow_t&) noexcept { return ++allocations, std::malloc(size ? size : 1); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, size_t) noexcept { std::free(memory); }

using namespace daybook;

namespace {

std::string generated_journal(int documents) {
    std::string text;
    for (int i = 0; i < 100; ++i)
        text += fmt::format("2026-01-01 purchase P{} from 供应商{}\n    + ITEM-{} 10000 @ 5.00\n    freight 10.00\n\n", i, i % 7, i);
    for (int i = 100; i < documents; ++i)
        text += fmt::format(
            "2026-{:02}-{:02} sell S{} to 客户{} via taobao ; note\n    - ITEM-{} 2 @ 9.90\n    - ITEM-{} 1 @ 12.50\n    discount 2.30\n"
            "    received 30.00 alipay\n    fee 0.20 commission\n\n",
            1 + i * 11 / documents, 1 + i * 27 / documents, i, i % 50, i % 100, (i + 7) % 100);
    return text;
}

struct Allocations {
    double read = 0, replayed = 0;
};

Allocations allocations_of(int documents, const BookSettings& settings) {
    const std::string text = generated_journal(documents);
    const size_t before = allocations;
    Journal journal(settings);
    journal.read_main("shop.journal", text);
    const size_t read = allocations;
    REQUIRE(journal.errors().empty());
    REQUIRE(journal.entries().entries.size() == static_cast<size_t>(documents));
    Books books(journal.entries(), settings);
    books.replay();
    const size_t replayed = allocations;
    CHECK(books.problems().empty());
    return {static_cast<double>(read - before), static_cast<double>(replayed - read)};
}

// What a document more costs: the difference between two sizes, so that what is asked for once does not count.
void check_per_document(const BookSettings& settings) {
    constexpr int few = 5'000, many = 25'000;
    const Allocations small = allocations_of(few, settings), large = allocations_of(many, settings);
    const double read = (large.read - small.read) / (many - few), replayed = (large.replayed - small.replayed) / (many - few);
    CHECK(read < 0.01);
    CHECK(replayed < 0.01);
    MESSAGE("allocations a document: " << read << " to read, " << replayed << " to replay");
}

}  // namespace

TEST_CASE("a journal is read and replayed without an allocation for each document") {
    BookSettings settings;
    SUBCASE("average") {}
    SUBCASE("FIFO") { settings.costing = Costing::fifo; }
    check_per_document(settings);
}
