// daybook customer: who they are, what they bought, owe and said, what they hold as points and stored value.
#include "reports/customer.h"

#include <algorithm>

#include "base/shell_word.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/customer_filter.h"
#include "cli/finding.h"
#include "cli/known.h"
#include "cli/segments.h"
#include "cli/write.h"
#include "reports/parties.h"
#include "reports/service.h"

namespace daybook {

namespace {

// What is nearly a level or tag in use is more likely a slip than new.
Result<void> check_words(const Session& session, const Args& args, const Entries& entries) {
    if (args.has("new")) return {};
    for (Key key : {Key::level, Key::tag}) {
        if (key == Key::level && !session.settings().offers.levels.empty()) continue;  // it is one of these, or refused
        for (const std::string& word : args.all(std::string(spec(key).name))) {
            const std::vector<std::string_view> used = texts_of(entries, words_used(entries, {Kind::customer}, key));
            if (std::find(used.begin(), used.end(), word) != used.end()) continue;
            for (std::string_view one : used)
                if (likely_slip(word, one)) return fail({Text::err_likely_slip, {word, one}}, {Text::hint_likely_slip, {one}});
        }
    }
    return {};
}

// Whether the name is already one that goods are bought from, or money is owed to.
bool is_supplier(const Journal& journal, const BookSettings& settings, std::string_view name) {
    const PartyId party = journal.entries().party(name);
    if (party == PartyId::none) return false;
    Books books(journal.entries(), settings);
    books.replay();
    return books.masters().of(party).is_supplier;
}

int add(Session& session, const Args& args) {
    bool both = false;
    const auto make = [&](const Journal& journal) -> Result<std::vector<Draft>> {
        if (const auto ok = check_words(session, args, journal.entries()); !ok) return tl::unexpected<Error>(ok.error());
        Draft draft;
        draft.kind = Kind::customer;
        draft.subject = args.words[0];
        if (args.words.size() > 1) draft.display_name = args.words[1];
        if (says_nothing(args, draft) && is_declared(journal.entries(), Kind::customer, draft.subject))
            return fail({Text::err_nothing_said, {draft.subject}}, {Text::hint_change_customer, {shell_word(draft.subject)}});
        both = is_supplier(journal, session.settings().books, args.words[0]);
        return std::vector<Draft>{std::move(draft)};
    };
    const auto say_both = [&](const Entries&, uint32_t) {
        if (both) session.warn_line({Text::note_supplier_too, {args.words[0]}});
    };
    return write_entries(session, args, make, {nullptr, say_both});
}

// Two names of one customer, or of one supplier.
int merge(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        const Entries& entries = journal.entries();
        const std::string &old = args.words[0], &name = args.words[1];
        for (const std::string& one : args.words)  // two whole names: no part of one, nor a phone
            if (entries.party(one) == PartyId::none) return tl::unexpected<Error>(unknown_party(entries, one));
        const bool itself = entries.parties.find(old) == entries.parties.find(name);
        if (!itself && entries.party(old) == entries.party(name) && entries.parties.find(old) != entries.party(old))
            return fail({Text::err_also_taken, {old, entries.parties.text(entries.party(old))}});
        Draft draft;
        draft.kind = Kind::customer;
        for (const Entry& entry : entries.entries)
            if (entry.kind == Kind::supplier && entry.subject == index_of(entries.party(name))) draft.kind = Kind::supplier;
        draft.subject = name;
        draft.details[Key::also] = {{old}};
        return draft;
    });
}

// An entry about a customer who is known, named by the command's first word.
int about_customer(Session& session, const Args& args, Kind kind, Clause clause, const std::function<void(Draft&)>& fill) {
    return write_entry(session, args, [&](const Journal& journal) -> Result<Draft> {
        const Result<PartyId> customer = session.party(journal, args.words[0]);
        if (!customer && !args.has("new")) return tl::unexpected<Error>(customer.error());
        Draft draft;
        draft.kind = kind;
        draft.clauses[clause] = args.words[0];
        fill(draft);
        return draft;
    });
}

int points(Session& session, const Args& args) {
    return about_customer(session, args, Kind::points, Clause::to, [&](Draft& draft) { draft.details[Key::points] = {{args.words[1]}}; });
}

int deposit(Session& session, const Args& args) {
    return about_customer(session, args, Kind::deposit, Clause::from, [](Draft&) {});
}

int of_one(Session& session, const Args& args, Answer (*ask)(const Question&, PartyId)) {
    if (!session.find_ledger(args)) return refused;
    Journal journal(session.settings().books);
    if (!session.read_journal(journal)) return refused;
    PartyId customer = PartyId::none;
    if (!args.words.empty()) {
        const Result<PartyId> found = session.party(journal, args.words[0]);
        if (!found) return session.say_error(found.error());
        customer = *found;
    }
    return session.answer(args, journal, [&](const Question& question) { return ask(question, customer); });
}

// What is said is written down; what is asked is looked up.
int log(Session& session, const Args& args) {
    if (args.words.empty()) return session.answer(args, open_cases_report);
    if (args.words.size() == 1 && !args.has("of") && !args.has("for")) return of_one(session, args, customer_log_report);
    return about_customer(session, args, Kind::service, Clause::to, [&](Draft& draft) {
        if (args.words.size() > 1) draft.details[Key::text] = {{args.words[1]}};
    });
}

int close(Session& session, const Args& args) {
    return write_entry(session, args, [&](const Journal&) -> Result<Draft> {
        Draft draft;
        draft.kind = Kind::service;
        draft.clauses[Clause::of] = args.words[0];
        draft.details[Key::status] = {{"closed"}};
        if (args.words.size() > 1) draft.details[Key::text] = {{args.words[1]}};
        return draft;
    });
}

int show(Session& session, const Args& args) { return of_one(session, args, customer_report); }
int statement(Session& session, const Args& args) { return of_one(session, args, statement_report); }
int due(Session& session, const Args& args) { return of_one(session, args, due_report); }

std::vector<Command> writers() {
    const Positional customer{"CUSTOMER", Text::arg_customer, 1, 1};
    return {
        {"add,登记",
         Text::cmd_customer_add,
         {customer, {"NAME", Text::arg_display_name, 0, 1}},
         writing_options(Kind::customer),
         add,
         {"daybook customer add 王芳 --phone 13800000001 --level VIP --birthday 05-20 --tag 茶友"},
         {}},
        {"merge,合并",
         Text::cmd_customer_merge,
         {{"OLD", Text::arg_old_name, 1, 1}, {"NEW", Text::arg_new_name, 1, 1}},
         options_without(Kind::customer, {"--phone", "--email", "--address", "--birthday", "--source", "--level", "--tag", "--terms",
                                          "--lead-time", "--opt-out", "--also"}),
         merge,
         {"daybook customer merge wangfang88 王芳"},
         {}},
        {"points,积分",
         Text::cmd_customer_points,
         {customer, {"NUMBER", Text::arg_points, 1, 1}},
         options_without(Kind::points, {"--to", "--points"}),
         points,
         {"daybook customer points 王芳 50 --reason 生日"},
         {}},
        {"deposit,储值",
         Text::cmd_customer_deposit,
         {customer},
         options_without(Kind::deposit, {"--from"}),
         deposit,
         {"daybook customer deposit 王芳 --received 500 --bonus 50 --with alipay",
          "daybook customer deposit 王芳 --paid 100 --with alipay"},
         {}},
        {"log,记录",
         Text::cmd_customer_log,
         {{"CUSTOMER", Text::arg_log_customer, 0, 1}, {"TEXT", Text::arg_log_text, 0, 1}},
         options_without(Kind::service, {"--to", "--text"}) + reading_options(),
         log,
         {"daybook customer log 王芳 壶盖破了 --of S261103-1 --for complaint --due +3d", "daybook customer log 王芳"},
         {}},
        {"close,结案",
         Text::cmd_customer_close,
         {{"REF", Text::arg_service, 1, 1}, {"TEXT", Text::arg_close_text, 0, 1}},
         options_without(Kind::service, {"--to", "--via", "--of", "--for", "--text", "--status", "--due"}),
         close,
         {"daybook customer close SV261103-1 已补发"},
         {}},
    };
}

Command customer_command() {
    Command command{"customer,客户",
                    Text::cmd_customer,
                    {},
                    customer_filter_options() + customer_line_options() + reading_options(),
                    list_customers,
                    {"daybook customer", "daybook customer add 王芳 --phone 13800000001 --level VIP", "daybook customer show 王芳",
                     "daybook customer due"},
                    {}};
    command.commands = writers();
    for (Command reader : std::vector<Command>{
             {"show,查看", Text::cmd_customer_show, {{"CUSTOMER", Text::arg_customer, 1, 1}}, reading_options(), show, {}, {}},
             {"statement,对账单",
              Text::cmd_statement,
              {{"NAME", Text::arg_party, 1, 1}},
              reading_options(),
              statement,
              {"daybook customer statement 王芳 -p 2026-11"},
              {}},
             {"due,应收", Text::cmd_customer_due, {{"CUSTOMER", Text::arg_customer, 0, 1}}, reading_options(), due, {}, {}}})
        command.commands.push_back(std::move(reader));
    command.commands.push_back(segment_command());
    command.commands.push_back(mail_command());
    return command;
}

const Listed listed(40, customer_command);

}  // namespace

}  // namespace daybook
