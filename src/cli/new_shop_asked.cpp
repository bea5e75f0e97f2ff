// The questions of `daybook init` on a terminal. Each has an answer that Enter takes; what makes no sense is asked again.
#include <fmt/format.h>

#include <cstdio>
#include <functional>
#include <iostream>
#include <utility>

#include "base/utf8.h"
#include "cli/new_shop.h"

namespace daybook {

namespace {

std::vector<std::string> words_of(const std::string& line) {
    std::vector<std::string> words;
    std::string word;
    for (char c : line + " ") {
        if (c != ' ' && c != '\t' && c != ',') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::exchange(word, {}));
        }
    }
    return words;
}

std::string joined(const std::vector<NewAccount>& accounts) {
    std::string out;
    for (const NewAccount& one : accounts)
        out.append(out.empty() ? "" : " ").append(one.code).append(one.name.empty() ? "" : "=").append(one.name);
    return out;
}

class Questions {
  public:
    explicit Questions(const Session& session) : session_(session) {}

    // Takes the answer, or says what is wrong with it. False at the end of what is typed.
    bool ask(Text question, const std::string otherwise, const std::function<Result<void>(const std::string&)>& take) const {
        for (;;) {
            fmt::print("{}", say({Text::ask_default, {question, otherwise}}, session_.lang()));
            std::fflush(stdout);
            std::string line;
            if (!std::getline(std::cin, line)) {
                fmt::print("\n");
                return false;
            }
            while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) line.pop_back();
            if (line.empty()) line = otherwise;
            if (find_fault(line).kind != BadText::none) {
                session_.say_error(Message(Text::err_word_control, {line}));
                continue;
            }
            const Result<void> taken = take(line);
            if (taken) return true;
            session_.say_error(taken.error());
        }
    }

    // What the two files say of the shop as it is by now.
    Result<void> stands(const NewShop& shop) const {
        const Lang lang = shop.language.value_or(session_.lang());
        const Errors errors = faults_of(settings_text(shop, lang), journal_text(shop, session_.today(), lang));
        if (errors.empty()) return {};
        return fail(errors.front().what, errors.front().hint);
    }

  private:
    const Session& session_;
};

}  // namespace

bool ask_for(const Session& session, NewShop& shop) {
    const Questions questions(session);
    const bool chinese = session.lang() == Lang::zh;
    const auto set = [&](std::string NewShop::*field) {
        return [&shop, &questions, field](const std::string& line) {
            shop.*field = line;
            return questions.stands(shop);
        };
    };
    const auto language = [&](const std::string& line) -> Result<void> {
        if (line != "en" && line != "zh") return fail({Text::err_option_choice, {"language", line}}, {Text::hint_one_of, {"en, zh"}});
        shop.language = line == "zh" ? Lang::zh : Lang::en;
        return {};
    };
    const auto channels = [&](const std::string& line) {
        shop.channels = line == "-" ? std::vector<std::string>() : words_of(line);
        return questions.stands(shop);
    };
    const auto accounts = [&](const std::string& line) -> Result<void> {
        if (const auto taken = take_accounts(shop, words_of(line)); !taken) return taken;
        return questions.stands(shop);
    };
    return questions.ask(Text::ask_shop_name, chinese ? "小店" : shop.name, set(&NewShop::name)) &&
           questions.ask(Text::ask_currency, shop.currency, set(&NewShop::currency)) &&
           questions.ask(Text::ask_language, chinese ? "zh" : "en", language) &&
           questions.ask(Text::ask_tax, shop.tax, [&](const std::string& line) { return take_tax(shop, line); }) &&
           questions.ask(Text::ask_channels, "-", channels) &&
           questions.ask(Text::ask_accounts, joined(first_accounts(shop.language.value_or(session.lang()))), accounts);
}

}  // namespace daybook
