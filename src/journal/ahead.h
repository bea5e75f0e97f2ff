// The second half of a long file, parsed by a thread of its own while the first half is.
#pragma once

#include <future>
#include <optional>

#include "journal/source.h"
#include "model/entry.h"
#include "model/joiner.h"
#include "model/settings.h"

namespace daybook {

class Ahead {
  public:
    explicit Ahead(const BookSettings& settings) : settings_(settings) {}

    // Begins with the header at `from`. The source may be read meanwhile, and outlives this or `join`. False where there is no second
    // processor or thread for it.
    bool start(const Source& source, uint64_t from, uint16_t file);
    // Waits for it, puts it behind the whole, `lines` lines of whose file stand before it, and says where it ended: as if parsed on. None
    // where that would be different: it has an error, an `include`, or a ref that the whole has. Then nothing is put, and this has ended.
    std::optional<Source::End> join(Entries& whole, uint32_t lines);

  private:
    std::optional<Source::End> parse(const Source& source, uint64_t from, uint16_t file);

    BookSettings settings_;
    Entries part_;
    Joiner joiner_;
    std::future<std::optional<Source::End>> parsed_;  // last: its end waits for the thread
};

}  // namespace daybook
