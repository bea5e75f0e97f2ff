// What an entry is `of`, and what a void takes out of the books.
#include <algorithm>

#include "base/utf8.h"
#include "books/books.h"

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

}  // namespace

void Books::apply_voids(std::span<const uint32_t> followers) {
    std::vector<uint32_t> voids;
    for (uint32_t index : followers)
        if (entries_.entries[index].kind == Kind::void_entry) voids.push_back(index);
    if (voids.empty()) return;
    std::unordered_map<uint32_t, std::vector<uint32_t>> followers_of;
    for (uint32_t index : followers)
        if (const uint32_t target = entries_.find(entries_.entries[index].of); target != no_entry) followers_of[target].push_back(index);
    for (uint32_t index : voids) apply_void(index, followers_of);
}

void Books::apply_void(uint32_t index, std::unordered_map<uint32_t, std::vector<uint32_t>>& followers_of) {
    const Entry& entry = entries_.entries[index];
    const uint32_t target = target_of(entry, {});
    if (target == no_entry) return;
    const Entry& voided = entries_.entries[target];
    if (voided.kind == Kind::void_entry) {
        refuse_clause(entry, Clause::of, {Text::err_void_of_void, {ref_of(voided)}}, Text::hint_void_of_void);
        return;
    }
    if (voids_.count(target)) {
        refuse_clause(entry, Clause::of, {Text::err_void_twice, {ref_of(voided), ref_of(entries_.entries[voids_[target]])}},
                      Text::hint_void_twice);
        return;
    }
    std::vector<uint32_t> gone = {target};
    for (size_t i = 0; i < gone.size(); ++i)
        for (uint32_t follower : followers_of[gone[i]])
            if (follows_into_void(entries_.entries[follower].kind, entries_.entries[gone[i]].kind) && !voids_.count(follower))
                gone.push_back(follower);
    for (uint32_t one : gone) {
        for (uint32_t follower : followers_of[one]) {
            const Entry& after = entries_.entries[follower];
            if (!blocks_void(after.kind) || voids_.count(follower) || after.date > entry.date) continue;
            refuse_clause(entry, Clause::of, {Text::err_void_blocked, {ref_of(voided), ref_of(after), to_text(after.date)}},
                          {Text::hint_void_blocked, {ref_of(after)}});
            return;
        }
    }
    for (uint32_t one : gone) voids_.emplace(one, index);
}

// The entry that this one is `of`: there, of a kind that makes sense, not void. no_entry after a refusal, or where there is no `of`.
uint32_t Books::target_of(const Entry& entry, std::initializer_list<Kind> kinds) {
    if (entry.of == RefId::none) {
        if (entry.kind == Kind::void_entry || entry.kind == Kind::bill)
            refuse(entry, {Text::err_of_missing, {spec(entry.kind).name}}, Text::hint_of_missing);
        return no_entry;
    }
    const std::string_view ref = entries_.refs.text(entry.of);
    const uint32_t target = entries_.find(entry.of);
    if (target == no_entry) {
        std::vector<std::string_view> refs;
        for (uint32_t i = 1; i < entries_.refs.size(); ++i)
            if (entries_.find(static_cast<RefId>(i)) != no_entry) refs.push_back(entries_.refs.text(static_cast<RefId>(i)));
        const std::string_view near = did_you_mean(ref, refs);
        refuse_clause(entry, Clause::of, {Text::err_no_entry, {ref}},
                      near.empty() ? Message(Text::hint_no_entry) : Message(Text::hint_did_you_mean, {near}));
        return no_entry;
    }
    const Entry& found = entries_.entries[target];
    if (kinds.size() > 0 && std::find(kinds.begin(), kinds.end(), found.kind) == kinds.end()) {
        std::string wanted;
        for (Kind kind : kinds) wanted.append(wanted.empty() ? "" : ", ").append(spec(kind).name);
        refuse_clause(entry, Clause::of, {Text::err_wrong_target, {ref, spec(found.kind).name, spec(entry.kind).name}},
                      {Text::hint_wrong_target, {spec(entry.kind).name, wanted}});
        return no_entry;
    }
    // a void may be what the complaint was about
    const bool of_void = entry.kind == Kind::void_entry || (entry.kind == Kind::service && found.kind != Kind::service);
    if (const auto gone = voids_.find(target); gone != voids_.end() && !of_void) {
        const Entry& by = entries_.entries[gone->second];
        refuse_clause(entry, Clause::of, {Text::err_target_void, {ref, ref_of(by), to_text(by.date)}}, Text::hint_target_void);
        return no_entry;
    }
    if (found.date > entry.date && entry.kind != Kind::bill) {
        refuse_clause(entry, Clause::of, {Text::err_target_later, {ref, to_text(found.date)}}, Text::hint_target_later);
        return no_entry;
    }
    return target;
}

}  // namespace daybook
