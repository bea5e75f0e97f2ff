// daybook edit: another entry in place of one that was entered wrongly; what holds of an item, a customer or an account from now on.
#include <algorithm>

#include "cli/command.h"
#include "cli/edited.h"
#include "cli/edited_goods.h"
#include "cli/editor.h"
#include "cli/moves.h"
#include "cli/write.h"
#include "journal/writer.h"

namespace daybook {

namespace {

struct Asked {
    std::vector<std::string> names, goods;
};

Asked asked_for(const Args& args) {
    Asked asked;
    for (const std::string& word : args.words) {
        if (says_goods(word) && !asked.names.empty())
            asked.goods.push_back(word);
        else if (std::find(asked.names.begin(), asked.names.end(), word) == asked.names.end())
            asked.names.push_back(word);
    }
    return asked;
}

// What options and goods change, of one entry or of several at once.
int change(Session& session, const Args& args, const Asked& asked) {
    Standing before;
    bool any_entry = false;
    // `by` stays what it is: it says whose sale that was, not who puts it right
    const auto make = [&](const Journal& journal, const Args&) -> Result<Composed> {
        before = Standing(journal.entries(), session.settings().books);
        if (asked.names.size() > 1 && args.has("ref"))
            return fail({Text::err_ref_of_many, {std::to_string(asked.names.size())}}, Text::hint_ref_of_many);
        Composed out;
        std::vector<std::string> refs;
        for (const std::string& name : asked.names) {
            const Result<Edited> old = find_edited(session, journal, name);
            if (!old) return tl::unexpected<Error>(old.error());
            any_entry = any_entry || old->entry != no_entry;
            if (old->entry == no_entry && asked.names.size() > 1)
                return fail({Text::err_edit_many_master, {old->subject}}, {Text::hint_edit_many_master, {old->subject}});
            const Result<Composed> one = old->entry == no_entry ? changed_master(session, args, journal, *old, asked.goods)
                                                                : changed_entry(session, args, journal, *old, asked.goods, refs);
            if (!one) return tl::unexpected<Error>(one.error());
            if (one->text.empty()) continue;
            out.add(one->text, one->refs, false);
        }
        if (out.text.empty()) session.say_line(Text::draft_unchanged);
        return out;
    };
    const auto say = [&](const Entries& entries, uint32_t) {
        if (any_entry) say_moves(session, entries, before, asked.names);
    };
    return write_composed(session, args, make, {nullptr, say});
}

// What changes in the editor. The journal is not locked meanwhile: when it is saved, the entry must still be the one that was opened.
int change_in_editor(Session& session, const Args& args, const std::string& name) {
    if (!session.find_ledger(args)) return refused;
    Journal opened(session.settings().books);
    if (!session.read_journal(opened)) return refused;
    const Result<Edited> old = find_edited(session, opened, name);
    if (!old) return session.say_error(old.error());
    const bool master = old->entry == no_entry;
    Editing editing{old->subject,
                    master ? shown_master(session, args, opened, *old) : shown_entry(opened, *old),
                    master ? Text::draft_head_master : Text::draft_head,
                    args.get("draft"),
                    Text::draft_unchanged,
                    "daybook edit " + quoted(old->subject)};
    const std::string with_file = args.has("file") ? " -f " + quoted(args.get("file")) : "";
    editing.retyped += with_file;
    return edit_text(session, editing, [&](const std::string& text) {
        Standing before;
        bool hopeless = false, nothing = false;
        const auto make = [&](const Journal& journal, const Args&) -> Result<Composed> {
            before = Standing(journal.entries(), session.settings().books);
            const Result<Edited> now = find_edited(session, journal, name);
            const std::string shown = !now     ? std::string()
                                      : master ? shown_master(session, args, journal, *now)
                                               : shown_entry(journal, *now);
            hopeless = !now || shown != editing.shown;
            if (const uint32_t there = journal.entries().find(journal.entries().refs.find(name)); hopeless && there != no_entry) {
                const uint32_t last = journal.entries().replacements.last(there);
                editing.retyped = "daybook edit " + quoted(journal.entries().refs.text(journal.entries().entries[last].ref)) + with_file;
            }
            if (!now) return tl::unexpected<Error>(now.error());
            if (hopeless) return fail({Text::err_edit_changed, {old->subject}}, {Text::hint_edit_changed, {quoted(old->subject)}});
            const Result<Composed> typed = master ? typed_master(*now, shown, text) : typed_entry(session, args, journal, *now, text);
            nothing = typed && typed->text.empty();
            if (nothing) session.say_line(Text::draft_unchanged);
            return typed;
        };
        const auto say = [&](const Entries& entries, uint32_t) {
            if (!master) say_moves(session, entries, before, {old->subject});
        };
        if (write_composed(session, args, make, {nullptr, say}) == done) return Typed::written;
        return hopeless ? Typed::hopeless : Typed::refused;
    });
}

int edit(Session& session, const Args& args) {
    const Asked asked = asked_for(args);
    const std::string options = changing_options(args);
    if (args.has("draft") && (!options.empty() || !asked.goods.empty()))
        return session.say_error(
            Error(Text::err_edit_draft_options, {Text::hint_edit_draft_options, {options.empty() ? asked.goods.front() : options}}),
            bad_usage);
    if (!options.empty() || !asked.goods.empty()) return change(session, args, asked);
    if (asked.names.size() > 1)
        return session.say_error(Error({Text::err_edit_many, {std::to_string(asked.names.size())}}, Text::hint_edit_many), bad_usage);
    return change_in_editor(session, args, asked.names.front());
}

Command edit_command() {
    return {"edit,修改",
            Text::cmd_edit,
            {{"REF", Text::arg_edited, 1, -1}, {"GOODS", Text::arg_edited_goods, 0, -1}},
            edit_options(),
            edit,
            {"daybook edit S261103-1", "daybook edit S261103-1 --received 130 --note \"weighed again\"",
             "daybook edit S261103-1 TSHIRT-M:3 TSHIRT-L@55 CUP:1@20 TEA:0", "daybook edit S261103-1 S261103-2 --via taobao",
             "daybook edit S261103-1 --without discount", "daybook edit TSHIRT-M --price 65"},
            {}};
}

const Listed listed(96, edit_command);

}  // namespace

}  // namespace daybook
