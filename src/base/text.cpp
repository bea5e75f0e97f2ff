#include "base/text.h"

#include <fmt/args.h>
#include <fmt/format.h>

#include <array>

namespace daybook {

namespace {

struct Pair {
    std::string_view en, zh;
};

constexpr std::array<Pair, static_cast<size_t>(Text::count_of_texts)> catalogue = {{
    {"", ""},
#define TEXT(id, en, zh) {en, zh},
#include "base/texts.def"
#undef TEXT
}};

}  // namespace

std::string_view text(Text id, Lang lang) {
    const Pair& pair = catalogue[static_cast<size_t>(id)];
    return lang == Lang::zh ? pair.zh : pair.en;
}

std::string say(const Message& message, Lang lang) {
    fmt::dynamic_format_arg_store<fmt::format_context> store;
    for (const Message::Arg& arg : message.args) {
        const bool chinese = lang == Lang::zh && !arg.chinese.empty();
        store.push_back(arg.label != Text::nothing ? std::string(text(arg.label, lang)) : chinese ? arg.chinese : arg.plain);
    }
    return fmt::vformat(text(message.id, lang), store);
}

}  // namespace daybook
