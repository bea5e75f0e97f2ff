// Commands that ask, alone on a terminal: what is answered becomes the words and options that could have been typed behind the command, and
// the command itself does the rest. So what is written is what the command would write.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/compose.h"

namespace daybook {

enum class Wanted : uint8_t { goods, customer, supplier, warehouse, freight, received, paid, amount, category, account, note };

// One answer, and where it goes: to an option, else among the command's words. What was typed behind the command is not asked.
struct Prompt {
    Wanted wanted;
    std::string option = {};
};

struct Dialogue {
    Kind kind;
    std::vector<Prompt> prompts;
    // What the command makes of the answers, priced; and the command.
    std::function<Result<Draft>(Session&, const Args&, const Journal&)> draft;
    std::function<int(Session&, const Args&)> run;
};

// Whether the command is to ask: nothing to act on was typed, and there is a terminal.
bool asks(const Args& args);

// Asks, shows the entry, and writes it once that is agreed to; with --loop again and again. The exit code.
int ask(Session& session, const Args& args, const Dialogue& dialogue);

}  // namespace daybook
