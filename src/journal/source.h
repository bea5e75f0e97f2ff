// One text of the journal: a file, read in pieces and not kept, or a draft held in memory. Lines are read again where one is to be shown.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/files.h"

namespace daybook {

class Source {
  public:
    // Whether the file stays open, or is opened again by its path: of hundreds of files not all can be open at once.
    enum class Hold { always, while_reading };

    Source(std::string name, TextFile file, Hold hold = Hold::always)
        : name_(std::move(name)), size_(file.size()), file_(std::move(file)), hold_(hold) {}
    // A file that is opened when it is read, of about so many bytes.
    Source(std::string name, std::string path, uint64_t size)
        : name_(std::move(name)), size_(size), hold_(Hold::while_reading), path_(std::move(path)) {}
    Source(std::string name, std::string text) : name_(std::move(name)), size_(text.size()), text_(std::move(text)) {}

    const std::string& name() const { return name_; }  // as the user calls it
    uint64_t size() const { return size_; }

    // Takes lines, and returns how many of their bytes are the text's: fewer where the rest was never committed.
    using Take = std::function<size_t(std::string_view lines)>;
    // From a line's start to another's, or to where the text ends.
    struct Stretch {
        uint64_t from = 0;
        uint64_t to = UINT64_MAX;
    };
    // How far the text was taken, whether it was cut there, and the last bytes before: four, where there are so many.
    struct End {
        uint64_t at = 0;
        bool cut = false;
        std::string tail;
    };
    // Hands over a stretch of the text in pieces, each of whole lines; only the last may lack its line end. Pieces are small enough to stay
    // in the processor's cache. Behind a line follow line_padding bytes that may be read (journal/lexer.h). Several threads may each read
    // a stretch, but none of them the whole, since that closes a file held only while it is read.
    Result<End> read(const Take& take, Stretch stretch = {0, UINT64_MAX}, size_t piece = 64 * 1024) const;
    // Where a header stands, about the middle of the text; none near it, or in a text shorter than that.
    std::optional<uint64_t> middle(uint64_t shortest) const;
    // All that is wanted was read: where it was cut, the text ends there, for all that is asked from now on.
    void end(End end);
    // Where it was cut.
    std::optional<uint64_t> committed() const { return end_.cut ? std::optional(end_.at) : std::nullopt; }
    // All of it, as it stands now.
    Result<std::string> text() const;
    // What the last bytes of the text were when it was read; four at most.
    std::string_view tail() const { return end_.tail; }
    // The line without its line end; nothing behind the last. Valid until the next call. Padded like a piece.
    std::optional<std::string_view> line(uint32_t number) const;
    // Counted as the lines are read again; a text that ends in a line end has an empty last line.
    uint32_t last_line() const;

  private:
    Result<size_t> bytes(uint64_t at, char* into, size_t size) const;
    void close() const;
    uint64_t limit() const { return end_.cut ? end_.at : UINT64_MAX; }  // what stands behind is no part of the text
    void mark_lines() const;

    std::string name_;
    uint64_t size_ = 0;
    std::string text_;  // of a draft
    mutable std::optional<TextFile> file_;
    Hold hold_ = Hold::always;
    mutable std::string path_;  // of a file that is not open
    End end_;

    // Made when a line is first asked for: where each so many lines begin, and the stretch read last.
    mutable std::vector<uint64_t> marks_;
    mutable uint32_t lines_ = 0;
    mutable std::string stretch_;
    mutable size_t stretch_number_ = SIZE_MAX;
};

}  // namespace daybook
