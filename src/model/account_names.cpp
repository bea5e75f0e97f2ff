#include "model/account_names.h"

#include <algorithm>
#include <array>

#include "model/entry.h"

namespace daybook {

namespace {

constexpr std::array<std::string_view, 7> stored_words = {"deposit", "stored", "stored-value", "stored value",
                                                          "储值",    "储值卡", "储值余额"};

constexpr std::array<UsualAccount, 4> usual = {{{"cash", "现金"}, {"bank", "银行"}, {"alipay", "支付宝"}, {"wechat", "微信"}}};

// The accounts that a line of that key names.
template <class Line, class Take>
void each_account(Line& detail, const Take& take) {
    const KeySpec& key = spec(detail.key);
    if (key.values[1] == Value::account) take(detail.a);
    if (key.values[2] == Value::account) take(detail.b);
}

// Whether an entry declares it or a line of money names it.
bool is_used(const Entries& entries, std::string_view name) {
    const WordId word = entries.words.find(name);
    if (word == WordId::none) return false;
    if (entries.account_names.is_declared(word) || entries.account_names.code(word) != word) return true;
    bool used = false;
    entries.details.each(
        [&](const Detail& detail) { each_account(detail, [&](uint32_t account) { used = used || account == index_of(word); }); });
    return used;
}

}  // namespace

WordId AccountNames::code(WordId name) const {
    const auto found = code_of_.find(index_of(name));
    return found == code_of_.end() ? name : found->second;
}

WordId AccountNames::display(WordId code) const {
    const auto found = display_.find(index_of(code));
    return found == display_.end() ? code : found->second;
}

BadAccountName AccountNames::declare(WordId code) {
    if (code_of_.contains(index_of(code))) return BadAccountName::name;
    display_.emplace(index_of(code), code);
    return BadAccountName::none;
}

BadAccountName AccountNames::add(WordId code, WordId name) {
    if (name != code) {
        if (is_declared(name)) return BadAccountName::code;
        if (code_of_.emplace(index_of(name), code).first->second != code) return BadAccountName::name;
    }
    display_[index_of(code)] = name;
    return BadAccountName::none;
}

void resolve_accounts(Entries& entries) {
    const AccountNames& names = entries.account_names;
    if (names.empty()) return;
    // most lines name one of few accounts: looked up once
    std::vector<uint32_t> codes(entries.words.size());
    for (uint32_t word = 1; word < codes.size(); ++word) codes[word] = index_of(names.code(static_cast<WordId>(word)));
    entries.details.each([&](Detail& detail) {
        each_account(detail, [&](uint32_t& account) {
            if (codes[account] != account) account = codes[account];
        });
    });
}

std::string account_code(const Entries& entries, std::string_view typed) {
    if (std::find(stored_words.begin(), stored_words.end(), typed) != stored_words.end()) return std::string(stored_words[0]);
    const auto code_of = [&](std::string_view name) {
        const WordId word = entries.words.find(name);
        return std::string(word == WordId::none ? name : entries.words.text(entries.account_names.code(word)));
    };
    const auto pair =
        std::find_if(usual.begin(), usual.end(), [&](const UsualAccount& one) { return typed == one.code || typed == one.chinese; });
    if (pair == usual.end() || is_used(entries, typed)) return code_of(typed);
    const std::string_view other = typed == pair->code ? pair->chinese : pair->code;
    return is_used(entries, other) ? code_of(other) : std::string(pair->code);
}

std::span<const std::string_view> stored_value_words() { return stored_words; }

std::span<const UsualAccount> usual_accounts() { return usual; }

}  // namespace daybook
