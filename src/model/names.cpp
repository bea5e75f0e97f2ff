#include "model/names.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "base/wide.h"

namespace daybook {

namespace {

constexpr size_t first_slots = 1 << 10;
constexpr size_t block_size = 1 << 16;

uint64_t load(const char* p, size_t n) {
    uint64_t word = 0;
    std::memcpy(&word, p, n);
    return word;
}

uint64_t mix(uint64_t a, uint64_t b) {
    const UnsignedWide product = static_cast<UnsignedWide>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

// A multiply-and-fold hash over eight bytes at a time (the wyhash idea): names are short and come from the user's own file.
uint64_t hash_of(std::string_view name) {
    constexpr uint64_t k0 = 0xa0761d6478bd642fULL, k1 = 0xe7037ed1a0b428dbULL;
    uint64_t h = k0 ^ name.size();
    const char* p = name.data();
    size_t left = name.size();
    for (; left > 8; p += 8, left -= 8) h = mix(h ^ load(p, 8), k1);
    return mix(h ^ load(p, left), k1);
}

}  // namespace

NameTable::NameTable() : slots_(first_slots) { views_.emplace_back(); }

const NameTable::Slot* NameTable::slot_for(std::string_view name, uint64_t hash) const {
    const size_t mask = slots_.size() - 1;
    const auto tag = static_cast<uint32_t>(hash >> 32);
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        const Slot& slot = slots_[i];
        if (slot.id == 0) return &slot;
        if (slot.tag != tag) continue;
        const std::string_view spelling = slot.id >> 31 ? raw_spelling_[slot.id & 0x7fffffff].first : views_[slot.id];
        if (spelling == name) return &slot;
    }
}

NameTable::Slot* NameTable::slot_for(std::string_view name, uint64_t hash) {
    return const_cast<Slot*>(std::as_const(*this).slot_for(name, hash));
}

uint32_t NameTable::intern(std::string_view name) {
    if (name.empty()) return 0;
    const uint64_t hash = hash_of(name);
    const Slot* slot = slot_for(name, hash);
    if (slot->id == 0) return intern_new(name, hash);
    return slot->id >> 31 ? raw_spelling_[slot->id & 0x7fffffff].second : slot->id;
}

uint32_t NameTable::find_spelling(std::string_view name) const {
    if (name.empty()) return 0;
    const Slot* slot = slot_for(name, hash_of(name));
    return slot->id >> 31 ? raw_spelling_[slot->id & 0x7fffffff].second : slot->id;
}

uint32_t NameTable::find(std::string_view name) const {
    if (const uint32_t id = find_spelling(name)) return id;
    const auto composed = to_nfc(name);
    return composed ? find_spelling(*composed) : 0;
}

uint32_t NameTable::intern_new(std::string_view name, uint64_t hash) {
    uint32_t id = 0;
    if (const auto composed = to_nfc(name)) {
        const uint32_t canonical = intern(*composed);
        raw_spelling_.emplace_back(store(name), canonical);
        id = static_cast<uint32_t>(raw_spelling_.size() - 1) | 0x80000000u;
    } else {
        views_.push_back(store(name));
        id = static_cast<uint32_t>(views_.size() - 1);
    }
    if (++used_ * 2 > slots_.size()) grow(slots_.size() * 2);
    *slot_for(name, hash) = {static_cast<uint32_t>(hash >> 32), id};
    return id >> 31 ? raw_spelling_.back().second : id;
}

std::string_view NameTable::store(std::string_view name) {
    if (name.size() > block_left_) {
        blocks_.emplace_back(std::max(block_size, name.size()));
        block_at_ = blocks_.back().data();
        block_left_ = blocks_.back().size();
    }
    std::memcpy(block_at_, name.data(), name.size());
    const std::string_view stored(block_at_, name.size());
    block_at_ += name.size();
    block_left_ -= name.size();
    return stored;
}

void NameTable::grow(size_t count) {
    std::vector<Slot> old(count);
    old.swap(slots_);
    const size_t mask = slots_.size() - 1;
    for (const Slot& slot : old) {
        if (slot.id == 0) continue;
        const std::string_view spelling = slot.id >> 31 ? raw_spelling_[slot.id & 0x7fffffff].first : views_[slot.id];
        size_t i = hash_of(spelling) & mask;
        while (slots_[i].id != 0) i = (i + 1) & mask;
        slots_[i] = slot;
    }
}

void NameTable::reserve(size_t names) {
    size_t wanted = slots_.size();
    while (wanted < names * 2) wanted *= 2;
    if (wanted > slots_.size()) grow(wanted);
    views_.reserve(names + 1);
}

}  // namespace daybook
