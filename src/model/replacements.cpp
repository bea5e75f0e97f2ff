#include "model/replacements.h"

#include <algorithm>

#include "base/utf8.h"
#include "model/entry.h"

namespace daybook {

namespace {

std::string ref_text(const Entries& entries, uint32_t index) { return std::string(entries.refs.text(entries.entries[index].ref)); }

Problem problem_at(const Entry& entry, Message what, Message hint) {
    return {std::move(what), std::move(hint), {entry.file, entry.line, 0, Clause::replaces}};
}

// Voided entry → the first void that names it.
std::unordered_map<uint32_t, uint32_t> voids_of(const Entries& entries) {
    std::unordered_map<uint32_t, uint32_t> voids;
    for (uint32_t i = 0; i < entries.entries.size(); ++i)
        if (entries.entries[i].kind == Kind::void_entry)
            if (const uint32_t target = entries.find(entries.entries[i].of); target != no_entry) voids.emplace(target, i);
    return voids;
}

Problem no_such_entry(const Entries& entries, const Entry& entry) {
    const std::string_view ref = entries.refs.text(entry.replaces());
    const std::string_view near = did_you_mean(ref, entries.written_refs());
    return problem_at(entry, {Text::err_no_entry, {ref}},
                      near.empty() ? Message(Text::hint_no_entry) : Message(Text::hint_did_you_mean, {near}));
}

}  // namespace

uint32_t Replacements::by(uint32_t entry) const {
    const auto found = by_.find(entry);
    return found == by_.end() ? no_entry : found->second;
}

uint32_t Replacements::last(uint32_t entry) const {
    for (auto found = by_.find(entry); found != by_.end(); found = by_.find(entry)) entry = found->second;
    return entry;
}

RefId Replacements::written_of(uint32_t entry) const {
    const auto found = written_.find(entry);
    return found == written_.end() ? RefId::none : found->second;
}

// As the entries were written: a void that came since may bring back what was replaced.
void Replacements::restore(Entries& entries) {
    for (const auto& [entry, of] : written_) entries.entries[entry].of = of;
    by_.clear();
    written_.clear();
}

void Replacements::redirect(Entries& entries, std::vector<Problem>& problems) {
    for (uint32_t i = 0; i < entries.entries.size(); ++i) {
        Entry& entry = entries.entries[i];
        if (entry.of == RefId::none || entry.kind == Kind::void_entry) continue;
        const uint32_t target = entries.find(entry.of);
        if (target == no_entry || by(target) == no_entry) continue;
        written_.emplace(i, entry.of);
        entry.of = entries.entries[last(target)].ref;
    }
    // what follows an entry cannot stand for it
    for (const auto& [entry, of] : written_) {
        uint32_t at = entry;
        for (size_t steps = 0; steps <= entries.replacing.size() + 8 && at != no_entry; ++steps) {
            at = entries.find(entries.entries[at].of);
            if (at != entry) continue;
            const uint32_t before = entries.find(of);
            problems.push_back(problem_at(entries.entries[by(before)],
                                          {Text::err_replaces_circle, {ref_text(entries, by(before)), ref_text(entries, before)}},
                                          Text::hint_replaces_circle));
            break;
        }
    }
}

std::vector<Problem> resolve_replacements(Entries& entries) {
    if (entries.replacing.empty()) return {};
    Replacements& known = entries.replacements;
    known.restore(entries);
    std::vector<Problem> problems;
    const auto voids = voids_of(entries);
    std::vector<uint32_t> replacing = entries.replacing;
    std::stable_sort(replacing.begin(), replacing.end(),
                     [&](uint32_t a, uint32_t b) { return entries.entries[a].date < entries.entries[b].date; });
    for (uint32_t index : replacing) {
        if (voids.contains(index)) continue;
        const Entry& entry = entries.entries[index];
        const auto refuse = [&](Message what, Message hint) { problems.push_back(problem_at(entry, std::move(what), std::move(hint))); };
        const uint32_t target = entries.find(entry.replaces());
        if (target == no_entry) {
            problems.push_back(no_such_entry(entries, entry));
            continue;
        }
        const Entry& replaced = entries.entries[target];
        const std::string ref = ref_text(entries, index), before = ref_text(entries, target);
        if (known.last(index) == target) {
            refuse({Text::err_replaces_circle, {ref, before}}, Text::hint_replaces_circle);
        } else if (replaced.kind != entry.kind) {
            refuse({Text::err_replaces_kind, {spec(entry.kind).name, spec(replaced.kind).name, before}},
                   replaced.kind == Kind::void_entry ? Message(Text::hint_void_of_void)
                                                     : Message(Text::hint_replaces_kind, {before, spec(replaced.kind).name}));
        } else if (const auto gone = voids.find(target);  // a void that was written later is refused itself
                   gone != voids.end() && gone->second < index) {
            refuse({Text::err_target_void, {before, ref_text(entries, gone->second), to_text(entries.entries[gone->second].date)}},
                   Text::hint_replaces_void);
        } else if (const uint32_t by = known.by(target); by != no_entry) {
            const std::string other = ref_text(entries, by);
            refuse({Text::err_replaced_already, {before, other, to_text(entries.entries[by].date)}},
                   {Text::hint_replaced_already, {other}});
        } else {
            known.by_.emplace(target, index);
        }
    }
    if (!known.empty()) known.redirect(entries, problems);
    return problems;
}

}  // namespace daybook
