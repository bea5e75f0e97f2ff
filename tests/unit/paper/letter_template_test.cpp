#include "paper/letter_template.h"

#include <doctest/doctest.h>

#include "paper/mail.h"

using namespace daybook;

namespace {

LetterValues values() {
    LetterValues out;
    for (const LetterVariable& variable : letter_variables())
        out.words[std::string(variable.name)] = "<" + std::string(variable.name) + ">";
    out.words["level"] = "";
    for (const char* ref : {"S1", "S2"}) {
        LetterWords& document = out.documents.emplace_back();
        for (const LetterVariable& variable : document_variables()) document[std::string(variable.name)] = std::string(variable.name);
        document["ref"] = ref;
    }
    return out;
}

LetterTemplate read(std::string_view text) {
    Errors errors;
    const auto letter = LetterTemplate::read("t.txt", text, errors);
    REQUIRE(letter);
    return *letter;
}

// "LINE:COLUMN what" of the first error.
std::string fault(std::string_view text) {
    Errors errors;
    CHECK_FALSE(LetterTemplate::read("t.txt", text, errors));
    REQUIRE_FALSE(errors.empty());
    return std::to_string(errors[0].place.line) + ":" + std::to_string(errors[0].place.column) + " " + say(errors[0].what, Lang::en);
}

}  // namespace

TEST_CASE("a letter's variables are filled in as they are, not as HTML") {
    CHECK(read("Subject: Hi {{name}}\n\nYou owe {{ owed }}, {{&phone}} {{{email}}}.\n").subject(values()) == "Hi <name>");
    CHECK(read("Subject: x\n\nYou owe {{ owed }}, {{&phone}} {{{email}}}.\n").body(values()) == "You owe <owed>, <phone> <email>.\n");
    LetterValues hostile = values();
    hostile.words["name"] = "{{level}} & <b>{{#x}}";
    CHECK(read("Subject: {{name}}\nx").subject(hostile) == "{{level}} & <b>{{#x}}");
}

TEST_CASE("a list of documents, and what is not there") {
    CHECK(read("Subject: x\n\n{{#documents}}\n- {{ref}} {{due}} {{shop}}\n{{/documents}}\nend").body(values()) ==
          "- S1 due <shop>\n- S2 due <shop>\nend\n");
    CHECK(read("Subject: x\n{{#level}}of {{level}}{{/level}}{{^level}}none{{/level}}\n").body(values()) == "none\n");
    LetterValues none = values();
    none.documents.clear();
    CHECK(read("Subject: x\n{{#documents}}{{ref}}{{/documents}}{{^documents}}paid{{/documents}}\n").body(none) == "paid\n");
    CHECK(read("Subject: x\na{{! a note }}b\n").body(none) == "ab\n");
}

TEST_CASE("a subject in either language, and line ends of Windows") {
    CHECK(read("主题：你好\r\n\r\n正文\r\n").subject(values()) == "你好");
    CHECK(read("主题: 你好\r\n\r\n正文\r\n").body(values()) == "正文\n");
    CHECK(read("\xef\xbb\xbfSubject: x\ny").subject(values()) == "x");
}

TEST_CASE("what is wrong with a template is said where it stands") {
    CHECK(fault("") == "1:1 the first line of a letter is its subject");
    CHECK(fault("Dear {{name}}\n") == "1:1 the first line of a letter is its subject");
    CHECK(fault("Subject:\nx\n") == "1:1 the first line of a letter is its subject");
    CHECK(fault("Subject: x\n\n") == "2:1 the letter has no text");
    CHECK(fault("Subject: x\n\n王 {{nmae}}\n") == "3:3 letters have no variable nmae");
    CHECK(fault("Subject: x\n{{}}\n") == "2:1 letters have no variable ");
    CHECK(fault("Subject: x\n{{>partial}}\n") == "2:1 letters have no variable >partial");
    CHECK(fault("Subject: x\n{{=<% %>=}}\n") == "2:1 letters have no variable =<% %>=");
    CHECK(fault("Subject: x\n{{documents}}\n") == "2:1 letters have no variable documents");
    CHECK(fault("Subject: x\n{{ref}}\n") == "2:1 ref belongs to a document, but this is outside the list of documents");
    CHECK(fault("Subject: x\n{{^documents}}{{ref}}{{/documents}}\n") ==
          "2:15 ref belongs to a document, but this is outside the list of documents");
    CHECK(fault("Subject: x\nab {{name\n}}\n") == "2:4 `{{` without `}}` on the same line");
    CHECK(fault("Subject: x\n{{#level}}\n") == "2:1 the section level is never closed");
    CHECK(fault("Subject: {{#level}}\n{{/level}}\n") == "1:10 the section level is never closed");
    CHECK(fault("Subject: x\n{{/level}}\n") == "2:1 no section level is open here");
    CHECK(fault("Subject: x\n{{#level}}{{#documents}}{{/level}}{{/documents}}\n") == "2:25 no section level is open here");
    CHECK(fault("Subject: x\n\x01\n") == "2:1 a control character");
    CHECK(fault("Subject: x\n\xff\n") == "2:1 a byte that is not UTF-8");
}

TEST_CASE("the letters that come with the program can be read and filled in, in both languages") {
    for (std::string_view name : letter_names())
        for (Lang lang : {Lang::en, Lang::zh}) {
            CAPTURE(name);
            const LetterTemplate letter = read(built_in_letter(name, lang));
            CHECK(letter.subject(values()).find("{{") == std::string::npos);
            CHECK(letter.body(values()).find("{{") == std::string::npos);
            CHECK(letter.body(values()).find("<shop>") != std::string::npos);
        }
    CHECK(built_in_letter("nothing", Lang::en).empty());
}
