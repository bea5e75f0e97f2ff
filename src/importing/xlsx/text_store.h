// Texts put one behind the other, whose views stay valid; in blocks, so that none is moved.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>

namespace daybook {

class TextStore {
  public:
    std::string_view add(std::string_view text) {
        if (blocks_.empty() || blocks_.back().capacity() - blocks_.back().size() < text.size())
            blocks_.emplace_back().reserve(text.size() < block_size ? block_size : text.size());
        std::string& block = blocks_.back();
        const size_t at = block.size();
        block += text;
        bytes_ += text.size();
        return std::string_view(block).substr(at);
    }
    size_t bytes() const { return bytes_; }
    std::string_view first() const { return blocks_.empty() ? std::string_view() : std::string_view(blocks_.front()); }

  private:
    static constexpr size_t block_size = size_t{1} << 20;
    std::deque<std::string> blocks_;
    size_t bytes_ = 0;
};

}  // namespace daybook
