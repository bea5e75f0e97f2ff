// daybook init: a new ledger, which only its owner can read.
#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/git.h"
#include "cli/new_shop.h"
#include "cli/opening.h"
#include "journal/own_refs.h"
#include "journal/repository.h"
#include "journal/settings_file.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

// What the options say of the shop, or on a terminal, where nothing is said, whoever sits there. Nothing after saying why not.
std::optional<NewShop> shop_of(const Session& session, const Args& args) {
    NewShop shop;
    const auto refuse = [&](const Error& error) {
        session.say_error(error);
        return std::nullopt;
    };
    constexpr std::string_view options[] = {"name", "currency", "language", "tax", "via", "account", "from-opening", "git"};
    const bool said = std::any_of(std::begin(options), std::end(options), [&](std::string_view one) { return args.has(std::string(one)); });
    if (!said && ::isatty(STDIN_FILENO) && ::isatty(STDOUT_FILENO)) {
        if (ask_for(session, shop)) return shop;
        session.warn_line(Text::nothing_written);
        return std::nullopt;
    }
    if (args.has("name")) shop.name = args.get("name");
    if (args.has("currency")) shop.currency = args.get("currency");
    if (args.has("language")) shop.language = args.get("language") == "zh" ? Lang::zh : Lang::en;
    shop.channels = args.all("via");
    for (const std::vector<std::string>& words : {std::vector<std::string>{shop.name}, shop.channels})
        for (const std::string& word : words)
            if (find_fault(word).kind != BadText::none) return refuse(Message(Text::err_word_control, {word}));
    if (args.has("tax"))
        if (const auto taken = take_tax(shop, args.get("tax")); !taken) return refuse(taken.error());
    if (const auto taken = take_accounts(shop, args.all("account")); !taken) return refuse(taken.error());
    return shop;
}

// The journal's text, with what the files say that the shop begins with. Nothing after saying why not.
std::optional<std::string> first_journal(const Session& session, const NewShop& shop, const std::vector<std::string>& files,
                                         std::optional<Opening>& opening) {
    const Lang lang = shop.language.value_or(session.lang());
    const std::string settings = settings_text(shop, lang);
    std::string journal = journal_text(shop, session.today(), lang);
    Errors faults = faults_of(settings, journal);
    if (faults.empty() && !files.empty()) {
        Errors none;
        const BookSettings books = parse_settings("daybook.toml", settings, none).books;
        opening = read_opening_files(session, files, books.currency.decimals);
        if (!opening) return std::nullopt;
        Journal accounts(books);
        accounts.read_main("shop.journal", journal);
        const std::string ref = ref_stem(spec(Kind::open).letter, compact_text(session.today()), "") + "1";
        journal += "\n" + opening_entries(*opening, accounts.entries(), {to_text(session.today()), ref, "", "", {}, {}});
        faults = faults_of(settings, journal);
    }
    if (faults.empty()) return journal;
    session.say_errors(faults);
    return std::nullopt;
}

// Makes the two files of a new ledger. False after saying why not; then neither is there.
bool make_ledger(const Session& session, const Args& args, const fs::path& folder) {
    const auto refuse = [&](const Error& error) {
        session.say_error(error);
        return false;
    };
    const std::string settings = (folder / "daybook.toml").lexically_normal().string(),
                      journal = (folder / "shop.journal").lexically_normal().string();
    std::error_code error;
    for (const std::string& path : {settings, journal})
        if (fs::exists(path, error)) return refuse(Error({Text::err_exists, {path}}, Text::hint_exists));
    const std::optional<NewShop> shop = shop_of(session, args);
    if (!shop) return false;
    std::optional<Opening> opening;
    const std::optional<std::string> entries = first_journal(session, *shop, args.all("from-opening"), opening);
    if (!entries) {
        session.warn_line(Text::nothing_written);
        return false;
    }
    const bool is_new = !fs::exists(folder, error);
    fs::create_directories(folder, error);
    if (!error && is_new) fs::permissions(folder, fs::perms::owner_all, error);
    if (error) return refuse(Error({Text::err_cannot_write, {folder.string(), system_error(error.value())}}));
    if (const auto made = create_file(journal, *entries); !made) return refuse(made.error());
    if (const auto made = create_file(settings, settings_text(*shop, shop->language.value_or(session.lang()))); !made) {
        fs::remove(journal, error);
        return refuse(made.error());
    }
    session.say_line({Text::init_done, {settings, journal}});
    if (opening) {
        Errors none;
        say_opening(session, *opening, parse_settings(settings, settings_text(*shop, Lang::en), none).books.currency.decimals);
    }
    return true;
}

int init(Session& session, const Args& args) {
    const fs::path folder = args.words.empty() ? "." : args.words[0];
    const bool git = args.has("git");
    std::error_code ignored;
    const bool is_ledger = git && fs::exists(folder / "daybook.toml", ignored);
    if (git)
        if (const auto able = Repository::can_commit(fs::exists(folder, ignored) ? folder.string() : "."); !able)
            return session.say_error(able.error());
    if (!is_ledger && !make_ledger(session, args, folder)) return refused;
    if (git)
        if (const auto kept = keep_in_git(session, folder.string()); !kept) return session.say_error(kept.error());
    if (is_ledger) return done;
    if (folder.lexically_normal() != ".") session.say_line({Text::init_cd, {folder.string()}});
    session.say_line(args.has("from-opening") ? Text::init_next_opened : Text::init_next);
    return done;
}

Command init_command() {
    return {"init,初始化",
            Text::cmd_init,
            {{"FOLDER", Text::arg_folder, 0, 1}},
            {{"--name,--店名", "NAME", Text::opt_shop_name},
             {"--currency,--货币", "CODE", Text::opt_currency},
             {"--language,--账本语言", "LANGUAGE", Text::opt_language, 1, 1, false, {"en", "zh"}},
             {"--tax,--税制", "REGIME[:RATE]", Text::opt_init_tax},
             {"--via,--渠道", "CHANNEL", Text::opt_init_via, 1, 1, true},
             {"--account,--账户", "CODE[=NAME]", Text::opt_init_account, 1, 1, true},
             {"--from-opening,--期初文件", "FILE", Text::opt_from_opening, 1, 1, true},
             {"--git,--版本库", "", Text::opt_git}},
            init,
            {"daybook init my-shop", "daybook init my-shop --name 小店 --tax small:3% --via taobao --account cash --account bank=银行",
             "daybook init my-shop --from-opening items.csv --from-opening customers.csv", "daybook init --git"},
            {}};
}

const Listed listed(180, init_command);

}  // namespace

}  // namespace daybook
