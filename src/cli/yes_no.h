// A question that is answered by yes or no.
#pragma once

#include "base/text.h"

namespace daybook {

class Session;

// Whether standard input and standard error are a terminal, so that somebody can be asked.
bool can_ask();

// Whether the answer is yes. Anything else, and no answer at all, is no.
bool says_yes(const Session& session, const Message& question);

}  // namespace daybook
