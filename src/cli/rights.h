// What the staff may do: the words of [staff.NAME] may, as kinds of entry and commands that ask. On one's own machine this is a courtesy;
// where it counts, commits are checked (cli/check_rights).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/session.h"
#include "model/kinds.h"

namespace daybook {

class Rights {
  public:
    explicit Rights(const StaffMember& member);

    bool everything() const { return everything_; }
    bool may_enter(std::string_view kind) const;  // by its name
    // "report daily": it, or a command above it, is among the rights.
    bool may_ask(std::string_view command) const;

  private:
    bool everything_ = true;
    std::vector<std::string> words_;
};

// What is wrong with a word of `may`, for settings.
Error wrong_right(std::string_view word);

// Whether whoever runs this may ask this command ("report daily"), or enter entries of this kind. True where daybook.toml limits nobody.
// False after saying why not.
bool may_ask(const Session& session, std::string_view command);
bool may_enter(const Session& session, const Entries& entries, size_t first_new);

// Whether they may ask it, without a word where they may not.
bool may_see(const Session& session, std::string_view command);

// "sell, ship, report daily": as errors say them.
std::string rights_text(const StaffMember& member);

}  // namespace daybook
