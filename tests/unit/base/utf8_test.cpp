#include "base/utf8.h"

#include <doctest/doctest.h>
#include <utf8proc.h>

#include <vector>

using namespace daybook;

namespace {

using namespace std::string_view_literals;

const std::string replaced = "\xef\xbf\xbd";

void check_fault(std::string_view text, BadText kind, size_t at) {
    const TextFault fault = find_fault(text);
    CHECK(fault.kind == kind);
    CHECK(fault.at == at);
}

std::string_view meant(std::string_view word, const std::vector<std::string_view>& known) { return did_you_mean(word, known); }

}  // namespace

TEST_CASE("text without fault") {
    check_fault("", BadText::none, 0);
    check_fault("红色T恤\tM码 €", BadText::none, 0);
    check_fault("emoji 👩‍👧", BadText::none, 0);
}

TEST_CASE("find_fault names the first byte that is no UTF-8") {
    check_fault("ab\xff", BadText::invalid_utf8, 2);
    check_fault("红\xe7\xba", BadText::invalid_utf8, 3);     // cut short
    check_fault("\xc0\xaf", BadText::invalid_utf8, 0);       // overlong
    check_fault("a\xed\xa0\x80", BadText::invalid_utf8, 1);  // surrogate
    check_fault("\xf4\x90\x80\x80", BadText::invalid_utf8, 0);
    check_fault("\x80", BadText::invalid_utf8, 0);
}

TEST_CASE("find_fault names the first control character") {
    check_fault("a\x1b[31m", BadText::control_character, 1);
    check_fault("红\r", BadText::control_character, 3);
    check_fault("\0"sv, BadText::control_character, 0);
    check_fault("\x7f", BadText::control_character, 0);
    check_fault("a\xc2\x9b", BadText::control_character, 1);      // C1: CSI
    check_fault("a\xe2\x80\xa8", BadText::control_character, 1);  // line separator
}

TEST_CASE("find_fault names the first character that cannot be seen") {
    for (const char* hidden :
         {"\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\u200b", "\u2060", "\ufeff", "\ufff9"})
        check_fault("红" + std::string(hidden) + "b", BadText::hidden_character, 3);
    check_fault("👨\u200d👩", BadText::none, 0);
}

TEST_CASE("width counts terminal cells, characters counts characters") {
    CHECK(width("") == 0);
    CHECK(width("TSHIRT-M") == 8);
    CHECK(width("红色T恤") == 7);
    CHECK(width("，（）") == 6);
    CHECK(width("e\xcc\x81") == 1);
    CHECK(width("─█▏…") == 4);
    CHECK(width("a\xff"
                "b") == 3);
    CHECK(characters("红色T恤") == 4);
    CHECK(characters("") == 0);
}

TEST_CASE("cut_to_width never cuts a character") {
    CHECK(cut_to_width("红色T恤", 7) == "红色T恤");
    CHECK(cut_to_width("红色T恤", 6) == "红色T");
    CHECK(cut_to_width("红色T恤", 3) == "红");
    CHECK(cut_to_width("红色T恤", 1).empty());
    CHECK(cut_to_width("e\xcc\x81x", 1) == "e\xcc\x81");
    CHECK(cut_to_width("ab", 0).empty());
}

TEST_CASE("to_nfc says nothing where the text is in NFC") {
    CHECK_FALSE(to_nfc("abc"));
    CHECK_FALSE(to_nfc("红色T恤"));
    CHECK_FALSE(to_nfc("\xc3\xa9"));
    CHECK(to_nfc("e\xcc\x81") == "\xc3\xa9");
    CHECK_FALSE(to_nfc("\xff\xfe"));
}

TEST_CASE("to_nfc agrees with utf8proc on every character, alone and behind and before a letter") {
    for (int32_t code = 1; code < 0x20000; ++code) {
        utf8proc_uint8_t bytes[4];
        if (code >= 0xd800 && code < 0xe000) continue;
        const std::string character(reinterpret_cast<char*>(bytes), static_cast<size_t>(utf8proc_encode_char(code, bytes)));
        for (const std::string& text : {character, "e" + character, character + "\xc3\xa9"}) {
            utf8proc_uint8_t* const composed = utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
            const std::string expected(reinterpret_cast<char*>(composed));
            std::free(composed);
            if (to_nfc(text).value_or(text) != expected) FAIL_CHECK(text);
        }
    }
}

TEST_CASE("printable lets nothing through that a terminal acts on") {
    CHECK(printable("红色T恤 |<&>") == "红色T恤 |<&>");
    CHECK(printable("a\x1b[31mb") == "a" + replaced + "[31mb");
    CHECK(printable("\xc2\x9b"
                    "31m") == replaced + "31m");
    CHECK(printable("a\xff"
                    "b") == "a" + replaced + "b");
    CHECK(printable("a\nb\rc") == "a" + replaced + "b" + replaced + "c");
    CHECK(printable("\xe2\x80\xae"
                    "evil") == replaced + "evil");  // right-to-left override
    CHECK(printable("\xe2\x81\xa6\xe2\x81\xa9") == replaced + replaced);
    CHECK(printable("\xd8\x9c") == replaced);  // Arabic letter mark
}

TEST_CASE("edit_distance counts characters, not bytes, and a swap is one edit") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("红色", "红") == 1);
    CHECK(edit_distance("红色", "蓝色") == 1);
    CHECK(edit_distance("form", "from") == 1);
    CHECK(edit_distance("Sell", "sell") == 0);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("", "abc") == 3);
}

TEST_CASE("folded_name: case, width and composition apart, and nothing else") {
    CHECK(folded_name("Tshirt-M") == "tshirt-m");
    CHECK(folded_name("ＴＥＡ　１") == "tea 1");
    CHECK(folded_name("Cafe\u0301") == folded_name("CAF\u00c9"));
    CHECK(folded_name("龙井茶叶") == "龙井茶叶");
    CHECK(folded_name("👩‍🍳茶") == "👩‍🍳茶");
    CHECK(folded_name("é") != folded_name("e"));
    CHECK(folded_name("") == "");
}

TEST_CASE("did_you_mean finds the nearest word, or none") {
    const std::vector<std::string_view> commands = {"purchase", "sell", "stock", "customer", "profit", "report"};
    CHECK(meant("purchse", commands) == "purchase");
    CHECK(meant("slel", commands) == "sell");
    CHECK(meant("cust", commands) == "customer");
    CHECK(meant("Stock", commands) == "stock");
    CHECK(meant("zebra", commands).empty());
    CHECK(meant("sell", {"sell"}).empty());
    CHECK(meant("x", {"a", "b"}).empty());
    CHECK(meant("", {"a", ""}).empty());
    CHECK(meant("王方", {"王芳", "李雷"}) == "王芳");
    CHECK(meant("anything", {}).empty());
}

TEST_CASE("likely_slip: near names that are likely the same") {
    CHECK(likely_slip("TSHRT-M", "TSHIRT-M"));
    CHECK(likely_slip("tshirt-m", "TSHIRT-M"));
    CHECK(likely_slip("义乌华美服饰", "义乌华美服装"));
    CHECK(likely_slip("alipya", "alipay"));
    CHECK(likely_slip("TAE", "TEA"));
}

TEST_CASE("likely_slip: near names that are meant to differ") {
    CHECK_FALSE(likely_slip("TSHIRT-M", "TSHIRT-M"));
    CHECK_FALSE(likely_slip("TSHIRT-M", "TSHIRT-L"));
    CHECK_FALSE(likely_slip("A", "B"));
    CHECK_FALSE(likely_slip("王芳", "李雷"));
    CHECK_FALSE(likely_slip("王芳", "王方"));
    CHECK_FALSE(likely_slip("供应商王01", "供应商王02"));
    CHECK_FALSE(likely_slip("CUP-250ML", "CUP-350ML"));
    CHECK_FALSE(likely_slip("TEA", "PEA"));
    CHECK_FALSE(likely_slip("绿茶一级", "红茶特级"));
}
