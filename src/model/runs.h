// A list of runs, such as the goods lines of each entry, that grows and takes other lists over without moving what it has.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <new>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/large_pages.h"

namespace daybook {

// The elements of a run lie side by side. They are found by number, from 0 up in the order in which they came; some numbers are left out.
template <class Element>
class Runs {
    static_assert(std::is_trivially_copyable_v<Element> && std::is_trivially_destructible_v<Element>, "never constructed, nor destroyed");

  public:
    Runs() = default;
    Runs(Runs&& other) noexcept { *this = std::move(other); }
    Runs& operator=(Runs&& other) noexcept {
        blocks_ = std::exchange(other.blocks_, {});
        chunks_ = std::exchange(other.chunks_, {});
        next_ = std::exchange(other.next_, 0);
        end_ = std::exchange(other.end_, 0);
        return *this;
    }

    // Puts a run behind the others. The number of its first element.
    uint32_t append(std::span<const Element> run) {
        if (end_ - next_ < run.size()) begin_block(run.size());
        if (run.empty()) return next_;
        std::copy(run.begin(), run.end(), at(next_));
        blocks_.back().size += run.size();
        return std::exchange(next_, next_ + static_cast<uint32_t>(run.size()));
    }
    // Puts another list behind this one. Its numbers are higher by next_block() from then on.
    void take_over(Runs other) {
        const uint32_t before = next_block();
        CHECK_INVARIANT(chunks_.size() + other.chunks_.size() < most_chunks);
        std::move(other.blocks_.begin(), other.blocks_.end(), std::back_inserter(blocks_));
        chunks_.insert(chunks_.end(), other.chunks_.begin(), other.chunks_.end());
        if (!other.chunks_.empty()) next_ = before + other.next_, end_ = before + other.end_;
    }
    uint32_t next_block() const { return static_cast<uint32_t>(chunks_.size()) << chunk_bits; }

    const Element& operator[](uint32_t number) const { return *at(number); }
    std::span<const Element> run(uint32_t first, uint32_t count) const { return {count ? at(first) : nullptr, count}; }
    // All elements, in their order.
    template <class Function>
    void each(const Function& function) const {
        for (const Block& block : blocks_)
            for (const Element& element : std::span(block.memory.get(), block.size)) function(element);
    }
    template <class Function>
    void each(const Function& function) {
        for (Block& block : blocks_)
            for (Element& element : std::span(block.memory.get(), block.size)) function(element);
    }
    // How many elements there are.
    size_t size() const {
        size_t sum = 0;
        for (const Block& block : blocks_) sum += block.size;
        return sum;
    }

  private:
    // A block has the numbers of one chunk, or of more where a run is longer.
    static constexpr uint32_t chunk_bits = 18, chunk = 1 << chunk_bits, most_chunks = 1 << (32 - chunk_bits);
    struct Free {
        void operator()(Element* memory) const { std::free(memory); }
    };
    struct Block {
        std::unique_ptr<Element[], Free> memory;
        size_t size = 0;  // elements
    };

    Element* at(uint32_t number) const { return chunks_[number >> chunk_bits] + (number & (chunk - 1)); }

    // What is never written to costs no memory, and a short list none in large pages.
    void begin_block(size_t shortest) {
        const size_t count = (shortest + chunk - 1) / chunk;
        const size_t bytes = (count * chunk * sizeof(Element) + large_page - 1) / large_page * large_page;
        CHECK_INVARIANT(chunks_.size() + count < most_chunks);
        next_ = next_block();
        end_ = next_ + static_cast<uint32_t>(count) * chunk;
        Block& block = blocks_.emplace_back();
        block.memory.reset(static_cast<Element*>(std::aligned_alloc(large_page, bytes)));
        if (!block.memory) throw std::bad_alloc();
        const size_t small = blocks_.size() == 1 ? large_page : 0;
        prefer_large_pages(reinterpret_cast<char*>(block.memory.get()) + small, bytes - small);
        for (size_t i = 0; i < count; ++i) chunks_.push_back(block.memory.get() + i * chunk);
    }

    std::vector<Block> blocks_;
    std::vector<Element*> chunks_;  // by the high bits of a number: where the others count from
    uint32_t next_ = 0, end_ = 0;   // the next element's number, and the first that its block does not have
};

}  // namespace daybook
