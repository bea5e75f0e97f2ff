#include "cli/conversation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "base/half_width.h"
#include "base/utf8.h"
#include "cli/finding.h"
#include "model/account_names.h"
#include "model/typed_amounts.h"

namespace daybook {

using Went = Conversation::Went;

Conversation::Conversation(Session& session, const Args& given, const Dialogue& dialogue, LineEditor& editor)
    : session_(session), given_(given), dialogue_(dialogue), editor_(editor), at_hand_(session), answers_(dialogue.prompts.size()) {}

Went Conversation::hold() {
    code_ = refused;
    for (;;) {
        if (!at_hand_.read(given_)) return Went::left;
        Went went = ask_all();
        if (went == Went::on) went = confirm();
        if (went != Went::again) return went;
    }
}

Went Conversation::ask_all() {
    for (size_t i = 0; i < dialogue_.prompts.size(); ++i) {
        if (is_given(dialogue_.prompts[i])) continue;
        const Went went = ask_one(i);
        if (went != Went::on) return went;
    }
    return Went::on;
}

Went Conversation::ask_one(size_t question) {
    switch (dialogue_.prompts[question].wanted) {
        case Wanted::goods: return goods(dialogue_.kind == Kind::count ? Text::ask_counted : Text::ask_goods);
        case Wanted::customer: return party(question, false);
        case Wanted::supplier: return party(question, true);
        case Wanted::warehouse:
            if (!at_hand_.books().uses_warehouses()) return Went::on;
            return words(question, false, Text::ask_warehouse,
                         [this](std::string_view typed) { return at_hand_.complete_warehouse(typed); });
        case Wanted::freight: return amount(question, false, Text::ask_freight);
        case Wanted::received: return money(question, false);
        case Wanted::paid: return money(question, true);
        case Wanted::amount: return amount(question, true, Text::ask_amount);
        case Wanted::category:
            return words(question, true, Text::ask_category,
                         [this](std::string_view typed) { return at_hand_.complete_category(typed, dialogue_.kind); });
        case Wanted::account: return account(question);
        case Wanted::note: return words(question, false, Text::ask_note, {});
    }
    return Went::on;
}

// The entry as it is going to stand, and whether it is to be written. What the books refuse is said here, before anybody agrees to it.
Went Conversation::confirm() {
    if (dialogue_.kind == Kind::count) show_differences();
    Args shown = args();
    shown.set("dry-run", {"yes"});
    shown.set("preview", {"yes"});
    std::fputc('\n', stdout);
    if (dialogue_.run(session_, shown) != done) {
        tell(Text::ask_again);
        return Went::again;
    }
    for (std::string line;;) {
        if (const Went went = read(say(Text::ask_what_now), line); went != Went::on) return went;
        line = half_width(line);
        if (line == "e") return Went::again;
        if (line == "n") {
            session_.say_line(Text::nothing_written);
            return Went::dropped;
        }
        if (line.empty()) break;
        tell(Text::ask_what_to_do);
    }
    return dialogue_.run(session_, args()) == done ? Went::written : Went::again;
}

Went Conversation::party(size_t question, bool suppliers) {
    std::vector<std::string>& answer = answers_[question];
    const auto complete = [&](std::string_view typed) { return at_hand_.complete_party(typed, suppliers); };
    std::string prompt = say(suppliers ? Text::ask_supplier : Text::ask_customer), typed;
    if (!answer.empty()) prompt += " [" + answer[0] + "]";
    if (const Went went = read(prompt, typed, complete); went != Went::on) return went;
    if (typed.empty()) return Went::on;
    answer.clear();
    for (;;) {
        if (typed == "-") return Went::on;
        const Result<PartyId> found = find_party(session_, at_hand_.entries(), typed, Meant::any);
        if (found && *found != PartyId::none) {
            typed = at_hand_.entries().parties.text(*found);
            if (const Money owes = at_hand_.owes(*found); owes.raw > 0)
                tell_parts({say({Text::ask_owes, {typed, money_text(owes)}})});
            else if (owes.raw < 0)
                tell_parts({say({Text::ask_owed, {typed, money_text(-owes)}})});
            break;
        }
        if (!found) {  // several fit
            complain(found.error());
            if (const Went went = read(prompt, typed, complete); went != Went::on) return went;
            if (typed.empty()) return Went::on;
            continue;
        }
        if (const Error unknown = unknown_party(at_hand_.entries(), typed); unknown.hint.id != Text::hint_unknown_party) complain(unknown);
        const std::string before = typed;
        if (const Went went = confirm_new({Text::ask_new_party, {typed}}, typed, complete); went != Went::on) return went;
        if (typed != before) continue;
        new_names_ = true;
        break;
    }
    answer = {typed};
    if (!suppliers) tell_last_prices();
    return Went::on;
}

// Whether a new name is meant: `typed` is as it was, or what was typed instead.
Went Conversation::confirm_new(const Message& question, std::string& typed, const LineEditor::Complete& complete) {
    tell(question);
    std::string line;
    if (const Went went = read(typed, line, complete); went != Went::on) return went;
    if (!line.empty()) typed = line;
    return Went::on;
}

Went Conversation::account(size_t question) {
    const auto complete = [&](std::string_view typed) { return at_hand_.complete_account(typed); };
    std::vector<std::string>& answer = answers_[question];
    const std::string usual = answer.empty() ? session_.settings().default_account : answer[0];
    std::string typed;
    if (const Went went = read(say(Text::ask_account) + " [" + usual + "]", typed, complete); went != Went::on) return went;
    while (!typed.empty() && !at_hand_.knows_account(typed)) {
        const std::string before = typed;
        if (const Went went = confirm_new({Text::ask_new_account, {typed}}, typed, complete); went != Went::on) return went;
        if (typed != before) continue;
        new_names_ = true;
        break;
    }
    if (!typed.empty()) answer = {typed};
    return Went::on;
}

Went Conversation::amount(size_t question, bool required, Text prompt) {
    std::vector<std::string>& answer = answers_[question];
    const std::string shown = say(prompt) + (answer.empty() ? "" : " [" + answer[0] + "]");
    for (std::string typed;;) {
        if (const Went went = read(shown, typed); went != Went::on) return went;
        typed = plain_amount(typed, currency());
        if (typed.empty() && (!required || !answer.empty())) return Went::on;
        Money amount;
        if (parse_decimal(typed, at_hand_.decimals(), amount.raw) == BadNumber::none && amount.raw > 0) {
            answer = {typed};
            return Went::on;
        }
        if (typed == "0" && !required) {
            answer.clear();
            return Went::on;
        }
        tell(typed.empty() ? Message(Text::ask_needed) : Message(Text::ask_not_amount, {typed}));
    }
}

Went Conversation::words(size_t question, bool required, Text prompt, const LineEditor::Complete& complete) {
    std::vector<std::string>& answer = answers_[question];
    const std::string shown = say(prompt) + (answer.empty() ? "" : " [" + answer[0] + "]");
    for (std::string typed;;) {
        if (const Went went = read(shown, typed, complete); went != Went::on) return went;
        if (!typed.empty()) answer = {typed};
        if (!answer.empty() || !required) return Went::on;
        tell(Text::ask_needed);
    }
}

Went Conversation::read(const std::string& prompt, std::string& line, const LineEditor::Complete& complete) {
    const LineEditor::End end = editor_.read(prompt, line, complete);
    if (end != LineEditor::End::line) return leave(end);
    line.erase(0, line.find_first_not_of(" \t"));
    line.erase(line.find_last_not_of(" \t") + 1);
    return Went::on;
}

Went Conversation::leave(LineEditor::End end) {
    session_.say_line(Text::nothing_written);
    code_ = end == LineEditor::End::interrupted ? interrupted : refused;
    return Went::left;
}

void Conversation::show_differences() {
    for (const TypedGoods& line : basket_.lines()) {
        if (!line.unit.empty()) continue;
        const ItemId item = at_hand_.entries().items.find(line.item);
        const auto booked = at_hand_.on_hand_in(item, answered("in"));
        Quantity counted;
        if (!booked || parse_decimal(line.quantity, quantity_decimals, counted.raw) != BadNumber::none) continue;
        tell_parts({name_of(line), line.quantity, say({Text::ask_booked, {to_text(*booked)}}),
                    say({Text::ask_difference, {to_text(counted - *booked)}})});
    }
}

Args Conversation::args() const {
    Args args = given_;
    args.words = basket_.words();
    for (size_t i = 0; i < answers_.size(); ++i) {
        if (answers_[i].empty()) continue;
        if (dialogue_.prompts[i].option.empty())
            args.words.insert(args.words.end(), answers_[i].begin(), answers_[i].end());
        else
            args.set(dialogue_.prompts[i].option, answers_[i]);
    }
    if (new_names_) args.set("new", {"yes"});
    return args;
}

// At a till each customer pays anew.
bool Conversation::is_given(const Prompt& question) const {
    return !question.option.empty() && given_.has(question.option) && !(given_.has("loop") && question.wanted == Wanted::received);
}

std::string Conversation::answered(std::string_view option) const { return args().get(std::string(option)); }

void Conversation::tell(const std::string& line) const {
    fmt::print("{}\n", printable(line));
    std::fflush(stdout);
}

void Conversation::tell_parts(const std::vector<std::string>& parts, bool named) const {
    const uint32_t cells = editor_.columns();
    std::string line;
    for (size_t i = 0; i < parts.size(); ++i) {
        const std::string_view between = i == 0 || (i == 1 && named) ? "  " : " · ";
        if (i > 0 && width(line) + width(between) + width(parts[i]) > cells) {
            tell(line);
            line = "    " + parts[i];
        } else {
            line.append(between).append(parts[i]);
        }
    }
    tell(line);
}

void Conversation::complain(const Error& error) const {
    tell_parts({say(error.what)});
    for (const std::string& line : error.list) tell("    " + line);
    if (error.hint) tell_parts({say(error.hint)});
}

}  // namespace daybook
