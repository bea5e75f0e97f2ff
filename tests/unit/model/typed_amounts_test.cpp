#include "model/typed_amounts.h"

#include <doctest/doctest.h>

using namespace daybook;

TEST_CASE("typed amounts: plain numbers of what is typed, in the shop's own currency") {
    const struct {
        const char *typed, *currency, *plain;
    } table[] = {{"68", "CNY", "68"},
                 {"68元", "CNY", "68"},
                 {"68块", "CNY", "68"},
                 {"￥68", "CNY", "68"},
                 {"¥ 68.50 元", "CNY", "68.50"},
                 {"－￥６８．５", "CNY", "-68.5"},
                 {"１，２３４．５０", "CNY", "1,234.50"},
                 {"$68", "USD", "68"},
                 {"68€", "EUR", "68"},
                 {"￥68", "USD", "¥68"},
                 {"68元", "USD", "68元"},
                 {"元", "CNY", "元"},
                 {"￥", "CNY", "¥"},
                 {"五元", "CNY", "五元"},
                 {"68元人民币", "CNY", "68元人民币"},
                 {"68美元", "CNY", "68美元"},
                 {"", "CNY", ""}};
    for (const auto& row : table) {
        CAPTURE(row.typed);
        CHECK(plain_amount(row.typed, row.currency) == row.plain);
    }
}
