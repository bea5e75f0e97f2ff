#include "importing/import.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <set>

#include "journal/journal.h"

using namespace daybook;

namespace {

ImportRules rules_of(const std::string& toml) {
    auto rules = read_import_rules("daybook.toml", "[import.x]\n" + toml, "x");
    if (!rules)
        for (const Error& error : rules.error()) MESSAGE(render_error(error, Lang::en, false));
    REQUIRE(rules);
    return *rules;
}

// Imports into a ledger that has these refs and items.
ImportResult import_text(const ImportRules& rules, std::vector<std::string> files, std::set<std::string> known = {}) {
    std::vector<ImportFile> list;
    for (std::string& text : files) list.push_back({fmt::format("f{}.csv", list.size() + 1), std::move(text)});
    ImportLedger ledger;
    ledger.known = [&](Kind, std::string_view name) { return known.contains(std::string(name)); };
    auto result = import_rows(rules, list, ledger);
    if (!result) MESSAGE(render_error(result.error(), Lang::en, false));
    REQUIRE(result);
    // what is written must read back
    Journal journal{BookSettings()};
    journal.read_draft("import", result->journal_text);
    for (const Error& error : journal.errors()) MESSAGE(render_error(error, Lang::en, false));
    CHECK(journal.errors().empty());
    return *result;
}

std::string journal_of(const std::string& toml, const std::string& csv) {
    const ImportResult result = import_text(rules_of(toml), {csv});
    for (const BadRow& row : result.bad) MESSAGE(row.line << ": " << say(row.why, Lang::en));
    CHECK(result.bad.empty());
    return result.journal_text;
}

// LINE: why, for each bad row.
std::string faults_of(const std::string& toml, const std::string& csv) {
    std::string out;
    const ImportResult result = import_text(rules_of(toml), {csv});
    for (const BadRow& row : result.bad) out += fmt::format("{}: {}\n", row.line, say(row.why, Lang::en));
    return out;
}

const std::string sales = R"(
kind = "sell"
ref = "{No}"
date = "{Date}"
party = "{Customer}"
item = "{Code}"
name = "{Text}"
quantity = "{Qty}"
price = "{Price}"
money = "bank"
services = ["POST", "gift_*"]
[[import.x.case]]
when = { column = "No", starts = "C" }
kind = "return"
[[import.x.case]]
when = { column = "Qty", below = 0 }
kind = "write-off"
for = "{Text}"
)";
const std::string head = "No,Date,Code,Text,Qty,Price,Customer\n";

}  // namespace

TEST_CASE("import: rows with one ref are one document, by the first case that they fit") {
    CHECK(journal_of(sales, head + "1,2026-11-03 08:26:00,TEA,Tea,2,1.5,王芳\n"
                                   "1,2026-11-03 08:27:00,POST,,1,10,王芳\n"
                                   "2,2026/11/4,CUP,Cup,1,0.335,\n"
                                   "C3,2026-11-05,TEA,Green tea,-1,1.5,王芳\n"
                                   "4,2026-11-06,CUP,broken; chipped,-2,0,\n") ==
          "2026-11-03 item TEA \"Green tea\"\n"
          "\n"
          "2026-11-03 item POST\n"
          "    service yes\n"
          "\n"
          "2026-11-04 item CUP \"broken; chipped\"\n"
          "\n"
          "2026-11-03 sell 1 to 王芳\n"
          "    - TEA     2 @ 1.50\n"
          "    - POST    1 @ 10.00\n"
          "    received 13.00 bank\n"
          "\n"
          "2026-11-04 sell 2\n"
          "    - CUP    1 @ 0.335\n"
          "    received 0.34 bank\n"
          "\n"
          "2026-11-05 return C3 from 王芳\n"
          "    + TEA 1 @ 1.50\n"
          "    paid  1.50 bank\n"
          "\n"
          "2026-11-06 write-off 4 for \"broken; chipped\"\n"
          "    - CUP 2\n");
}

TEST_CASE("import: rows of a document may stand apart, and a document of total 0 gets no money line") {
    CHECK(journal_of(sales, head + "1,2026-11-03,TEA,,2,1.5,\n2,2026-11-03,TEA,,1,0,\n1,2026-11-03,TEA,,1,2,\n") ==
          "2026-11-03 item TEA\n"
          "\n"
          "2026-11-03 sell 1\n"
          "    - TEA    2 @ 1.50\n"
          "    - TEA    1 @ 2.00\n"
          "    received 5.00 bank\n"
          "\n"
          "2026-11-03 sell 2\n"
          "    - TEA 1 @ 0.00\n");
}

TEST_CASE("import: an item is declared from the day of its first document on") {
    const std::string text = journal_of(sales, head + "1,2026-11-05,TEA,A,2,1.5,\n2,2026-11-03,TEA,,1,1,\n");
    CHECK(text.substr(0, 22) == "2026-11-03 item TEA A\n");
}

TEST_CASE("import: codes are taken to the letter, and quoted where they must be") {
    const std::string text = journal_of(sales, head + "1,2026-11-05,m,,1,1,\n2,2026-11-05,M,,1,1,\n3,2026-11-05,BANK CHARGES,,1,1,\n");
    CHECK(text.find("- m ") != std::string::npos);
    CHECK(text.find("- M ") != std::string::npos);
    CHECK(text.find("- \"BANK CHARGES\" ") != std::string::npos);
}

TEST_CASE("import: a second time adds nothing") {
    const std::string csv = head + "1,2026-11-03,TEA,Tea,2,1.5,\n1,2026-11-03,CUP,Cup,1,1.5,\n2,2026-11-04,POST,,1,3,\n";
    const ImportResult again = import_text(rules_of(sales), {csv}, {"1", "2", "TEA", "CUP", "POST"});
    CHECK(again.journal_text.empty());
    CHECK(again.known_documents == 2);
    CHECK(again.known_rows == 3);
    CHECK(again.rows == 3);
    CHECK(again.new_items.empty());
}

TEST_CASE("import: of known items and documents only the new is written") {
    const std::string csv = head + "1,2026-11-03,TEA,Tea,2,1.5,\n2,2026-11-04,TEA,Tea,1,3,\n2,2026-11-04,CUP,Cup,1,3,\n";
    const ImportResult result = import_text(rules_of(sales), {csv}, {"1", "TEA"});
    CHECK(result.journal_text.substr(0, 25) == "2026-11-04 item CUP Cup\n\n");
    CHECK(result.journal_text.find("sell 1") == std::string::npos);
    CHECK(result.documents[static_cast<size_t>(Kind::sell)] == 1);
}

TEST_CASE("import: files that overlap give each document once") {
    const ImportResult result = import_text(rules_of(sales), {head + "1,2026-11-03,TEA,,2,1.5,\n2,2026-11-03,TEA,,2,1.5,\n",
                                                              head + "2,2026-11-03,TEA,,2,1.5,\n3,2026-11-04,TEA,,2,1,\n"});
    CHECK(result.documents[static_cast<size_t>(Kind::sell)] == 3);
    CHECK(result.known_documents == 1);
    CHECK(result.known_rows == 1);
}

TEST_CASE("import: each kind of bad row says what is wrong") {
    CHECK(faults_of(sales, head + ",2026-11-03,TEA,,1,1,\n"
                                  "2,03.11.2026,TEA,,1,1,\n"
                                  "3,2026-11-31,TEA,,1,1,\n"
                                  "4,2026-11-03,,,1,1,\n"
                                  "5,2026-11-03,TEA,,,1,\n"
                                  "6,2026-11-03,TEA,,two,1,\n"
                                  "7,2026-11-03,TEA,,0,1,\n"
                                  "8,2026-11-03,TEA,,1,-1,\n"
                                  "9,2026-11-03,TEA,,1,1.2345678,\n"
                                  "10,2026-11-03,TEA,,99999999999999,1,\n"
                                  "11,2026-11-03,TEA,,1,,\n"
                                  "12,2026-11-03,TEA,,1,1,A,B\n"
                                  "13,2026-11-03\n"
                                  "14,2026-11-03,T\x01,,1,1,\n"
                                  "3.5E+27,2026-11-03,TEA,,1,1,\n"
                                  "16,2026-11-03,TEA,,9000000,9000000000000,\n") ==
          "2: the row has no ref: the cell is blank; leave such rows out by a case (kind = \"skip\")\n"
          "3: `03.11.2026` is not a date of the form %Y-%m-%d; say in the rules how the file writes them, such as date_format = "
          "\"%d/%m/%Y\", or a list of formats\n"
          "4: there is no such day as 2026-11-31\n"
          "5: item is blank\n"
          "6: quantity is blank\n"
          "7: quantity `two` is not a number\n"
          "8: the quantity is 0\n"
          "9: price `-1` is below 0\n"
          "10: price `1.2345678` has more than 6 decimals\n"
          "11: quantity `99999999999999` is too large for the books\n"
          "12: price is blank\n"
          "13: 8 columns where the header has 7: the row is cut off, or a cell holds the delimiter and is not in quotes\n"
          "14: 2 columns where the header has 7: the row is cut off, or a cell holds the delimiter and is not in quotes\n"
          "15: a control character in item\n"
          "16: `3.5E+27`: a spreadsheet has shortened this number; export the file again and do not save it from there\n"
          "17: the document's total is too large for the books\n");
}

TEST_CASE("import: a line of detail has all the words that its key wants, or is left out") {
    const std::string paid = "kind = \"expense\"\nref = \"{a}\"\ndate = \"{b}\"\nfor = \"{c}\"\npaid = \"{d} {e}\"\n",
                      start = "a,b,c,d,e\n";
    CHECK(faults_of(paid, start + "1,2026-11-03,rent,5,cash\n2,2026-11-03,rent,,cash\n3,2026-11-03,rent,5,\n") == "4: paid is blank\n");
    const std::string freight =
        "kind = \"purchase\"\nref = \"{a}\"\ndate = \"{b}\"\nitem = \"{c}\"\nquantity = \"1\"\nprice = \"{d}\"\nfreight = \"{d} by {e}\"\n";
    CHECK(faults_of(freight, start + "1,2026-11-03,TEA,5,quantity\n2,2026-11-03,TEA,5,\n") == "3: freight is blank\n");
}

TEST_CASE("import: a document with a bad row is bad as a whole, and nothing is left of it") {
    const std::string csv = head + "1,2026-11-03,TEA,,2,1.5,\r\n2,2026-11-03,CUP,,2,1.5,\r\n1,2026-11-03,MUG,\"a \"\"b\"\"\",x,1.5,\r\n";
    const ImportResult result = import_text(rules_of(sales), {csv});
    REQUIRE(result.bad.size() == 2);
    CHECK(result.bad_documents == 1);
    CHECK(say(result.bad[0].why, Lang::en) == "line 4 of the same document is bad");
    CHECK(result.journal_text.find("TEA") == std::string::npos);
    CHECK(result.journal_text.find("CUP") != std::string::npos);
    CHECK(rejects_csv(result) == "\xef\xbb\xbf" + head + "1,2026-11-03,TEA,,2,1.5,\n1,2026-11-03,MUG,\"a \"\"b\"\"\",x,1.5,\n");
}

TEST_CASE("import: rows of a document must agree") {
    CHECK(faults_of(sales, head + "1,2026-11-03,TEA,,1,1,A\n1,2026-11-04,TEA,,1,1,A\n"
                                  "2,2026-11-03,TEA,,1,1,A\n2,2026-11-03,TEA,,1,1,B\n"
                                  "3,2026-11-03,TEA,,1,1,A\n3,2026-11-03,TEA,,-1,1,A\n"
                                  "4,2026-11-03,TEA,,1,1,\n4,2026-11-03,TEA,,1,1,A\n") ==
          "2: line 3 of the same document is bad\n"
          "3: date differs from line 2 of the same document: first = [\"Date\"] in the rules takes what stands on its first row\n"
          "4: line 5 of the same document is bad\n"
          "5: to differs from line 4 of the same document: first = [\"Customer\"] in the rules takes what stands on its first row\n"
          "6: line 7 of the same document is bad\n"
          "7: kind differs from line 6 of the same document\n");
}

TEST_CASE("import: a quantity below 0 wants a case of its own") {
    CHECK(faults_of("kind='sell'\nref='{a}'\ndate='2026-11-03'\nitem='{b}'\nquantity='{c}'\nprice=1\n", "a,b,c\n1,x,-2\n") ==
          "2: a sale of -2: say in a case of the rules what a quantity below 0 means\n");
    CHECK(faults_of("ref='{a}'\ndate='2026-11-03'\n[[import.x.case]]\nwhen={column='a',is='2'}\nkind='expense'\npaid='1 cash'\n",
                    "a\n2\n3\n") == "3: no case of the rules fits this row\n");
}

TEST_CASE("import: clauses, details and marks are filled from columns") {
    CHECK(journal_of(R"(
kind = "sell"
ref = "TB-{id}"
date = "{day}"
date_format = "%d/%m/%y"
to = "{who}"
via = "taobao"
item = "{sku}"
unit = "{unit}"
lot = "{lot}"
expires = "{until}"
quantity = "{n}"
total = "{sum}-{off}"
discount = "{off} {why}"
postage = "{post}"
fee = ["{cut} commission", "{ad} 推广 {account}"]
received = "{paid} alipay"
tag = "from {who}"
note = "{text}"
)",
                     "id,day,who,sku,unit,lot,until,n,sum,off,why,post,cut,ad,account,paid,text\n"
                     "7,03/11/26,张 三,TEA,盒,L1,31/12/26,2,\"1,100.00\",100,满减,10.00,¥3.60,0.5,alipay,￥1010元,\"see\nhere\"\n"
                     "8,04/11/26,李四,TEA,,,,1,50,,,0.00,,,,,\n") ==
          "2026-11-03 sell TB-7 to \"张 三\" via taobao ; see here\n"
          "    - TEA       2 盒 @@ 1000.00 lot:L1 expires:2026-12-31\n"
          "    tag      \"from 张 三\"\n"
          "    discount  100.00 满减\n"
          "    postage    10.00\n"
          "    received 1010.00 alipay\n"
          "    fee         3.60 commission\n"
          "    fee         0.50 推广 alipay\n"
          "\n"
          "2026-11-04 sell TB-8 to 李四 via taobao\n"
          "    - TEA 1 @@ 50.00\n"
          "    tag   \"from 李四\"\n");
}

TEST_CASE("import: the money of a document counts discount and postage") {
    CHECK(journal_of("kind='purchase'\nref='{a}'\ndate='2026-11-03'\nparty='厂'\nitem='{b}'\nquantity='{c}'\nprice='{d}'\nfreight='{e}'\n"
                     "discount='{f}'\nmoney='alipay'\n",
                     "a,b,c,d,e,f\n1,TEA,2,10,6,1\n1,CUP,1,0.5,,\n") ==
          "2026-11-03 purchase 1 from 厂\n"
          "    + TEA     2 @ 10.00\n"
          "    + CUP     1 @ 0.50\n"
          "    discount  1.00\n"
          "    freight   6.00\n"
          "    paid     25.50 alipay\n");
}

TEST_CASE("import: a lot is one word") {
    CHECK(faults_of("kind='sell'\nref='{a}'\ndate='2026-11-03'\nitem='{b}'\nquantity='1'\nprice=1\nlot='{c}'\n", "a,b,c\n1,x,L 1\n") ==
          "2: lot `L 1` must be one word, without blanks, quotes or ;\n");
}

TEST_CASE("import: master data") {
    CHECK(journal_of("kind='customer'\nref='{姓名}'\ndate='2026-01-01'\nphone='{电话}'\nlevel='{等级}'\n",
                     "姓名,电话,等级\n王芳,'13800000001,vip\n李四,,\n") ==
          "2026-01-01 customer 王芳\n"
          "    phone 13800000001\n"
          "    level vip\n"
          "\n"
          "2026-01-01 customer 李四\n");
    CHECK(journal_of("kind='item'\nref='{编码}'\nname='{品名}'\ndate='2026-01-01'\nprice='{售价}'\n",
                     "编码,品名,售价\nTEA,龙井 特级,\"1,059.5\"\n") ==
          "2026-01-01 item TEA \"龙井 特级\"\n"
          "    price 1059.5\n");
}

TEST_CASE("import: every condition, alone and negated") {
    const auto taken = [](const std::string& condition) {
        const ImportResult result =
            import_text(rules_of("ref='{a}'\ndate='2026-11-03'\n[[import.x.case]]\nwhen=" + condition +
                                 "\nkind='income'\nreceived='1 cash'\n[[import.x.case]]\nwhen={column='a',empty=false}\nkind='skip'\n"),
                        {"a,b\n1,abc\n2,abd\n3,-5\n4,\n"});
        std::string refs;
        for (size_t at = 0; (at = result.journal_text.find("income ", at)) != std::string::npos; at += 7)
            refs += result.journal_text[at + 7];
        CHECK(result.bad.empty());
        return refs;
    };
    CHECK(taken("{column='b',is='abc'}") == "1");
    CHECK(taken("{column='b',is=['abc','-5']}") == "13");
    CHECK(taken("{column='b',is='abc',not=true}") == "234");
    CHECK(taken("{column='b',starts='ab'}") == "12");
    CHECK(taken("{column='b',ends='d'}") == "2");
    CHECK(taken("{column='b',contains='b'}") == "12");
    CHECK(taken("{column='b',matches='a?c'}") == "1");
    CHECK(taken("{column='b',matches='*'}") == "1234");
    CHECK(taken("{column='b',below=0}") == "3");
    CHECK(taken("{column='b',below='-4.5'}") == "3");
    CHECK(taken("{column='b',above=-6}") == "3");
    CHECK(taken("{column='b',empty=true}") == "4");
    CHECK(taken("{column='b',empty=false}") == "123");
    CHECK(taken("[{column='b',starts='a'},{column='a',above=1}]") == "2");
    CHECK(taken("{column='b',starts='a',ends='c'}") == "1");
}

TEST_CASE("import: a list of orders as Taobao writes it: ids in =\"\", padded heads, one column more, GBK") {
    // "订单编号","收货人 ","手机","金额","状态" and two orders, the second closed
    const std::string gbk =
        "\"\xb6\xa9\xb5\xa5\xb1\xe0\xba\xc5\",\"\xca\xd5\xbb\xf5\xc8\xcb "
        "\",\"\xca\xd6\xbb\xfa\",\"\xbd\xf0\xb6\xee\",\"\xd7\xb4\xcc\xac\"\r\n"
        "=\"35000000000000001\",\"\xcd\xf5\xb7\xbc\",\"'13800000001\",\"118.00\",\"\xb3\xc9\xb9\xa6\",\"\"\r\n"
        "=\"35000000000000002\",\"\xcd\xf5\xb7\xbc\",\"'13800000001\",\"118.00\",\"\xb9\xd8\xb1\xd5\",\r\n";
    CHECK(journal_of(R"(
encoding = "gbk"
kind = "sell"
ref = "{订单编号}"
date = "2026-11-03"
party = "{收货人}"
note = "{手机}"
item = "TEA"
quantity = 1
total = "{金额}"
money = "alipay"
[[import.x.case]]
when = { column = "状态", is = "关闭" }
kind = "skip"
)",
                     gbk) ==
          "2026-11-03 sell 35000000000000001 to 王芳 ; 13800000001\n"
          "    - TEA      1 @@ 118.00\n"
          "    received 118.00 alipay\n");
}

TEST_CASE("import: a wallet's bill: a preamble, padded cells, ids that end in a TAB, rows that are neither") {
    CHECK(journal_of(R"(
ref = "{单号}"
date = "{时间}"
for = "{分类}"
[[import.x.case]]
when = { column = "状态", is = "交易关闭" }
kind = "skip"
[[import.x.case]]
when = { column = "收/支", is = "支出" }
kind = "expense"
paid = "{金额(元)} {账户}"
[[import.x.case]]
when = { column = "收/支", is = "收入" }
kind = "income"
received = "{金额(元)} {账户}"
[[import.x.case]]
when = { column = "备注", contains = "服务费" }
kind = "transfer"
paid = "{金额(元)} {账户}"
received = "{金额(元)}-{备注|服务费*} bank"
[[import.x.case]]
when = { column = "收/支", is = "/" }
kind = "skip"
[import.x.values."账户"]
"银行*" = "bank"
"余额" = "alipay"
"" = "alipay"
)",
                     "----------\n账单：\"张三\"\n\n时间            ,分类  ,收/支  ,金额(元)   ,账户   ,状态   ,单号    ,备注   ,\n"
                     "2026-11-01 10:00:00 ,餐饮  ,支出  ,¥20.00  ,余额  ,成功  ,20261101000000001\t,   ,\n"
                     "2026-11-02 10:00:00 ,红包  ,收入  ,¥0.35  ,银行卡(1234)  ,成功  ,20261101000000002\t,/   ,\n"
                     "2026-11-02 10:00:00 ,购物  ,支出  ,8.00  ,  ,交易关闭  ,20261101000000003\t,/   ,\n"
                     "2026-11-02 10:00:00 ,转存  ,/  ,8.00  ,  ,成功  ,20261101000000004\t,/   ,\n"
                     "2026-11-03 10:00:00 ,提现  ,/  ,¥100.10  ,余额  ,成功  ,20261101000000005\t,\"服务费¥0.10\" ,\n"
                     "\n") ==
          "2026-11-01 expense 20261101000000001 for 餐饮\n"
          "    paid 20.00 alipay\n"
          "\n"
          "2026-11-02 income 20261101000000002 for 红包\n"
          "    received 0.35 bank\n"
          "\n"
          "2026-11-03 transfer 20261101000000005\n"
          "    paid     100.10 alipay\n"
          "    received 100.00 bank\n");
}

TEST_CASE("import: a file that lacks a column says which there are, and points at the rules") {
    const std::vector<ImportFile> files = {{"f.csv", "No,Datum,Code,Text,Qty,Price,Customer\n"}};
    const auto result = import_rows(rules_of(sales), files, {});
    REQUIRE_FALSE(result);
    CHECK(result.error().place.file == "daybook.toml");
    CHECK(result.error().place.line == 5);
    CHECK(say(result.error().what, Lang::en) == "the file has no column `Date`");
    CHECK(say(result.error().hint, Lang::en) == "did you mean `Datum`?");
    const std::vector<ImportFile> wrong = {{"f.csv", "a,b\n1,2\n"}};
    CHECK(import_rows(rules_of(sales), wrong, {}).error().what.id == Text::import_no_header);
    const std::vector<ImportFile> torn = {{"f.csv", head + "1,\"2\n"}};
    CHECK(import_rows(rules_of(sales), torn, {}).error().place.line == 2);
}

TEST_CASE("import rules: all that is wrong is said at its place") {
    const auto faults = [](const std::string& toml) {
        std::string out;
        const auto rules = read_import_rules("d.toml", toml, "x");
        if (rules) return std::string("none");
        for (const Error& e : rules.error()) out += fmt::format("{}:{} {}\n", e.place.line, e.place.column, say(e.what, Lang::en));
        return out;
    };
    CHECK(faults("[import.y]\nkind='sell'\n") == "0:0 there is no [import.x]\n");
    CHECK(faults("[import.x\n").substr(0, 25) == "1:10 this is not TOML: Er");
    CHECK(faults("[import.x]\n") == "1:1 `kind` is missing here\n");
    CHECK(faults("[import.x]\nkind='sel'\nref='a'\ndate='b'\n") == "2:6 `sel` is not a kind of entry that can be imported\n");
    const std::string fine = "[import.x]\nkind='sell'\nref='{a}'\ndate='{b}'\nitem='{c}'\nquantity=1\nprice=1\n";
    CHECK(faults(fine) == "none");
    CHECK(faults(fine + "encoding='gb'\ndelimiter='::'\ndate_format='%Q'\nservices=1.5\n") ==
          "8:10 there is no encoding `gb`\n9:11 `delimiter` must be one character, such as \",\" \";\" or \"\\t\"\n"
          "10:13 `%Q` is not a date format\n11:10 `services` must be text\n");
    CHECK(faults(fine + "quantitty='1'\nreceived='{x}'\nnote='{'\nreason='x'\n") ==
          "8:1 import rules have no `quantitty`\n10:6 cannot read the braces of `{`\n9:10 `received` does not hold 1 values\n"
          "11:1 `sell` has no `reason`\n");
    CHECK(faults(fine + "total='1'\n") == "8:1 give `price` or `total`, not both\n");
    CHECK(faults("[import.x]\nkind='sell'\nref='{a}'\ndate=true\n") ==
          "4:6 `date` must be text\n1:1 `item` is missing here\n1:1 `quantity` is missing here\n1:1 `price` is missing here\n");
    CHECK(faults(fine + "[[import.x.case]]\nkind='expense'\nwhen={column='a',iss='1'}\n") ==
          "10:18 conditions have no `iss`\n10:6 this condition tests nothing\n");
    CHECK(faults(fine + "[[import.x.case]]\nkind='skip'\nwhen={below=0.5}\n") ==
          "10:13 `below` must be a whole number, or a decimal in quotes: 5, \"0.5\"\n10:6 `column` is missing here\n");
    CHECK(faults(fine + "[[import.x.case]]\nkind='skip'\n") == "8:1 `when` is missing here\n");
    CHECK(faults(fine + "case='skip'\n") == "8:6 `case` must be a list of sections: [[import.NAME.case]]\n");
}

TEST_CASE("import: what parts decimals and thousands is said, not guessed") {
    const std::string rules = "kind='income'\nref='{a}'\ndate='2026-11-03'\nfor='x'\nreceived='{b} cash'\n";
    const auto read = [&](const std::string& marks, const std::string& cell) {
        const ImportResult result = import_text(rules_of(marks + rules), {"a,b\n1,\"" + cell + "\"\n"});
        if (!result.bad.empty()) return say(result.bad[0].why, Lang::en).substr(0, 40);
        const size_t at = result.journal_text.find("received ") + 9;
        return result.journal_text.substr(at, result.journal_text.find(" cash") - at);
    };
    CHECK(read("", "0,500") == "received `0,500`: is the mark in it for ");
    CHECK(read("", "1,234") == "received `1,234`: is the mark in it for ");
    CHECK(read("", "1,5") == "received `1,5`: is the mark in it for de");
    CHECK(read("", "1,234.00") == "1234.00");
    CHECK(read("", "¥1,234,567") == "1234567.00");
    CHECK(read("thousands_mark=','\n", "1,234") == "1234.00");
    CHECK(read("thousands_mark=','\n", "0,500") == "received `0,500` is not a number");
    CHECK(read("decimal_mark=','\n", "0,50") == "0.50");
    CHECK(read("decimal_mark=','\n", "1.234,50") == "1234.50");
    CHECK(read("decimal_mark=','\n", "1.234") == "received `1.234`: is the mark in it for ");
    CHECK(read("decimal_mark=','\nthousands_mark='.'\n", "1.234") == "1234.00");
    CHECK(read("decimal_mark=','\nthousands_mark=' '\n", "-1 234,5") == "received `-1 234,5` is below 0");
}

TEST_CASE("import: of two columns of one name, the rules say which") {
    const std::string rules = "kind='income'\nref='{a}'\ndate='2026-11-03'\nfor='x'\nreceived='{b#2} cash'\n";
    CHECK(journal_of(rules, "a,b,b\n1,5,7\n").find("received 7.00 cash") != std::string::npos);
    CHECK(journal_of(rules, "a,b,b#2\n1,5,8\n").find("received 8.00 cash") != std::string::npos);
}
