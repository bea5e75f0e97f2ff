#include "cli/plan.h"

#include <algorithm>
#include <utility>

#include "cli/known.h"
#include "cli/write.h"
#include "reports/plan.h"

namespace daybook {

namespace {

// daybook.toml's figures, or those typed.
Result<PlanSettings> plan_settings(const Session& session, const Args& args) {
    PlanSettings settings = session.settings().plan;
    for (const auto& [option, days] : {std::pair("days", &settings.sales_days), std::pair("cover", &settings.cover_days)}) {
        if (!args.has(option)) continue;
        const Result<int32_t> typed = parse_age(args.get(option));
        if (!typed) return tl::unexpected<Error>(typed.error());
        *days = *typed;
    }
    return settings;
}

// One order a supplier, due when the slowest of its goods are to be there.
std::vector<Draft> purchase_orders(const Entries& entries, const std::vector<PlanLine>& lines, int decimals) {
    std::vector<Draft> drafts;
    Date due;
    for (size_t i = 0; i < lines.size(); ++i) {
        const PlanLine& line = lines[i];
        if (i == 0 || lines[i - 1].supplier != line.supplier) {
            Draft& draft = drafts.emplace_back();
            draft.kind = Kind::purchase_order;
            if (line.supplier != PartyId::none) draft.clauses[Clause::from] = entries.parties.text(line.supplier);
            due = line.due;
        }
        due = std::max(due, line.due);
        TypedGoods goods;
        goods.item = entries.items.text(line.item);
        goods.quantity = to_text(line.buy);
        goods.unit = entries.words.text(line.unit);
        if (line.price) goods.price = "@" + to_text(*line.price, decimals);
        drafts.back().goods.push_back(std::move(goods));
        drafts.back().details[Key::due] = {{to_text(due)}};
    }
    return drafts;
}

int write_plan(Session& session, const Args& args) {
    return write_entries(session, args, [&](const Journal& journal) -> Result<std::vector<Draft>> {
        const Result<PlanSettings> settings = plan_settings(session, args);
        if (!settings) return tl::unexpected<Error>(settings.error());
        const Question question{journal.entries(), session.settings().books, {}, session.today()};
        const auto lines = purchase_plan(question, *settings);
        if (!lines) return tl::unexpected<Error>(journal.locate(lines.error().front()));
        if (lines->empty()) session.say_line(Text::nothing_to_buy);
        return purchase_orders(journal.entries(), *lines, session.settings().books.currency.decimals);
    });
}

int plan(Session& session, const Args& args) {
    if (args.has("write")) return write_plan(session, args);
    if (!session.find_ledger(args)) return refused;
    const Result<PlanSettings> settings = plan_settings(session, args);
    if (!settings) return session.say_error(settings.error(), bad_usage);
    return session.answer(args, [&](const Question& question) { return plan_report(question, *settings); });
}

}  // namespace

Command plan_command() {
    return {"plan,补货计划",
            Text::cmd_plan,
            {},
            std::vector<Option>{{"--days,--销售天数", "DAYS", Text::opt_plan_days},
                                {"--cover,--备货天数", "DAYS", Text::opt_cover},
                                {"--write,--下单", "", Text::opt_write},
                                {"--note,--备注", "TEXT", Text::opt_note},
                                {"--dry-run,--预览", "", Text::opt_dry_run}} +
                output_options(),
            plan,
            {"daybook purchase plan", "daybook purchase plan --cover 30 --write"},
            {}};
}

}  // namespace daybook
