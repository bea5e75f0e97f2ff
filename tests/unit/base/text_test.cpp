#include "base/text.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "base/fold.h"
#include "base/shell_word.h"
#include "base/utf8.h"

using namespace daybook;

namespace {

struct Line {
    std::string_view id, en, zh;
};

constexpr Line lines[] = {
#define TEXT(id, en, zh) {#id, en, zh},
#include "base/texts.def"
#undef TEXT
};

// Chinese texts that say nothing Chinese: signs and journal words.
const std::set<std::string_view> not_chinese = {"hint_key_is",    "stands_in",       "import_documents", "git_commit_entry",
                                                "git_commit_to",  "git_commit_from", "git_commit_for",   "period_plain",
                                                "title_document", "found_one",       "as_it_is",         "import_line"};

// English texts that show what a Chinese journal may hold.
const std::set<std::string_view> with_chinese_example = {"key_unit", "key_category", "hint_header", "hint_move_nowhere"};

bool has_chinese(std::string_view text) {
    // U+2E80–U+9FFF and the full-width signs, by their first bytes
    for (size_t i = 0; i + 2 < text.size(); ++i) {
        const auto a = static_cast<unsigned char>(text[i]), b = static_cast<unsigned char>(text[i + 1]);
        if ((a == 0xe2 && b >= 0xba) || (a >= 0xe3 && a <= 0xe9) || (a == 0xef && b >= 0xbc && b <= 0xbe)) return true;
    }
    return false;
}

std::string without_code(std::string_view text) {
    std::string out;
    bool code = false;
    for (char c : text)
        if (c == '`')
            code = !code;
        else if (!code)
            out += c;
    return out;
}

// The {0}, {1} … of a text.
std::set<std::string> placeholders(std::string_view text) {
    std::set<std::string> out;
    for (size_t i = 0; i < text.size(); ++i) {
        if (text.substr(i, 2) == "{{" || text.substr(i, 2) == "}}")
            ++i;
        else if (text[i] == '{')
            out.emplace(text.substr(i, text.find('}', i) - i + 1));
    }
    return out;
}

}  // namespace

TEST_CASE("every text stands in both languages") {
    for (const Line& line : lines) {
        CAPTURE(line.id);
        CHECK_FALSE(line.en.empty());
        CHECK_FALSE(line.zh.empty());
        for (std::string said : {std::string(line.en), std::string(line.zh)}) {
            std::erase(said, '\n');  // some are of several lines
            CHECK(find_fault(said).kind == BadText::none);
        }
    }
}

TEST_CASE("both languages fill in the same words") {
    for (const Line& line : lines) {
        CAPTURE(line.id);
        CHECK(placeholders(line.en) == placeholders(line.zh));
        for (const std::string& place : placeholders(line.en)) CHECK((place.size() == 3 && place[1] >= '0' && place[1] <= '9'));
    }
}

TEST_CASE("every text can be said in both languages") {
    for (size_t i = 1; i < static_cast<size_t>(Text::count_of_texts); ++i) {
        Message message(static_cast<Text>(i));
        CAPTURE(lines[i - 1].id);
        for (int arg = 0; arg < 10; ++arg) message.args.emplace_back("x");
        for (Lang lang : {Lang::en, Lang::zh}) {
            std::string said;
            CHECK_NOTHROW(said = say(message, lang));
            CHECK(said.find("{0}") == std::string::npos);
        }
    }
}

TEST_CASE("the Chinese texts are Chinese and the English ones are not") {
    for (const Line& line : lines) {
        CAPTURE(line.id);
        CHECK(has_chinese(line.zh) != (not_chinese.count(line.id) > 0));
        if (!with_chinese_example.count(line.id)) CHECK_FALSE(has_chinese(without_code(line.en)));
    }
}

TEST_CASE("the lists of exceptions name texts that exist") {
    for (const auto& list : {not_chinese, with_chinese_example})
        for (std::string_view id : list) {
            CAPTURE(id);
            CHECK(std::any_of(std::begin(lines), std::end(lines), [id](const Line& line) { return line.id == id; }));
        }
}

TEST_CASE("a message is said in the language asked for, its labels too") {
    CHECK(text(Text::error, Lang::en) == "error");
    CHECK(text(Text::error, Lang::zh) == "错误");
    CHECK(say(Message(Text::kind_sell), Lang::zh) == "销售");
    CHECK_FALSE(Message());
    CHECK(Message(Text::error));
    CHECK(say(Message(), Lang::en).empty());
}

TEST_CASE("a word that is told to be copied into a shell is one word there") {
    CHECK(shell_word("王芳") == "王芳");
    CHECK(shell_word("Ann Lee") == "\"Ann Lee\"");
    CHECK(shell_word("O'Neill; rm -rf $HOME") == "'O'\\''Neill; rm -rf $HOME'");
    CHECK(shell_word("") == "''");
}

TEST_CASE("text is folded: small letters, plain characters") {
    CHECK(folded("ＡＢＣ-１２３：￥") == "abc-123:¥");
    CHECK(folded("Ärger　茶") == "ärger 茶");
    CHECK(folded("\xff\xe9") == "\xff\xe9");
}
