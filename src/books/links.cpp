#include "books/links.h"

#include <algorithm>

#include "base/utf8.h"

namespace daybook {

namespace {

// What a void takes along, since it means nothing without what it follows.
bool follows_into_void(Kind kind, Kind voided) {
    if (kind == Kind::service) return voided == Kind::service;
    return kind == Kind::points || kind == Kind::tag || kind == Kind::ship || kind == Kind::confirm || kind == Kind::cancel ||
           kind == Kind::arrive || kind == Kind::bill;
}

// What must be voided first: goods or money came back, and a void would make that a lie.
bool blocks_void(Kind kind) { return kind == Kind::sale_return || kind == Kind::refund || kind == Kind::purchase_return; }

// What means nothing unless it says what it is `of`.
bool must_follow(Kind kind) {
    return kind == Kind::void_entry || kind == Kind::bill || kind == Kind::ship || kind == Kind::confirm || kind == Kind::cancel ||
           kind == Kind::arrive || kind == Kind::refund || kind == Kind::tag;
}

}  // namespace

Links::Links(const Entries& entries) : entries_(entries), sequence_(entries.entries.size()), spoken_of_(entries.entries.size()) {}

void Links::close(Refusals& refusals) {
    const std::vector<Entry>& entries = entries_.entries;
    if (!by_date_) {
        const auto earlier = [&](uint32_t a, uint32_t b) { return entries[a].date < entries[b].date; };
        std::stable_sort(sequence_.begin(), sequence_.end(), earlier);
        std::stable_sort(followers_.begin(), followers_.end(), earlier);
    }
    replaced_ = !entries_.replacements.empty();
    if (replaced_) put_replacements_in_place();
    Followers followers;
    std::vector<uint32_t> voids;
    for (uint32_t index : followers_) {
        if (entries[index].kind == Kind::void_entry) voids.push_back(index);
        if (const uint32_t target = entries_.find(entries[index].of); target != no_entry) spoken_of_[target] = 1;
    }
    if (!voids.empty())
        for (uint32_t index : followers_)
            if (const uint32_t target = entries_.find(entries[index].of); target != no_entry) followers[target].push_back(index);
    for (uint32_t index : voids) apply_void(index, followers, refusals);
    for (uint32_t index : followers_)
        if (entries[index].kind == Kind::bill && !is_out(index))
            if (const uint32_t target = entries_.find(entries[index].of); target != no_entry) bills_[target].push_back(index);
}

void Links::apply_void(uint32_t index, const Followers& followers, Refusals& refusals) {
    const Entry& entry = entries_.entries[index];
    uint32_t target = no_entry;
    if (!target_of(entry, {}, refusals, target)) return;
    if (entries_.entries[target].kind == Kind::void_entry) {
        refusals.refuse_clause(entry, Clause::of, {Text::err_void_of_void, {ref(target)}}, Text::hint_void_of_void);
        return;
    }
    if (const uint32_t by = entries_.replacements.by(target); by != no_entry) {
        refusals.refuse_clause(entry, Clause::of, {Text::err_void_replaced, {ref(target), ref(by), to_text(entries_.entries[by].date)}},
                               {Text::hint_void_replaced, {ref(by), ref(target)}});
        return;
    }
    if (is_void(target)) {
        refusals.refuse_clause(entry, Clause::of, {Text::err_void_twice, {ref(target), ref(voided_by(target))}}, Text::hint_void_twice);
        return;
    }
    const auto followers_of = [&](uint32_t one) {
        const auto found = followers.find(one);
        return found == followers.end() ? std::span<const uint32_t>() : std::span<const uint32_t>(found->second);
    };
    std::vector<uint32_t> gone = {target};
    for (size_t i = 0; i < gone.size(); ++i)
        for (uint32_t follower : followers_of(gone[i]))
            if (follows_into_void(entries_.entries[follower].kind, entries_.entries[gone[i]].kind) && !is_out(follower))
                gone.push_back(follower);
    for (uint32_t one : gone) {
        for (uint32_t follower : followers_of(one)) {
            const Entry& after = entries_.entries[follower];
            if (!blocks_void(after.kind) || is_out(follower) || after.date > entry.date) continue;
            refusals.refuse_clause(entry, Clause::of, {Text::err_void_blocked, {ref(target), ref(follower), to_text(after.date)}},
                                   {Text::hint_void_blocked, {ref(follower)}});
            return;
        }
    }
    if (replaced_) refuse_void_replaced(index, gone, followers, refusals);
    for (uint32_t one : gone) voids_.emplace(one, index);
}

// A void took it along before somebody replaced it.
void Links::refuse_void_replaced(uint32_t index, std::span<const uint32_t> gone, const Followers& followers, Refusals& refusals) {
    for (uint32_t one : gone) {
        const auto found = followers.find(one);
        if (found == followers.end()) continue;
        for (uint32_t follower : found->second) {
            const uint32_t by = entries_.replacements.by(follower);
            if (by == no_entry || goes_before(by, index) || std::find(gone.begin(), gone.end(), by) != gone.end() ||
                !follows_into_void(entries_.entries[follower].kind, entries_.entries[one].kind))
                continue;
            refusals.refuse_clause(entries_.entries[by], Clause::replaces,
                                   {Text::err_target_void, {ref(follower), ref(index), to_text(entries_.entries[index].date)}},
                                   Text::hint_replaces_void);
        }
    }
}

bool Links::goes_before(uint32_t a, uint32_t b) const {
    const Date first = entries_.entries[a].date, second = entries_.entries[b].date;
    return first != second ? first < second : a < b;
}

// On the day of what it replaces, a replacement has the place of that one: what came between needs it there. And what follows it on its
// day, though written before it, comes behind it.
void Links::put_replacements_in_place() {
    struct Seat {
        uint32_t at, behind;
        auto operator<=>(const Seat&) const = default;
    };
    const std::vector<Entry>& entries = entries_.entries;
    std::unordered_map<uint32_t, Seat> moved;
    const auto place = [&](uint32_t entry) {
        const auto found = moved.find(entry);
        return found == moved.end() ? Seat{entry, 0} : found->second;
    };
    const auto replaced_by_it = [&](uint32_t entry) {
        const uint32_t before = entries_.find(entries[entry].replaces());
        return before != no_entry && entries_.replacements.by(before) == entry ? before : no_entry;
    };
    for (uint32_t replacement : entries_.replacing) {
        uint32_t first = replacement;
        for (uint32_t before = replaced_by_it(first); before != no_entry && entries[before].date == entries[first].date;
             before = replaced_by_it(first))
            first = before;
        if (first != replacement) moved.insert_or_assign(replacement, Seat{first, 0});
    }
    constexpr int longest_chain = 8;  // of entries that follow one another within a day
    bool changed = true;
    for (int round = 0; changed && round < longest_chain; ++round) {
        changed = false;
        for (uint32_t follower : followers_) {
            const uint32_t target = entries_.find(entries[follower].of);
            if (target == no_entry || entries[target].date != entries[follower].date || entries[follower].kind == Kind::void_entry)
                continue;
            if (!moved.contains(target) && entries_.replacements.written_of(follower) == RefId::none) continue;
            const Seat before = place(target);
            if (before < place(follower)) continue;
            moved.insert_or_assign(follower, Seat{before.at, before.behind + 1});
            changed = true;
        }
    }
    for (const auto& [entry, ignored] : moved) {
        const auto day = std::equal_range(sequence_.begin(), sequence_.end(), entry,
                                          [&](uint32_t a, uint32_t b) { return entries[a].date < entries[b].date; });
        std::sort(day.first, day.second, [&](uint32_t a, uint32_t b) {
            const Seat one = place(a), other = place(b);
            return one == other ? a < b : one < other;
        });
    }
}

uint32_t Links::voided_by(uint32_t entry) const {
    const auto found = voids_.find(entry);
    return found == voids_.end() ? no_entry : found->second;
}

std::span<const uint32_t> Links::bills_of(uint32_t purchase) const {
    if (!is_spoken_of(purchase)) return {};
    const auto found = bills_.find(purchase);
    if (found == bills_.end()) return {};
    return found->second;
}

bool Links::target_of(const Entry& entry, std::initializer_list<Kind> kinds, Refusals& refusals, uint32_t& target) const {
    target = no_entry;
    if (entry.of == RefId::none) {
        if (!must_follow(entry.kind)) return true;
        return refusals.refuse(entry, {Text::err_of_missing, {spec(entry.kind).name}}, Text::hint_of_missing);
    }
    const uint32_t named = entries_.find(entry.of);
    if (named == no_entry) return refuse_unknown(entry, refusals);
    const Entry& found = entries_.entries[named];
    const std::string_view name = entries_.refs.text(entry.of);
    if (kinds.size() > 0 && std::find(kinds.begin(), kinds.end(), found.kind) == kinds.end()) {
        std::string wanted;
        for (Kind kind : kinds) wanted.append(wanted.empty() ? "" : ", ").append(spec(kind).name);
        return refusals.refuse_clause(entry, Clause::of, {Text::err_wrong_target, {name, spec(found.kind).name, spec(entry.kind).name}},
                                      {Text::hint_wrong_target, {spec(entry.kind).name, wanted}});
    }
    // a void may be what the complaint was about
    const bool of_void = entry.kind == Kind::void_entry || (entry.kind == Kind::service && found.kind != Kind::service);
    if (is_void(named) && !of_void) {
        const uint32_t by = voided_by(named);
        return refusals.refuse_clause(entry, Clause::of, {Text::err_target_void, {name, ref(by), to_text(entries_.entries[by].date)}},
                                      Text::hint_target_void);
    }
    if (found.date > entry.date && entry.kind != Kind::bill)
        return refusals.refuse_clause(entry, Clause::of, {Text::err_target_later, {name, to_text(found.date)}}, Text::hint_target_later);
    target = named;
    return true;
}

bool Links::refuse_unknown(const Entry& entry, Refusals& refusals) const {
    const std::string_view name = entries_.refs.text(entry.of), near = did_you_mean(name, entries_.written_refs());
    return refusals.refuse_clause(entry, Clause::of, {Text::err_no_entry, {name}},
                                  near.empty() ? Message(Text::hint_no_entry) : Message(Text::hint_did_you_mean, {near}));
}

}  // namespace daybook
