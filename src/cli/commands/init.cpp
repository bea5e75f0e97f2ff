// daybook init: a new ledger, which only its owner can read.
#include <fmt/format.h>

#include <filesystem>

#include "base/files.h"
#include "base/utf8.h"
#include "cli/command.h"
#include "cli/git.h"
#include "cli/session.h"
#include "journal/repository.h"
#include "journal/settings_file.h"
#include "journal/writer.h"
#include "model/account_names.h"
#include "model/kinds.h"

namespace daybook {

namespace fs = std::filesystem;

namespace {

std::string settings_text(const std::string& name, const std::string& currency) {
    std::string quoted;
    for (char c : name) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return fmt::format(
        "journal = \"shop.journal\"\n\n[shop]\nname     = \"{}\"\ncurrency = \"{}\"\n\n[books]\ncosting        = \"average\"  # or "
        "\"fifo\"\n"
        "negative_stock = \"refuse\"   # or \"allow\"\n",
        quoted, currency);
}

// The accounts that a new shop has, under the names that its seller uses; what the owner puts in or takes out is neither income nor
// expense.
std::string accounts_text(Date day, Lang lang) {
    std::string out;
    const auto declare = [&](std::string_view code, std::string_view chinese) {
        EntryWriter writer(to_text(day), spec(Kind::account).name, code);
        if (lang == Lang::zh) writer.display_name(chinese);
        if (code == "owner") writer.detail(spec(Key::account_class).name, {"equity"});
        out.append("\n").append(writer.text());
    };
    for (const UsualAccount& account : usual_accounts())
        if (lang == Lang::zh || account.code == "cash" || account.code == "bank") declare(account.code, account.chinese);
    declare("owner", "老板");
    return out;
}

// Makes the two files of a new ledger. False after saying why not; then neither is there.
bool make_ledger(const Session& session, const Args& args, const fs::path& folder, const std::string& name) {
    const std::string currency = args.has("currency") ? args.get("currency") : "CNY";
    Errors wrong;
    if (find_fault(name).kind != BadText::none)
        wrong.emplace_back(Message(Text::err_word_control, {name}));
    else
        parse_settings("daybook.toml", settings_text(name, currency), wrong);
    const auto refuse = [&](Error error) {
        wrong.push_back(std::move(error));
        session.say_errors(wrong);
        return false;
    };
    if (!wrong.empty()) {
        session.say_errors(wrong);
        return false;
    }
    std::error_code error;
    const bool is_new = !fs::exists(folder, error);
    fs::create_directories(folder, error);
    if (!error && is_new) fs::permissions(folder, fs::perms::owner_all, error);
    if (error) return refuse(Error({Text::err_cannot_write, {folder.string(), system_error(error.value())}}));
    const std::string settings = (folder / "daybook.toml").lexically_normal().string(),
                      journal = (folder / "shop.journal").lexically_normal().string();
    for (const std::string& path : {settings, journal})
        if (fs::exists(path)) return refuse(Error({Text::err_exists, {path}}, Text::hint_exists));
    if (const auto made = create_file(journal, fmt::format("; {}\n", name) + accounts_text(session.today(), session.lang())); !made)
        return refuse(made.error());
    if (const auto made = create_file(settings, settings_text(name, currency)); !made) {
        fs::remove(journal, error);
        return refuse(made.error());
    }
    session.say_line({Text::init_done, {settings, journal}});
    return true;
}

int init(Session& session, const Args& args) {
    const fs::path folder = args.words.empty() ? "." : args.words[0];
    const std::string name = args.has("name") ? args.get("name") : "shop";
    const bool git = args.has("git");
    std::error_code ignored;
    const bool is_ledger = git && fs::exists(folder / "daybook.toml", ignored);
    if (git)
        if (const auto able = Repository::can_commit(fs::exists(folder, ignored) ? folder.string() : "."); !able)
            return session.say_error(able.error());
    if (!is_ledger && !make_ledger(session, args, folder, name)) return refused;
    if (git)
        if (const auto kept = keep_in_git(session, folder.string()); !kept) return session.say_error(kept.error());
    if (is_ledger) return done;
    if (folder.lexically_normal() != ".") session.say_line({Text::init_cd, {folder.string()}});
    session.say_line(Text::init_next);
    return done;
}

Command init_command() {
    return {"init,初始化",
            Text::cmd_init,
            {{"FOLDER", Text::arg_folder, 0, 1}},
            {{"--name,--店名", "NAME", Text::opt_shop_name},
             {"--currency,--货币", "CODE", Text::opt_currency},
             {"--git,--版本库", "", Text::opt_git}},
            init,
            {"daybook init my-shop --name 小店 --currency CNY", "daybook init --git"},
            {}};
}

const Listed listed(180, init_command);

}  // namespace

}  // namespace daybook
