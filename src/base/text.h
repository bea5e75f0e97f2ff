// The catalogue: every word that a person can read, in English and Chinese, made from texts.def.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace daybook {

enum class Lang { en, zh };

enum class Text {
    nothing,
#define TEXT(id, en, zh) id,
#include "base/texts.def"
#undef TEXT
    count_of_texts
};

// The text as it stands in the catalogue, with {0}, {1} … for what is filled in.
std::string_view text(Text id, Lang lang);

// A text and what fills it: said in a language only at the edge. An argument may itself be a text of the catalogue.
struct Message {
    struct Arg {
        std::string plain;
        Text label = Text::nothing;
        std::string chinese = {};  // where it differs
        Arg(std::string value) : plain(std::move(value)) {}
        Arg(std::string_view value) : plain(value) {}
        Arg(const char* value) : plain(value) {}
        Arg(Text value) : label(value) {}
        Arg(std::string english, std::string in_chinese) : plain(std::move(english)), chinese(std::move(in_chinese)) {}
    };

    Text id = Text::nothing;
    std::vector<Arg> args;

    Message() = default;
    Message(Text text_id) : id(text_id) {}
    Message(Text text_id, std::initializer_list<Arg> fill) : id(text_id), args(fill) {}
    explicit operator bool() const { return id != Text::nothing; }
};

std::string say(const Message& message, Lang lang);

}  // namespace daybook
