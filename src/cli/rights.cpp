#include "cli/rights.h"

#include <algorithm>

#include "cli/staff.h"
#include "journal/faults.h"

namespace daybook {

namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const size_t end = std::min(text.find(' '), text.size());
        if (end > 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

const Command* command_of(const std::vector<std::string>& words) {
    const Command* at = &program();
    for (const std::string& word : words) {
        const auto found = std::find_if(at->commands.begin(), at->commands.end(), [&](const Command& c) { return c.name == word; });
        if (found == at->commands.end()) return nullptr;
        at = &*found;
    }
    return at == &program() ? nullptr : at;
}

bool enters(const Command& command) {
    return std::any_of(command.options.begin(), command.options.end(), [](const Option& option) { return long_name(option) == "note"; });
}

// The kind that a command of that name enters: `purchase order` purchase-order, `stock count` count, `customer add` customer.
std::string_view kind_entered(const std::vector<std::string>& words) {
    std::string joined;
    for (const std::string& word : words) joined.append(joined.empty() ? "" : "-").append(word);
    for (const std::string& name : {joined, words.back(), words.front()})
        if (const KindSpec* kind = find_kind(name)) return kind->name;
    return {};
}

const StaffMember* member_named(const std::vector<StaffMember>& staff, std::string_view name) {
    const auto found = std::find_if(staff.begin(), staff.end(), [&](const StaffMember& member) { return member.name == name; });
    return found == staff.end() ? nullptr : &*found;
}

bool limits_anybody(const std::vector<StaffMember>& staff) {
    return std::any_of(staff.begin(), staff.end(), [](const StaffMember& member) { return member.may.has_value(); });
}

// Who runs this; null after saying that nobody knows.
const StaffMember* whoever_runs(const Session& session) {
    const std::vector<StaffMember>& staff = session.settings().staff;
    if (const StaffMember* member = member_named(staff, who_enters(session))) return member;
    std::string names;
    for (const StaffMember& member : staff) names.append(names.empty() ? "" : ", ").append(member.name);
    session.say_error(Error(Text::err_who_are_you, {Text::hint_who_are_you, {names}}));
    return nullptr;
}

bool refuse(const Session& session, const StaffMember& member, Text what, std::string_view asked) {
    session.say_error(Error({what, {member.name, asked}}, {Text::hint_may, {member.name, rights_text(member)}}));
    return false;
}

}  // namespace

Rights::Rights(const StaffMember& member) : everything_(!member.may) {
    if (member.may) words_ = *member.may;
}

bool Rights::may_enter(std::string_view kind) const {
    if (everything_) return true;
    for (const std::string& word : words_) {
        if (word == kind) return true;
        const std::vector<std::string> words = words_of(word);
        const Command* command = command_of(words);
        if (command && words.size() > 1 && enters(*command) && kind_entered(words) == kind) return true;
    }
    return false;
}

bool Rights::may_ask(std::string_view command) const {
    return everything_ || std::any_of(words_.begin(), words_.end(), [&](const std::string& word) {
               return command == word || (command.starts_with(word) && command[word.size()] == ' ');
           });
}

Error wrong_right(std::string_view word) {
    const std::vector<std::string> words = words_of(word);
    const Command* command = words.empty() ? nullptr : command_of(words);
    if (find_kind(word) || (command && (!enters(*command) || !kind_entered(words).empty()))) return {};
    std::vector<std::string_view> names = kind_names();
    std::erase(names, "include");
    std::vector<std::string> paths;
    for (const Command& one : program().commands) {
        paths.push_back(one.name);
        for (const Command& child : one.commands) paths.push_back(one.name + " " + child.name);
    }
    const std::vector<std::string_view> kinds = names;
    names.insert(names.end(), paths.begin(), paths.end());
    const Message near = way_out(word, names, Text::nothing);
    return Error({Text::err_unknown_right, {word}}, near.id == Text::hint_did_you_mean ? near : way_out("", kinds, Text::nothing));
}

std::string rights_text(const StaffMember& member) {
    std::string text;
    for (const std::string& word : member.may.value_or(std::vector<std::string>())) text.append(text.empty() ? "" : ", ").append(word);
    return text.empty() ? "-" : text;
}

bool may_ask(const Session& session, std::string_view command) {
    if (!limits_anybody(session.settings().staff)) return true;
    if (command == "report") command = "report daily";  // the same
    const std::vector<std::string> words = words_of(command);
    const Command* asked = command_of(words);
    if (!asked || enters(*asked)) return true;  // what it enters is looked at
    for (std::string_view free : {"help", "completion", "complete", "init", "check", "merge", "import"})
        if (words[0] == free) return true;
    const StaffMember* member = whoever_runs(session);
    return member && (Rights(*member).may_ask(command) || refuse(session, *member, Text::err_may_not_run, command));
}

bool may_see(const Session& session, std::string_view command) {
    const std::vector<StaffMember>& staff = session.settings().staff;
    if (!limits_anybody(staff)) return true;
    const StaffMember* member = member_named(staff, who_enters(session));
    return member && Rights(*member).may_ask(command);
}

bool may_enter(const Session& session, const Entries& entries, size_t first_new) {
    if (!limits_anybody(session.settings().staff)) return true;
    const StaffMember* member = whoever_runs(session);
    if (!member) return false;
    const Rights rights(*member);
    for (size_t i = first_new; i < entries.entries.size(); ++i) {
        if (const std::string_view kind = spec(entries.entries[i].kind).name; !rights.may_enter(kind))
            return refuse(session, *member, Text::err_may_not_enter, kind);
        // it takes another entry out of the books, as a void does
        if (const std::string_view kind = spec(Kind::void_entry).name;
            entries.entries[i].replaces() != RefId::none && !rights.may_enter(kind))
            return refuse(session, *member, Text::err_may_not_enter, kind);
    }
    return true;
}

}  // namespace daybook
