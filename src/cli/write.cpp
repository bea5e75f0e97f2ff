#include "cli/write.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "base/shell_word.h"
#include "base/utf8.h"
#include "books/books.h"
#include "cli/device.h"
#include "cli/git.h"
#include "cli/rights.h"
#include "cli/staff.h"
#include "reports/afterwards.h"

namespace daybook {

namespace {

constexpr size_t told_one_by_one = 20;  // entries: of more, as an import brings, nobody reads what each of them means

// What the entries of closed months post, entry by entry: the same before and after, or a closed month moves.
class ClosedMonths : public Observer {
  public:
    explicit ClosedMonths(Date until) : until_(until) {}

    void booked(const Booked& booked) override {
        if (booked.entry.date > until_) return;
        Money cost, amounts;
        for (const Step& step : booked.steps) cost += step.value - step.revenue + step.cogs;
        for (const Posting& posting : booked.postings)
            if (posting.amount.raw > 0) amounts += posting.amount;
        figures.push_back({booked.index, cost, amounts});
    }

    std::vector<ClosedFigure> figures;

  private:
    Date until_;
};

// An example of goods is of goods that there are.
Error with_known_goods(const Session& session, const Journal& journal, Error error) {
    if (error.hint.id != Text::hint_goods_typed) return error;
    const auto& items = journal.entries().items;
    std::string like = error.hint.args[0].plain;
    if (!session.item(journal, like)) like = items.size() > 1 ? items.text(static_cast<ItemId>(1)) : "TSHIRT-M";
    const std::string quantity = like + ":2", priced = quantity + "@59";
    error.hint.args = {shell_word(quantity), shell_word(priced)};
    return error;
}

}  // namespace

bool WritableJournal::open(Session& session, const Args& args, WritableJournal& out) {
    if (!session.find_ledger(args)) return false;
    if (!args.has("dry-run")) {
        Result<LockedFile> file = LockedFile::open(session.journal_path());
        if (!file) {
            file.error().hint = Text::hint_no_ledger;
            session.say_error(file.error());
            return false;
        }
        out.file_.emplace(std::move(*file));
        if (!session.settings_are_fresh()) return false;
    }
    Result<TextFile> text = out.file_ ? out.file_->text() : TextFile::open(session.journal_path());
    if (!text) {
        session.say_error(text.error());
        return false;
    }
    Journal& journal = out.journal_.emplace(session.settings().books);
    journal.read_main(session.journal_path(), std::move(*text));
    session.remember_files(journal);
    Errors errors = journal.errors();
    for (Error& error : journal.tail_errors()) errors.push_back(std::move(error));
    if (!errors.empty()) {
        session.say_errors(errors);
        session.warn_line(Text::nothing_written);
        return false;
    }
    if (!settle_device(session, journal.entries(), !args.has("dry-run"))) {
        session.warn_line(Text::nothing_written);
        return false;
    }
    out.before_ = {journal.entries().items.size(), journal.entries().parties.size(), journal.entries().entries.size()};
    return true;
}

bool WritableJournal::append(Session& session, const Args& args, const std::string& text, Observer* watch) {
    Journal& journal = *journal_;
    const std::optional<Date> closed = session.settings().books.closed_until;
    std::vector<ClosedFigure> before;
    if (closed) {
        ClosedMonths months(*closed);
        Books books(journal.entries(), session.settings().books);
        books.replay(&months, *closed + 1);
        before = std::move(months.figures);
    }
    journal.read_draft(std::string(daybook::text(Text::draft_name, session.lang())), text);
    bool stands = journal.errors().empty();
    if (!stands) session.say_errors(journal.errors());
    if (stands) stands = check_settings(session) && may_enter(session, journal.entries(), before_.entries);
    if (stands && !args.has("new")) stands = check_new_names(session, journal.entries(), before_);
    if (stands && closed) {
        ClosedMonths months(*closed);
        Books books(journal.entries(), session.settings().books);
        books.replay(&months, *closed + 1);
        stands = books.problems().empty() ? check_closed(session, before, months.figures) : true;  // problems are said below
    }
    if (!stands || !stands_with(session, watch)) {
        session.warn_line(Text::nothing_written);
        return false;
    }
    if (args.has("dry-run")) return true;
    remember_refs(session, journal.entries(), before_.entries);
    const SignalsHeld held;  // until it is known whether there is an entry
    if (const auto written = file_->append(journal.wants_blank_line() ? "\n" + text : text); !written) {
        session.say_error(written.error());
        if (written.error().what.id != Text::err_cannot_cut_back && written.error().what.id != Text::err_unconfirmed)
            session.warn_line(Text::nothing_written);
        return false;
    }
    session.entry_is_written();
    return true;
}

// Whether the books stand with the draft.
bool WritableJournal::stands_with(Session& session, Observer* watch) {
    const Entries& entries = journal_->entries();
    const bool told = entries.entries.size() - before_.entries <= told_one_by_one;
    Books books(entries, session.settings().books);
    Afterwards afterwards(books, static_cast<uint32_t>(before_.entries), watch);
    Doubts doubts(books, session.today(), static_cast<uint32_t>(before_.entries), told ? &afterwards : watch);
    books.replay(&doubts);
    if (!books.problems().empty()) {
        say_why_not(session, books.problems());
        return false;
    }
    doubts_ = doubts.take();
    Problems refused;
    for (const Doubt& doubt : doubts_)
        if (doubt.refused) refused.push_back(doubt.problem);
    if (!refused.empty()) session.say_problems(*journal_, refused);
    if (told && refused.empty()) afterwards_ = afterwards.lines(session.today(), may_see(session, "stock"));
    return refused.empty();
}

void WritableJournal::say_doubts(const Session& session, size_t most) const {
    for (size_t i = 0; i < doubts_.size() && i < most; ++i) session.say_warning(*journal_, doubts_[i].problem);
    if (doubts_.size() > most) session.warn_line({Text::more_warnings, {std::to_string(doubts_.size() - most)}});
}

void WritableJournal::say_afterwards(const Session& session) const {
    for (const Message& line : afterwards_) session.warn_line(line);
}

// Whether one of the problems stands in the draft itself.
bool WritableJournal::has_own(const Problems& problems) const {
    const std::vector<Entry>& entries = journal_->entries().entries;
    return entries.size() <= before_.entries || std::any_of(problems.begin(), problems.end(), [&](const Problem& problem) {
               return problem.spot.file == entries[before_.entries].file;
           });
}

// Where no problem stands in the draft itself: did it bring them about, or were they there already?
void WritableJournal::say_why_not(const Session& session, const Problems& problems) const {
    const auto as_they_are = [&] { session.say_problems(*journal_, problems); };
    if (has_own(problems)) return as_they_are();
    Result<TextFile> text = file_ ? file_->text() : TextFile::open(session.journal_path());
    if (!text) return as_they_are();
    Journal before(session.settings().books);
    before.read_main(session.journal_path(), std::move(*text));
    Books books(before.entries(), session.settings().books);
    books.replay();
    if (!books.problems().empty()) {
        as_they_are();
        session.warn_line(Text::wrong_before);
        return;
    }
    Problems brought_about;
    for (const Problem& problem : problems)
        brought_about.push_back(problem.what.id == Text::err_balance_differs ? balance_first(problem) : problem);
    session.say_problems(*journal_, brought_about);
    if (std::any_of(brought_about.begin(), brought_about.end(),
                    [](const Problem& problem) { return problem.what.id != Text::err_balance_moved; }))
        session.warn_line(Text::breaks_later);
}

// A balance that was right until the draft came: it is to be taken back first.
Problem WritableJournal::balance_first(const Problem& problem) const {
    const Entries& entries = journal_->entries();
    const Entry* balance = nullptr;
    for (const Entry& entry : entries.entries)
        if (entry.file == problem.spot.file && entry.line <= problem.spot.line && (!balance || entry.line > balance->line))
            balance = &entry;
    const std::string_view ref = entries.refs.text(balance->ref);
    const std::vector<Message::Arg>& said = problem.what.args;  // account, day, held, stated, difference
    const std::string difference = said[4].plain.substr(said[4].plain.starts_with('-') ? 1 : 0);
    return {{Text::err_balance_moved, {ref, said[1], said[0], said[3], difference}}, {Text::hint_balance_moved, {ref}}, problem.spot};
}

// Nothing is entered on, or changes the figures of, a day that is closed.
bool WritableJournal::check_closed(const Session& session, std::span<const ClosedFigure> before,
                                   std::span<const ClosedFigure> after) const {
    const Entries& entries = journal_->entries();
    const Date until = *session.settings().books.closed_until;
    const auto refuse = [&](const Entry& entry, Text what) {
        const std::string ref = entry.ref == RefId::none ? std::string(spec(entry.kind).name) : std::string(entries.refs.text(entry.ref));
        const std::string when = what == Text::err_closed ? to_text(entry.date) : month_text(entry.date);
        session.say_error(Error({what, {ref, when, to_text(until)}}, {Text::hint_closed, {to_text(until), month_text(entry.date)}}));
        return false;
    };
    for (size_t i = before_.entries; i < entries.entries.size(); ++i)
        if (entries.entries[i].date <= until) return refuse(entries.entries[i], Text::err_closed);
    for (size_t i = 0; i < before.size() && i < after.size(); ++i)
        if (!(before[i] == after[i])) return refuse(entries.entries[before[i].index], Text::err_closed_moved);
    return true;
}

namespace {

// One of those that daybook.toml names, where it names any.
template <class Named>
bool check_named(const Session& session, const std::vector<Named>& known, std::string_view name, Text what, Text hint) {
    if (known.empty() || name.empty()) return true;
    std::vector<std::string_view> names;
    std::string all;
    for (const Named& one : known) {
        if (one.name == name) return true;
        names.push_back(one.name);
        all.append(all.empty() ? "" : ", ").append(one.name);
    }
    const std::string_view near = did_you_mean(name, names);
    session.say_error(Error({what, {name}}, near.empty() ? Message(hint, {all, name}) : Message(Text::hint_did_you_mean, {near})));
    return false;
}

}  // namespace

// Who enters is somebody whom daybook.toml knows, where it names any; so are levels.
bool WritableJournal::check_settings(const Session& session) const {
    const Entries& entries = journal_->entries();
    for (size_t i = before_.entries; i < entries.entries.size(); ++i) {
        const Entry& entry = entries.entries[i];
        if (!check_named(session, session.settings().staff, entries.words.text(entry.staff), Text::err_unknown_staff,
                         Text::hint_unknown_staff))
            return false;
        for (const Detail& detail : entries.details_of(entry))
            if (detail.key == Key::level && !check_named(session, session.settings().offers.levels, entries.words.text(detail.word()),
                                                         Text::err_unknown_level, Text::hint_one_of))
                return false;
    }
    return true;
}

int write_entry(Session& session, const Args& args, const std::function<Result<Draft>(const Journal&)>& make) {
    return write_entries(session, args, [&](const Journal& journal) -> Result<std::vector<Draft>> {
        Result<Draft> draft = make(journal);
        if (!draft) return tl::unexpected<Error>(draft.error());
        return std::vector<Draft>{std::move(*draft)};
    });
}

int write_by_category(Session& session, const Args& args, Kind kind, Key key) {
    return write_entry(session, args, [&](const Journal&) -> Result<Draft> {
        Draft draft;
        draft.kind = kind;
        draft.details[key].push_back({args.words[0]});
        draft.clauses[Clause::for_purpose] = args.words[1];
        return draft;
    });
}

void Composed::add(const std::string& entry, const std::string& ref, bool in_tow) {
    text.append(text.empty() ? "" : "\n").append(entry);
    if (in_tow) {
        left_out = true;
        return;
    }
    shown.append(shown.empty() ? "" : "\n").append(entry);
    if (ref != last_ref) refs.append(refs.empty() ? "" : ", ").append(ref);  // an account may get several names
    last_ref = ref;
}

int write_entries(Session& session, const Args& args, const std::function<Result<std::vector<Draft>>(const Journal&)>& make,
                  const Watch& watch) {
    const auto composed = [&](const Journal& journal, const Args& signed_args) -> Result<Composed> {
        const Result<std::vector<Draft>> drafts = make(journal);
        if (!drafts) return tl::unexpected<Error>(drafts.error());
        if (drafts->size() > 1 && args.has("ref"))
            return fail({Text::err_ref_of_many, {std::to_string(drafts->size())}}, Text::hint_ref_of_many);
        std::vector<std::string> refs;
        Composed out;
        for (const Draft& draft : *drafts) {
            const Result<std::string> one = compose(session, signed_args, journal.entries(), draft, refs);
            if (!one) return tl::unexpected<Error>(one.error());
            out.add(*one, refs.back(), draft.in_tow);
        }
        return out;
    };
    return write_composed(session, args, composed, watch);
}

int write_composed(Session& session, const Args& args,
                   const std::function<Result<Composed>(const Journal& journal, const Args& signed_args)>& make, const Watch& watch) {
    // a line end in a word would make two lines of one; a note has its line ends taken out
    for (std::string_view word : args.all_but("note")) {
        const TextFault fault = find_fault(word);
        if (fault.kind == BadText::none) continue;
        return session.say_error(Message(fault.kind == BadText::invalid_utf8 ? Text::err_word_not_utf8 : Text::err_word_control, {word}));
    }
    WritableJournal ledger;
    if (!WritableJournal::open(session, args, ledger)) return refused;

    Args signed_args = args;
    if (const std::string who = args.has("by") ? std::string() : who_enters(session); !who.empty()) signed_args.set("by", {who});
    const Result<Composed> composed = make(ledger.journal(), signed_args);
    if (!composed) {
        session.say_error(with_known_goods(session, ledger.journal(), composed.error()));
        session.warn_line(Text::nothing_written);
        return refused;
    }
    if (composed->text.empty()) return done;
    const auto first_new = static_cast<uint32_t>(ledger.first_new());
    if (!ledger.append(session, args, composed->text, watch.observer)) return refused;
    const bool shown = session.show_entries(composed->text_to_show());
    if (!args.has("preview")) session.say_line(args.has("dry-run") ? Message(Text::dry_run) : Message(Text::written, {composed->refs}));
    // still under the lock: what one commit holds is what one command wrote
    if (!args.has("dry-run")) commit_written(session, ledger.journal(), first_new);
    if (!shown) return done;  // nor is there anything that was not said before it was agreed to
    ledger.say_doubts(session);
    ledger.say_afterwards(session);
    say_new_parties(session, ledger.journal().entries(), ledger.before());
    if (watch.afterwards) watch.afterwards(ledger.journal().entries(), first_new);
    return done;
}

}  // namespace daybook
