#include "cli/git.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/files.h"
#include "journal/repository.h"
#include "journal/settings_file.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view driver_setting = "merge.daybook.driver";

// How git is to call us: by name, else by where we are.
std::string driver_command() {
    std::string program = "daybook";
    if (program_on_path(program).empty()) {
        std::error_code error;
        const std::string self = fs::read_symlink("/proc/self/exe", error).string();
        if (!error && self.find('\'') == std::string::npos) program = "'" + self + "'";
    }
    return program + " merge -- %O %A %B %P";
}

// A line of .gitattributes for files of that ending. -text: git is to keep the bytes, line ends included, as they are.
std::string attributes_line(const std::string& journal) {
    const std::string ending = fs::path(journal).extension().string();
    return (ending.empty() ? fs::path(journal).filename().string() : "*" + ending) + " merge=daybook -text\n";
}

Result<void> set_driver(const Repository& git) {
    for (const auto& [name, value] : {std::pair<std::string, std::string>{"merge.daybook.name", "daybook: by entries and their refs"},
                                      {std::string(driver_setting), driver_command()}})
        if (const auto set = git.set(name, value); !set) return tl::unexpected<Error>(set.error());
    return {};
}

std::string users_config() {
    const char* home = std::getenv("HOME");
    return std::string(home ? home : "") + "/.gitconfig";
}

// Whether a .gitattributes, of that folder or one above, asks for the driver.
bool asks_for_driver(const GitFolder& here, const std::string& folder) {
    std::error_code ignored;
    const auto asks = [](const fs::path& path) {
        const Result<std::string> attributes = read_file(path.string());
        return attributes && attributes->find("merge=daybook") != std::string::npos;
    };
    for (fs::path at = fs::weakly_canonical(fs::absolute(folder.empty() ? "." : folder, ignored), ignored);; at = at.parent_path()) {
        if (asks(at / ".gitattributes")) return true;
        if (at == here.top || !at.has_relative_path()) return asks(here.common + "/info/attributes");
    }
}

// True where it had to be written.
Result<bool> write_attributes(const std::string& path, const std::string& journal) {
    std::error_code ignored;
    const std::string line = attributes_line(journal);
    if (!fs::exists(path, ignored)) {
        const auto made = create_file(path, line);
        return made ? Result<bool>(true) : tl::unexpected<Error>(made.error());
    }
    Result<std::string> text = read_file(path);
    if (!text) return tl::unexpected<Error>(text.error());
    if (("\n" + *text).find("\n" + line) != std::string::npos) return false;
    if (!text->empty() && text->back() != '\n') *text += '\n';
    const auto written = write_file(path, *text + line);
    return written ? Result<bool>(true) : tl::unexpected<Error>(written.error());
}

// A text with one more thing behind it.
std::string joined(Lang lang, Text how, const std::string& text, const std::string& more) {
    return more.empty() ? text : text.empty() ? more : say({how, {text, more}}, lang);
}

std::string goods_text(const Entries& entries, const Entry& entry, Lang lang) {
    constexpr size_t most = 3;
    std::string out;
    const auto goods = entries.goods_of(entry);
    for (size_t i = 0; i < goods.size() && i < most; ++i)
        out = joined(lang, Text::git_commit_and, out, fmt::format("{} ×{}", entries.items.text(goods[i].item), to_text(goods[i].quantity)));
    return goods.size() > most ? say({Text::git_commit_more, {out, std::to_string(goods.size() - most)}}, lang) : out;
}

// What the entry comes to, as far as it says so itself: its goods at their prices, else its money.
Money amount_of(const Entries& entries, const Entry& entry, int decimals) {
    Money goods, money;
    for (const GoodsLine& line : entries.goods_of(entry)) {
        if (line.form == PriceForm::total) goods += line.total();
        if (line.form == PriceForm::unit) goods += line_amount(line.quantity, line.unit_price(), decimals);
    }
    for (const Detail& detail : entries.details_of(entry)) {
        if (detail.key == Key::discount) goods -= detail.money();
        if (detail.key == Key::postage) goods += detail.money();
        if (detail.key == Key::paid || detail.key == Key::received) money += detail.money();
    }
    return goods ? goods : money;
}

std::string message_of(const Entries& entries, const Entry& entry, int decimals, Lang lang) {
    const KindSpec& kind = spec(entry.kind);
    std::string name(entries.refs.text(entry.ref));
    if (kind.declares)
        name = entry.kind == Kind::item || entry.kind == Kind::kit ? entries.items.text(static_cast<ItemId>(entry.subject))
               : entry.kind == Kind::account                       ? entries.words.text(static_cast<WordId>(entry.subject))
                                                                   : entries.parties.text(static_cast<PartyId>(entry.subject));
    const std::string label(lang == Lang::zh ? text(kind.label, lang) : kind.name);
    std::string out = say({Text::git_commit_entry, {label, name}}, lang);
    const bool from = kind.use(Clause::from) == ClauseUse::party;
    out = joined(lang, from ? Text::git_commit_from : Text::git_commit_to, out, std::string(entries.parties.text(entry.party)));
    out = joined(lang, Text::git_commit_replaces, out, std::string(entries.refs.text(entry.replaces())));
    out = joined(lang, Text::git_commit_of, out, std::string(entries.refs.text(entry.of)));
    out = joined(lang, Text::git_commit_for, out, std::string(entries.words.text(entry.purpose)));
    const Money amount = amount_of(entries, entry, decimals);
    const std::string what =
        joined(lang, Text::git_commit_and, goods_text(entries, entry, lang), amount ? to_text(amount, decimals) : std::string());
    return joined(lang, Text::git_commit_what, out, what);
}

// It is written, whatever git says.
void commit_file(const Session& session, const fs::path& path, const std::string& message) {
    const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
    Result<Repository> git = Repository::find(folder);
    const Result<bool> committed = git ? git->commit({path.filename().string()}, message) : tl::unexpected<Error>(git.error());
    if (committed) return;
    const Lang lang = session.lang();
    Error error({Text::err_not_committed, {path.string()}});
    const std::string why = say(committed.error().what, lang) + (committed.error().hint ? "; " + say(committed.error().hint, lang) : "");
    error.hint = {Text::hint_not_committed, {why, path.string()}};
    session.say_error(error);
}

}  // namespace

Result<void> keep_in_git(const Session& session, const std::string& folder) {
    const auto failed = [](const auto& result) { return tl::unexpected<Error>(result.error()); };
    const std::string settings_path = (fs::path(folder) / "daybook.toml").lexically_normal().string();
    const Result<std::string> settings_text = read_file(settings_path);
    if (!settings_text) return failed(settings_text);
    Errors wrong;
    const Settings settings = parse_settings(settings_path, *settings_text, wrong);
    if (!wrong.empty()) return tl::unexpected<Error>(wrong.front());
    Journal journal(settings.books);
    const std::string journal_path = (fs::path(folder) / settings.journal).lexically_normal().string();
    Result<TextFile> file = TextFile::open(journal_path);
    if (!file) return failed(file);
    journal.read_main(journal_path, std::move(*file));

    Result<Repository> git = Repository::find(folder);
    if (!git && git.error().what.id == Text::err_not_in_git) {
        git = Repository::make(folder);
        if (git) session.say_line({Text::git_made, {folder}});
    }
    if (!git) return failed(git);
    const Result<bool> attributes = write_attributes((fs::path(folder) / ".gitattributes").string(), settings.journal);
    if (!attributes) return failed(attributes);
    const Result<std::string> driver = git->setting(std::string(driver_setting));
    if (!driver) return failed(driver);
    if (driver->empty())
        if (const auto set = set_driver(*git); !set) return failed(set);
    // a copy of the folder is to be known as one; clones get their device with the first entry
    if (const auto here = GitFolder::holding(folder); here && !here->is_clone())
        if (const auto kept = keep_device(*here, {}); !kept) return failed(kept);
    if (*attributes || driver->empty()) session.say_line(Text::git_set);
    std::vector<std::string> paths = {".gitattributes", "daybook.toml"};
    for (const std::string& path : journal.files())
        paths.push_back(fs::path(path).lexically_relative(fs::path(folder).lexically_normal()).string());
    const Lang lang = settings.language.value_or(session.lang());
    const Result<bool> known = git->knows(settings.journal);
    if (!known) return failed(known);
    const std::string& shop = settings.shop_name.empty() ? settings.journal : settings.shop_name;
    const std::string message = say(*known ? Message(Text::git_commit_setup) : Message(Text::git_first_commit, {shop}), lang);
    const Result<bool> committed = git->commit(paths, message);
    if (!committed) return failed(committed);
    if (*committed) session.say_line({Text::git_committed, {message}});
    if (!*committed && !*attributes && !driver->empty()) session.say_line(Text::git_nothing_to_do);
    return {};
}

bool lacks_merge_driver(const std::string& folder) {
    const auto here = GitFolder::holding(folder);
    if (!here || !asks_for_driver(*here, folder)) return false;
    for (const std::string& file : {here->shared_config(), users_config()})
        if (!git_config_value(file, std::string(driver_setting)).empty()) return false;
    // it may stand in a file that these include
    const Result<std::string> driver = Repository::setting_at(folder, std::string(driver_setting));
    return driver && driver->empty();
}

bool set_merge_driver(const std::string& folder) {
    const Result<Repository> git = Repository::find(folder);
    return git && set_driver(*git);
}

Result<void> keep_device(const GitFolder& here, const std::string& device) {
    const std::string birth = here.birth(), file = here.config();
    if (!device.empty() && git_config_value(file, "daybook.device") != device)
        if (const auto set = Repository::set_in(file, "daybook.device", device); !set) return set;
    if (!birth.empty() && git_config_value(file, "daybook.birth") != birth)
        if (const auto set = Repository::set_in(file, "daybook.birth", birth); !set) return set;
    return {};
}

void commit_written(const Session& session, const Journal& journal, size_t first, const std::string& rules) {
    const std::vector<Entry>& entries = journal.entries().entries;
    if (!session.settings().git_commit || first >= entries.size()) return;
    const Lang lang = session.lang();
    std::string message;
    if (!rules.empty()) message = say({Text::git_commit_import, {rules, std::to_string(entries.size() - first)}}, lang);
    for (size_t i = first; rules.empty() && i < entries.size(); ++i)  // the first is the subject, as git calls it
        message += (i == first       ? ""
                    : i == first + 1 ? "\n\n"
                                     : "\n") +
                   message_of(journal.entries(), entries[i], session.settings().books.currency.decimals, lang);
    commit_file(session, session.journal_path(), message);
}

void commit_settings(const Session& session, const Message& message) {
    if (session.settings().git_commit) commit_file(session, session.settings_path(), say(message, session.lang()));
}

}  // namespace daybook
