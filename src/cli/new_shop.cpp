#include "cli/new_shop.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/built_in.h"
#include "base/utf8.h"
#include "books/books.h"
#include "cli/rights.h"
#include "journal/settings_file.h"
#include "journal/writer.h"

namespace daybook {

namespace {

constexpr std::string_view owner = "owner";

std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

std::string toml_key(std::string_view name) {
    const bool bare = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
    return bare ? std::string(name) : toml_text(name);
}

// What is set, as its sections; "" where nothing is.
std::string sections_of(const NewShop& shop) {
    std::string out;
    if (shop.tax != "none") {
        out += fmt::format("\n[tax]\nregime = \"{}\"\n", shop.tax);
        if (!shop.rate.empty()) out += fmt::format("rate   = {}\n", toml_text(shop.rate));
    }
    if (!shop.channels.empty()) out += '\n';
    for (const std::string& channel : shop.channels) out += fmt::format("[channels.{}]\n", toml_key(channel));
    const bool cash = std::any_of(shop.accounts.begin(), shop.accounts.end(), [](const NewAccount& one) { return one.code == "cash"; });
    if (!shop.accounts.empty() && !cash) out += fmt::format("\n[accounts]\ndefault = {}\n", toml_text(shop.accounts.front().code));
    return out;
}

}  // namespace

std::vector<NewAccount> first_accounts(Lang lang) {
    std::vector<NewAccount> out;
    for (const UsualAccount& account : usual_accounts())
        if (lang == Lang::zh || account.code == "cash" || account.code == "bank")
            out.push_back({std::string(account.code), std::string(lang == Lang::zh ? account.chinese : std::string_view())});
    return out;
}

Result<void> take_tax(NewShop& shop, const std::string& typed) {
    const size_t colon = typed.find(':');
    const std::string regime = typed.substr(0, colon), rate = colon == std::string::npos ? "" : typed.substr(colon + 1);
    const bool known = regime == "small" || regime == "general" || (regime == "none" && colon == std::string::npos);
    int64_t parts = 0;
    const bool fits =
        colon == std::string::npos || (rate.ends_with('%') && parse_decimal(rate.substr(0, rate.size() - 1), 4, parts) == BadNumber::none &&
                                       parts >= 0 && parts <= 1'000'000);
    if (!known || !fits) return fail({Text::err_init_tax, {typed}}, Text::hint_init_tax);
    shop.tax = regime;
    shop.rate = rate;
    return {};
}

Result<void> take_accounts(NewShop& shop, const std::vector<std::string>& typed) {
    shop.accounts.clear();
    for (const std::string& word : typed) {
        const size_t equals = word.find('=');
        NewAccount account{word.substr(0, equals), equals == std::string::npos ? "" : word.substr(equals + 1)};
        for (const UsualAccount& usual : usual_accounts())  // 现金 alone is cash, called so
            if (account.name.empty() && account.code == usual.chinese) account = {std::string(usual.code), std::string(usual.chinese)};
        const bool none = account.code.empty() || (equals != std::string::npos && equals + 1 == word.size());
        if (none || find_fault(word).kind != BadText::none) return fail({Text::err_init_name, {word}}, Text::hint_init_name);
        shop.accounts.push_back(std::move(account));
    }
    return {};
}

std::string settings_text(const NewShop& shop, Lang lang) {
    std::string out =
        fmt::format("journal = \"shop.journal\"\n\n[shop]\nname     = {}\ncurrency = {}\n", toml_text(shop.name), toml_text(shop.currency));
    if (shop.language) out += fmt::format("language = \"{}\"\n", *shop.language == Lang::zh ? "zh" : "en");
    const std::string sections = sections_of(shop);
    // by paragraphs: the first is in use, and what is set already is not there as a comment, too
    std::string_view rest = built_in("cli/settings", lang == Lang::zh ? "shop.zh.toml" : "shop.en.toml");
    for (bool first = true; !rest.empty(); first = false) {
        const size_t end = std::min(rest.find("\n\n"), rest.size());
        const std::string_view part = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 2, rest.size()));
        const size_t head = part.find("\n# [");
        const std::string_view name =
            head == std::string_view::npos ? "" : part.substr(head + 3, part.find_first_of(".]", head + 4) - head - 3);
        if (!name.empty() && sections.find("\n" + std::string(name)) != std::string::npos) continue;
        out.append("\n").append(part).append(part.ends_with('\n') ? "" : "\n");
        if (first) out += sections;
    }
    return out;
}

std::string journal_text(const NewShop& shop, Date day, Lang lang) {
    std::string out = fmt::format("; {}\n", shop.name);
    const auto declare = [&](const NewAccount& account) {
        EntryWriter writer(to_text(day), spec(Kind::account).name, account.code);
        writer.display_name(account.name);
        if (account.code == owner) writer.detail(spec(Key::account_class).name, {"equity"});
        out.append("\n").append(writer.text());
    };
    const std::vector<NewAccount> accounts = shop.accounts.empty() ? first_accounts(lang) : shop.accounts;
    for (const NewAccount& account : accounts) declare(account);
    // what the owner puts in or takes out is neither income nor expense
    if (std::none_of(accounts.begin(), accounts.end(), [](const NewAccount& one) { return one.code == owner; }))
        declare({std::string(owner), lang == Lang::zh ? "老板" : ""});
    return out;
}

Errors faults_of(const std::string& settings, const std::string& journal) {
    Errors errors;
    const Settings read = parse_settings("daybook.toml", settings, errors, wrong_right);
    if (!errors.empty()) return errors;
    Journal entries(read.books);
    entries.read_main("shop.journal", journal);
    if (!entries.errors().empty()) return entries.errors();
    Books books(entries.entries(), read.books);
    books.replay();
    for (const Problem& problem : books.problems()) errors.push_back(entries.locate(problem));
    return errors;
}

}  // namespace daybook
