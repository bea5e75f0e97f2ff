// The refs that commands made in this work tree of a ledger: of each kind, day and device the last counter, in a file of git's folder. No
// ref is made twice, though the entry may stand on another branch; and one that carries our device, but was made elsewhere, is known.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace daybook {

// A ref such as commands make: its stem is S261103-kq, its counter what follows. A device that ends in a digit is parted from the counter
// by a hyphen: S261103-a1-1 is no other's, while a11 could be the eleventh of a.
struct MadeRef {
    std::string_view stem, device;
    uint32_t counter = 0;
};
std::optional<MadeRef> made_ref(std::string_view ref);
std::string ref_stem(std::string_view letter, std::string_view day, std::string_view device);

class OwnRefs {
  public:
    OwnRefs() = default;  // of a ledger in no repository: remembers nothing
    // `ledger` is the journal's path in the repository, which may hold several.
    OwnRefs(std::string path, std::string ledger);

    uint32_t last(std::string_view stem) const;  // 0 where there is none
    bool has(const MadeRef& ref) const { return ref.counter <= last(ref.stem); }
    void note(const MadeRef& ref);
    // Writes the file, where something was noted.
    Result<void> keep();

  private:
    std::string path_, ledger_;
    std::map<std::string, uint32_t, std::less<>> last_;
    std::vector<std::string> others_;  // lines of other ledgers
    bool changed_ = false;
};

}  // namespace daybook
