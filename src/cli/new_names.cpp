#include "cli/new_names.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "base/closeness.h"
#include "base/utf8.h"
#include "cli/called.h"
#include "cli/session.h"
#include "cli/yes_no.h"

namespace daybook {

namespace {

// Channels that need no word of explanation, in either language.
constexpr std::array<std::string_view, 36> usual_channels = {
    "shop",    "taobao",   "tmall",  "1688", "pinduoduo", "douyin", "jd",      "wechat",   "xiaohongshu",
    "meituan", "kuaishou", "xianyu", "etsy", "ebay",      "amazon", "shopify", "square",   "woocommerce",
    "website", "phone",    "店铺",   "门店", "淘宝",      "天猫",   "拼多多",  "抖音",     "京东",
    "微信",    "小红书",   "美团",   "快手", "闲鱼",      "官网",   "电话",    "阿里巴巴", "线下"};

constexpr std::array<std::string_view, 8> usual_warehouses = {"warehouse", "shop", "store", "仓库", "门店", "店铺", "总仓", "店里"};

constexpr size_t most_listed = 8;

// A sort of names that are few in a shop, and rarely new.
struct Sort {
    Text label;
    std::vector<WordId> (*named)(const Entries& entries, size_t first, size_t last);
};

// What `each` gives of the entries, once each.
template <class Each>
std::vector<WordId> once_each(const Entries& entries, size_t first, size_t last, const Each& each) {
    std::vector<WordId> words;
    std::vector<bool> seen(entries.words.size());
    for (size_t i = first; i < last; ++i)
        each(entries.entries[i], [&](WordId word) {
            if (word == WordId::none || seen[index_of(word)]) return;
            seen[index_of(word)] = true;
            words.push_back(word);
        });
    return words;
}

std::vector<WordId> channels_of(const Entries& entries, size_t first, size_t last) {
    return once_each(entries, first, last, [](const Entry& entry, const auto& take) { take(entry.channel); });
}
std::vector<WordId> warehouses_of(const Entries& entries, size_t first, size_t last) {
    return once_each(entries, first, last, [](const Entry& entry, const auto& take) {
        take(entry.warehouse);
        take(entry.warehouse_to);
    });
}
std::vector<WordId> staff_of(const Entries& entries, size_t first, size_t last) {
    return once_each(entries, first, last, [](const Entry& entry, const auto& take) { take(entry.staff); });
}
std::vector<WordId> couriers_of(const Entries& entries, size_t first, size_t last) {
    return once_each(entries, first, last, [&](const Entry& entry, const auto& take) {
        for (const Detail& detail : entries.details_of(entry))
            if (detail.key == Key::courier) take(detail.word());
    });
}

constexpr Sort sort_of_accounts{Text::col_account, accounts_of};
constexpr Sort sort_of_channels{Text::col_channel, channels_of};
constexpr Sort sort_of_warehouses{Text::col_warehouse, warehouses_of};
constexpr Sort sort_of_couriers{Text::col_courier, couriers_of};
constexpr Sort sort_of_staff{Text::word_staff_member, staff_of};

class NewNames {
  public:
    NewNames(const Session& session, const Entries& entries, const KnownBefore& before)
        : session_(session), entries_(entries), before_(before) {}

    bool check() const {
        std::vector<std::string_view> usual, in_settings, of_staff;
        for (const UsualAccount& one : usual_accounts()) usual.insert(usual.end(), {one.code, one.chinese});
        for (std::string_view word : stored_value_words()) usual.push_back(word);
        for (const Courier& courier : session_.settings().couriers) in_settings.push_back(courier.name);
        for (const StaffMember& member : session_.settings().staff) of_staff.push_back(member.name);
        const std::string_view default_account = session_.settings().default_account;
        return check(sort_of_accounts, usual, {&default_account, 1}) && check(sort_of_channels, usual_channels, {}) &&
               check(sort_of_warehouses, usual_warehouses, {}) && check(sort_of_couriers, {}, in_settings) &&
               check(sort_of_staff, {}, of_staff) && check_items() && check_parties();
    }

    void say_parties() const {
        std::vector<std::string_view> known = parties_before();
        for (uint32_t id = before_.parties; id < entries_.parties.size(); ++id) say_party(static_cast<PartyId>(id), known);
    }

  private:
    // `usual` come freely, as do those of daybook.toml, and whatever is the first of its sort.
    bool check(const Sort& sort, std::span<const std::string_view> usual, std::span<const std::string_view> in_settings) const {
        const size_t end = entries_.entries.size();
        const std::vector<WordId> fresh = sort.named(entries_, before_.entries, end);
        if (fresh.empty()) return true;
        const std::vector<WordId> before = sort.named(entries_, 0, before_.entries);
        if (before.empty() && (in_settings.empty() || sort.named == accounts_of)) return true;
        for (WordId word : fresh) {
            const std::string_view name = entries_.words.text(word);
            const auto is_in = [&](std::span<const std::string_view> list) {
                return std::find(list.begin(), list.end(), name) != list.end();
            };
            if (std::find(before.begin(), before.end(), word) != before.end() || is_in(usual) || is_in(in_settings)) continue;
            if (sort.named == accounts_of && is_declared_now(word)) {
                if (!check_slip(name, account_names(before))) return false;
                continue;
            }
            std::vector<std::string_view> known = sort.named == accounts_of ? account_names(before) : texts(before);
            for (std::string_view one : in_settings)
                if (std::find(known.begin(), known.end(), one) == known.end()) known.push_back(one);
            const std::string all = listed(sort.named == accounts_of ? display_names(before) : known);
            std::string_view near = did_you_mean(name, known);
            known.insert(known.end(), usual.begin(), usual.end());
            if (near.empty()) near = a_close_name(name, known);
            if (!confirmed({Text::err_new_name, {sort.label, name}}, {Text::hint_new_name, {all, name}}, name, near)) return false;
        }
        return true;
    }

    // By an entry of its own, which leaves no doubt that it is meant.
    bool is_declared_now(WordId account) const {
        return std::any_of(entries_.entries.begin() + static_cast<std::ptrdiff_t>(before_.entries), entries_.entries.end(),
                           [&](const Entry& entry) { return entry.kind == Kind::account && entry.subject == index_of(account); });
    }

    std::vector<std::string_view> texts(const std::vector<WordId>& words) const {
        std::vector<std::string_view> out;
        for (WordId word : words) out.push_back(entries_.words.text(word));
        return out;
    }
    std::vector<std::string_view> account_names(const std::vector<WordId>& words) const {
        std::vector<std::string_view> out;
        for (WordId word : words)
            for (std::string_view name : account_called(entries_, word)) out.push_back(name);
        return out;
    }
    std::vector<std::string_view> display_names(const std::vector<WordId>& words) const {
        std::vector<std::string_view> out;
        for (WordId word : words) out.push_back(entries_.words.text(entries_.account_names.display(word)));
        return out;
    }
    static std::string listed(const std::vector<std::string_view>& names) {
        std::string out;
        for (size_t i = 0; i < names.size() && i < most_listed; ++i) out.append(out.empty() ? "" : ", ").append(names[i]);
        return names.size() > most_listed ? out + " …" : out;
    }

    bool confirmed(Message doubt, Message otherwise, std::string_view name, std::string_view near) const {
        const Error error(std::move(doubt), near.empty() ? std::move(otherwise) : Message(Text::hint_likely_slip, {near}));
        if (is_said_to_be_new(session_, error, name, near)) return true;
        session_.say_error(error);
        return false;
    }

    bool check_slip(std::string_view fresh, const std::vector<std::string_view>& known) const {
        const std::string_view near = a_close_name(fresh, known);
        return near.empty() || confirmed({Text::err_likely_slip, {fresh, near}}, {}, fresh, near);
    }

    // By code, other name or display name.
    bool check_items() const {
        if (entries_.items.size() == before_.items) return true;
        std::vector<std::string_view> known;
        for (uint32_t id = 1; id < before_.items; ++id) known.push_back(entries_.items.text(static_cast<ItemId>(id)));
        const CalledItems called = called_items(entries_);
        for (uint32_t id = 1; id < before_.items; ++id)
            if (called.items[id].name != WordId::none) known.push_back(entries_.words.text(called.items[id].name));
        for (const auto& [item, name] : called.others)
            if (index_of(item) < before_.items) known.push_back(entries_.words.text(name));
        for (uint32_t id = before_.items; id < entries_.items.size(); ++id)
            if (!entries_.styles.of(static_cast<ItemId>(id)) &&  // TSHIRT-XL is meant to be near TSHIRT-L
                !check_slip(entries_.items.text(static_cast<ItemId>(id)), known))
                return false;
        return true;
    }

    std::vector<std::string_view> parties_before() const {
        std::vector<std::string_view> known;
        for (uint32_t id = 1; id < before_.parties; ++id) known.push_back(entries_.parties.text(static_cast<PartyId>(id)));
        return known;
    }

    bool check_parties() const {
        const std::vector<std::string_view> known = parties_before();
        for (uint32_t id = before_.parties; id < entries_.parties.size(); ++id) {
            const std::string_view fresh = entries_.parties.text(static_cast<PartyId>(id));
            for (std::string_view one : known)
                if (likely_same_party(fresh, one) && !confirmed({Text::err_likely_slip, {fresh, one}}, {}, fresh, one)) return false;
        }
        return true;
    }

    // What the entries name it as. Nothing where it is only another name of one.
    struct Named {
        Text as = Text::nothing;
        bool declared = false;  // by an entry of its own
    };
    Named named(PartyId party) const {
        for (size_t i = before_.entries; i < entries_.entries.size(); ++i) {
            const Entry& entry = entries_.entries[i];
            const bool declares = entry.kind == Kind::customer || entry.kind == Kind::supplier;
            if (entry.party == party || (declares && entry.subject == index_of(party)))
                return {with_supplier(entry.kind) ? Text::kind_supplier : Text::kind_customer, declares};
            for (const Detail& detail : entries_.details_of(entry)) {
                if (!spec(detail.key).of_party() || detail.key == Key::also || detail.party() != party) continue;
                return {detail.key == Key::payable || detail.key == Key::preferred_supplier ? Text::kind_supplier : Text::kind_customer};
            }
        }
        return {};
    }

    void say_party(PartyId party, const std::vector<std::string_view>& known) const {
        const Named found = named(party);
        const std::string_view name = entries_.parties.text(party);
        std::string_view near = a_close_name(name, known);
        for (size_t i = 0; near.empty() && i < known.size(); ++i)
            if (known[i].size() > name.size() && known[i].starts_with(name)) near = known[i];  // 李明, where there is a 李明华
        if (found.as == Text::nothing || (found.declared && near.empty())) return;
        session_.warn_line(near.empty() ? Message(Text::new_party, {found.as, name})
                                        : Message(Text::new_party_near, {found.as, name, near}));
    }

    const Session& session_;
    const Entries& entries_;
    const KnownBefore& before_;
};

}  // namespace

bool check_new_names(const Session& session, const Entries& entries, const KnownBefore& before) {
    return NewNames(session, entries, before).check();
}

void say_new_parties(const Session& session, const Entries& entries, const KnownBefore& before) {
    NewNames(session, entries, before).say_parties();
}

bool is_said_to_be_new(const Session& session, const Error& doubt, std::string_view name, std::string_view near) {
    if (!can_ask()) return false;
    session.warn_line(doubt.what);
    return says_yes(session, near.empty() ? Message(Text::ask_is_new, {name}) : Message(Text::ask_is_new_not, {name, near}));
}

}  // namespace daybook
