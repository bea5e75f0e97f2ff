// A text that is changed in the user's editor. Nothing that was typed is lost: it stands in a file until the entry is written.
#pragma once

#include <functional>
#include <string>

#include "cli/session.h"

namespace daybook {

struct Editing {
    std::string subject;  // as errors and file names call it
    std::string shown;    // what is to be changed
    Text head;            // what stands above it
    std::string draft;    // a file in which an earlier edit was kept; empty where there is none
    Text unchanged;       // what is said where nothing was typed
    std::string retyped;  // the command that goes on with it: "daybook edit S1 -f shop.journal"
};

enum class Typed { written, refused, hopeless };  // hopeless: whatever is typed, it cannot be written

// Opens the editor until `write` has written what was saved, the user stops, or it is hopeless. What `write` complains of is shown above
// the text the next time. Returns the exit status.
int edit_text(Session& session, const Editing& editing, const std::function<Typed(const std::string& text)>& write);

}  // namespace daybook
