// Money at the end of a sale or purchase: how much is due, what of it is settled now, and the change.
#include <algorithm>
#include <utility>

#include "base/half_width.h"
#include "cli/conversation.h"
#include "cli/known.h"
#include "model/typed_amounts.h"

namespace daybook {

using Went = Conversation::Went;

namespace {

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> words;
    for (size_t at = 0; (at = text.find_first_not_of(' ', at)) != std::string::npos;) {
        const size_t end = std::min(text.find(' ', at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

// What was typed with another account in place of one that nobody knows; or another answer altogether.
std::string corrected(std::string typed, const std::string& word, const std::string& again) {
    const size_t at = typed.find(word);
    if (at == std::string::npos || again.find_first_of(" 0123456789") != std::string::npos) return again;
    return typed.replace(at, word.size(), again);
}

}  // namespace

// `pays`: the shop does.
Went Conversation::money(size_t question, bool pays) {
    answers_[question].clear();
    const Result<Draft> draft = dialogue_.draft(session_, args(), at_hand_.journal());
    if (!draft) {
        complain(draft.error());
        tell(Text::ask_again);
        return Went::again;
    }
    const auto due = at_hand_.due(args(), *draft);
    if (!due) {
        session_.say_errors(due.error());
        tell(Text::ask_again);
        return Went::again;
    }
    due_ = *due;
    settled_ = Money();
    if (due_.raw <= 0) return Went::on;
    const std::string usual = given_.has("with") ? given_.get("with") : session_.settings().default_account;
    const std::string prompt = say({pays ? Text::ask_to_be_paid : Text::ask_to_pay, {money_text(due_)}}) + " [" + usual + "]";
    const auto complete = [&](std::string_view typed) { return at_hand_.complete_account(typed); };
    for (std::string typed, instead;;) {
        typed = std::exchange(instead, {});
        if (typed.empty())
            if (const Went went = read(prompt, typed, complete); went != Went::on) return went;
        const Result<std::vector<std::string>> answer = read_money(typed, due_, pays);
        if (!answer) {
            complain(answer.error());
            continue;
        }
        for (const std::string& word : *answer) {
            int64_t ignored = 0;
            if (parse_decimal(word, at_hand_.decimals(), ignored) == BadNumber::none || at_hand_.knows_account(word)) continue;
            std::string again = word;
            if (const Went went = confirm_new({Text::ask_new_account, {word}}, again, complete); went != Went::on) return went;
            if (again != word) {
                instead = corrected(half_width(typed), word, again);
                break;
            }
            new_names_ = true;
        }
        if (!instead.empty()) continue;
        answers_[question] = *answer;
        return Went::on;
    }
}

// 100, 100 微信, 微信, 50 cash 18 wechat, or nothing: AMOUNT [ACCOUNT] as options take them, of what is due and no more.
Result<std::vector<std::string>> Conversation::read_money(const std::string& typed, Money due, bool pays) {
    struct Part {
        Money amount;
        std::string account;
    };
    std::vector<Part> parts;
    const std::vector<std::string> words = split(half_width(typed));
    for (size_t i = 0; i < words.size(); ++i) {
        Money amount;
        const bool number = parse_decimal(plain_amount(words[i], currency()), at_hand_.decimals(), amount.raw) == BadNumber::none;
        if (number && amount.raw >= 0)
            parts.push_back({amount, {}});
        else if (i == 0 && words.size() == 1 && !number && words[0].find_first_of("0123456789") == std::string::npos)
            parts.push_back({due, words[0]});
        else if (number || parts.empty() || !parts.back().account.empty())
            return fail({Text::ask_not_money, {typed}});
        else
            parts.back().account = words[i];
    }
    if (parts.empty()) parts.push_back({due, {}});
    Money tendered;
    for (const Part& part : parts) tendered += part.amount;
    const std::string party = answered(pays ? "from" : "to");
    if (tendered < due && party.empty()) return fail({Text::ask_pay_in_full, {money_text(due - tendered)}});
    if (tendered > due) {
        const Money change = tendered - due;
        const Entries& entries = at_hand_.entries();  // what is taken off stored value gives no change
        const std::string& account = parts.back().account;
        const std::string last = account_code(entries, account.empty() ? given_.get("with") : account);
        if (pays || change >= parts.back().amount || last == entries.words.text(entries.deposit))
            return fail({Text::ask_too_much, {money_text(due)}});
        parts.back().amount -= change;
        tell_parts({say({Text::ask_change, {money_text(change)}})});
    } else if (tendered < due) {
        tell_parts({say({pays ? Text::ask_rest_payable : Text::ask_rest_owed, {party, money_text(due - tendered)}})});
    }
    settled_ = std::min(tendered, due);
    std::vector<std::string> answer;
    for (const Part& part : parts) {
        if (part.amount.raw == 0) continue;
        answer.push_back(money_text(part.amount));
        if (!part.account.empty()) answer.push_back(part.account);
    }
    return answer;
}

}  // namespace daybook
