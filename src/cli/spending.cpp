#include "cli/spending.h"

#include <algorithm>

#include "cli/known.h"
#include "cli/session.h"
#include "reports/spending.h"

namespace daybook {

namespace {

// What entries of that kind are for, and have been for.
Result<WordId> known_category(const Entries& entries, Kind kind, const std::string& name) {
    std::vector<WordId> words;
    for (const Entry& entry : entries.entries)
        if (entry.kind == kind && entry.purpose != WordId::none) words.push_back(entry.purpose);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return find_word(entries, words, name, {Text::err_unknown_category, {name}}, {Text::hint_lists_all, {spec(kind).name}});
}

int list(Session& session, const Args& args, Kind kind) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    SpendingFilter filter;
    if (args.has("category")) {
        const Result<WordId> category = known_category(journal.entries(), kind, args.get("category"));
        if (!category) return session.say_error(category.error());
        filter.category = *category;
    }
    if (args.has("account")) {
        const Result<WordId> account = session.account(journal, args.get("account"));
        if (!account) return session.say_error(account.error());
        filter.account = *account;
    }
    const std::string by = args.get("by");
    const SpendingBy rows = by == "category"  ? SpendingBy::category
                            : by == "account" ? SpendingBy::account
                            : by == "month"   ? SpendingBy::month
                                              : SpendingBy::entry;
    const auto note = [&](const Entry& entry) { return journal.note_of(entry); };
    return session.answer(args, journal, [&](const Question& question) { return spending_report(question, kind, rows, filter, note); });
}

}  // namespace

Command spending_list(Kind kind, Text summary) {
    const std::string name(spec(kind).name);
    return {"list,列表",
            summary,
            {},
            std::vector<Option>{{"--category,--类别", "CATEGORY", Text::opt_only_category},
                                {"--account,--账户", "ACCOUNT", Text::opt_only_account},
                                {"--by,--按", "WHAT", Text::opt_sum_by, 1, 1, false, {"category", "account", "month"}}} +
                reading_options(),
            [kind](Session& session, const Args& args) { return list(session, args, kind); },
            {"daybook " + name + " list -p this-month", "daybook " + name + " list --by category"},
            {}};
}

}  // namespace daybook
