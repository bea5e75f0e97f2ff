#include "paper/mail.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace daybook;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (size_t at = 0; at < text.size();) {
        const size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

Letter letter(std::string name, std::string subject, std::string body) {
    return {{"Tea & more", "tea@example.org"},
            {std::move(name), "wang@example.org"},
            std::move(subject),
            std::move(body),
            from_civil({2025, 12, 5}),
            "10:17:20 +0800"};
}

std::string repeated(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

}  // namespace

TEST_CASE("addresses that every mailer takes") {
    for (const char* good : {"a@b", "wang@example.org", "first.last+tag@mail.example.org", "x_y-z'{|}@a-b.example", "1@2.3"})
        CHECK_MESSAGE(is_mail_address(good), good);
    for (const char* bad :
         {"",           "@",      "a@",     "@b",      "a",      "a@b@c", "a b@c", "a@b c",   "<a@b>",     "a@b>",        ".a@b",
          "a.@b",       "a..b@c", "a@b..c", "a@.b",    "a@b.",   "a@-b",  "a@b-",  "a@b,c@d", "\"a b\"@c", "a@[1.2.3.4]", "王@example.org",
          "a@例子.org", "a@b\n",  "a\t@b",  "a@b;c@d", "a@b(c)", "a:b@c"})
        CHECK_MESSAGE(!is_mail_address(bad), bad);
    CHECK(is_mail_address(std::string(64, 'a') + "@example.org"));
    CHECK_FALSE(is_mail_address(std::string(65, 'a') + "@example.org"));
    CHECK_FALSE(is_mail_address("a@" + repeated("abcdefgh.", 28) + "org"));
}

TEST_CASE("a sender is an address, with or without a name") {
    CHECK(parse_mailbox("me@example.org")->address == "me@example.org");
    CHECK(parse_mailbox("me@example.org")->name.empty());
    CHECK(parse_mailbox("小店 <me@example.org>")->name == "小店");
    CHECK(parse_mailbox("\"Tea, Inc.\" <me@example.org>")->name == "Tea, Inc.");
    CHECK(parse_mailbox("<me@example.org>")->name.empty());
    for (const char* bad : {"", "me", "Me <me>", "Me <me@example.org", "Me me@example.org>", "a\nBcc: b@c <me@example.org>",
                            "Me <me@example.org> x", "<<me@example.org>>", "a@b <c@d>, e@f"})
        CHECK_MESSAGE(!parse_mailbox(bad), bad);
}

TEST_CASE("a message") {
    CHECK(message_text(letter("Li Lei", "Hello", "One.\nTwo.\n")) ==
          "Date: Fri, 5 Dec 2025 10:17:20 +0800\n"
          "From: Tea & more <tea@example.org>\n"
          "To: Li Lei <wang@example.org>\n"
          "Subject: Hello\n"
          "Message-ID: <251205.8b50034fdbd8c002@example.org>\n"
          "MIME-Version: 1.0\n"
          "Content-Type: text/plain; charset=UTF-8\n"
          "Content-Transfer-Encoding: 7bit\n"
          "\n"
          "One.\nTwo.\n");
    CHECK(message_text(letter("", "Hello", "x\n")).find("To: wang@example.org\n") != std::string::npos);
    CHECK(message_text(letter("Li, Lei \"L\"", "Hello", "x\n")).find("To: \"Li, Lei \\\"L\\\"\" <wang@example.org>\n") !=
          std::string::npos);
    CHECK(
        message_text(letter("王芳", "你好", "好\n")).find("To: =?UTF-8?B?546L6Iqz?= <wang@example.org>\nSubject: =?UTF-8?B?5L2g5aW9?=\n") !=
        std::string::npos);
    CHECK(message_text(letter("王芳", "你好", "好\n")).ends_with("Content-Transfer-Encoding: base64\n\n5aW9DQo=\n"));
}

TEST_CASE("what looks like an encoded word is encoded") {
    CHECK(message_text(letter("x", "=?UTF-8?B?QQ==?=", "x\n")).find("=?UTF-8?B?QQ==?=") == std::string::npos);
    CHECK(message_text(letter("=?a?B?b?=", "x", "x\n")).find("=?a?B?b?=") == std::string::npos);
}

TEST_CASE("lines are short enough, whatever the letter says") {
    for (const std::string& text :
         {repeated("王", 300), repeated("a", 900), repeated("ab ", 300), repeated("é€𝄞", 100), repeated("\"", 80), std::string(" ")})
        for (const std::string& line : lines_of(message_text(letter(text, text, text + "\n")))) {
            CAPTURE(line);
            CHECK(line.size() <= 76);
        }
}

TEST_CASE("the same letter has the same id, another one another") {
    const auto id = [](const Letter& one) { return lines_of(message_text(one))[4]; };
    CHECK(id(letter("a", "b", "c\n")) == id(letter("a", "b", "c\n")));
    CHECK(id(letter("a", "b", "c\n")) != id(letter("a", "bc", "\n")));
    CHECK(id(letter("a", "b", "c\n")) != id(letter("a", "b", "d\n")));
}

TEST_CASE("a file of its own has CRLF everywhere, an mbox nowhere") {
    const std::string file = message_file(letter("王芳", "x", "y\nz\n"));
    CHECK(std::count(file.begin(), file.end(), '\r') == std::count(file.begin(), file.end(), '\n'));
    CHECK(file.find("\n\r") != std::string::npos);
    CHECK(mbox_entry(letter("王芳", "x", "y\nz\n")).find('\r') == std::string::npos);
}

TEST_CASE("an mbox marks lines that would begin a message") {
    const std::string entry = mbox_entry(letter("x", "From here", "From me\n>From you\n From them\nFromage\n"));
    CHECK(entry.starts_with("From tea@example.org Fri Dec  5 10:17:20 2025\nDate: "));
    CHECK(entry.ends_with("\n\n>From me\n>>From you\n From them\nFromage\n\n"));
}
