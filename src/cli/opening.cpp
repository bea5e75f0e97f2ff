#include "cli/opening.h"

#include "base/files.h"
#include "cli/known.h"

namespace daybook {

std::optional<Opening> read_opening_files(const Session& session, const std::vector<std::string>& paths, int money_decimals) {
    std::vector<ImportFile> files;
    for (const std::string& path : paths) {
        Result<std::string> bytes = read_file(path);
        if (!bytes) {
            session.say_error(bytes.error());
            return std::nullopt;
        }
        files.push_back({path, std::move(*bytes)});
    }
    auto opening = read_opening(files, money_decimals);
    if (opening) return std::move(*opening);
    session.say_errors(opening.error(), opening.error().size());
    return std::nullopt;
}

std::string opening_entries(const Opening& opening, const Entries& entries, OpeningWords words) {
    // a ledger that is begun anew may have thousands: looked up once
    std::vector<bool> items(entries.items.size()), parties(entries.parties.size()), accounts(entries.words.size());
    for (const Entry& entry : entries.entries) {
        if (entry.kind == Kind::item || entry.kind == Kind::kit) items[entry.subject] = true;
        if (entry.kind == Kind::customer || entry.kind == Kind::supplier) parties[entry.subject] = true;
        if (entry.kind == Kind::account) accounts[entry.subject] = true;
    }
    words.declared = [&](Kind kind, const std::string& name) -> bool {
        if (kind == Kind::item) return items[index_of(entries.items.find(name))];
        if (kind == Kind::account) return accounts[index_of(entries.words.find(name))];
        return parties[index_of(entries.party(name))];
    };
    words.account = [&](const std::string& name) { return account_code(entries, name); };
    return opening_text(opening, words);
}

void say_opening(const Session& session, const Opening& opening, int money_decimals) {
    const auto say = [&](OpeningTable table, Text text, Money amount) {
        if (const size_t count = opening.counts[static_cast<size_t>(table)])
            session.say_line({text, {std::to_string(count), to_text(amount, money_decimals)}});
    };
    say(OpeningTable::items, Text::opened_items, opening.stock);
    say(OpeningTable::customers, Text::opened_customers, opening.receivable);
    if (opening.stored_value) session.say_line({Text::opened_stored, {to_text(opening.stored_value, money_decimals)}});
    say(OpeningTable::suppliers, Text::opened_suppliers, opening.payable);
    say(OpeningTable::accounts, Text::opened_accounts, opening.held);
    for (const auto& [file, columns] : opening.unused) session.say_line({Text::opened_unused, {file, columns}});
}

}  // namespace daybook
