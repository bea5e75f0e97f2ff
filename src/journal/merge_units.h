// A journal's text as what a merge keeps, drops or moves whole: entries, includes and comments that stand alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace daybook {

constexpr size_t no_unit = SIZE_MAX;

struct Unit {
    std::string group;    // what it is in every version; of a comment, or of an entry without a ref, its own words
    std::string tell;     // of equals in a group, which it is: an entry's words; what a comment follows
    std::string name;     // for messages
    std::string gap;      // the blank lines above it
    std::string lead;     // comments right above it
    std::string text;     // its lines; the last one ends in a line end too
    bool named = false;   // an entry with a ref or name, or an include
    bool unique = false;  // a ref: no two in a valid journal
    size_t place = 0;     // among its version's units
};

struct Version {
    std::vector<Unit> units;
    std::string tail;        // the blank lines at the end
    bool torn = false;       // the last line has no line end
    bool two_bytes = false;  // lines end in CR LF
    bool marked = false;     // begins with a byte order mark
};

struct Block;
enum class Comments;
// An entry alone; `comments` are those that count as its words.
Unit unit_of(const Block& entry, Comments comments);

// Units have LF alone; put back by whoever writes the text.
Version units_of(std::string_view journal);

// For each unit of `other` which unit of `base` it is, or no_unit: those that tell the same first, then the rest by their order.
enum class Match {
    descent,   // of a version and the one that it comes from; a ref that base holds twice matches none, so that neither counts as removed
    additions  // of what two versions added: comments are the same only where they follow the same
};
std::vector<size_t> match_units(const std::vector<const Unit*>& base, const std::vector<const Unit*>& other, Match how);

}  // namespace daybook
