// Amounts that are worked out, and documents of several rows.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include "importing/import.h"

using namespace daybook;

namespace {

ImportResult imported(const std::string& toml, const std::string& csv, const std::string& currency = {}) {
    const auto rules = read_import_rules("daybook.toml", "[import.x]\n" + toml, "x");
    if (!rules)
        for (const Error& error : rules.error()) MESSAGE(render_error(error, Lang::en, false));
    REQUIRE(rules);
    const std::vector<ImportFile> files = {{"f.csv", csv}};
    ImportLedger ledger;
    ledger.currency = currency;
    auto result = import_rows(*rules, files, ledger);
    REQUIRE(result);
    return *result;
}

std::string entries_of(const std::string& toml, const std::string& csv) {
    const ImportResult result = imported(toml, csv);
    for (const BadRow& row : result.bad) MESSAGE(row.line << ": " << say(row.why, Lang::en));
    return result.journal_text;
}

std::string faults_in(const std::string& toml, const std::string& csv) {
    std::string out;
    for (const BadRow& row : imported(toml, csv).bad) out += fmt::format("{}: {}\n", row.line, say(row.why, Lang::en));
    return out;
}

}  // namespace

TEST_CASE("import: an amount is worked out exactly, and rounded once") {
    const auto read = [](const std::string& total, const std::string& cells) {
        const ImportResult result = imported("kind='sell'\nref='{a}'\ndate='2026-11-03'\nitem='x'\nquantity=1\ntotal='" + total + "'\n",
                                             "a,b,c,d\n1," + cells + "\n");
        if (!result.bad.empty()) return say(result.bad[0].why, Lang::en);
        const size_t at = result.journal_text.find("@@ ") + 3;
        return result.journal_text.substr(at, result.journal_text.find('\n', at) - at);
    };
    CHECK(read("{b}+{c}-{d}", "1.50,2,0.25") == "3.25");
    CHECK(read("{b}-{c}", ",-4.50,") == "4.50");
    CHECK(read("-{b}", "-4.50,,") == "4.50");
    CHECK(read("{b}/{c}*{d}", "10,3,3") == "10.00");
    CHECK(read("{b}/{c}", "10,3,") == "3.33");
    CHECK(read("{b}/{c}", "0.05,2,") == "0.03");
    CHECK(read("{b}*{c}-{d}", "1.115,2,0.03") == "2.20");
    CHECK(read("({b}-{c})*(100+{d})/100", "200,100,13") == "113.00");
    CHECK(read("{b}*{c}+{d}", "5,,1.25") == "1.25");
    CHECK(read("{b}*2", "1.005,,") == "2.01");
    CHECK(read("{b}+{c}", "1.005,1,") == "total `1.005+1` has more than 2 decimals");
    CHECK(read("{b}/{c}", "5,0,") == "total would be divided by 0, or by a blank cell");
    CHECK(read("{b}*({c}", "5,2,") == "total `5*(2` is not a number");
    CHECK(read("{b}*{c}", "9000000000,9000000000,") == "total `9000000000*9000000000` is too large for the books");
}

TEST_CASE("import: minus, currency and text around a number") {
    const auto read = [](const std::string& cell, const std::string& currency = "USD", const std::string& price = "{b}") {
        const ImportResult result =
            imported("minus_mark=' CR'\nkind='expense'\nref='{a}'\ndate='2026-11-03'\npaid='10+" + price + " cash'\n",
                     "a,b\n1,\"" + cell + "\"\n", currency);
        if (!result.bad.empty()) return say(result.bad[0].why, Lang::en).substr(0, 40);
        const size_t at = result.journal_text.find("paid ") + 5;
        return result.journal_text.substr(at, result.journal_text.find(" cash") - at);
    };
    CHECK(read("(1.00)") == "9.00");
    CHECK(read("($1,001.00)") == "paid `10+($1,001.00)` is below 0");
    CHECK(read("($1.00)") == "9.00");
    CHECK(read("1.00-") == "9.00");
    CHECK(read("-$1.00") == "9.00");
    CHECK(read("$-1.00") == "9.00");
    CHECK(read("−1.00") == "9.00");
    CHECK(read("1.00 CR") == "9.00");
    CHECK(read("1.00 USD") == "11.00");
    CHECK(read("$1.00", "EUR").substr(0, 16) == "paid `10+$1.00` ");
    CHECK(read("1,000.00 €", "EUR") == "1010.00");
    CHECK(read("¥1.00", "CNY") == "11.00");
    CHECK(read("131.77(已退款89.84)", "CNY", "{b|#}-{b|已退款*)}") == "51.93");
    CHECK(read("6 pcs", "CNY", "{b|#}") == "16.00");
}

namespace {

const std::string line_rules = R"(
kind = "sell"
ref = "{No}"
date = "2026-11-03"
item = "{Code}"
quantity = "1"
price = "{Price}"
discount = "{Off}"
received = "{Paid} bank"
)";

const std::string sum_rules =
    "kind='sell'\nref='{No}'\ndate='2026-11-03'\nitem='{Code}'\nquantity='1'\nprice='{Price}'\ndiscount='{Price}-{Paid}'\n";

}  // namespace

TEST_CASE("import: an amount on several rows is one, or is added up, as the rules say") {
    const std::string csv = "No,Code,Price,Off,Paid\n1,TEA,5,1.00,8.00\n1,CUP,5,1.00,8.00\n";
    CHECK(faults_in(line_rules, csv).find("3: discount `1.00` stands here and in line 2 of the same document") != std::string::npos);
    CHECK(entries_of("sum=['Off']\ndocument=['Paid']\n" + line_rules, csv).find("discount 2.00\n    received 8.00 bank\n") !=
          std::string::npos);
    CHECK(entries_of("document=['Off','Paid']\n" + line_rules, csv).find("discount 1.00") != std::string::npos);
    const std::string other = "No,Code,Price,Off,Paid\n1,TEA,5,1.00,8.00\n1,CUP,5,2.00,\n";
    CHECK(faults_in("document=['Off']\n" + line_rules, other).find("`Off` is `2.00` here and `1.00` in line 2") != std::string::npos);
    CHECK(entries_of("first=['Off']\n" + line_rules, other).find("discount 1.00") != std::string::npos);
    // what is the document's counts once in what is added up
    CHECK(entries_of("sum=['Price']\ndocument=['Paid']\n" + sum_rules, "No,Code,Price,Off,Paid\n1,TEA,5,,8\n1,CUP,5,,8\n")
              .find("discount 2.00") != std::string::npos);
}

TEST_CASE("import: what skips a document, or chooses its kind, does so for all its rows") {
    const std::string rules = line_rules +
                              "[[import.x.case]]\nwhen={column='State',is='refunded'}\nkind='skip'\n"
                              "[[import.x.case]]\nwhen={column='Paid',empty=true}\nkind='order'\n";
    CHECK(entries_of(rules,
                     "No,Code,Price,Off,Paid,State\n1,TEA,5,,5,refunded\n1,CUP,5,,,\n2,TEA,5,,10,paid\n2,CUP,5,,,\n3,TEA,5,,,paid\n") ==
          "2026-11-03 sell 2\n    - TEA     1 @ 5.00\n    - CUP     1 @ 5.00\n    received 10.00 bank\n\n"
          "2026-11-03 order 3\n    - TEA 1 @ 5.00\n");
}
