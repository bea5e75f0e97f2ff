// daybook profit: what was earned, by what one asks.
#include "reports/profit.h"

#include "base/half_width.h"
#include "cli/axes.h"
#include "cli/command.h"
#include "cli/session.h"

namespace daybook {

namespace {

struct Way {
    std::string_view name;
    Text label;
    ProfitBy by;
};

constexpr Way ways[] = {{"item", Text::col_item, ProfitBy::item},
                        {"style", Text::col_style, ProfitBy::style},
                        {"customer", Text::col_customer, ProfitBy::customer},
                        {"channel", Text::col_channel, ProfitBy::channel},
                        {"category", Text::col_category, ProfitBy::category},
                        {"staff", Text::col_staff, ProfitBy::staff},
                        {"month", Text::col_month, ProfitBy::month}};

int profit_of_style(Session& session, const Args& args) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    return answer_of_style(session, args, journal, [&](const Question& question, const Styles::Style& style) {
        constexpr std::string_view figures[] = {"quantity", "revenue", "gross_profit"};
        return style_profit_report(question, style, std::span(figures, args.has("matrix") ? 3 : 0), Text::title_profit_of);
    });
}

int profit(Session& session, const Args& args) {
    if (args.has("style") || args.has("matrix")) return profit_of_style(session, args);
    const std::string asked = args.has("by") ? args.get("by") : "item";
    const auto* way = std::find_if(std::begin(ways), std::end(ways), [&](const Way& one) { return one.name == asked; });
    int64_t top = 0;
    if (args.has("top") && (parse_decimal(half_width(args.get("top")), 0, top) != BadNumber::none || top < 1))
        return session.say_error(Error({Text::err_option_choice, {"--top", args.get("top")}}, Text::hint_top), bad_usage);
    return session.answer(args, [&](const Question& question) { return profit_report(question, way->by, static_cast<size_t>(top)); });
}

Command profit_command() {
    Option by{"--by,--按", "WHAT", Text::opt_by};
    for (const Way& way : ways) by.choices.emplace_back(way.name, way.label);
    return {"profit,利润",
            Text::cmd_profit,
            {},
            std::vector<Option>{by, {"--top,--前", "N", Text::opt_top}} + style_options() + reading_options(),
            profit,
            {"daybook profit", "daybook profit --by customer -p this-month", "daybook profit --by month -p 2026 -O csv",
             "daybook profit --style TSHIRT --matrix"},
            {}};
}

const Listed listed(50, profit_command);

}  // namespace

}  // namespace daybook
