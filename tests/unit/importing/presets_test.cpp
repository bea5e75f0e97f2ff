#include "importing/presets.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

#include "importing/import.h"

using namespace daybook;

namespace {

std::string said(const Errors& errors) {
    std::string out;
    for (const Error& error : errors) out += render_error(error, Lang::en, false);
    return out;
}

std::string journal_of(const std::string& toml, const std::string& csv) {
    const auto rules = read_import_rules("daybook.toml", toml, "mine");
    if (!rules) return said(rules.error());
    ImportLedger ledger;
    ledger.known = [](Kind, std::string_view) { return false; };
    const std::vector<ImportFile> files = {{"f.csv", csv}};
    const auto result = import_rows(*rules, files, ledger);
    if (!result) return render_error(result.error(), Lang::en, false);
    std::string out;
    for (const BadRow& row : result->bad) out += fmt::format("{}: {}\n", row.line, say(row.why, Lang::en));
    return out + result->journal_text;
}

const std::string header = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注\n";
const std::string noodles = header + "2026-11-02 12:45:27,商户消费,面馆,午饭,支出,¥28.16,零钱,支付成功,3985734,1298471,/\n";

}  // namespace

TEST_CASE("every preset is a table of its own name, and reads once its user has said what only he knows") {
    for (std::string_view name : preset_names()) {
        CAPTURE(name);
        const auto preset = find_preset(name);
        REQUIRE(preset);
        CHECK(preset->file == fmt::format("presets/{}.toml", name));
        CHECK(preset->text.find(fmt::format("\n[import.{}]\n", name)) != std::string_view::npos);
        const auto rules =
            read_import_rules("daybook.toml", fmt::format("[import.x]\npreset = \"{}\"\ndate = \"2026-11-27\"\n", name), "x");
        if (!rules) FAIL(said(rules.error()));
        CHECK(rules->name == "x");
        CHECK(!rules->cases.empty());
        CHECK(!rules->columns.empty());
    }
    CHECK_FALSE(find_preset("nothing"));
    CHECK_FALSE(find_preset(""));
}

TEST_CASE("a preset by itself") {
    const auto rules = read_preset("wechat");
    REQUIRE(rules);
    CHECK(rules->name == "wechat");
    CHECK(rules->cases.size() == 5);
    CHECK(read_preset("taobao")->encoding == "gbk");
}

TEST_CASE("a preset that wants something of its user says so at its place in the preset") {
    const auto rules = read_preset("taobao-details");
    REQUIRE_FALSE(rules);
    const std::string text = said(rules.error());
    CHECK(text.starts_with("presets/taobao-details.toml:"));
    CHECK(text.find("`date` is missing here") != std::string::npos);
    CHECK(text.find("preset = \"taobao-details\"") != std::string::npos);
}

TEST_CASE("wechat: a withdrawal is a transfer, with its fee or without") {
    const std::string first = "2026-11-19 16:29:37,零钱提现,招商银行,/,/,¥100.10,工商银行,提现已到账,42,/,";
    CHECK(journal_of("[import.mine]\npreset = \"wechat\"\n", header + first + "服务费¥0.10\n") ==
          "2026-11-19 transfer 42 ; 提现 招商银行\n    paid     100.10 wechat\n    received 100.00 工商银行\n");
    CHECK(journal_of("[import.mine]\npreset = \"wechat\"\n", header + first + "/\n") ==
          "2026-11-19 transfer 42 ; 提现 招商银行\n    paid     100.10 wechat\n    received 100.10 工商银行\n");
}

TEST_CASE("a table with a preset: without more it is the preset") {
    CHECK(journal_of("[import.mine]\npreset = \"wechat\"\n", noodles) ==
          "2026-11-02 expense 3985734 for 商户消费 ; 面馆 午饭\n    paid 28.16 wechat\n");
}

TEST_CASE("a table with a preset: its keys, cases and values go before the preset's") {
    CHECK(journal_of("[import.mine]\npreset = \"wechat\"\nnote = \"{商品}\"\nfor = \"饭\"\n", noodles) ==
          "2026-11-02 expense 3985734 for 饭 ; 午饭\n    paid 28.16 wechat\n");
    CHECK(journal_of("[import.mine]\npreset = \"wechat\"\n[import.mine.values.\"支付方式\"]\n\"零*\" = \"purse\"\n\"零钱\" = \"pocket\"\n",
                     noodles) == "2026-11-02 expense 3985734 for 商户消费 ; 面馆 午饭\n    paid 28.16 pocket\n");
    // what the preset spells out goes before a pattern of one's own
    CHECK(journal_of("[import.mine]\npreset = \"wechat\"\n[import.mine.values.\"支付方式\"]\n\"零*\" = \"purse\"\n", noodles) ==
          "2026-11-02 expense 3985734 for 商户消费 ; 面馆 午饭\n    paid 28.16 wechat\n");
    CHECK(journal_of("[import.mine]\npreset = \"wechat\"\n[import.mine.values.\"交易类型\"]\n\"商户*\" = \"meals\"\n", noodles) ==
          "2026-11-02 expense 3985734 for meals ; 面馆 午饭\n    paid 28.16 wechat\n");
    CHECK(journal_of("[import.mine]\npreset = \"wechat\"\n[[import.mine.case]]\nwhen = { column = \"交易对方\", is = \"面馆\" }\n"
                     "kind = \"expense\"\nfor = \"staff meals\"\npaid = \"{金额(元)} cash\"\n",
                     noodles) == "2026-11-02 expense 3985734 for \"staff meals\" ; 面馆 午饭\n    paid 28.16 cash\n");
    CHECK(journal_of("[import.mine]\npreset = \"wechat\"\n[[import.mine.case]]\nwhen = { column = \"交易对方\", is = \"面馆\" }\n"
                     "kind = \"skip\"\n",
                     noodles)
              .empty());
}

TEST_CASE("a table with a preset: what is wrong is said at its place in its own file") {
    CHECK(journal_of("[import.mine]\npreset = \"wechat\"\nnoet = \"x\"\n", noodles).starts_with("daybook.toml:3:1: error: "));
    const std::string without = "交易时间,交易类型,交易对方,商品,收/支,支付方式,交易单号,备注\n";
    const std::string missing = journal_of("[import.mine]\npreset = \"wechat\"\n", without);
    CHECK(missing.find("presets/wechat.toml:") != std::string::npos);
    CHECK(missing.find("金额(元)") != std::string::npos);
}

TEST_CASE("an unknown preset: the one that is meant, else all") {
    const std::string none = journal_of("[import.mine]\npreset = \"zzzzzz\"\n", noodles);
    for (std::string_view name : preset_names()) CHECK(none.find(name) != std::string::npos);
    CHECK(journal_of("[import.mine]\npreset = \"wechta\"\n", noodles).find("did you mean `wechat`?") != std::string::npos);
    CHECK(journal_of("[import.mine]\npreset = [1]\n", noodles).starts_with("daybook.toml:2:10: error: `preset`"));
    CHECK(journal_of("[import.other]\n", noodles).find("there is no [import.mine]") != std::string::npos);
    CHECK(said(read_import_rules("daybook.toml", "", "wechat").error()).find("daybook import --preset wechat FILE") != std::string::npos);
}
