// A word as it is typed in a shell: for hints that are to work as they stand.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

// In quotes where a shell would take it apart, or for something else. In double quotes if they will do: so the journal has it too.
std::string shell_word(std::string_view word);

}  // namespace daybook
