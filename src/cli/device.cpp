#include "cli/device.h"

#include <cstdlib>
#include <filesystem>
#include <random>
#include <set>

#include "cli/git.h"
#include "journal/repository.h"
#include "journal/settings_file.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

std::string folder_of(const Session& session) { return fs::path(session.journal_path()).parent_path().string(); }

void add_in_small_letters(std::set<std::string>& names, std::string_view name) {
    std::string small(name);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    names.insert(small);
}

// Two letters by chance among those that are free, for two fresh clones cannot ask each other. The last is neither l nor o: a figure
// follows it.
std::string draw(const std::set<std::string>& taken) {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz", last = "abcdefghijkmnpqrstuvwxyz";
    std::random_device chance;
    std::vector<std::string> free;
    for (char a : letters)
        for (char b : last)
            if (std::string name{a, b}; !taken.contains(name)) free.push_back(std::move(name));
    if (!free.empty()) return free[chance() % free.size()];
    std::string name;
    do name = {letters[chance() % letters.size()], letters[chance() % letters.size()], last[chance() % last.size()]};
    while (taken.contains(name));
    return name;
}

// The repositories that names are noted in: this one, and those that it comes from, as far as they are folders that can be reached. A
// repository on the network is not asked: the one who sells should not wait for it.
std::vector<std::string> meeting_places(const GitFolder& here) {
    constexpr size_t most = 16;
    std::vector<GitFolder> found = {here};
    std::set<std::string> seen = {here.common};
    for (size_t i = 0; i < found.size() && found.size() < most; ++i)
        for (const std::string& remote : found[i].remotes_on_disk())
            if (const auto git = GitFolder::at(remote); git && seen.insert(git->common).second) found.push_back(*git);
    std::vector<std::string> out;
    for (const GitFolder& git : found) out.push_back(git.common);
    return out;
}

std::string free_device(const GitFolder& here, const Entries& entries, const std::string& old, bool for_good) {
    std::set<std::string> taken = {old};
    for (uint32_t i = 1; i < entries.refs.size(); ++i)
        if (const auto made = made_ref(entries.refs.text(static_cast<RefId>(i)))) add_in_small_letters(taken, made->device);
    if (!for_good) return draw(taken);
    const std::vector<std::string> places = meeting_places(here);
    for (;;) {
        std::string device = draw(taken);
        bool is_free = true;
        for (const std::string& place : places) is_free = is_free && Repository::note_device(place, device);
        if (is_free) return device;
        taken.insert(std::move(device));  // where it was noted in vain, one name of many is lost
    }
}

// What there is to say of a clone's name, and then to draw one.
Message why_drawn(const GitFolder& here, const std::string& device, bool copied, const OwnRefs& own, const Entries& entries) {
    if (copied) return Text::device_of_copy;
    if (device.empty()) return here.is_clone() ? Text::device_given : Text::nothing;
    for (uint32_t i = 1; i < entries.refs.size(); ++i)
        if (const auto made = made_ref(entries.refs.text(static_cast<RefId>(i))); made && made->device == device && !own.has(*made))
            return Text::device_of_another;
    return Text::nothing;
}

// Sees that the session has this clone's device. What there is to say of it; nothing where it was there.
Result<Message> settle_name(Session& session, const GitFolder& here, OwnRefs& own, const Entries& entries, bool for_good) {
    std::string device = git_config_value(here.config(), "daybook.device");
    if (!device.empty() && !is_device(device)) return fail({Text::err_device_config, {here.config(), device}});
    const std::string birth = here.birth(), noted = git_config_value(here.config(), "daybook.birth");
    const bool is_new = noted.empty();  // a name that was set by hand is taken as it is, with all that it made
    for (uint32_t i = 1; is_new && i < entries.refs.size(); ++i)
        if (const auto made = made_ref(entries.refs.text(static_cast<RefId>(i))); made && made->device == device) own.note(*made);
    Message said = why_drawn(here, device, !is_new && !birth.empty() && noted != birth, own, entries);
    const bool drawn = said.id != Text::nothing;
    if (drawn) {
        const std::string old = device;
        device = free_device(here, entries, old, for_good);
        said = Message(said.id, {device, old});
    }
    session.use_device(device);
    if (!for_good || (!drawn && (!is_new || birth.empty()))) return said;
    const Result<void> kept = keep_device(here, device);
    if (kept || !drawn) return said;
    const std::string reason = say(kept.error().what, session.lang());
    session.say_error(Error({Text::err_device_not_kept, {device}}, {Text::hint_device_not_kept, {reason, device}}));
    return Message(Text::nothing);
}

}  // namespace

bool settle_device(Session& session, const Entries& entries, bool for_good) {
    const std::string folder = folder_of(session);
    const auto here = GitFolder::holding(folder);
    if (!here) return true;
    std::error_code ignored;
    const fs::path journal = fs::weakly_canonical(fs::absolute(session.journal_path(), ignored), ignored);
    OwnRefs own(here->own + "/daybook-refs", journal.lexically_relative(here->top).string());
    Message said = Text::nothing;
    if (session.settings().device.empty()) {
        Result<Message> settled = settle_name(session, *here, own, entries, for_good);
        if (!settled) {
            session.say_error(settled.error());
            return false;
        }
        said = std::move(*settled);
    }
    session.use_own_refs(std::move(own));
    if (!for_good) return true;
    const bool set = lacks_merge_driver(folder) && set_merge_driver(folder);
    if (said.id == Text::nothing && set)
        said = Text::git_set;
    else if (set)
        said = Message(Text::device_and_driver, {say(said, session.lang())});
    if (said.id != Text::nothing) session.say_line(said);
    return true;
}

void remember_refs(Session& session, const Entries& entries, size_t first) {
    OwnRefs own = session.own_refs();
    for (size_t i = first; i < entries.entries.size(); ++i)
        if (const auto made = made_ref(entries.refs.text(entries.entries[i].ref))) own.note(*made);
    // where that fails, they will be taken for another's, and the next get a new device
    const Result<void> ignored = own.keep();
    session.use_own_refs(std::move(own));
}

bool shares_device(const Session& session) {
    const char* variable = std::getenv("DAYBOOK_DEVICE");
    if (session.settings().device.empty() || (variable && *variable)) return false;
    const auto here = GitFolder::holding(folder_of(session));
    return here && here->is_clone();
}

}  // namespace daybook
