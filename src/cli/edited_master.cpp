// Master data anew: an entry of its own that says what holds from a day on, and only what changes.
#include <algorithm>

#include "cli/edited.h"
#include "cli/edited_goods.h"
#include "cli/entry_lines.h"
#include "journal/blocks.h"
#include "journal/printer.h"
#include "journal/writer.h"

namespace daybook {

namespace {

bool is_goods_master(Kind kind) { return kind == Kind::item || kind == Kind::kit; }

// Its declarations up to the day, the first first.
std::vector<uint32_t> declarations(const Entries& entries, const Edited& old, Date day) {
    const uint32_t subject = is_goods_master(old.kind)   ? index_of(entries.items.find(old.subject))
                             : old.kind == Kind::account ? index_of(entries.words.find(old.subject))
                                                         : index_of(entries.party(old.subject));
    std::vector<uint32_t> found;
    for (uint32_t i = 0; i < entries.entries.size(); ++i) {
        const Entry& entry = entries.entries[i];
        const bool of_kind = entry.kind == old.kind || (is_goods_master(entry.kind) && is_goods_master(old.kind));
        if (of_kind && entry.ref == RefId::none && entry.subject == subject && entry.date <= day) found.push_back(i);
    }
    std::stable_sort(found.begin(), found.end(), [&](uint32_t a, uint32_t b) { return entries.entries[a].date < entries.entries[b].date; });
    return found;
}

// Lines of which the later goes before the earlier: those of a key that stands once, a level's price, a larger unit.
std::string identity(const EntryLine& line) {
    const KeySpec* key = line.key();
    if (!key || !key->repeats) return line.words[0];
    if (key->key == Key::price) return line.words.size() > 2 ? "price " + line.words[2] : "price";
    if (key->key == Key::unit) return line.words.size() > 2 ? "unit " + line.words[1] : "unit";
    return line.joined();
}

struct Holding {
    std::string display_name;
    std::vector<EntryLine> lines;  // goods are a kit's parts
};

Holding holding(const Session& session, const Journal& journal, const Edited& old, Date day) {
    const Entries& entries = journal.entries();
    Holding out;
    for (uint32_t index : declarations(entries, old, day)) {
        const std::vector<EntryLine> lines =
            lines_of_entry(printed(entries, entries.entries[index], session.settings().books.currency.decimals));
        if (lines[0].words.size() > 3) out.display_name = lines[0].words[3];
        if (std::any_of(lines.begin(), lines.end(), [](const EntryLine& line) { return line.is_goods(); }))
            std::erase_if(out.lines, [](const EntryLine& line) { return line.is_goods(); });
        for (size_t i = 1; i < lines.size(); ++i) {
            const auto earlier = std::find_if(out.lines.begin(), out.lines.end(), [&](const EntryLine& line) {
                return !line.is_goods() && !lines[i].is_goods() && identity(line) == identity(lines[i]);
            });
            if (earlier == out.lines.end())
                out.lines.push_back(lines[i]);
            else
                *earlier = lines[i];
        }
    }
    return out;
}

bool holds(const std::vector<EntryLine>& lines, const EntryLine& wanted) {
    return std::any_of(lines.begin(), lines.end(), [&](const EntryLine& line) { return line.words == wanted.words; });
}

std::vector<std::string> behind_subject(const EntryLine& header) {
    return {header.words.begin() + std::min<ptrdiff_t>(3, static_cast<ptrdiff_t>(header.words.size())), header.words.end()};
}

}  // namespace

Result<Composed> changed_master(const Session& session, const Args& args, const Journal& journal, const Edited& old,
                                const std::vector<std::string>& goods) {
    if (const auto ok = check_options(args, old); !ok) return tl::unexpected<Error>(ok.error());
    if (args.has("without")) return fail({Text::err_edit_taken_out, {old.subject, args.get("without")}}, Text::hint_edit_taken_out);
    Draft draft;
    draft.kind = old.kind == Kind::kit && goods.empty() ? Kind::item : old.kind;
    draft.subject = old.subject;
    draft.display_name = args.get("name");
    if (!goods.empty()) {
        const Result<Date> day = session.day(args);
        if (!day) return tl::unexpected<Error>(day.error());
        for (const EntryLine& line : holding(session, journal, old, *day).lines)
            if (line.is_goods()) draft.goods.push_back(typed_goods(line));
        if (const auto ok = change_goods(session, args, journal, old, goods, draft.goods); !ok) return tl::unexpected<Error>(ok.error());
    }
    std::vector<std::string> refs;
    const Result<std::string> text = compose(session, args, journal.entries(), draft, refs);
    if (!text) return tl::unexpected<Error>(text.error());
    return Composed{*text, old.subject};
}

std::string shown_master(const Session& session, const Args& args, const Journal& journal, const Edited& old) {
    const Date day = session.day(args).value_or(session.today());
    const Holding held = holding(session, journal, old, day);
    EntryWriter writer(to_text(day), spec(old.kind).name, old.subject);
    writer.display_name(held.display_name);
    for (const EntryLine& line : held.lines) {
        if (!line.is_goods()) {
            writer.detail(line.words[0], std::vector<std::string>(line.words.begin() + 1, line.words.end()));
            continue;
        }
        const TypedGoods goods = typed_goods(line);
        writer.goods(goods.sign, goods.item, goods.quantity, goods.unit, {});
    }
    return writer.text();
}

Result<Composed> typed_master(const Edited& old, const std::string& shown, const std::string& typed) {
    const Result<std::string> entry = only_entry(old, shown, typed);
    if (!entry) return tl::unexpected<Error>(entry.error());
    const std::vector<EntryLine> before = lines_of_entry(shown), now = lines_of_entry(*entry);
    for (const EntryLine& line : before) {
        if (line.at_margin || line.is_goods() || holds(now, line)) continue;
        const bool said_anew = std::any_of(now.begin(), now.end(), [&](const EntryLine& other) {
            return other.key() && other.key() == line.key() && !holds(before, other);
        });
        if (!said_anew) return fail({Text::err_edit_taken_out, {old.subject, line.joined()}}, Text::hint_edit_taken_out);
    }
    std::vector<EntryLine> parts_before, parts_now;
    std::copy_if(before.begin(), before.end(), std::back_inserter(parts_before), [](const EntryLine& line) { return line.is_goods(); });
    std::copy_if(now.begin(), now.end(), std::back_inserter(parts_now), [](const EntryLine& line) { return line.is_goods(); });
    const bool other_parts = !std::equal(parts_before.begin(), parts_before.end(), parts_now.begin(), parts_now.end(),
                                         [](const EntryLine& a, const EntryLine& b) { return a.words == b.words; });
    const bool renamed = behind_subject(before[0]) != behind_subject(now[0]);
    const Kind kind = old.kind == Kind::kit && !other_parts ? Kind::item : old.kind;
    std::string text = now[0].words[0] + " " + std::string(spec(kind).name) + " " + daybook::quoted(old.subject);
    if (renamed)
        for (const std::string& word : behind_subject(now[0])) text.append(" ").append(daybook::quoted(word));
    if (!now[0].comment.empty()) text.append(" ").append(now[0].comment);
    text += '\n';
    bool any = renamed || other_parts;
    for (size_t i = 0, at = 0; i < now.size(); ++i) {
        const size_t end = entry->find('\n', at);
        const bool fresh = i > 0 && (now[i].is_goods() ? other_parts : !holds(before, now[i]) && !now[i].words.empty());
        if (fresh) text.append(*entry, at, end + 1 - at);
        any = any || fresh;
        at = end + 1;
    }
    return any ? Composed{text, old.subject} : Composed{};
}

}  // namespace daybook
