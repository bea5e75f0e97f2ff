// One part of a zip archive, unpacked piece by piece, by minizip. What would unpack beyond all bounds is refused before any of it is.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace daybook {

bool is_zip(std::string_view bytes);

// What all parts of one archive may come to: each is counted as it is opened.
struct UnpackBudget {
    uint64_t part = uint64_t{512} << 20;
    uint64_t left = uint64_t{4096} << 20;
};

// The names of its parts. An Error where it is no zip archive, cut off, or of more parts than a workbook has.
Result<std::vector<std::string>> zip_names(std::string_view archive);

class ZipPart {
  public:
    // The archive's bytes must outlive the part. The name's case does not matter, as the format has it.
    static Result<ZipPart> open(std::string_view archive, const std::string& name, UnpackBudget& budget);

    // The next piece, valid until the next is asked for; empty at the end, once length and checksum are found right.
    Result<std::string_view> next();

    const std::string& name() const { return name_; }
    // Of a whole, how much has been read so far.
    uint64_t share(uint64_t whole) const;

  private:
    struct Unpacking;
    struct Close {
        void operator()(Unpacking* unpacking) const;
    };
    explicit ZipPart(std::string name) : name_(std::move(name)) {}

    std::string name_, piece_;
    std::unique_ptr<Unpacking, Close> unpacking_;
    uint64_t size_ = 0, read_ = 0;
};

// A part that cannot be what its writer meant.
tl::unexpected<Error> broken_part(const std::string& name);

}  // namespace daybook
