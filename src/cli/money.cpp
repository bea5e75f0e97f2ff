// daybook expense, income, transfer: money without goods.
#include "cli/commands.h"
#include "cli/write.h"

namespace daybook {

namespace {

int by_category(Session& session, const Args& args, Kind kind, Key key) {
    return write_entry(session, args, [&](const Journal&) -> Result<Draft> {
        Draft draft;
        draft.kind = kind;
        draft.details[key].push_back({args.words[0]});
        draft.clauses[Clause::for_purpose] = args.words[1];
        return draft;
    });
}

int expense(Session& session, const Args& args) { return by_category(session, args, Kind::expense, Key::paid); }
int income(Session& session, const Args& args) { return by_category(session, args, Kind::income, Key::received); }

int transfer(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal&) -> Result<Draft> {
        Draft draft;
        draft.kind = Kind::transfer;
        draft.details[Key::paid].push_back({args.words[0], args.words[1]});
        draft.details[Key::received].push_back({args.has("arrived") ? args.get("arrived") : args.words[0], args.words[2]});
        return draft;
    });
}

// What the words of the command say already is no option of it.
std::vector<Option> options_without(Kind kind, std::initializer_list<std::string_view> names) {
    std::vector<Option> options = writing_options(kind);
    std::erase_if(options, [&](const Option& option) { return std::find(names.begin(), names.end(), option.names) != names.end(); });
    return options;
}

}  // namespace

Command expense_command() {
    return {"expense",
            Text::cmd_expense,
            {{"AMOUNT", Text::arg_amount, 1, 1}, {"CATEGORY", Text::arg_category, 1, 1}},
            options_without(Kind::expense, {"--paid", "--for"}),
            expense,
            {"daybook expense 200 广告费 --with alipay"},
            {}};
}

Command income_command() {
    return {"income",
            Text::cmd_income,
            {{"AMOUNT", Text::arg_amount, 1, 1}, {"CATEGORY", Text::arg_category, 1, 1}},
            options_without(Kind::income, {"--received", "--for"}),
            income,
            {"daybook income 12.50 利息 --with bank"},
            {}};
}

Command transfer_command() {
    return {"transfer",
            Text::cmd_transfer,
            {{"AMOUNT", Text::arg_amount, 1, 1}, {"FROM", Text::arg_from_account, 1, 1}, {"TO", Text::arg_to_account, 1, 1}},
            std::vector<Option>{{"--arrived", "AMOUNT", Text::opt_arrived}} +
                options_without(Kind::transfer, {"--paid", "--received", "--with"}),
            transfer,
            {"daybook transfer 500 alipay bank", "daybook transfer 500 alipay bank --arrived 499.50"},
            {}};
}

}  // namespace daybook
