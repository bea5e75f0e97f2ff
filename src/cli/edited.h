// An entry anew: what it says, with what the command line changes of it, or as it was changed in an editor.
#pragma once

#include <string>
#include <vector>

#include "cli/compose.h"
#include "cli/session.h"
#include "cli/write.h"

namespace daybook {

// What `daybook edit` was asked to change: an entry, or master data.
struct Edited {
    uint32_t entry = no_entry;  // none: master data
    Kind kind = Kind::item;     // of it
    std::string subject;        // its ref, code or name
};

// By ref, else as item, kit, customer, supplier or account. An entry that is out of the books is an error with the way out.
Result<Edited> find_edited(const Session& session, const Journal& journal, const std::string& typed);

// The one entry that was typed, of the same kind and name as what was shown. An error where there is another, or none.
// `also` are refs that mean it too: of entries that it stands for.
Result<std::string> only_entry(const Edited& old, const std::string& shown, const std::string& typed,
                               const std::vector<std::string>& also = {});

// Whether an entry of that kind can have the options that were typed.
Result<void> check_options(const Args& args, const Edited& old);

// Options of `edit`: those of every kind of entry, each once.
std::vector<Option> edit_options();
// Those that were typed and change something, as they are typed: "--via, --note".
std::string changing_options(const Args& args);

// The entry that stands for the old one: its text with what options and goods change of it. No text where they change nothing.
Result<Composed> changed_entry(const Session& session, const Args& args, const Journal& journal, const Edited& old,
                               const std::vector<std::string>& goods, std::vector<std::string>& refs);
// What holds of master data from the day on: only what changes.
Result<Composed> changed_master(const Session& session, const Args& args, const Journal& journal, const Edited& old,
                                const std::vector<std::string>& goods);

// What an editor is to show: the entry; of master data all that holds on the day.
std::string shown_entry(const Journal& journal, const Edited& old);
std::string shown_master(const Session& session, const Args& args, const Journal& journal, const Edited& old);
// The new entry made of what was typed there. `shown` is what was shown.
Result<Composed> typed_entry(const Session& session, const Args& args, const Journal& journal, const Edited& old, const std::string& typed);
Result<Composed> typed_master(const Edited& old, const std::string& shown, const std::string& typed);

}  // namespace daybook
