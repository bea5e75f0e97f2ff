// Commands as they are told to a reader, who may copy them into a shell.
#pragma once

#include <string>
#include <string_view>

namespace daybook {

// The word as a shell reads it: quoted where it has to be.
std::string shell_word(std::string_view word);

}  // namespace daybook
