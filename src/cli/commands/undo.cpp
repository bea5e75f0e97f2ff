// daybook undo: voids the last entry that was made here and is not undone yet.
#include <algorithm>
#include <optional>

#include "cli/command.h"
#include "cli/moves.h"
#include "cli/write.h"

namespace daybook {

namespace {

// Whether a void is one that undoes: its note says so, in either language.
bool undoes(const Journal& journal, const Entry& entry) {
    const std::string note = journal.note_of(entry);
    const auto says = [&](Lang lang) {
        const std::string mark(text(Text::undo_mark, lang));
        return note == mark || note.starts_with(mark + ": ");
    };
    return says(Lang::en) || says(Lang::zh);
}

std::string name_of(const Entries& entries, const Entry& entry) {
    switch (entry.kind) {
        case Kind::item:
        case Kind::kit: return std::string(entries.items.text(static_cast<ItemId>(entry.subject)));
        case Kind::account: return std::string(entries.words.text(static_cast<WordId>(entry.subject)));
        default: return std::string(entries.parties.text(static_cast<PartyId>(entry.subject)));
    }
}

// The last entry, going back through the files: what was written last stands last. Where a clone has a device, its own refs carry it.
class Last {
  public:
    Last(const Session& session, const Journal& journal)
        : session_(session), journal_(journal), entries_(journal.entries()), books_(entries_, session.settings().books) {
        books_.replay(nullptr, first_date);  // only what entries say of one another
    }

    Result<uint32_t> find() {
        for (auto at = static_cast<uint32_t>(entries_.entries.size()); at-- > 0;) {
            const Entry& entry = entries_.entries[at];
            if (books_.is_out(at)) continue;
            const Whose whose = whose_is(entry);
            const bool is_void = entry.kind == Kind::void_entry;
            if (is_void && (whose == Whose::other || undoes(journal_, entry))) continue;
            if (whose == Whose::other) {
                if (others_.empty()) others_ = entries_.refs.text(entry.ref);
                continue;
            }
            if (is_void) {
                const std::string_view voided = entries_.refs.text(entry.of);
                return fail({Text::err_undo_void, {entries_.refs.text(entry.ref), voided}}, {Text::hint_undo_void, {before(at), voided}});
            }
            if (entry.ref == RefId::none)
                return fail({Text::err_undo_master, {name_of(entries_, entry), to_text(entry.date)}},
                            {Text::hint_undo_master, {before(at), name_of(entries_, entry)}});
            const std::string_view ref = entries_.refs.text(entry.ref);
            if (whose == Whose::unknown) return fail({Text::err_undo_whose, {ref}}, {Text::hint_undo_whose, {ref}});
            return at;
        }
        return fail(Text::err_undo_nothing, Text::hint_undo_nothing);
    }

    // The last of another device, where that came later; else empty.
    const std::string& others() const { return others_; }

  private:
    enum class Whose { own, other, unknown };

    Whose whose_is(const Entry& entry) const {
        const std::string& device = session_.settings().device;
        if (entry.ref == RefId::none) return Whose::own;  // master data says of none: it may be ours
        const auto made = made_ref(entries_.refs.text(entry.ref));
        if (!made) return device.empty() ? Whose::own : Whose::unknown;
        return made->device == device ? Whose::own : Whose::other;
    }

    // How the document before that would be undone.
    std::string before(uint32_t at) const {
        while (at-- > 0) {
            const Entry& entry = entries_.entries[at];
            if (entry.ref == RefId::none || entry.kind == Kind::void_entry || books_.is_out(at) || whose_is(entry) == Whose::other)
                continue;
            return "`daybook undo --of " + std::string(entries_.refs.text(entry.ref)) + "`";
        }
        return "`daybook undo --of REF`";
    }

    const Session& session_;
    const Journal& journal_;
    const Entries& entries_;
    Books books_;
    std::string others_;
};

int undo(Session& session, const Args& args) {
    Standing before;
    std::string undone;
    const auto make = [&](const Journal& journal, const Args& signed_args) -> Result<Composed> {
        const Entries& entries = journal.entries();
        before = Standing(entries, session.settings().books);
        Last last(session, journal);
        const Result<uint32_t> found = args.has("of") ? session.entry(journal, args.get("of")) : last.find();
        if (!found) return tl::unexpected<Error>(found.error());
        const Entry& entry = entries.entries[*found];
        undone = entries.refs.text(entry.ref);
        if (!args.has("of") && !last.others().empty()) session.warn_line({Text::undo_others, {last.others(), undone}});
        Draft draft;
        draft.kind = Kind::void_entry;
        draft.clauses[Clause::of] = undone;
        Args noted = signed_args;
        const std::string mark(text(Text::undo_mark, session.lang()));
        noted.set("note", {args.has("note") ? mark + ": " + args.get("note") : mark});
        if (!args.has("date") && entry.date > session.today()) noted.set("date", {to_text(entry.date)});
        std::vector<std::string> refs;
        const Result<std::string> text = compose(session, noted, entries, draft, refs);
        if (!text) return tl::unexpected<Error>(text.error());
        return Composed{*text, refs.front()};
    };
    const auto say = [&](const Entries& entries, uint32_t) { say_moves(session, entries, before, {undone}); };
    return write_composed(session, args, make, {nullptr, say});
}

Command undo_command() {
    return {"undo,撤销", Text::cmd_undo,
            {},          std::vector<Option>{{"--of,--原单", "REF", Text::opt_undo_of}} + options_without(Kind::void_entry, {"--of"}),
            undo,        {"daybook undo", "daybook undo --of S261103-1"},
            {}};
}

const Listed listed(98, undo_command);

}  // namespace

}  // namespace daybook
