#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "unit/render_samples.h"

using namespace daybook;
using namespace daybook::samples;

TEST_CASE("csv: keys as heads, all that is data, neither total nor bars") {
    CHECK(shown(stock(), "csv", {Lang::zh, true, 20}) ==
          "item,name,on_hand,unit_cost,value,margin\n"
          "TSHIRT-M,红色T恤M码,18,36.00,648.00,44.5\n"
          "CUP,cup,-0.5,0.333333,-0.17,-0.5\n");
}

TEST_CASE("csv: only the main table, words in English, empty cells empty") {
    Report report = stock();
    report.tables = {accounts(), stock().tables[0]};
    report.tables[0].rows.push_back({{}, {}});
    CHECK(shown(report, "csv", {Lang::zh}) == "account,entries\nsale,3\n现金,-2\n,\n");
    report.tables.clear();
    CHECK(shown(report, "csv").empty());
}

TEST_CASE("csv: quoting by RFC 4180") {
    CHECK(csv("a,b") == "\"a,b\"\n");
    CHECK(csv("5\" pipe") == "\"5\"\" pipe\"\n");
    CHECK(csv("two\nlines") == "\"two\nlines\"\n");
    CHECK(csv("a|b <c>") == "a|b <c>\n");
}

TEST_CASE("csv: a name is never a formula, a figure never text") {
    CHECK(csv("=cmd()|' /C calc'!A0") == "'=cmd()|' /C calc'!A0\n");
    CHECK(csv("+1") == "'+1\n");
    CHECK(csv("-1") == "'-1\n");
    CHECK(csv("@SUM(A1,A2)") == "\"'@SUM(A1,A2)\"\n");
    CHECK(csv("\t=1") == "\"'\t=1\"\n");
    CHECK(csv("＝1") == "'＝1\n");
    CHECK(csv("a;=1") == "\"a;=1\"\n");
    CHECK(csv("\r=1") == "\"'\r=1\"\n");
    CHECK(csv("a=1") == "a=1\n");
    CHECK(csv("\x1b[31m" + right_to_left) == replaced + "[31m" + replaced + "\n");
}

TEST_CASE("json: decimals as strings, keys in the order of the columns, no empty cells") {
    CHECK(shown(stock(), "json", {Lang::zh, true, 20}) == R"({
  "report": "stock",
  "as_of": "2026-11-30",
  "currency": "CNY",
  "rows": [
    {
      "item": "TSHIRT-M",
      "name": "红色T恤M码",
      "on_hand": "18",
      "unit_cost": "36.00",
      "value": "648.00",
      "margin": "44.5"
    },
    {
      "item": "CUP",
      "name": "cup",
      "on_hand": "-0.5",
      "unit_cost": "0.333333",
      "value": "-0.17",
      "margin": "-0.5"
    }
  ],
  "total": {
    "value": "647.83"
  }
}
)");
}

TEST_CASE("json: further tables by key, words in English, counts as numbers, an open period without its end") {
    Report report = stock();
    report.tables[0].rows.clear();
    report.tables[0].total.reset();
    report.tables.push_back(accounts());
    report.as_of.reset();
    report.period = Period{from_civil({2026, 11, 1}), last_date};
    CHECK(shown(report, "json", {Lang::zh}) == R"({
  "report": "stock",
  "begin": "2026-11-01",
  "currency": "CNY",
  "rows": [],
  "tables": {
    "accounts": {
      "rows": [
        {
          "account": "sale",
          "entries": 3
        },
        {
          "account": "现金",
          "entries": -2
        }
      ],
      "total": {
        "entries": 1
      }
    }
  }
}
)");
    report.period = Period{first_date, from_civil({2026, 12, 1})};
    CHECK(has(shown(report, "json"), "\"report\": \"stock\",\n  \"end\": \"2026-12-01\",\n"));
    report.tables.clear();
    CHECK(has(shown(report, "json"), "\"rows\": []\n}\n"));
}

TEST_CASE("json: names come back as they are stored, and print nothing that a terminal acts on") {
    for (const std::string& text : {std::string("\x1b[31m"), right_to_left + "x", std::string("a\"\\\n\t|<b>"), std::string("\x7f\xc2\x9b"),
                                    std::string("红色T恤 👩‍👧 é"), std::string("=cmd()")}) {
        const std::string out = shown(holding(text), "json");
        CHECK(nlohmann::json::parse(out)["rows"][0]["item"] == text);
        for (const std::string& bad : {std::string("\x1b"), right_to_left, std::string("\x7f"), std::string("\xc2\x9b")})
            CHECK_FALSE(has(out, bad));
    }
    CHECK(has(shown(holding("红色T恤"), "json"), "红色T恤"));
    CHECK(has(shown(holding("bad \xff byte"), "json"), "bad " + replaced + " byte"));
}

TEST_CASE("a currency without decimals") {
    Report report = stock();
    report.money_decimals = 0;
    report.currency = "JPY";
    CHECK(has(shown(report, "csv"), "TSHIRT-M,红色T恤M码,18,36,64800,44.5\n"));
    CHECK(has(shown(report, "json"), "\"currency\": \"JPY\""));
}
