// The second half of a long file, or of a run of included files, parsed by a thread of its own while the first half is.
#pragma once

#include <future>
#include <optional>
#include <vector>

#include "journal/source.h"
#include "model/entry.h"
#include "model/joiner.h"
#include "model/settings.h"

namespace daybook {

class Ahead {
  public:
    explicit Ahead(const BookSettings& settings) : settings_(settings) {}

    // A source and its number, from the start of a line on.
    struct Text {
        const Source* source;
        uint16_t file;
        uint64_t from = 0;
    };
    // Where each of the texts ended.
    using Ends = std::optional<std::vector<Source::End>>;

    // Begins with the texts, one after the other. Their sources outlive this, or `join`, and those that are read whole are left alone till
    // then. False where there is no processor or thread free for it.
    bool start(std::vector<Text> texts);
    // Waits for them, and puts them behind the whole, as if parsed on; `lines` of its file stand before a text that is the only one. None
    // where that would be different: there is an error, an `include`, or a ref that the whole has. Then nothing is put, and this has ended.
    Ends join(Entries& whole, uint32_t lines);

  private:
    Ends parse(const std::vector<Text>& texts);

    BookSettings settings_;
    Entries part_;
    Joiner joiner_;
    std::future<Ends> parsed_;  // last: its end waits for the thread
};

}  // namespace daybook
