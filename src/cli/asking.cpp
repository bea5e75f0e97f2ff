#include "cli/asking.h"

#include <fmt/format.h>

#include <cstdio>

#include "cli/conversation.h"

namespace daybook {

namespace {

// A till: one customer after the other. What it came to is said at its end.
int ask_in_a_loop(Session& session, const Args& args, const Dialogue& dialogue, LineEditor& editor) {
    using Went = Conversation::Went;
    size_t entries = 0;
    Money total, settled;
    int code = done;
    session.say_line(Text::ask_loop_start);
    session.say_line(Text::ask_goods_start);
    Args till = args;
    for (;;) {
        Conversation conversation(session, till, dialogue, editor);
        const Went went = conversation.hold();
        if (const std::string warehouse = conversation.answered("in"); !warehouse.empty()) till.set("in", {warehouse});  // it stays there
        if (went == Went::written) {
            ++entries;
            total += conversation.due();
            settled += conversation.settled();
        } else if (went != Went::dropped) {
            code = went == Went::finished ? static_cast<int>(done) : conversation.code();
            break;
        }
        std::fputc('\n', stdout);
    }
    if (entries == 0) return code;
    const int decimals = session.settings().books.currency.decimals;
    session.say_line({Text::ask_session,
                      {std::to_string(entries), to_text(total, decimals), to_text(settled, decimals), to_text(total - settled, decimals)}});
    return code;
}

}  // namespace

bool asks(const Args& args) { return args.words.empty() && on_terminal(); }

int ask(Session& session, const Args& args, const Dialogue& dialogue) {
    LineEditor editor([&](size_t more) { return say({Text::ask_and_more, {std::to_string(more)}}, session.lang()); });
    if (args.has("loop")) return ask_in_a_loop(session, args, dialogue, editor);
    Conversation conversation(session, args, dialogue, editor);
    switch (conversation.hold()) {
        case Conversation::Went::written: return done;
        case Conversation::Went::left: return conversation.code();
        case Conversation::Went::dropped: return refused;
        default: session.say_line(Text::nothing_written); return refused;
    }
}

}  // namespace daybook
