// A ledger on disk, which every command that reads is asked of: the commands are those that the program declares, so that a new one, or a
// new report, is asked too.
#pragma once

#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "cli/parse.h"
#include "cli/session.h"
#include "property.h"

namespace daybook::fuzz {

inline std::string settings_text(const BookSettings& settings) {
    const std::string_view regime = settings.tax.regime == TaxRegime::general ? "general"
                                    : settings.tax.regime == TaxRegime::small ? "small"
                                                                              : "none";
    return std::string("[shop]\ncurrency = ") + (settings.currency.decimals == 0 ? "\"JPY\"" : "\"CNY\"") +
           "\n[books]\ncosting = " + (settings.costing == Costing::fifo ? "\"fifo\"" : "\"average\"") +
           "\nnegative_stock = " + (settings.negative_stock == NegativeStock::allow ? "\"allow\"" : "\"refuse\"") +
           "\nrevenue_at = " + (settings.revenue_at == RevenueAt::ship ? "\"ship\"" : "\"confirm\"") + "\n[tax]\nregime = \"" +
           std::string(regime) + "\"\nrate = \"" + (settings.tax.rate > 0 ? "13" : "0") +
           "%\"\nprices_include_tax = " + (settings.tax.prices_include_tax ? "true\n" : "false\n");
}

// What is written to a stream while this stands.
class Overheard {
  public:
    explicit Overheard(FILE*& stream) : stream_(stream), real_(stream) { stream_ = ::open_memstream(&text_, &size_); }
    ~Overheard() {
        if (stream_ != real_) end();
        std::free(text_);
    }
    std::string end() {
        std::fclose(stream_);
        stream_ = real_;
        return {text_, size_};
    }

  private:
    FILE*& stream_;
    FILE* real_;
    char* text_ = nullptr;
    size_t size_ = 0;
};

class Shop {
  public:
    Shop() : folder_(std::filesystem::temp_directory_path() / ("daybook-fuzz-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(folder_);
    }

    // Every command that reads answers: each in a form, and every other time with options, that the input chooses.
    void ask_everything(const Entries& entries, const std::string& text, const BookSettings& settings) const {
        std::ofstream(folder_ / "daybook.toml") << settings_text(settings);
        std::ofstream(folder_ / "shop.journal") << text << '\n';
        size_t choice = std::hash<std::string>()(text);
        ask_below({&program()}, entries, choice);
    }

  private:
    void ask_below(const std::vector<const Command*>& path, const Entries& entries, size_t& choice) const {
        const Command& command = *path.back();
        for (const Option& option : command.options)
            if (option.names == "-O,--output-format") ask(path, entries, choice = choice * 6364136223846793005 + 1442695040888963407);
        for (const Command& child : command.commands) {
            std::vector<const Command*> deeper = path;
            deeper.push_back(&child);
            ask_below(deeper, entries, choice);
        }
    }

    // A word for an argument that a command must have; nothing where the ledger has none.
    static std::optional<std::string> word_for(const Positional& positional, const Entries& entries) {
        if (!positional.choices.empty()) return positional.choices.front().word;
        if (positional.name == "ITEM" && entries.items.size() > 1) return std::string(entries.items.text(static_cast<ItemId>(1)));
        if (positional.name == "REF" && entries.refs.size() > 1) return std::string(entries.refs.text(static_cast<RefId>(1)));
        for (const char* party : {"CUSTOMER", "SUPPLIER", "NAME"})
            if (positional.name == party && entries.parties.size() > 1) return std::string(entries.parties.text(static_cast<PartyId>(1)));
        return std::nullopt;
    }

    static void choose_options(const Command& command, Args& args, size_t choice) {
        for (const Option& option : command.options) {
            choice = choice * 6364136223846793005 + 1442695040888963407;
            const size_t drawn = choice >> 33;
            if (!option.choices.empty())
                args.set(long_name(option), {option.choices[drawn % option.choices.size()].word});
            else if (option.value.empty() && long_name(option) != "help" && long_name(option) != "write" && drawn % 2)
                args.set(long_name(option), {"yes"});
        }
    }

    void ask(const std::vector<const Command*>& path, const Entries& entries, size_t choice) const {
        const Command& command = *path.back();
        Args args;
        for (const Positional& positional : command.positionals) {
            if (positional.least == 0) break;
            const auto word = word_for(positional, entries);
            if (!word) return;
            args.words.push_back(*word);
        }
        const bool plain = args.words.empty() && choice >> 63;
        if (!plain) choose_options(command, args, choice);
        for (const auto& [name, value] : {std::pair("today", "2026-11-30"), std::pair("lang", choice >> 62 & 1 ? "zh" : "en")})
            args.set(name, {value});
        args.set("file", {(folder_ / "shop.journal").string()});
        const std::string name = path_text(path);
        Overheard answer(stdout), complaint(stderr);
        Session session;
        const bool started = session.start(args).has_value();
        session.set_command(name.substr(name.find(' ') + 1));
        const int code = started ? command.run(session, args) : -1;
        const std::string complained = complaint.end(), answered = answer.end();
        property(code == done || (!plain && !complained.empty()), "a command answers where the books stand", name + "\n" + complained);
        is_harmless(answered, "an answer is harmless on a terminal");
        is_harmless(complained, "a complaint is harmless on a terminal");
    }

    std::filesystem::path folder_;
};

}  // namespace daybook::fuzz
