// Two versions of a journal that come from a third, made one: entry by entry, by their refs. Git's own merge sees lines, and loses entries
// that share some.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace daybook {

struct Merged {
    std::string text;
    Errors conflicts;  // which entries are left to the user, between git's markers; their places are lines of `text`
};

// Any three texts, with errors in them too: nothing that either side added or changed is lost, whatever it is.
//   - What one side added, changed, removed or moved, the result has so; what both did alike, it has once.
//   - Different changes of one entry, its change and its removal, and two new entries of one ref that differ, are conflicts.
//   - Layout alone is no change: an entry that one side indented otherwise and the other changed is no conflict.
//   - Entries keep the order of our file; theirs come behind the entry that they follow there, and behind what we put in that place.
//   - Comments stay with the entry right below them; those that stand alone, with what they follow.
//   - Line ends and the byte order mark are those of the side that changed them, else ours.
Merged merge_journals(std::string_view base, std::string_view ours, std::string_view theirs);

}  // namespace daybook
