// A journal: read, printed, read again, booked, reported.
#include "journal/journal.h"

#include <algorithm>

#include "books/books.h"
#include "journal/blocks.h"
#include "journal/printer.h"
#include "property.h"
#include "render/render.h"
#include "reports/accounts.h"
#include "reports/daily.h"
#include "reports/deliveries.h"
#include "reports/documents.h"
#include "reports/parcels.h"
#include "reports/parties.h"
#include "reports/plan.h"
#include "reports/profit.h"
#include "reports/sales.h"
#include "reports/settlement.h"
#include "reports/staff.h"
#include "reports/statements.h"
#include "reports/stock.h"
#include "reports/turning.h"

using namespace daybook;

namespace {

void blocks_are_the_text(std::string_view text) {
    std::string joined;
    for (const Block& block : blocks_of(text)) joined += block.text;
    fuzz::property(joined == text, "blocks, one behind the other, are the text", joined);
}

// What the parser understood, written by the writer, is understood as the same.
void printed_is_read_as_the_same(const Journal& journal, const BookSettings& settings) {
    const std::string once = printed(journal.entries(), settings.currency.decimals);
    Journal again(settings);
    again.read_draft("printed", once);
    for (const Error& error : again.errors()) fuzz::property(false, "what is printed is read", once + render_error(error, Lang::en, false));
    const std::string twice = printed(again.entries(), settings.currency.decimals);
    fuzz::property(once == twice, "what is printed is read as the same", once + "----\n" + twice);
}

void reports_can_be_shown(const Journal& journal, const BookSettings& settings) {
    const Question question{journal.entries(), settings, Period(), from_civil({2026, 11, 30})};
    const auto show = [](const Answer& answer) {
        fuzz::property(answer.has_value(), "a report answers where the books stand");
        for (const Format* format : formats()) {
            std::string shown = render(*answer, *format, Look{Lang::zh, false, 60});
            std::replace(shown.begin(), shown.end(), '\n', ' ');
            fuzz::property(printable(shown) == shown, "a report is harmless on a terminal", shown);
        }
    };
    show(balance_report(question));
    show(income_report(question));
    show(cashflow_report(question));
    show(tax_report(question));
    show(daily_report(question, {60, 30, 30}));
    show(stock_report(question, StockFilter()));
    show(movement_report(question));
    show(lots_report(question, std::nullopt));
    show(sales_list(question, SalesFilter()));
    show(suppliers_report(question));
    show(plan_report(question, PlanSettings()));
    show(slow_report(question, 60));
    show(abc_report(question, AbcBy::revenue));
    show(turnover_report(question));
    show(couriers_report(question));
    show(staff_report(question));
    show(profit_report(question, ProfitBy::item, 0));
    show(customers_report(question, CustomerFilter(), 90));
    show(ageing_report(question));
    show(orders_report(question, false));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    if (size == 0 || size > 16 * 1024) return 0;
    const BookSettings settings = fuzz::settings_of(data[0]);
    const std::string text(reinterpret_cast<const char*>(data) + 1, size - 1);
    blocks_are_the_text(text);
    Journal journal(settings);
    journal.read_draft("fuzz.journal", text);
    for (const Error& error : journal.errors()) fuzz::can_be_shown(error);
    if (!journal.errors().empty()) return 0;
    for (const Entry& entry : journal.entries().entries) journal.note_of(entry), journal.text_of(entry);
    printed_is_read_as_the_same(journal, settings);
    Books books(journal.entries(), settings);
    books.replay();
    for (const Problem& problem : books.problems()) fuzz::can_be_shown(journal.locate(problem));
    if (books.problems().empty()) reports_can_be_shown(journal, settings);
    return 0;
}
