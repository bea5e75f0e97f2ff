#include "cli/staff.h"

#include <cstdlib>
#include <filesystem>

#include "base/process.h"

namespace daybook {

namespace {

// What git's configuration says for the ledger's folder; empty where there is no git, or it says nothing.
std::string git_says(const std::string& folder, const std::string& key) {
    const Result<Ran> asked = run_program({{"git", "config", key}, folder, {}, {}, {}});
    if (!asked || asked->status != 0) return {};
    std::string value = asked->out;
    while (value.ends_with('\n') || value.ends_with('\r')) value.pop_back();
    return value;
}

}  // namespace

std::string who_enters(const Session& session) {
    const std::vector<StaffMember>& staff = session.settings().staff;
    if (staff.empty()) return {};
    const char* named = std::getenv("DAYBOOK_STAFF");
    if (named && *named) return named;
    const std::string folder = std::filesystem::path(session.journal_path()).parent_path().string();
    if (const std::string email = git_says(folder, "user.email"); !email.empty())
        for (const StaffMember& member : staff)
            if (member.email == email) return member.name;
    if (const std::string name = git_says(folder, "user.name"); !name.empty())
        for (const StaffMember& member : staff)
            if (member.name == name) return member.name;
    return {};
}

}  // namespace daybook
